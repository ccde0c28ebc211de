"""An EPUB file → `ReadDocument`: package and contents first, then the documents of the spine as one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from bookbuild.diagnostics import BookError
from bookbuild.inspection.archive import Archive
from bookbuild.inspection.publication import target
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.document import IntakeBlock, IntakeHeading, IntakeOrnament
from bookbuild.intake.epub.contents import EpubContents, contents_of
from bookbuild.intake.epub.headings import ReadPart, with_levels
from bookbuild.intake.epub.metadata import language_of_package, metadata_of_package
from bookbuild.intake.epub.package import EpubPackage, opened, package_of
from bookbuild.intake.flattening import without_headings
from bookbuild.intake.markup.elements import classes_of, language_of_element, name_of, types_of
from bookbuild.intake.markup.evidence import CONTENTS, MarkupSource, gathered
from bookbuild.intake.markup.html_reader import MarkupBook, blocks_of, notes_of, read_document, reading_of
from bookbuild.intake.markup.metadata import titled
from bookbuild.intake.markup.parsing import parsed_xhtml
from bookbuild.intake.markup.reading import MarkupFiles, MarkupReading
from bookbuild.intake.markup.styles import dresses_of
from bookbuild.intake.reader import Dropped, IntakeFile, ReadDocument, ReadOptions
from bookbuild.intake.runs import Place

_TITLE_PAGES = frozenset(("titlepage", "halftitlepage", "title-page", "half-title", "halftitle"))
_IMPRINTS = frozenset(("copyright-page", "imprint", "imprimatur"))
_PARTS = frozenset(("part", "volume"))


def read_epub(file: IntakeFile, options: ReadOptions) -> ReadDocument:
    """The document of an EPUB. Raises BookError for one that cannot be read, is unsafe, or is encrypted."""
    with opened(file) as archive:
        package = package_of(archive, file.name)
        contents = contents_of(archive, package)
        sources = [MarkupSource(item.name, parsed_xhtml(archive.read(item.name), item.name)) for item in package.spine]
        return _read(archive, package, contents, sources, options)


def _read(
    archive: Archive, package: EpubPackage, contents: EpubContents, sources: Sequence[MarkupSource],
    options: ReadOptions,
) -> ReadDocument:  # fmt: skip
    book = MarkupBook(
        evidence=gathered(sources, dict(contents.pages)),
        files=_files(archive),
        dresses=dresses_of(_sheets(archive, package)),
        language=options.language or language_of_package(package.package) or _language(sources),
        direction=package.direction if package.direction in ("rtl", "ltr") else _direction(sources),
        by_lines=False,
    )
    metadata = metadata_of_package(package.package)
    readings: dict[str, MarkupReading] = {}
    parts: list[ReadPart] = []
    imprint: list[IntakeBlock] = []
    for source in sources:
        reading = readings[source.name] = reading_of(source, book)
        blocks: Sequence[IntakeBlock] = blocks_of(source, reading)
        types = _types(source.root)
        if types & _TITLE_PAGES:
            blocks, metadata = titled(blocks, metadata, first=len(blocks))
        if types & _IMPRINTS:
            imprint += without_headings(blocks)
            blocks = ()
        parts.append(ReadPart(source.name, tuple(_marked(_trimmed(blocks), types))))
    notes = notes_of(book, readings)
    body = with_levels(parts, contents.entries)
    read = read_document(list(readings.values()), sources, body, notes, metadata, book, imprint)
    return _with_contents(read, contents)


def _with_contents(read: ReadDocument, contents: EpubContents) -> ReadDocument:
    """The contents are listed as dropped: they are made anew."""
    dropped = [Dropped(entry.title, CONTENTS, Place(place="contents")) for entry in contents.entries]
    letters = read.letters.copy()
    for piece in dropped:
        letters.update(letters_of(piece.text))
    return replace(read, letters=letters, dropped=(*read.dropped, *dropped))


def _files(archive: Archive) -> MarkupFiles:
    names = {name.casefold(): name for name in archive.names}

    def bytes_of(document: str, reference: str) -> bytes | None:
        found = target(document, reference)
        name = names.get(found[0].casefold()) if found else None
        try:
            return archive.read(name) if name else None
        except BookError:
            return None

    return bytes_of


def _sheets(archive: Archive, package: EpubPackage) -> Iterator[str]:
    for item in package.items.values():
        if item.media_type == "text/css" and archive.size(item.name) < 2_000_000:
            yield archive.read(item.name).decode("utf-8", "replace")


def _language(sources: Sequence[MarkupSource]) -> str | None:
    return next(filter(None, (language_of_element(source.root) for source in sources)), None)


def _direction(sources: Sequence[MarkupSource]) -> str | None:
    directions = {source.root.get("dir") or "" for source in sources}
    return "rtl" if directions == {"rtl"} else None


def _types(root: etree._Element) -> frozenset[str]:
    """The types of a document: of its root, its body, and a section that is all of it."""
    words: set[str] = set()
    element: etree._Element | None = root
    while element is not None and name_of(element) in ("html", "body", "section", "div"):
        words |= types_of(element) | set(classes_of(element) if name_of(element) != "html" else ())
        inner = [child for child in element if name_of(child) not in ("head", "")]
        body = next((child for child in inner if name_of(child) == "body"), None)
        element = body if body is not None else inner[0] if len(inner) == 1 else None
    return frozenset(words)


def _trimmed(blocks: Sequence[IntakeBlock]) -> list[IntakeBlock]:
    """Blocks without the rules at their ends: those parted notes from text."""
    kept = list(blocks)
    while kept and isinstance(kept[-1], IntakeOrnament):
        kept.pop()
    return kept


def _marked(blocks: Sequence[IntakeBlock], types: frozenset[str]) -> Iterator[IntakeBlock]:
    """The blocks of a document, its first heading that of a part where the document says so, with its kind."""
    first = True
    for block in blocks:
        if isinstance(block, IntakeHeading):
            yield replace(block, part=block.part or bool(types & _PARTS), opens_page=True) if first else block
            first = False
        else:
            yield block
