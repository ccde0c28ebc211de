"""The trim of a file's pages and a sheet → where on the sheet each page, each fold and each cut is. All in pt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.outputs.pdf.folding import ImposedPage

POINTS = 72 / 25.4
GUTTER = 6 * POINTS
"""Between pages that are cut apart, where their bleed does not ask for more."""
ROOM_FOR_MARKS = 8 * POINTS
"""What marks need around the bleed; a sheet that is given may leave less, and then has no marks there."""

SheetSize = tuple[float, float]
PageBox = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class SheetTooSmall(Exception):
    """The pages do not fit on the sheet. `needed`: width and height of the least sheet, in mm."""

    def __init__(self, needed: SheetSize) -> None:
        self.needed = (needed[0] / POINTS, needed[1] / POINTS)
        super().__init__(f"the pages need a sheet of {self.needed[0]:g} × {self.needed[1]:g} mm")


@dataclass(frozen=True, slots=True)
class Bleed:
    """How far a page's picture goes over its trim on each side."""

    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0

    @property
    def most(self) -> float:
        return max(self.left, self.bottom, self.right, self.top)


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet of `size` with `grid` pages of `trim`; columns 2n and 2n + 1 meet at a fold that is a spine.

    `gutter` lies between all other neighbours, half of it on each side of a fold. `bleed`: the most that pages have.
    `caliper`: by which the pages of each inner leaf move towards their spine.
    """

    size: SheetSize
    grid: tuple[int, int]
    trim: SheetSize
    gutter: float
    bleed: float
    caliper: float

    @property
    def left(self) -> float:
        return (self.size[0] - _extent(self.grid[0] // 2, 2 * self.trim[0], self.gutter)) / 2

    @property
    def bottom(self) -> float:
        return (self.size[1] - _extent(self.grid[1], self.trim[1], self.gutter)) / 2

    def spine(self, column: int) -> float:
        """Where the spine of a column's pages is."""
        return self.left + self.trim[0] + column // 2 * (2 * self.trim[0] + self.gutter)

    def foot(self, row: int) -> float:
        """The lower edge of a row's pages; rows count from the top."""
        return self.bottom + (self.grid[1] - 1 - row) * (self.trim[1] + self.gutter)

    def page(self, place: ImposedPage) -> PageBox:
        """Where a page's trim is when its leaf is moved to its spine."""
        moved = place.depth * self.caliper
        spine, foot = self.spine(place.column), self.foot(place.row)
        left = spine - self.trim[0] + moved if place.column % 2 == 0 else spine - moved
        return left, foot, left + self.trim[0], foot + self.trim[1]

    def shown(self, place: ImposedPage, bleed: Bleed) -> PageBox:
        """What of a page is printed: its trim and bleed, but nothing beyond the spine or the middle of a gutter."""
        left, bottom, right, top = self.page(place)
        spine, most = self.spine(place.column), self.gutter / 2
        if place.turned:
            bleed = Bleed(bleed.right, bleed.top, bleed.left, bleed.bottom)
        below, above = min(bleed.bottom, most), min(bleed.top, most)
        if place.column % 2 == 0:
            return left - min(bleed.left, most), bottom - below, spine, top + above
        return spine, bottom - below, right + min(bleed.right, most), top + above

    def upright_cuts(self) -> Iterator[float]:
        """Where the sheet is cut from head to foot: the fore-edges."""
        for pair in range(0, self.grid[0], 2):
            yield self.spine(pair) - self.trim[0]
            yield self.spine(pair) + self.trim[0]

    def level_cuts(self) -> Iterator[float]:
        """Where it is cut across: heads and feet."""
        for row in range(self.grid[1]):
            yield self.foot(row)
            yield self.foot(row) + self.trim[1]

    def upright_folds(self) -> Iterator[float]:
        for pair in range(0, self.grid[0], 2):
            yield self.spine(pair)
            if pair + 2 < self.grid[0]:
                yield self.spine(pair) + self.trim[0] + self.gutter / 2

    def level_folds(self) -> Iterator[float]:
        for row in range(self.grid[1] - 1):
            yield self.foot(row) - self.gutter / 2

    @property
    def block(self) -> PageBox:
        """All pages with their bleed."""
        edge = self.bleed
        return self.left - edge, self.bottom - edge, self.size[0] - self.left + edge, self.size[1] - self.bottom + edge


def sheet_plan(
    trim: SheetSize, bleed: float, grid: tuple[int, int], sheet: SheetSize | None, caliper: float
) -> SheetPlan:
    """The plan for pages of `trim` on `sheet`, laid either way, or on one with room for all marks where None is given.

    Raises SheetTooSmall.
    """
    gutter = max(GUTTER, 2 * bleed)
    width = _extent(grid[0] // 2, 2 * trim[0], gutter) + 2 * bleed
    height = _extent(grid[1], trim[1], gutter) + 2 * bleed
    if sheet is None:
        sheet = width + 2 * ROOM_FOR_MARKS, height + 2 * ROOM_FOR_MARKS
    elif (width > height) != (sheet[0] > sheet[1]):
        sheet = sheet[1], sheet[0]
    if not _holds(sheet, (width, height)):
        sheet = sheet[1], sheet[0]
    if not _holds(sheet, (width, height)):
        raise SheetTooSmall((width, height))
    return SheetPlan(sheet, grid, trim, gutter, bleed, caliper)


def _extent(count: int, each: float, gutter: float) -> float:
    return count * each + (count - 1) * gutter


def _holds(sheet: SheetSize, needed: SheetSize) -> bool:
    """With a hair to spare: sheets and trims are rounded to tenths of a mm."""
    return all(has + 0.1 * POINTS >= wants for has, wants in zip(sheet, needed, strict=True))
