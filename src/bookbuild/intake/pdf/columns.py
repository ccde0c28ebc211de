"""The lines of a page as they stand side by side → the lines of one column after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookbuild.intake.pdf.pages import LineWord, WordLine

_LEAST = 10.0
"""A gutter is so wide at least, in pt."""
_LINES = 5
_LETTERS = 15
_STEP = 3.0


def in_columns(lines: Sequence[WordLine], *, from_right: bool) -> Iterator[tuple[int, WordLine]]:
    """(column from 0, line). Lines over both columns part what is above them from what is below."""
    gutter = _gutter(lines)
    if gutter is None:
        yield from ((0, line) for line in lines)
        return
    sides: tuple[list[WordLine], list[WordLine]] = ([], [])
    for y, words in lines:
        left, right = _parted(words, gutter)
        if left and right and right[0].left - left[-1].right < _LEAST / 2:
            yield from _flushed(sides, from_right=from_right)
            yield 0, (y, words)
            continue
        if left:
            sides[0].append((y, left))
        if right:
            sides[1].append((y, right))
    yield from _flushed(sides, from_right=from_right)


def _flushed(sides: tuple[list[WordLine], list[WordLine]], *, from_right: bool) -> Iterator[tuple[int, WordLine]]:
    order = (1, 0) if from_right else (0, 1)
    for column, side in enumerate(order):
        yield from ((column + 1, line) for line in sides[side])
        sides[side].clear()


def _parted(words: Sequence[LineWord], x: float) -> tuple[tuple[LineWord, ...], tuple[LineWord, ...]]:
    return tuple(word for word in words if word.right <= x + 1), tuple(word for word in words if word.right > x + 1)


def _gutter(lines: Sequence[WordLine]) -> float | None:
    """The middle of the white that runs down a page between two columns of text."""
    if len(lines) < _LINES:
        return None
    first = min(words[0].left for _, words in lines)
    last = max(word.right for _, words in lines for word in words)
    # a line that no white parts and that is wider than a column can be lies over every gutter
    whole = sum(words[-1].right - words[0].left > 0.7 * (last - first) and _is_whole(words) for _, words in lines)
    if whole * 4 > len(lines):
        return None
    x, end = first + 0.3 * (last - first), first + 0.7 * (last - first)
    found: list[float] = []
    while x < end:
        if _is_gutter(lines, x):
            found.append(x)
        elif found:
            break
        x += _STEP
    return found[len(found) // 2] if found else None


def _is_whole(words: Sequence[LineWord]) -> bool:
    return all(after.left - before.right < _LEAST for before, after in pairwise(words))


def _is_gutter(lines: Sequence[WordLine], x: float) -> bool:
    left = right = both = crossing = letters_left = letters_right = 0
    for _, words in lines:
        before, after = _parted(words, x)
        if (before and after and after[0].left - before[-1].right < _LEAST) or (after and after[0].left < x - 1):
            crossing += 1
            continue
        both += bool(before and after)
        left += bool(before)
        right += bool(after)
        letters_left += sum(len(word.text) for word in before)
        letters_right += sum(len(word.text) for word in after)
    if crossing * 4 > len(lines) or min(left, right) < _LINES:
        return False
    return letters_left >= _LETTERS * left and letters_right >= _LETTERS * right
