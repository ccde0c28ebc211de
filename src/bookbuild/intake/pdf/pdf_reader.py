"""A PDF file → `ReadDocument`: read in a process with limits, then evidence first, as of a text."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.inspection.child import allowance_for_pages, read_apart
from bookbuild.intake.arabic.repairs import repaired_line
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeContributor,
    IntakeDocument,
    IntakeHeading,
    IntakeMetadata,
    IntakeNote,
    IntakeOrnament,
)
from bookbuild.intake.pdf.apparatus import without_apparatus
from bookbuild.intake.pdf.figures import with_figures
from bookbuild.intake.pdf.foot_notes import PdfNote, without_notes
from bookbuild.intake.pdf.headings import outline_of
from bookbuild.intake.pdf.heads import place_of, printed_numbers, without_heads
from bookbuild.intake.pdf.measure import measure_of
from bookbuild.intake.pdf.pages import PdfPage, pages_of
from bookbuild.intake.pdf.paragraphs import paragraphs_of
from bookbuild.intake.pdf.parting import PdfBook, PdfParts, parted_book, plain_lines_of, with_whole_emphasis
from bookbuild.intake.pdf.placing import placed
from bookbuild.intake.plain.habits import LineHabits
from bookbuild.intake.plain.structure import PlainBlocks, blocks_of_lines, blocks_of_paragraphs
from bookbuild.intake.printed_pages import with_page_marks
from bookbuild.intake.reader import Dropped, IntakeFile, ReadDocument, ReadOptions
from bookbuild.intake.titles import bare_title

_UNKNOWN = "\ufffd"
_NO_TITLE = re.compile(r"^(?:untitled|microsoft word|document\d*)\b|\.(?:docx?|indd|qxp|odt|pdf|tex)$", re.IGNORECASE)
_ORNAMENTS = " ۞❦❧✦⁂*"
_ORNAMENT = "ornament below a heading: the theme has its own"
_FEW = 20
"""A page with fewer letters has no text to speak of."""


def read_pdf(file: IntakeFile, options: ReadOptions) -> ReadDocument:
    """The document of a PDF. Raises BookError for one that is encrypted or damaged, or has pictures of pages alone."""
    facts, found = _facts(file)
    if found:
        raise BookError([replace(each, location=Location(file.name)) for each in found])
    if facts.get("encrypted"):
        remedy = "open it with its password, and save it without"
        raise BookError([Finding(Code.IMPORT_ENCRYPTED, f"`{file.name}` is encrypted", remedy, Location(file.name))])
    _refuse_scanned(file, facts)
    book = _book(facts, file)
    return _read(book, facts, options, file)


def _facts(file: IntakeFile) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """What the child reads of the file, from where it lies, or from a copy."""
    allowed = allowance_for_pages(len(file.data))
    with tempfile.TemporaryDirectory(prefix="bookbuild-") as folder:
        path = Path(folder) / (Path(file.name).name or "book.pdf")
        path.write_bytes(file.data)
        return read_apart(path, "pdf-lines", allowed=allowed)


def _refuse_scanned(file: IntakeFile, facts: Mapping[str, Any]) -> None:
    letters = sum(count for letter, count in facts["letters"].items() if letter.isalnum())
    if letters < _FEW and len(facts["pages"]) * _FEW > letters:
        message = f"`{file.name}` has no text: its {len(facts['pages'])} pages are pictures"
        remedy = "have its letters recognised (OCR), and import what comes of that"
        raise BookError([Finding(Code.IMPORT_FORMAT, message, remedy, Location(file.name))])


def _book(facts: Mapping[str, Any], file: IntakeFile) -> PdfBook:
    """The pages without furniture and notes' marks, each line with its Arabic as it is read."""
    pages = pages_of(facts)
    measure = measure_of(pages)
    outline = outline_of([tuple(each) for each in facts["outline"]], {page.number: len(page.lines) for page in pages})
    book = PdfBook(pages, measure, outline, {line.number: line for page in pages for line in page.lines})
    book.findings += _unknown_signs(pages, file)
    heads = without_heads(pages, measure, [entry.title for entry in outline])
    book.printed.update(printed_numbers(pages, heads))
    book.dropped += heads
    for page in pages:
        for line in page.lines:
            line.text, made = repaired_line(line.text, place_of(page.number), turned=False)
            book.repairs += made
    return book


def _unknown_signs(pages: Sequence[PdfPage], file: IntakeFile) -> Iterator[Finding]:
    """Signs whose text the file does not tell leave the gap of a sign that is lost; pages that have them are named."""
    where: list[int] = []
    for page in pages:
        for line in page.lines:
            if _UNKNOWN in line.text:
                where.append(page.number + 1)
                line.text = re.sub(rf"\s*{_UNKNOWN}+\s*", "  ", line.text).strip()
                line.raised = ()
        page.lines = [line for line in page.lines if line.text]
    if where:
        numbers = ", ".join(map(str, dict.fromkeys(where[:12])))
        message = f"`{file.name}` does not tell what {len(where)} of its lines say in full: pages {numbers}"
        remedy = "read the places against the printed page, and write the signs that are missing"
        yield Finding(Code.IMPORT_SYMBOL, message, remedy, Location(file.name))


def _read(book: PdfBook, facts: Mapping[str, Any], options: ReadOptions, file: IntakeFile) -> ReadDocument:
    notes, dropped = without_notes(book.pages, book.measure)
    book.dropped += dropped
    book.dropped += without_apparatus(book.pages, book.outline)
    parts = parted_book(book)
    body = blocks_of_paragraphs(*parts.body)
    imprint = blocks_of_lines(parts.front.imprint, parts.habits, display=True)
    before = blocks_of_lines(parts.front.text, parts.habits)
    note_blocks = [(note.key, _note_blocks(note, book, parts.habits)) for note in notes]
    built = (imprint, before, body, *(blocks for _, blocks in note_blocks))
    blocks, ornaments = _without_ornaments(body.blocks)
    figures, missing = with_figures(blocks, book.pages, book.lines)
    pages = {number: line.page for number, line in book.lines.items()}
    document = IntakeDocument(
        blocks=tuple(with_page_marks(figures, _begins(parts, book))),
        notes=tuple(IntakeNote(key, tuple(blocks.blocks)) for key, blocks in note_blocks if blocks.blocks),
        metadata=_metadata(parts.front.metadata, facts),
        front=tuple(_front(imprint, before)),
        language=options.language,
        levelled=bool(book.outline) or parts.contents.levelled or parts.sizes > 1,
    )
    dropped = [*book.dropped, *ornaments, *parts.dropped, *(piece for each in built for piece in each.dropped)]
    return ReadDocument(
        document=placed(document, pages),
        letters=_letters(facts["letters"]),
        findings=(*book.findings, *_left_out(facts["pictures_left_out"] + missing, file)),
        dropped=placed(tuple(dropped), pages),
        repairs=placed((*book.repairs, *(repair for each in built for repair in each.repairs)), pages),
    )


def _begins(parts: PdfParts, book: PdfBook) -> dict[int, str]:
    """The first line of the text of each page whose number is known → that number."""
    paragraphs, *_ = parts.body
    first: dict[int, int] = {}
    for line in (line for lines in paragraphs for line in lines):
        page = book.lines[line.number].page
        first[page] = min(line.number, first.get(page, line.number))
    return {line: book.printed[page] for page, line in first.items() if page in book.printed}


def _without_ornaments(blocks: Sequence[IntakeBlock]) -> tuple[list[IntakeBlock], list[Dropped]]:
    """Blocks without the ornaments right below headings, which are a theme's."""
    kept: list[IntakeBlock] = []
    dropped: list[Dropped] = []
    for block in blocks:
        if isinstance(block, IntakeOrnament) and kept and isinstance(kept[-1], IntakeHeading):
            dropped.append(Dropped(block.written, _ORNAMENT, block.place))
        else:
            kept.append(block)
    return kept, dropped


def _note_blocks(note: PdfNote, book: PdfBook, habits: LineHabits) -> PlainBlocks:
    """The blocks of a note; a page within it breaks no paragraph."""
    parts = paragraphs_of([line for line in note.lines if line.text], book.measure)
    plain = plain_lines_of(parts, book.measure)
    lines = [with_whole_emphasis([plain[line.number] for line in paragraph.lines]) for paragraph in parts]
    on = frozenset(each[0].number for at, each in enumerate(lines) if at and each[0].page != lines[at - 1][-1].page)
    return blocks_of_paragraphs(lines, replace(habits, continued=on))


def _front(imprint: PlainBlocks, before: PlainBlocks) -> Iterator[tuple[str, tuple[IntakeBlock, ...]]]:
    for role, built in (("cataloguing", imprint), ("epigraph", before)):
        if built.blocks:
            yield role, tuple(built.blocks)


def _metadata(found: IntakeMetadata, facts: Mapping[str, Any]) -> IntakeMetadata:
    """What the title page says, and where it is silent, what the file says of itself."""
    found = replace(found, title=found.title.strip(_ORNAMENTS), subtitle=found.subtitle.strip(_ORNAMENTS))
    title, author = (str(facts.get(key) or "").strip() for key in ("title", "author"))
    if not found.title and title and not _NO_TITLE.search(title):
        found = replace(found, title=title)
    begun, _, rest = (part.strip() for part in title.partition(":"))
    if begun and found.title.startswith(f"{begun} ") and not _NO_TITLE.search(title):
        found = replace(found, title=begun)
    if found.title and not found.subtitle and bare_title(begun) == bare_title(found.title):
        found = replace(found, subtitle=rest)
    if not any(each.role == "author" for each in found.contributors) and author and len(author) < 80:
        found = replace(found, contributors=(IntakeContributor(author), *found.contributors))
    return found


def _left_out(count: int, file: IntakeFile) -> Iterator[Finding]:
    if count:
        message = f"{count} pictures of `{file.name}` are too large, or damaged, and are left out"
        yield Finding(Code.IMAGE_MISSING, message, "put them into `images/` from their own files", Location(file.name))


def _letters(drawn: Mapping[str, int]) -> Counter[str]:
    """The letters that are drawn, each as often as it is."""
    letters: Counter[str] = Counter()
    for character, count in drawn.items():
        for letter, times in letters_of(character).items():
            letters[letter] += times * count
    return letters
