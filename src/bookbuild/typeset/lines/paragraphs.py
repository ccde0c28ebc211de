"""A paragraph of WeasyPrint's boxes → a plan of its lines: the places where it may be broken, `breaking.py`'s choice
among them, and which text box each line ends in.

What a plan does not know (floats, pictures in a line, forced breaks, soft hyphens, leaders, letters set apart) raises
NotPlanned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bookbuild.typeset.lines.break_places import ParagraphReader
from bookbuild.typeset.lines.breaking import (
    FAIR_IN_ARABIC,
    PARTS_BOUND_WORDS,
    ROUNDING,
    SHRINK_IN_ARABIC,
    Measure,
    best_breaks,
    breaks_into,
    first_fit,
)
from bookbuild.typeset.lines.hanging import without_hangs
from bookbuild.typeset.lines.kashida_style import amount_of
from bookbuild.typeset.lines.letter_fit import letter_fit
from bookbuild.typeset.lines.line_text import LineText, LineTextBox, NotPlanned
from bookbuild.typeset.seams.attached import Attached


@dataclass(frozen=True, slots=True)
class End:
    """Where a planned line ends in a text box: after so many bytes of its text; where the next begins; whether a word
    is divided."""

    length: int
    resume: int
    hyphen: bool


_kept_reader: Attached[tuple[Any, ParagraphReader]] = Attached("read_paragraph")
"""On a line box that is not broken yet: what was read of it last, and the reader."""

WHOLE = End(0, 0, hyphen=False)
"""The line goes on behind the box."""


@dataclass(slots=True)
class Plan:
    """The lines of a paragraph of one measure, in px. `boxes` are its text boxes and their texts; `ends`, where lines
    end in them, by the identity of the boxes; `lines`, how many there are."""

    measure: float
    boxes: dict[int, tuple[Any, str]] = field(default_factory=dict)
    ends: dict[int, list[End]] = field(default_factory=dict)
    lines: int = 1

    def is_of(self, boxes: Iterable[Any]) -> bool:
        """Whether it was made for these text boxes, as they are now."""
        return all(self.boxes.get(id(box)) == (box, box.text) for box in boxes)

    def end(self, box: Any, skip: int) -> End | None:
        """Where the line that is at byte `skip` of `box` ends; None for a box that is not in the plan."""
        if id(box) not in self.boxes:
            return None
        return next((end for end in self.ends.get(id(box), ()) if end.length > skip), WHOLE)


def planned(line: Any, containing_block: Any, start: int, first: float, rest: float, count: int | None = None) -> Plan:
    """The plan of a line box's lines from a character on, for a first line and the others so wide, in px.

    `count`: how many lines are wanted; where they would be too loose or too narrow, there are as many as is best.
    Raises NotPlanned where something stands in them that a plan does not know.
    """
    paragraph = LineText(line, containing_block)
    plan = Plan(rest, {id(piece.box): (piece.box, piece.box.text) for piece in paragraph.pieces})
    if not paragraph.pieces:
        return plan
    reader = _read(line, paragraph, start, indented=first != rest)
    if line.style["text_align_all"] != "justify":
        return _as_full_as_can_be(plan, paragraph, reader, Measure(first, rest))
    if reader.width > first + reader.places[0][1]:
        measure = _measure(line.style, first, rest)
        found = breaks_into(reader.places, measure, count) if count is not None else None
        breaks = found[0] if found else best_breaks(reader.places, measure)
        plan.lines = len(breaks)
        _share(plan, paragraph.pieces, [(*reader.characters[n], reader.places[n][-1]) for n in breaks[:-1]])
    return plan


def other_lengths(line: Any, containing_block: Any, first: float, rest: float) -> Callable[[int], float | None]:
    """For a line box of justified text: what it costs to set its lines so many, None where it can't be. It is read
    once. Raises NotPlanned."""
    paragraph = LineText(line, containing_block)
    if not paragraph.pieces:
        raise NotPlanned
    places, measure = _read(line, paragraph, 0, indented=first != rest).places, _measure(line.style, first, rest)

    def cost_in(count: int) -> float | None:
        found = breaks_into(places, measure, count)
        return found[1] if found else None

    return cost_in


def _read(line: Any, paragraph: LineText, start: int, *, indented: bool) -> ParagraphReader:
    """A line box's text from a character on. The one that was read last is kept with the box: its lines are asked for,
    then how many they may be, then so many."""
    pieces = [(piece.box, piece.box.text, piece.before) for piece in paragraph.pieces]
    what = (start, indented, paragraph.behind, pieces)
    kept = _kept_reader.of(line)
    if kept is not None and kept[0] == what:
        return kept[1]
    reader = ParagraphReader(paragraph, start)
    reader.places = without_hangs(reader.places, reader.characters, paragraph, indented=indented)
    _kept_reader.put(line, (what, reader))
    return reader


def _measure(style: Any, first: float, rest: float) -> Measure:
    amount, size, fit = amount_of(style), style["font_size"], letter_fit(style)
    if amount and style["direction"] == "rtl":
        return Measure(first, rest, amount.line * size, amount.spaces - 1, fit, SHRINK_IN_ARABIC, FAIR_IN_ARABIC)
    return Measure(first, rest, fit=fit)


def _as_full_as_can_be(plan: Plan, paragraph: LineText, reader: ParagraphReader, measure: Measure) -> Plan:
    """The plan of lines that are not justified. Raises NotPlanned where WeasyPrint's own lines are as good."""
    if not any(place[7] or place[6] >= PARTS_BOUND_WORDS for place in reader.places):
        raise NotPlanned
    if reader.width > measure.first + ROUNDING:
        breaks = first_fit(reader.places, measure)
        plan.lines = len(breaks)
        _share(plan, paragraph.pieces, [(*reader.characters[n], reader.places[n][-1]) for n in breaks[:-1]])
    return plan


def _share(plan: Plan, pieces: list[LineTextBox], ends: list[tuple[int, int, bool]]) -> None:
    """Give each line's end to the text box that its last character stands in."""
    waiting = iter(pieces)
    piece = next(waiting)
    for end, resume, hyphen in ends:
        while piece.start + len(piece.box.text) < end:
            piece = next(waiting)
        text, begin = piece.box.text, piece.start
        length = len(text[: end - begin].encode())
        upto = len(text[: min(resume - begin, len(text))].encode())
        plan.ends.setdefault(id(piece.box), []).append(End(length, upto, hyphen))
