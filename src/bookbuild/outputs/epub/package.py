"""Rendered documents and resources → a valid EPUB 3.3, through ebooklib."""

from __future__ import annotations

import datetime
import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.model.document import Document, Rendered, Resource
from bookbuild.outputs.epub.archive import write_archive
from bookbuild.outputs.epub.contents import iri
from bookbuild.outputs.epub.metadata import XML_LANG, entries, identifier
from bookbuild.outputs.epub.navigation import nav_document
from bookbuild.outputs.epub.ncx import ncx_document

# EPUB 3.3, "last modified date": CCYY-MM-DDThh:mm:ssZ, the year in four digits.
_EARLIEST = datetime.datetime(1000, 1, 1, tzinfo=datetime.UTC)
_PACKAGE = "EPUB/content.opf"
_OPF = "{http://www.idpf.org/2007/opf}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def write_epub(rendered: Rendered, path: Path, *, epoch: int) -> None:
    """Write `rendered` to `path`, dated `epoch` (seconds since 1970, UTC).

    The bytes depend on `rendered` and `epoch` alone; the documents' own are kept as they are. Raises OSError where the
    path cannot be written, BookError where there is nothing to write.
    """
    if not rendered.documents:
        raise BookError([_nothing(rendered)])
    modified = max(datetime.datetime.fromtimestamp(epoch, datetime.UTC), _EARLIEST)
    packed = _packed(_book(rendered), modified)
    packed[_PACKAGE] = _amended(packed[_PACKAGE], rendered)
    write_archive(path, packed.items(), epoch=epoch)


def _nothing(rendered: Rendered) -> Finding:
    return Finding(
        Code.CHAPTER_MISSING,
        f"the edition `{rendered.book.edition.name}` has no section",
        "name at least one file or item in `[matter]`",
        edition=rendered.book.edition.name,
    )


def _book(rendered: Rendered) -> Any:
    """The book as ebooklib knows it; its spine is the documents in book order."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_identifier(identifier(rendered.book))
    book.title, book.language = rendered.book.title, rendered.book.language
    book.set_direction("rtl" if rendered.book.binding == "right" else "ltr")
    for entry in entries(rendered):
        namespace, _, name = entry.name.rpartition(":")
        book.add_metadata("DC" if namespace else "OPF", name, entry.value, entry.attributes)
    book.add_item(_finished("nav", _nav_href(rendered), nav_document(rendered), "nav"))
    book.add_item(_ncx(rendered))
    for number, document in enumerate(rendered.documents, 1):
        book.add_item(_document(document, number))
        book.spine.append(f"document-{number}")
    for number, resource in enumerate(rendered.resources, 1):
        book.add_item(_resource(resource, number))
        if _is_cover(resource):
            # What EPUB 2 says of a cover (EPUB 3.3, 5.5.7): some shops and devices look for nothing else.
            book.add_metadata("OPF", "meta", None, {"name": "cover", "content": f"resource-{number}"})
    return book


@cache
def _finished_html() -> Any:
    """A kind of document whose bytes ebooklib does not parse and write anew."""
    from ebooklib import epub

    class FinishedHtml(epub.EpubHtml):  # type: ignore[misc]
        def get_content(self, default: bytes | None = None) -> bytes:
            return self.content or default or b""

    return FinishedHtml


def _finished(uid: str, href: str, content: bytes, *properties: str) -> Any:
    item = _finished_html()(uid=uid, file_name=href, media_type="application/xhtml+xml", content=content)
    item.properties = list(properties)
    return item


def _document(document: Document, number: int) -> Any:
    properties = [*(["mathml"] if document.has_mathml else []), *(["svg"] if document.has_svg else [])]
    return _finished(f"document-{number}", document.href, document.xhtml, *properties)


def _resource(resource: Resource, number: int) -> Any:
    from ebooklib import epub

    item = epub.EpubItem(f"resource-{number}", resource.href, resource.media_type, resource.content)
    item.properties = ["cover-image"] if _is_cover(resource) else []
    return item


def _is_cover(resource: Resource) -> bool:
    return resource.href.startswith("cover.")


def _ncx(rendered: Rendered) -> Any:
    """The NCX, under the id to which ebooklib's spine points."""
    from ebooklib import epub

    return epub.EpubItem("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx_document(rendered))


def _nav_href(rendered: Rendered) -> str:
    """A name that no section has: a file may be called `nav.md`. Names are compared as readers' systems do."""
    taken = {document.href.casefold() for document in rendered.documents}
    names = ("nav.xhtml", *(f"nav-{number}.xhtml" for number in range(1, len(taken) + 2)))
    return next(name for name in names if name not in taken)


def _packed(book: Any, modified: datetime.datetime) -> dict[str, bytes]:
    """The archive that ebooklib makes, taken apart: contents by name, in order."""
    from ebooklib import epub

    buffer = io.BytesIO()
    epub.write_epub(buffer, book, {"mtime": modified, "raise_exceptions": True, "compresslevel": 0})
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _amended(package: bytes, rendered: Rendered) -> bytes:
    """The package document with what ebooklib cannot say: language, direction, hrefs that are URLs.

    What is described stands before what refines it, for people who read it.
    """
    root = etree.fromstring(package, etree.XMLParser(remove_blank_text=True))
    root.set(XML_LANG, rendered.book.language)
    root.set("dir", rendered.book.direction)
    for metadata in root.iter(f"{_OPF}metadata"):
        metadata[:] = sorted(metadata, key=lambda entry: not str(entry.tag).startswith(_DUBLIN_CORE))
    for item in root.iter(f"{_OPF}item"):
        item.set("href", iri(item.get("href", "")))
    etree.indent(root)
    # Devices that look for `<meta name="cover"` as text know no prefix; a `<` of a text is escaped, so these are tags.
    made = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    made = made.replace(b' xmlns:opf="http://www.idpf.org/2007/opf"', b"", 1)
    return made.replace(b"<opf:", b"<").replace(b"</opf:", b"</")
