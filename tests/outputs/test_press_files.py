"""Press files: inks, boxes, standards, pictures, blanks; held by tools that are not ours where they are."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from book_command import command, working_in
from press_book import PRESS, write

from bookbuild.printing.conditions import CONDITIONS, profile_of

needs_fogra = pytest.mark.skipif(profile_of(CONDITIONS["fogra39"]) is None, reason="FOGRA39 is not on this machine")
needs_ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not on this machine")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book's files, for all printers."""
    if profile_of(CONDITIONS["fogra39"]) is None:
        pytest.skip("FOGRA39 is not on this machine")
    folder = tmp_path_factory.mktemp("press")
    with working_in(folder):
        write(folder / "book")
        result = command("build", "book", "--jobs", "1")
        assert result.exit_code == 0, result.output
    return folder / "dist" / "book"


def streams(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """The contents of pages, forms and patterns."""
    for page in pdf.pages:
        yield page.obj.Contents.read_bytes()
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Stream) and (entry.get("/Subtype") == "/Form" or "/PatternType" in entry):
            yield entry.read_bytes()


def operators(pdf: pikepdf.Pdf) -> set[str]:
    found = set()
    for content in streams(pdf):
        found |= {match.decode() for match in re.findall(rb"(?m) (rg|RG|g|G|k|K)$", content)}
    return found


def spaces_of_pictures(pdf: pikepdf.Pdf) -> set[str]:
    return {
        str(entry.ColorSpace)
        for entry in pdf.objects
        if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"
    }


@pytest.mark.parametrize("edition", ["plain", "offset", "kdp", "ingramspark"])
def test_all_is_black_where_the_ink_is(made: Path, edition: str) -> None:
    with pikepdf.open(made / f"book-{edition}.pdf") as pdf:
        assert operators(pdf) <= {"g", "G"}
        assert spaces_of_pictures(pdf) == {"/DeviceGray"}


@pytest.mark.parametrize("edition", ["colour", "x3"])
def test_colours_are_inks_of_the_condition_and_greys_are_black(made: Path, edition: str) -> None:
    with pikepdf.open(made / f"book-{edition}.pdf") as pdf:
        assert operators(pdf) == {"g", "G", "k"}
        assert spaces_of_pictures(pdf) <= {"/DeviceCMYK", "/DeviceGray"}
        shadings = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and "/ShadingType" in entry]
        assert {str(shading.ColorSpace) for shading in shadings} <= {"/DeviceCMYK"}


def test_lulu_has_srgb_and_its_text_in_grey(made: Path) -> None:
    with pikepdf.open(made / "book-lulu.pdf") as pdf:
        assert operators(pdf) == {"g", "G", "rg"}
        assert "/DeviceCMYK" not in spaces_of_pictures(pdf)


@needs_ghostscript
@pytest.mark.parametrize("edition", ["plain", "offset", "kdp", "ingramspark"])
def test_ghostscript_inks_one_plate_of_a_black_book(made: Path, edition: str) -> None:
    told = subprocess.run(
        ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(made / f"book-{edition}.pdf")],
        capture_output=True,
        text=True,
        check=True,
    )
    pages = [line.split()[:4] for line in told.stdout.splitlines() if line.rstrip().endswith("OK")]
    assert pages
    assert all(float(plate) == 0 for page in pages for plate in page[:3])


@needs_ghostscript
@pytest.mark.parametrize(("edition", "most"), [("colour", 300), ("x3", 240)])
def test_no_place_has_more_ink_than_the_limit(made: Path, tmp_path: Path, edition: str, most: int) -> None:
    """Within the trim: the marks beside it are on every plate."""
    from PIL import Image

    with pikepdf.open(made / f"book-{edition}.pdf") as pdf:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].trimbox)
        height = float(pdf.pages[0].mediabox[3])
    subprocess.run(
        ["gs", "-q", "-o", str(tmp_path / "p%d.tif"), "-sDEVICE=tiff32nc", "-r72", str(made / f"book-{edition}.pdf")],
        check=True,
    )
    for path in sorted(tmp_path.glob("*.tif")):
        with Image.open(path) as page:
            inner = page.convert("CMYK").crop((int(left) + 1, int(height - top) + 1, int(right), int(height - bottom)))
            plates = inner.reduce(2).tobytes()
        heaviest = max(sum(plates[at : at + 4]) for at in range(0, len(plates), 4))
        assert heaviest * 100 / 255 <= most + 1, path.name


def test_black_prints_over_and_white_does_not(made: Path) -> None:
    with pikepdf.open(made / "book-offset.pdf") as pdf:
        states = {
            name: (state.get("/op"), state.get("/OP"))
            for page in pdf.pages
            for name, state in page.obj.Resources.get("/ExtGState", {}).items()
            if name.startswith("/Over")
        }
        assert states["/OverF"] == (True, False)
        for content in streams(pdf):
            for before, colour in re.findall(rb"(?m)^(/Over\w*) gs\n([\d.]+) g$", content):
                assert (before in (b"/OverF", b"/OverFS")) == (float(colour) == 0)


SAID = {
    "offset": ("1.6", {"/Trapped"}, "PDF/X-4"),
    "x3": ("1.3", {"/Trapped", "/GTS_PDFXVersion"}, "PDF/X-3:2002"),
    "ingramspark": ("1.3", {"/Trapped", "/GTS_PDFXVersion", "/GTS_PDFXConformance"}, "PDF/X-1:2001"),
}


@pytest.mark.parametrize("edition", SAID)
def test_a_standard_is_truly_kept(made: Path, edition: str) -> None:
    version, keys, named = SAID[edition]
    with pikepdf.open(made / f"book-{edition}.pdf") as pdf:
        assert pdf.pdf_version == version
        assert keys <= set(pdf.docinfo.keys())
        assert pdf.docinfo["/Trapped"] == "/False"
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert ("/DestOutputProfile" in intent) == (edition == "offset")
        with pdf.open_metadata() as xmp:
            told = [
                xmp.get(f"{{{space}}}GTS_PDFXVersion")
                for space in ("http://www.npes.org/pdfx/ns/id/", "http://ns.adobe.com/pdfx/1.3/")
            ]
            assert named in told
            assert str(xmp["dc:title"]) == str(pdf.docinfo["/Title"])
        assert not any("/Annots" in page.obj for page in pdf.pages)
        fonts = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Stream) and "/Subtype" in entry]
        assert not any(entry.Subtype == "/OpenType" for entry in fonts)
        if edition != "offset":
            assert not any(
                isinstance(entry, pikepdf.Stream) and entry.get("/Type") == "/ObjStm" for entry in pdf.objects
            )


def boxes(page: pikepdf.Page) -> dict[str, tuple[float, ...]]:
    return {name: tuple(float(edge) for edge in page.obj[f"/{name}Box"]) for name in ("Media", "Bleed", "Trim")}


@pytest.mark.parametrize("edition", PRESS)
def test_boxes_begin_at_the_origin_and_stand_within_one_another(made: Path, edition: str) -> None:
    with pikepdf.open(made / f"book-{edition}.pdf") as pdf:
        for page in pdf.pages:
            found = boxes(page)
            assert found["Media"][:2] == (0, 0)
            for outer, inner in (("Media", "Bleed"), ("Bleed", "Trim")):
                assert all(a <= b + 0.001 for a, b in zip(found[outer][:2], found[inner][:2], strict=True))
                assert all(a >= b - 0.001 for a, b in zip(found[outer][2:], found[inner][2:], strict=True))


def test_kdp_has_no_bleed_at_the_spine(made: Path) -> None:
    with pikepdf.open(made / "book-kdp.pdf") as pdf:
        left = [boxes(page)["Trim"][0] for page in pdf.pages]
        assert left == pytest.approx([0, 9] * (len(left) // 2), abs=0.01)
        assert "/Outlines" not in pdf.Root


def test_the_right_bound_book_of_kdp_has_its_spine_at_the_right_of_rectos(tmp_path: Path) -> None:
    with working_in(tmp_path):
        write(tmp_path / "book", language="ar")
        result = command("build", "book", "--edition", "kdp", "--jobs", "1")
        assert result.exit_code in (0, 1), result.output
        if result.exit_code:
            pytest.skip(result.output)
    with pikepdf.open(tmp_path / "dist" / "book" / "book-kdp.pdf") as pdf:
        assert boxes(pdf.pages[0])["Trim"][0] == pytest.approx(9, abs=0.01)
        assert boxes(pdf.pages[1])["Trim"][0] == pytest.approx(0, abs=0.01)


def test_pages_come_to_the_multiple_of_the_sheet(made: Path) -> None:
    counts = {edition: len(pikepdf.open(made / f"book-{edition}.pdf").pages) for edition in PRESS}
    assert counts["offset"] % 16 == 0
    assert counts["kdp"] % 2 == 0
    with pikepdf.open(made / "book-offset.pdf") as pdf:
        assert len({page.label for page in pdf.pages}) == len(pdf.pages)


@pytest.mark.parametrize("edition", ["kdp", "ingramspark", "x3", "lulu"])
def test_nothing_is_transparent_where_that_is_forbidden(made: Path, edition: str) -> None:
    with pikepdf.open(made / f"book-{edition}.pdf") as pdf:
        for entry in pdf.objects:
            if isinstance(entry, (pikepdf.Dictionary, pikepdf.Stream)):
                assert "/SMask" not in entry
                assert "/Group" not in entry
        used = {name for content in streams(pdf) for name in re.findall(rb"(?m)^/(\S+) gs$", content)}
        assert not any(name.startswith((b"a", b"A")) and float(name[1:]) != 1 for name in used)


def test_what_is_mixed_with_paper_looks_as_it_did(made: Path) -> None:
    """Half-transparent paint on white: the same greys with transparency and without."""
    import pypdfium2

    def greys(edition: str) -> list[int]:
        document = pypdfium2.PdfDocument(made / f"book-{edition}.pdf")
        found: set[int] = set()
        for page in document:
            counts = page.render(scale=1).to_pil().convert("L").histogram()
            found |= {level for level, count in enumerate(counts) if count > 400}
        return sorted(found)

    flat, layered = greys("ingramspark"), greys("plain")
    assert all(any(abs(level - other) <= 3 for other in layered) for level in flat)
    assert any(level not in (0, 255) for level in flat)


def test_text_is_found_as_before(made: Path) -> None:
    import pypdfium2

    texts = {
        edition: "".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made / f"book-{edition}.pdf")
        )
        for edition in ("kdp", "ingramspark", "lulu")
    }
    assert "A photograph, and what shines through" in texts["kdp"]
    assert texts["kdp"].split() == texts["ingramspark"].split()


def test_a_coarse_picture_is_found_with_its_pixels(tmp_path: Path) -> None:
    from PIL import Image

    with working_in(tmp_path):
        folder = write(tmp_path / "book")
        Image.new("RGB", (200, 100), (90, 90, 90)).save(folder / "dark.png")
        result = command("build", "book", "--edition", "plain", "--jobs", "1")
    assert result.exit_code == 1
    assert "image-too-coarse" in result.output
    assert "`Dark`" in result.output


def test_a_profile_that_is_not_there_is_what_the_machine_lacks(tmp_path: Path) -> None:
    with working_in(tmp_path):
        folder = write(tmp_path / "book")
        settings = (folder / "book.toml").read_text(encoding="utf-8")
        changed = settings.replace("[editions.offset]\n", '[editions.offset]\nprofile = "japan-color-2011"\n')
        (folder / "book.toml").write_text(changed, encoding="utf-8")
        result = command("build", "book", "--edition", "offset", "--jobs", "1")
    assert result.exit_code == 3
    assert "profile-missing" in result.output
