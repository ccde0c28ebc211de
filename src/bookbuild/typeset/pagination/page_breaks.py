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
    PageCandidate,
    candidates,
    too_large,
    ways_to_set,
)
from bookbuild.typeset.pagination.page_rows import Frame, PageEnd, PageRow

UNEVEN, UNEVEN_AT_END = 600.0, 60.0
"""What a page costs that ends higher or lower than the facing one, and where it ends a chapter."""

MOST_ROWS = 1500
"""Rows whose pages are chosen together: of a longer chapter those that follow are chosen when these are set."""

_State: TypeAlias = tuple[int, bool, float, float]
"""The row that a page begins with, whether it begins a spread, how short the page before is, and the height of the
notes that are carried on from it."""


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
    most: int = MOST_ROWS,
) -> list[PageEnd]:
    """The pages from row `start` on, of a long chapter the next ones, `most` rows or so.

    `carried`: the height of notes that go on there; `opens`: the chapter begins there.
    """
    first: _State = (start, frame.begins_spread, 0.0, round(carried, 2))
    least: dict[_State, tuple[float, _State | None, PageEnd | None]] = {first: (0.0, None, None)}
    waiting: dict[int, list[_State]] = {start: [first]}
    ends: list[_State] = []
    horizon = horizon_of(rows, start, most)

    def reach(state: _State, after: _State, cost: float, page: PageEnd | None) -> None:
        total = least[state][0] + cost
        if after not in least:
            waiting.setdefault(after[0], []).append(after)
        elif total >= least[after][0]:
            return
        least[after] = (total, state, page)

    while waiting:
        at = min(waiting)
        made: dict[float, list[tuple[PageCandidate, list[tuple[float, PageEnd]]]]] = {}
        for state in waiting.pop(at):
            pending = state[3]
            if at >= horizon:
                ends.append(state)
                continue
            if 0 < pending > (room := frame.lines - frame.around_notes) - LEAST_TEXT:
                left = round(pending - room, 2) if 0 < room < pending else 0.0
                reach(state, (at, not state[1], 0.0, left), 0.0, None)
                continue
            if pending not in made:
                found = candidates(rows, at, frame, pending)
                made[pending] = [(each, list(ways_to_set(rows, at, each, frame))) for each in found]
                if not any(ways for _, ways in made[pending]):
                    made[pending] = [(found[0], [too_large(at, found[0])])]
            for candidate, pages in made[pending]:
                for cost, page in pages:
                    is_end = candidate.end == len(rows)
                    cost += _beside(state, page, is_end=is_end, is_opening=opens and at == start)
                    short = 0.0 if page.notes else round(page.short * 4) / 4
                    after = (candidate.end, not state[1], short, round(page.carried, 2))
                    reach(state, after, cost, page)
    chosen: list[PageEnd] = []
    last: _State | None = min(ends, key=lambda end: least[end][0])
    while last is not None:
        _, last, page_of = least[last]
        if last is not None and page_of is not None:
            chosen.append(replace(page_of, before=last[3]))
    return chosen[::-1]


def _beside(state: _State, page: PageEnd, *, is_end: bool, is_opening: bool) -> float:
    """What a page costs beside the one before it."""
    short = 0.0 if page.notes else page.short
    if state[1] or is_opening or abs(short - state[2]) <= EVEN:
        return 0.0
    return UNEVEN_AT_END if is_end else UNEVEN
