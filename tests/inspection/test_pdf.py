"""PDF files → facts, text and findings."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from bookbuild.diagnostics import BookError, Code
from bookbuild.inspection import inspect
from bookbuild.inspection.pdf import pdf_facts, pdf_findings, pdf_text
from bookbuild.inspection.reader import read

MM = 72 / 25.4


def font(pdf: pikepdf.Pdf, name: str, *, embedded: bool) -> pikepdf.Object:
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/" + name))
    if embedded:
        descriptor.FontFile2 = pdf.make_stream(b"")
    made = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/" + name), FontDescriptor=descriptor)
    return pdf.make_indirect(made)


def helvetica(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def link(**how: object) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], **how)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages, bound on the right, with everything that facts are about."""
    path = tmp_path_factory.mktemp("pdf") / "book.pdf"
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page(page_size=(150 * MM, 220 * MM))
    first, second, third = pdf.pages
    face = helvetica(pdf)
    for page, text in ((first, b"One two"), (second, b"three")):
        page.obj.Resources = Dictionary(Font=Dictionary(F1=face))
        page.obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 50 50 Td (" + text + b") Tj ET")
    for page in (first, second):
        page.obj.TrimBox = Array([MM, MM, 149 * MM, 211 * MM])
    inner = Dictionary(Font=Dictionary(F2=font(pdf, "ABCDEF+Amiri", embedded=True)))
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1], Resources=inner)
    third.obj.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=[String("two"), Array([second.obj, Name.Fit])]))
    first.obj.Annots = Array(
        [
            link(A=Dictionary(S=Name.URI, URI=String("https://example.org/"))),
            link(Dest=String("two")),
            link(A=Dictionary(S=Name.GoTo, D=Array([third.obj, Name.XYZ, 0, 0, 0]))),
            link(Dest=String("nowhere")),
        ]
    )
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("الغار", 0))
        outline.root[0].children.append(pikepdf.OutlineItem("Two", 1))
    pdf.Root.PageLabels = Dictionary(Nums=[n for i, p in enumerate("١٢٣") for n in (i, Dictionary(P=String(p)))])
    pdf.Root.Lang = String("ar")
    pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L, DisplayDocTitle=True)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"))])
    pdf.attachments["source.txt"] = b"x"
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "رفيق الغار"
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "3", "U"
        metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"
        metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"
    pdf.save(path)
    return path


def test_facts(made):
    facts = pdf_facts(made)
    expected = {
        "pages": 3,
        "sizes": [
            {"media": [150.0, 220.0], "trim": [148.0, 210.0], "bleed": None, "pages": 2},
            {"media": [150.0, 220.0], "trim": None, "bleed": None, "pages": 1},
        ],
        "labels": ["١", "٢", "٣"],
        "title": "رفيق الغار",
        "language": "ar",
        "direction": "rtl",
        "display_title": True,
        "tagged": True,
        "encrypted": False,
        "outline": [{"title": "الغار", "level": 1, "page": 1}, {"title": "Two", "level": 2, "page": 2}],
        "links": {"internal": 3, "external": 1, "broken": 1},
        "claims": ["PDF/A-3u", "PDF/UA-1", "PDF/X-4"],
        "output_intents": [{"subtype": "/GTS_PDFX", "condition": "FOGRA39", "profile": False}],
        "attachments": ["source.txt"],
        "words": 3,
    }
    assert {key: facts[key] for key in expected} == expected
    assert [(f["name"], f["type"], f["embedded"], f["subset"]) for f in facts["fonts"]] == [
        ("Helvetica", "Type1", False, False),
        ("Amiri", "TrueType", True, True),
    ]
    json.dumps(facts)


def test_findings(made):
    findings = [(f.code, f.page, f.message) for f in pdf_findings(made)]
    assert findings == [
        (Code.FONT_MISSING, 1, "the font `Helvetica` is not in the file"),
        (Code.LINK_BROKEN, 1, "the link to `nowhere` leads nowhere"),
    ]


def test_text(made, tmp_path):
    with pikepdf.open(made) as pdf:
        # pdfium takes every line of a file whose pages turn to the right for right-to-left.
        del pdf.Root.ViewerPreferences
        pdf.save(tmp_path / "a.pdf")
    assert pdf_text(tmp_path / "a.pdf") == "One two\fthree\f"


def test_inspection(made):
    inspection = inspect(made)
    assert (inspection.file, inspection.format, len(inspection.findings)) == ("book.pdf", "pdf", 2)


def test_the_least_pdf(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf")
    facts = pdf_facts(tmp_path / "a.pdf")
    assert (facts["pages"], facts["title"], facts["language"], facts["tagged"], facts["outline"], facts["claims"]) == (
        1,
        None,
        None,
        False,
        [],
        [],
    )
    assert pdf_findings(tmp_path / "a.pdf") == ()


def test_an_outline_that_goes_in_circles(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    item = pdf.make_indirect(Dictionary(Title=String("A")))
    item.Next, item.First = item, item
    pdf.Root.Outlines = Dictionary(First=item)
    pdf.save(tmp_path / "a.pdf")
    assert pdf_facts(tmp_path / "a.pdf")["outline"] == [{"title": "A", "level": 1, "page": None}]


def test_a_pdf_with_a_password(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(BookError, match="password"):
        pdf_facts(tmp_path / "a.pdf")
    assert [f.code for f in inspect(tmp_path / "a.pdf").findings] == [Code.ARCHIVE_UNSAFE]


@pytest.mark.parametrize("content", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"text", b"\x89PNG"])
def test_what_is_no_pdf(content, tmp_path):
    (tmp_path / "a.pdf").write_bytes(content)
    inspection = inspect(tmp_path / "a.pdf")
    assert ([f.code for f in inspection.findings], inspection.facts) == ([Code.ARCHIVE_UNSAFE], {})
    with pytest.raises(BookError, match="not a readable PDF"):
        pdf_text(tmp_path / "a.pdf")


def test_what_is_not_there(tmp_path):
    (finding,) = inspect(tmp_path / "none.pdf").findings
    assert finding.message == "`none.pdf` cannot be read: No such file or directory"


def test_a_profile_that_the_format_does_not_have(made):
    with pytest.raises(ValueError, match="has no profile `default`, only 1a"):
        inspect(made, profile="default")


@pytest.mark.parametrize("form", ["whole", "plain"])
def test_a_damaged_file_gives_findings_and_nothing_else(form, made, tmp_path):
    """`plain`: values of objects exchanged in a file that can be opened; `whole`: bytes of any file."""
    with pikepdf.open(made) as pdf:
        pdf.save(tmp_path / "plain.pdf", qdf=True, static_id=True)
    source = (tmp_path / "plain.pdf" if form == "plain" else made).read_bytes()
    for seed in range(150):
        chance = random.Random(seed)
        data = bytearray(source)
        for _ in range(chance.choice((1, 5, 30))):
            at = chance.randrange(len(data))
            data[at] = chance.choice(b"0123456789/[]<>() RnN") if form == "plain" else chance.randrange(256)
        (tmp_path / "a.pdf").write_bytes(data)
        facts, findings = read(tmp_path / "a.pdf", "pdf")
        assert facts or findings
        json.dumps(facts)
