"""A cover's page and the sheet that it is on → the PDF that the printer gets beside the book's pages."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from bookbuild.model.book import Book
from bookbuild.outputs.pdf.document import POINTS, _metadata


def write_cover(document: pikepdf.Pdf, bleed: float, book: Book, path: Path, *, epoch: int) -> None:
    """Write a cover to `path`, dated `epoch` (seconds since 1970, UTC). `bleed`: mm on all sides within the page.

    The bytes depend on these alone.
    """
    document.Root.Lang = pikepdf.String(book.language)
    document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    for page in document.pages:
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        inset = bleed * POINTS
        box = [round(edge, 4) for edge in (left + inset, bottom + inset, right - inset, top - inset)]
        page.obj.TrimBox = pikepdf.Array(box)
        page.obj.BleedBox = pikepdf.Array([left, bottom, right, top])
    _metadata(document, book, epoch)
    made = io.BytesIO()
    document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    path.write_bytes(made.getbuffer())
