"""A subset of a font, and signs made of its glyphs → the same font with a glyph for each sign.

TrueType has glyphs that are made of others: they are put behind those that the tables have (OpenType 1.9, `glyf`), with
nothing else taken apart. In CFF outlines are drawn again.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

from bookbuild.typeset.fragments import ComposedGlyph

Box = tuple[int, int, int, int]
"""Left, bottom, right, top, in the font's units."""

EMPTY: Box = (0, 0, 0, 0)

WORDS, XY_VALUES, MORE = 0x0001, 0x0002, 0x0020
"""Flags of a component: its place is in words; its arguments are a place; another follows."""


def count_of_glyphs(subset: bytes) -> int:
    reader = SFNTReader(io.BytesIO(subset))
    return int.from_bytes(reader["maxp"][4:6], "big")


def with_signs(subset: bytes, signs: Sequence[ComposedGlyph]) -> bytes:
    """The font with a further glyph for each sign, in their order."""
    if not signs:
        return subset
    return _drawn(subset, signs) if subset[:4] == b"OTTO" else _composed(subset, signs)


def _composed(subset: bytes, signs: Sequence[ComposedGlyph]) -> bytes:
    reader = SFNTReader(io.BytesIO(subset), checkChecksums=0)
    tables = {tag: bytes(reader[tag]) for tag in reader.keys()}  # noqa: SIM118 (a font, not a dictionary)
    glyphs = Glyphs(tables)
    for sign in signs:
        glyphs.add(sign)
    glyphs.close(tables)
    out = io.BytesIO()
    writer = SFNTWriter(out, len(tables), reader.sfntVersion)
    for tag in sorted(tables):
        writer[tag] = tables[tag]
    writer.close()
    return out.getvalue()


class Glyphs:
    """The glyphs of a TrueType font, with their places in `glyf` and their metrics."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self.outlines = bytearray(tables["glyf"])
        self.count = int.from_bytes(tables["maxp"][4:6], "big")
        if tables["head"][50:52] == b"\0\0":
            self.places = [place * 2 for place in _numbers("H", tables["loca"], self.count + 1)]
        else:
            self.places = list(_numbers("L", tables["loca"], self.count + 1))
        metrics, number = tables["hmtx"], int.from_bytes(tables["hhea"][34:36], "big")
        full = list(struct.iter_unpack(">Hh", metrics[: number * 4]))
        bearings = _numbers("h", metrics[number * 4 :], self.count - number)
        self.metrics = full + [(full[-1][0], bearing) for bearing in bearings]
        self.most = 0

    def box(self, glyph: int) -> Box:
        start, end = self.places[glyph : glyph + 2]
        if end - start < 10:
            return EMPTY
        left, bottom, right, top = struct.unpack(">4h", self.outlines[start + 2 : start + 10])
        return left, bottom, right, top

    def add(self, sign: ComposedGlyph) -> None:
        boxes = [_moved(box, x, y) for glyph, x, y in sign.glyphs if (box := self.box(glyph)) != EMPTY]
        left, bottom, right, top = _around(boxes) if boxes else EMPTY
        if sign.glyphs:
            self.outlines += struct.pack(">5h", -1, left, bottom, right, top)
            for number, (glyph, x, y) in enumerate(sign.glyphs, 1):
                flags = WORDS | XY_VALUES | (MORE if number < len(sign.glyphs) else 0)
                self.outlines += struct.pack(">2H2h", flags, glyph, x, y)
        self.outlines += bytes(-len(self.outlines) % 2)
        self.places.append(len(self.outlines))
        self.metrics.append((sign.advance, left))
        self.most = max(self.most, len(sign.glyphs))

    def close(self, tables: dict[str, bytes]) -> None:
        """Put the tables in place of those that there were."""
        count = len(self.metrics)
        tables["glyf"] = bytes(self.outlines)
        if short := len(self.outlines) <= 2 * 0xFFFF:
            tables["loca"] = struct.pack(f">{count + 1}H", *(place // 2 for place in self.places))
        else:
            tables["loca"] = struct.pack(f">{count + 1}L", *self.places)
        tables["hmtx"] = b"".join(struct.pack(">Hh", *metric) for metric in self.metrics)
        tables["head"] = tables["head"][:50] + struct.pack(">H", not short) + tables["head"][52:]
        tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", count)
        tables["maxp"] = _maxima(tables["maxp"], count, self.most)


def _numbers(form: str, table: bytes, count: int) -> tuple[int, ...]:
    layout = struct.Struct(f">{count}{form}")
    return layout.unpack(table[: layout.size])


def _moved(box: Box, x: int, y: int) -> Box:
    left, bottom, right, top = box
    return left + x, bottom + y, right + x, top + y


def _around(boxes: Sequence[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _maxima(table: bytes, count: int, most: int) -> bytes:
    """The table `maxp` with so many glyphs, of which signs have at most so many parts."""
    points, contours, of_composites, composites = struct.unpack(">4H", table[6:14])
    elements, depth = struct.unpack(">2H", table[28:32])
    needed = (min(max(points, of_composites) * most, 0xFFFF), min(max(contours, composites) * most, 0xFFFF))
    return b"".join((
        table[:4], struct.pack(">H", count), table[6:10],
        struct.pack(">2H", *map(max, needed, (of_composites, composites))), table[14:28],
        struct.pack(">2H", max(elements, most), depth + 1),
    ))  # fmt: skip


def _drawn(subset: bytes, signs: Sequence[ComposedGlyph]) -> bytes:
    font = TTFont(io.BytesIO(subset), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    names = list(font.getGlyphOrder())
    top = font["CFF "].cff.topDictIndex[0]
    strings, glyphs, metrics = top.CharStrings, font.getGlyphSet(), font["hmtx"].metrics
    for number, sign in enumerate(signs, len(names)):
        name, pen = f"sign{number:05}", T2CharStringPen(None, glyphs)
        for part, x, y in sign.glyphs:
            glyphs[names[part]].draw(TransformPen(pen, (1, 0, 0, 1, x, y)))
        string = pen.getCharString(top.Private, top.GlobalSubrs)
        string.program[:0] = [sign.advance - top.Private.nominalWidthX]
        strings.charStringsIndex.append(string)
        strings.charStrings[name] = len(strings.charStringsIndex) - 1
        top.charset.append(name)
        metrics[name] = (sign.advance, 0)
    font.setGlyphOrder([*names, *(f"sign{number:05}" for number in range(len(names), len(names) + len(signs)))])
    font["maxp"].numGlyphs = len(names) + len(signs)
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()
