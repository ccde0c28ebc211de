"""A cover's page and the sheet that it is on → the PDF that the printer gets beside the book's pages."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from msgspec.structs import replace

from bookbuild.model.book import Book
from bookbuild.model.press import Press
from bookbuild.outputs.pdf.boxes import POINTS
from bookbuild.outputs.pdf.document import set_metadata
from bookbuild.outputs.pdf.press import for_press
from bookbuild.outputs.pdf.profiles import profile_content
from bookbuild.printing.conditions import CONDITIONS, profile_of
from bookbuild.printing.standards import STANDARDS

NEXT = ("fogra39", "fogra51", "gracol2013", "swop2013")
"""Conditions by whose profiles a cover is separated where its own, named alone, is not on this machine."""


def write_cover(document: pikepdf.Pdf, bleed: float, book: Book, path: Path, *, epoch: int) -> None:
    """Write a cover to `path`, dated `epoch` (seconds since 1970, UTC). `bleed`: mm on all sides within the page.

    It is in colour, whatever the ink of the pages. The bytes depend on these and on the machine's profiles alone.
    """
    press = replace(book.edition.press or Press(), ink="colour")
    standard = STANDARDS.get(press.standard)
    document.Root.Lang = pikepdf.String(book.language)
    document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    for_press(document, press, _profile(book.folder, press))
    _boxes(document, bleed * POINTS)
    set_metadata(document, book, epoch, standard)
    compressed = standard is None or standard.compressed
    mode = pikepdf.ObjectStreamMode.generate if compressed else pikepdf.ObjectStreamMode.disable
    made, version = io.BytesIO(), standard.version if standard else ""
    document.save(made, deterministic_id=True, object_stream_mode=mode, force_version=version)
    path.write_bytes(made.getbuffer())


def _boxes(document: pikepdf.Pdf, inset: float) -> None:
    """The page is the sheet with its bleed: the TrimBox lies within, by `inset` pt."""
    for page in document.pages:
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        trim = (left + inset, bottom + inset, right - inset, top - inset)
        page.obj.TrimBox = pikepdf.Array([round(edge, 4) for edge in trim])
        page.obj.BleedBox = pikepdf.Array([left, bottom, right, top])


def _profile(folder: Path, press: Press) -> bytes | None:
    """The profile of the edition's condition, or of the next that this machine has."""
    try:
        return profile_content(folder, press)
    except FileNotFoundError:
        others = (profile_of(CONDITIONS[name]) for name in NEXT)
        return next((path.read_bytes() for path in others if path), None)
