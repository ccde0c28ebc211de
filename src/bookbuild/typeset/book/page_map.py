"""Sections and how many pages each has → where each begins, and every page's folio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.model.book import Book, Matter
from bookbuild.model.document import Document
from bookbuild.typeset.book.design import folio

RECTO_ALWAYS = frozenset({"half-title", "title-page", "part"})
VERSO = frozenset({"imprint"})
NEXT_PAGE = frozenset({"colophon"})


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section begins: the page from 0 in the book, its number in its series, whether it is a recto.

    `series` is the matter whose numbers it belongs to: `front`, or `body` for all that follows.
    """

    page: int
    number: int
    series: Matter

    @property
    def recto(self) -> bool:
        return self.page % 2 == 0


def starts(book: Book, documents: Sequence[Document], counts: Mapping[str, int]) -> Iterator[tuple[Document, Start]]:
    """Each section with its start; one whose pages are not counted yet is taken for one page."""
    page, number, series, after_part = 0, 1, "front", False
    for document in documents:
        first_of_body = document.matter != "front" and series == "front"
        blank = _skips(book, document, page, first_of_body or after_part)
        after_part = document.kind == "part"
        number = 1 if first_of_body else number + blank
        page += blank
        series = "front" if document.matter == "front" else "body"
        yield document, Start(page, number, series)  # type: ignore[arg-type]
        count = counts.get(document.id, 1)
        page, number = page + count, number + count


def _skips(book: Book, document: Document, page: int, on_recto: bool) -> bool:
    """Whether the section begins a page later, for the side that it is to begin on; `on_recto`: that is a recto, as of
    what begins the body, and of what follows a part, whose title has a leaf of its own."""
    recto = page % 2 == 0
    if document.kind in VERSO:
        return recto and page > 0
    if document.kind in RECTO_ALWAYS or on_recto:
        return not recto
    return book.edition.style.opening == "recto" and document.kind not in NEXT_PAGE and not recto


def decide_no_side(book: Book, documents: Sequence[Document]) -> frozenset[str]:
    """The ids of sections whose count of pages need not be known for others to be set: of the front matter those behind
    which all begin on a side of their own, as the body does; of the back matter all.
    """
    found = {document.id for document in documents if document.matter == "back"}
    for document in reversed([document for document in documents if document.matter == "front"]):
        found.add(document.id)
        turns = book.edition.style.opening == "recto" and document.kind not in NEXT_PAGE
        if not turns and document.kind not in RECTO_ALWAYS | VERSO:
            break
    return frozenset(found)


def labels(book: Book, placed: Sequence[tuple[Start, int]]) -> Iterator[str]:
    """The folio of every page, blank ones before sections and at the end included.

    `placed` is each section's start and count.
    """
    at, number, series = 0, 0, "front"
    for start, count in placed:
        while at < start.page:
            at, number = at + 1, number + 1
            yield folio(book, series, number)  # type: ignore[arg-type]
        series = start.series
        for number in range(start.number, start.number + count):
            yield folio(book, start.series, number)
        at += count
    for blank in range(1, blanks_at_end(book, at) + 1):
        yield folio(book, series, number + blank)  # type: ignore[arg-type]


def blanks_at_end(book: Book, pages: int) -> int:
    """The blank pages behind the last of a book that is printed on sheets of so many pages."""
    return -pages % book.edition.press.pages_multiple if book.edition.press else 0
