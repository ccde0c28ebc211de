"""The documents of several files → one, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookbuild.intake.document import IntakeBlock, IntakeDocument, IntakeHeading
from bookbuild.intake.rewriting import changed_document
from bookbuild.intake.runs import NoteCall, RunPieces, TextRun


def joined_documents(documents: Sequence[IntakeDocument]) -> tuple[IntakeDocument, tuple[str, ...]]:
    """One document with the metadata of the first, and the titles that import gave to files without headings."""
    if len(documents) == 1:
        return documents[0], ()
    blocks: list[IntakeBlock] = []
    given: list[str] = []
    whole = [_with_own_keys(document, f"f{number}-") for number, document in enumerate(documents, 1)]
    for document in whole:
        if not any(isinstance(block, IntakeHeading) for block in document.blocks):
            title = document.metadata.title
            given.append(title)
            blocks.append(IntakeHeading((TextRun(title),), 1))
        blocks += document.blocks
    first = whole[0]
    return replace(
        first,
        blocks=tuple(blocks),
        notes=tuple(note for document in whole for note in document.notes),
        front=tuple(part for document in whole for part in document.front),
        metadata=replace(first.metadata, taken=tuple(taken for document in whole for taken in document.metadata.taken)),
        levelled=bool(given) or all(document.levelled for document in whole),
    ), tuple(given)


def _with_own_keys(document: IntakeDocument, prefix: str) -> IntakeDocument:
    """The document with keys of notes that no other document has."""

    def renamed(runs: RunPieces) -> RunPieces:
        return tuple(replace(run, key=f"{prefix}{run.key}") if isinstance(run, NoteCall) else run for run in runs)

    document = changed_document(document, renamed)
    return replace(document, notes=tuple(replace(note, key=f"{prefix}{note.key}") for note in document.notes))
