"""Other ways to write a clean press file: each leaves it clean."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from press_faults import AREA, draws, image, space, state, tint
from press_files import icc_head, press_profile

X = ("x1a", "x3", "x4", "offset", "ingramspark")
ALL = (*X, "kdp", "lulu")
BOXES = ("/MediaBox", "/BleedBox", "/TrimBox")


class Variant(NamedTuple):
    """`kinds`: the files that may be written so."""

    kinds: tuple[str, ...]
    rewrite: Callable[[pikepdf.Pdf], None]
    version: str | None = None


def there(page: pikepdf.Object) -> list[str]:
    return [name for name in BOXES if name in page]


def wrapped(page: pikepdf.Object, pdf: pikepdf.Pdf, matrix: str) -> None:
    """The content of a page under another matrix."""
    content = list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]
    page.Contents = Array([pdf.make_stream(f"q {matrix} cm\n".encode()), *content, pdf.make_stream(b"Q")])


def moved(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for name in there(page.obj):
            page.obj[name] = Array([float(side) + by for side, by in zip(page.obj[name], (100, -50) * 2, strict=True)])
        wrapped(page.obj, pdf, "1 0 0 1 100 -50")


def in_units(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.UserUnit = 2
        for name in there(page.obj):
            page.obj[name] = Array([float(side) / 2 for side in page.obj[name]])
        wrapped(page.obj, pdf, "0.5 0 0 0.5 0 0")


def turned(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.Rotate = 90
        high = float(page.obj.MediaBox[3])
        for name in there(page.obj):
            left, bottom, right, top = (float(side) for side in page.obj[name])
            page.obj[name] = Array([high - top, left, high - bottom, right])
        wrapped(page.obj, pdf, f"0 1 -1 0 {high} 0")


def inherited(pdf: pikepdf.Pdf) -> None:
    pages = pdf.Root.Pages
    pages.MediaBox, pages.Resources = pdf.pages[0].obj.MediaBox, pdf.make_indirect(pdf.pages[0].obj.Resources)
    for kid in pages.Kids:
        del kid["/MediaBox"]
        del kid["/Resources"]


def corners_in_another_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        a, b, c, d = (float(side) for side in page.obj.TrimBox)
        page.obj.TrimBox = Array([c, d, a, b])


def in_many_streams(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.contents_coalesce()
        parts = page.obj.Contents.read_bytes().split(b"\n")
        page.obj.Contents = Array([pdf.make_stream(part) for part in parts])


def in_slug(content: str, **resources: Callable[[pikepdf.Pdf], object]) -> Callable[[pikepdf.Pdf], None]:
    return draws(f"q 1 0 0 1 -15 0 cm {content} Q", **resources)


def right_bound(pdf: pikepdf.Pdf) -> None:
    """Rectos are versos: the first page, which has the bleed on its right, goes."""
    pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)
    first = pdf.pages[0]
    del pdf.pages[0]
    if len(pdf.pages) % 2:
        pdf.pages.append(first)


def of_2003(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
    del pdf.docinfo["/GTS_PDFXConformance"]


def with_a_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(press_profile(), N=4)


def by_icc(channels: int, kind: bytes) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: Array(
        [Name.ICCBased, pdf.make_stream(icc_head(b"mntr", kind), N=channels, Alternate=Name.DeviceRGB)]
    )


VARIANTS: dict[str, Variant] = {
    "boxes that do not begin at the origin": Variant(ALL, moved),
    "pages in a unit of their own": Variant(("x4", "offset", "kdp", "lulu"), in_units, "1.6"),
    "pages that are turned": Variant(ALL, turned),
    "what pages inherit": Variant(ALL, inherited),
    "corners in another order": Variant(ALL, corners_in_another_order),
    "content in many streams": Variant(ALL, in_many_streams),
    "a book bound on the right": Variant(("kdp", "lulu"), right_bound),
    "colours by ICC": Variant(("x3", "x4", "offset"), draws(f"/Cx cs 1 0 0 scn {AREA}", ColorSpace_Cx=by_icc(3, b"RGB "))),
    "RGB that stands for a profile": Variant(("x3", "x4", "offset"), draws(f"1 0 0 rg {AREA}", ColorSpace_DefaultRGB=by_icc(3, b"RGB "))),
    "a spot colour": Variant(X, draws(f"/Cx cs 1 scn {AREA}", ColorSpace_Cx=space(Name.Separation, Name.Gold, Name.DeviceCMYK, tint(4)))),
    "inks by name": Variant(X, draws(f"/Cx cs 1 0.5 scn {AREA}", ColorSpace_Cx=space(Name.DeviceN, Array([Name.Black, Name.Gold]), Name.DeviceCMYK, tint(4)))),
    "a palette of CMYK": Variant(X, draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(300, Array([Name.Indexed, Name.DeviceCMYK, 1, String("abcdefgh")])))),
    "marks on all plates": Variant(("x1a", "x3", "x4", "offset"), in_slug("/Cx CS 1 SCN 0.25 w 0 0 m 0 -5 l S", ColorSpace_Cx=space(Name.Separation, Name.All, Name.DeviceCMYK, tint(4)))),
    "thin marks": Variant(("x1a", "x3", "x4", "offset"), in_slug("0.1 w 0 0 m 0 -5 l S")),
    "white that knocks out": Variant(ALL, draws(f"/Gx gs 1 g {AREA}", ExtGState_Gx=state(op=False, OP=True))),
    "black that overprints": Variant(ALL, draws(f"/Gx gs 0 g {AREA}", ExtGState_Gx=state(op=True, OP=True, OPM=1))),
    "a state that changes nothing": Variant(ALL, draws(f"/Gx gs {AREA}", ExtGState_Gx=state(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None")))),
    "transparency where it may be": Variant(("x4", "offset"), draws(f"/Gx gs 0.2 g {AREA}", ExtGState_Gx=state(ca=0.5, BM=Name.Multiply))),
    "300 % of ink": Variant(("x1a", "x3", "x4", "offset"), draws(f"1 1 1 0 k {AREA}")),
    "a picture that bleeds": Variant(ALL, draws("q 450 0 0 100 -9 -9 cm /Ix Do Q", XObject_Ix=image(1900))),
    "a picture of one pixel": Variant(ALL, draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(1))),
    "letters that look like operators": Variant(ALL, draws(r"0 g BT /F1 9 Tf 100 150 Td (A \) 1 0 0 rg \( B) Tj (C (0 0 0 rg) C) Tj ET")),
    "comments among operands": Variant(ALL, draws("0 % 1 0 0 rg\n g 100 100 50 50 re % 0 0 0\n f\n")),
    "an inline picture with letters in it": Variant(ALL, draws("q 1 0 0 1 90 100 cm BI /W 2 /H 2 /BPC 8 /CS /G ID  rg EI Q")),
    "text that is not seen": Variant(ALL, draws("BT 3 Tr /F1 9 Tf 10 4 Td (A) Tj ET")),
    "PDF/X-1a of 2003": Variant(("x1a", "ingramspark"), of_2003, "1.4"),
    "a profile where a name would do": Variant(("x1a", "x3", "ingramspark"), with_a_profile),
    "a language that is taken": Variant(ALL, lambda pdf: pdf.Root.__setitem__("/Lang", String("en-GB"))),
}  # fmt: skip
