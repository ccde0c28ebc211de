"""A book with `[cover]` → its wraps, its e-book's picture, its first page for screens."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from book_command import command, working_in
from PIL import Image

from bookbuild.inspection.epub import epub_facts
from bookbuild.inspection.judges import epubcheck, pdf_text_poppler
from bookbuild.inspection.pdf import pdf_facts
from bookbuild.printing.spine import spine_of

INCH = 25.4
POINTS = 72 / 25.4
WORDS = "Words upon words fill the page, line after line, until it ends. " * 40
CHAPTERS = {f"chapters/{n:02}.md": f"# Chapter {n}\n\n" + "\n\n".join([WORDS] * 5) for n in range(1, 7)}
CONVENTION = "9780000003010"
EDITIONS = """
[editions.ebook]
format = "epub"

[editions.screen]
format = "pdf"
trim = "A5"

[editions.kdp]
format = "pdf"
purpose = "press"
printer = "kdp"
trim = "5x8in"
isbn = "978-0-00-000301-0"

[editions.flapped]
format = "pdf"
purpose = "press"
trim = "A5"
bleed = "3mm"
isbn = "978-0-00-000302-7"
paper = { mm-per-100-leaves = 60.0 }
cover.flaps = "80mm"
cover.price = {}

[editions.hard]
format = "pdf"
purpose = "press"
trim = "A5"
binding-style = "hardcover"
"""
ENGLISH = f"""
[book]
title = "The Lantern Book"
subtitle = "Three nights of watching"
description = "A book for the flap."
publisher = "Lantern Press"
contributors = [{{ name = "The Testers" }}]
[cover]
design = "girih"
back = "blurb.md"
price = {{ GBP = "12.99" }}
seed = 7
{EDITIONS}"""
ARABIC = f"""
[book]
title = "كتاب السراج"
subtitle = "ثلاث ليال"
language = "ar"
publisher = "دار السراج"
contributors = [{{ name = "المجرّبون" }}]
[cover]
design = "type"
back = "blurb.md"
price = {{ GBP = "12.99" }}
{EDITIONS.replace("3010", "3041").replace("000302-7", "000305-8").replace("000301-0", "000304-1")}"""
BLURB = {"english": "What the lantern saw, told by those who *kept* it.\n", "arabic": "ما رآه السراج، يرويه حملتُه.\n"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two books, each built with all its editions."""
    place = tmp_path_factory.mktemp("covers")
    for name, settings in (("english", ENGLISH), ("arabic", ARABIC)):
        files = {"book.toml": settings, "blurb.md": BLURB[name], **CHAPTERS}
        for path, text in files.items():
            file = place / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    with working_in(place):
        result = command("build", "english", "arabic", "--json")
    assert result.exit_code == 0, result.output
    (place / "said.json").write_text(result.stdout, encoding="utf-8")
    return place


def wrap(folder: Path, book: str, edition: str) -> pikepdf.Pdf:
    return pikepdf.open(folder / "dist" / book / f"{book}-{edition}-cover.pdf")


def boxes(pdf: pikepdf.Pdf) -> dict[str, list[float]]:
    page = pdf.pages[0].obj
    return {name: [float(edge) / POINTS for edge in page[f"/{name}"]] for name in ("MediaBox", "TrimBox", "BleedBox")}


def letters(folder: Path, book: str, edition: str) -> list[tuple[str, float, float]]:
    """Each letter of a wrap with its middle, in mm from the left and from the foot."""
    document = pypdfium2.PdfDocument(folder / "dist" / book / f"{book}-{edition}-cover.pdf")
    page = document[0].get_textpage()
    text = page.get_text_range()
    found = []
    for number in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(number)
        if right > left and number < len(text):
            found.append((text[number], (left + right) / 2 / POINTS, (bottom + top) / 2 / POINTS))
    page.close()
    document.close()
    return found


def pages_of(folder: Path, book: str, edition: str) -> int:
    said = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    return next(e["pages"] for b in said["books"] if b["book"] == book for e in b["editions"] if e["name"] == edition)


# edition, width and height of a panel, bleed, flaps, and the spine of so many pages
WRAPS: list[Any] = [
    ("kdp", (5 * INCH, 8 * INCH), 3.175, 0.0, lambda pages: pages * 0.0025 * INCH),
    ("flapped", (148.0, 210.0), 3.0, 160.0, lambda pages: (pages + 1) // 2 * 0.6),
    ("hard", (148.0, 210.0), 18.0, 16.0, lambda pages: spine_of(pages, "hardcover").width),
]


@pytest.mark.parametrize("book", ["english", "arabic"])
@pytest.mark.parametrize(("edition", "trim", "bleed", "besides", "spine"), WRAPS, ids=lambda value: str(value)[:12])
def test_a_sheet_is_as_large_as_its_panels_and_its_bleed(folder, book, edition, trim, bleed, besides, spine) -> None:
    found = boxes(wrap(folder, book, edition))
    width = 2 * trim[0] + spine(pages_of(folder, book, edition)) + besides + 2 * bleed
    assert found["MediaBox"] == pytest.approx([0, 0, width, trim[1] + 2 * bleed], abs=0.05)
    assert found["BleedBox"] == pytest.approx(found["MediaBox"], abs=0.01)
    assert found["TrimBox"] == pytest.approx([bleed, bleed, width - bleed, trim[1] + bleed], abs=0.05)


def test_the_front_is_on_the_right_and_of_a_book_bound_on_the_right_on_the_left(folder) -> None:
    blurb = [left for char, left, _ in letters(folder, "english", "kdp") if char == "W"]
    title = [left for char, left, _ in letters(folder, "english", "kdp") if char == "B"]
    assert (max(blurb) < 130 < max(title), len(blurb)) == (True, 1)
    middle = boxes(wrap(folder, "arabic", "kdp"))["MediaBox"][2] / 2
    subtitle = [left for char, left, _ in letters(folder, "arabic", "kdp") if char == "ث"]
    assert subtitle
    assert all(left < middle for left in subtitle)
    digits = [left for char, left, _ in letters(folder, "arabic", "kdp") if char == "9"]
    assert all(left > middle for left in digits)


@pytest.mark.parametrize(("book", "runs_down"), [("english", True), ("arabic", False)])
def test_text_on_the_spine_reads_when_the_book_lies_face_up(folder, book, runs_down) -> None:
    """The heads of letters are toward the front: turned clockwise, bound on the left, else counterclockwise."""
    pdf = wrap(folder, book, "flapped")
    content = pdf.pages[0].Contents.read_bytes().decode("latin1").split("\n")
    turned = [line.split()[:4] for line in content if line.endswith(" cm")]
    signs = {float(b) > 0.5 for a, b, *_ in turned if abs(float(a)) < 0.01}
    assert signs == {runs_down}


def test_a_thin_spine_has_no_text(folder) -> None:
    assert pages_of(folder, "english", "kdp") < 79
    count = pdf_text_poppler(folder / "dist/english/english-kdp-cover.pdf").count("The Testers")
    flapped = pdf_text_poppler(folder / "dist/english/english-flapped-cover.pdf").count("The Testers")
    assert (count, flapped) == (1, 2)


def test_what_stands_on_a_wrap(folder) -> None:
    text = " ".join(pdf_text_poppler(folder / "dist/english/english-flapped-cover.pdf").split())
    for part in (
        "What the lantern saw, told by those who kept it.",
        "Lantern Press",
        "Three nights of watching",
        "978-0-00-000302-7",
        "A book for the flap.",
    ):
        assert part in text


@pytest.mark.parametrize("book", ["english", "arabic"])
@pytest.mark.parametrize("edition", ["kdp", "flapped"])
@pytest.mark.parametrize("dpi", [300, 240], ids=["300 dpi", "80 %"])
def test_the_barcode_is_read(folder, book, edition, dpi, tmp_path) -> None:
    if shutil.which("zbarimg") is None:
        if os.environ.get("CI"):
            pytest.fail("zbarimg is missing: apt-get install zbar-tools")
        pytest.skip("zbarimg is missing: apt-get install zbar-tools")
    document = pypdfium2.PdfDocument(folder / "dist" / book / f"{book}-{edition}-cover.pdf")
    document[0].render(scale=dpi / 72, grayscale=True).to_pil().save(tmp_path / "cover.png")
    document.close()
    codes = ["-Sean13.enable", "-Sean5.enable"]
    ran = subprocess.run(["zbarimg", "-q", "--raw", *codes, tmp_path / "cover.png"], capture_output=True, text=True)
    number = {
        "kdp": {"english": CONVENTION, "arabic": "9780000003041"},
        "flapped": {"english": "9780000003027", "arabic": "9780000003058"},
    }
    read = set(ran.stdout.split())
    assert number[edition][book] in read
    if edition == "kdp" and dpi == 300:
        assert "01299" in read


def test_the_barcode_stands_in_its_zone(folder) -> None:
    """Amazon's: 2 by 1.2 inches, 0.25 inches from the foot and from the spine."""
    digits = [(left, up) for char, left, up in letters(folder, "english", "kdp") if char == "0"]
    right = 3.175 + 5 * INCH - 0.25 * INCH
    assert all(right - 2 * INCH <= left <= right for left, _ in digits)
    assert all(3.175 + 0.25 * INCH <= up <= 3.175 + 1.45 * INCH for _, up in digits)


def test_bars_are_in_black_alone(folder) -> None:
    """Rectangles, filled with the K of CMYK, as many as an EAN-13 and five digits have bars."""
    pdf = wrap(folder, "english", "kdp")
    page = pdf.pages[0]
    operators: list[Any] = []
    streams = [page.obj.Contents, *(form for form in page.obj.Resources.get("/XObject", {}).values())]
    for stream in streams:
        if "/Subtype" not in stream or stream.Subtype == "/Form":
            operators += pikepdf.parse_content_stream(stream if "/Subtype" in stream else page)
    colour, bars = [], 0
    for operands, operator in operators:
        if str(operator) in ("rg", "scn", "g", "k"):
            colour = [float(each) for each in operands if not isinstance(each, pikepdf.Name)]
        if str(operator) == "re" and colour in ([0, 0, 0, 1], [0]):
            bars += 1
    assert bars >= 30 + 12


def test_an_e_book_has_its_cover(folder, judged) -> None:
    for book, language, word in (("english", "en", "Cover: The Lantern Book"), ("arabic", "ar", "الغلاف: كتاب السراج")):
        path = folder / "dist" / book / f"{book}-ebook.epub"
        import zipfile

        with zipfile.ZipFile(path) as archive:
            picture = Image.open(io.BytesIO(archive.read("EPUB/cover.jpg")))
            page = archive.read("EPUB/cover.xhtml").decode()
            package = archive.read("EPUB/content.opf").decode()
        assert (picture.size, picture.format) == ((1600, 2560), "JPEG")
        assert f'alt="{word}' in page
        assert f'lang="{language}"' in page
        assert 'properties="cover-image"' in package
        assert epub_facts(path)["spine"][0].endswith("cover.xhtml")
    verdicts = judged(epubcheck, *(folder / "dist" / book / f"{book}-ebook.epub" for book in ("english", "arabic")))
    assert [verdict.remarks for verdict in verdicts] == [(), ()]


def test_a_pdf_for_screens_begins_with_its_cover(folder) -> None:
    facts = pdf_facts(folder / "dist/english/english-screen.pdf")
    first, *others = facts["labels"]
    assert first == "Cover"
    assert others[0] == "i"
    shown = pdf_text_poppler(folder / "dist/english/english-screen.pdf").split("\f")[0]
    assert shown.split() == ["The", "Lantern", "Book", "Three", "nights", "of", "watching", "The", "Testers"]
    starts = {line["title"]: line["page"] for line in facts["outline"]}
    assert facts["labels"][starts["Chapter 1"] - 1] == "1"
    assert pdf_facts(folder / "dist/arabic/arabic-screen.pdf")["labels"][0] == "الغلاف"


def test_what_is_said_of_a_build_names_the_covers(folder) -> None:
    said = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    english = {edition["name"]: edition.get("cover") for edition in said["books"][0]["editions"]}
    assert english == {
        "ebook": None, "screen": None, "kdp": "dist/english/english-kdp-cover.pdf",
        "flapped": "dist/english/english-flapped-cover.pdf", "hard": "dist/english/english-hard-cover.pdf",
    }  # fmt: skip
    record = json.loads((folder / "dist/english/build.json").read_bytes())
    kdp = next(edition for edition in record["editions"] if edition["name"] == "kdp")
    content = (folder / "dist/english/english-kdp-cover.pdf").read_bytes()
    assert kdp["cover"]["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_same_sources_give_the_same_bytes_and_another_seed_others(folder, tmp_path) -> None:
    shutil.copytree(folder / "english", tmp_path / "english")
    with working_in(tmp_path):
        assert command("build", "english", "--edition", "kdp", "--json").exit_code == 0
        first = (tmp_path / "dist/english/english-kdp-cover.pdf").read_bytes()
        assert first == (folder / "dist/english/english-kdp-cover.pdf").read_bytes()
        settings = tmp_path / "english" / "book.toml"
        settings.write_text(ENGLISH.replace("seed = 7", "seed = 8"), encoding="utf-8")
        assert command("build", "english", "--edition", "kdp", "--json").exit_code == 0
        assert first != (tmp_path / "dist/english/english-kdp-cover.pdf").read_bytes()


def test_a_changed_blurb_and_a_cover_that_is_gone_are_seen(folder, tmp_path) -> None:
    shutil.copytree(folder / "english", tmp_path / "english")
    cover = tmp_path / "dist/english/english-kdp-cover.pdf"
    with working_in(tmp_path):
        command("build", "english", "--edition", "kdp")
        (tmp_path / "english" / "blurb.md").write_text("Another text.\n", encoding="utf-8")
        command("build", "english", "--edition", "kdp")
        assert "Another text." in pdf_text_poppler(cover)
        cover.unlink()
        command("build", "english", "--edition", "kdp")
        assert cover.is_file()


def test_a_text_that_is_too_long_is_set_smaller_then_found(folder, tmp_path) -> None:
    shutil.copytree(folder / "english", tmp_path / "english")
    with working_in(tmp_path):
        (tmp_path / "english" / "blurb.md").write_text("\n\n".join([WORDS] * 6), encoding="utf-8")
        result = command("build", "english", "--edition", "kdp", "--json")
    found = [(finding["code"], finding["edition"]) for finding in json.loads(result.stdout)["findings"]]
    assert ("margin-narrow", "kdp") in found


def test_without_a_cover_none_is_made(folder, tmp_path) -> None:
    shutil.copytree(folder / "english", tmp_path / "english")
    (tmp_path / "english" / "book.toml").write_text(
        '[book]\ntitle = "Stock"\n[editions.press]\nformat = "pdf"\npurpose = "press"\n', encoding="utf-8"
    )
    with working_in(tmp_path):
        command("build", "english")
    assert sorted(path.name for path in (tmp_path / "dist/english").iterdir()) == ["build.json", "english-press.pdf"]


FAULTS = [
    ('design = "girih"', 'design = "griih"', "setting-invalid"),
    ('design = "girih"', 'design = "picture"', "setting-invalid"),
    ('back = "blurb.md"', 'back = "nowhere.md"', "chapter-missing"),
    ('back = "blurb.md"', 'back = "../blurb.md"', "path-outside"),
    ("seed = 7", 'logo = "nowhere.png"', "image-missing"),
    ("seed = 7", 'flaps = "8mm"', "setting-invalid"),
    ('GBP = "12.99"', 'GBP = "much"', "setting-invalid"),
]


@pytest.mark.parametrize(("written", "instead", "code"), FAULTS)
def test_what_cannot_be_in_cover_is_found(folder, tmp_path, written, instead, code) -> None:
    shutil.copytree(folder / "english", tmp_path / "english")
    (tmp_path / "english" / "book.toml").write_text(ENGLISH.replace(written, instead), encoding="utf-8")
    with working_in(tmp_path):
        result = command("check", "english", "--json")
    assert code in [finding["code"] for finding in json.loads(result.stdout)["findings"]]


def test_a_note_and_a_picture_have_no_place_on_a_cover(folder, tmp_path) -> None:
    shutil.copytree(folder / "english", tmp_path / "english")
    (tmp_path / "english" / "blurb.md").write_text("A text.[^1]\n\n[^1]: A note.\n", encoding="utf-8")
    with working_in(tmp_path):
        result = command("check", "english", "--json")
    assert "`blurb.md` is the text of a cover, and has a note" in result.stdout


def test_a_publishers_own_design(folder, tmp_path) -> None:
    shutil.copytree(folder / "english", tmp_path / "english")
    own = tmp_path / "english" / "styles" / "covers" / "ours"
    own.mkdir(parents=True)
    (own / "cover.css").write_text(":root { --ground: #204020 }\n.ours { position: absolute; left: 20mm; top: 20mm }\n")
    template = "{% extends 'document.xhtml' %}{% block content %}<div class=\"ours\">Ours: {{ book.title }}</div>{% endblock %}"
    (own / "cover.xhtml").write_text(template)
    (tmp_path / "english" / "book.toml").write_text(ENGLISH.replace('"girih"', '"ours"'), encoding="utf-8")
    with working_in(tmp_path):
        result = command("build", "english", "--edition", "kdp", "--json")
    assert result.exit_code == 0, result.output
    assert "Ours: The Lantern Book" in pdf_text_poppler(tmp_path / "dist/english/english-kdp-cover.pdf")
