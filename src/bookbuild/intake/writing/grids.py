"""Cells with their places → the lines of a grid table, as Pandoc draws it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookbuild.intake.table_grid import PlacedCell
from bookbuild.sources.chapter.column_tables import TableLine, grid
from bookbuild.sources.chapter.grid_cells import takes_no_room

WIDEST = 36
"""Characters of a line in a cell, where its words let it end there."""

_NARROWEST = 3
_LIKE_A_BORDER = re.compile(r"(?<=\+)(?=[-=]{2})|(?<=[-=])(?=[-=]\+)")
"""Where a backslash parts what a reader of grids takes for a line of one."""


def grid_lines(cells: Sequence[PlacedCell], texts: Sequence[str], head_rows: int) -> list[str] | None:
    """The lines of a grid; `texts` are those of its cells, in one line each. None where it would be read otherwise."""
    wrapped = [_wrapped(_LIKE_A_BORDER.sub(r"\\", text)) for text in texts]
    rows, columns = max(cell.row_end for cell in cells), max(cell.column_end for cell in cells)
    heights, widths = [1] * rows, [_NARROWEST] * columns
    for cell, lines in sorted(zip(cells, wrapped, strict=True), key=lambda pair: _slots(pair[0])):
        wanted = max(map(_width, lines), default=0)
        lacks = wanted - (sum(widths[cell.column : cell.column_end]) + 3 * (cell.column_end - cell.column - 1))
        widths[cell.column_end - 1] += max(lacks, 0)
        missing = len(lines) - (sum(heights[cell.row : cell.row_end]) + cell.row_end - cell.row - 1)
        heights[cell.row_end - 1] += max(missing, 0)
    tops = [sum(heights[:row]) + row for row in range(rows + 1)]
    lefts = [sum(widths[:column]) + 3 * column for column in range(columns + 1)]
    canvas = [[" "] * (lefts[-1] + 1) for _ in range(tops[-1] + 1)]
    for cell in cells:
        _draw_borders(canvas, tops[cell.row], lefts[cell.column], tops[cell.row_end], lefts[cell.column_end])
    for cell, lines in zip(cells, wrapped, strict=True):
        for y, x in ((y, x) for y in (cell.row, cell.row_end) for x in (cell.column, cell.column_end)):
            canvas[tops[y]][lefts[x]] = "+"
        for at, line in enumerate(lines):
            _write(canvas[tops[cell.row] + 1 + at], lefts[cell.column] + 2, line)
    if head_rows:
        canvas[tops[head_rows]] = ["=" if char == "-" else char for char in canvas[tops[head_rows]]]
    drawn = ["".join(row).rstrip() for row in canvas]
    return drawn if _is_read_so(drawn, cells, wrapped, head_rows) else None


def _is_read_so(
    drawn: Sequence[str], cells: Sequence[PlacedCell], wrapped: Sequence[Sequence[str]], head_rows: int
) -> bool:
    found = grid([TableLine(line, at, 0) for at, line in enumerate(drawn)])
    if found is None or found.heads != head_rows:
        return False
    read = [
        (row, cell.column, row + cell.rows, cell.column + cell.columns, [text for text, _, _ in cell.pieces if text])
        for row, of_row in enumerate(found.rows)
        for cell in of_row
    ]
    return read == [
        (cell.row, cell.column, cell.row_end, cell.column_end, list(lines))
        for cell, lines in zip(cells, wrapped, strict=True)
    ]


def _slots(cell: PlacedCell) -> int:
    return (cell.row_end - cell.row) * (cell.column_end - cell.column)


def _wrapped(text: str) -> list[str]:
    """Its lines; only single spaces become ends of lines, as more of them tell what was lost."""
    lines: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if lines and _width(lines[-1]) + 1 + _width(word) <= WIDEST:
            lines[-1] += f" {word}"
        elif word:
            lines.append(word)
    return lines


def _width(text: str) -> int:
    return sum(not takes_no_room(char) for char in text)


def _draw_borders(canvas: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    for x in range(left, right + 1):
        for y in (top, bottom):
            canvas[y][x] = "+" if canvas[y][x] in "|+" else "-"
    for y in range(top, bottom + 1):
        for x in (left, right):
            canvas[y][x] = "+" if canvas[y][x] in "-+" else "|"


def _write(row: list[str], column: int, line: str) -> None:
    """Write characters, each with the marks behind it in its own place."""
    at = column - 1
    for char in line:
        if not takes_no_room(char):
            at += 1
            row[at] = char
        else:
            row[at] += char
