"""The rows of a chapter → where its pages end, all chosen together.

After Mittelbach, "A general framework for globally optimized pagination" (Computational Intelligence 35, 2019): a
shortest path over places in the text, sides and what the facing page is short of. Pure: it knows heights, not boxes.
All heights are in lines of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from bookbuild.typeset.pagination.page_filling import (
    EVEN,
    LEAST_TEXT,
    NOTES_ALONE,
    WHITE_ABOVE,
    candidates,
    too_large,
    ways_to_set,
)
from bookbuild.typeset.pagination.page_floats import (
    RowsWithout,
    all_put,
    cost_of,
    ends_of,
    first_row,
    floats_of_pages,
    own_page,
)
from bookbuild.typeset.pagination.page_rows import NO_FLOATS, Frame, PageEnd, PageFloat, PageFloats, PageRow
from bookbuild.typeset.seams.deadline import check

UNEVEN, UNEVEN_AT_END = 600.0, 60.0
"""What a page costs that ends higher or lower than the facing one, and where it ends a chapter."""

MOST_ROWS = 1500
"""Rows whose pages are chosen together: of a longer chapter those that follow are chosen when these are set."""

_State: TypeAlias = tuple[int, bool, float, float, tuple[int, ...]]
"""The row that a page begins with, whether it begins a spread, how far above the foot the page before ends, the height
of the notes that are carried on from it, and the floats that are still to be put."""

_PagesFrom: TypeAlias = list[tuple[float, PageEnd, tuple[int, float, float, tuple[int, ...]]]]
"""Pages with what they cost, and the states behind them without their sides: how far each ends above the frame's foot
is rounded to quarters of a line."""


def horizon_of(rows: Sequence[PageRow], start: int, most: int = MOST_ROWS) -> int:
    """The row up to which the pages from `start` on are chosen together; not much more than `most` rows."""
    return len(rows) if len(rows) - start < 2 * most else start + most


def page_ends(
    rows: Sequence[PageRow],
    start: int,
    frame: Frame,
    *,
    carried: float = 0.0,
    opens: bool = True,
    floats: Sequence[PageFloat] = (),
    waiting: tuple[int, ...] = (),
    most: int = MOST_ROWS,
) -> list[PageEnd]:
    """The pages from row `start` on, of a long chapter the next ones, `most` rows or so.

    `carried`: the height of notes that go on there; `opens`: the chapter begins there; `waiting`: the floats that are
    still to be put there.
    """
    first: _State = (start, frame.begins_spread, 0.0, round(carried, 2), waiting)
    least: dict[_State, tuple[float, _State | None, PageEnd | None]] = {first: (0.0, None, None)}
    begun: dict[int, list[_State]] = {start: [first]}
    ends: list[_State] = []
    horizon = horizon_of(rows, start, most)

    def reach(state: _State, after: _State, cost: float, page: PageEnd | None) -> None:
        total = least[state][0] + cost
        if after not in least:
            begun.setdefault(after[0], []).append(after)
        elif total >= least[after][0]:
            return
        least[after] = (total, state, page)

    while begun:
        check()
        at = min(begun)
        made: dict[tuple[float, tuple[int, ...]], _PagesFrom] = {}
        for state in begun.pop(at):
            _, side, _, pending, to_put = state
            if at >= len(rows) or (at >= horizon and not to_put):
                ends.append(state)
                continue
            if 0 < pending > (room := frame.lines - frame.around_notes) - LEAST_TEXT:
                left = round(pending - room, 2) if 0 < room < pending else 0.0
                reach(state, (at, not side, 0.0, left, to_put), 0.0, _notes_alone(at, pending, left, to_put))
                continue
            if not pending and (alone := own_page(floats, at, to_put, frame.lines)):
                page = PageEnd(at, at, frame.lines, 0.0, 0.0, floats=alone)
                reach(state, (at, not side, 0.0, 0.0, alone.waiting), 0.0, page)
            if (pending, to_put) not in made:
                made[pending, to_put] = _pages_from(rows, at, frame, pending, floats, to_put)
            if pending and min(cost for cost, _, _ in made[pending, to_put]) > NOTES_ALONE:
                alone_costs = NOTES_ALONE + WHITE_ABOVE * (room - pending)
                reach(state, (at, not side, 0.0, 0.0, to_put), alone_costs, _notes_alone(at, pending, 0.0, to_put))
            so_far = least[state][0]
            for cost, page, (end, level, left, waiting) in made[pending, to_put]:
                after = (end, not side, level if side else 0.0, left, waiting)
                if after not in least or so_far + cost < least[after][0]:
                    is_opening = opens and at == start
                    cost += _beside(state, level, is_end=end == len(rows), is_opening=is_opening)
                    reach(state, after, cost, page)
    return _traced(least, min(ends, key=lambda end: least[end][0]))


def _notes_alone(at: int, notes: float, left: float, to_put: tuple[int, ...]) -> PageEnd:
    """A page before row `at` of notes that are carried on, and no text; of them `left` goes over again."""
    return PageEnd(at, at, 0.0, notes - left, 0.0, carried=left, floats=PageFloats(waiting=to_put))


def _traced(least: dict[_State, tuple[float, _State | None, PageEnd | None]], end: _State) -> list[PageEnd]:
    """The pages by which a state is reached at the least cost."""
    chosen: list[PageEnd] = []
    last: _State | None = end
    while last is not None:
        _, last, page_of = least[last]
        if last is not None and page_of is not None:
            chosen.append(replace(page_of, before=last[3]))
    return chosen[::-1]


def _pages_from(
    rows: Sequence[PageRow],
    at: int,
    frame: Frame,
    pending: float,
    floats: Sequence[PageFloat],
    to_put: tuple[int, ...],
) -> _PagesFrom:
    """The pages that may begin with a row, each with its cost: of those that are followed alike, the cheapest."""
    begins = first_row(rows, floats, at, to_put)
    as_they_stand = candidates(rows, begins, frame, pending)
    least: dict[tuple[int, float, float, tuple[int, ...]], tuple[float, PageEnd]] = {}
    for placed in floats_of_pages(floats, begins, as_they_stand[-1].end, to_put, frame.lines):
        least_end, most_end = ends_of(floats, placed, begins, len(rows))
        if least_end > most_end:
            continue
        seen, room, found = rows, frame, as_they_stand
        if placed.away or placed.height:
            seen = RowsWithout(rows, [floats[n] for n in placed.away]) if placed.away else rows
            room = replace(frame, lines=frame.lines - placed.height)
            found = candidates(seen, begins, room, pending)
        for each in found:
            if least_end <= each.end <= most_end:
                of_floats = cost_of(floats, placed, begins, each.end)
                for cost, page in ways_to_set(seen, begins, each, room):
                    if page.first != at or placed is not NO_FLOATS:
                        page = replace(page, first=at, floats=placed)
                    key = (page.end, round(page.level * 4) / 4, round(page.carried, 2), placed.waiting)
                    if key not in least or cost + of_floats < least[key][0]:
                        least[key] = (cost + of_floats, page)
    if not least:
        cost, page = too_large(begins, as_they_stand[0])
        least[page.end, 0.0, 0.0, ()] = cost, replace(page, first=at, floats=all_put(floats, to_put))
    return [(cost, page, key) for key, (cost, page) in least.items()]


def _beside(state: _State, level: float, *, is_end: bool, is_opening: bool) -> float:
    """What a page costs beside the one before it, where it ends so far above the frame's foot."""
    if state[1] or is_opening or abs(level - state[2]) <= EVEN:
        return 0.0
    return UNEVEN_AT_END if is_end else UNEVEN
