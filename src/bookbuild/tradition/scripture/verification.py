"""A quotation as typed, and where it is said to stand → whether it is so, where it stands, and which words differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from bookbuild.tradition.scripture import habits
from bookbuild.tradition.scripture.alignment import fitting
from bookbuild.tradition.scripture.concordance import Concordance
from bookbuild.tradition.scripture.differences import differences
from bookbuild.tradition.scripture.lexicon import Lexicon
from bookbuild.tradition.scripture.nearness import Near, against, nearest
from bookbuild.tradition.scripture.placement import PlacedQuotation, best_placed, placed_quotations
from bookbuild.tradition.scripture.quotations import QuotedPiece, pieces
from bookbuild.tradition.scripture.references import Range
from bookbuild.tradition.scripture.verdicts import QuotationVerdict, VerdictKind


class VerificationText(Protocol):
    """What is asked of a riwāyah. Positions are indices into all of its words."""

    @property
    def lexicon(self) -> Lexicon: ...

    @property
    def concordance(self) -> Concordance: ...

    def positions(self, ranges: Sequence[Range]) -> tuple[int, ...]: ...

    def place(self, position: int) -> tuple[int, int]: ...

    def surah_span(self, position: int) -> range: ...

    def begins_ayah(self, position: int) -> bool: ...

    def ayat_meant(self, first: int, last: int) -> range: ...


_BASMALAH = 4
_WITHOUT_BASMALAH = 9
_REACH = 200
"""Words within which the next piece of a quotation is looked for: about a page."""
_MUCH_NEARER = 0.4


class Verifier:
    """Verdicts over one text."""

    def __init__(self, text: VerificationText) -> None:
        self._text = text
        self._words = text.lexicon
        self._opening = self._words.selected(range(_BASMALAH))
        self._verdict = lru_cache(maxsize=8192)(self._found)

    def verify(self, typed: str, ranges: Sequence[Range] | None) -> QuotationVerdict:
        """The verdict on `typed`; without `ranges` it is looked up."""
        return self._verdict(typed, tuple(ranges or ()))

    def _found(self, typed: str, ranges: tuple[Range, ...]) -> QuotationVerdict:
        quoted = pieces(typed)
        if not quoted:
            return QuotationVerdict("unknown", ranges)
        if ranges and (verdict := self._within(typed, quoted, ranges)):
            return verdict
        if verdict := self._looked_up(typed, quoted):
            return replace(verdict, kind="wrong-reference") if ranges and verdict.kind == "agrees" else verdict
        return self._mismatch(typed, quoted, ranges) or QuotationVerdict("unknown", ranges)

    # Quotations whose letters agree.

    def _within(
        self, typed: str, quoted: tuple[QuotedPiece, ...], ranges: tuple[Range, ...]
    ) -> QuotationVerdict | None:
        """The verdict on a quotation that is what `ranges` read, or a part of it."""
        words = self._words.selected(self._text.positions(ranges))
        placed = best_placed(placed_quotations(typed, quoted, words, range(len(words)), len(words)))
        if placed:
            numbers = tuple((piece.first + 1, piece.last) for piece in placed.pieces)
            return _agreeing(numbers, placed, ranges, len(words))
        if rest := self._after_basmalah(quoted, ranges[0]):
            verdict = self._within(typed, rest, ranges)
            return verdict and replace(verdict, basmalah=True)
        return None

    def _looked_up(self, typed: str, quoted: tuple[QuotedPiece, ...]) -> QuotationVerdict | None:
        """The verdict on a quotation that stands somewhere; the first place in the order of the muṣḥaf is taken."""
        starts = self._text.concordance.exactly([token.key for token in quoted[0]])
        placed = placed_quotations(typed, quoted, self._words, starts, _REACH)
        found = ((each, place) for each in placed if (place := self._range(each.first, each.last)))
        if first := next(found, None):
            chosen = first if first[0].clear else next((each for each in found if each[0].clear), first)
            only = chosen is first and next(found, None) is None
            return replace(self._at(*chosen), only=only)
        if rest := self._without_basmalah(quoted):
            verdict_without = self._looked_up(typed, rest)
            if verdict_without and self._after_basmalah(quoted, verdict_without.ranges[0]):
                return replace(verdict_without, basmalah=True)
        return None

    def _at(self, placed: PlacedQuotation, place: Range) -> QuotationVerdict:
        """The verdict on pieces that stand in `place`."""
        numbers = self._numbers([(fits.first, fits.last) for fits in placed.pieces], place)
        return _agreeing(numbers, placed, (place,), len(self._text.positions((place,))))

    def _numbers(self, spans: Iterable[tuple[int, int]], place: Range) -> tuple[tuple[int, int], ...]:
        """Which words of `place` stand from the first to before the last of positions."""
        numbers = {position: number for number, position in enumerate(self._text.positions((place,)), 1)}
        return tuple((numbers[first], numbers[last - 1]) for first, last in spans)

    def _range(self, first: int, last: int) -> Range | None:
        """The āyāt of the words from `first` to before `last`; None where they are not of one sūrah."""
        surah, ayah = self._text.place(first)
        last_surah, last_ayah = self._text.place(last - 1)
        return Range(surah, ayah, last_ayah) if surah == last_surah else None

    def _after_basmalah(self, quoted: tuple[QuotedPiece, ...], place: Range) -> tuple[QuotedPiece, ...]:
        """`quoted` without the unnumbered basmalah before the sūrah that `place` begins; at-Tawbah has none."""
        return self._without_basmalah(quoted) if place.first == 1 and place.surah != _WITHOUT_BASMALAH else ()

    def _without_basmalah(self, quoted: tuple[QuotedPiece, ...]) -> tuple[QuotedPiece, ...]:
        """`quoted` without the basmalah that it begins with; nothing where it does not, or is nothing else."""
        opening = [token.word for token in quoted[0][:_BASMALAH]]
        if len(quoted[0]) <= _BASMALAH:
            return ()
        hands = habits.possible(rasm for word in opening for rasm in word.rasms)
        if not any(fitting(opening, self._opening, 0, hand) for hand in hands):
            return ()
        return (quoted[0][_BASMALAH:], *quoted[1:])

    # Quotations whose letters do not agree.

    def _mismatch(
        self, typed: str, quoted: tuple[QuotedPiece, ...], ranges: tuple[Range, ...]
    ) -> QuotationVerdict | None:
        """The verdict on what is nearly the text of some place, or said to be that of `ranges`."""
        found = self._nearest(quoted)
        if ranges:
            words = self._words.selected(self._text.positions(ranges))
            here = against(self._after_basmalah(quoted, ranges[0]) or quoted, words)
            if not found or found[0].cost > here.cost * _MUCH_NEARER:
                numbers = _partial([(first + 1, last) for first, last in here.spans], len(words))
                return QuotationVerdict("mismatch", ranges, numbers, differences(typed, here.pieces, words))
        places = tuple(place for near in found if (place := self._range(*near.span)))
        if not places:
            return None
        if verdict := self._looked_at(typed, quoted, found[0]):
            return replace(verdict, kind="wrong-reference") if ranges and verdict.kind == "agrees" else verdict
        told = differences(typed, found[0].pieces, self._words)
        besides = tuple(dict.fromkeys(place for place in places if place != places[0]))
        numbers = _partial(self._numbers(found[0].spans, places[0]), len(self._text.positions(places[:1])))
        return QuotationVerdict("mismatch", places[:1], numbers, told, besides=besides)

    def _looked_at(self, typed: str, quoted: tuple[QuotedPiece, ...], near: Near) -> QuotationVerdict | None:
        """The verdict on what is near and proves to be the same: as it is spelled, it has other consonants."""
        starts = range(max(near.span[0] - 2, 0), near.span[0] + 2)
        for placed in placed_quotations(typed, quoted, self._words, starts, _REACH):
            if place := self._range(placed.first, placed.last):
                return self._at(placed, place)
        return None

    def _nearest(self, quoted: tuple[QuotedPiece, ...]) -> list[Near]:
        """The places that `quoted` is nearest to, with the basmalah that it begins with or without."""
        found = self._near(quoted)
        without = self._near(bare) if (bare := self._without_basmalah(quoted)) else []
        return without if without and (not found or without[0].cost < found[0].cost) else found

    def _near(self, quoted: tuple[QuotedPiece, ...]) -> list[Near]:
        return nearest(quoted, self._words, self._text.concordance, self._text)


def _agreeing(
    numbers: Sequence[tuple[int, int]], placed: PlacedQuotation, ranges: tuple[Range, ...], count: int
) -> QuotationVerdict:
    """The verdict on what is the text of `ranges`, which have so many words, if its vowel signs are right."""
    kind: VerdictKind = "mismatch" if placed.vowels else "agrees"
    words = _partial(numbers, count)
    return QuotationVerdict(
        kind, ranges, words, placed.vowels, doubts=placed.doubts, hand=placed.hand, slips=placed.slips
    )


def _partial(numbers: Sequence[tuple[int, int]], count: int) -> tuple[tuple[int, int], ...]:
    """The words of each piece; nothing where they are all of `count`."""
    return () if list(numbers) == [(1, count)] else tuple(numbers)
