"""A justified line of Arabic → its words stretched, before the spaces get what is left.

Seam: `weasyprint.layout.inline.justify_line`, the one place where what a line lacks is known and its text can still
change. How far words are stretched stands in the style sheet, as the custom property `--kashida`, which is inherited:
`off` on an element keeps its text as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import Layout, _font_style_cache_key, line_size

from bookbuild.typeset.kashida import AMOUNTS, TATWEEL, Amount, Candidate, candidates, chosen

PROPERTY = "__kashida"
"""How WeasyPrint keeps `--kashida` among a box's computed values: as a list of tokens."""

FONT_PROPERTIES = ("__quran", "__arabic")

TOLERANCE = 0.2
"""The share of a tatweel by which a word may grow more or less than that: beyond it, its letters change shape."""

MEASURING_SIZE = 1000
"""In px."""

MOST_SHAPES = 100_000

_OBJECT = "\ufffc"
"""Stands in a line's text for what is no text."""


def install() -> None:
    """Put the changed function in its place; raises AttributeError where WeasyPrint's has moved."""
    if hasattr(inline.justify_line, "spaces_only"):
        return
    spaces_only = inline.justify_line

    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        if line.style["direction"] == "rtl":
            extra_width -= stretched(context, line, extra_width)
        spaces_only(context, line, extra_width)

    justify_line.spaces_only = spaces_only  # type: ignore[attr-defined]
    inline.justify_line = justify_line


def stretched(context: Any, line: Any, extra: float) -> float:
    """Stretch a line that lacks `extra` px, and say by how much."""
    amount, size = amount_of(line.style), line.style["font_size"]
    if not amount or extra <= 0:
        return 0.0
    before = before_on(context)
    above, runs = before.above(line), Runs(line)
    if not (spaces := runs.spaces()):
        return 0.0
    want = min(extra - (amount.spaces - 1) * min(spaces) * len(spaces), amount.line * size)
    if want <= 0:
        return 0.0
    taken = chosen(runs.places(line.width / size), ceil(want / size / amount.usual), above, runs.fits)
    counts = runs.shared(taken, want, amount.word * size)
    before.remember(line, (place.x for place in counts))
    return _widened(line, runs.stretch(counts), 0.0)


def amount_of(style: Any) -> Amount | None:
    """What `--kashida` says; None for `off`, and where it is not set."""
    idents = (token.value for token in style[PROPERTY] or () if token.type == "ident")
    return next((AMOUNTS[ident] for ident in idents if ident in AMOUNTS), None)


def in_quran_font(style: Any) -> bool:
    """Whether a box is set in the Qur'an's font, by whatever rule of a theme, where that is a font of its own."""
    quran, arabic = ([token.value for token in style[name] or () if token.type == "string"] for name in FONT_PROPERTIES)
    return quran != arabic and quran == list(style["font_family"][:1])


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


def before_on(context: Any) -> Before:
    """What is remembered of the page that `context` is at."""
    before: Before | None = getattr(context, "kashida_before", None)
    if before is None or before.page != context.current_page:
        before = context.kashida_before = Before(context.current_page)
    return before


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is set: its width in em, and how many glyphs it has besides those of tatweels."""

    width: float
    glyphs: int


class Face:
    """The fonts of a style, and what they make of words. Kept with WeasyPrint's fonts, as its struts are.

    All is measured at one size: the same word is as wide in every process, whatever it has set before.
    """

    def __init__(self, style: Any) -> None:
        shapes = vars(style.font_config).setdefault("kashida_shapes", {})
        self.style = style
        self.size: float = style["font_size"]
        self.layout: Any = None
        self.shapes: dict[str, Shape] = shapes.setdefault(_font_style_cache_key(style), {})

    def width(self, text: str) -> float:
        """In em."""
        return self._shape(text).width

    def gain(self, word: str, offset: int, count: int) -> float:
        """By how much a word grows with `count` tatweels, in em."""
        return self.width(word[:offset] + TATWEEL * count + word[offset:]) - self.width(word)

    def joins(self, word: str, offset: int) -> bool:
        """Whether a tatweel there adds its own width and no more: no ligature breaks, no letter takes another shape."""
        before, after = self._shape(word), self._shape(word[:offset] + TATWEEL + word[offset:])
        unit = self.width(TATWEEL)
        return before.glyphs == after.glyphs and abs(after.width - before.width - unit) <= TOLERANCE * unit

    def _shape(self, text: str) -> Shape:
        if text not in self.shapes:
            if len(self.shapes) >= MOST_SHAPES:
                self.shapes.clear()
            self.shapes[text] = self._shaped(text)
        return self.shapes[text]

    def _shaped(self, text: str) -> Shape:
        self.layout = self.layout or Layout(self._measuring_style())
        self.layout.set_text(text)
        line, _ = self.layout.get_first_line()
        width, _ = line_size(line, self.layout.style)
        encoded, tatweel, glyphs = text.encode(), TATWEEL.encode(), 0
        run = line.runs[0]
        while run != ffi.NULL:
            item, glyph_string = run.data.item, run.data.glyphs
            starts = glyph_string.log_clusters[0 : glyph_string.num_glyphs]
            glyphs += sum(not encoded.startswith(tatweel, item.offset + start) for start in starts)
            run = run.next
        return Shape(width / MEASURING_SIZE, glyphs)

    def _measuring_style(self) -> Any:
        style = self.style.copy()
        style["font_size"], style["letter_spacing"], style["word_spacing"] = MEASURING_SIZE, "normal", 0
        return style


@dataclass(slots=True)
class Run:
    """A box of a line, and where its text begins in the line's; `face` is None where the box has no text."""

    box: Any
    text: str
    start: int
    face: Face | None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def may_stretch(self) -> bool:
        style = self.box.style
        return (
            self.face is not None
            and amount_of(style) is not None
            and style["letter_spacing"] in ("normal", 0)
            and not in_quran_font(style)
        )


class Runs:
    """The text of a line over its boxes."""

    def __init__(self, line: Any) -> None:
        self.runs: list[Run] = []
        start = 0
        for box in _leaves(line):
            is_text = isinstance(box, boxes.TextBox) and box.text and box.style["font_size"]
            run = Run(box, box.text if is_text else _OBJECT, start, Face(box.style) if is_text else None)
            self.runs.append(run)
            start += len(run.text)
        self._run_of: dict[Candidate, Run] = {}

    def spaces(self) -> list[float]:
        """The natural widths of the spaces that justification widens, in px."""
        widths: list[float] = []
        for run in self.runs:
            if run.face and (count := inline.count_expandable_spaces(run.box)):
                widths += [run.face.width(" ") * run.face.size] * count
        return widths

    def places(self, width: float) -> list[Candidate]:
        """The places in words that stand in one box, which may be stretched. `width` of the line is in em."""
        waiting = iter(self.runs)
        run, may_stretch = next(waiting), self.runs[0].may_stretch()
        for place in candidates("".join(run.text for run in self.runs), width):
            while run.end <= place.start:
                run = next(waiting)
                may_stretch = run.may_stretch()
            if may_stretch and place.start + len(place.word) <= run.end:
                self._run_of[place] = run
        return list(self._run_of)

    def fits(self, place: Candidate) -> bool:
        return self._face(place).joins(place.word, place.place.offset)

    def shared(self, taken: list[Candidate], want: float, most: float) -> dict[Candidate, int]:
        """How many tatweels each place gets: one by one in turn, while `want` px want them; `most` px in a word."""
        counts, turn = dict.fromkeys(taken, 0), list(taken)
        while turn:
            for place in tuple(turn):
                unit = self._face(place).width(TATWEEL) * self._face(place).size
                if want < unit / 2 or (counts[place] + 1) * unit > most:
                    turn.remove(place)
                else:
                    counts[place] += 1
                    want -= unit
        return {place: count for place, count in counts.items() if count}

    def stretch(self, counts: dict[Candidate, int]) -> dict[int, float]:
        """Put tatweels into the boxes' texts; by how much boxes grow, in px, by their identity."""
        growth: dict[int, float] = {}
        for place in sorted(counts, key=lambda place: -place.at):
            run, face = self._run_of[place], self._face(place)
            box, offset = run.box, place.at - run.start
            box.text = box.text[:offset] + TATWEEL * counts[place] + box.text[offset:]
            # what is drawn, where the box has no space and is not laid out again
            box.pango_layout.text = box.text
            gain = face.gain(place.word, place.place.offset, counts[place]) * face.size
            growth[id(box)] = growth.get(id(box), 0.0) + gain
        return growth

    def _face(self, place: Candidate) -> Face:
        face = self._run_of[place].face
        assert face is not None
        return face


def _leaves(box: Any) -> Iterator[Any]:
    """What stands on a line, in the order of its text."""
    for child in box.children:
        if isinstance(child, (boxes.LineBox, boxes.InlineBox)):
            yield from _leaves(child)
        elif child.is_in_normal_flow():
            yield child


def _widened(box: Any, growth: dict[int, float], x_advance: float) -> float:
    """Give boxes their new widths and places, as `weasyprint.layout.inline.add_word_spacing` does."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += x_advance
        before = x_advance
        for child in reversed(box.children) if box.style["direction"] == "rtl" else box.children:
            if child.is_in_normal_flow():
                x_advance = _widened(child, growth, x_advance)
        box.width += x_advance - before
    elif isinstance(box, boxes.TextBox):
        box.position_x += x_advance
        box.width += growth.get(id(box), 0.0)
        x_advance += growth.get(id(box), 0.0)
    else:
        box.translate(x_advance, 0)
    return x_advance
