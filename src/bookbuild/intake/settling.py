"""A document as a reader put it together → the same with every call and every reference answered.

What is made anew in every edition is no text: the mark of a note that is called, the text of a reference that leads
somewhere. Readers leave both in the runs; here they are listed as dropped, or become text where they lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.intake.document import IntakeBlock, IntakeDocument, IntakeNote
from bookbuild.intake.flattening import without_headings
from bookbuild.intake.reader import Dropped
from bookbuild.intake.rewriting import changed_blocks
from bookbuild.intake.runs import BookmarkHere, NoteCall, ReferenceHere, RunMark, RunPiece, RunPieces, TextRun
from bookbuild.intake.shallow import shallow
from bookbuild.intake.walking import block_ids, runs_of

NOTE_MARK = "the mark of a note, which is made anew"
REFERENCE = "the text of a cross-reference, which is made anew"


@dataclass(slots=True)
class _Settling:
    """Which notes there are, which are called from the text, and what was dropped."""

    notes: dict[str, IntakeNote]
    targets: frozenset[str]
    called: set[str] = field(default_factory=set)
    dropped: list[Dropped] = field(default_factory=list)

    def of_text(self, runs: RunPieces) -> RunPieces:
        return tuple(run for piece in runs for run in self._settled(piece))

    def _settled(self, piece: RunPiece) -> Iterator[RunPiece]:
        match piece:
            case NoteCall(key, written):
                if key in self.notes and key not in self.called:
                    self.called.add(key)
                    self._drop(written, NOTE_MARK, piece)
                    yield piece
                elif written:
                    yield TextRun(written, frozenset((RunMark.SUPERSCRIPT,)), place=piece.place)
            case ReferenceHere(target, written):
                if target in self.targets:
                    self._drop(written, REFERENCE, piece)
                    yield piece
                elif written:
                    yield TextRun(written, place=piece.place)
            case _:
                yield piece

    def of_note(self, runs: RunPieces) -> RunPieces:
        """The runs of a note. A note called in it alone follows it as text: no note stands in a note."""
        return tuple(run for piece in runs for run in self._settled_in_note(piece))

    def _settled_in_note(self, piece: RunPiece) -> Iterator[RunPiece]:
        if isinstance(piece, NoteCall):
            if piece.written:
                yield TextRun(piece.written, frozenset((RunMark.SUPERSCRIPT,)), place=piece.place)
            return
        yield from self._settled(piece)

    def _drop(self, written: str, reason: str, piece: NoteCall | ReferenceHere) -> None:
        if written.strip():
            self.dropped.append(Dropped(written, reason, piece.place))


def settled(document: IntakeDocument) -> tuple[IntakeDocument, tuple[Dropped, ...]]:
    """The document, and what is dropped of it. A note that the text does not call follows it, or the note that does."""
    document = replace(
        document,
        blocks=shallow(document.blocks),
        front=tuple((role, shallow(part)) for role, part in document.front),
        notes=tuple(replace(note, blocks=shallow(without_headings(note.blocks), 2)) for note in document.notes),
    )
    front = [block for _, blocks in document.front for block in blocks]
    everything = [*document.blocks, *front, *(block for note in document.notes for block in note.blocks)]
    targets = {run.name for run in runs_of(everything) if isinstance(run, BookmarkHere)} | set(block_ids(everything))
    work = _Settling({note.key: note for note in document.notes}, frozenset(targets))
    blocks = changed_blocks(document.blocks, work.of_text)
    parts = tuple((role, changed_blocks(part, work.of_text)) for role, part in document.front)
    called = set(work.called)
    within = _within(document.notes, called)
    notes = [
        replace(note, blocks=changed_blocks((*note.blocks, *within.pop(note.key, ())), work.of_note))
        for note in document.notes
        if note.key in called
    ]
    left = changed_blocks([block for blocks in within.values() for block in blocks], work.of_note)
    return replace(document, blocks=(*blocks, *left), front=parts, notes=tuple(notes)), tuple(work.dropped)


def _within(notes: Sequence[IntakeNote], called: set[str]) -> dict[str, tuple[IntakeBlock, ...]]:
    """The blocks of notes that the text does not call, by the note of the text that leads to them; `""`: none does."""
    by_key = {note.key: note for note in notes}
    within: dict[str, tuple[IntakeBlock, ...]] = {}
    seen = set(called)
    for root in [note for note in notes if note.key in called]:
        waiting = [root]
        while waiting:
            note = waiting.pop()
            for key in _calls(note.blocks):
                if key in by_key and key not in seen:
                    seen.add(key)
                    waiting.append(by_key[key])
                    within[root.key] = (*within.get(root.key, ()), *by_key[key].blocks)
    for note in notes:
        if note.key not in seen:
            within[""] = (*within.get("", ()), *note.blocks)
    return within


def _calls(blocks: Iterable[IntakeBlock]) -> list[str]:
    return [run.key for run in runs_of(blocks) if isinstance(run, NoteCall)]
