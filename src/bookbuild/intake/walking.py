"""Blocks → every run that stands in them, in the order of the text, and the ids that they bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeDefinition,
    IntakeFigure,
    IntakeHeading,
    IntakeItem,
    IntakeParagraph,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.runs import RunPiece


def runs_of(blocks: Iterable[IntakeBlock]) -> Iterator[RunPiece]:
    """Every run of blocks and of what stands in them, captions too; a figure's picture before its caption."""
    for block in blocks:
        match block:
            case IntakeParagraph() | IntakeHeading():
                yield from block.runs
            case IntakeItem(runs, blocks=inner):
                yield from runs
                yield from runs_of(inner)
            case IntakeQuotation(inner):
                yield from runs_of(inner)
            case IntakeTable(rows=rows, caption=caption):
                yield from (run for row in rows for cell in row for run in runs_of(cell.blocks))
                yield from caption
            case IntakeDefinition(term, definitions):
                yield from term
                yield from (run for definition in definitions for run in runs_of(definition))
            case IntakeFigure(picture, caption):
                yield picture
                yield from caption
            case IntakeVerse(stanzas):
                yield from (run for stanza in stanzas for line in stanza for half in line for run in half)
            case _:
                pass


def block_ids(blocks: Iterable[IntakeBlock]) -> Iterator[str]:
    """The ids of headings and figures, at any depth."""
    for block in blocks:
        match block:
            case IntakeHeading(id=name) | IntakeFigure(id=name):
                if name:
                    yield name
            case IntakeQuotation(inner) | IntakeItem(blocks=inner):
                yield from block_ids(inner)
            case IntakeTable(rows=rows):
                yield from (name for row in rows for cell in row for name in block_ids(cell.blocks))
            case IntakeDefinition(definitions=definitions):
                yield from (name for definition in definitions for name in block_ids(definition))
            case _:
                pass
