"""Words as typed and words of record, each as the forms it may be compared by → how they stand against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Forms = frozenset[str]
Words = Sequence[Forms]


class Step(NamedTuple):
    """Typed words `typed` to `typed_end` stand for the words `word` to `word_end`; either may be none."""

    typed: int
    typed_end: int
    word: int
    word_end: int
    agrees: bool


# Costs, far enough apart for one never to make up for another.
_DIFFERS, _AGREES = 10**8, 10**4
# Words that stand for words: one for one, and what one spelling joins and another does not (يا أيها, أو لم, بعدما).
_JOINS = ((1, 1), (2, 1), (1, 2), (3, 1))


def joined(words: Words) -> Forms:
    """The forms of several words written as one."""
    forms = frozenset(("",))
    for each in words:
        forms = frozenset(before + after for before in forms for after in each)
    return forms


def agreeing(typed: Words, i: int, words: Words, j: int) -> tuple[int, int] | None:
    """How many typed words from `i` stand for how many words from `j`; None where they differ."""
    for of_typed, of_words in _JOINS:
        if i + of_typed > len(typed) or j + of_words > len(words):
            continue
        left = typed[i] if of_typed == 1 else joined(typed[i : i + of_typed])
        right = words[j] if of_words == 1 else joined(words[j : j + of_words])
        if not left.isdisjoint(right):
            return of_typed, of_words
    return None


def fitting(typed: Words, words: Words, start: int) -> int | None:
    """Where the words end that `typed` stands for, from `start` on without a gap; None where it does not."""
    i, j = 0, start
    while i < len(typed):
        step = agreeing(typed, i, words, j)
        if step is None:
            return None
        i, j = i + step[0], j + step[1]
    return j


def aligned(typed: Words, words: Words) -> tuple[Step, ...]:
    """The steps of the best alignment of all of `typed` with a stretch of `words`, in order.

    The fewest differences count, then the most words that agree, then a word for another rather than one too many
    or too few; of equals, the earliest stretch.
    """
    rows: list[list[tuple[int, int, int]]] = [[(0, 0, 0)] * (len(words) + 1)]
    for i in range(1, len(typed) + 1):
        row: list[tuple[int, int, int]] = []
        for j in range(len(words) + 1):
            row.append(min(_ways(typed, words, rows, row, i, j), key=lambda way: way[0]))
        rows.append(row)
    last = rows[-1]
    end = min(range(len(last)), key=lambda j: last[j][0])
    return tuple(reversed(list(_back(typed, words, rows, end))))


def _ways(
    typed: Words, words: Words, rows: list[list[tuple[int, int, int]]], row: list[tuple[int, int, int]], i: int, j: int
) -> Iterator[tuple[int, int, int]]:
    """(cost, typed words, words) of each way to come to `i`, `j`; the way most to be preferred first."""
    for of_typed, of_words in _JOINS[:3]:
        if i >= of_typed and j >= of_words and _stands(typed, i, of_typed, words, j, of_words):
            yield rows[i - of_typed][j - of_words][0] - _AGREES, of_typed, of_words
    if j:
        yield rows[i - 1][j - 1][0] + _DIFFERS, 1, 1
    yield rows[i - 1][j][0] + _DIFFERS + 1, 1, 0
    if j:
        yield row[j - 1][0] + _DIFFERS + 1, 0, 1


def _stands(typed: Words, i: int, of_typed: int, words: Words, j: int, of_words: int) -> bool:
    if of_typed == of_words == 1:
        return not typed[i - 1].isdisjoint(words[j - 1])
    return not joined(typed[i - of_typed : i]).isdisjoint(joined(words[j - of_words : j]))


def _back(typed: Words, words: Words, rows: list[list[tuple[int, int, int]]], end: int) -> Iterator[Step]:
    i, j = len(typed), end
    while i:
        _, of_typed, of_words = rows[i][j]
        stands = bool(of_typed and of_words) and _stands(typed, i, of_typed, words, j, of_words)
        yield Step(i - of_typed, i, j - of_words, j, stands)
        i, j = i - of_typed, j - of_words
