"""Faults of press files as data: where each is seeded, and the finding that must come."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from press_files import FAULTY, IN, font, icc_head, picture, press_profile

X = ("x1a", "x3", "x4", "offset", "ingramspark")
FLAT = ("x1a", "x3", "ingramspark")
ALL = (*X, "kdp", "lulu")


class Fault(NamedTuple):
    """`kinds`: the files it is one of. `version`: of the file; None: as its standard has it."""

    kinds: tuple[str, ...]
    code: str
    seed: Callable[[pikepdf.Pdf], None]
    of_page: bool = True
    version: str | None = None


def faulty(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[FAULTY - 1].obj


def draws(content: str, **resources: Callable[[pikepdf.Pdf], object]) -> Callable[[pikepdf.Pdf], None]:
    """Content after that of the page, from the corner of its trim. `ExtGState_E0=…` adds a resource `E0`."""

    def seed(pdf: pikepdf.Pdf) -> None:
        page = faulty(pdf)
        own = Dictionary({key: Dictionary(dict(value.items())) for key, value in page.Resources.items()})
        for name, make in resources.items():
            kind, _, key = name.partition("_")
            if f"/{kind}" not in own:
                own[f"/{kind}"] = Dictionary()
            own[f"/{kind}"][f"/{key}"] = make(pdf)
        page.Resources = own
        left, bottom = (float(side) for side in list(page.TrimBox)[:2])
        drawn = f"q 1 0 0 1 {left} {bottom} cm {content} Q".encode()
        before = list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]
        page.Contents = Array([*before, pdf.make_stream(drawn)])

    return seed


def box(name: str, *moved: float) -> Callable[[pikepdf.Pdf], None]:
    """The sides of a box moved by so many pt; without numbers, the box is taken away."""

    def seed(pdf: pikepdf.Pdf) -> None:
        page = faulty(pdf)
        if not moved:
            del page[name]
        else:
            page[name] = Array([float(side) + by for side, by in zip(page[name], moved, strict=True)])

    return seed


def annotation(subtype: str) -> Callable[[pikepdf.Pdf], None]:
    def seed(pdf: pikepdf.Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=[100, 100, 200, 120])
        faulty(pdf).Annots = Array([pdf.make_indirect(made)])
        if subtype == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=faulty(pdf).Annots)

    return seed


def info(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def seed(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.docinfo[key]
        else:
            pdf.docinfo[key] = value

    return seed


def state(**keys: object) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: Dictionary(Type=Name.ExtGState, **keys)


def image(
    side: int, space: object = Name.DeviceGray, channels: int = 1, **keys: object
) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: picture(pdf, side, space, channels, **keys)


def form(content: bytes, **keys: object) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 400, 400], **keys)


def space(*parts: object) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: Array(list(parts))


def tint(channels: int) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0] * channels, C1=[0.5] * channels)


def deep(content: bytes) -> Callable[[pikepdf.Pdf], object]:
    """A form within a form within a form."""

    def make(pdf: pikepdf.Pdf) -> object:
        inner = form(content)(pdf)
        for _ in range(2):
            inner = form(b"q 1 0 0 1 1 1 cm /In Do Q", Resources=Dictionary(XObject=Dictionary(In=inner)))(pdf)
        return inner

    return make


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents = Array([*pdf.Root.OutputIntents, pdf.Root.OutputIntents[0]])


def intent_profile(data: bytes | None, channels: int = 4) -> Callable[[pikepdf.Pdf], None]:
    def seed(pdf: pikepdf.Pdf) -> None:
        intent = pdf.Root.OutputIntents[0]
        if data is None:
            intent.OutputConditionIdentifier = String("Our press")
            del intent["/RegistryName"]
            if "/DestOutputProfile" in intent:
                del intent["/DestOutputProfile"]
        else:
            intent.DestOutputProfile = pdf.make_stream(data, N=channels)

    return seed


def unembedded(pdf: pikepdf.Pdf) -> None:
    draws("0 g BT /F9 10 Tf 100 400 Td (A) Tj ET", Font_F9=lambda made: font(made, embedded=False))(pdf)


def opentype(pdf: pikepdf.Pdf) -> None:
    def make(made: pikepdf.Pdf) -> object:
        face = font(made)
        descriptor = face.FontDescriptor
        program = made.make_stream(descriptor.FontFile2.read_bytes(), Subtype=Name.OpenType)
        del descriptor["/FontFile2"]
        descriptor.FontFile3 = program
        return face

    draws("0 g BT /F9 10 Tf 100 400 Td (A) Tj ET", Font_F9=make)(pdf)


def layers(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("notes")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))


def xmp(key: str, value: str) -> Callable[[pikepdf.Pdf], None]:
    def seed(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata[key] = value

    return seed


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=String("1"))]))
    )


def bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("One", 0))


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"x"


def in_another_size(pdf: pikepdf.Pdf) -> None:
    page = faulty(pdf)
    for name, sides in (("/MediaBox", (0, 3)), ("/BleedBox", (0, 3)), ("/TrimBox", (0, 3))):
        page[name] = Array([float(side) - (10 if at in sides[1:] else 0) for at, side in enumerate(page[name])])


def every_trim(width: float, height: float) -> Callable[[pikepdf.Pdf], None]:
    def seed(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            left, bottom, right, top = (float(side) for side in page.obj.TrimBox)
            for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
                a, b, c, d = (float(side) for side in page.obj[name])
                page.obj[name] = Array([a, b, c + width * IN - right + left, d + height * IN - top + bottom])

    return seed


def without_last_pages(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[FAULTY:]


def inked(pdf: pikepdf.Pdf) -> object:
    """A picture in CMYK, of 306 % all over."""
    data = bytes([200, 200, 190, 190]) * 300 * 300
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        ColorSpace=Name.DeviceCMYK,
        BitsPerComponent=8,
        Width=300,
        Height=300,
    )


def rgb_pattern(pdf: pikepdf.Pdf) -> object:
    return pdf.make_stream(
        b"1 0 0 rg 0 0 5 5 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 10, 10],
        XStep=10, YStep=10, Resources=Dictionary(),
    )  # fmt: skip


def rgb_shading(pdf: pikepdf.Pdf) -> object:
    return Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 0], Function=tint(3))


AREA = "100 100 50 50 re f"
SRGB = icc_head(b"mntr", b"RGB ")
FAULTS: dict[str, Fault] = {
    # colour
    "black in RGB": Fault(X, "preflight-colour", draws("0 0 0 rg BT /F1 10 Tf 100 400 Td (A) Tj ET")),
    "a line in RGB": Fault(X, "preflight-colour", draws("1 0 0 RG 1 w 100 100 m 200 100 l S")),
    "RGB by name": Fault(X, "preflight-colour", draws(f"/DeviceRGB cs 1 0 0 sc {AREA}")),
    "RGB deep in forms": Fault(X, "preflight-colour", draws("/Fx Do", XObject_Fx=deep(f"1 0 0 rg {AREA}".encode()))),
    "a picture in RGB": Fault(
        X, "preflight-colour", draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(300, Name.DeviceRGB, 3))
    ),
    "an inline picture in RGB": Fault(
        X, "preflight-colour", draws("q 1 0 0 1 90 100 cm BI /W 2 /H 2 /BPC 8 /CS /RGB ID 012345678901 EI Q")
    ),
    "a palette of RGB": Fault(
        X,
        "preflight-colour",
        draws(
            "q 72 0 0 72 90 100 cm /Ix Do Q",
            XObject_Ix=image(300, Array([Name.Indexed, Name.DeviceRGB, 1, String("abcdef")])),
        ),
    ),
    "a pattern in RGB": Fault(X, "preflight-colour", draws(f"/Pattern cs /Px scn {AREA}", Pattern_Px=rgb_pattern)),
    "a shading in RGB": Fault(X, "preflight-colour", draws("/Sx sh", Shading_Sx=rgb_shading)),
    "a spot colour over RGB": Fault(
        X,
        "preflight-colour",
        draws(f"/Cx cs 1 scn {AREA}", ColorSpace_Cx=space(Name.Separation, Name.Gold, Name.DeviceRGB, tint(3))),
    ),
    "inks over RGB": Fault(
        X,
        "preflight-colour",
        draws(f"/Cx cs 1 scn {AREA}", ColorSpace_Cx=space(Name.DeviceN, Array([Name.Gold]), Name.DeviceRGB, tint(3))),
    ),
    "a colour by ICC": Fault(
        ("x1a", "ingramspark"),
        "preflight-colour",
        draws(
            f"/Cx cs 1 0 0 scn {AREA}",
            ColorSpace_Cx=lambda pdf: Array([Name.ICCBased, pdf.make_stream(SRGB, N=3, Alternate=Name.DeviceRGB)]),
        ),
    ),
    "a colour in Lab": Fault(
        ("x1a", "ingramspark"),
        "preflight-colour",
        draws(f"/Cx cs 50 0 0 scn {AREA}", ColorSpace_Cx=space(Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82]))),
    ),
    "a group in RGB": Fault(
        ("x4", "offset"),
        "preflight-colour",
        draws("/Fx Do", XObject_Fx=form(b"", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    ),
    "CMYK where RGB is printed": Fault(("lulu",), "preflight-colour", draws(f"0.5 0.5 0 0 k {AREA}")),
    "a picture in CMYK where RGB is printed": Fault(
        ("lulu",),
        "preflight-colour",
        draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(300, Name.DeviceCMYK, 4)),
    ),
    "black text in RGB where grey is asked for": Fault(
        ("lulu",), "preflight-colour", draws("0 0 0 rg BT /F1 10 Tf 100 400 Td (A) Tj ET")
    ),
    # ink
    "301 % of ink": Fault(X, "preflight-ink", draws(f"1 1 1 0.01 k {AREA}")),
    "text with too much ink": Fault(X, "preflight-ink", draws("0.9 0.9 0.9 0.4 k BT /F1 10 Tf 100 400 Td (A) Tj ET")),
    "241 % where 240 are taken": Fault(("ingramspark",), "preflight-ink", draws(f"0.8 0.8 0.8 0.01 k {AREA}")),
    "a picture with too much ink": Fault(X, "preflight-ink", draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=inked)),
    "the colour of registration": Fault(
        X,
        "preflight-ink",
        draws(f"/Cx cs 1 scn {AREA}", ColorSpace_Cx=space(Name.Separation, Name.All, Name.DeviceCMYK, tint(4))),
    ),
    # boxes
    "no TrimBox": Fault(ALL, "preflight-box", box("/TrimBox")),
    "a trim beyond the bleed": Fault(ALL, "preflight-box", box("/TrimBox", -30, 0, 0, 0)),
    "a bleed beyond the page": Fault(ALL, "preflight-box", box("/BleedBox", 0, 0, 40, 0)),
    "a bleed too narrow": Fault(
        ("offset", "ingramspark", "kdp", "lulu"), "preflight-box", box("/BleedBox", 0, 3, 0, 0)
    ),
    "a trim of another size": Fault(ALL, "preflight-box", in_another_size),
    "bleed at the spine": Fault(
        ("kdp",),
        "preflight-box",
        lambda pdf: [box(name, -9, 0, 0, 0)(pdf) for name in ("/MediaBox", "/BleedBox")] and None,
    ),
    "room for marks": Fault(("kdp", "lulu", "ingramspark"), "preflight-box", box("/MediaBox", 0, 0, 30, 0)),
    "an ArtBox besides": Fault(X, "preflight-box", lambda pdf: faulty(pdf).__setitem__("/ArtBox", faulty(pdf).TrimBox)),
    "a trim that is not made": Fault(
        ("kdp", "lulu", "ingramspark"), "trim-refused", every_trim(3.2, 5.1), of_page=False
    ),
    "too few pages": Fault(("kdp", "lulu", "ingramspark"), "page-count", without_last_pages, of_page=False),
    # fonts
    "a font that is not embedded": Fault(ALL, "preflight-font", unembedded),
    "OpenType before PDF 1.6": Fault(FLAT, "preflight-font", opentype),
    # annotations
    "a link": Fault(ALL, "preflight-annotation", annotation("Link")),
    "a note": Fault(ALL, "preflight-annotation", annotation("Text")),
    "a field of a form": Fault(ALL, "preflight-annotation", annotation("Widget")),
    "a script": Fault(ALL, "preflight-annotation", script, of_page=False),
    "a file attached": Fault(ALL, "preflight-annotation", attachment, of_page=False),
    "bookmarks": Fault(("kdp",), "preflight-annotation", bookmark, of_page=False),
    # transparency
    "an area half transparent": Fault(
        (*FLAT, "kdp", "lulu"), "preflight-transparency", draws(f"/Gx gs {AREA}", ExtGState_Gx=state(ca=0.5))
    ),
    "a line half transparent": Fault(
        (*FLAT, "kdp", "lulu"),
        "preflight-transparency",
        draws("/Gx gs 100 100 m 200 100 l S", ExtGState_Gx=state(CA=0.5)),
    ),
    "a blend mode": Fault(
        (*FLAT, "kdp", "lulu"), "preflight-transparency", draws(f"/Gx gs {AREA}", ExtGState_Gx=state(BM=Name.Multiply))
    ),
    "a soft mask": Fault(
        (*FLAT, "kdp", "lulu"),
        "preflight-transparency",
        draws(
            f"/Gx gs {AREA}", ExtGState_Gx=lambda pdf: Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form(b"")(pdf)))
        ),
    ),
    "a picture with a soft mask": Fault(
        (*FLAT, "kdp", "lulu"),
        "preflight-transparency",
        draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=lambda pdf: picture(pdf, 300, SMask=picture(pdf, 300))),
    ),
    "a transparency group": Fault(
        (*FLAT, "kdp", "lulu"),
        "preflight-transparency",
        draws("/Fx Do", XObject_Fx=form(b"", Group=Dictionary(S=Name.Transparency))),
    ),
    "a group of the page": Fault(
        FLAT,
        "preflight-transparency",
        lambda pdf: faulty(pdf).__setitem__("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)),
    ),
    "a transfer curve": Fault(X, "preflight-version", draws(f"/Gx gs {AREA}", ExtGState_Gx=state(TR=tint(1)))),
    "a program in PostScript": Fault(
        X,
        "preflight-version",
        draws("/Px Do", XObject_Px=lambda pdf: pdf.make_stream(b"1 pop", Type=Name.XObject, Subtype=Name.PS)),
    ),
    # overprint
    "white in K that overprints": Fault(
        ALL, "preflight-overprint", draws(f"/Gx gs 1 g {AREA}", ExtGState_Gx=state(op=True, OP=True, OPM=1))
    ),
    "white in CMYK that overprints": Fault(
        X, "preflight-overprint", draws(f"/Gx gs 0 0 0 0 k {AREA}", ExtGState_Gx=state(OP=True, OPM=1))
    ),
    "white text that overprints": Fault(
        ALL, "preflight-overprint", draws("/Gx gs 1 g BT /F1 10 Tf 100 400 Td (A) Tj ET", ExtGState_Gx=state(op=True))
    ),
    "a white line that overprints": Fault(
        ALL, "preflight-overprint", draws("/Gx gs 1 G 100 100 m 200 100 l S", ExtGState_Gx=state(OP=True))
    ),
    # pictures and lines
    "a picture of 149 dpi": Fault(
        ALL, "preflight-image", draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(149))
    ),
    "a picture of 299 → 250 dpi": Fault(
        ALL, "image-resolution", draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(250))
    ),
    "a picture stretched one way": Fault(
        ALL, "preflight-image", draws("q 72 0 0 200 90 100 cm /Ix Do Q", XObject_Ix=image(300))
    ),
    "a line drawing of 200 dpi": Fault(
        ALL, "preflight-image", draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(200, BitsPerComponent=1))
    ),
    "a picture of 16 bits": Fault(
        FLAT,
        "preflight-image",
        draws(
            "q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=lambda pdf: picture(pdf, 300, channels=2, BitsPerComponent=16)
        ),
    ),
    "JPEG 2000": Fault(
        FLAT, "preflight-image", draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(300, Filter=Name.JPXDecode))
    ),
    "a hairline": Fault(ALL, "line-thin", draws("0 G 0.1 w 100 100 m 200 100 l S")),
    "a line of no width": Fault(ALL, "line-thin", draws("0 G 0 w 100 100 m 200 100 l S")),
    "a line made thin by its matrix": Fault(
        ALL, "line-thin", draws("0 G q 0.2 0 0 0.2 90 100 cm 1 w 0 0 m 200 0 l S Q")
    ),
    "a rule as a thin rectangle": Fault(ALL, "line-thin", draws("0 g 100 100 200 0.1 re f")),
    # margins
    "text at the edge": Fault(
        ("kdp", "lulu", "ingramspark", "offset"), "margin-narrow", draws("0 g BT /F1 10 Tf 100 4 Td (ABC) Tj ET")
    ),
    "text at the spine": Fault(
        ("kdp", "lulu", "ingramspark"), "margin-narrow", draws("0 g BT /F1 10 Tf 20 400 Td (ABC) Tj ET")
    ),
    # what the file says of itself
    "no intent": Fault(X, "preflight-intent", no_intent, of_page=False),
    "two intents": Fault(X, "preflight-intent", two_intents, of_page=False),
    "a condition that nobody knows, without a profile": Fault(
        X, "preflight-intent", intent_profile(None), of_page=False
    ),
    "the profile of a screen": Fault(
        X, "preflight-intent", intent_profile(icc_head(b"mntr", b"RGB "), 3), of_page=False
    ),
    "a profile with other channels": Fault(X, "preflight-intent", intent_profile(press_profile(), 3), of_page=False),
    "what is no profile": Fault(X, "preflight-intent", intent_profile(b"none"), of_page=False),
    "a later version": Fault(X, "preflight-version", lambda pdf: None, of_page=False, version="1.7"),
    "layers": Fault((*FLAT, "kdp", "lulu"), "preflight-version", layers, of_page=False),
    "no key of PDF/X": Fault(FLAT, "preflight-version", info("/GTS_PDFXVersion", None), of_page=False),
    "another part of PDF/X": Fault(
        ("x1a",), "preflight-version", info("/GTS_PDFXVersion", String("PDF/X-3:2002")), of_page=False
    ),
    "no conformance": Fault(
        ("x1a", "ingramspark"), "preflight-version", info("/GTS_PDFXConformance", None), of_page=False
    ),
    "another part in XMP": Fault(
        ("x4", "offset"),
        "preflight-version",
        xmp("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", "PDF/X-5g"),
        of_page=False,
    ),
    "trapping not told": Fault(FLAT, "preflight-version", info("/Trapped", Name.Unknown), of_page=False),
    "no title": Fault(FLAT, "preflight-version", info("/Title", None), of_page=False),
    "no date": Fault(FLAT, "preflight-version", info("/CreationDate", None), of_page=False),
    "another title in XMP": Fault(("x4", "offset"), "preflight-version", xmp("dc:title", "Bricks"), of_page=False),
    "another date in XMP": Fault(
        ("x4", "offset"), "preflight-version", xmp("xmp:ModifyDate", "2026-01-02T12:00:00+00:00"), of_page=False
    ),
    "Arabic where it is not named": Fault(
        ("kdp",), "store-language", lambda pdf: pdf.Root.__setitem__("/Lang", String("ar")), of_page=False
    ),
}
