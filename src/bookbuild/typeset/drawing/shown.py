"""What the content shows of a run of glyphs: the values that runs are made into, and the units and strings in them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from bookbuild.typeset.fragments import ComposedGlyph

GLYPH = struct.Struct("=Iiiii")
"""Pango's `PangoGlyphInfo`: the glyph, its width, its x and y offset in 1/1024 px; bits."""

PANGO_SCALE = 1024

MOST_DRIFT = 1.0
"""How far the pen may be from where the line was laid out before it is set right, in thousandths of an em."""

RTL, LTR = "rtl", "ltr"
MARK, SIGN = "mark", "sign"

APART_BEFORE, APART_AFTER = ">] TJ [<", ">] TJ [<"
"""A string of its own, for what has neither ink nor width: pdfium leaves it out."""

UNSEEN, SEEN = ">] TJ 3 Tr [<", ">] TJ 0 Tr [<"
"""Text that can be read but is not painted (ISO 32000-1, 9.3.6), and text that is."""

ShownItem = str | int
"""What stands in the content as it is, or the number of a sign among those of a face."""

Ink = tuple[float, float, ComposedGlyph]
"""How far from a run's start and above its line, in px, and what."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the content shows of a run, in the body of a string, and how far pen and place go by it, in px.

    `begins`: MARK, with a mark, SIGN, with something else that is no letter; `direction`: of its letters; `sign_first`:
    it is from right to left, and a sign stands at its right. `widths` and `texts` are those of the font's
    own glyphs, `missing` the code points that the fonts have not. `inks` is what is shown when the line has been told.
    """

    pieces: tuple[ShownItem, ...]
    pen: float
    place: float
    begins: str = ""
    direction: str = ""
    sign_first: bool = False
    widths: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    missing: tuple[int, ...] = ()
    inks: tuple[Ink, ...] = ()
