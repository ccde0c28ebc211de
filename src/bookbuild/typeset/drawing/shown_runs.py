"""A run of glyphs as Pango shaped it → what the content shows: signs and the shifts between them.

A sign that is a glyph of the font and stands for that glyph's own character is called by the glyph's id; any other by a
number in braces, in place of which assembly puts the glyph that it makes of it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from weasyprint.logger import LOGGER
from weasyprint.text.ffi import pango

from bookbuild.fonts.licences import EM
from bookbuild.typeset.drawing.faces import Measures
from bookbuild.typeset.drawing.signs import (
    NARROW,
    RIGHT_TO_LEFT_MARK,
    ShapedCluster,
    belongs_before,
    clusters,
    grouped,
    is_rtl,
    joined_places,
    meaning,
    one_a_character,
    without_ink,
)
from bookbuild.typeset.fragments import ComposedGlyph
from bookbuild.typeset.lines.kashida import ZERO_WIDTH_JOINER

GLYPH = struct.Struct("=Iiiii")
"""Pango's `PangoGlyphInfo`: the glyph, its width, its x and y offset in 1/1024 px; bits."""

PANGO_SCALE = 1024

MOST_DRIFT = 1.0
"""How far the pen may be from where the line was laid out before it is set right, in thousandths of an em."""

MOST_KERNING = {True: 25, False: 80}
"""Letters of right-to-left text, and others, that are moved by more than this, in thousandths of an em, are made as
wide as they are set: readers take a greater shift between glyphs for the end of a word."""

SPACES = 16
"""Thousandths of an em: in such steps, widened spaces of right-to-left text are as wide as they are set."""

RTL, LTR = "rtl", "ltr"
MARK, SIGN = "mark", "sign"
SOFT_HYPHEN = "\u00ad"

APART_BEFORE, APART_AFTER = ">] TJ [<", ">] TJ [<"
"""A string of its own, for what has neither ink nor width: pdfium leaves it out."""

UNSEEN, SEEN = ">] TJ 3 Tr [<", ">] TJ 0 Tr [<"
"""Text that can be read but is not painted (ISO 32000-1, 9.3.6), and text that is."""

ShownItem = str | int
"""What stands in the content as it is, or the number of a sign among those of a face."""


Ink = tuple[float, float, ComposedGlyph]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the content shows of a run, in the body of a string, and how far pen and place go by it, in px.

    `begins`: MARK, with a mark, SIGN, with something else that is no letter; `direction`: of its letters. `widths` and
    `texts` are those of the font's own glyphs, `missing` characters that the fonts have not. `inks` are painted
    once all text of the line is in the content: px from the run's start, px above the baseline, and what.
    """

    pieces: tuple[ShownItem, ...]
    pen: float
    place: float
    begins: str = ""
    direction: str = ""
    widths: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    missing: tuple[int, ...] = ()
    inks: tuple[Ink, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRun:
    """The text of a run, and how it is set, at `size` px.

    `stretches` are bytes of the text; `divided`: a hyphen at its end was put in; `apart`: its marks are strings of
    their own; `told`: before a mark to the right of a sign that is no letter stands U+200F.
    """

    measures: Measures
    size: float
    text: bytes
    stretches: frozenset[int]
    rtl: bool
    divided: bool
    apart: bool
    told: bool = False

    def shown(self, raw: bytes, starts: Sequence[int]) -> Shown:
        """`raw` are Pango's glyphs, from left to right, `starts` the bytes of text that they came of."""
        glyphs = list(GLYPH.iter_unpack(raw))
        scale = self.size / EM
        body: list[str | ComposedGlyph] = []
        inks: list[Ink] = []
        pen = place = 0.0
        for group in self._groups(glyphs, starts):
            signs, before = self._signs(group, glyphs)
            drift = (place + before - pen) / scale
            if signs and abs(drift) > MOST_DRIFT:
                body.append(f">{-round(drift)}<")
                pen += round(drift) * scale
            for sign in signs:
                if self.measures.alterable or not sign.glyphs:
                    body.append(sign)
                    pen += self.measures.width(sign) * scale
                else:
                    base, others = self._unaltered(sign)
                    raised = any(ink.glyphs == base.glyphs for _, _, ink in others)
                    body += (UNSEEN, base, SEEN) if raised else (base,)
                    inks += ((pen + x, y, ink) for x, y, ink in others)
                    pen += self.measures.width(base) * scale
            place += sum(glyph[1] for glyph in glyphs[group[0][2] : group[-1][3]]) / PANGO_SCALE
        return replace(self._told(body, pen, place), missing=tuple(_missing(glyphs)), inks=tuple(inks))

    def _unaltered(self, sign: ComposedGlyph) -> tuple[ComposedGlyph, tuple[Ink, ...]]:
        """A glyph of the font as it is in place of a sign, and what else the sign shows: its other glyphs, and the same
        where it does not stand on the line."""
        advance, unit = self.measures.advance, self.size / self.measures.upem
        base, *others = sorted(sign.glyphs, key=lambda placed: -advance(placed[0]))
        inks = ((glyph, x - base[1], y) for glyph, x, y in ([base] if base[2] else []) + others)
        return ComposedGlyph(((base[0], 0, 0),), advance(base[0]), sign.text), tuple(
            (x * unit, y * unit, ComposedGlyph(((glyph, 0, 0),), advance(glyph), " ")) for glyph, x, y in inks
        )

    def _told(self, body: Sequence[str | ComposedGlyph], pen: float, place: float) -> Shown:
        begins, direction = "", "" if self.text.isspace() else LTR
        if self.rtl:
            text = meaning(self.text, 0, len(self.text), self.stretches)
            begins, direction = beginning(text), RTL if any(map(is_rtl, text)) else ""
            if self.told or self.apart:
                told = list(_with_directions(body, 0 if self.apart else self.measures.least))
                pen += (len(told) - len(body)) * (not self.apart) * self.size / EM
                body = told
        pieces = (piece for part in body for piece in self._pieces(part))
        joined = (("".join(map(str, run)),) if own else tuple(run) for own, run in groupby(pieces, key=_is_text))
        own = {s.glyphs[0][0]: s for s in body if isinstance(s, ComposedGlyph) and self.measures.is_own(s)}
        widths = {glyph: self.measures.width(sign) for glyph, sign in own.items()}
        texts = {glyph: sign.text for glyph, sign in own.items()}
        flat = tuple(piece for run in joined for piece in run)
        return Shown(flat, pen, place, begins, direction, widths, texts)

    def _pieces(self, part: str | ComposedGlyph) -> Iterator[ShownItem]:
        if isinstance(part, str):
            yield part
        elif part.glyphs or part.advance:
            yield self.measures.called(part)
        else:
            yield from (APART_BEFORE, self.measures.called(part), APART_AFTER)

    def _groups(self, glyphs: Sequence[tuple[int, ...]], starts: Sequence[int]) -> Sequence[Sequence[ShapedCluster]]:
        joined = joined_places(self.text.decode(), self.stretches)
        found = clusters(starts, len(self.text), joined, rtl=self.rtl)
        if not self.rtl or len(found) == 1 or not self.measures.alterable:
            return [(cluster,) for cluster in found]
        em = self.size * PANGO_SCALE
        return grouped(found, [glyph[1] / em for glyph in glyphs], self.text)

    def _signs(
        self, group: Sequence[ShapedCluster], glyphs: Sequence[tuple[int, ...]]
    ) -> tuple[list[ComposedGlyph], float]:
        """The signs of clusters side by side, and how far before them the pen moves, in px."""
        made = [self._sign(each, glyphs[each[2] : each[3]], exact=len(group) > 1) for each in group]
        signs = [sign for sign, _ in made if sign]
        if self.rtl and any(len(sign.text) > 1 for sign in signs):
            least = 0 if self.apart else self.measures.least
            if self.measures.alterable:
                narrow = round(NARROW * self.measures.upem) if len(signs) > 1 else 0
                signs = one_a_character(signs, self.measures.least, apart=self.apart, narrow=narrow)
            else:
                signs = [part for sign in signs for part in without_ink(sign, least)]
        return signs, made[0][1]

    def _sign(
        self, cluster: ShapedCluster, glyphs: Sequence[tuple[int, ...]], *, exact: bool
    ) -> tuple[ComposedGlyph | None, float]:
        """The sign of a cluster, and how far before it the pen moves, in px; `exact`: as wide as it is laid out."""
        text = meaning(self.text, cluster[0], cluster[1], self.stretches)
        if self.divided and cluster[1] == len(self.text):
            text = SOFT_HYPHEN
        measures, unit = self.measures, self.measures.upem / (self.size * PANGO_SCALE)
        placed: list[tuple[int, int, int]] = []
        advance, at, origin = 0, 0, None
        for glyph, width, x, y, _ in glyphs:
            if glyph != pango.PANGO_GLYPH_EMPTY:
                known = not glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG
                placed.append((glyph if known else 0, at + x, -y))
                if width > 0:
                    advance += measures.advance(glyph) if known else round(width * unit)
                    origin = at + x if origin is None else origin
            at += width
        laid_out, origin = round(at * unit), origin or 0
        if not placed:
            return (measures.space_sign() if text == "\t" else None), 0.0
        if text == " ":
            return widened(measures, laid_out / measures.upem, rtl=self.rtl), 0.0
        limit = MOST_KERNING[self.rtl] * measures.upem / EM
        if exact or max(abs(origin * unit), abs(laid_out - advance)) > limit:
            origin, advance = 0, laid_out
        drawn = tuple((glyph, round((x - origin) * unit), round(y * unit)) for glyph, x, y in placed)
        return ComposedGlyph(drawn, advance, text or ZERO_WIDTH_JOINER), origin / PANGO_SCALE


def beginning(text: str) -> str:
    """What right-to-left text has at its left before any letter, if it has one: MARK, SIGN, or nothing but spaces."""
    for number, character in enumerate(reversed(text)):
        if is_rtl(character):
            return SIGN if text[-number:].strip() and number else ""
        if belongs_before(character):
            return SIGN if number else MARK
    return SIGN if text.strip() else ""


def _with_directions(body: Sequence[str | ComposedGlyph], advance: int) -> Iterator[str | ComposedGlyph]:
    """Tells the direction of each mark that stands to the right of a sign that is neither letter nor space."""
    after_sign = False
    for part in body:
        if isinstance(part, ComposedGlyph):
            mark = belongs_before(part.text[0])
            if mark and after_sign:
                yield ComposedGlyph((), advance, RIGHT_TO_LEFT_MARK)
            after_sign = not (mark or is_rtl(part.text[0])) and (after_sign or not part.text.isspace())
        yield part


def _is_text(piece: ShownItem) -> bool:
    return isinstance(piece, str)


def _missing(glyphs: Iterable[tuple[int, ...]]) -> Iterator[int]:
    for glyph, *_ in glyphs:
        if glyph != pango.PANGO_GLYPH_EMPTY and glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            yield glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG


def widened(measures: Measures, width: float, *, rtl: bool) -> ComposedGlyph:
    """A space that is set `width` em wide: from right to left it is about as wide, else as the font has it."""
    glyph = measures.space or 0
    natural = advance = measures.advance(glyph)
    if rtl and measures.alterable:
        step = SPACES * measures.upem / EM
        advance += round(round((width * measures.upem - natural) / step) * step)
    return ComposedGlyph(((glyph, 0, 0),), advance, " ")


@dataclass(slots=True)
class FontSigns:
    """What a fragment draws with one of WeasyPrint's fonts. `given` is the last number of a sign in the fragment."""

    font: Any
    given: list[int]
    measures: Measures
    codes: dict[int, str] = field(default_factory=dict)
    spaces: dict[tuple[float, int, bool], Shown] = field(default_factory=dict)

    def code(self, sign: ComposedGlyph) -> str:
        """What the content calls a sign by."""
        called = self.measures.called(sign)
        if isinstance(called, str):
            self.font.widths[sign.glyphs[0][0]] = self.measures.width(sign)
            self.font.to_unicode[sign.glyphs[0][0]] = sign.text
            return called
        return self.codes.get(called) or self._number(called)

    def content(self, shown: Shown) -> str:
        """The body of a string. A character that the fonts have not is told as WeasyPrint tells it."""
        for code in shown.missing:
            self.font.missing[code] = 0
            LOGGER.warning(
                '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)', chr(code), code
            )
        self.font.widths.update(shown.widths)
        self.font.to_unicode.update(shown.texts)
        codes, number = self.codes, self._number
        return "".join([each if isinstance(each, str) else codes.get(each) or number(each) for each in shown.pieces])

    def _number(self, sign: int) -> str:
        self.given[0] += 1
        code = self.codes[sign] = f"{{{self.given[0]:x}}}"
        return code

    def signs(self) -> Iterator[tuple[int, ComposedGlyph]]:
        """The signs of the fragment by their numbers."""
        for sign, code in self.codes.items():
            yield int(code[1:-1], 16), self.measures.signs[sign]
