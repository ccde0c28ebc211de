"""Letters of a face → their outline, to be drawn larger than type is; whether it has small capitals of them."""

from __future__ import annotations

from typing import NamedTuple

import uharfbuzz as hb

from bookbuild.cache.file_memo import remembered
from bookbuild.fonts.catalogue import Face, file_of
from bookbuild.fonts.metrics import face_of, height


class Outline(NamedTuple):
    """`path` is SVG's, in font units with y upwards; `bounds` left, bottom, right, top in these; `units` of an em.

    `advance` of the letters, and the height of a capital, in em.
    """

    path: str
    bounds: tuple[float, float, float, float]
    units: int
    advance: float
    capital: float


@remembered(lambda face, _: file_of(face))
def outline(face: Face, letters: str) -> Outline | None:
    """The outline of letters as they stand side by side; None where the face lacks one, or draws nothing for them."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    font, buffer = hb.Font(face_of(face)), hb.Buffer()
    buffer.add_str(letters)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    path, ink, x = SVGPathPen(None), BoundsPen(None), 0
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if not glyph.codepoint:
            return None
        for pen in (path, ink):
            font.draw_glyph_with_pen(
                glyph.codepoint, TransformPen(pen, (1, 0, 0, 1, x + place.x_offset, place.y_offset))
            )
        x += place.x_advance
    if not ink.bounds:
        return None
    upem = font.face.upem
    return Outline(path.getCommands(), tuple(ink.bounds), upem, x / upem, height(face, "H") or 0.66)


@remembered(lambda face, _: file_of(face))
def has_small_capitals(face: Face, text: str) -> bool:
    """Whether a face has a small capital of its own for each small letter of a text."""
    small = {letter for letter in text if letter.islower()}
    return all(_glyphs(face, letter, smcp=False) != _glyphs(face, letter, smcp=True) for letter in small)


def _glyphs(face: Face, letter: str, *, smcp: bool) -> list[int]:
    font, buffer = hb.Font(face_of(face)), hb.Buffer()
    buffer.add_str(letter)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"smcp": smcp})
    return [glyph.codepoint for glyph in buffer.glyph_infos]
