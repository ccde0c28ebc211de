"""The notes below a page's rule, and the text above it → notes by their numbers, and calls where the numbers stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.intake.document import IntakeBlock, IntakeHeading, IntakeItem, IntakeNote, IntakeParagraph
from bookbuild.intake.reader import Dropped
from bookbuild.intake.rewriting import flat_text, parted_runs
from bookbuild.intake.runs import NoteCall, RunPiece, RunPieces, TextRun
from bookbuild.intake.settling import NOTE_MARK
from bookbuild.language.marks import DIGITS, EUROPEAN_DIGITS, TATWEEL, ranges

_DIGITS = f"[{ranges(DIGITS)}]{{1,3}}"
_DASHES = f"[-–:.{TATWEEL}]"
_MARK = re.compile(rf"\s*[(\[]\s*¬?({_DIGITS})\s*[)\]]\s*(?:{_DASHES}+\s*)?")
_CALL = re.compile(rf"\s?[(\[]¬?({_DIGITS})[)\]]")


@dataclass(slots=True)
class PageNotes:
    """The notes of a page, by number; `before` is text that stands before the first of them."""

    notes: dict[int, IntakeNote] = field(default_factory=dict)
    before: list[IntakeBlock] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def notes_below(blocks: Iterable[IntakeBlock], page: int) -> PageNotes:
    """The notes of a page: each begins with its number in brackets; what has none goes on with the one before."""
    found = PageNotes()
    last: int | None = None
    for block in blocks:
        match = _MARK.match(flat_text(block.runs)) if isinstance(block, IntakeParagraph) else None
        number = _value(match[1]) if match else None
        if isinstance(block, IntakeParagraph) and match and number is not None and number not in found.notes:
            found.dropped.append(Dropped(match[0].strip(), NOTE_MARK, block.place))
            rest = parted_runs(block.runs, match.end(), len(flat_text(block.runs)))
            blocks_of_note = (replace(block, runs=rest, style=""),) if rest else ()
            found.notes[number] = IntakeNote(f"page-{page}-{number}", blocks_of_note, "foot", block.place)
            last = number
        elif last is None:
            found.before.append(block)
        else:
            note = found.notes[last]
            found.notes[last] = replace(note, blocks=(*note.blocks, block))
    return found


def _value(digits: str) -> int:
    return int(digits.translate(EUROPEAN_DIGITS))


def with_calls(blocks: Sequence[IntakeBlock], notes: PageNotes) -> list[IntakeBlock]:
    """The text of a page with a call where it has a note's number; a note without one is called at the page's end."""
    waiting = {number: note.key for number, note in notes.notes.items()}
    called = [
        replace(block, runs=_called(block.runs, waiting))
        if isinstance(block, IntakeParagraph | IntakeHeading | IntakeItem)
        else block
        for block in blocks
    ]
    for at in range(len(called) - 1, -1, -1):
        last = called[at]
        if waiting and isinstance(last, IntakeParagraph):
            calls = tuple(NoteCall(key, "", last.place) for key in waiting.values())
            called[at] = replace(last, runs=(*last.runs, *calls))
            waiting.clear()
    return called


def _called(runs: RunPieces, waiting: dict[int, str]) -> RunPieces:
    kept: list[RunPiece] = []
    for run in runs:
        if isinstance(run, TextRun):
            kept += _parted(run, waiting)
        else:
            kept.append(run)
    return tuple(kept)


def _parted(run: TextRun, waiting: dict[int, str]) -> list[RunPiece]:
    """A run, with calls where it has the number of a note that is not called yet."""
    pieces: list[RunPiece] = []
    at = 0
    for match in _CALL.finditer(run.text):
        key = waiting.pop(_value(match[1]), None)
        if key is None:
            continue
        if before := run.text[at : match.start()]:
            pieces.append(replace(run, text=before))
        pieces.append(NoteCall(key, match[0].strip(), run.place))
        at = match.end()
    if rest := run.text[at:]:
        pieces.append(replace(run, text=rest))
    return pieces
