"""A justified line of Arabic → its words stretched, before the spaces get what is left.

Seam: `weasyprint.layout.inline.justify_line`, the one place where what a line lacks is known and its text can still
change. How far words are stretched stands in the style sheet, as the custom property `--kashida`, which is inherited:
`off` on an element keeps its text as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from bookbuild.typeset.lines.kashida_style import amount_of
from bookbuild.typeset.lines.letter_fit import SCALE, letter_fit, may_scale
from bookbuild.typeset.lines.line_runs import GAPS, Runs, leaves
from bookbuild.typeset.lines.punctuation_script import with_script
from bookbuild.typeset.lines.shaping import ShapingCache, face_of
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

WIDEST_SPACE = 1.6
"""How many times as wide as by nature spaces become at most, where that can be helped."""

HAMZA = "ء"
"""A letter that joins no other."""

ROUNDING = 0.01
"""px by which sums of widths differ: a line that is wider than the room beside a float goes below it."""

IN_NEED = 2
"""How many times as far as usual the words of a line are stretched, where its spaces would be wider than that."""


def justify_line(_spaces_only: Function, context: Any, line: Any, extra_width: float) -> None:
    """Fill a line that lacks so many px: its words first, as far as they may be stretched, then its spaces, and its
    letters with them; one that is wider than its measure is narrowed so."""
    grown: Mapping[int, float] = {}
    if line.style["direction"] == "rtl":
        grown = as_drawn(line, stretched(context, line, extra_width))
    if spaces := width_of_spaces(line):
        lacks = extra_width - sum(grown.values())
        letters = width_of_letters(line) + sum(grown.values())
        by_letters = letter_fit(line.style).taken(lacks, letters, spaces)
        wanted = line.width + extra_width
        _widened(line, _Change(grown, (lacks - by_letters) / spaces, 1 + by_letters / letters if by_letters else 1.0))
        if abs(line.width - wanted) < ROUNDING:
            line.width = wanted


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of the boxes of a line: `grown`, by how many px words in a box are stretched, by its identity;
    `spacing`, by what share of its width by nature each space is wider; `scale`, how many times as wide letters are."""

    grown: Mapping[int, float]
    spacing: float
    scale: float


def expandable_spaces(box: Any) -> int:
    """How many spaces of a box justification widens: not those whose width a style sheet sets, as in a phrase of an
    honorific."""
    if isinstance(box, boxes.TextBox):
        return 0 if box.style["word_spacing"] else int(inline.count_expandable_spaces(box))
    return sum(expandable_spaces(child) for child in leaves(box) if isinstance(child, boxes.TextBox))


def width_of_letters(line: Any) -> float:
    """How wide those letters of a line are by nature that may be scaled, in px."""
    return sum(_letters(box) for box in leaves(line) if isinstance(box, boxes.TextBox) and may_scale(box))


def _letters(box: Any) -> float:
    """The width of a text box by nature without its spaces, in px."""
    count = expandable_spaces(box)
    return float(box.width) - (count * _space(box) if count else 0.0)


def _space(box: Any) -> float:
    return face_of(box.style).width(" ") * float(box.style["font_size"])


def most_narrowed(line: Any, share: float) -> float:
    """By how many px a line can be made narrower, whose spaces shrink by so great a share."""
    return share * width_of_spaces(line) + letter_fit(line.style).narrower * width_of_letters(line)


def stretched(context: Any, line: Any, extra: float) -> dict[int, float]:
    """Stretch the words of a line that lacks `extra` px; by how much boxes grow, in px, by their identity.

    Below where the line before is stretched, words are stretched only if its spaces would be too wide otherwise.
    """
    amount, size = amount_of(line.style), line.style["font_size"]
    if not amount or extra <= 0:
        return {}
    before = before_on(context)
    above, spaces = before.above(line), [width for width, _ in natural_spaces(line)]
    natural = min(spaces, default=0.0) * len(spaces)
    want = min(extra - (amount.spaces - 1) * natural, amount.line * size)
    if not natural or want <= 0:
        return {}
    runs = Runs(line)
    places = list(runs.places(extra / len(spaces), size))
    free = [place for place in places if not place.stands_under(above)]
    counts = runs.share(free, want, amount, size)
    if extra - runs.width(counts) > (WIDEST_SPACE - 1) * natural and len(free) < len(places):
        counts = runs.share(places, want, amount, size, first=tuple(counts))
    if (need := extra - (WIDEST_SPACE - 1) * natural) > want:
        more = replace(amount, line=IN_NEED * amount.line)
        counts = runs.share(places, min(need, more.line * size), more, size, first=tuple(counts))
    before.remember(line, (place.x for place in counts))
    return runs.stretch(counts)


def as_drawn(line: Any, grown: Mapping[int, float]) -> dict[int, float]:
    """By how much the boxes of a line of Arabic grow, in px, by their identity, with what they gain or lose as their
    spaces are justified: Pango then shapes each word by itself, and a word is kerned to the space beside it no more."""
    growth = dict(grown)
    for box in leaves(line):
        if isinstance(box, boxes.TextBox) and box.style["direction"] == "rtl":
            face, size, shown = face_of(box.style), float(box.style["font_size"]), with_script(box.text)
            if shown != box.text:
                growth[id(box)] = face.width(shown) * size - box.width
            elif expandable_spaces(box):
                growth[id(box)] = sum(_width(face, part) for part in GAPS.split(shown) if part) * size - box.width
    return growth


def _width(face: ShapingCache, part: str) -> float:
    """Of a word or spaces in a box that has letters, in em: what has none is shaped as beside them."""
    shown = with_script(part)
    return face.width(shown) if part.isspace() or shown == part else face.width(shown + HAMZA) - face.width(HAMZA)


def natural_spaces(line: Any) -> Iterator[tuple[float, float]]:
    """The spaces that justification widens: how wide each is by nature, and by how much it is wider, in px."""
    for count, natural, more in spaces_of_boxes(line):
        yield from repeat((natural, more), count)


def spaces_of_boxes(line: Any) -> Iterator[tuple[int, float, float]]:
    """The same by boxes: how many each has, how wide one is by nature, and by how much it is wider, in px."""
    for box in leaves(line):
        if isinstance(box, boxes.TextBox) and (count := expandable_spaces(box)):
            yield count, face_of(box.style).width(" ") * box.style["font_size"], box.justification_spacing


def width_of_spaces(line: Any) -> float:
    """How wide the spaces of a line are by nature, in px."""
    return sum(width for width, _ in natural_spaces(line))


class Before:
    """The lines of the page that is being set: where each is stretched, in em from its start.

    WeasyPrint sets a paragraph again where the page turns out otherwise: lines from the same height on are forgotten.
    """

    def __init__(self, page: int | None) -> None:
        self.page = page
        self.lines: dict[Any, list[tuple[Any, list[float]]]] = {}

    def above(self, line: Any) -> list[float]:
        """Where the line right above `line` in its paragraph is stretched; `line` is remembered as not stretched."""
        lines = self.lines.setdefault(line.element, [])
        while lines and lines[-1][0].position_y >= line.position_y:
            lines.pop()
        upper, above = lines[-1] if lines else (None, [])
        lines.append((line, []))
        return above if upper and abs(upper.position_y + upper.height - line.position_y) < 0.01 else []

    def remember(self, line: Any, places: Iterable[float]) -> None:
        self.lines[line.element][-1][1].extend(places)


_before: Attached[Before] = Attached("kashida_before")


def before_on(context: Any) -> Before:
    """What is remembered of the page that `context` is at."""
    before = _before.of(context)
    if before is None or before.page != context.current_page:
        before = _before.put(context, Before(context.current_page))
    return before


def _widened(box: Any, change: _Change, x_advance: float = 0.0) -> Any:
    """Give boxes their new widths and places, as `weasyprint.layout.inline.add_word_spacing` does.

    What is drawn is laid out again when it is drawn: no layout is made for it here.
    """
    if isinstance(box, boxes.TextBox):
        box.position_x += x_advance
        more = _more(box, change)
        box.width += more
        return x_advance + more
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.translate(x_advance, 0)
        return x_advance
    box.position_x += x_advance
    before = x_advance
    for child in reversed(box.children) if box.style["direction"] == "rtl" else box.children:
        if child.is_in_normal_flow():
            x_advance = _widened(child, change, x_advance)
    box.width += x_advance - before
    return x_advance


def _more(box: Any, change: _Change) -> float:
    """Change a text box; by how many px it is wider. Its layout is drawn scaled, and its spaces with it."""
    scale = change.scale if may_scale(box) else 1.0
    grown = change.grown.get(id(box), 0.0)
    more = (scale - 1) * (_letters(box) + grown) + grown if scale != 1 else grown
    if scale != 1:
        SCALE.put(box, scale)
    box.justification_spacing = 0.0
    if count := expandable_spaces(box):
        natural = _space(box)
        box.justification_spacing = wider = change.spacing * natural
        spacing = wider if scale == 1 else (natural + wider) / scale - natural
        box.pango_layout.text, box.pango_layout.justification_spacing = box.text, spacing
        more += count * wider
    return more
