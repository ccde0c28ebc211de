"""A quotation as typed, and where it is said to stand → whether it is so, where it stands, and which words differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from bookbuild.tradition.scripture import habits, tashkil
from bookbuild.tradition.scripture.alignment import EVIDENT, Fitted, fitting
from bookbuild.tradition.scripture.concordance import Concordance
from bookbuild.tradition.scripture.differences import Difference, differences, told_of, vowels_differing
from bookbuild.tradition.scripture.habits import CAREFUL
from bookbuild.tradition.scripture.lexicon import JOINS, Lexicon
from bookbuild.tradition.scripture.nearness import Near, against, nearest
from bookbuild.tradition.scripture.quotations import QuotedPiece, pieces, shows_uthmani
from bookbuild.tradition.scripture.references import Range

VerdictKind = Literal["agrees", "mismatch", "wrong-reference", "unknown"]


@dataclass(frozen=True, slots=True)
class QuotationVerdict:
    """What a typed quotation is.

    `agrees`: the text of `ranges`; `wrong-reference`: the text of `ranges`, which are not those that were given;
    `mismatch`: not the text of `ranges`, from which it has `differences`; `unknown`: not found. `pieces` are the first
    and last word of each piece (of which an ellipsis makes several); empty where all the words of `ranges` are typed.
    `basmalah`: it begins with one that is not numbered. `only`: it stands nowhere else. `besides`: places with another
    text that a mismatch is hardly less near to. `doubts`: a single word lacks an alif that print has, and nothing shows
    that the quotation is in the spelling of the muṣḥaf; whoever knows how the book quotes may hold it for wrong. So
    with `slips`: a single word, and nothing else, shows that the quotation is in another `hand` than a careful one.
    """

    kind: VerdictKind
    ranges: tuple[Range, ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()
    differences: tuple[Difference, ...] = ()
    basmalah: bool = False
    only: bool = False
    besides: tuple[Range, ...] = ()
    doubts: tuple[Difference, ...] = ()
    hand: habits.Habit = CAREFUL
    slips: tuple[Difference, ...] = ()

    @property
    def words(self) -> tuple[int, int] | None:
        return self.pieces[0] if len(self.pieces) == 1 else None

    @property
    def letters_agree(self) -> bool:
        """Whether no more than vowel signs are wrong."""
        return self.kind != "unknown" and all(difference.vowels for difference in self.differences)


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


class _Placed(NamedTuple):
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
        placed = _best(_placed(typed, quoted, words, range(len(words)), len(words)))
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
        placed = _placed(typed, quoted, self._words, starts, _REACH)
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

    def _at(self, placed: _Placed, place: Range) -> QuotationVerdict:
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
        for placed in _placed(typed, quoted, self._words, starts, _REACH):
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


def _placed(
    typed: str, quoted: tuple[QuotedPiece, ...], words: Lexicon, starts: Iterable[int], reach: int
) -> Iterator[_Placed]:
    """The places from `starts` at which all pieces stand, in order; of each hand, and with their wrong vowel signs."""
    uthmani = shows_uthmani(typed)
    hands = habits.possible(
        (rasm for piece in quoted for token in piece for rasm in token.word.rasms),
        careful=tashkil.is_written_with_care(typed, uthmani=uthmani),
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
                slips = [] if uthmani or hand == CAREFUL else list(_slips(typed, each, words))
                yield _Placed(found, tuple(vowels), tuple(doubts), hand, tuple(slips) if len(slips) < EVIDENT else ())
                break


def _slips(typed: str, placed: Iterable[tuple[QuotedPiece, Fitted]], words: Lexicon) -> Iterator[Difference]:
    """The words that no careful hand writes so."""
    for piece, fits in placed:
        for step in fits.steps:
            of_step = [token.word for token in piece[step.typed : step.typed_end]]
            if not words.fit(of_step, step.word, step.word_end):
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


def _best(placed: Iterator[_Placed]) -> _Placed | None:
    """The first that is clear, else the first."""
    first = next(placed, None)
    if first is None or first.clear:
        return first
    return next((each for each in placed if each.clear), first)


def _agreeing(
    numbers: Sequence[tuple[int, int]], placed: _Placed, ranges: tuple[Range, ...], count: int
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
