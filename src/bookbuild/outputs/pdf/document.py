"""A book in pages → the PDF that is handed over: labels, boxes, viewer preferences, Info and XMP, through pikepdf."""

from __future__ import annotations

import datetime
import io
import uuid
from pathlib import Path

import pikepdf
from pikepdf.models.metadata import PdfMetadata

from bookbuild.model.book import Book
from bookbuild.model.settings import localized
from bookbuild.outputs.pdf.boxes import set_boxes
from bookbuild.outputs.pdf.press import for_press
from bookbuild.printing.standards import STANDARDS, Standard

PRODUCER = "bookbuild"
NAMESPACES = {"pdfx": "http://ns.adobe.com/pdfx/1.3/", "pdfxid": "http://www.npes.org/pdfx/ns/id/"}
"""Of what the standards of PDF/X say in XMP."""


def write_pdf(
    document: pikepdf.Pdf,
    labels: tuple[str, ...],
    book: Book,
    path: Path,
    *,
    epoch: int,
    profile: bytes | None = None,
    covered: bool = False,
) -> None:
    """Write the book's pages to `path`, dated `epoch` (seconds since 1970, UTC).

    `labels` is the folio of each page, `profile` the content of the printing condition's; `covered`: the first page is
    the cover. The bytes depend on these alone.
    """
    press = book.edition.press
    root = document.Root
    root.Lang = pikepdf.String(book.language)
    root.PageLabels = pikepdf.Dictionary(Nums=_labels(labels))
    root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True, Direction=pikepdf.Name("/R2L" if book.binding == "right" else "/L2R")
    )
    root.PageLayout = pikepdf.Name("/TwoPageLeft" if covered else "/TwoPageRight")
    if "/Outlines" in root:
        root.PageMode = pikepdf.Name("/UseOutlines")
    for_press(document, press, profile)
    set_boxes(document, book)
    standard = STANDARDS.get(press.standard) if press else None
    set_metadata(document, book, epoch, standard)
    made = io.BytesIO()  # qpdf ends the process where a file cannot be written to its end
    compressed = standard is None or standard.compressed
    mode = pikepdf.ObjectStreamMode.generate if compressed else pikepdf.ObjectStreamMode.disable
    document.save(
        made, deterministic_id=True, object_stream_mode=mode, force_version=standard.version if standard else ""
    )
    path.write_bytes(made.getbuffer())


def _labels(labels: tuple[str, ...]) -> pikepdf.Array:
    """One `/P` entry a page: PDF's own styles know no abjad and no ١ (ISO 32000-2, 12.4.2)."""
    nums: list[pikepdf.Object | int] = []
    for number, label in enumerate(labels):
        nums += [number, pikepdf.Dictionary(P=pikepdf.String(label))]
    return pikepdf.Array(nums)


def set_metadata(document: pikepdf.Pdf, book: Book, epoch: int, standard: Standard | None) -> None:
    settings, language = book.edition.book, book.language
    moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    authors = [localized(person.name, language) for person in settings.contributors if person.role == "author"]
    title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
    keywords = tuple(dict.fromkeys((*settings.subjects, *settings.keywords)))
    described = {
        "dc:title": title,
        "dc:creator": authors,
        "dc:language": {language},
        "dc:publisher": {localized(settings.publisher, language)} if settings.publisher else None,
        "dc:rights": localized(settings.rights, language),
        "dc:description": localized(settings.description, language),
        "dc:subject": set(keywords),
        "pdf:Keywords": "; ".join(keywords),
        "dc:identifier": f"urn:isbn:{book.edition.isbn.replace('-', '')}" if book.edition.isbn else None,
        "xmp:CreateDate": moment.isoformat(),
        "xmp:ModifyDate": moment.isoformat(),
        "xmp:MetadataDate": moment.isoformat(),
        "xmp:CreatorTool": PRODUCER,
        "pdf:Producer": PRODUCER,
    }
    if standard is not None:
        described |= {"pdf:Trapped": "False", **standard.xmp, **_named(document, book, epoch)}
    for prefix, address in NAMESPACES.items():
        PdfMetadata.register_xml_namespace(address, prefix)
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        for name, value in described.items():
            if value:
                xmp[name] = sorted(value) if isinstance(value, set) and name == "dc:subject" else value
    stamp = f"D:{moment.year:04d}{moment:%m%d%H%M%S}Z"
    information = {
        "/Title": title, "/Author": "; ".join(authors), "/Producer": PRODUCER, "/Creator": PRODUCER,
        "/CreationDate": stamp, "/ModDate": stamp, "/Keywords": "; ".join(keywords),
    }  # fmt: skip
    for key in list(document.docinfo.keys()):
        del document.docinfo[key]
    if standard is not None:
        information |= standard.info
        document.docinfo.Trapped = pikepdf.Name("/False")
    for key, text in information.items():
        if text:
            document.docinfo[key] = pikepdf.String(text)


def _named(document: pikepdf.Pdf, book: Book, epoch: int) -> dict[str, str]:
    """What PDF/X-4 asks a file to be called by: made of what it is, since no two builds of it may differ."""
    what = (book.name, book.edition.name, book.edition.isbn, epoch, len(document.pages))
    name = uuid.uuid5(uuid.NAMESPACE_URL, repr(what))
    return {"xmpMM:DocumentID": f"uuid:{name}", "xmpMM:VersionID": "1", "xmpMM:RenditionClass": "default"}
