"""The element that is a note → `IntakeNote`: its text, without its own mark and the ways back."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from bookbuild.intake.document import IntakeBlock, IntakeItem, IntakeNote, IntakeParagraph, NoteKind
from bookbuild.intake.flattening import without_headings
from bookbuild.intake.markup.blocks import flow
from bookbuild.intake.markup.elements import types_of
from bookbuild.intake.markup.inlines import has_text, trimmed
from bookbuild.intake.markup.reading import MarkupDress, MarkupReading
from bookbuild.intake.runs import BookmarkHere, RunPieces, TextRun
from bookbuild.intake.settling import NOTE_MARK

_END = frozenset(("endnote", "rearnote"))
_MARK = re.compile(r"\s*[\[({]?(\d+|[^\W\d_]+|[*†‡§¶#]+)(?!\w)")
_AFTER_MARK = re.compile(r"\s*[.):\]–-]?\s*")


def note_of(body: etree._Element, key: str, reading: MarkupReading) -> IntakeNote:
    """The note that an element is; a mark at its beginning that is its call's is dropped."""
    waiting = reading.carried[:]
    reading.carried.clear()
    if mark := reading.mark(body):
        reading.carried.append(mark)
    blocks = list(without_headings(flow(body, reading.dressed(body, MarkupDress()), reading)))
    reading.carried[:] = waiting
    marks = reading.evidence.notes.marks.get(key, frozenset())
    if blocks:
        blocks[0] = _unmarked(blocks[0], marks, reading)
    kind: NoteKind = "end" if types_of(body) & _END else "foot"
    return IntakeNote(key, tuple(block for block in blocks if _is_kept(block)), kind, reading.place(body))


def _is_kept(block: IntakeBlock) -> bool:
    return not isinstance(block, IntakeParagraph | IntakeItem) or has_text(block.runs)


def _unmarked(block: IntakeBlock, marks: frozenset[str], reading: MarkupReading) -> IntakeBlock:
    """A note's first block without the mark that its call has."""
    if not isinstance(block, IntakeParagraph | IntakeItem):
        return block
    at = next((at for at, run in enumerate(block.runs) if isinstance(run, TextRun) and run.text.strip()), None)
    if at is None:
        return block
    run = block.runs[at]
    assert isinstance(run, TextRun)
    found = _MARK.match(run.text)
    if found and found[1] in marks:
        end = _AFTER_MARK.match(run.text, found.end())
        stop = end.end() if end else found.end()
        reading.drop_text(run.text[:stop], NOTE_MARK, run.place)
        rest = replace(run, text=run.text[stop:])
        runs = (*block.runs[:at], *([rest] if rest.text else []), *block.runs[at + 1 :])
        return replace(block, runs=_without_stop(trimmed(runs)))
    return replace(block, runs=_without_stop(block.runs))


def _without_stop(runs: RunPieces) -> RunPieces:
    """Runs without the stop or bracket that stood behind a mark which was a link: it has no letters."""
    for at, run in enumerate(runs):
        if isinstance(run, BookmarkHere):
            continue
        if isinstance(run, TextRun) and (found := re.match(r"[.):\]]\s+", run.text)):
            rest = replace(run, text=run.text[found.end() :])
            return (*runs[:at], *([rest] if rest.text else []), *runs[at + 1 :])
        break
    return runs
