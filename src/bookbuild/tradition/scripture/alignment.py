"""Words as typed and words of record → which stand for which, and how far apart they are."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.tradition.scripture.habits import CAREFUL, Habit
from bookbuild.tradition.scripture.lexicon import EITHER, JOINS, UTHMANI, Lexicon
from bookbuild.tradition.scripture.orthography import TypedWord
from bookbuild.tradition.scripture.quotations import Token


class Step(NamedTuple):
    """Typed words `typed` to before `typed_end` stand for the words of record `word` to before `word_end`.

    Either may be none.
    """

    typed: int
    typed_end: int
    word: int
    word_end: int


class Fitted(NamedTuple):
    """What is typed stands for the words of record from `first` to before `last`.

    `short`: the steps that are spelled as in the muṣḥaf and not as in print, and have no small alif either.
    """

    first: int
    last: int
    steps: tuple[Step, ...]
    short: tuple[Step, ...]


EVIDENT = 2
"""So many words in the spelling of the muṣḥaf show that a quotation is in it; a single one may lack a letter."""
MISSING, EXTRA = 0.7, 1.35
_LEAST, _MOST, _AGREES = 0.25, 1.3, -0.001
_MOST_TYPED = max(of_typed for of_typed, _ in JOINS)


def fitting(typed: Sequence[TypedWord], words: Lexicon, start: int, habit: Habit = CAREFUL) -> Fitted | None:
    """The words from `start` on that `typed` stands for, without a gap and in one spelling; None where it does not."""
    steps: list[Step] = []
    short: list[Step] = []
    at, position, spelled = 0, start, EITHER
    while at < len(typed):
        for of_typed, of_words in JOINS:
            if at + of_typed > len(typed) or position + of_words > len(words):
                continue
            if fits := words.fit(typed[at : at + of_typed], position, position + of_words, habit):
                break
        else:
            return None
        spelled &= fits
        if not spelled:
            return None
        steps.append(Step(at, at + of_typed, position, position + of_words))
        if fits == UTHMANI and is_short(typed[at : at + of_typed]):
            short.append(steps[-1])
        at, position = at + of_typed, position + of_words
    return Fitted(start, position, tuple(steps), tuple(short))


def is_short(typed: Iterable[TypedWord]) -> bool:
    """Whether words have no small alif: what is left off of them is then a letter that print has."""
    return not any(word.written_out for word in typed)


def aligned(
    typed: Sequence[Token], words: Lexicon, stretch: range, *, whole: bool = False, band: int | None = None
) -> tuple[Step, ...]:
    """The best alignment of all of `typed` with words of `stretch`, in order; with `whole` with all of them.

    The nearest words count, letter by letter, then the earliest. `band`: words that are typed as much too far on, or
    too early, in the stretch are not looked for.
    """
    joins: dict[int, list[tuple[int, int, int]]] = {}
    for i, *join in _joins(typed, words, stretch, band):
        joins.setdefault(i, []).append((join[0], join[1], join[2]))
    count = len(stretch)
    rows: list[list[float]] = [[MISSING * j if whole else 0.0 for j in range(count + 1)]]
    ways: list[list[tuple[int, int]] | _Banded] = [[(0, 0), *[(0, 1) if whole else (0, 0)] * count]]
    for i, token in enumerate(typed, 1):
        low, high = (1, count) if band is None else (max(i - band, 1), min(i + band, count))
        above = rows[-1]
        row, way = [math.inf] * (count + 1), [(1, 0)] * (count + 1)
        if low == 1:
            row[0] = above[0] + EXTRA
        for j in range(low, high + 1):
            cost, taken = above[j - 1] + difference(words.distance(token.word, stretch[j - 1])), (1, 1)
            if above[j] + EXTRA < cost:
                cost, taken = above[j] + EXTRA, (1, 0)
            if row[j - 1] + MISSING < cost:
                cost, taken = row[j - 1] + MISSING, (0, 1)
            row[j], way[j] = cost, taken
        if i > _MOST_TYPED:
            rows[i - _MOST_TYPED - 1] = []  # no join reaches so far back
        for of_typed, of_words, j in joins.get(i, ()):
            if rows[i - of_typed][j - of_words] + _AGREES <= row[j]:
                row[j], way[j] = rows[i - of_typed][j - of_words] + _AGREES, (of_typed, of_words)
        rows.append(row)
        ways.append(way if band is None else _Banded(low - 1, way[low - 1 : high + 1]))
    end = count if whole else min(range(count + 1), key=lambda j: rows[-1][j])
    return tuple(reversed(list(_back(ways, end, stretch.start))))


@dataclass(frozen=True, slots=True)
class _Banded:
    """The part of a row that lies in its band; elsewhere the words that are typed are too many."""

    first: int
    ways: list[tuple[int, int]]

    def __getitem__(self, column: int) -> tuple[int, int]:
        at = column - self.first
        return self.ways[at] if 0 <= at < len(self.ways) else (1, 0)


def difference(distance: float) -> float:
    """What it costs that a word stands for another that is so far from it; the same word is a gain."""
    return _LEAST + distance * (_MOST - _LEAST) if distance else _AGREES


def _joins(
    typed: Sequence[Token], words: Lexicon, stretch: range, band: int | None
) -> Iterator[tuple[int, int, int, int]]:
    """Words that are divided otherwise: the row where they end, how many are typed, how many of record, the column."""
    keys = [words.key(position) for position in stretch]
    for of_typed, of_words in JOINS[1:]:
        columns: dict[str, list[int]] = {}
        for j in range(of_words, len(keys) + 1):
            columns.setdefault("".join(keys[j - of_words : j]), []).append(j)
        for i in range(of_typed, len(typed) + 1):
            parts = typed[i - of_typed : i]
            found = columns.get("".join([token.key for token in parts]), [])
            if band is not None:
                found = found[bisect_left(found, i - band) : bisect_right(found, i + band)]
            for j in found:
                end = stretch.start + j
                if words.joins([token.word for token in parts], end - of_words, end):
                    yield i, of_typed, of_words, j


def _back(ways: Sequence[list[tuple[int, int]] | _Banded], end: int, first: int) -> Iterator[Step]:
    i, j = len(ways) - 1, end
    while ways[i][j] != (0, 0):
        of_typed, of_words = ways[i][j]
        yield Step(i - of_typed, i, first + j - of_words, first + j)
        i, j = i - of_typed, j - of_words
