"""Small press files that printers and standards take, made with pikepdf alone."""

from __future__ import annotations

import io
import random
import struct
from functools import cache
from pathlib import Path

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, String

from bookbuild.printing.conditions import CONDITIONS, profile_of

IN = 72.0
FAULTY = 3
"""The page on which faults are seeded, from 1: a recto."""

OPTIONS = {
    "x1a": ("--profile", "x1a"), "x3": ("--profile", "x3"), "x4": ("--profile", "x4"),
    "offset": ("--printer", "offset"), "ingramspark": ("--printer", "ingramspark"),
    "kdp": ("--printer", "kdp"), "lulu": ("--printer", "lulu"),
}  # fmt: skip
"""What `inspect` is asked for each kind of file."""
STANDARD = {"x1a": "x1a", "x3": "x3", "x4": "x4", "offset": "x4", "ingramspark": "x1a"}
PAGES = {"kdp": 24, "lulu": 32, "ingramspark": 18}
VERSION = {"x1a": "1.3", "x3": "1.3", "x4": "1.6", "": "1.4"}
SLUG = {"x1a": 20.0, "x3": 20.0, "x4": 20.0, "offset": 20.0}
"""pt around the bleed, for marks."""
BLEED = {"offset": 3 * 72 / 25.4, "x1a": 3 * 72 / 25.4, "x3": 3 * 72 / 25.4, "x4": 3 * 72 / 25.4}


@cache
def typeface() -> bytes:
    """A TrueType font with a space and three letters."""
    pens = {name: TTGlyphPen(None) for name in (".notdef", "space", "A", "B", "C")}
    for height, name in enumerate(("A", "B", "C"), 5):
        pens[name].moveTo((50, 0))
        for point in ((450, 0), (450, height * 100), (50, height * 100)):
            pens[name].lineTo(point)
        pens[name].closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(pens))
    builder.setupCharacterMap({32: "space", 65: "A", 66: "B", 67: "C"})
    builder.setupGlyf({name: pen.glyph() for name, pen in pens.items()})
    builder.setupHorizontalMetrics(dict.fromkeys(pens, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Blocks", "styleName": "Regular", "psName": "Blocks"})
    builder.setupOS2()
    builder.setupPost()
    saved = io.BytesIO()
    builder.save(saved)
    return saved.getvalue()


@cache
def press_profile() -> bytes:
    """The profile of a press: that of this machine, else a head without tables."""
    path = profile_of(CONDITIONS["fogra39"])
    return path.read_bytes() if path else icc_head(b"prtr", b"CMYK")


def icc_head(kind: bytes, space: bytes) -> bytes:
    head = bytearray(132)
    struct.pack_into(">I4sI4s4s4s", head, 0, 132, b"test", 0x02400000, kind, space, b"Lab ")
    head[36:40] = b"acsp"
    return bytes(head)


def font(pdf: pikepdf.Pdf, *, embedded: bool = True) -> pikepdf.Object:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Blocks"), Flags=32, FontBBox=[0, 0, 500, 700],
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
    )  # fmt: skip
    if embedded:
        descriptor.FontFile2 = pdf.make_stream(typeface(), Length1=len(typeface()))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/ABCDEF+Blocks"),
            FirstChar=32,
            LastChar=67,
            Widths=[500] * 36,
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def picture(
    pdf: pikepdf.Pdf, side: int, space: object = Name.DeviceGray, channels: int = 1, **keys: object
) -> pikepdf.Stream:
    """A picture of `side` × `side` pixels, in light tints."""
    drawn = random.Random(7)
    data = bytes(drawn.choices(range(20, 60), k=side * side * channels))
    given: dict[str, object] = {"ColorSpace": space, "BitsPerComponent": 8, "Width": side, "Height": side, **keys}
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **given)


def content(kind: str, left: float, bottom: float) -> bytes:
    """Black text in K, a rule, an area of colour as the kind takes it, a form, a picture of 300 pixels an inch."""
    colour = {"kdp": "0.8 0.2 0.1 rg", "lulu": "0.8 0.2 0.1 rg"}.get(kind, "0.1 0.6 0.3 0 k")
    return (
        f"q 1 0 0 1 {left} {bottom} cm\n"
        f"0 g BT /F1 11 Tf 1 0 0 1 90 500 Tm [(ABC) -20 (CAB)] TJ 0 -14 Td <414243> Tj ET\n"
        f"0 G 0.5 w 90 470 m 300 470 l S\n{colour} 90 300 100 80 re f\n/Fm0 Do\n"
        f"q 72 0 0 72 90 200 cm /Im0 Do Q\nQ\n"
    ).encode()


def clean(kind: str) -> pikepdf.Pdf:
    """A file that the printer, or the standard, takes as it is: 6 × 9 in."""
    pdf = pikepdf.new()
    face, image = font(pdf), picture(pdf, 300)
    form = pdf.make_stream(b"0.5 g 0 0 40 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 40, 10],
                           Matrix=[1, 0, 0, 1, 220, 300])  # fmt: skip
    for number in range(1, PAGES.get(kind, 4) + 1):
        pdf.add_blank_page(page_size=(10, 10))
        page = pdf.pages[-1].obj
        bleed, slug = BLEED.get(kind, 0.125 * IN), SLUG.get(kind, 0.0)
        inner_left = 0.0 if kind == "kdp" and number % 2 == 1 else bleed
        inner_right = 0.0 if kind == "kdp" and number % 2 == 0 else bleed
        left, bottom = slug + inner_left, slug + bleed
        right, top = left + 6 * IN, bottom + 9 * IN
        page.MediaBox = Array([0, 0, right + inner_right + slug, top + bleed + slug])
        page.BleedBox = Array([slug, slug, right + inner_right, top + bleed])
        page.TrimBox = Array([left, bottom, right, top])
        page.Resources = Dictionary(
            Font=Dictionary(F1=face),
            XObject=Dictionary(Im0=image, Fm0=form),
            ExtGState=Dictionary(),
            ColorSpace=Dictionary(),
        )
        page.Contents = pdf.make_stream(content(kind, left, bottom))
    if kind in STANDARD:
        claim(pdf, STANDARD[kind])
    return pdf


def claim(pdf: pikepdf.Pdf, standard: str) -> None:
    """Info, XMP and intent of a standard."""
    info = pdf.docinfo
    info["/Title"], info["/Trapped"] = String("Blocks"), Name("/False")
    info["/CreationDate"] = info["/ModDate"] = String("D:20260101120000Z")
    if standard == "x1a":
        info["/GTS_PDFXVersion"], info["/GTS_PDFXConformance"] = String("PDF/X-1:2001"), String("PDF/X-1a:2001")
    elif standard == "x3":
        info["/GTS_PDFXVersion"] = String("PDF/X-3:2002")
    else:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"], metadata["pdf:Trapped"] = "Blocks", "False"
            metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = "2026-01-01T12:00:00+00:00"
            metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
        RegistryName=String("http://www.color.org"), Info=String("Coated"), OutputCondition=String("Coated"),
    )  # fmt: skip
    if standard == "x4":
        intent.DestOutputProfile = pdf.make_stream(press_profile(), N=4)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def save(pdf: pikepdf.Pdf, path: Path, kind: str, version: str | None = None) -> Path:
    """The file, in the version of PDF of its standard."""
    version = version or VERSION[STANDARD.get(kind, "")]
    pdf.save(
        path, force_version=version, min_version=version, object_stream_mode=pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
    )  # fmt: skip
    return path
