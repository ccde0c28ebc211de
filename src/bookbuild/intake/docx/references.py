"""References by the names of bookmarks → references to what they name, or the text that they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeDocument,
    IntakeFigure,
    IntakeHeading,
    IntakeQuotation,
    IntakeTable,
)
from bookbuild.intake.docx.docx_context import REFERENCE
from bookbuild.intake.docx.merged_runs import merged
from bookbuild.intake.reader import Dropped
from bookbuild.intake.rewriting import changed_document
from bookbuild.intake.runs import BookmarkHere, NoteCall, ReferenceHere, RunPiece, RunPieces, TextRun


@dataclass(slots=True)
class BookmarkTable:
    """A bookmark's name in lower case → the name that its place has in the book, and whether a title stands there."""

    names: dict[str, tuple[str, bool]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def add(self, names: Iterable[str], *, titled: bool) -> None:
        """Names of one place: the first is its own."""
        own = ""
        for name in names:
            if name.lower() in self.names:
                continue
            own = own or self._own(name)
            self.names[name.lower()] = (own, titled)

    def _own(self, name: str) -> str:
        bare = name.strip("_") or "place"
        bare = f"p-{bare}" if not bare[0].isalpha() else bare
        while bare in self.used:
            bare += "-2"
        self.used.add(bare)
        return bare


def with_references(document: IntakeDocument) -> tuple[IntakeDocument, list[Dropped]]:
    """A document whose references lead to places that it has; what they show is dropped where it is made anew."""
    table = BookmarkTable()
    _gather(document.blocks, table)
    for note in document.notes:
        _gather(note.blocks, table)
    dropped: list[Dropped] = []
    seen: set[str] = set()
    document = replace(
        document,
        blocks=tuple(_with_ids(document.blocks, table)),
        notes=tuple(replace(note, blocks=tuple(_with_ids(note.blocks, table))) for note in document.notes),
    )
    return changed_document(document, _settling(table, dropped, seen)), dropped


def _gather(blocks: Iterable[IntakeBlock], table: BookmarkTable) -> None:
    """All places that can be referred to: headings and figures have titles, other places have not."""
    for block in blocks:
        match block:
            case IntakeHeading(runs):
                table.add((run.name for run in runs if isinstance(run, BookmarkHere)), titled=True)
            case IntakeFigure(id=name) if name:
                table.add([name], titled=True)
            case IntakeQuotation(inner):
                _gather(inner, table)
            case IntakeTable(rows, caption=caption):
                for row in rows:
                    for cell in row:
                        _gather(cell.blocks, table)
                _gather_runs(caption, table)
            case _:
                _gather_runs(getattr(block, "runs", ()), table)


def _gather_runs(runs: RunPieces, table: BookmarkTable) -> None:
    for run in runs:
        if isinstance(run, BookmarkHere):
            table.add([run.name], titled=False)


def _with_ids(blocks: Iterable[IntakeBlock], table: BookmarkTable) -> Iterator[IntakeBlock]:
    """Headings and figures with the ids of their places; the bookmarks of a heading are in its id."""
    for block in blocks:
        match block:
            case IntakeHeading(runs, id=name):
                kept = tuple(run for run in runs if not isinstance(run, BookmarkHere))
                yield replace(block, runs=kept, id=table.names[name.lower()][0] if name else "")
            case IntakeFigure(id=name) if name:
                yield replace(block, id=table.names[name.lower()][0])
            case _:
                yield block


def _settling(table: BookmarkTable, dropped: list[Dropped], seen: set[str]) -> Callable[[RunPieces], RunPieces]:
    def settle(runs: RunPieces) -> RunPieces:
        return merged(kept for run in runs if (kept := one(run)) is not None)

    def one(run: RunPiece) -> RunPiece | None:
        match run:
            case BookmarkHere(name):
                own = table.names.get(name.lower(), ("", False))[0]
                if not own or own in seen:
                    return None
                seen.add(own)
                return replace(run, name=own)
            case TextRun(link=link) if link.startswith("#"):
                own = table.names.get(link[1:].lower(), ("", False))[0]
                return replace(run, link=f"#{own}" if own else "")
            case ReferenceHere():
                return reference(run)
            case _:
                return run

    def reference(run: ReferenceHere) -> RunPiece | None:
        own, titled = table.names.get(run.target.lower(), ("", False))
        if own and (run.by_page or titled):
            if run.written.strip():
                dropped.append(Dropped(run.written, REFERENCE, run.place))
            return replace(run, target=own)
        return TextRun(run.written, link=f"#{own}" if own else "", place=run.place) if run.written else None

    return settle


def called_notes(document: IntakeDocument) -> frozenset[str]:
    """The keys of the notes that the text calls."""
    called: set[str] = set()

    def gathered(runs: RunPieces) -> RunPieces:
        called.update(run.key for run in runs if isinstance(run, NoteCall))
        return runs

    changed_document(replace(document, notes=()), gathered)
    return frozenset(called)
