"""Blocks and runs → the same with some of their text changed; what is not changed keeps its dress and its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeDefinition,
    IntakeDocument,
    IntakeFigure,
    IntakeHeading,
    IntakeItem,
    IntakeParagraph,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.runs import NO_PLACE, HardBreak, PageMark, Place, RunMark, RunPiece, RunPieces, TextRun
from bookbuild.intake.text_edits import TextEdit

BARRIER = "\ufffc"
"""Stands in the text of runs for what is no text: a call, a picture, code."""
RunChange = Callable[[RunPieces], RunPieces]


def flat_text(runs: RunPieces) -> str:
    """The text of runs; a line that ends for good is a line feed, what is no text a `BARRIER`, a page nothing."""
    return "".join(_flat(run) for run in runs)


def _flat(run: RunPiece) -> str:
    match run:
        case TextRun(text, marks):
            return BARRIER * len(text) if RunMark.CODE in marks else text
        case HardBreak():
            return "\n"
        case PageMark():
            return ""
        case _:
            return BARRIER


def edited_runs(runs: RunPieces, edits: Sequence[TextEdit]) -> RunPieces:
    """Runs with edits, which are in order and apart; what is new takes the dress of the run where it begins."""
    for edit in reversed(edits):
        runs = _edited(runs, edit)
    return tuple(run for run in runs if not isinstance(run, TextRun) or run.text)


def _edited(runs: RunPieces, edit: TextEdit) -> RunPieces:
    changed: list[RunPiece] = []
    offset, written = 0, False
    for run in runs:
        length = len(_flat(run))
        begin, end = max(edit.begin - offset, 0), min(edit.end - offset, length)
        holds = begin < end or (edit.begin == edit.end and not written and 0 <= edit.begin - offset <= length)
        if isinstance(run, TextRun) and holds:
            new = "" if written else edit.new
            changed.append(replace(run, text=f"{run.text[:begin]}{new}{run.text[max(end, begin) :]}"))
            written = True
        else:
            changed.append(run)
        offset += length
    return tuple(changed)


def parted_runs(runs: RunPieces, begin: int, end: int) -> RunPieces:
    """The runs from code point `begin` to before `end` of their text."""
    kept: list[RunPiece] = []
    offset = 0
    for run in runs:
        length = len(_flat(run))
        first, last = max(begin - offset, 0), min(end - offset, length)
        if not length and begin <= offset < end:
            kept.append(run)
        elif first < last:
            kept.append(replace(run, text=run.text[first:last]) if isinstance(run, TextRun) else run)
        offset += length
    return tuple(kept)


def place_at(runs: RunPieces, offset: int, otherwise: Place = NO_PLACE) -> Place:
    """The place of the run in which a code point of the text stands."""
    starts: list[int] = []
    at = 0
    for run in runs:
        starts.append(at)
        at += len(_flat(run))
    if not starts:
        return otherwise
    place = runs[max(bisect_right(starts, offset) - 1, 0)].place
    return place if place != NO_PLACE else otherwise


def changed_document(document: IntakeDocument, change: RunChange) -> IntakeDocument:
    """A document with `change` put on the runs of every paragraph, heading, item, cell and line of verse."""
    return replace(
        document,
        blocks=changed_blocks(document.blocks, change),
        front=tuple((role, changed_blocks(blocks, change)) for role, blocks in document.front),
        notes=tuple(replace(note, blocks=changed_blocks(note.blocks, change)) for note in document.notes),
    )


def changed_blocks(blocks: Iterable[IntakeBlock], change: RunChange) -> tuple[IntakeBlock, ...]:
    return tuple(_changed(block, change) for block in blocks)


def _changed(block: IntakeBlock, change: RunChange) -> IntakeBlock:
    match block:
        case IntakeItem(runs, blocks=items):
            return replace(block, runs=change(runs), blocks=changed_blocks(items, change))
        case IntakeParagraph() | IntakeHeading():
            return replace(block, runs=change(block.runs))
        case IntakeQuotation(inner):
            return replace(block, blocks=changed_blocks(inner, change))
        case IntakeVerse(stanzas):
            return replace(
                block, stanzas=tuple(tuple(tuple(map(change, line)) for line in stanza) for stanza in stanzas)
            )
        case IntakeDefinition(term, definitions):
            inner_blocks = tuple(changed_blocks(each, change) for each in definitions)
            return replace(block, term=change(term), definitions=inner_blocks)
        case IntakeTable(rows, caption=caption):
            cells = tuple(tuple(replace(c, blocks=changed_blocks(c.blocks, change)) for c in row) for row in rows)
            return replace(block, rows=cells, caption=change(caption))
        case IntakeFigure(caption=caption):
            return replace(block, caption=change(caption))
        case _:
            return block
