"""The tables of a document → a finding for each that our format cannot hold as it is: its text is in plain cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.conservation import blocks_text
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeDefinition,
    IntakeDocument,
    IntakeItem,
    IntakeQuotation,
    IntakeTable,
)
from bookbuild.intake.table_grid import needs_grid, placed_cells

_SHOWN = 40


def table_findings(document: IntakeDocument) -> Iterator[Finding]:
    """One finding a table, with all that is plainer in it than in its source."""
    front = [block for _, blocks in document.front for block in blocks]
    notes = [block for note in document.notes for block in note.blocks]
    for table in _tables([*front, *document.blocks, *notes]):
        if plainer := list(_plainer(table)):
            yield _finding(table, plainer)


def _tables(blocks: Iterable[IntakeBlock]) -> Iterator[IntakeTable]:
    for block in blocks:
        match block:
            case IntakeTable():
                yield block
            case IntakeQuotation(inner) | IntakeItem(blocks=inner):
                yield from _tables(inner)
            case IntakeDefinition(definitions=definitions):
                yield from (table for inner in definitions for table in _tables(inner))
            case _:
                pass


def _plainer(table: IntakeTable) -> Iterator[str]:
    if not needs_grid(table) or placed_cells(table):
        return
    merged = sum(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row)
    if merged:
        yield (
            f"{merged} merged cells, which have empty ones beside them"
            if merged > 1
            else ("a merged cell, which has empty ones beside it")
        )
    if table.head_rows > 1:
        yield f"{table.head_rows} rows of heads, of which the first is the head"


def _finding(table: IntakeTable, plainer: list[str]) -> Finding:
    begins = " ".join(blocks_text((table,)).split())
    shown = begins if len(begins) <= _SHOWN else f"{begins[:_SHOWN]}…"
    where = f" ({table.place.place})" if table.place.place else ""
    message = f"the table that begins `{shown}` has {'; '.join(plainer)}{where}"
    remedy = "see that it can be read so, or divide it"
    return Finding(Code.IMPORT_TABLE, message, remedy, Location(None, table.place.line))
