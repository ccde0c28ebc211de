"""The pages that may begin with a row, and the ways to fill each of them: what they cost.

Spaces around quotations, headings and figures grow or shrink, together by whole lines, so that the text behind them
stands on the lines of the page again; paragraphs are set a line longer or shorter. All heights are in lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, inf
from typing import TypeAlias

from bookbuild.typeset.lines.page_lines import to_line
from bookbuild.typeset.pagination.page_rows import Frame, PageEnd, PageRow, RowParagraph

EVEN = 0.25
"""Lines by which the last baselines of facing pages may differ."""

SHORT, VERY_SHORT = 40.0, 250.0
"""What a page costs that is less than a line short, and that of a line or more, by the square of its lines."""

TARGETS = ((0, 0.0, 0.0), (1, 800.0, 100.0), (-1, 350.0, inf))
"""By how many lines a spread's two pages may end below the frame's foot (-1: a line above it); what that costs a page,
and one with notes."""

MOST_LONGER = 3
"""Paragraphs of a page that are set a line longer or shorter."""

FEW_LINES_AT_END, FEWEST = 900.0, 5
STRETCH, LONGER = 10.0, 30.0
NOTE_DIVIDED, IN_PARTS = 60.0, 10000.0
ENDS_BEHIND_CALL = 2
"""Places behind the call of a note that is divided where its page may end: the note has as much of it as fits."""

LEAST_TEXT = 3
"""Lines of text beside notes that are carried on."""

NOTES_ALONE, WHITE_ABOVE = 3000.0, 250.0
"""What a page costs that has what is carried on and no text, though there is room; and each line of that room."""

TOO_LARGE = 1e6
ENDS_LOOKED_AT = 14
LESS_FULL = 5.0
"""Lines by which a page that is looked at may be shorter than the fullest that fits."""
ROUNDING = 0.02
OVER_FRAME = 0.45
"""Lines by which what is white below the last line may reach below the text's frame."""


@dataclass(frozen=True, slots=True)
class PageCandidate:
    """A page from a row up to another as it stands by nature: how far it reaches, by its last row and by its foot."""

    end: int
    bottom: float
    foot: float
    notes: float
    carried: float = 0.0
    in_parts: bool = False


def candidates(rows: Sequence[PageRow], start: int, frame: Frame, carried: float) -> list[PageCandidate]:
    """The pages that may begin with a row: those that are nearly full, and the chapter's last."""
    found: list[PageCandidate] = []
    divided: list[PageCandidate] = []
    y = shrinks = 0.0
    notes = above = parts = carried
    called: PageRow | None = None
    behind = 0
    for at in range(start, len(rows)):
        row = rows[at]
        y += row.at_top if at == start else row.above
        if row.on_line is not None:
            y += to_line(y, row.on_line)
        may_end = _may_end(rows, start, at)
        if row.notes:
            called, above, behind = row, notes, 0
        notes, parts = notes + row.notes, parts + row.parts
        left = frame.lines - frame.around_notes - y - row.foot - above
        may_divide = called is not None and left >= called.least > 0 and behind < ENDS_BEHIND_CALL
        if called is not None and may_divide and may_end and called.notes > left:
            divided.append(PageCandidate(at + 1, y + row.height, y + row.foot, above + left, called.notes - left))
            behind += 1
        room = frame.lines - (notes + frame.around_notes if notes else 0.0)
        shrinks += row.shrinks if at > start else 0.0
        fits = y + row.foot <= room + shrinks + MOST_LONGER + ROUNDING
        if not (fits or may_divide) and (found or divided):
            break
        if not (fits or may_divide) and may_end:
            return [_in_parts(at + 1, y, row, frame, notes, parts)]
        if may_end and fits:
            found.append(PageCandidate(at + 1, y + row.height, y + row.foot, notes))
        y += row.height
    least = max((each.foot for each in found if each.foot + each.notes <= frame.lines), default=0.0) - LESS_FULL
    return [each for each in found[-ENDS_LOOKED_AT:] if each.foot >= least or each is found[-1]] + divided


def _in_parts(end: int, y: float, last: PageRow, frame: Frame, notes: float, parts: float) -> PageCandidate:
    """The shortest page that may be: `notes` do not fit below its rows, of which the last begins at `y`; where `parts`
    do, the first lines of each, it has those."""
    left = frame.lines - frame.around_notes - y - last.foot
    if notes > left >= parts > 0:
        return PageCandidate(end, y + last.height, y + last.foot, left, notes - left, in_parts=True)
    return PageCandidate(end, frame.lines, frame.lines, 0.0)


def _may_end(rows: Sequence[PageRow], start: int, last: int) -> bool:
    """Whether a page that begins with row `start` may end with row `last`: it has not one line alone out of the midst
    of a paragraph."""
    row = rows[last]
    alone = last == start and row.paragraph is not None and not row.first and not row.last
    return last + 1 == len(rows) or (rows[last + 1].cost < inf and not alone)


@dataclass(frozen=True, slots=True)
class _Space:
    """The space above a row, which may grow or shrink by so much."""

    at: int
    grows: float
    shrinks: float


_Group: TypeAlias = tuple[bool, list[_Space]]
"""Spaces that change together by whole lines, as text on the page's lines follows; or, at a page's end, by any."""


def ways_to_set(
    rows: Sequence[PageRow], start: int, found: PageCandidate, frame: Frame
) -> Iterator[tuple[float, PageEnd]]:
    """Ways to set a page, each with its cost: to the frame's foot, and a line below or above it."""
    room = frame.lines - (found.notes + frame.around_notes if found.notes else 0.0)
    is_end = found.end == len(rows)
    cost = 0.0 if is_end else rows[found.end].cost
    lacks = room - found.foot
    if found.carried:
        page = PageEnd(start, found.end, found.bottom, found.notes, 0.0, carried=found.carried, in_parts=found.in_parts)
        yield cost + (IN_PARTS if found.in_parts else NOTE_DIVIDED), page
        return
    if is_end and lacks >= -ROUNDING and found.bottom <= room + OVER_FRAME:
        few = found.end - start < FEWEST and start > 0
        yield cost + few * FEW_LINES_AT_END, PageEnd(start, found.end, found.bottom, found.notes, 0.0)
        return
    groups, ending = _groups(rows, start, found.end), list(_ending(rows, start, found.end))
    for target, without_notes, with_notes in TARGETS:
        extra = with_notes if found.notes else without_notes
        if extra == inf:
            continue
        for lines, spent, longer in _other_lengths(ending, lacks + target, groups):
            grown, more, stretch = _grown(groups, lacks + target - lines)
            rest = lacks + target - lines - grown
            if rest < -ROUNDING or (is_end and rest > 1):
                continue
            page = PageEnd(
                start,
                found.end,
                found.bottom + lines + grown,
                found.notes,
                lacks - lines - grown,
                target,
                more=more,
                longer=longer,
            )
            of_page = cost + spent + stretch + extra + _shortness(rest, notes=bool(found.notes))
            if is_end:
                page = replace(page, short=0.0)
            if abs(rest) <= EVEN or target == 0:
                yield of_page, page


def too_large(start: int, found: PageCandidate) -> tuple[float, PageEnd]:
    """A page whose rows do not fit: WeasyPrint ends it where it can."""
    return TOO_LARGE, PageEnd(start, found.end, found.bottom, found.notes, 0.0)


def _other_lengths(
    ending: Sequence[tuple[int, RowParagraph]], lacks: float, groups: Sequence[_Group]
) -> Iterator[tuple[int, float, tuple[tuple[RowParagraph, int], ...]]]:
    """By how many lines a page's paragraphs may be longer in sum, at what cost, and which: all as they are first."""
    yield 0, 0.0, ()
    gaps = sum(floor(sum(space.grows for space in spaces) + ROUNDING) for _, spaces in groups)
    by = 1 if lacks > gaps + 1 - ROUNDING else -1 if lacks < -ROUNDING else 0
    if not by:
        return
    able = sorted(
        ((cost, at, paragraph) for at, paragraph in ending
         if (cost := paragraph.cost_of(paragraph.lines + by)) is not None),
        key=lambda each: each[:2],
    )[:MOST_LONGER]  # fmt: skip
    for count in range(1, len(able) + 1):
        yield (
            by * count,
            sum(LONGER + cost for cost, _, _ in able[:count]),
            tuple((paragraph, paragraph.lines + by) for _, _, paragraph in able[:count]),
        )


def _ending(rows: Sequence[PageRow], start: int, end: int) -> Iterator[tuple[int, RowParagraph]]:
    """The paragraphs that end on a page, each with its last row: one that began on the page before may be a line longer
    here, too."""
    for at in range(start, end):
        row = rows[at]
        if row.last and row.paragraph is not None and not (at == start and row.cost == inf):
            yield at, row.paragraph


def _shortness(short: float, *, notes: bool) -> float:
    if short <= EVEN or (notes and short <= 1 - ROUNDING):
        return 0.0
    return SHORT * short if short < 1 - ROUNDING else VERY_SHORT * short * short


def _groups(rows: Sequence[PageRow], start: int, end: int) -> list[_Group]:
    groups: list[_Group] = []
    spaces: list[_Space] = []
    for at in range(start + 1, end):
        row = rows[at]
        if row.grows or row.shrinks:
            spaces.append(_Space(at, row.grows, row.shrinks))
        if row.on_line is not None and spaces:
            groups.append((True, spaces))
            spaces = []
    if spaces:
        groups.append((False, spaces))
    return groups


def _grown(groups: Sequence[_Group], wanted: float) -> tuple[float, tuple[tuple[int, float], ...], float]:
    """Spaces grown by what is wanted (below 0: made smaller), or by as much as they give: by how much in sum, each of
    them, and what that costs."""
    grows = wanted >= 0
    sign = 1.0 if grows else -1.0
    room = [sum(space.grows if grows else space.shrinks for space in spaces) for _, spaces in groups]
    given = [0.0] * len(groups)
    lacks, cost = abs(wanted), 0.0
    if groups and not groups[-1][0]:
        part = lacks - floor(lacks + ROUNDING)
        if ROUNDING < part <= room[-1]:
            given[-1], lacks = part, lacks - part
    for _ in range(floor(lacks + ROUNDING) if grows else ceil(lacks - ROUNDING)):
        able = [n for n in range(len(groups)) if given[n] + 1 <= room[n] + ROUNDING]
        if not able:
            break
        least = min(able, key=lambda n: (given[n] + 1) / room[n])
        given[least] += 1
    more: list[tuple[int, float]] = []
    for (_, spaces), lines, most in zip(groups, given, room, strict=True):
        if lines:
            cost += STRETCH * lines * lines / most
            more += [(space.at, sign * lines * (space.grows if grows else space.shrinks) / most) for space in spaces]
    return sign * sum(given), tuple(more), cost
