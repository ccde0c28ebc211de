"""Outlines of CFF that are called by names → the same called by numbers, as a font of CIDs calls them.

A reader may take the number of a glyph for its CID where outlines have names (ISO 32000-1, 9.7.4.2); not all that judge
PDF do.
"""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

from fontTools.cffLib import CFFFontSet, FDArrayIndex, FDSelect, FontDict

NAMED = ("Private", "Encoding")
"""What outlines with names have once, and others in each of their parts, or not at all."""


def by_numbers(outlines: bytes) -> bytes:
    """The table `CFF ` with the glyphs' numbers for their names; of one that has numbers, itself."""
    fonts: Any = CFFFontSet()
    fonts.decompile(io.BytesIO(outlines), None)
    top = fonts[0]
    if hasattr(top, "ROS"):
        return outlines
    glyphs, names = top.CharStrings, top.charset
    top.charset = [".notdef", *(f"cid{number:05}" for number in range(1, len(names)))]
    glyphs.charStrings = {new: glyphs.charStrings[name] for new, name in zip(top.charset, names, strict=True)}
    part = FontDict()
    part.FontName, part.Private = fonts.fontNames[0], top.Private
    parts = FDArrayIndex()
    parts.strings, parts.GlobalSubrs = None, top.GlobalSubrs
    parts.append(part)
    part_of = FDSelect()
    part_of.format, part_of.gidArray = 3, [0] * len(names)
    for key in NAMED:
        top.rawDict.pop(key, None)
        top.__dict__.pop(key, None)
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), len(names)
    top.FDArray = glyphs.fdArray = parts
    top.FDSelect = glyphs.fdSelect = part_of
    made = io.BytesIO()
    fonts.compile(made, SimpleNamespace(recalcBBoxes=False))
    return made.getvalue()
