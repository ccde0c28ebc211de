"""A font file of a publisher's → whether all that is read of a font can be read: damage is seen before it is met."""

from __future__ import annotations

import struct
import zlib

DAMAGE = (OSError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, EOFError,
          RecursionError, MemoryError, RuntimeError, ImportError, struct.error, zlib.error)  # fmt: skip
"""What fontTools and HarfBuzz raise, besides fontTools' own, for a file that is no font, or a damaged one."""

NEEDED = ("head", "hhea", "maxp", "hmtx", "cmap", "name", "OS/2")
"""Tables without which no text is set."""
OUTLINES = ("glyf", "CFF ", "CFF2")
READ = ("post", "loca", "GDEF", "GSUB", "GPOS")
"""Tables that are read where a font has them."""

MOST_UNPACKED = 256 * 2**20
"""Bytes that a font of the web may say it unpacks to."""


def is_sound(path: str) -> bool:
    """Whether the tables parse, and HarfBuzz can take a part of the font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with open(path, "rb") as file:  # noqa: PTH123 (a string)
            head = file.read(20)
            if head.startswith((b"wOFF", b"wOF2")) and struct.unpack(">I", head[16:20])[0] > MOST_UNPACKED:
                return False
            file.seek(0)
            with TTFont(file, fontNumber=0, lazy=True) as font:
                has_outlines = any(tag in font for tag in OUTLINES)
                _ = [font[tag] for tag in (*NEEDED, *(tag for tag in READ if tag in font))]
                glyphs = font.getGlyphOrder()
                sound = has_outlines and 0 < font["head"].unitsPerEm <= 16384 and bool(font.getBestCmap() and glyphs)
        return sound and _gives_a_part(path)
    except (TTLibError, *DAMAGE):
        return False


def _gives_a_part(path: str) -> bool:
    """Whether HarfBuzz makes a font of all its characters, as an e-book takes it."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(path), 0)
    choice = hb.SubsetInput()
    choice.unicode_set.update(face.unicodes)
    return len(hb.subset(face, choice).blob.data) > 0
