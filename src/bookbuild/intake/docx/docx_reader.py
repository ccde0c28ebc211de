"""A .docx file → `ReadDocument`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.document import IntakeDocument, IntakeHeading
from bookbuild.intake.docx.blocks import blocks_in
from bookbuild.intake.docx.doc_metadata import core_properties, metadata_of
from bookbuild.intake.docx.docx_context import MISPLACED, DocxContext
from bookbuild.intake.docx.fields import field_stack
from bookbuild.intake.docx.names import children, descendants
from bookbuild.intake.docx.notes import note_elements, read_comments, read_notes
from bookbuild.intake.docx.numbering import list_numbering
from bookbuild.intake.docx.package import DocxPackage, open_docx
from bookbuild.intake.docx.page_breaks import break_findings
from bookbuild.intake.docx.part_letters import TEXTS, letters_of_part, part_text, text_in
from bookbuild.intake.docx.references import called_notes, with_references
from bookbuild.intake.docx.settling import settled, settled_notes
from bookbuild.intake.docx.style_map import StyleMap, style_map
from bookbuild.intake.docx.styles import word_styles
from bookbuild.intake.docx.tagged_languages import with_languages
from bookbuild.intake.reader import Dropped, IntakeFile, ReadDocument, ReadOptions
from bookbuild.intake.runs import Place

RUNNING = "running head or foot: it is made anew"


def read_docx(file: IntakeFile, options: ReadOptions) -> ReadDocument:
    """The document of a Word file.

    Raises BookError: `import-encrypted`, `import-format` for what cannot be read, `setting-invalid` for a map of styles
    that names what there is not.
    """
    styles = style_map(options.styles)
    with open_docx(file) as package:
        return _read(package, options, styles)


def _read(package: DocxPackage, options: ReadOptions, styles: StyleMap) -> ReadDocument:
    context = _context(package, styles)
    notes = read_notes(context)
    context.fields = field_stack(package.tree(package.main))
    blocks = [block for body in children(package.tree(package.main), "w:body") for block in blocks_in(body, context)]
    context.close_fields()
    properties = core_properties(package)
    settling = settled(blocks, metadata_of(properties))
    document = IntakeDocument(
        blocks=settling.blocks,
        notes=notes,
        metadata=settling.metadata,
        language=properties.get("language"),
        levelled=any(isinstance(block, IntakeHeading) for block in settling.blocks),
    )
    _list_unread(package, context)
    document, shown = with_references(document)
    called, uncalled = settled_notes(document.notes, called_notes(document))
    document = with_languages(replace(document, notes=called), options.language)
    heads = list(_running(package))
    return ReadDocument(
        document=document,
        letters=_letters(package, context),
        findings=(*context.findings, *_unplaced(context), *break_findings(document.blocks, package.file)),
        dropped=(*context.dropped, *settling.dropped, *shown, *uncalled, *heads),
    )


def _context(package: DocxPackage, styles: StyleMap) -> DocxContext:
    part = package.linked("styles")
    known = word_styles(package.tree(part) if part else None)
    numbering = package.linked("numbering")
    context = DocxContext(
        package, known, list_numbering(package.tree(numbering) if numbering else None, known), styles, package.main
    )
    context.note_keys = frozenset(key for key, *_ in note_elements(context))
    context.comments = read_comments(context)
    return context


def _list_unread(package: DocxPackage, context: DocxContext) -> None:
    """List text that stands where a document has none: among properties, in a row but in no cell."""
    stories = [package.tree(package.main), *(element for *_, element in note_elements(context))]
    for story in stories:
        for each in descendants(story, *TEXTS):
            if each not in context.seen:
                context.drop(text_in(each), MISPLACED)


def _letters(package: DocxPackage, context: DocxContext) -> Counter[str]:
    """The letters of all parts that hold text, and those that stand in none."""
    letters = Counter(context.made)
    letters.update(letters_of_part(package.tree(package.main)))
    for _, _, _, element in note_elements(context):
        letters.update(letters_of_part(element))
    for piece in _running(package):
        letters.update(letters_of(piece.text))
    return letters


def _running(package: DocxPackage) -> list[Dropped]:
    """The text of heads and feet of pages, a piece a part."""
    parts = [*package.all_linked("header"), *package.all_linked("footer")]
    pieces = ((part, part_text(package.tree(part)).strip()) for part in parts)
    return [Dropped(text, RUNNING, Place(place=part)) for part, text in pieces if text]


def _unplaced(context: DocxContext) -> list[Finding]:
    """Comments that no place of the text calls."""
    where = Location(context.package.file)
    return [
        Finding(Code.IMPORT_COMMENT, f"a comment by {c.author or 'nobody'}: `{c.text[:60]}`", "answer it", where)
        for c in context.comments.values()
    ]
