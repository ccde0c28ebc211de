"""Blocks → paragraphs alone, for a place that has no other blocks: a cell of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeCode,
    IntakeDefinition,
    IntakeFigure,
    IntakeHeading,
    IntakeItem,
    IntakePageBreak,
    IntakeParagraph,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.runs import BookmarkHere, PageMark, RunMark, RunPieces, TextRun


def paragraphs_of(blocks: Iterable[IntakeBlock]) -> tuple[IntakeParagraph, ...]:
    """Each paragraph, item, line of verse and cell as a paragraph; a picture stands in one. Ornaments are nothing."""
    return tuple(_paragraphs(without_headings(blocks)))


def _paragraphs(blocks: Iterable[IntakeBlock]) -> Iterator[IntakeParagraph]:
    for block in blocks:
        match block:
            case IntakeParagraph():
                yield block
            case IntakeItem() | IntakeHeading():
                yield IntakeParagraph(block.runs, "", (), block.direction, block.language, block.place)
                yield from paragraphs_of(block.blocks if isinstance(block, IntakeItem) else ())
            case IntakeQuotation(inner):
                yield from paragraphs_of(inner)
            case IntakeDefinition(term, definitions):
                yield IntakeParagraph(term, place=block.place)
                yield from (each for definition in definitions for each in paragraphs_of(definition))
            case IntakeTable(rows=rows, caption=caption):
                if caption:
                    yield IntakeParagraph(caption, place=block.place)
                yield from (each for row in rows for cell in row for each in paragraphs_of(cell.blocks))
            case IntakeVerse(stanzas):
                yield from (IntakeParagraph(_joined(line), place=block.place) for stanza in stanzas for line in stanza)
            case IntakeFigure(picture, caption, name):
                mark: RunPieces = (BookmarkHere(name, block.place),) if name else ()
                yield IntakeParagraph((*mark, picture, TextRun(" "), *caption), place=block.place)
            case IntakeCode(text):
                code = frozenset((RunMark.CODE,))
                yield from (IntakeParagraph((TextRun(line, code),), place=block.place) for line in text.split("\n"))
            case IntakePageBreak(number):
                yield IntakeParagraph((PageMark(number, block.place),), place=block.place)
            case _:
                pass


def _joined(line: tuple[RunPieces, ...]) -> RunPieces:
    """The hemistichs of a line in one."""
    runs: list[object] = []
    for half in line:
        runs += [TextRun(" – "), *half] if runs else half
    return tuple(runs)  # type: ignore[arg-type]


def without_headings(blocks: Iterable[IntakeBlock]) -> tuple[IntakeBlock, ...]:
    """Blocks for a place that no heading can have (a note, a quotation, a cell): headings are bold paragraphs there."""
    return tuple(_as_paragraph(block) if isinstance(block, IntakeHeading) else block for block in blocks)


def _as_paragraph(heading: IntakeHeading) -> IntakeParagraph:
    bold = frozenset((RunMark.BOLD,))
    runs = tuple(replace(run, marks=run.marks | bold) if isinstance(run, TextRun) else run for run in heading.runs)
    marks: RunPieces = (BookmarkHere(heading.id, heading.place),) if heading.id else ()
    return IntakeParagraph((*marks, *runs), heading.style, (), heading.direction, heading.language, heading.place)
