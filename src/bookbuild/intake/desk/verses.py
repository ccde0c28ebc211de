"""Runs of a paragraph → the same with words of the Qurʾān in them marked, and their reference with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.document import IntakeBlock, IntakeItem, IntakeParagraph, IntakeQuotation
from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.rewriting import edited_runs, flat_text, parted_runs, place_at
from bookbuild.intake.runs import RunMark, RunPieces, TextRun
from bookbuild.intake.text_edits import TextEdit
from bookbuild.language.marks import LETTERS, MARKS, TATWEEL, ranges
from bookbuild.language.scripts import HAS_ARABIC
from bookbuild.tradition.scripture.recognition import Recognised
from bookbuild.tradition.scripture.references import ScriptureError
from bookbuild.tradition.scripture.riwayah import Riwayah

CODE = RepairCode.QURAN_RECOGNISED
_LETTERS = ranges(LETTERS, MARKS, TATWEEL)
_REFERRED = re.compile(rf"([{{(«“])[{_LETTERS} ،؛.\n]{{6,}}([}})»”])\s*([\[(][^\[\]()]{{3,40}}[\])])")
_BRACKETED = re.compile("﴿[^﴿﴾]*﴾")


def with_verses(blocks: tuple[IntakeBlock, ...], repairs: list[Repair]) -> tuple[IntakeBlock, ...]:
    """Blocks whose paragraphs name the verses that they quote; what is done is added to `repairs`."""
    return tuple(_marked(block, repairs) for block in blocks)


def _marked(block: IntakeBlock, repairs: list[Repair]) -> IntakeBlock:
    match block:
        case IntakeParagraph() | IntakeItem():
            return replace(block, runs=_runs(block.runs, repairs))
        case IntakeQuotation(inner, kind) if kind != "quran":
            return replace(block, blocks=with_verses(inner, repairs))
        case _:
            return block


def _with_brackets(runs: RunPieces, repairs: list[Repair]) -> RunPieces:
    """Quotations whose reference follows them in the brackets of the Qurʾān, whatever brackets they had."""
    text = flat_text(runs)
    for found in reversed(list(_REFERRED.finditer(text))):
        if not _is_reference(found[3]):
            continue
        first, last = found.start(1), found.end(2)
        quoted = f"﴿{text[first + 1 : last - 1]}﴾"
        edits = [TextEdit(first, first + 1, "﴿", CODE), TextEdit(last - 1, last, "﴾", CODE)]
        repairs.append(Repair(CODE, text[first:last], quoted, place_at(runs, first), found[3]))
        runs = edited_runs(runs, edits)
    return runs


def _is_reference(written: str) -> bool:
    try:
        return bool(Riwayah.load("hafs").parse_reference(written))
    except ScriptureError:
        return False


def _runs(runs: RunPieces, repairs: list[Repair]) -> RunPieces:
    if not HAS_ARABIC.search(flat_text(runs)):
        return runs
    runs = _with_brackets(runs, repairs)
    text = flat_text(runs)
    for found in reversed(list(_unmarked(text))):
        quoted = parted_runs(runs, found.start, found.end)
        if any(isinstance(run, TextRun) and (run.classes or run.link or RunMark.CODE in run.marks) for run in quoted):
            continue
        words = (f'words="{found.words[0]}-{found.words[1]}"',) if found.words else ()
        classes = ("quran", f'ref="{found.place}"', *words)
        marked = tuple(replace(run, classes=classes) if isinstance(run, TextRun) else run for run in quoted)
        verse = text[found.start : found.end]
        place = place_at(runs, found.start)
        repairs.append(Repair(CODE, verse, f"﴿{verse}﴾", place, str(found.place)))
        runs = (*parted_runs(runs, 0, found.start), *marked, *parted_runs(runs, found.end, len(text)))
    return runs


def _unmarked(text: str) -> Iterator[Recognised]:
    """Words that are Qurʾān, and do not stand in its brackets already."""
    bracketed = [found.span() for found in _BRACKETED.finditer(text)]
    for found in Riwayah.load("hafs").recognised(text):
        if not any(begin < found.end and found.start < end for begin, end in bracketed):
            yield found
