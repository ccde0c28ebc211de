"""What all fragments of a book use of its fonts → each font once in the file: one subset, one map to text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pikepdf
import uharfbuzz as hb

from bookbuild.typeset.fragments import FontPart
from bookbuild.typeset.kashida import TATWEEL, ZERO_WIDTH_JOINER

DROPPED_TABLES = (
    "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "GDEF", "JSTF", "LTSH", "PCLT", "FFTM", "name",
)  # fmt: skip
"""Tables that shape or describe text: glyphs are placed already."""

CMAP_ENTRIES = 100
"""The most entries that a `bfchar` block may have (Adobe Technical Note 5411)."""


@dataclass(slots=True)
class UsedFont:
    """A font and the glyphs that the book sets with it; the first text seen for a glyph is its text."""

    part: FontPart
    widths: dict[int, float] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def add(self, part: FontPart) -> None:
        for glyph, width in part.widths:
            self.widths.setdefault(glyph, width)
        for glyph, text in part.texts:
            self.texts.setdefault(glyph, text)


def united(parts: Iterable[FontPart]) -> dict[str, UsedFont]:
    """The fonts of fragments in book order, by the name that contents call them by."""
    fonts: dict[str, UsedFont] = {}
    for part in parts:
        fonts.setdefault(part.name, UsedFont(part)).add(part)
    return fonts


def embedded(
    document: pikepdf.Pdf, fonts: Mapping[str, UsedFont], content_of: Callable[[str], bytes]
) -> dict[str, pikepdf.Object]:
    """A PDF font for each; `content_of` gives a font file by its digest."""
    return {name: _font(document, font, content_of(font.part.digest)) for name, font in fonts.items()}


def _font(document: pikepdf.Pdf, font: UsedFont, content: bytes) -> pikepdf.Object:
    part = font.part
    subset = subset_of(_static(content, part), part.index, set(font.widths), notdef=bool(part.missing))
    name = pikepdf.Name(f"/{part.name}+{part.base_name}")
    is_cff = subset[:4] == b"OTTO"
    file = pikepdf.Stream(document, subset)
    if is_cff:
        file.Subtype = pikepdf.Name.OpenType
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
        CIDToGIDMap=pikepdf.Name.Identity,
        W=_widths(font.widths),
        FontDescriptor=document.make_indirect(descriptor),
    )
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


def subset_of(content: bytes, index: int, glyphs: set[int], *, notdef: bool = False) -> bytes:
    """The font with these glyphs alone, under their own ids, without what shapes text."""
    face = hb.Face(hb.Blob(content), index)
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


def without_kashida(text: str) -> str:
    """The text of a glyph; of a stretch between letters, a joiner, which nobody sees and which joins as it does.

    With no text at all, poppler, mupdf and pdfium take the stretch for a gap between words.
    """
    return text if text.strip(TATWEEL) or not text else ZERO_WIDTH_JOINER


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """The map from glyphs to text (ISO 32000-2, 9.10.3)."""
    entries = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
        for glyph, text in sorted((glyph, without_kashida(text)) for glyph, text in texts.items())
        if text
    ]
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
