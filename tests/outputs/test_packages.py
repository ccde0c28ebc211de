"""A folder a shop: its names, the metadata, every rule with its source and verdict; what it does not take is a finding."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import Result
from PIL import Image

from bookbuild.inspection import judges
from bookbuild.model.settings import Edition
from bookbuild.outputs.packages.package import packaged
from bookbuild.outputs.packages.rules import findings_of
from bookbuild.outputs.packages.shops import SHOPS, chosen, usual
from bookbuild.sources import read_book

Run = Callable[..., Result]
BOOK = """
[book]
title = { ar = "الصاحب", en = "The Companion" }
subtitle = "In the cave"
language = "en"
contributors = [{ name = { en = "Ahmad", ar = "أحمد" }, sort = "Ahmad" }, { name = "Zayd", role = "translator" }]
publisher = "Your House"
published = 2012-05-01
subjects = ["Abū Bakr"]
keywords = ["cave"]
bisac = ["REL037000"]
thema = ["QRPB"]
description = "What is told."
[matter]
body = ["chapters/*.md"]
[cover]
price = { GBP = "12.99" }
"""
EBOOK = '[editions.ebook]\nformat = "epub"\nisbn = "978-0-00-000101-6"\n'


def press(printer: str, more: str = 'trim = "6x9in"\n') -> str:
    return f'[editions.press]\nformat = "pdf"\npurpose = "press"\nprinter = "{printer}"\nisbn = "978-0-00-000102-3"\n{more}'


def editions_of(folder: Path, settings: str) -> tuple[Edition, ...]:
    """The editions of a book in `folder/lamp`."""
    (folder / "lamp" / "chapters").mkdir(parents=True, exist_ok=True)
    (folder / "lamp" / "book.toml").write_text(BOOK + settings, encoding="utf-8")
    (folder / "lamp" / "chapters" / "01.md").write_text("# One\n\nText.\n", encoding="utf-8")
    manuscript, _ = read_book(folder / "lamp")
    assert manuscript
    return manuscript.editions


def pdf_file(folder: Path, cover: bool = False) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(folder / "lamp-press.pdf")
    if cover:
        pdf.save(folder / "lamp-press-cover.pdf")
    return folder / "lamp-press.pdf"


def epub_file(folder: Path, cover: bool = False) -> Path:
    item = '<item href="images/c.jpg" properties="cover-image"/>' if cover else ""
    picture = BytesIO()
    Image.new("RGB", (1600, 2560)).save(picture, "JPEG")
    with zipfile.ZipFile(folder / "lamp-ebook.epub", "w") as archive:
        archive.writestr(
            "EPUB/content.opf", f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{item}</manifest></package>'
        )
        archive.writestr("EPUB/images/c.jpg", picture.getvalue())
    return folder / "lamp-ebook.epub"


NAMES = {
    "kdp": ["interior.pdf", "cover.pdf"],
    "lulu": ["interior.pdf", "cover.pdf"],
    "ingramspark": ["9780000001023_txt.pdf", "9780000001023_cov.pdf"],
    "offset": ["lamp-press.pdf", "lamp-press-cover.pdf"],
    "apple": ["9780000001016.epub", "9780000001016.jpg"],
    "google": ["9780000001016.epub", "9780000001016_frontcover.jpg"],
    "kobo": ["9780000001016.epub", "9780000001016.jpg"],
}


@pytest.mark.parametrize("shop", NAMES)
def test_files_have_the_names_that_the_shop_wants(shop: str, tmp_path: Path) -> None:
    printed = shop not in ("apple", "google", "kobo")
    (edition,) = editions_of(tmp_path, press(shop) if printed else EBOOK)
    path = pdf_file(tmp_path, cover=True) if printed else epub_file(tmp_path, cover=True)
    made = packaged(shop, edition, path, 96 if printed else None, lambda _: "no errors")
    assert made.names == [*NAMES[shop], "metadata.json", "metadata.md", "report.md"]
    broken = [rule.rule for rule in made.rules if rule.verdict == "broken"]
    assert broken == []
    assert all(rule.source for rule in made.rules)
    assert set(NAMES) == set(SHOPS)


def test_the_metadata_are_what_is_typed_into_forms(tmp_path: Path) -> None:
    (edition,) = editions_of(tmp_path, press("kdp"))
    made = packaged("kdp", edition, pdf_file(tmp_path), 96, lambda _: None)
    facts = json.loads(made.written["metadata.json"])
    assert facts == {
        "title": "The Companion", "subtitle": "In the cave", "series": None, "edition": None,
        "contributors": [
            {"name": "Ahmad", "role": "author", "sort": "Ahmad", "names": {"en": "Ahmad", "ar": "أحمد"}},
            {"name": "Zayd", "role": "translator", "sort": None, "names": {}},
        ],
        "description": "What is told.", "language": "en", "publisher": "Your House", "published": "2012-05-01",
        "rights": None, "isbn": "978-0-00-000102-3", "keywords": ["cave", "Abū Bakr"], "bisac": ["REL037000"],
        "thema": ["QRPB"], "audience": None, "trim_mm": [152.4, 228.6], "pages": 96, "price": {"GBP": "12.99"},
    }  # fmt: skip
    sheet = made.written["metadata.md"].decode()
    for line in (
        "# Metadata for KDP",
        "## Title\n\nThe Companion\n",
        "- Zayd (translator)",
        "152.4 × 228.6",
        "GBP 12.99",
        "cave; Abū Bakr",
    ):
        assert line in sheet


BROKEN: dict[str, tuple[str, str, int, str, str | None]] = {
    "marks for a printer that wants none": (
        "kdp",
        'trim = "6x9in"\nmarks = true\n',
        96,
        "marks: without",
        "setting-invalid",
    ),
    "too narrow a bleed": ("kdp", 'trim = "6x9in"\nbleed = "2mm"\n', 96, "bleed, where", "setting-invalid"),
    "pages that make no whole leaf": ("lulu", 'trim = "6x9in"\n', 97, "pages: a multiple of 2", "setting-invalid"),
    "too few pages": ("kdp", 'trim = "6x9in"\n', 12, "pages of a paperback: 24 to 828", None),
    "a trim that is not made": ("kdp", 'trim = "A6"\n', 96, "trim: ", None),
    "a language that is not listed": ("kdp", 'trim = "6x9in"\nbook.language = "ar"\n', 96, "language: one of", None),
    "no cover": ("kdp", 'trim = "6x9in"\n', 96, "cover: a wrap", None),
}
"""A shop, the edition, its pages, how the rule that is broken begins, and the code where the package itself finds it."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_stands_in_the_report(name: str, tmp_path: Path) -> None:
    shop, more, pages, begins, code = BROKEN[name]
    (edition,) = editions_of(tmp_path, press(shop, more))
    made = packaged(shop, edition, pdf_file(tmp_path, cover=name != "no cover"), pages, lambda _: None)
    (rule,) = (rule for rule in made.rules if rule.verdict == "broken")
    assert rule.rule.startswith(begins)
    assert f"| {rule.rule} | {rule.has} | broken | {rule.source} |" in made.written["report.md"].decode()
    assert [finding.code for finding in findings_of(shop, edition, made.rules)] == ([code] if code else [])


def test_ingram_names_its_files_by_an_isbn(tmp_path: Path) -> None:
    (edition,) = editions_of(tmp_path, press("ingramspark").replace('isbn = "978-0-00-000102-3"\n', ""))
    made = packaged("ingramspark", edition, pdf_file(tmp_path, cover=True), 96, lambda _: None)
    (finding,) = findings_of("ingramspark", edition, made.rules)
    assert ("ISBN" in finding.message, made.names[0]) == (True, "lamp-press_txt.pdf")


def test_what_cannot_be_asked_is_not_known(tmp_path: Path) -> None:
    (edition,) = editions_of(tmp_path, EBOOK)
    made = packaged("apple", edition, epub_file(tmp_path), None, lambda _: None)
    verdicts = {rule.rule: rule.verdict for rule in made.rules}
    assert verdicts["EPUBCheck finds no errors"] == "not known"
    assert verdicts["cover: a picture in the e-book"] == "broken"
    assert made.names[0] == "9780000001016.epub"


def test_each_shop_takes_the_edition_that_is_made_for_it(tmp_path: Path) -> None:
    editions = editions_of(tmp_path, EBOOK + press("lulu"))
    assert usual(editions) == ("lulu", "apple", "google", "kobo")
    assert [getattr(chosen(editions, shop), "name", None) for shop in ("lulu", "kobo", "kdp")] == [
        "press",
        "ebook",
        None,
    ]


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """EPUBCheck is asked by another test; starting Java takes seconds."""
    verdict = judges.JudgeVerdict("EPUBCheck", "default", True)
    monkeypatch.setattr(judges, "epubcheck", lambda *_, **__: (verdict,))


def given(result: Result) -> dict[str, Any]:
    return dict(json.loads(result.stdout))


@pytest.mark.usefixtures("no_java")
def test_a_book_is_built_and_packaged(tmp_path: Path, bookbuild: Run) -> None:
    editions_of(tmp_path, EBOOK)
    result = bookbuild("package", "lamp", "--json")
    assert result.exit_code == 0, result.output
    shown = given(result)
    assert [(each["shop"], each["path"]) for each in shown["packages"]] == [
        (shop, f"dist/packages/lamp/{shop}") for shop in ("apple", "google", "kobo")
    ]
    for each in shown["packages"]:
        folder = tmp_path / each["path"]
        assert sorted(path.name for path in folder.iterdir()) == sorted(each["files"])
    first = (tmp_path / "dist/packages/lamp/apple/9780000001016.epub").read_bytes()
    bookbuild("package", "lamp", "--for", "apple", "--out", "again")
    assert (tmp_path / "again/lamp/apple/9780000001016.epub").read_bytes() == first
    assert [path.name for path in (tmp_path / "again/lamp").iterdir()] == ["apple"]


REFUSED = {
    "a printer that no edition is set for": (
        EBOOK + press("lulu"),
        "kdp",
        'write `printer = "kdp"` in `[editions.press]`',
    ),
    "a shop of e-books for a book without one": (press("lulu"), "apple", "write `[editions.ebook]`"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_shop_without_an_edition_says_what_to_write(name: str, tmp_path: Path, bookbuild: Run) -> None:
    settings, shop, remedy = REFUSED[name]
    editions_of(tmp_path, settings)
    result = bookbuild("package", "lamp", "--for", shop, "--json")
    (finding,) = given(result)["findings"]
    assert (result.exit_code, finding["code"], remedy in finding["remedy"]) == (1, "setting-invalid", True)
    assert not (tmp_path / "dist").exists()


def test_a_book_for_no_shop_says_so(tmp_path: Path, bookbuild: Run) -> None:
    editions_of(tmp_path, '[editions.screen]\nformat = "pdf"\n')
    result = bookbuild("package", "lamp")
    assert (result.exit_code, "no edition is made for a shop" in result.stderr) == (1, True)


def test_a_trim_that_is_refused_ends_before_anything_is_built(tmp_path: Path, bookbuild: Run) -> None:
    editions_of(tmp_path, press("kdp", 'trim = "A6"\n'))
    result = bookbuild("package", "lamp", "--json")
    assert (result.exit_code, [each["code"] for each in given(result)["findings"]]) == (1, ["trim-refused"])
    assert not (tmp_path / "dist").exists()


@pytest.mark.usefixtures("no_java")
def test_what_cannot_be_written_is_said(tmp_path: Path, bookbuild: Run) -> None:
    editions_of(tmp_path, EBOOK)
    (tmp_path / "out" / "lamp").mkdir(parents=True)
    (tmp_path / "out" / "lamp" / "kobo").write_text("no folder", encoding="utf-8")
    result = bookbuild("package", "lamp", "--for", "kobo", "--out", "out")
    assert (result.exit_code, "output-unwritable" in result.stderr) == (3, True)
