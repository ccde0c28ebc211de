"""A paragraph of WeasyPrint's boxes → a plan of its lines: the places where it may be broken, `breaking.py`'s choice
among them, and which text box each line ends in.

What a plan does not know (floats, pictures in a line, forced breaks, soft hyphens, leaders, letters set apart) raises
NotPlanned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text import line_break

from bookbuild.language.marks import COMBINING_DIACRITICS, MARKS, ranges
from bookbuild.typeset.lines.breaking import BreakPlace, Measure, best_breaks
from bookbuild.typeset.lines.hyphenation import cost_behind, divisions
from bookbuild.typeset.lines.justification import amount_of, in_quran_font
from bookbuild.typeset.lines.kashida import USUAL_STRETCH, WORD, places
from bookbuild.typeset.lines.shaping import MOST_SHAPES, ShapingCache, face_of
from bookbuild.typeset.seams.custom_properties import values

PROPERTY = "__bound"
"""How WeasyPrint keeps `--bound` among a box's computed values: with `weakly`, what a style sheet does not let wrap
(`white-space: nowrap`) is broken where the line would be very loose otherwise."""

BREAKS_WEAKLY_BOUND = 700.0
"""What that costs: as much as a line whose spaces are nearly twice as wide as by nature."""

_GAPS = re.compile("([ \u00a0]+)")
_UNKNOWN = re.compile("[\n\t\r\f\u0085\u2028\u2029\u00ad]")
_UNBROKEN = re.compile(f"[\\w.,;:!?()\\[\\]\"'’‘“”«»،؛؟۔{ranges(COMBINING_DIACRITICS, MARKS)}]+")
BREAKS_BEHIND = re.compile("[-/\u00ad\u200b\u2010-\u2015\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
"""Behind these alone a line ends between two boxes that no space parts: a note's call stays with its word."""

_IDEOGRAPHS = re.compile("[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class End:
    """Where a planned line ends in a text box: after so many bytes of its text; where the next begins; whether a word
    is divided."""

    length: int
    resume: int
    hyphen: bool


WHOLE = End(0, 0, hyphen=False)
"""The line goes on behind the box."""


@dataclass(slots=True)
class Plan:
    """The lines of a paragraph of one measure, in px. `boxes` are its text boxes and their texts; `ends`, where lines
    end in them, by the identity of the boxes."""

    measure: float
    boxes: dict[int, tuple[Any, str]] = field(default_factory=dict)
    ends: dict[int, list[End]] = field(default_factory=dict)

    def is_of(self, boxes: Iterable[Any]) -> bool:
        """Whether it was made for these text boxes, as they are now."""
        return all(self.boxes.get(id(box)) == (box, box.text) for box in boxes)

    def end(self, box: Any, skip: int) -> End | None:
        """Where the line that is at byte `skip` of `box` ends; None for a box that is not in the plan."""
        if id(box) not in self.boxes:
            return None
        return next((end for end in self.ends.get(id(box), ()) if end.length > skip), WHOLE)


def text_boxes(box: Any) -> Iterator[Any]:
    """The text boxes in a box, in the order of the text."""
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from text_boxes(child)


class NotPlanned(Exception):
    """Something stands in a paragraph that a plan does not know."""


@dataclass(slots=True)
class LineTextBox:
    """A text box of a paragraph; where its text begins in the paragraph's; what stands before it and is no text, in
    px."""

    box: Any
    start: int
    before: float
    face: ShapingCache


class LineText:
    """The text of a line box's lines, over its text boxes."""

    def __init__(self, line: Any, containing_block: Any) -> None:
        self.style = line.style
        self.containing_block = containing_block
        self.pieces: list[LineTextBox] = []
        self._before = 0.0
        self._length = 0
        self._gather(line)
        self.text = "".join(piece.box.text for piece in self.pieces)
        if _UNKNOWN.search(self.text):
            raise NotPlanned

    def _gather(self, parent: Any) -> None:
        for child in parent.children:
            if not child.is_in_normal_flow() or child.is_leader:
                raise NotPlanned
            if isinstance(child, boxes.TextBox):
                self._add(child)
            elif type(child) is boxes.InlineBox:
                before, after = self._edges(child)
                self._before += before
                self._gather(child)
                self._before += after
            else:
                raise NotPlanned

    def _add(self, box: Any) -> None:
        style = box.style
        if not box.text:
            return
        if style["letter_spacing"] not in ("normal", 0) or style["word_spacing"] or not style["font_size"]:
            raise NotPlanned
        if style["white_space"] in ("pre", "pre-wrap") or style["word_break"] == "break-all":
            raise NotPlanned
        self.pieces.append(LineTextBox(box, self._length, self._before, face_of(style)))
        self._before = 0.0
        self._length += len(box.text)

    def _edges(self, box: Any) -> tuple[float, float]:
        """What an inline box adds before and behind its text, in px."""
        values = [box.style[name] for name in _EDGES]
        if not any(getattr(value, "value", value) for value in values):
            return 0.0, 0.0
        resolve_percentages(box, self.containing_block)
        if "auto" in (box.margin_left, box.margin_right):
            raise NotPlanned
        left = box.padding_left + box.margin_left + box.border_left_width
        right = box.padding_right + box.margin_right + box.border_right_width
        return (left, right) if self.style["direction"] == "ltr" else (right, left)


_EDGES = (
    "margin_left", "margin_right", "padding_left", "padding_right", "border_left_width", "border_right_width",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BreakWord:
    """Text without spaces, in em: how wide it is, by how much its words are usually stretched, where it may be divided
    (offset, width with a hyphen, width without, cost), and whether a line may end in it elsewhere too."""

    width: float
    stretch: float
    divisions: tuple[tuple[int, float, float, float], ...]
    breaks: bool


class Reader:
    """Reads a paragraph from a character on: where it may be broken, and how wide it is up to there."""

    def __init__(self, paragraph: LineText, start: int) -> None:
        self.places: list[BreakPlace] = []
        self.characters: list[tuple[int, int]] = []
        """Of each place: where the line's text ends, and where the next line's begins."""
        self._text = paragraph.text
        self._attributes = line_break.get_log_attrs(self._text, paragraph.style["lang"])
        self._stretches = paragraph.style["direction"] == "rtl" and amount_of(paragraph.style) is not None
        self._x = self._gaps = self._words = 0.0
        self._place(start, start, 0.0, 0.0)
        for piece in paragraph.pieces:
            if piece.start + len(piece.box.text) > start:
                self._read(piece, max(start - piece.start, 0))
        spaces = len(self._text) - len(self._text.rstrip(" "))
        at_end = spaces * paragraph.pieces[-1].face.width(" ") * paragraph.pieces[-1].box.style["font_size"]
        self._place(len(self._text) - spaces, len(self._text), self._x - at_end, self._gaps - at_end)

    @property
    def width(self) -> float:
        """Of the text, in px."""
        return self.places[-1][0]

    def _place(self, end: int, resume: int, x: float, gaps: float, cost: float = 0.0) -> None:
        self.places.append((x, self._x, gaps, self._gaps, self._words, cost, False))
        self.characters.append((end, resume))

    def _read(self, piece: LineTextBox, skip: int) -> None:
        style, face, at = piece.box.style, piece.face, piece.start + skip
        size, breaks = style["font_size"], style["white_space"] != "nowrap"
        cost = 0.0 if breaks else BREAKS_WEAKLY_BOUND if bound_weakly(style) else inf
        limits = style["hyphenate_limit_chars"] if breaks and style["hyphens"] == "auto" else None
        stretches = self._stretches and amount_of(style) is not None and not in_quran_font(style)
        self._x += piece.before
        breaks_before = at and not skip and BREAKS_BEHIND.match(self._text, at - 1)
        if breaks and breaks_before and self._attributes[at].is_line_break:
            self._place(at, at, self._x, self._gaps)
        for number, part in enumerate(_GAPS.split(piece.box.text[skip:])):
            if number % 2:
                width, x, gaps = face.width(part) * size, self._x, self._gaps
                self._x, self._gaps, after = x + width, gaps + width, at + len(part)
                if cost < inf and after < len(self._text) and self._attributes[after].is_line_break:
                    self._place(at, after, x, gaps, cost)
            elif part:
                word = word_of(face, part, style, limits)
                if breaks and (word.divisions or word.breaks):
                    self._places_within(at, part, word, size, piece)
                self._x += word.width * size
                if stretches:
                    self._words += word.stretch * size
            at += len(part)

    def _places_within(self, at: int, text: str, word: BreakWord, size: float, piece: LineTextBox) -> None:
        found = {offset: (end, begin, cost, True) for offset, end, begin, cost in word.divisions}
        if word.breaks:
            for offset in range(1, len(text)):
                if self._attributes[at + offset].is_line_break:
                    width = piece.face.width(text[:offset])
                    found[offset] = (width, width, cost_behind(text[:offset]), False)
        for offset, (end, begin, cost, hyphen) in sorted(found.items()):
            x = self._x
            self.places.append((x + end * size, x + begin * size, self._gaps, self._gaps, self._words, cost, hyphen))
            self.characters.append((at + offset, at + offset))


def word_of(face: ShapingCache, text: str, style: Any, limits: tuple[int, int, int] | None) -> BreakWord:
    """What a face makes of a text without spaces; kept with it. `limits`: those of words that may be divided."""
    key = (text, limits)
    words: dict[Any, BreakWord] = vars(face).setdefault("words", {})
    if key not in words:
        if len(words) >= MOST_SHAPES:
            words.clear()
        found = divisions(text, style["lang"], limits) if limits else ()
        hyphen = style["hyphenate_character"]
        words[key] = BreakWord(
            face.width(text),
            stretchable(text),
            tuple((n, face.width(text[:n] + hyphen), face.width(text[:n]), cost) for n, cost in found),
            not _UNBROKEN.fullmatch(text) or _IDEOGRAPHS.search(text) is not None,
        )
    return words[key]


def bound_weakly(style: Any) -> bool:
    """What `--bound` says."""
    return "weakly" in values(style, PROPERTY, "ident")


def stretchable(text: str) -> float:
    """By how much the words in a piece of text are usually stretched, in em."""
    return USUAL_STRETCH * sum(bool(places(found[0])) for found in WORD.finditer(text))


def planned(line: Any, containing_block: Any, start: int, first: float, rest: float) -> Plan:
    """The plan of a line box's lines from a character on, for a first line and the others so wide, in px.

    Raises NotPlanned where something stands in them that a plan does not know.
    """
    paragraph = LineText(line, containing_block)
    plan = Plan(rest, {id(piece.box): (piece.box, piece.box.text) for piece in paragraph.pieces})
    if not paragraph.pieces:
        return plan
    reader = Reader(paragraph, start)
    if reader.width > first:
        amount, size = amount_of(line.style), line.style["font_size"]
        measure = Measure(first, rest)
        if amount and line.style["direction"] == "rtl":
            measure = Measure(first, rest, amount.line * size, amount.spaces - 1)
        ends = best_breaks(reader.places, measure)[:-1]
        _share(plan, paragraph.pieces, [(*reader.characters[n], reader.places[n][-1]) for n in ends])
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
