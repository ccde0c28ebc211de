"""How many pages, and how a sheet is folded → which page stands where on each side of each sheet.

Sheets are folded at right angles, as folding machines do, and the last fold is the spine. The back of a sheet is seen
as it lies when the sheet is turned over about its upright axis (sheetwise, *work and turn* of the plate).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

GRIDS = {4: (2, 1), 8: (2, 2), 16: (4, 2), 32: (4, 4)}
"""Pages of a signature → columns and rows of pages on a side of its sheet."""


@dataclass(frozen=True, slots=True)
class ImposedPage:
    """Where a page stands on a side. `page` counts from 0 in the book, `column` from the left, `row` from the top.

    `turned`: upside down. `depth`: how many leaves lie around it when the sheets are nested in one another, 0 for the
    outermost.
    """

    page: int
    column: int
    row: int
    turned: bool
    depth: int


@dataclass(frozen=True, slots=True)
class SheetSide:
    """A side of a sheet. `sheet` and `signature` count from 1; `front` is the side with the signature's first page."""

    sheet: int
    signature: int
    front: bool
    grid: tuple[int, int]
    places: tuple[ImposedPage, ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf of a sheet while it is folded. `front`: its front is towards who folds; `turned`: its head is below."""

    column: int
    row: int
    front: bool = True
    turned: bool = False


_Stacks = dict[tuple[int, int], tuple[_Leaf, ...]]


def blanks_of(pages: int, multiple: int) -> int:
    """How many blank pages fill the last sheet."""
    return -pages % multiple


def signatures(pages: int, size: int, *, right: bool = False) -> Iterator[SheetSide]:
    """The sides of a book in signatures of `size` pages (a key of GRIDS), a sheet each; `right`: bound on the right."""
    leaves = _folded(*GRIDS[size])
    for number in range((pages + blanks_of(pages, size)) // size):
        for front in (True, False):
            places = tuple(_place(place, number * size) for place in _side(leaves, GRIDS[size], front=front))
            yield _bound(SheetSide(number + 1, number + 1, front, GRIDS[size], places), right=right)


def booklet(pages: int, *, right: bool = False) -> Iterator[SheetSide]:
    """The sides of sheets that are folded once, nested in one another and stitched through the fold."""
    whole = pages + blanks_of(pages, 4)
    for sheet in range(whole // 4):
        first, last = 2 * sheet, whole - 1 - 2 * sheet
        for front, (left, other) in ((True, (last, first)), (False, (first + 1, last - 1))):
            places = (ImposedPage(left, 0, 0, False, sheet), ImposedPage(other, 1, 0, False, sheet))
            yield _bound(SheetSide(sheet + 1, 1, front, GRIDS[4], places), right=right)


def _folded(columns: int, rows: int) -> tuple[_Leaf, ...]:
    """The leaves of a sheet in the order in which they lie when it is folded, the first page's before.

    The longer way is folded first, in equal grids from head to foot; the left half always goes behind the right one,
    and the upper half behind the lower one.
    """
    stacks: _Stacks = {(x, y): (_Leaf(x, y),) for x, y in itertools.product(range(columns), range(rows))}
    while columns * rows > 1:
        heads = columns <= rows
        columns, rows = (columns, rows // 2) if heads else (columns // 2, rows)
        stacks = {
            (x, y): _closed(stacks, (x, y), (columns, rows), heads=heads)
            for x, y in itertools.product(range(columns), range(rows))
        }
    return stacks[0, 0]


def _closed(stacks: _Stacks, at: tuple[int, int], half: tuple[int, int], *, heads: bool) -> tuple[_Leaf, ...]:
    """The stack at a place of the half that stays, with what is folded behind it: from above where `heads`, else from
    the left. `half`: columns and rows of that half."""
    (x, y), (columns, rows) = at, half
    stays, behind = ((x, rows + y), (x, rows - 1 - y)) if heads else ((columns + x, y), (columns - 1 - x, y))
    return stacks[stays] + tuple(_over(leaf, heads=heads) for leaf in reversed(stacks[behind]))


def _over(leaf: _Leaf, *, heads: bool) -> _Leaf:
    return replace(leaf, front=not leaf.front, turned=leaf.turned != heads)


def _side(leaves: tuple[_Leaf, ...], grid: tuple[int, int], *, front: bool) -> Iterator[ImposedPage]:
    """The pages on one side of a folded sheet: the leaf that lies at n has the pages 2n and 2n + 1."""
    for number, leaf in enumerate(leaves):
        page = 2 * number + (leaf.front != front)
        column = leaf.column if front else grid[0] - 1 - leaf.column
        yield ImposedPage(page, column, leaf.row, leaf.turned, min(number, len(leaves) - 1 - number))


def _place(place: ImposedPage, first: int) -> ImposedPage:
    return replace(place, page=first + place.page)


def _bound(side: SheetSide, *, right: bool) -> SheetSide:
    """The side with its places from the top left on; its mirror image for a book that is bound on the right."""
    places = side.places
    if right:
        places = tuple(replace(place, column=side.grid[0] - 1 - place.column) for place in places)
    return replace(side, places=tuple(sorted(places, key=lambda place: (place.row, place.column))))
