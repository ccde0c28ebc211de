"""Runs of a paragraph → the same with words of the Qurʾān in them marked, and their reference with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.document import IntakeBlock, IntakeItem, IntakeParagraph, IntakeQuotation
from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.rewriting import flat_text, parted_runs, place_at
from bookbuild.intake.runs import RunMark, RunPieces, TextRun
from bookbuild.language.scripts import HAS_ARABIC
from bookbuild.tradition.scripture.recognition import Recognised
from bookbuild.tradition.scripture.riwayah import Riwayah

_BRACKETED = re.compile("﴿[^﴾]*﴾")


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


def _runs(runs: RunPieces, repairs: list[Repair]) -> RunPieces:
    text = flat_text(runs)
    if not HAS_ARABIC.search(text):
        return runs
    for found in reversed(list(_unmarked(text))):
        quoted = parted_runs(runs, found.start, found.end)
        if any(isinstance(run, TextRun) and (run.classes or run.link or RunMark.CODE in run.marks) for run in quoted):
            continue
        words = (f'words="{found.words[0]}-{found.words[1]}"',) if found.words else ()
        classes = ("quran", f'ref="{found.place}"', *words)
        marked = tuple(replace(run, classes=classes) if isinstance(run, TextRun) else run for run in quoted)
        verse = text[found.start : found.end]
        place = place_at(runs, found.start)
        repairs.append(Repair(RepairCode.QURAN_RECOGNISED, verse, f"﴿{verse}﴾", place, str(found.place)))
        runs = (*parted_runs(runs, 0, found.start), *marked, *parted_runs(runs, found.end, len(text)))
    return runs


def _unmarked(text: str) -> Iterator[Recognised]:
    """Words that are Qurʾān, and do not stand in its brackets already."""
    bracketed = [found.span() for found in _BRACKETED.finditer(text)]
    for found in Riwayah.load("hafs").recognised(text):
        if not any(begin < found.end and found.start < end for begin, end in bracketed):
            yield found
