"""The book to start from in each language: no finding, valid files, the language's words and digits on its pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from book_command import command

from bookbuild.documents import render
from bookbuild.inspection.judges import epubcheck
from bookbuild.language.scripts import direction_of_language
from bookbuild.language.terms import LANGUAGES, Terms
from bookbuild.resolve import resolve
from bookbuild.sources import read_book
from bookbuild.starter import LANGUAGES as LAID
from bookbuild.typeset.book.design import folio, folio_counter

OWN_FONT = ("bn",)
"""Languages for which the fonts of every other book do not do."""
EDITIONS = ("--edition", "ebook", "--edition", "screen")
DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "ur": "۰۱۲۳۴۵۶۷۸۹", "fa": "۰۱۲۳۴۵۶۷۸۹", "bn": "০১২৩৪৫৬৭৮৯"}


def laid(folder: Path, language: str) -> Path:
    result = command("new", folder, "--language", language)
    assert result.exit_code == 0, result.output
    return folder


def test_there_is_a_book_for_every_language_that_is_spoken() -> None:
    assert sorted(LAID) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_generated_has_the_words_and_the_digits_of_the_language(tmp_path: Path, language: str) -> None:
    manuscript, findings = read_book(laid(tmp_path / "book", language))
    assert manuscript
    assert findings == ()
    book, found = resolve(manuscript, manuscript.editions[0])
    assert found == ()
    documents = {document.kind: document.xhtml.decode() for document in render(book, ()).documents}
    terms = Terms(language, {})
    assert f"<h1>{terms.word('contents')}</h1>" in documents["contents"]
    assert f"<h1>{terms.word('index:persons')}</h1>" in documents["index:persons"]
    assert f'dir="{direction_of_language(language)}"' in documents["contents"]
    generated = " ".join(re.findall(r'data-generated="">([^<]*)<', documents["chapter"]))
    assert terms.word("figure") in generated
    digits = {char for char in generated if char.isdecimal()}
    assert digits
    assert digits <= set(DIGITS.get(language, "0123456789"))


@pytest.mark.slow
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language not in OWN_FONT])
def test_it_builds_without_a_finding_and_its_files_are_valid(
    tmp_path: Path, language: str, judged: Callable[..., Any]
) -> None:
    result = command("build", "--strict", laid(tmp_path / "book", language), *EDITIONS, "--out", tmp_path / "dist")
    assert result.exit_code == 0, result.output
    (verdict,) = judged(epubcheck, tmp_path / "dist/book/book-ebook.epub")
    assert verdict.remarks == ()
    assert {path.suffix for path in (tmp_path / "dist/book").iterdir()} >= {".epub", ".pdf"}


@pytest.mark.parametrize(
    ("language", "style", "counter", "front", "body"),
    [("ar", "", "arabic-indic", "ج", "٣"), ("ur", "", "persian", "ج", "۳"), ("fa", "", "persian", "ج", "۳"),
     ("bn", "", "bengali", "iii", "৩"), ("tr", "", "decimal", "iii", "3"), ("ur", "arabic-indic", "persian", "ج", "۳"),
     ("ur", "digits", "decimal", "iii", "3"), ("en", "arabic-indic", "arabic-indic", "ج", "٣")],
)  # fmt: skip
def test_folios_have_the_digits_of_the_language(
    tmp_path: Path, language: str, style: str, counter: str, front: str, body: str
) -> None:
    settings = f'[book]\ntitle = "T"\nlanguage = "{language}"\n[style]\nfolios = "{style or "auto"}"\n'
    (tmp_path / "book.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters/1.md").write_text("# A\n\nText.\n", encoding="utf-8")
    manuscript, _ = read_book(tmp_path)
    assert manuscript
    book, _ = resolve(manuscript, manuscript.editions[0])
    assert folio_counter(book, "body") == f"@counter-style folio {{ system: extends {counter} }}"
    assert (folio(book, "front", 3), folio(book, "body", 3)) == (front, body)
