"""A font file as WeasyPrint uses it → its measures: what its glyphs stand for by themselves, and how wide they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import uharfbuzz as hb

from bookbuild.fonts.licences import EM, may_be_altered
from bookbuild.typeset.drawing.signs import SILENT
from bookbuild.typeset.fragments import ComposedGlyph


@dataclass(slots=True)
class Measures:
    """A face at a place on its axes. `own` is the character of each glyph that stands for one; lengths in its units.

    `digest`: the SHA-256 of its file. `alterable`: glyphs may be made of its glyphs. `signs` are those that were made
    with it, and `kept` what is made of runs: both last as long as the process.
    """

    digest: str
    upem: int
    own: dict[int, str]
    space: int | None
    alterable: bool
    signs: list[ComposedGlyph] = field(default_factory=list)
    kept: dict[Any, Any] = field(default_factory=dict)
    _font: Any = None
    _numbers: dict[ComposedGlyph, int] = field(default_factory=dict)
    _advances: dict[int, int] = field(default_factory=dict)

    def advance(self, glyph: int) -> int:
        if glyph not in self._advances:
            self._advances[glyph] = self._font.get_glyph_h_advance(glyph)
        return self._advances[glyph]

    def width(self, sign: ComposedGlyph) -> int:
        """In thousandths of an em."""
        return round(sign.advance * EM / self.upem)

    @property
    def least(self) -> int:
        """The least advance that is a whole thousandth of an em."""
        return -(-self.upem // EM)

    def is_own(self, sign: ComposedGlyph) -> bool:
        """Whether a sign is a glyph that stands for its own character."""
        if len(sign.glyphs) != 1:
            return False
        glyph, x, y = sign.glyphs[0]
        return not (x or y) and self.own.get(glyph) == sign.text and self.advance(glyph) == sign.advance

    def called(self, sign: ComposedGlyph) -> str | int:
        """The glyph's id, in hexadecimal, of a sign that is one; of others a number, which has its place in `signs`."""
        if self.is_own(sign):
            return f"{sign.glyphs[0][0]:04x}"
        if sign not in self._numbers:
            self._numbers[sign] = len(self.signs)
            self.signs.append(sign)
        return self._numbers[sign]

    def space_sign(self) -> ComposedGlyph | None:
        """A space as the font has it."""
        return ComposedGlyph(((self.space, 0, 0),), self.advance(self.space), " ") if self.space else None


_known: dict[Any, Measures] = {}


def measures_of(font: Any) -> Measures:
    """The measures of one of WeasyPrint's fonts; those of a file's content are taken once."""
    variations, digest = variations_of(font), hashlib.sha256(font.file_content).hexdigest()
    key = (digest, font.index, *sorted(variations.items()))
    if key not in _known:
        _known[key] = _measured(font.file_content, digest, int(font.index) & 0xFFFF, variations)
    return _known[key]


def variations_of(font: Any) -> dict[str, float]:
    """The axes at which a variable font of WeasyPrint's is set."""
    if "fvar" not in font.tables:
        return {}
    return {"wght": float(font.weight), **font.variations}


def _measured(content: bytes, digest: str, index: int, variations: dict[str, float]) -> Measures:
    face = hb.Face(hb.Blob(content), index)
    font = hb.Font(face)
    font.set_variations(variations)
    own: dict[int, str] = {}
    for code in sorted(face.unicodes):
        if chr(code) not in SILENT and (glyph := font.get_nominal_glyph(code)):
            own.setdefault(glyph, chr(code))
    space = font.get_nominal_glyph(ord(" "))
    return Measures(digest, face.upem, own, space, may_be_altered(content), _font=font)
