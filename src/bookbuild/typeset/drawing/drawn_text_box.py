"""A text box and Pango's runs of its line → what shows them in the page's content, sign by sign."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from weasyprint.text.ffi import ffi

from bookbuild.fonts.licences import EM
from bookbuild.typeset.drawing.drawn_lines import directions, runs_from_left
from bookbuild.typeset.drawing.faces import measures_of
from bookbuild.typeset.drawing.font_signs import DrawnSigns, FontSigns
from bookbuild.typeset.drawing.shown import (
    APART_AFTER,
    APART_BEFORE,
    GLYPH,
    LTR,
    MARK,
    MOST_DRIFT,
    PANGO_SCALE,
    RTL,
    Shown,
)
from bookbuild.typeset.drawing.shown_runs import ShownRun, widened
from bookbuild.typeset.drawing.signs import RIGHT_TO_LEFT_MARK, stretched_places
from bookbuild.typeset.fragments import ComposedGlyph
from bookbuild.typeset.lines.divided_lines import HYPHEN, SPACE, line_end
from bookbuild.typeset.lines.line_runs import WRITTEN
from bookbuild.typeset.seams.attached import Attached

MOST_KEPT = 20_000
"""Runs that a process remembers of a face."""

SetRun = tuple[Any, Any, float]
"""A run of Pango's, its font, its size in px."""

SHIFTS = re.compile(r">-?\d+<(?:>-?\d+<)+")
"""Shifts of which one follows the other."""

NONE: frozenset[int] = frozenset()

SIGNS: Attached[FontSigns] = Attached("signs")
"""On one of WeasyPrint's fonts: what the fragment draws with it."""


def signs_of(font: Any, drawn: DrawnSigns) -> FontSigns:
    """What is drawn with `font`, a font of the document that is painted."""
    return SIGNS.made_once(font, lambda: FontSigns(font, drawn, measures_of(font)))


def _one_shift(found: re.Match[str]) -> str:
    return f">{sum(map(int, found[0].strip('<>').split('<>')))}<"


def width_of(run: Any) -> float:
    """Of a run as it is laid out, in px."""
    glyphs = _raw(run.glyphs.glyphs, run.glyphs.num_glyphs)
    return float(sum(width for _, width, *_ in GLYPH.iter_unpack(glyphs))) / PANGO_SCALE


def _raw(glyphs: Any, count: int) -> bytes:
    """Pango's glyphs without their bits, of which most are never set to anything."""
    numbers = array("i", bytes(ffi.buffer(glyphs, GLYPH.size * count)))
    numbers[4::5] = array("i", bytes(4 * count))
    return numbers.tobytes()


def _space(signs: FontSigns, size: float, width: int, *, rtl: bool) -> Shown:
    """A space `width` Pango units wide: those of a line are of one width, and a book has more of them than of words."""
    shown = signs.spaces.get((size, width, rtl))
    if shown is None:
        space = widened(signs.measures, width / (size * PANGO_SCALE), rtl=rtl)
        shown = Shown((signs.code(space),), signs.measures.width(space) * size / EM, width / PANGO_SCALE)
        signs.spaces[size, width, rtl] = shown
    return shown


class DrawnTextBox:
    """Shows the runs of a text box. The pen is where the content has it, the place where Pango has it; in px."""

    def __init__(self, stream: Any, box: Any, drawn: DrawnSigns) -> None:
        text: str = box.pango_layout.text
        self.stream, self.drawn, self.end = stream, drawn, line_end(box)
        self.text = text.encode()
        written = WRITTEN.of(box)
        self.stretches = NONE if written is None else stretched_places(text, written)
        self.rtl_box = box.style["direction"] == RTL
        self.rtl, self.rtl_page = (direction == RTL for direction in directions(box))
        self.pen = self.place = 0.0
        self.body: list[str] = []
        self.inks: list[tuple[float, float, ComposedGlyph, Any, float]] = []
        self.direction = ""
        self.sign_before = False

    def show(self, runs: Sequence[SetRun]) -> None:
        previous: Any = None
        for start, segment in self._segments(runs):
            self._flush()
            self.place = start
            for number, (run, font, size) in enumerate(segment):
                if (font, size) != previous:
                    self._flush()
                    self.stream.set_font_size(font.hash, size)
                    previous, signs = (font, size), signs_of(font, self.drawn)
                if self.rtl and not number and not start:
                    self._move(size)
                    self._end(signs, size)
                self._show(self._shown(run, signs, size), signs, size)
        if not self.rtl and runs:
            self._end(signs, size)
        if self.rtl and self.sign_before and len(self.text) == 1:  # within a number, whose parts are boxes of their own
            least = signs.measures.least
            self.body.append(f">{2 * least}<")  # before the next box begins
            self.pen -= 2 * least * size / EM
            self._tell_direction(signs, size)
        self._flush()
        if self.inks:
            self._show_inks()

    def _segments(self, runs: Sequence[SetRun]) -> Iterator[tuple[float, Sequence[SetRun]]]:
        """Runs from left to right in the order in which they are shown, and where they begin, in px.

        In a box from right to left a number parts what is before it from what is behind: that is the text's order.
        """
        if not self.rtl_box or not any(map(runs_from_left, set(self.text.decode()))):
            yield 0.0, runs
            return
        segments, place = [], 0.0
        for _, segment in groupby(runs, self._turns):
            segments.append((place, list(segment)))
            place += sum(width_of(run) for run, *_ in segments[-1][1])
        yield from reversed(segments)

    def _turns(self, set_run: SetRun) -> bool:
        """Whether a run is from left to right, as programs that read text see it too: not so of digits of Arabic."""
        item = set_run[0].item
        text = self.text[item.offset : item.offset + item.length].decode()
        return item.analysis.level % 2 == 0 and any(map(runs_from_left, text))

    def _move(self, size: float) -> None:
        """Bring the pen to the place where the line was laid out, if it is far from it."""
        drift = (self.place - self.pen) * EM / size
        if drift > MOST_DRIFT or drift < -MOST_DRIFT:
            self.body.append(f">{-round(drift)}<")
            self.pen += round(drift) * size / EM

    def _show(self, shown: Shown, signs: FontSigns, size: float) -> None:
        self._move(size)
        # Readers take the direction of a mark, and of what is no letter, from the letter before: there must be one.
        if shown.begins and self.direction != RTL and (self.rtl or shown.begins == MARK):
            self._tell_direction(signs, size)
        # They read a number on to the next letter: a sign to its left needs one between.
        if self.rtl and self.sign_before and shown.direction == LTR:
            self._tell_direction(signs, size)
        self.sign_before = shown.sign_first
        self.direction = shown.direction or self.direction
        self.inks += ((self.pen + x, y, ink, signs, size) for x, y, ink in shown.inks)
        self.body.append(signs.content(shown))
        self.pen += shown.pen
        self.place += shown.place

    def _tell_direction(self, signs: FontSigns, size: float) -> None:
        if self.rtl:
            mark = ComposedGlyph((), signs.measures.least, RIGHT_TO_LEFT_MARK)
            self.body.append(signs.code(mark))
            self.pen += signs.measures.width(mark) * size / EM
        else:
            self.body += (APART_BEFORE, signs.code(ComposedGlyph((), 0, RIGHT_TO_LEFT_MARK)), APART_AFTER)

    def _end(self, signs: FontSigns, size: float) -> None:
        """The space that was taken off the line's end, outside of what is set: at the left of a right-to-left line."""
        if self.end == SPACE and (space := signs.measures.space_sign()):
            width = signs.measures.width(space)
            self.body.append(f">{width}<{signs.code(space)}" if self.rtl else signs.code(space))
            if not self.rtl:
                self.pen += width * size / EM
                self.place += width * size / EM

    def _show_inks(self) -> None:
        """What a font that may not be altered has no glyph for: marks, above the letters, which tell no text."""
        self.stream.stream.append(b"/Span <</ActualText ()>> BDC")
        for x, y, ink, signs, size in self.inks:
            self.stream.set_font_size(signs.font.hash, size)
            self.stream.set_text_rise(round(y, 3))
            self.stream.show_text(f"{(self.pen - x) * EM / size:.1f}<{signs.code(ink)}>")
            self.pen = x + signs.measures.width(ink) * size / EM
        self.stream.set_text_rise(0)
        self.stream.stream.append(b"EMC")

    def _flush(self) -> None:
        if self.body:
            body = SHIFTS.sub(_one_shift, "".join(self.body)).replace(APART_BEFORE + APART_AFTER, "")
            text = f"<{body}>".replace("<>", "")
            self.stream.show_text(text.removeprefix("] TJ [").removesuffix("] TJ ["))
            self.body.clear()
        self.direction = ""

    def _shown(self, run: Any, signs: FontSigns, size: float) -> Shown:
        """A run; what this process has shown before is not made again."""
        item, count = run.item, run.glyphs.num_glyphs
        begin, end = item.offset, item.offset + item.length
        text, rtl = self.text[begin:end], item.analysis.level % 2 == 1
        if text == b" " and count == 1:
            return _space(signs, size, run.glyphs.glyphs[0].geometry.width, rtl=rtl)
        raw = _raw(run.glyphs.glyphs, count)
        stretches = self.stretches and frozenset(at - begin for at in self.stretches if begin <= at < end)
        divided = self.end == HYPHEN and end == len(self.text)
        key = (raw, text, size, rtl, stretches, divided, self.rtl, self.rtl_page)
        kept: dict[Any, Shown] = signs.measures.kept
        shown = kept.get(key)
        if shown is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            apart, between = rtl and not self.rtl, rtl and not self.rtl_page
            made = ShownRun(signs.measures, size, text, stretches, rtl, divided, apart, between)
            shown = kept[key] = made.shown(raw, ffi.unpack(run.glyphs.log_clusters, count))
        return shown
