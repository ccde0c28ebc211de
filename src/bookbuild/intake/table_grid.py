"""A table whose cells span rows or columns → where each stands in a grid; None where a grid of ours cannot hold it."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.intake.document import IntakeCell, IntakeTable

MOST_SLOTS = 600
"""Of a grid: rows times columns. A larger one is looked through too long when it is read."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell and its slots: the rows and columns from `row` and `column` up to those before `row_end`, `column_end`.

    `cell`: None where the table has no cell.
    """

    cell: IntakeCell | None
    row: int
    column: int
    row_end: int
    column_end: int


def needs_grid(table: IntakeTable) -> bool:
    """Whether a table has what a pipe table cannot hold: merged cells, or several rows of heads."""
    return table.head_rows > 1 or any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row)


def placed_cells(table: IntakeTable) -> tuple[PlacedCell, ...] | None:
    """Its cells in the order of their rows, and empty ones where it has none. None for a table of many slots, one of
    which a row or a column begins with no cell, and one whose heads reach into its body."""
    taken: dict[tuple[int, int], PlacedCell] = {}
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            end = min(row + cell.rows, len(table.rows))
            placed = PlacedCell(cell, row, column, end, column + cell.columns)
            slots = [(y, x) for y in range(row, end) for x in range(column, placed.column_end)]
            if any(slot in taken for slot in slots):
                return None
            taken |= dict.fromkeys(slots, placed)
            if len(taken) > MOST_SLOTS:
                return None
    width = max((x for _, x in taken), default=-1) + 1
    if width * len(table.rows) > MOST_SLOTS:
        return None
    for row in range(len(table.rows)):
        for column in range(width):
            taken.setdefault((row, column), PlacedCell(None, row, column, row + 1, column + 1))
    found = sorted(set(taken.values()), key=lambda each: (each.row, each.column))
    begun = {each.row for each in found}, {each.column for each in found}
    over = any(each.row < table.head_rows < each.row_end for each in found)
    if over or not width or begun != (set(range(len(table.rows))), set(range(width))):
        return None
    return tuple(found)
