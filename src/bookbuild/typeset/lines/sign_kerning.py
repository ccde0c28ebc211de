"""ʿ and ʾ → clear of the letters beside them, by their ink, whatever the font.

Seam: `weasyprint.text.line_break.Layout.get_first_line`, which gives a line as Pango has shaped it. In many italics the
signs are those of the roman, slanted: their ink stands over the next letter, and *al-ʿIqd* reads *Iqd*; no font kerns
them. Here the sign moves back to where it is clear of both letters, and is wider where there is no such place. A sign
that was moved once is known by its offset.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import ffi, pango

from bookbuild.typeset.lines.ink import EMPTY, STRIP, UNKNOWN, outlines_of
from bookbuild.typeset.lines.shaping import PANGO_SCALE, Strips, face_of
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

SIGNS = "ʿʾʻʼʽ"

CLEAR = 0.01
"""Em between the ink of a sign and that of a letter."""

BELOW = 0.25
"""Em below a sign from which on up a letter's ink is beside it."""

_kept: Attached[dict[Any, tuple[float, float]]] = Attached("sign_kerning")
"""On WeasyPrint's configuration of fonts: by font and glyphs."""


ffi.cdef("PangoLayoutLine * pango_layout_get_line (PangoLayout *layout, int line);")


def get_first_line(given: Function, layout: Any) -> Any:
    """The line, with its signs clear of letters."""
    line, index = given(layout)
    text = layout.text
    if not text.isascii() and any(sign in text for sign in SIGNS):
        pango.pango_layout_get_line(layout.layout, 0)  # which may be changed, so that its width is not kept
        _clear(layout, line, text)
    return line, index


def _clear(layout: Any, line: Any, text: str) -> None:
    encoded, run = text.encode(), line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        if item.analysis.level % 2 == 0 and string.num_glyphs:
            shown = encoded[item.offset : item.offset + item.length]
            signs = _Signs(layout, item.analysis.font, string, shown)
            for at in signs.places():
                signs.clear(at)
        run = run.next


class _Signs:
    """The signs in a run of Pango's, whose text is `shown`."""

    def __init__(self, layout: Any, font: Any, string: Any, shown: bytes) -> None:
        self.face = face_of(layout.style)
        self.unit = layout.style["font_size"] * PANGO_SCALE
        self.outlines = outlines_of(self.face, font)
        self.glyphs, self.shown = string.glyphs, shown
        self.starts = string.log_clusters[0 : string.num_glyphs]

    def places(self) -> list[int]:
        """The numbers of their glyphs."""
        return [at for at in range(len(self.starts)) if self._character(at) in SIGNS] if self.unit else []

    def _character(self, at: int) -> str:
        return self.shown[self.starts[at] : self.starts[at] + 4].decode(errors="ignore")[:1] or " "

    def _beside(self, at: int) -> Any:
        """The glyph there if it is a letter's, or a hyphen's."""
        if not 0 <= at < len(self.starts):
            return None
        character = self._character(at)
        return self.glyphs[at] if character.isalpha() or character in "-\u2010" else None

    def clear(self, at: int) -> None:
        """Move the sign that is glyph `at`, and make it wider.

        Where a font says by mistake that it is a mark, Pango gives it no width, and sets it on the letter before.
        """
        sign, place = self.glyphs[at].glyph, self.glyphs[at].geometry
        if place.width and place.x_offset:
            return
        width = place.width / self.unit or self.outlines.advance(sign)
        shift, wider = self._move(sign, width, self._beside(at - 1), self._beside(at + 1))
        if shift or wider or not place.width:
            place.x_offset = round(shift * self.unit) or 1
            place.width = round((width + wider) * self.unit)

    def _move(self, sign: int, width: float, before: Any, after: Any) -> tuple[float, float]:
        """By how many em a sign moves, to the right, and by how many it is wider, between two glyphs or none."""
        advance = before.geometry.width / self.unit if before is not None else 0.0
        kept = _kept.made_once(self.face.style.font_config, dict)
        letters = (before and before.glyph, after and after.glyph)
        width, advance = round(width, 3), round(advance, 3)  # the same whichever word came first
        key = (self.outlines, sign, *letters, width, advance)
        if key not in kept:
            ink = self.outlines.strips(sign)
            left, right = _ink(self.outlines, before), _ink(self.outlines, after)
            kept[key] = moved(ink, width, left, advance, right) if ink else (0.0, 0.0)
        return kept[key]


def _ink(outlines: Any, glyph: Any) -> Strips:
    if glyph is None or glyph.glyph == EMPTY or glyph.glyph & UNKNOWN:
        return {}
    strips: Strips = outlines.strips(glyph.glyph)
    return strips


def moved(sign: Strips, width: float, before: Strips, advance: float, after: Strips) -> tuple[float, float]:
    """By how many em a sign moves, to the right, and by how many it is wider: `width` and `advance` are those of its
    glyph and of the one before it."""
    low = min(strip[0] for strip in sign.values()) - BELOW
    begin, end = min(sign) * STRIP, (max(sign) + 1) * STRIP
    beside_left = [strip for strip, (_, high) in before.items() if high > low]
    beside_right = [strip for strip, (_, high) in after.items() if high > low]
    room_left = begin + (advance - (max(beside_left) + 1) * STRIP if beside_left else 0.0) - CLEAR
    room_right = (width + min(beside_right) * STRIP - end - CLEAR) if beside_right else 0.0
    if room_left >= 0 and room_right >= 0:
        return 0.0, 0.0
    if room_right < 0:
        shift = -min(-room_right, max(room_left, 0.0))
        return shift, max(shift - room_right, 0.0)
    shift = min(-room_left, room_right) if beside_right else -room_left
    return shift, 0.0
