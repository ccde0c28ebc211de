"""A word as a face sets it → where its ink stands: above and below the baseline, strip by strip of its width.

Glyphs and their places are Pango's, outlines HarfBuzz's. Lengths are in em, upwards positive.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import floor
from typing import Any

import uharfbuzz as hb
from weasyprint.text.ffi import ffi, harfbuzz
from weasyprint.text.fonts import get_hb_object_data, get_pango_font_hb_face, get_pango_font_key

from bookbuild.typeset.lines.shaping import MEASURING_SIZE, MOST_SHAPES, PANGO_SCALE, ShapingCache, Strips
from bookbuild.typeset.seams.attached import Attached

STRIP = 0.025
"""Em: how wide a strip is. Within one, the highest and the lowest point of an outline count for all of it."""

CURVE = 6
"""Into how many lines a curve is cut."""

UNKNOWN, EMPTY = 0x10000000, 0x0FFFFFFF
"""Pango's flag of what a font has no glyph for, and its glyph for what is empty."""


def ink_of(face: ShapingCache, text: str) -> Strips:
    """The ink of a text without spaces, its strips counted from the left edge; kept with the face."""
    inks = face.inks
    if text not in inks:
        if len(inks) >= MOST_SHAPES:
            inks.clear()
        inks[text] = _ink(face, text)
    return inks[text]


def _ink(face: ShapingCache, text: str) -> Strips:
    strips: Strips = {}
    for outline, x, y in _glyphs(face, text):
        first = round(x / STRIP)
        for strip, (low, high) in outline.items():
            _add(strips, first + strip, low + y, high + y)
    return strips


def _add(strips: Strips, strip: int, low: float, high: float) -> None:
    before = strips.get(strip)
    strips[strip] = (min(low, before[0]), max(high, before[1])) if before else (low, high)


def _glyphs(face: ShapingCache, text: str) -> Iterator[tuple[Strips, float, float]]:
    """The outlines of the glyphs that a text is set in, and where the origin of each stands."""
    x, unit = 0.0, PANGO_SCALE * MEASURING_SIZE
    run = face.line(text).runs[0]
    while run != ffi.NULL:
        glyphs, font = run.data.glyphs, _Outlines.of(face, run.data.item.analysis.font)
        for glyph in glyphs.glyphs[0 : glyphs.num_glyphs]:
            place = glyph.geometry
            if glyph.glyph != EMPTY and not glyph.glyph & UNKNOWN:
                yield font.strips(glyph.glyph), (x + place.x_offset) / unit, -place.y_offset / unit
            x += place.width
        run = run.next


_outlines: Attached[dict[int, _Outlines]] = Attached("outlines")
"""On WeasyPrint's configuration of fonts: by a number that tells its fonts apart."""


def outlines_of(face: ShapingCache, pango_font: Any) -> _Outlines:
    """The outlines of a font of Pango's, which `face` or another sets text in."""
    return _Outlines.of(face, pango_font)


class _Outlines:
    """The outlines of a font's glyphs, taken when they are asked for."""

    def __init__(self, pango_font: Any) -> None:
        hb_face = get_pango_font_hb_face(pango_font)
        index = int(harfbuzz.hb_face_get_index(hb_face)) & 0xFFFF
        face = hb.Face(hb.Blob(get_hb_object_data(hb_face)), index)
        self._font, self._upem = hb.Font(face), face.upem
        self._known: dict[int, Strips] = {}

    @classmethod
    def of(cls, face: ShapingCache, pango_font: Any) -> _Outlines:
        kept = _outlines.made_once(face.style.font_config, dict)
        key, _, _ = get_pango_font_key(pango_font)
        return kept.get(key) or kept.setdefault(key, cls(pango_font))

    def advance(self, glyph: int) -> float:
        """In em."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance / int(self._upem)

    def strips(self, glyph: int) -> Strips:
        if glyph not in self._known:
            pen = _Pen(self._upem)
            self._font.draw_glyph_with_pen(glyph, pen)
            self._known[glyph] = pen.strips
        return self._known[glyph]


class _Pen:
    """Takes an outline, in the font's units; gives its strips."""

    def __init__(self, upem: int) -> None:
        self.strips: Strips = {}
        self._upem = upem
        self._at = self._begin = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:
        self._at = self._begin = point

    def lineTo(self, point: tuple[float, float]) -> None:
        (x, y), (to_x, to_y) = sorted((self._at, point))
        width = STRIP * self._upem
        for strip in range(floor(x / width), floor(to_x / width) + 1):
            left, right = max(x, strip * width), min(to_x, (strip + 1) * width)
            edges = [y + (to_y - y) * (edge - x) / (to_x - x) for edge in (left, right)] if to_x > x else [y, to_y]
            _add(self.strips, strip, min(edges) / self._upem, max(edges) / self._upem)
        self._at = point

    def curveTo(self, *points: tuple[float, float]) -> None:
        controls = (self._at, *points)
        for step in range(1, CURVE + 1):
            self.lineTo(_on_curve(controls, step / CURVE))

    qCurveTo = curveTo

    def closePath(self) -> None:
        if self._at != self._begin:
            self.lineTo(self._begin)


def _on_curve(points: tuple[tuple[float, float], ...], at: float) -> tuple[float, float]:
    """De Casteljau's construction."""
    while len(points) > 1:
        points = tuple((a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at) for a, b in pairwise(points))
    return points[0]
