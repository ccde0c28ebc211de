"""A page that is laid out → what is wrong with its lines: loose, wider than their measure, or run into by marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.language.marks import TATWEEL
from bookbuild.typeset.fragments import Fault
from bookbuild.typeset.lines.collisions import is_marked, missing
from bookbuild.typeset.lines.hanging import OVER
from bookbuild.typeset.lines.justification import spaces_of_boxes
from bookbuild.typeset.lines.kashida_style import amount_of
from bookbuild.typeset.lines.leading import CLEARANCE
from bookbuild.typeset.lines.line_text import text_boxes
from bookbuild.typeset.lines.shaping import face_of
from bookbuild.typeset.pagination.running_heads import shortened

LOOSE_ARABIC, LOOSE = 1.6, 2.5
"""How many times as wide as by nature the spaces of a line may be: where words can be stretched too, and elsewhere."""

OVERFULL = 0.5
"""pt by which a line may be wider than its measure: it is not seen."""

PT = 0.75
"""pt in a px at 96 dpi."""

MOST_BELOW = 12
"""Lines that follow a line on a page, in other columns too, among which those right below it are looked for."""


def faults_of(page: Any) -> Iterator[Fault]:
    """All faults of one of WeasyPrint's pages, in the order of its boxes."""
    outer: list[Any] = []
    yield from _within(page._page_box, None, outer)
    for whole, stands in shortened.of(page._page_box) or ():
        yield Fault("head-shortened", whole, 0.0, stands)
    yield from _touching(sorted(outer, key=lambda line: float(line.position_y)))


def _within(box: Any, line: Any, outer: list[Any]) -> Iterator[Fault]:
    """The faults of the lines in a box; lines that stand in no other are gathered in `outer`."""
    for child in getattr(box, "children", ()):
        inner = line
        if isinstance(child, boxes.LineBox):
            yield from _loose(child)
            yield from _overfull(child, box)
            inner = line or child
            if inner is child:
                outer.append(child)
        elif isinstance(child, boxes.TextBox):
            continue
        elif isinstance(child, boxes.BlockLevelBox) and child.is_table_wrapper:
            yield from _wide_table(child, box)
        yield from _within(child, inner, outer)


def _loose(line: Any) -> Iterator[Fault]:
    widest = max((1 + more / natural for _, natural, more in spaces_of_boxes(line) if natural), default=1.0)
    most = LOOSE_ARABIC if line.style["direction"] == "rtl" and face_of(line.style).stretches() else LOOSE
    if widest > most and not amount_is_of_verse(line):
        yield Fault("line-loose", text_of(line), round(widest, 2))


def amount_is_of_verse(line: Any) -> bool:
    """Whether a line is brought to the measure of others, however wide its spaces become: a hemistich."""
    amount = amount_of(line.style)
    return amount is not None and amount.line > 5


def _overfull(line: Any, block: Any) -> Iterator[Fault]:
    width = line.width - _spaces_at_end(line) - sum(OVER.of(line) or ())
    if (beyond := (width - block.width) * PT) > OVERFULL and text_of(line):
        yield Fault("line-overfull", text_of(line), round(beyond, 1))


def _spaces_at_end(line: Any) -> float:
    """How wide the spaces are that hang over a line's end, where white space is kept as written."""
    *_, last = [None, *text_boxes(line)]
    return 0.0 if last is None else last.width * (1 - len(last.text.rstrip(" ")) / max(len(last.text), 1))


def _wide_table(wrapper: Any, block: Any) -> Iterator[Fault]:
    if (beyond := (wrapper.border_width() - block.width) * PT) > OVERFULL:
        first = next((text_of(line) for line in wrapper.descendants() if isinstance(line, boxes.LineBox)), "")
        yield Fault("line-overfull", first, round(beyond, 1))


def _touching(lines: list[Any]) -> Iterator[Fault]:
    """`lines` from the top of the page to its foot."""
    marked = [is_marked(line) for line in lines]
    for number, line in enumerate(lines):
        for other in range(number + 1, min(number + MOST_BELOW, len(lines))):
            if (marked[number] or marked[other]) and missing(line, lines[other], 0.0) > 0:
                lacks = missing(line, lines[other], CLEARANCE) * PT
                yield Fault("marks-collide", text_of(lines[other]), round(lacks + 0.05, 1))


def text_of(line: Any) -> str:
    """The text of a line as it was written, on one line."""
    return " ".join("".join(box.text for box in text_boxes(line)).replace(TATWEEL, "").split())
