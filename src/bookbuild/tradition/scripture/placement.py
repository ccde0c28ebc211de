"""The pieces of a quotation as typed, and the words of a text → where they stand, their letters agreeing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bookbuild.tradition.scripture import habits, tashkil
from bookbuild.tradition.scripture.alignment import EVIDENT, Fitted, fitting
from bookbuild.tradition.scripture.differences import Difference, told_of, vowels_differing
from bookbuild.tradition.scripture.habits import CAREFUL
from bookbuild.tradition.scripture.lexicon import JOINS, Lexicon
from bookbuild.tradition.scripture.quotations import QuotedPiece, shows_uthmani


class PlacedQuotation(NamedTuple):
    """Where the pieces of a quotation stand whose letters agree; the vowel signs that do not; what is in doubt."""

    pieces: tuple[Fitted, ...]
    vowels: tuple[Difference, ...]
    doubts: tuple[Difference, ...]
    hand: habits.Habit
    slips: tuple[Difference, ...]

    @property
    def clear(self) -> bool:
        return not self.vowels and not self.doubts

    @property
    def first(self) -> int:
        return self.pieces[0].first

    @property
    def last(self) -> int:
        return self.pieces[-1].last


def placed_quotations(
    typed: str, quoted: tuple[QuotedPiece, ...], words: Lexicon, starts: Iterable[int], reach: int
) -> Iterator[PlacedQuotation]:
    """The places from `starts` at which all pieces stand, in order; of each hand, and with their wrong vowel signs."""
    uthmani = shows_uthmani(typed)
    careful = tashkil.is_written_with_care(typed, uthmani=uthmani)
    each_word = [token.word for piece in quoted for token in piece]
    hands = habits.possible(
        (rasm for word in each_word for rasm in word.rasms),
        careful=careful,
        alif_bears_vowels=any(tashkil.alif_bears_vowels(word.letters) for word in each_word),
    )
    beginning = [token.word for token in quoted[0][: max(of_typed for of_typed, _ in JOINS)]]
    for start in starts:
        if not words.begins(beginning, start):
            continue
        for hand in hands:
            found = _fitted(quoted, words, start, reach, hand)
            if found:
                each = list(zip(quoted, found, strict=True))
                vowels = [told for piece, fits in each for told in vowels_differing(typed, piece, fits.steps, words)]
                short = [told_of(typed, piece, step, words) for piece, fits in each for step in fits.short]
                doubts = short if not uthmani and len(short) < EVIDENT else []
                least = CAREFUL._replace(hamza=hand.hamza) if careful else CAREFUL
                slips = [] if uthmani or hand == least else list(_slips(typed, each, words, least))
                yield PlacedQuotation(
                    found, tuple(vowels), tuple(doubts), hand, tuple(slips) if len(slips) < EVIDENT else ()
                )
                break


def _slips(
    typed: str, placed: Iterable[tuple[QuotedPiece, Fitted]], words: Lexicon, careful: habits.Habit
) -> Iterator[Difference]:
    """The words that a careful hand does not write so."""
    for piece, fits in placed:
        for step in fits.steps:
            of_step = [token.word for token in piece[step.typed : step.typed_end]]
            if not words.fit(of_step, step.word, step.word_end, careful):
                yield told_of(typed, piece, step, words)


def _fitted(
    quoted: tuple[QuotedPiece, ...], words: Lexicon, start: int, reach: int, hand: habits.Habit
) -> tuple[Fitted, ...]:
    """Where the pieces stand, the first at `start`, each other after the one before it; nothing if one does not."""
    found: list[Fitted] = []
    for piece in quoted:
        begins = range(found[-1].last, min(found[-1].last + reach, len(words))) if found else (start,)
        typed = [token.word for token in piece]
        fitted = next((fits for begin in begins if (fits := fitting(typed, words, begin, hand))), None)
        if fitted is None:
            return ()
        found.append(fitted)
    return tuple(found)


def best_placed(placed: Iterator[PlacedQuotation]) -> PlacedQuotation | None:
    """The first that is clear, else the first."""
    first = next(placed, None)
    if first is None or first.clear:
        return first
    return next((each for each in placed if each.clear), first)
