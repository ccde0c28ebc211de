"""An HTML file → `ReadDocument`: evidence of the whole first, then its blocks, then its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from bookbuild.intake.beside import bytes_beside
from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.document import IntakeBlock, IntakeDocument, IntakeMetadata, IntakeNote, IntakeParagraph
from bookbuild.intake.markup.blocks import flow
from bookbuild.intake.markup.elements import direction_of, language_of_element, name_of, text_of
from bookbuild.intake.markup.evidence import MarkupEvidence, MarkupSource, gathered
from bookbuild.intake.markup.metadata import language_of_head, metadata_of_head, titled
from bookbuild.intake.markup.notes import note_of
from bookbuild.intake.markup.parsing import parsed_html
from bookbuild.intake.markup.reading import MarkupDress, MarkupFiles, MarkupReading
from bookbuild.intake.markup.styles import Dresses, dresses_of
from bookbuild.intake.reader import IntakeFile, ReadDocument, ReadOptions
from bookbuild.intake.settling import settled
from bookbuild.model.inlines import Direction


@dataclass(frozen=True, slots=True)
class MarkupBook:
    """What all documents of a source share while they are read."""

    evidence: MarkupEvidence
    files: MarkupFiles
    dresses: Dresses
    language: str | None
    direction: str | None
    by_lines: bool


def read_html(file: IntakeFile, options: ReadOptions) -> ReadDocument:
    """The document of an HTML file. Raises BookError for one that cannot be read, or has no text."""
    root = parsed_html(file.data, file.name)
    language = options.language or language_of_element(root) or language_of_head(root) or _of_body(root)
    source = MarkupSource("", root)
    book = MarkupBook(
        gathered([source], {}),
        lambda _, reference: bytes_beside(file, reference),
        dresses_of(_sheets(root, file)),
        language,
        direction_of(root) or _direction_of_body(root),
        by_lines=True,
    )
    reading = reading_of(source, book)
    blocks = blocks_of(source, reading)
    notes = notes_of(book, {"": reading})
    kept, metadata = titled(blocks, metadata_of_head(root))
    return read_document([reading], [source], kept, notes, metadata, book)


def _of_body(root: etree._Element) -> str | None:
    return next((language_of_element(body) for body in root.iter("{*}body")), None)


def _direction_of_body(root: etree._Element) -> str | None:
    return next((direction_of(body) for body in root.iter("{*}body")), None)


def _sheets(root: etree._Element, file: IntakeFile) -> list[str]:
    """The style sheets in the file and beside it."""
    sheets: list[str] = []
    for element in root.iter():
        if name_of(element) == "style":
            sheets.append("".join(element.itertext()))
        elif name_of(element) == "link" and "stylesheet" in (element.get("rel") or "").lower():
            sheets.append((bytes_beside(file, element.get("href") or "") or b"").decode("utf-8", "replace"))
    return sheets


def reading_of(source: MarkupSource, book: MarkupBook) -> MarkupReading:
    """The state in which a document is read."""
    direction: Direction | None = "rtl" if book.direction == "rtl" else "ltr" if book.direction == "ltr" else None
    return MarkupReading(
        source.name, book.evidence, book.files, book.dresses, book.by_lines, book.language, direction
    )  # fmt: skip


def blocks_of(source: MarkupSource, reading: MarkupReading) -> list[IntakeBlock]:
    """The blocks of a document's body."""
    if mark := reading.mark(source.root):
        reading.carried.append(mark)
    blocks: list[IntakeBlock] = []
    dress = MarkupDress()
    for element in _bodies(source.root):
        if element in reading.evidence.dropped:
            reading.drop(element, reading.evidence.dropped[element])
            continue
        if element is not source.root and (mark := reading.mark(element)):
            reading.carried.append(mark)
        blocks += flow(element, reading.dressed(element, dress), reading)
    return _with_carried(blocks, reading)


def _bodies(root: etree._Element) -> list[etree._Element]:
    """The bodies of a document; the root where it has none."""
    if name_of(root) in ("body", "section", "div"):
        return [root]
    found = [child for child in root if name_of(child) in ("body", "frameset")]
    others = [child for child in root if name_of(child) not in ("head", "body", "frameset", "")]
    return [*found, *others] if found else [root]


def _with_carried(blocks: list[IntakeBlock], reading: MarkupReading) -> list[IntakeBlock]:
    """Bookmarks behind the last text stand at its end."""
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if reading.carried and isinstance(block, IntakeParagraph):
            blocks[at] = replace(block, runs=(*block.runs, *reading.take_carried()))
    return blocks


def notes_of(book: MarkupBook, readings: dict[str, MarkupReading]) -> list[IntakeNote]:
    """The notes of all documents, each read in the state of its own."""
    by_root = {element.getroottree().getroot(): name for (name, key), element in book.evidence.by_id.items() if not key}
    notes: list[IntakeNote] = []
    for body, key in book.evidence.notes.bodies.items():
        reading = readings[by_root[body.getroottree().getroot()]]
        notes.append(note_of(body, key, reading))
    return notes


def read_document(
    readings: Sequence[MarkupReading], sources: Sequence[MarkupSource], blocks: Sequence[IntakeBlock],
    notes: Sequence[IntakeNote], metadata: IntakeMetadata, book: MarkupBook, imprint: Sequence[IntakeBlock] = (),
) -> ReadDocument:  # fmt: skip
    """What the reader gives, with every call and reference answered."""
    letters: Counter[str] = Counter()
    for source in sources:
        letters.update(letters_of(clean_text(text_of(source.root))))
    front = (("cataloguing", tuple(imprint)),) if imprint else ()
    document = IntakeDocument(tuple(blocks), tuple(notes), metadata, front, book.language)
    whole, dropped = settled(document)
    of_readings = [piece for reading in readings for piece in reading.dropped]
    return ReadDocument(
        replace(whole, direction="rtl" if book.direction == "rtl" else None),
        letters,
        tuple(finding for reading in readings for finding in reading.findings),
        (*of_readings, *dropped),
    )
