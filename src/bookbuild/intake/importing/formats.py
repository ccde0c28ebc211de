"""A file's name and bytes → its format, and the reader of that format."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.intake.reader import IntakeFile, IntakeReader

LARGEST = 200_000_000
"""Files of more bytes are refused before they are read."""


@dataclass(frozen=True, slots=True)
class IntakeFormat:
    """`name` is what `--from` takes; `module` and `function`: the reader, imported when it is needed."""

    name: str
    label: str
    module: str
    function: str


FORMATS = (
    IntakeFormat("plain", "plain text", "bookbuild.intake.plain.text_reader", "read_plain"),
    IntakeFormat("docx", "a Word document", "bookbuild.intake.docx.docx_reader", "read_docx"),
    IntakeFormat("epub", "an EPUB", "bookbuild.intake.epub.epub_reader", "read_epub"),
    IntakeFormat("html", "HTML", "bookbuild.intake.markup.html_reader", "read_html"),
    IntakeFormat("pdf", "a PDF", "bookbuild.intake.pdf.pdf_reader", "read_pdf"),
    IntakeFormat("openiti", "OpenITI mARkdown", "bookbuild.intake.openiti.openiti_reader", "read_openiti"),
    IntakeFormat("shamela", "a book of Shamela", "bookbuild.intake.shamela.shamela_reader", "read_shamela"),
    IntakeFormat("pandoc-json", "Pandoc's JSON", "bookbuild.intake.pandoc_ast.pandoc_reader", "read_pandoc"),
)
"""The formats that can be read. A reader adds its row here, and its bytes to `format_of`."""
LABELS = {
    "docx": "a Word document", "epub": "an EPUB", "html": "HTML", "pdf": "a PDF", "openiti": "OpenITI mARkdown",
    "shamela": "a book of Shamela",
    "pandoc-json": "Pandoc's JSON", "plain": "plain text",
}  # fmt: skip
NAMES = tuple(LABELS)
"""What `--from` takes."""
_BY_NAME = {each.name: each for each in FORMATS}
_ZIPS = (
    ("docx", re.compile(rb"word/document\d*\.xml")),
    ("epub", re.compile(rb"application/epub\+zip|META-INF/container\.xml")),
)
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"
_HTML = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_OF_BYTES = frozenset(("docx", "epub", "pdf"))
"""Formats that text is never read as."""
_HTML_NAMES, _TAG = (".html", ".htm", ".xhtml"), re.compile(rb"<[A-Za-z!]")
_SHAMELA = re.compile(rb"""class=["']?PageText\b""")
_OPENITI = re.compile(rb"^(?:\xef\xbb\xbf)?######OpenITI#")
_PANDOC = re.compile(rb'^\s*\{\s*"(?:pandoc-api-version|meta|blocks)"')


def format_of(file: IntakeFile) -> str:
    """The name of a file's format by its bytes; `plain` where nothing says otherwise. `ole`, `zip`: no book's."""
    head = file.data[: 1 << 16]
    if head.startswith(_PDF) or _PDF in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(_ZIP):
        whole = head + file.data[-(1 << 16) :]
        return next((name for name, mark in _ZIPS if mark.search(whole)), "zip")
    for name, mark in (("openiti", _OPENITI), ("pandoc-json", _PANDOC), ("html", _HTML)):
        if mark.search(head):
            return "shamela" if name == "html" and _SHAMELA.search(head) else name
    return "html" if file.name.lower().endswith(_HTML_NAMES) and _TAG.search(head) else "plain"


def _may_be(found: str, wanted: str) -> bool:
    """Whether bytes of one format can be read as the one that is asked for."""
    if found == "shamela":
        return wanted in ("shamela", "html", "plain")
    return found == wanted or (found in ("plain", "html") and wanted not in _OF_BYTES)


def reader_of(file: IntakeFile, wanted: str | None) -> IntakeReader:
    """The reader for a file. Raises BookError where its format is another than `wanted`, or is not read."""
    found = format_of(file)
    asked = wanted or found
    if wanted and not _may_be(found, wanted):
        remedy = f"give `--from {found}`, or leave `--from` out" if found in LABELS else "name another file"
        _refuse(file, f"`{file.name}` is {LABELS.get(found, 'no such file')}, not {LABELS.get(wanted, wanted)}", remedy)
    if asked == "ole":
        _refuse(
            file, f"`{file.name}` is a document of an old Word, or encrypted",
            "open it in Word or LibreOffice, take its password off, and save it as .docx", Code.IMPORT_ENCRYPTED,
        )  # fmt: skip
    if asked not in _BY_NAME:
        known = ", ".join(f"`{each.name}`" for each in FORMATS)
        _refuse(file, f"`{file.name}` is {LABELS.get(asked, 'of a kind')} that import does not read", f"give {known}")
    chosen = _BY_NAME[asked]
    reader: IntakeReader = getattr(importlib.import_module(chosen.module), chosen.function)
    return reader


def _refuse(file: IntakeFile, message: str, remedy: str, code: Code = Code.IMPORT_FORMAT) -> None:
    raise BookError([Finding(code, message, remedy, Location(file.name))])
