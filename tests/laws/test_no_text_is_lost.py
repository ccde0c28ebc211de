"""Law: text(manuscript as resolved) = text(EPUB) = text(PDF), up to white space, hyphens and generated text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from law_samples import (
    CONSTRUCTS,
    SAMPLES,
    arabic_letters,
    arabic_words,
    book_text,
    letters,
    lost_latin,
    resolved,
)

from bookbuild.inspection.epub import epub_text
from bookbuild.inspection.judges import pdf_text_poppler
from bookbuild.model.book import Book

BOOKS = [*SAMPLES, *CONSTRUCTS]
JOINED = Counter("و")
"""What stands in one word with what it comes before: on a page that may be a title or a number that was made."""


def editions(folder: Path, form: str) -> list[Book]:
    """The editions of that form: at least one, and each has text."""
    books = [book for book in resolved(folder) if book.edition.format == form]
    assert books, folder
    assert all(letters("".join(book_text(book))) for book in books)
    return books


@pytest.mark.parametrize("folder", BOOKS, ids=lambda folder: folder.name)
def test_in_e_books(folder: Path, built) -> None:
    for book in editions(folder, "epub"):
        texts = [letters(text) for text in epub_text(built(folder) / f"{book.name}-{book.edition.name}.epub")]
        assert [text for text in texts if text] == [text for text in map(letters, book_text(book)) if text]


@pytest.mark.parametrize("folder", BOOKS, ids=lambda folder: folder.name)
def test_latin_words_in_pages(folder: Path, built, judged) -> None:
    for book in editions(folder, "pdf"):
        pages = judged(pdf_text_poppler, built(folder) / f"{book.name}-{book.edition.name}.pdf")
        assert lost_latin("\n".join(book_text(book)), pages) == [], book.edition.name


@pytest.mark.parametrize("folder", BOOKS, ids=lambda folder: folder.name)
def test_arabic_in_pages(folder: Path, built, judged) -> None:
    for book in editions(folder, "pdf"):
        pages = judged(pdf_text_poppler, built(folder) / f"{book.name}-{book.edition.name}.pdf")
        text = "\n".join(book_text(book))
        assert arabic_words(text)
        assert arabic_letters(text) - arabic_letters(pages) == Counter(), book.edition.name
        assert arabic_words(text) - arabic_words(pages) - JOINED == Counter(), book.edition.name
