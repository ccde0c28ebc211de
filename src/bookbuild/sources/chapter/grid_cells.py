"""The lines of a grid whose cells span rows or columns → its cells, as Pandoc and reStructuredText read them.

Corners are `+`. A cell is found by walking from its upper left corner along its borders; a grid is one if its cells lie
side by side without a gap. Columns of lines are counted without marks, which take no room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

_ACROSS, _DOWN = frozenset("-=:+"), frozenset("|+")
MOST_CHARACTERS = 60_000
"""Of a grid with spanning cells: its corners are looked for in time that grows faster than it."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """The borders of a cell: the lines above and below it, the columns left and right of it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by their places; `tops`, `lefts`: the lines and columns where rows and columns begin, and the last ends."""

    cells: tuple[GridCell, ...]
    tops: tuple[int, ...]
    lefts: tuple[int, ...]


def takes_no_room(char: str) -> bool:
    """Whether a character stands on the one before it, or is not seen."""
    return category(char) in ("Mn", "Me", "Cf")


def without_marks(line: str) -> tuple[str, list[int]]:
    """A line without what takes no room; for each of its characters its place in the line; last, the line's length."""
    kept = [at for at, char in enumerate(line) if not takes_no_room(char)]
    return "".join(line[at] for at in kept), [*kept, len(line)]


def read_grid(lines: Sequence[str]) -> Grid | None:
    """The cells of the lines, which are without marks; None where they are no grid."""
    width = max(map(len, lines))
    block = [line.ljust(width) for line in lines]
    last, right = len(block) - 1, width - 1
    if width * len(lines) > MOST_CHARACTERS:
        return None
    waiting, found, done = [(0, 0)], [], set[tuple[int, int]]()
    while waiting:
        corner = waiting.pop()
        if corner in done or corner[0] >= last or corner[1] >= right:
            continue
        done.add(corner)
        if cell := _cell(block, *corner):  # else the border of a longer cell runs through it
            found.append(cell)
            waiting += [(cell.top, cell.right), (cell.bottom, cell.left)]
    return _grid(found, last, right)


def _grid(found: Sequence[GridCell], last: int, right: int) -> Grid | None:
    tops = tuple(sorted({each.top for each in found} | {last}))
    lefts = tuple(sorted({each.left for each in found} | {right}))
    if not all(each.bottom in tops and each.right in lefts for each in found):
        return None
    slots = Counter(
        (row, column)
        for each in found
        for row in range(tops.index(each.top), tops.index(each.bottom))
        for column in range(lefts.index(each.left), lefts.index(each.right))
    )
    if len(slots) != (len(tops) - 1) * (len(lefts) - 1) or max(slots.values(), default=0) > 1:
        return None
    return Grid(tuple(sorted(found, key=lambda each: (each.top, each.left))), tops, lefts)


def _cell(block: Sequence[str], top: int, left: int) -> GridCell | None:
    """The cell whose upper left corner this is: the nearest corners that close it."""
    if block[top][left] != "+":
        return None
    for right in range(left + 1, len(block[top])):
        if block[top][right] not in _ACROSS:
            return None
        if block[top][right] == "+" and (bottom := _bottom(block, top, left, right)):
            return GridCell(top, left, bottom, right)
    return None


def _bottom(block: Sequence[str], top: int, left: int, right: int) -> int | None:
    """The line on which a border closes the cell between two columns."""
    for line in range(top + 1, len(block)):
        if block[line][right] not in _DOWN or block[line][left] not in _DOWN:
            return None
        if block[line][right] == block[line][left] == "+" and set(block[line][left : right + 1]) <= _ACROSS:
            return line
    return None
