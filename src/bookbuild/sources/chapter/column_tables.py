"""A markdown-it block rule of ours: Pandoc's grid, multi-line and simple tables, whose columns stand under each other.

A token `column_table` has `meta["rows"]` of cells, `meta["heads"]`, the number of rows that are heads, and
`meta["alignments"]`; a grid whose lines do not meet has no rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from bookbuild.model.blocks import Alignment
from bookbuild.sources.chapter.grid_cells import read_grid, without_marks

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

RULE = re.compile(r" {0,3}-{3,} *$")
GROUPS = re.compile(r"(?<!-) {0,3}+-{2,}+(?: ++-{2,}+)++ *+$")
BORDER = re.compile(r"\+(?:[-=:]+\+)+ *$")
_TORN_BORDER = re.compile(r"\+[-=]{2}|[-=]{2}\+")
"""Within a cell, a line of the grid that does not reach the next."""
PARTS = re.compile(r"\S+(?: \S+)*")
MOST_LINES = 4_000

CellLine = tuple[str, int, int]
"""(text, index of its line, its column from 0)."""


@dataclass
class ColumnCell:
    """`pieces`, a line each; `column` is its first from 0, and it spans `columns` and `rows`."""

    pieces: list[CellLine]
    column: int
    columns: int = 1
    rows: int = 1


@dataclass
class ColumnTable:
    """`rows` of cells; the first `heads` of them are heads."""

    rows: list[list[ColumnCell]] = field(default_factory=list)
    heads: int = 0
    alignments: list[Alignment | None] = field(default_factory=list)
    end: int = 0


@dataclass(frozen=True)
class TableLine:
    """A line: its text without the indentation of what it stands in, its index, and the column where that begins."""

    text: str
    index: int
    column: int


def column_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A table, where all of it is there."""
    if silent or state.is_code_block(start_line):
        return False
    first = _line(state, start_line)
    following = _line(state, start_line + 1) if start_line + 1 < end_line else None
    if BORDER.match(first.text):
        found = grid(list(_lines(state, start_line, end_line)))
    elif RULE.match(first.text) or GROUPS.match(first.text):
        found = ruled(list(_lines(state, start_line, end_line)))
    elif following and GROUPS.match(following.text):
        found = simple(list(_lines(state, start_line, end_line)))
    else:
        return False
    if found is None:
        return False
    token = state.push("column_table", "table", 0)
    token.map = [start_line, found.end]
    token.meta |= {"rows": found.rows, "heads": found.heads, "alignments": found.alignments}
    state.line = found.end
    return True


def _line(state: StateBlock, line: int) -> TableLine:
    text = state.getLines(line, line + 1, state.blkIndent, False)
    return TableLine(text, line, state.eMarks[line] - len(text) - (state.src.rfind("\n", 0, state.eMarks[line]) + 1))


def _lines(state: StateBlock, start: int, end: int) -> Iterator[TableLine]:
    for line in range(start, min(end, start + MOST_LINES)):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return
        yield _line(state, line)


def grid(lines: Sequence[TableLine]) -> ColumnTable | None:
    """A table between lines of `+---+---+`."""
    end = next((at for at, line in enumerate(lines) if line.text[:1] not in ("+", "|")), len(lines))
    lines = lines[:end]
    if len(lines) < 2 or not lines[1].text.startswith("|"):
        return None
    if len(lines) < 3 or not BORDER.match(lines[-1].text):
        return ColumnTable(end=lines[-1].index + 1)
    found = _regular(lines) or _spanning(lines)
    return found or ColumnTable(end=lines[-1].index + 1)


def _regular(lines: Sequence[TableLine]) -> ColumnTable | None:
    """A grid each of whose rows has a cell in every column, however its lines are drawn."""
    borders = lines[0].text.count("+")
    found = ColumnTable(end=lines[-1].index + 1, alignments=_alignments(lines[0]))
    row = [ColumnCell([], at) for at in range(borders - 1)]
    for line in lines[1:]:
        if BORDER.match(line.text):
            if line.text.count("+") != borders:
                return None
            found.rows.append(row)
            row = [ColumnCell([], at) for at in range(borders - 1)]
            if "=" in line.text and not found.heads:
                found.heads = len(found.rows)
                found.alignments = _alignments(line)
            continue
        bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line.text)]
        if "+" in (line.text[0], line.text.rstrip()[-1]) or len(bars) != borders:
            return None
        for cell, begin, stop in zip(row, bars, bars[1:], strict=False):
            cell.pieces.append(_piece(line, begin + 1, stop))
    return found


def _alignments(border: TableLine) -> list[Alignment | None]:
    return [_colons(cell) for cell in border.text.split("+")[1:-1]]


def _spanning(lines: Sequence[TableLine]) -> ColumnTable | None:
    """A grid whose cells span rows or columns."""
    bare = [without_marks(line.text.rstrip()) for line in lines]
    read = read_grid([text for text, _ in bare])
    if read is None:
        return None
    head = next((at for at in read.tops[1:-1] if set(bare[at][0]) <= set("+=:") and "=" in bare[at][0]), None)
    over = head is not None and any(cell.top < head < cell.bottom for cell in read.cells)
    border = bare[head or 0][0]
    found = ColumnTable(
        [[] for _ in read.tops[1:]],
        0 if head is None or over else read.tops.index(head),
        [_colons(border[begin + 1 : stop]) for begin, stop in pairwise(read.lefts)],
        lines[-1].index + 1,
    )
    for cell in read.cells:
        row, column = read.tops.index(cell.top), read.lefts.index(cell.left)
        pieces = [
            _piece(lines[at], bare[at][1][cell.left + 1], bare[at][1][cell.right])
            for at in range(cell.top + 1, cell.bottom)
        ]
        if any(_TORN_BORDER.search(text) for text, _, _ in pieces):
            return None
        rows, columns = read.tops.index(cell.bottom) - row, read.lefts.index(cell.right) - column
        found.rows[row].append(ColumnCell(pieces, column, columns, rows))
    return found


def _colons(cell: str) -> Alignment | None:
    cell = cell.strip()
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else None


def ruled(lines: Sequence[TableLine]) -> ColumnTable | None:
    """A multi-line table, between rules; or one without a head, between lines of groups of dashes."""
    groups = next((at for at, line in enumerate(lines[:40]) if GROUPS.match(line.text)), None)
    if groups is None:
        return None
    closing = RULE if groups else GROUPS
    end = next((at for at in range(groups + 1, len(lines)) if closing.match(lines[at].text)), None)
    if end is None or end == groups + 1 or (groups and any(not line.text.strip() for line in lines[1:groups])):
        return None
    columns = [match.span() for match in re.finditer("-+", lines[groups].text)]
    heads = [lines[1:groups]] if groups else []
    body = lines[groups + 1 : end]
    rows = _parted(body) if any(not line.text.strip() for line in body) or groups else [[line] for line in body]
    return _of_columns([*heads, *rows], columns, len(heads), lines[end].index + 1)


def simple(lines: Sequence[TableLine]) -> ColumnTable | None:
    """A head, groups of dashes, and a row a line, to an empty line."""
    if not lines[0].text.strip() or RULE.match(lines[0].text):
        return None
    end = next((at for at in range(2, len(lines)) if not lines[at].text.strip()), len(lines))
    columns = [match.span() for match in re.finditer("-+", lines[1].text)]
    rows = [[line] for line in lines[2:end] if not GROUPS.match(line.text)]
    return _of_columns([[lines[0]], *rows], columns, 1, lines[end - 1].index + 1) if rows else None


def _parted(lines: Sequence[TableLine]) -> list[list[TableLine]]:
    """Lines between empty ones."""
    rows: list[list[TableLine]] = [[]]
    for line in lines:
        if line.text.strip():
            rows[-1].append(line)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _of_columns(
    rows: Sequence[Sequence[TableLine]], columns: Sequence[tuple[int, int]], heads: int, end: int
) -> ColumnTable:
    found = ColumnTable(heads=heads, end=end)
    for row in rows:
        cells = [ColumnCell([], at) for at in range(len(columns))]
        for line in row:
            for cell, piece in zip(cells, _cut(line, columns), strict=True):
                if piece[0]:
                    cell.pieces.append(piece)
        found.rows.append(cells)
    first = rows[0][0].text
    found.alignments = [_flush(first[begin:stop].ljust(stop - begin)) for begin, stop in columns]
    return found


def _flush(text: str) -> Alignment | None:
    """How a head stands over its dashes (Pandoc): at their left, at their right, between both, or over all of them."""
    left, right = not text[:1].isspace(), not text[-1:].isspace()
    if left == right:
        return None if left else "center"
    return "left" if left else "right"


def _cut(line: TableLine, columns: Sequence[tuple[int, int]]) -> list[CellLine]:
    """The cells of a line: by their places; where those would cut a word, as marks take none, by the gaps between."""
    starts = [begin for begin, _ in columns]
    cuts = [0, *starts[1:], max(len(line.text), starts[-1])]
    torn = any(0 < at < len(line.text) and not line.text[at - 1 : at + 1].count(" ") for at in cuts[1:-1])
    parts = list(PARTS.finditer(line.text))
    if torn and len(parts) == len(columns):
        return [_piece(line, *part.span()) for part in parts]
    return [_piece(line, begin, stop) for begin, stop in pairwise(cuts)]


def _piece(line: TableLine, begin: int, stop: int) -> CellLine:
    text = line.text[begin:stop]
    bare = text.strip()
    return bare, line.index, line.column + begin + len(text) - len(text.lstrip()) if bare else line.column + begin
