"""The cells of a table → how wide its columns are best: so that it is as low as it can be.

All by estimates, from counts of letters: no line is set yet. Lengths are in em of the table's type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER, WIDE_LETTER = 0.42, 0.5
"""About how wide a letter is in a line, and in a single word of wide letters."""

SPACINGS = (1.2, 0.5)
"""What columns have besides their words: usually, and where room is wanting."""

SMALLER = 0.86
"""By how much the type of a table is smaller that has no room otherwise."""

HALF_WORD = 1.2

STEPS, AT_ONCE = 60, (1, 3, 6, 12)
"""Parts in which what is left of the width is given to columns, and how many at once: a part may gain nothing alone."""

MOST_CELLS = 3_000
"""Cells of a table whose columns are looked at."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """How a table is set: `closeness` 0 as usual, 1 with less room between columns, 2 in smaller type too; `shares` of
    its columns in the width of the text, none where it needs less than that."""

    closeness: int = 0
    shares: tuple[float, ...] = ()


def table_form(rows: Sequence[Sequence[str]], width: float) -> TableForm:
    """The form of a table with these cells, where the text is so many em wide."""
    columns = max(map(len, rows), default=0)
    if not columns or columns * len(rows) > MOST_CELLS:
        return TableForm()
    lengths = [[len(row[at]) * LETTER if at < len(row) else 0.0 for at in range(columns)] for row in rows]
    least = [max(_longest_word(row[at]) if at < len(row) else 0.0 for row in rows) for at in range(columns)]
    most = [max(least[at], *(row[at] for row in lengths)) for at in range(columns)]
    rooms = (width - SPACINGS[0] * columns, width - SPACINGS[1] * columns, width / SMALLER - SPACINGS[1] * columns)
    closeness = next((n for n, room in enumerate(rooms) if sum(least) <= room), 2)
    room, spacing = rooms[closeness], SPACINGS[min(closeness, 1)]
    if sum(most) <= room or sum(least) >= room or columns == 1:
        return TableForm(closeness)
    widths = _lowest(lengths, least, most, room)
    whole = sum(widths) + spacing * columns
    return TableForm(closeness, tuple((each + spacing) / whole for each in widths))


def _longest_word(text: str) -> float:
    return max((len(word) for word in text.split()), default=0) * WIDE_LETTER


def _lowest(lengths: list[list[float]], least: list[float], most: list[float], room: float) -> list[float]:
    """Each column as wide as its longest word; what is left, by parts, to the one that makes rows lowest for it."""
    widths = [max(each, LETTER) for each in least]
    left, part = STEPS, (room - sum(widths)) / STEPS
    while left:
        lines = [[_lines(length, width) for length, width in zip(row, widths, strict=True)] for row in lengths]
        offers = [
            (_gain(lengths, lines, at, widths[at] + parts * part) / parts, most[at] - widths[at], -parts, at)
            for at in range(len(widths))
            for parts in AT_ONCE
            if parts <= left
        ]
        _, _, parts, best = max(offers)
        widths[best] -= parts * part
        left += parts
    return widths


def _lines(length: float, width: float) -> float:
    """About how many lines a text has: of several, each is short of the width by half a word."""
    return 1.0 if length <= width else max(2.0, length / max(width - HALF_WORD, LETTER))


def _gain(lengths: list[list[float]], lines: list[list[float]], at: int, width: float) -> float:
    """By how many lines a table is lower if a column is of this width."""
    after = (
        max(1.0, *row[:at], _lines(length[at], width), *row[at + 1 :])
        for row, length in zip(lines, lengths, strict=True)
    )
    return sum(max(row) - other for row, other in zip(lines, after, strict=True))
