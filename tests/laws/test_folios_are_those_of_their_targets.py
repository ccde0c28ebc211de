"""Law: each line of contents, lists and indexes prints the folio of the page that its target stands on, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from folio_samples import Pages, indexes_of, letters, lists_of, references_by_page, texts
from law_samples import books, resolved

from bookbuild.model.book import Book

BOOKS = books()


@contextmanager
def pages(out: Path, book: Book) -> Iterator[Pages]:
    opened = Pages(out / f"{book.name}-{book.edition.name}.pdf")
    try:
        yield opened
    finally:
        opened.close()


def printed(folder: Path) -> list[Book]:
    """The editions that have pages: at least one."""
    books = [book for book in resolved(folder) if book.edition.format == "pdf"]
    assert books, folder
    return books


@pytest.mark.parametrize("folder", BOOKS)
def test_of_contents_and_lists(folder: Path, built) -> None:
    for book in printed(folder):
        with pages(built(folder), book) as book_pages:
            lists = dict(lists_of(book))
            assert all(lists.values())
            assert "contents" in lists
            for kind, targets in lists.items():
                lines = book_pages.listed(targets)
                assert [line.target for line in lines] == targets, (book.edition.name, kind)
                assert [line for line in lines if book_pages.folio(line.target) not in line.ends] == [], (
                    book.edition.name
                )


@pytest.mark.parametrize("folder", BOOKS)
def test_of_indexes(folder: Path, built) -> None:
    """An entry names a page once, and its pages in the order of the book."""
    for book in printed(folder):
        with pages(built(folder), book) as book_pages:
            indexes = dict(indexes_of(book))
            assert {"index:persons", "index:quran"} <= indexes.keys()
            for kind, targets in indexes.items():
                entries = book_pages.indexed(targets)
                assert len(entries) == len(targets) > 0
                assert all(entries), (book.edition.name, kind)
                folios = [[link.folio for link in entry] for entry in entries]
                assert folios == [[book_pages.folio(link.target) for link in entry] for entry in entries], kind
                assert all(len(set(entry)) == len(entry) for entry in folios)


@pytest.mark.parametrize("folder", BOOKS)
def test_of_references_by_page(folder: Path, built) -> None:
    for book in printed(folder):
        with pages(built(folder), book) as book_pages:
            targets = references_by_page(book)
            assert targets
            for target in targets:
                links = [link.words for link in book_pages.links if link.target == target]
                assert any(book_pages.folio(target) in words for words in links), (book.edition.name, target)


@pytest.mark.parametrize("folder", BOOKS)
def test_what_is_meant_stands_there(folder: Path, built) -> None:
    for book in printed(folder):
        with pages(built(folder), book) as book_pages:
            meant = {target: text for target, text in texts(book).items() if target in book_pages.places}
            assert meant
            astray = [
                target
                for target, (text, depth) in meant.items()
                if letters(text) - book_pages.standing_at(target, depth)
            ]
            assert astray == [], book.edition.name
