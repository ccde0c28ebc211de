"""Law: text(manuscript) = text(manuscript as resolved) = text(EPUB) = text(PDF), up to white space, hyphens and
generated text. Honorifics are not folded: what is written is what is set, but for the table of docs/honorifics.md."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from law_samples import (
    arabic_letters,
    arabic_words,
    book_text,
    books,
    letters,
    lost_latin,
    resolved,
    written_text,
)
from msgspec.structs import replace

from bookbuild.checks import checked
from bookbuild.inspection.epub import epub_text
from bookbuild.inspection.judges import pdf_text_poppler
from bookbuild.model.blocks import SourceLine
from bookbuild.model.book import Book
from bookbuild.model.inlines import Honorific, Source, Text
from bookbuild.model.walk import mapped, nodes
from bookbuild.sources import read_book

BOOKS = books()
JOINED = Counter("و")
"""What stands in one word with what it comes before: on a page that may be a title or a number that was made."""


def editions(folder: Path, form: str) -> list[Book]:
    """The editions of that form: at least one, and each has text."""
    books = [book for book in resolved(folder) if book.edition.format == form]
    assert books, folder
    assert all(letters("".join(book_text(book))) for book in books)
    return books


STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‹": "'", "›": "'", "–": "-", "—": "-"}
)
SIGNS = {"صلى الله عليه وسلم": "ﷺ", "جل جلاله": "ﷻ"}
"""The phrases that a style may set as a sign; the fonts of these books have no others."""
SHORT = re.compile(r"[\u0610-\u0613\ufd40-\ufd4f\ufdfa\ufdfb]|[(\[]?[A-Za-z. ]{2,8}[)\]]?|:\w+:|\([صعضرح]+\)")
"""A sign or an abbreviation, which every style may dress."""


def is_as_written(node: Honorific, style: str) -> bool:
    """Whether the words of an honorific are those of the manuscript, where they are words."""
    bare = node.written.strip("()[]-–— ")
    if node.set_as.strip("\u00a0") == node.written or SHORT.fullmatch(node.written):
        return True
    if style == "glyph":
        return SIGNS.get(bare) == node.set_as
    return style in ("transliteration", "translation", "abbreviation", "none") or node.set_as == bare


@pytest.mark.parametrize("folder", BOOKS)
def test_honorifics_have_the_words_that_are_written(folder: Path) -> None:
    for book in resolved(folder):
        found = [node for section in book.sections for node in nodes((section.title, section.blocks))]
        style = book.edition.honorifics.style
        honorifics = [node for node in found if isinstance(node, Honorific)]
        assert [node for node in honorifics if not is_as_written(node, style)] == []


def with_values(tree: Any) -> Any:
    """`tree` with the numbers of references by their values: their digits are those of the edition."""

    def plain_digits(node: Any) -> Any:
        if isinstance(node, Text):
            return replace(node, text=re.sub(r"\d", lambda digit: str(int(digit[0])), node.text))
        return node

    return mapped(tree, lambda node: mapped(node, plain_digits) if isinstance(node, (Source, SourceLine)) else node)


@pytest.mark.parametrize("folder", BOOKS)
def test_what_is_written_is_what_is_resolved(folder: Path) -> None:
    manuscript, _ = read_book(folder)
    assert manuscript is not None
    manuscript, _ = checked(manuscript)
    for book in resolved(folder):
        for section in book.sections:
            chapter = manuscript.chapters.get(section.path or "")
            if section.kind == "chapter" and chapter:
                kept = book.edition.honorifics.style != "none"
                trees = [(each.title, each.subtitle, with_values(each.blocks)) for each in (chapter, section)]
                parts = [written_text(tree, honorifics=kept) for tree in trees]
                before, after = (letters(part.translate(STRAIGHT)).replace("...", "…") for part in parts)
                assert after == before, section.id


@pytest.mark.parametrize("folder", BOOKS)
def test_in_e_books(folder: Path, built) -> None:
    for book in editions(folder, "epub"):
        texts = [letters(text) for text in epub_text(built(folder) / f"{book.name}-{book.edition.name}.epub")]
        assert [text for text in texts if text] == [text for text in map(letters, book_text(book)) if text]


@pytest.mark.parametrize("folder", BOOKS)
def test_latin_words_in_pages(folder: Path, built, judged) -> None:
    for book in editions(folder, "pdf"):
        pages = judged(pdf_text_poppler, built(folder) / f"{book.name}-{book.edition.name}.pdf")
        assert lost_latin("\n".join(book_text(book)), pages) == [], book.edition.name


@pytest.mark.parametrize("folder", BOOKS)
def test_arabic_in_pages(folder: Path, built, judged) -> None:
    for book in editions(folder, "pdf"):
        pages = judged(pdf_text_poppler, built(folder) / f"{book.name}-{book.edition.name}.pdf")
        text = "\n".join(book_text(book))
        assert arabic_words(text)
        assert arabic_letters(text) - arabic_letters(pages) == Counter(), book.edition.name
        assert arabic_words(text) - arabic_words(pages) - JOINED == Counter(), book.edition.name
