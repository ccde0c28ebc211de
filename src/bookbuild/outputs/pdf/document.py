"""A book in pages → the PDF that is handed over: labels, boxes, viewer preferences, Info and XMP, through pikepdf."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pikepdf

from bookbuild.model.book import Book
from bookbuild.model.settings import localized

PRODUCER = "bookbuild"
POINTS = 72 / 25.4
"""pt in a mm."""


def write_pdf(
    document: pikepdf.Pdf, labels: tuple[str, ...], book: Book, path: Path, *, epoch: int, covered: bool = False
) -> None:
    """Write the book's pages to `path`, dated `epoch` (seconds since 1970, UTC).

    `labels` is the folio of each page; `covered`: the first is the cover. The bytes depend on these alone.
    """
    root = document.Root
    root.Lang = pikepdf.String(book.language)
    root.PageLabels = pikepdf.Dictionary(Nums=_labels(labels))
    root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True, Direction=pikepdf.Name("/R2L" if book.binding == "right" else "/L2R")
    )
    root.PageLayout = pikepdf.Name("/TwoPageLeft" if covered else "/TwoPageRight")
    if "/Outlines" in root:
        root.PageMode = pikepdf.Name("/UseOutlines")
    _boxes(document, book)
    _metadata(document, book, epoch)
    made = io.BytesIO()  # qpdf ends the process where a file cannot be written to its end
    document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    path.write_bytes(made.getbuffer())


def _labels(labels: tuple[str, ...]) -> pikepdf.Array:
    """One `/P` entry a page: PDF's own styles know no abjad and no ١ (ISO 32000-2, 12.4.2)."""
    nums: list[pikepdf.Object | int] = []
    for number, label in enumerate(labels):
        nums += [number, pikepdf.Dictionary(P=pikepdf.String(label))]
    return pikepdf.Array(nums)


def _boxes(document: pikepdf.Pdf, book: Book) -> None:
    """BleedBox: the trim and the bleed that the edition asks for; the slug with the marks lies beyond."""
    bleed = book.edition.bleed * POINTS
    for page in document.pages:
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        box = (left - bleed, bottom - bleed, right + bleed, top + bleed)
        page.obj.BleedBox = pikepdf.Array([round(edge, 4) for edge in box])


def _metadata(document: pikepdf.Pdf, book: Book, epoch: int) -> None:
    settings, language = book.edition.book, book.language
    moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    authors = [localized(person.name, language) for person in settings.contributors if person.role == "author"]
    title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
    described = {
        "dc:title": title,
        "dc:creator": authors,
        "dc:language": {language},
        "dc:publisher": {localized(settings.publisher, language)} if settings.publisher else None,
        "dc:rights": localized(settings.rights, language),
        "dc:description": localized(settings.description, language),
        "dc:subject": set(settings.subjects),
        "dc:identifier": f"urn:isbn:{book.edition.isbn.replace('-', '')}" if book.edition.isbn else None,
        "xmp:CreateDate": moment.isoformat(),
        "xmp:ModifyDate": moment.isoformat(),
        "xmp:MetadataDate": moment.isoformat(),
        "xmp:CreatorTool": PRODUCER,
        "pdf:Producer": PRODUCER,
    }
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        for name, value in described.items():
            if value:
                xmp[name] = sorted(value) if isinstance(value, set) and name == "dc:subject" else value
    stamp = f"D:{moment.year:04d}{moment:%m%d%H%M%S}Z"
    information = {
        "/Title": title, "/Author": "; ".join(authors), "/Producer": PRODUCER, "/Creator": PRODUCER,
        "/CreationDate": stamp, "/ModDate": stamp,
    }  # fmt: skip
    for key in list(document.docinfo.keys()):
        del document.docinfo[key]
    for key, text in information.items():
        if text:
            document.docinfo[key] = pikepdf.String(text)
