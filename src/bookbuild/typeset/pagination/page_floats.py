"""Where the figures and tables of a page may stand: at their places, or at the head or foot of this or a later page.

None stands before the text that mentions it first, behind the heading of the next section, or before another that comes
before it. Pure: it knows rows, not boxes. All heights are in lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, inf
from typing import overload

from bookbuild.typeset.pagination.page_rows import NO_FLOATS, PageFloat, PageFloats, PageRow

MOST_AT_TOP, MOST_WAITING = 2, 2
MOVED, AT_FOOT_LATER, WAITS, BEFORE_MENTION, NOT_AS_ASKED = 30.0, 5.0, 20.0, 60.0, 5000.0
"""What a page costs for each float at its head or foot; at the foot of a later page than its place; that is still to be
put; that stands before its mention, on the same page; and that must or was asked to be elsewhere."""

OWN_PAGE = 0.8
"""The share of a page that a float takes at least that may have a page without text."""

LEAST_TEXT = 3
"""Lines of text on a page with floats."""

MOST_NEAR = 5
"""Floats of one page that are looked at."""


class RowsWithout(Sequence[PageRow]):
    """The rows of a chapter, some floats away."""

    def __init__(self, rows: Sequence[PageRow], floats: Sequence[PageFloat]) -> None:
        self.rows, self.changed = rows, dict[int, PageRow]()
        for each in floats:
            before = self[each.first - 1]
            nothing = PageRow(0.0, 0.0, 0.0, before.foot - before.height, cost=inf)
            self.changed |= dict.fromkeys(range(each.first, each.end), nothing)
            if each.behind is not None:
                self.changed[each.end] = each.behind

    @overload
    def __getitem__(self, at: int) -> PageRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PageRow]: ...
    def __getitem__(self, at: int | slice) -> PageRow | Sequence[PageRow]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        return self.changed.get(at) or self.rows[at]

    def __len__(self) -> int:
        return len(self.rows)


def floats_of_pages(
    floats: Sequence[PageFloat], at: int, reach: int, waiting: tuple[int, ...], lines: float
) -> Iterator[PageFloats]:
    """What may be done with the floats of a page of so many lines that begins with row `at`, and would reach to row
    `reach` with all of them at their places: that first."""
    if not floats:
        yield NO_FLOATS
        return
    near: tuple[int, ...] = ()
    for n in range(_from_row(floats, at), len(floats)):
        each = floats[n]
        if each.first > reach or len(near) == MOST_NEAR:
            break
        near = (*near, n)
        reach += each.end - each.first + ceil(each.height)
    for top in range(min(len(waiting), MOST_AT_TOP) + 1):
        left = waiting[top:]
        if any(floats[n].mention >= at for n in waiting[:top]):
            break
        for away in _slices(near, only_first=bool(left)):
            to_put = (*left, *away)
            for bottom in range(min(len(to_put), 1) + 1):
                put = (*waiting[:top], *to_put[:bottom])
                height = sum(floats[n].height for n in put)
                if height <= lines - LEAST_TEXT and len(to_put) - bottom <= MOST_WAITING:
                    yield PageFloats(waiting[:top], to_put[:bottom], away, to_put[bottom:], height)


def _slices(near: tuple[int, ...], *, only_first: bool) -> Iterator[tuple[int, ...]]:
    """Floats of a page that may be away: none, or some that follow one another; `only_first`: from the first on."""
    yield ()
    for begin in range(len(near) - 1, -1, -1) if not only_first else (0,) if near else ():
        for end in range(begin + 1, min(len(near), begin + MOST_WAITING + 1) + 1):
            yield near[begin:end]


def own_page(floats: Sequence[PageFloat], at: int, waiting: tuple[int, ...], lines: float) -> PageFloats | None:
    """A page of the first float that waits, without text."""
    if not waiting:
        return None
    first = floats[waiting[0]]
    if first.mention >= at or not (first.place == "page" or first.height > OWN_PAGE * lines):
        return None
    return PageFloats(waiting[:1], (), (), waiting[1:], lines, alone=True)


def ends_of(floats: Sequence[PageFloat], found: PageFloats, at: int, last: int) -> tuple[int, int]:
    """The first and the last row before which a page may end whose floats stand so; `last`: where the chapter ends."""
    if not floats:
        return at, last
    late = (*found.bottom, *found.waiting)
    beyond = max(max((*found.away, *late), default=len(floats)) + 1, _from_row(floats, at))
    first = max((at, *(floats[n].first + 1 for n in found.away), *(floats[n].mention + 1 for n in found.bottom)))
    most = (floats[beyond].first,) if beyond < len(floats) else ()
    return first, min((last - bool(found.waiting), *(floats[n].limit for n in late), *most))


def cost_of(floats: Sequence[PageFloat], found: PageFloats, at: int, end: int) -> float:
    """What it costs to end a page before row `end` whose floats stand so."""
    if not floats:
        return 0.0
    of_page = range(_from_row(floats, at), _from_row(floats, end))
    stay = (floats[n] for n in of_page if n not in found.away)
    cost = MOVED * len((*found.top, *found.bottom)) + WAITS * len(found.waiting)
    for each in stay:
        cost += BEFORE_MENTION * (each.mention >= each.end) + NOT_AS_ASKED * (each.mention >= end)
        cost += NOT_AS_ASKED * (each.place != "auto")
    cost += AT_FOOT_LATER * sum(n not in found.away for n in found.bottom)
    at_top = (floats[n].place for n in found.top)
    at_foot = (floats[n].place for n in found.bottom)
    cost += NOT_AS_ASKED * sum(place in ("bottom", "page") for place in at_top)
    return cost + NOT_AS_ASKED * sum(place in ("top", "page") for place in at_foot)


def _from_row(floats: Sequence[PageFloat], row: int) -> int:
    """The number of the first float that stands in a row or behind it."""
    return bisect_left(floats, row, key=lambda each: each.first)


def first_row(rows: Sequence[PageRow], floats: Sequence[PageFloat], at: int, waiting: Sequence[int]) -> int:
    """The row that a page begins with that was to begin with `at`, where a float stood that is away."""
    for n in waiting:
        if floats[n].first <= at < floats[n].end:
            return min(floats[n].end, len(rows))
    return at


def all_put(floats: Sequence[PageFloat], waiting: tuple[int, ...]) -> PageFloats:
    """All that wait, at the head of a page, whatever that makes of it."""
    return replace(NO_FLOATS, top=waiting, height=sum(floats[n].height for n in waiting))
