"""A run of glyphs as Pango shaped it → what the content shows: signs and the shifts between them.

A sign that is a glyph of the font and stands for that glyph's own character is called by the glyph's id; any other by a
number in braces, in place of which assembly puts the glyph that it makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from weasyprint.text.ffi import pango

from bookbuild.fonts.licences import EM
from bookbuild.typeset.drawing.faces import Measures
from bookbuild.typeset.drawing.shown import (
    APART_AFTER,
    APART_BEFORE,
    GLYPH,
    LTR,
    MOST_DRIFT,
    PANGO_SCALE,
    RTL,
    SEEN,
    UNSEEN,
    Ink,
    Shown,
    ShownItem,
)
from bookbuild.typeset.drawing.signs import (
    NARROW,
    ShapedCluster,
    clusters,
    grouped,
    is_rtl,
    joined_places,
    meaning,
    one_a_character,
    without_ink,
)
from bookbuild.typeset.drawing.told_directions import beginning, begins_with_sign, with_directions
from bookbuild.typeset.fragments import ComposedGlyph
from bookbuild.typeset.lines.kashida import ZERO_WIDTH_JOINER

MOST_KERNING = {True: 25, False: 80}
"""Letters of right-to-left text, and others, that are moved by more than this, in thousandths of an em, are made as
wide as they are set: readers take a greater shift between glyphs for the end of a word."""

SPACES = 16
"""Thousandths of an em: in such steps, widened spaces of right-to-left text are as wide as they are set."""

SOFT_HYPHEN = "\u00ad"


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
        begins, direction, sign_first = "", "" if self.text.isspace() else LTR, False
        if self.rtl:
            text = meaning(self.text, 0, len(self.text), self.stretches)
            begins, direction = beginning(text), RTL if any(map(is_rtl, text)) else ""
            sign_first = begins_with_sign(text)
            if self.told or self.apart:
                told = list(with_directions(body, 0 if self.apart else self.measures.least))
                pen += (len(told) - len(body)) * (not self.apart) * self.size / EM
                body = told
        pieces = (piece for part in body for piece in self._pieces(part))
        joined = (("".join(map(str, run)),) if own else tuple(run) for own, run in groupby(pieces, key=_is_text))
        own = {s.glyphs[0][0]: s for s in body if isinstance(s, ComposedGlyph) and self.measures.is_own(s)}
        widths = {glyph: self.measures.width(sign) for glyph, sign in own.items()}
        texts = {glyph: sign.text for glyph, sign in own.items()}
        flat = tuple(piece for run in joined for piece in run)
        return Shown(flat, pen, place, begins, direction, sign_first, widths, texts)

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
