"""Pages → the same without indexes and lists that name pages, which are made anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookbuild.intake.pdf.headings import OutlineEntry
from bookbuild.intake.pdf.heads import place_of
from bookbuild.intake.pdf.pages import PdfPage
from bookbuild.intake.plain.notes import CALL
from bookbuild.intake.reader import Dropped

_INDEX = re.compile(
    r"^(?:(?:general |subject )?index(?:es)?\b|list of (?:figures|tables|illustrations)\b|figures$|tables$"
    r"|الفهارس|فهرس\b|كشاف\b|ثبت\b|قائمة (?:الأشكال|الجداول)|الأشكال$|الجداول$)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\d\s*$|^\s*\d+(?:[\s,،–-]+\d+)*[\s.…]")
INDEX = "an index or a list of pages: it is made anew"


def without_apparatus(pages: Sequence[PdfPage], outline: Sequence[OutlineEntry]) -> list[Dropped]:
    """Take the indexes that the outline names out of `pages`, where most of their lines end with a page."""
    dropped: list[Dropped] = []
    for entry, end in _indexes(outline, len(pages)):
        assert entry.page is not None
        for page in pages[entry.page : end]:
            if sum(bool(_PAGES.search(line.text)) for line in page.lines) * 3 < len(page.lines):
                break
            dropped += [Dropped(CALL.sub("", line.text), INDEX, place_of(line.page)) for line in page.lines]
            page.lines = []
    return dropped


def _indexes(outline: Sequence[OutlineEntry], count: int) -> Iterator[tuple[OutlineEntry, int]]:
    """Entries that are called as an index is, and the page before which each ends."""
    for at, entry in enumerate(outline):
        if entry.page is None or not _INDEX.match(entry.title):
            continue
        after = [other.page for other in outline[at + 1 :] if other.page is not None and other.page > entry.page]
        yield entry, min(after, default=count)
