"""Press files that are clean → nothing; with one fault → its finding, on its page."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from msgspec import structs
from pikepdf import Array, Name
from PIL import Image
from press_faults import FAULTS, draws, image, state
from press_files import FAULTY, OPTIONS, clean, picture, save
from press_variants import VARIANTS

from bookbuild.diagnostics import Code, Finding
from bookbuild.inspection import NotOfFormat, inspect
from bookbuild.inspection.preflight import preflight
from bookbuild.inspection.reader import read
from bookbuild.printing.expectations import Expectations, expectations, expectations_of_edition

SEEDED = [(name, kind) for name, fault in FAULTS.items() for kind in fault.kinds]


def expected_of(kind: str) -> Expectations:
    option, value = OPTIONS[kind]
    return expectations(**{"standard" if option == "--profile" else "printer": value})


def findings_in(path: Path, kind: str) -> tuple[Finding, ...]:
    return read(path, "pdf", expected=expected_of(kind))[1]


@pytest.mark.parametrize("kind", OPTIONS)
def test_nothing_is_found_in_a_clean_file(kind: str, tmp_path: Path) -> None:
    assert findings_in(save(clean(kind), tmp_path / "clean.pdf", kind), kind) == ()


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, each in VARIANTS.items() for kind in each.kinds])
def test_nothing_is_found_in_a_clean_file_that_is_written_otherwise(name: str, kind: str, tmp_path: Path) -> None:
    pdf = clean(kind)
    VARIANTS[name].rewrite(pdf)
    found = findings_in(save(pdf, tmp_path / "clean.pdf", kind, VARIANTS[name].version), kind)
    assert [(f.code, f.page, f.message) for f in found] == []


@pytest.mark.parametrize(("name", "kind"), SEEDED)
def test_a_fault_is_found_on_its_page(name: str, kind: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    pdf = clean(kind)
    fault.seed(pdf)
    found = findings_in(save(pdf, tmp_path / "faulty.pdf", kind, fault.version), kind)
    pages = [finding.page for finding in found if finding.code == fault.code]
    assert (FAULTY in pages) if fault.of_page else pages, [(f.code, f.page, f.message) for f in found]
    assert {finding.page for finding in found} <= {FAULTY, None} or not fault.of_page
    assert all(finding.remedy for finding in found)


WRITTEN = (
    "boxes that do not begin at the origin",
    "pages in a unit of their own",
    "pages that are turned",
    "content in many streams",
)
MEASURED = (
    "no TrimBox", "a bleed too narrow", "a picture of 149 dpi", "a hairline", "text at the edge", "text at the spine", "a link",
    "black in RGB", "301 % of ink", "the colour of registration",
)  # fmt: skip


BOTH = [
    (written, name, kind)
    for written in WRITTEN
    for name in MEASURED
    for kind in FAULTS[name].kinds
    if kind in VARIANTS[written].kinds
]


@pytest.mark.parametrize(("written", "name", "kind"), BOTH)
def test_a_fault_is_found_however_the_file_is_written(written: str, name: str, kind: str, tmp_path: Path) -> None:
    variant, fault, pdf = VARIANTS[written], FAULTS[name], clean(kind)
    fault.seed(pdf)
    variant.rewrite(pdf)
    found = findings_in(save(pdf, tmp_path / "faulty.pdf", kind, variant.version), kind)
    assert {finding.page for finding in found if finding.code == fault.code} == {FAULTY}, found


def test_the_faults_are_more_than_thirty() -> None:
    assert len(FAULTS) > 30


def of_file(path: Path, kind: str) -> tuple[dict[str, object], list[tuple[Code, int | None]]]:
    """Facts and findings as `inspect` gives them: read in a child, the ink rendered."""
    option, value = OPTIONS[kind]
    report = inspect(path, **{option.removeprefix("--"): value})
    return report.facts["preflight"], [(finding.code, finding.page) for finding in report.findings]


@pytest.mark.parametrize("kind", OPTIONS)
def test_rules_have_their_sources_and_verdicts(kind: str, tmp_path: Path) -> None:
    facts, findings = of_file(save(clean(kind), tmp_path / "clean.pdf", kind), kind)
    assert findings == []
    assert facts["read"] == "all"
    assert {rule["verdict"] for rule in facts["rules"]} <= {"kept", "not asked for"}
    assert all(rule["name"] and rule["source"] for rule in facts["rules"])
    assert "coloured" not in facts


def test_a_broken_rule_is_told_so(tmp_path: Path) -> None:
    pdf = clean("kdp")
    FAULTS["a link"].seed(pdf)
    facts, findings = of_file(save(pdf, tmp_path / "faulty.pdf", "kdp"), "kdp")
    assert findings == [(Code.PREFLIGHT_ANNOTATION, FAULTY)]
    assert [rule["name"] for rule in facts["rules"] if rule["verdict"] == "broken"] == ["annotations"]


OVER_ONE_ANOTHER = "1 1 0 0 k 100 100 50 50 re f /Gx gs 0 0 1 1 k 100 100 50 50 re f"
"""Two areas of 200 %, of which the upper overprints: 400 % together, and no operator says so."""


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not on this machine")
def test_inks_that_print_over_one_another_are_measured(tmp_path: Path) -> None:
    pdf = clean("x4")
    draws(OVER_ONE_ANOTHER, ExtGState_Gx=state(op=True, OP=True, OPM=1))(pdf)
    facts, findings = of_file(save(pdf, tmp_path / "faulty.pdf", "x4"), "x4")
    assert findings == [(Code.PREFLIGHT_INK, FAULTY)]
    assert facts["ink"]["by"] == "ghostscript"
    assert facts["ink"]["pages"] == {str(FAULTY): 400.0}


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not on this machine")
def test_ink_of_marks_is_not_measured(tmp_path: Path) -> None:
    pdf = clean("x4")
    VARIANTS["marks on all plates"].rewrite(pdf)
    VARIANTS["300 % of ink"].rewrite(pdf)
    facts, findings = of_file(save(pdf, tmp_path / "clean.pdf", "x4"), "x4")
    assert (findings, facts["ink"]["pages"]) == ([], {str(FAULTY): 300.0})


def test_without_ghostscript_the_facts_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    pdf = clean("x4")
    FAULTS["a picture with too much ink"].seed(pdf)
    facts, findings = of_file(save(pdf, tmp_path / "faulty.pdf", "x4"), "x4")
    assert findings == [(Code.PREFLIGHT_INK, FAULTY)]
    assert (facts["ink"]["by"], facts["ink"]["pages"]) == ("operators and pictures", {})


def test_the_pages_of_a_fault_are_told_once(tmp_path: Path) -> None:
    pdf = clean("x4")
    for page in pdf.pages:
        page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes().replace(b"\n0 g", b"\n0 0 0 rg"))
    found = findings_in(save(pdf, tmp_path / "faulty.pdf", "x4"), "x4")
    assert [(f.code, f.page) for f in found] == [(Code.PREFLIGHT_COLOUR, 1)]
    assert found[0].message.endswith("on 4 pages, 1, 2, 3, 4")


def test_an_open_file_is_held_to_its_rules_without_rendering() -> None:
    pdf = clean("x4")
    assert preflight(pdf, expected_of("x4")) == ()
    draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=image(149))(pdf)
    assert [(f.code, f.page) for f in preflight(pdf, expected_of("x4"))] == [(Code.PREFLIGHT_IMAGE, FAULTY)]


@pytest.mark.parametrize(
    ("plates", "turned", "dark"), [(220, True, True), (220, False, False), (30, True, False), (30, False, True)]
)
def test_samples_of_a_jpeg_in_cmyk_are_read_as_pdf_has_them(
    plates: int, turned: bool, dark: bool, tmp_path: Path
) -> None:
    """Programs write them inverted, and `/Decode` says so; where it does not, they are what they are."""
    saved = io.BytesIO()
    Image.new("CMYK", (300, 300), (plates,) * 4).save(saved, "JPEG", quality=95)

    def jpeg(pdf: pikepdf.Pdf) -> pikepdf.Stream:
        stream = picture(pdf, 300, Name.DeviceCMYK, 4)
        stream.write(saved.getvalue(), filter=Name.DCTDecode)
        if turned:
            stream.Decode = Array([1, 0] * 4)
        return stream

    pdf = clean("x4")
    draws("q 72 0 0 72 90 100 cm /Ix Do Q", XObject_Ix=jpeg)(pdf)
    found = findings_in(save(pdf, tmp_path / "picture.pdf", "x4"), "x4")
    assert [(f.code, f.page) for f in found] == ([(Code.PREFLIGHT_INK, FAULTY)] if dark else [])


def test_an_encrypted_file_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    clean("kdp").save(path, encryption=pikepdf.Encryption(owner="a", user=""))
    assert [f.code for f in findings_in(path, "kdp")] == [Code.PREFLIGHT_VERSION]


@pytest.mark.parametrize("kind", ["kdp", "lulu"])
@pytest.mark.parametrize("boxes", [("/TrimBox", "/BleedBox"), ("/TrimBox",)])
def test_a_file_without_boxes_is_as_large_as_its_trim_or_has_the_bleed_too(
    kind: str, boxes: tuple[str, ...], tmp_path: Path
) -> None:
    pdf = clean(kind)
    for page in pdf.pages:
        for name in boxes:
            del page.obj[name]
    assert findings_in(save(pdf, tmp_path / "clean.pdf", kind), kind) == ()


def test_a_book_without_bleed_is_taken(tmp_path: Path) -> None:
    pdf = clean("kdp")
    for page in pdf.pages:
        page.obj.MediaBox = page.obj.BleedBox = page.obj.TrimBox
    assert findings_in(save(pdf, tmp_path / "clean.pdf", "kdp"), "kdp") == ()


def test_a_build_holds_its_file_to_the_settings_of_the_edition() -> None:
    given = expectations_of_edition(
        "kdp", "none", profile="none", ink_limit=None, bleed=3.175, bleed_sides="outer", trim=(152.4, 228.6),
        binding="hardcover", multiple=16, marks=False, annotations=False, outline=False, transparency=False,
    )  # fmt: skip
    messages = [(f.code, f.message) for f in preflight(clean("kdp"), given)]
    assert messages == [
        (Code.PAGE_COUNT, "24 pages: KDP (https://kdp.amazon.com/help/topic/GVBQ3CMEQW3W2VL6) binds from 75 to 550"),
        (Code.PAGE_COUNT, "24 pages are no multiple of 16"),
    ]
    assert preflight(clean("kdp"), structs.replace(given, pages=(24, 828), multiple=1)) == ()


def test_an_e_book_is_for_no_printer(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(NotOfFormat):
        inspect(path, printer="kdp")


def test_printer_and_standard_are_asked_for_together() -> None:
    both = expectations("offset", "x3")
    assert (both.printer, both.standard, both.ink_limit) == ("offset", "x3", 300)
