"""What all fragments of a book use of its fonts → each font once in the file: one subset, one map to text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pikepdf
import uharfbuzz as hb

from bookbuild.fonts.licences import EM, empty_glyph, may_be_altered
from bookbuild.typeset.assembly.composites import count_of_glyphs, with_signs
from bookbuild.typeset.fragments import ComposedGlyph, FontPart

DROPPED_TABLES = (
    "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "GDEF", "JSTF", "LTSH", "PCLT", "FFTM", "name",
)  # fmt: skip
"""Tables that shape or describe text: glyphs are placed already."""

TRUE_TYPE = b"\0\1\0\0"
"""What a font file begins with whose glyphs are called by a map of their own in PDF."""

CMAP_ENTRIES = 100
"""The most entries that a `bfchar` block may have (Adobe Technical Note 5411)."""


class FontCache(Protocol):
    """Gives a font file that is decided by some values: kept from another build, or made."""

    def __call__(self, decided_by: object, make: Callable[[], bytes]) -> bytes: ...


def anew(decided_by: object, make: Callable[[], bytes]) -> bytes:  # noqa: ARG001 (a `FontCache` that keeps nothing)
    return make()


@dataclass(slots=True)
class UsedFont:
    """A face and what the book sets with it: glyphs that stand for their own character, and signs.

    `signs` has the ids of signs once the font is closed; they are in the order in which the book has them. `glyphs` has
    the font's own glyphs by their ids, where these are not the same.
    """

    part: FontPart
    widths: dict[int, float] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    signs: dict[ComposedGlyph, int] = field(default_factory=dict)
    missing: bool = False
    file: bytes = b""
    glyphs: dict[int, int] = field(default_factory=dict)

    def add(self, part: FontPart) -> None:
        self.widths = dict(part.widths) | self.widths
        self.texts = dict(part.texts) | self.texts
        self.signs |= dict.fromkeys((sign for _, sign in part.signs if sign not in self.signs), 0)
        self.missing = self.missing or bool(part.missing)

    def close(self, content: bytes, kept: FontCache = anew) -> None:
        """Subset the font, and make the glyphs of its signs; what may not be altered is left as it is."""
        if not may_be_altered(content):
            self._close_unaltered(content)
            return
        face = hb.Face(hb.Blob(_static(content, self.part)), self.part.index)
        advance, upem = hb.Font(face).get_glyph_h_advance, face.upem
        glyphs = {glyph for sign in self.signs for glyph, _, _ in sign.glyphs} | set(self.widths)
        for sign in self.signs:
            glyph = sign.glyphs[0][0] if sign.glyphs else 0
            if sign.glyphs == ((glyph, 0, 0),) and sign.advance == advance(glyph) and glyph not in self.widths:
                self._take(sign, glyph, upem)
        signs = [sign for sign, glyph in self.signs.items() if not glyph]
        decided_by = (self.part.digest, self.part.index, self.part.variations, sorted(glyphs), signs, self.missing)
        self.file = kept(decided_by, lambda: with_signs(subset_of(face, glyphs, notdef=self.missing), signs))
        for glyph, sign in enumerate(signs, count_of_glyphs(self.file) - len(signs)):
            self._take(sign, glyph, upem)

    def _close_unaltered(self, content: bytes) -> None:
        """Give signs ids that the font does not have, and say which of its glyphs they are.

        In CFF that cannot be said: there a glyph stands for what it was first seen with.
        """
        face = hb.Face(hb.Blob(content))
        self.file, empty = content, empty_glyph(content)
        for number, sign in enumerate(self.signs, face.glyph_count):
            glyph = sign.glyphs[0][0] if sign.glyphs else empty
            if content[:4] == TRUE_TYPE:
                self._take(sign, number, face.upem)
                self.glyphs[number] = glyph
            else:
                self.signs[sign] = glyph
                self.widths.setdefault(glyph, round(sign.advance * EM / face.upem))
                self.texts.setdefault(glyph, sign.text)

    def codes(self, part: FontPart) -> dict[bytes, bytes]:
        """What the numbers of signs in a fragment become in the file."""
        return {b"{%x}" % number: b"%04x" % self.signs[sign] for number, sign in part.signs}

    def _take(self, sign: ComposedGlyph, glyph: int, upem: int) -> None:
        self.signs[sign] = glyph
        self.widths[glyph] = round(sign.advance * EM / upem)
        self.texts[glyph] = sign.text


def united(parts: Iterable[FontPart]) -> dict[str, UsedFont]:
    """The fonts of fragments in book order, by the names that contents call them by; each face once."""
    faces: dict[tuple[object, ...], UsedFont] = {}
    fonts: dict[str, UsedFont] = {}
    for part in parts:
        font = faces.setdefault((part.digest, part.index, part.variations), UsedFont(part))
        font.add(part)
        fonts[part.name] = font
    return fonts


def distinct(fonts: Mapping[str, UsedFont]) -> list[UsedFont]:
    """Each face once."""
    return list({id(font): font for font in fonts.values()}.values())


def embedded(document: pikepdf.Pdf, fonts: Mapping[str, UsedFont]) -> dict[str, pikepdf.Object]:
    """A PDF font for each name; the same one for names of the same face."""
    made = {id(font): _font(document, font) for font in distinct(fonts)}
    return {name: made[id(font)] for name, font in fonts.items()}


def _font(document: pikepdf.Pdf, font: UsedFont) -> pikepdf.Object:
    part = font.part
    name = pikepdf.Name(f"/{part.base_name}" if font.glyphs else f"/{part.name}+{part.base_name}")
    is_cff = font.file[:4] == b"OTTO"
    file = pikepdf.Stream(document, _outlines(font.file) if is_cff else font.file)
    if is_cff:
        file.Subtype = pikepdf.Name.CIDFontType0C
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        FontFamily=pikepdf.String(part.family),
        Flags=part.flags,
        FontBBox=[0, part.descent, max(font.widths.values(), default=0), part.ascent],
        ItalicAngle=0,
        Ascent=part.ascent,
        Descent=part.descent,
        CapHeight=part.ascent,
        StemV=80,
    )
    descriptor[pikepdf.Name.FontFile3 if is_cff else pikepdf.Name.FontFile2] = file
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0 if is_cff else pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        W=_widths(font.widths),
        FontDescriptor=document.make_indirect(descriptor),
    )
    if not is_cff:
        places = pikepdf.Stream(document, _places(font.glyphs)) if font.glyphs else pikepdf.Name.Identity
        descendant.CIDToGIDMap = places
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[document.make_indirect(descendant)],
            ToUnicode=document.make_indirect(pikepdf.Stream(document, to_unicode(font.texts))),
        )
    )


def _outlines(content: bytes) -> bytes:
    """The table of outlines of an OpenType font with CFF: as such, PDF of every version knows it (ISO 32000-1, 9.9)."""
    count = int.from_bytes(content[4:6], "big")
    for at in range(12, 12 + 16 * count, 16):
        if content[at : at + 4] == b"CFF ":
            begin, length = (int.from_bytes(content[at + part : at + part + 4], "big") for part in (8, 12))
            return content[begin : begin + length]
    raise ValueError("a font of CFF without outlines")


def subset_of(face: hb.Face, glyphs: set[int], *, notdef: bool = False) -> bytes:
    """The font with these glyphs alone, under their own ids, without what shapes text."""
    choice = hb.SubsetInput()
    choice.glyph_set.update(glyphs)
    choice.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED_TABLES)
    flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.NO_HINTING
    choice.flags = flags | hb.SubsetFlags.NOTDEF_OUTLINE if notdef else flags
    return bytes(hb.subset(face, choice).blob.data)


def _static(content: bytes, part: FontPart) -> bytes:
    """A variable font at the place on its axes where it was set."""
    if not part.variations:
        return content
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(io.BytesIO(content), fontNumber=part.index)
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    place = {tag: dict(part.variations).get(tag, default) for tag, default in axes.items()}
    out = io.BytesIO()
    instantiateVariableFont(font, place, static=True).save(out)
    return out.getvalue()


def _places(glyphs: Mapping[int, int]) -> bytes:
    """The map from ids to glyphs, where ids below the first of `glyphs` are the font's own (ISO 32000-1, table 117)."""
    ids = (glyphs.get(number, number) for number in range(max(glyphs) + 1))
    return b"".join(glyph.to_bytes(2, "big") for glyph in ids)


def _widths(widths: Mapping[int, float]) -> list[int | list[float]]:
    """The `W` array: runs of neighbouring glyphs."""
    rows: list[int | list[float]] = []
    run: list[float] = []
    previous = -2
    for glyph in sorted(widths):
        if glyph != previous + 1:
            run = []
            rows += [glyph, run]
        run.append(widths[glyph])
        previous = glyph
    return rows


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """The map from glyphs to text (ISO 32000-2, 9.10.3)."""
    entries = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(texts.items()) if text]
    blocks = [entries[at : at + CMAP_ENTRIES] for at in range(0, len(entries), CMAP_ENTRIES)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
