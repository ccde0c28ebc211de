"""Every key of `book.toml` does what it says: what an edition's settings make of its files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from contract_samples import ARABIC, ENGLISH, Book, documents, elements, pages, text

from bookbuild.inspection.epub import epub_facts
from bookbuild.inspection.pdf import pdf_facts

Run = Callable[..., Result]
ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]
ABJAD = ["ا", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "يا", "يب", "يج", "يد", "يه", "يو"]


@cache
def facts(path: Path) -> dict[str, Any]:
    return epub_facts(path) if path.suffix == ".epub" else pdf_facts(path)


def of(built: Callable[[Path], Path], edition: str) -> Path:
    """`english-press.pdf` by `english press`."""
    book, name = edition.split()
    folder = built(ENGLISH if book == "english" else ARABIC)
    return next(folder.glob(f"{book}-{name}.*"))


# edition, fact, what it is
FACTS = [
    ("english press", "sizes", [{"media": [190, 260], "trim": [170, 240], "bleed": [176, 246], "pages": 48}]),
    ("english screen", "sizes", [{"media": [138, 216], "trim": [138, 216], "bleed": [138, 216], "pages": 39}]),
    ("english closing", "sizes", [{"media": [156, 234], "trim": [156, 234], "bleed": [156, 234], "pages": 50}]),
    ("english press", "title", "The Lantern Book: Every construct, once"),
    ("english press", "author", "The Testers"),
    ("english press", "language", "en"),
    ("english press", "direction", "ltr"),
    ("english closing", "direction", "rtl"),
    ("arabic press", "direction", "rtl"),
    ("arabic screen", "direction", "ltr"),
    ("english ebook", "title", "The Lantern Book"),
    ("english letters", "title", "The Lantern Book, Spelled"),
    ("english ebook", "subtitle", "Every construct, once"),
    ("english ebook", "publisher", "Lantern Press"),
    ("english letters", "publisher", "Lantern Letters"),
    ("english ebook", "date", "2012-05-01"),
    ("english ebook", "subjects", ["Testing", "Typesetting"]),
    ("english ebook", "series", {"name": "Lanterns", "number": "2"}),
    ("english ebook", "identifiers", ["urn:isbn:9780000003010"]),
    ("english ebook", "contributors", [
        {"name": "The Testers", "role": "aut", "sort": "Testers, The"},
        {"name": "Second Hand", "role": "trl", "sort": None},
        {"name": "Third Hand", "role": "ill", "sort": None},
    ]),
    ("english ebook", "direction", "ltr"),
    ("arabic ebook", "direction", "rtl"),
    ("arabic ebook", "language", "ar"),
]  # fmt: skip


@pytest.mark.parametrize(("edition", "fact", "expected"), FACTS, ids=lambda value: str(value)[:40])
def test_fact(edition: str, fact: str, expected: Any, built) -> None:
    assert facts(of(built, edition))[fact] == expected


# edition, the first folios of the front matter, the first of the body
FOLIOS = [
    ("english press", ROMAN[:3], ["1", "2", "3"]),
    ("english screen", ["1", "2", "3"], ROMAN[:3]),
    ("english closing", ["١", "٢", "٣"], ABJAD[:3]),
    ("arabic press", ABJAD[:3], ["١", "٢", "٣"]),
    ("arabic screen", ROMAN[:3], ["1", "2", "3"]),
]


@pytest.mark.parametrize(("edition", "front", "body"), FOLIOS)
def test_folios(edition: str, front: list[str], body: list[str], built) -> None:
    labels = facts(of(built, edition))["labels"]
    start = labels.index(body[0], 5)
    assert (labels[:3], labels[start : start + 3]) == (front, body)


@pytest.mark.parametrize(
    ("edition", "all_recto"),
    [("english press", True), ("english screen", False), ("arabic press", True), ("arabic screen", False)],
)
def test_sections_open_on_a_recto_or_on_any_page(edition: str, all_recto: bool, built) -> None:
    titles = {
        line["title"]
        for line in facts(next(of(built, edition).parent.glob("*-ebook.epub")))["toc"]
        if line["level"] == 1
    }
    starts = [
        line["page"]
        for line in facts(of(built, edition))["outline"]
        if line["title"] in titles and line["title"] != "Words"
    ]
    assert all(page % 2 == 1 for page in starts) is all_recto


@pytest.mark.parametrize("edition", ["english press", "english screen"])
def test_the_title_of_a_part_has_a_leaf_of_its_own(edition: str, built) -> None:
    outline = [(line["title"], line["page"]) for line in facts(of(built, edition))["outline"]]
    part = next(at for at, (title, _) in enumerate(outline) if title == "Quotations")
    assert outline[part][1] % 2 == 1
    assert outline[part + 1][1] == outline[part][1] + 2


@pytest.mark.parametrize(
    ("edition", "depth"),
    [("english ebook", 2), ("english phrase", 2), ("english screen", 1), ("english press", 2), ("english closing", 3)],
)
def test_the_contents_go_as_deep_as_they_are_asked_to(edition: str, depth: int, built) -> None:
    found = facts(of(built, edition))
    titles = [line["title"] for line in found.get("toc", found.get("outline"))]
    assert [titles.count("Words apart"), titles.count("Words apart, again")] == [int(depth > 1), max(depth - 1, 0)]


@pytest.mark.parametrize(
    ("edition", "number"),
    [
        ("english ebook", "3"),
        ("english screen", "iii"),
        ("english closing", "ج"),
        ("arabic ebook", "الفصل الثالث"),
        ("arabic screen", "ج"),
        ("arabic short", "٣"),
    ],
)
def test_chapters_are_numbered_in_the_style_of_the_edition(edition: str, number: str, built) -> None:
    path = of(built, edition)
    title = "Scripture" if edition.startswith("english") else "A chapter in English"
    if path.suffix == ".epub":
        roots = documents(path)
        entry = next(e for e in elements(roots["contents"], "//h:li") if title in text(e))
        assert text(entry) == f"{number} {title}"
    else:
        assert any(
            f"{number} {title}" in page
            for page in pages(path)
            if "Contents" in page or "الفهرس" in page or title in page
        )


@pytest.mark.parametrize(
    ("edition", "numbers"),
    [
        ("english ebook", ["1", "2", "3", "1", "a", "1", "1"]),
        ("arabic ebook", ["(١)", "(ا)", "(٢)", "(٣)"]),
        ("english phrase", ["١", "٢", "٣", "١", "a", "١", "١"]),
    ],
)
def test_notes_are_numbered_by_chapter_or_through_the_book(edition: str, numbers: list[str], built) -> None:
    roots = documents(of(built, edition))
    order = [Path(name).stem for name in facts(of(built, edition))["spine"]]
    assert [text(call) for name in order for call in elements(roots[name], "//h:a[@epub:type='noteref']")] == numbers


def test_notes_stand_at_the_foot_at_the_chapters_end_or_at_the_books(built) -> None:
    def place(edition: str, words: str) -> int:
        return next(number for number, page in enumerate(pages(of(built, edition)), 1) if words in page)

    def starts(edition: str) -> dict[str, int]:
        return {line["title"]: line["page"] for line in facts(of(built, edition))["outline"]}

    note = "The same label as in another file"
    assert place("english press", note) == starts("english press")["References"]
    assert place("english closing", note) == starts("english closing")["Notes"]
    assert place("arabic screen", "Latin words") < starts("arabic screen")["في الأبنية"]
    assert place("arabic screen", "Latin words") > starts("arabic screen")["الكلام"]


def test_the_fonts_are_those_that_are_asked_for(built) -> None:
    names = {
        edition: {font["name"] for font in facts(of(built, edition))["fonts"]}
        for edition in ("english press", "english closing")
    }
    assert {"EB-Garamond", "Amiri", "Amiri-Quran"} <= names["english press"]
    assert {"Gentium-Plus", "Amiri", "Amiri-Quran"} <= names["english closing"]
    assert not any(name.startswith("EB-Garamond") for name in names["english closing"])


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("ebook", ["رضي الله عنه", "ﷺ"]),
        ("phrase", ["رضي الله عنه", "صلى الله عليه وسلم"]),
        ("letters", ["(raḍiya Llāhu ʿanhu)", "(ṣallā Llāhu ʿalayhi wa-sallam)"]),
        ("meaning", ["(may Allah be pleased with him)", "(blessings and peace of Allah be upon him)"]),
        ("short", ["(ra)", "(saw)"]),
        ("bare", []),
    ],
)
def test_honorifics_are_set_in_the_style_of_the_edition(edition: str, expected: list[str], built) -> None:
    root = documents(built(ENGLISH) / f"english-{edition}.epub")["01-words"]
    found = elements(root, "//h:section/h:p[1]/h:span[@class='honorific']")
    assert [text(span) for span in found] == [text(part) for part in expected]


def test_without_honorifics_no_space_is_left(built) -> None:
    root = documents(built(ENGLISH) / "english-bare.epub")["01-words"]
    assert text(elements(root, "//h:section/h:p[1]")[0]).startswith("Abu Bakr was with the Prophet in the cave.")


def test_waqf_signs_are_set_or_left_out(built) -> None:
    quoted = {
        edition: text(
            elements(
                documents(built(ENGLISH) / f"english-{edition}.epub")["03-scripture"], "//h:p/h:span[@class='quran'][2]"
            )[0]
        )
        for edition in ("ebook", "phrase")
    }
    assert ("\u06d6" in quoted["ebook"], "\u06d6" in quoted["phrase"]) == (True, False)


def test_matter_is_the_editions(built) -> None:
    spines = {
        name: [Path(file).stem for file in facts(built(ENGLISH) / f"english-{name}.epub")["spine"]]
        for name in ("ebook", "letters", "meaning")
    }
    assert spines["letters"][:4] == ["title-page", "contents", "list-figures", "before"]
    assert [name for name in spines["ebook"] if name.startswith("part-")] == ["part-1", "part-2"]
    assert [name for name in spines["meaning"] if name.startswith("part-")] == []


def test_places_rights_and_descriptions_are_in_the_package(built) -> None:
    package = documents(built(ENGLISH) / "english-ebook.epub")["opf"]
    found = {name: text(elements(package, f"//dc:{name}")[0]) for name in ("rights", "description", "language")}
    assert found == {
        "rights": "Free to copy.",
        "description": "A book in which every construct stands.",
        "language": "en",
    }


def test_the_record_of_a_build(built) -> None:
    record = json.loads((built(ENGLISH) / "build.json").read_bytes())
    assert {"book.toml", "chapters/01-words.md", "images/dot.png", "persons.toml", "cip.md"} <= set(record["sources"])
    assert {edition["name"]: edition["pages"] for edition in record["editions"]}["press"] == 48
    assert all(edition["bytes"] == (built(ENGLISH) / edition["file"]).stat().st_size for edition in record["editions"])
    assert record["tools"]["weasyprint"].startswith("70")


LONG = (
    "# One {#one}\n\n"
    + "\n\n".join(["Words upon words fill the page, line after line, until it ends. " * 12] * 12)
    + "\n"
)


@pytest.mark.parametrize(("smaller", "larger"), [('size = "9pt"', 'size = "16pt"'), ("leading = 1.1", "leading = 2.4")])
def test_size_and_leading_fill_pages(smaller: str, larger: str, tmp_path: Path, bookbuild: Run) -> None:
    editions = "".join(
        f'[editions.{name}]\nformat = "pdf"\nstyle.{key}\n' for name, key in (("small", smaller), ("large", larger))
    )
    Book(tmp_path / "book").lay({"book.toml": f'[book]\ntitle = "Stock"\n{editions}', "chapters/01.md": LONG})
    made = json.loads(bookbuild("build", "book", "--json").stdout)["books"][0]["editions"]
    assert made[0]["pages"] + 2 < made[1]["pages"]


def test_without_editions_a_book_has_three(tmp_path: Path, bookbuild: Run) -> None:
    Book(tmp_path / "book").lay({"book.toml": '[book]\ntitle = "Stock"\n'})
    made = json.loads(bookbuild("build", "book", "--json").stdout)["books"][0]["editions"]
    assert [(e["name"], e["format"], e["path"]) for e in made] == [
        ("ebook", "epub", "dist/book/book-ebook.epub"),
        ("press", "pdf", "dist/book/book-press.pdf"),
        ("screen", "pdf", "dist/book/book-screen.pdf"),
    ]


def test_a_riwayah_may_be_a_file(tmp_path: Path, bookbuild: Run) -> None:
    import quran_text

    path = Path(quran_text.__file__).parent / "quran_text_data" / "hafs.json"
    Book(tmp_path / "book").lay({
        "hafs.file": path.read_bytes(),
        "book.toml": '[book]\ntitle = "Stock"\n[scripture]\nriwayah = "hafs.file"\n[editions.e]\nformat = "epub"\n',
        "chapters/01.md": "# One {#one}\n\n[112:1]{.quran}\n",
    })  # fmt: skip
    assert bookbuild("build", "book").exit_code == 0


# ---- open: what does not hold yet


def test_without_folios_no_page_is_numbered(tmp_path: Path, bookbuild: Run) -> None:
    Book(tmp_path / "book").lay(
        {"book.toml": '[book]\ntitle = "Stock"\n[style]\nfolios = "none"\n[editions.screen]\nformat = "pdf"\n'}
    )
    bookbuild("build", "book")
    assert "000" not in "".join(pages(tmp_path / "dist" / "book" / "book-screen.pdf"))


def test_notes_numbered_by_page_have_one_number(built) -> None:
    whole = " ".join(pages(of(built, "english screen")))
    assert "cave.1 He said" in whole


def test_back_matter_is_not_under_the_last_part(built) -> None:
    levels = {line["title"]: line["level"] for line in facts(of(built, "english press"))["outline"]}
    assert (levels["Quotations"], levels["Scripture"], levels["Books used"], levels["Index of Persons"]) == (1, 2, 1, 1)


def test_no_font_is_used_that_nobody_named(built) -> None:
    names = {
        font["name"] for edition in ("arabic press", "english closing") for font in facts(of(built, edition))["fonts"]
    }
    assert "DejaVu-Sans" not in names


def test_an_e_book_has_the_fonts_that_it_names(built) -> None:
    with zipfile.ZipFile(built(ENGLISH) / "english-ebook.epub") as archive:
        sheet = archive.read("EPUB/styles/book.css").decode()
        fonts = [name for name in archive.namelist() if "/fonts/" in name]
    assert fonts
    assert all(f'url("../{name.removeprefix("EPUB/")}")' in sheet for name in fonts)
