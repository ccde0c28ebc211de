"""The content of a font file → what its terms allow, and a glyph of it that shows nothing."""

from __future__ import annotations

from functools import lru_cache

import uharfbuzz as hb

EM = 1000
"""The unit of widths and shifts in PDF is a thousandth of an em."""

KEEPERS = ("King Fahd Glorious Quran Printing Complex",)
"""Whose fonts may be used and given away, but not altered in any way, as their own terms say."""

TELL_TERMS = (0, 8, 13)
"""OpenType, `name`: copyright, manufacturer, licence."""

RESTRICTED, NO_SUBSETTING = 0x0002, 0x0100
"""OpenType, OS/2.fsType."""


@lru_cache(maxsize=64)
def may_be_altered(content: bytes) -> bool:
    """Whether the terms of a font allow to make a subset of it, and glyphs."""
    face = hb.Face(hb.Blob(content))
    bits = int.from_bytes(bytes(face.reference_table("OS/2").data or b"")[8:10], "big")
    names = {(entry.name_id, entry.language) for entry in face.list_names() if entry.name_id in TELL_TERMS}
    said = " ".join(face.get_name(*name) or "" for name in names)
    return not bits & (RESTRICTED | NO_SUBSETTING) and not any(keeper in said for keeper in KEEPERS)


def empty_glyph(content: bytes) -> int:
    """A glyph of a font that shows nothing and takes no room; where it has none, its space."""
    font = hb.Font(hb.Face(hb.Blob(content)))
    for glyph in range(font.face.glyph_count):
        extents = font.get_glyph_extents(glyph)
        if not font.get_glyph_h_advance(glyph) and not (extents and (extents.width or extents.height)):
            return glyph
    return font.get_nominal_glyph(ord(" ")) or 0
