"""A quotation as typed, and where it is said to stand → whether it is so, where it stands, and which words differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from bookbuild.tradition.alignment import Forms, Step, aligned, fitting, joined
from bookbuild.tradition.orthography import forms
from bookbuild.tradition.references import Range

VerdictKind = Literal["agrees", "mismatch", "wrong-reference", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a typed quotation is.

    `agrees`: the text of `ranges`; `wrong-reference`: the text of `ranges`, which are not those that were given;
    `mismatch`: not the text of `ranges`: from `offset` in what is typed (code points), `differing` stands for
    `expected`; `unknown`: not found. `pieces` are the first and last word of each piece (of which an ellipsis makes
    several), `words` those of the only piece; both empty where all the words of `ranges` are typed. `basmalah`: it
    begins with one that is not numbered.
    """

    kind: VerdictKind
    ranges: tuple[Range, ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()
    expected: str = ""
    differing: str = ""
    offset: int = 0
    basmalah: bool = False

    @property
    def words(self) -> tuple[int, int] | None:
        return self.pieces[0] if len(self.pieces) == 1 else None


class Token(NamedTuple):
    """A word as typed: where it begins and ends, and the forms it may be compared by."""

    start: int
    end: int
    forms: Forms


class Text(Protocol):
    """What is asked of a riwāyah. `spellings` and `words` are those of each position."""

    @property
    def words(self) -> Sequence[str]: ...

    @property
    def spellings(self) -> Sequence[Forms]: ...

    def positions(self, ranges: Sequence[Range]) -> tuple[int, ...]: ...

    def place(self, position: int) -> tuple[int, int]: ...


Pieces = tuple[tuple[Token, ...], ...]

_WORD = re.compile(r"\S+")
_ELLIPSIS = re.compile(r"\[?(?:…|\.{2,}|(?:\. ){2,}\.)\]?")
# Quoted together with the word after it, where that differs.
_PREPOSITIONS = forms("في") | forms("من") | forms("عن") | forms("إلى") | forms("على") | forms("حتى") | forms("مع")
_BASMALAH = 4
_WITHOUT_BASMALAH = 9
_NEAR = 0.5


class Verifier:
    """Verdicts over one text. Its index is made when a quotation has first to be looked up."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def verify(self, typed: str, ranges: Sequence[Range] | None) -> Verdict:
        pieces = tokens(typed)
        if not pieces:
            return Verdict("unknown", tuple(ranges or ()))
        if not ranges:
            return self._looked_up(pieces) or self._near(typed, pieces) or Verdict("unknown")
        return (
            self._within(pieces, ranges)
            or self._elsewhere(pieces)
            or self._differing(
                typed, self._after_basmalah(pieces, ranges[0]) or pieces, self._text.positions(ranges), tuple(ranges)
            )
        )

    def _within(self, pieces: Pieces, ranges: Sequence[Range]) -> Verdict | None:
        """The verdict on a quotation that is what `ranges` read, or a part of it."""
        positions = self._text.positions(ranges)
        words = [self._text.spellings[position] for position in positions]
        found = _placed(pieces, words)
        if found is not None:
            return Verdict("agrees", tuple(ranges), _unless_whole(found, len(words)))
        if rest := self._after_basmalah(pieces, ranges[0]):
            verdict = self._within(rest, ranges)
            return verdict and replace(verdict, basmalah=True)
        return None

    def _elsewhere(self, pieces: Pieces) -> Verdict | None:
        found = self._looked_up(pieces)
        return found and replace(found, kind="wrong-reference")

    def _looked_up(self, pieces: Pieces) -> Verdict | None:
        """The first place in the order of the muṣḥaf that reads so."""
        for start in self._candidates(pieces[0]):
            found = _placed(pieces, self._text.spellings, start)
            if found is not None and (place := self._within_a_surah(found)):
                return self._within(pieces, (place,))
        if rest := self._without_basmalah(pieces):
            found_without = self._looked_up(rest)
            if found_without and self._after_basmalah(pieces, found_without.ranges[0]):
                return replace(found_without, basmalah=True)
        return None

    def _candidates(self, piece: tuple[Token, ...]) -> list[int]:
        """The positions where `piece` can begin."""
        beginnings = piece[0].forms | joined([token.forms for token in piece[:2]])
        return sorted({position for form in beginnings for position in self._index.get(form, ())})

    def _within_a_surah(self, found: Sequence[tuple[int, int]]) -> Range | None:
        """The āyāt that pieces (from 1, over the whole text) are taken from, where these are of one sūrah."""
        surah, first = self._text.place(found[0][0] - 1)
        last_surah, last = self._text.place(found[-1][1] - 1)
        return Range(surah, first, last) if surah == last_surah else None

    def _after_basmalah(self, pieces: Pieces, place: Range) -> Pieces:
        """`pieces` without the unnumbered basmalah before the sūrah that `place` begins; at-Tawbah has none."""
        return self._without_basmalah(pieces) if place.first == 1 and place.surah != _WITHOUT_BASMALAH else ()

    def _without_basmalah(self, pieces: Pieces) -> Pieces:
        """`pieces` without the basmalah that they begin with; nothing where they do not, or are nothing else."""
        opening = [token.forms for token in pieces[0][:_BASMALAH]]
        if len(pieces[0]) <= _BASMALAH or fitting(opening, self._text.spellings[:_BASMALAH], 0) is None:
            return ()
        return (pieces[0][_BASMALAH:], *pieces[1:])

    def _near(self, typed: str, pieces: Pieces) -> Verdict | None:
        """The verdict on a quotation without reference that is nearly the text of some place."""
        piece = max(pieces, key=len)
        votes = Counter(
            position - i
            for i, token in enumerate(piece)
            for position in {p for form in token.forms for p in self._index.get(form, ())}
        )
        start, count = votes.most_common(1)[0] if votes else (0, 0)
        if count < max(3, len(piece) * _NEAR):
            return None
        window = range(max(start - 2, 0), min(start + len(piece) + 2, len(self._text.words)))
        surah = self._text.place(min(start + len(piece) // 2, len(self._text.words) - 1))[0]
        return self._differing(typed, (piece,), [p for p in window if self._text.place(p)[0] == surah], ())

    def _differing(self, typed: str, pieces: Pieces, positions: Sequence[int], ranges: tuple[Range, ...]) -> Verdict:
        """The verdict on a quotation that is not what stands at `positions`."""
        words = [self._text.spellings[position] for position in positions]
        piece, rest = _first_unplaced(pieces, words)
        steps = aligned([token.forms for token in piece], words[rest:])
        first, last = _difference(steps, piece)
        chosen = positions[rest + steps[first].word : rest + steps[last].word_end]
        begin, end = piece[steps[first].typed].start, piece[steps[last].typed_end - 1].end
        if not ranges:
            ends = [positions[rest + steps[0].word], positions[rest + steps[-1].word_end - 1]]
            places = [self._text.place(position) for position in ends]
            ranges = (Range(places[0][0], places[0][1], places[1][1]),)
        expected = " ".join(self._text.words[position] for position in chosen)
        return Verdict("mismatch", ranges, (), expected, typed[begin:end], begin)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for position, spellings in enumerate(self._text.spellings):
            for form in spellings:
                index.setdefault(form, []).append(position)
        return index


def tokens(typed: str) -> Pieces:
    """The words of what is typed; an ellipsis divides pieces. Signs, numbers and brackets are no words."""
    pieces, start = [], 0
    for end, following in [(e.start(), e.end()) for e in _ELLIPSIS.finditer(typed)] + [(len(typed), len(typed))]:
        pieces.append(tuple(_words(typed, start, end)))
        start = following
    return tuple(piece for piece in pieces if piece)


def _words(typed: str, start: int, end: int) -> Iterator[Token]:
    for found in _WORD.finditer(typed, start, end):
        compared = forms(found[0])
        if compared:
            text = found[0]
            left = len(text) - len(text.lstrip("﴿﴾()[]«»“”\"'،؛.,:۞"))
            right = len(text.rstrip("﴿﴾()[]«»“”\"'،؛.,:۝۩"))
            yield Token(found.start() + left, found.start() + right, compared)


def _placed(pieces: Pieces, words: Sequence[Forms], start: int | None = None) -> tuple[tuple[int, int], ...] | None:
    """First and last word (from 1) of each piece, in order; with `start`, the first piece is to begin there."""
    found: list[tuple[int, int]] = []
    cursor = 0
    for piece in pieces:
        typed = [token.forms for token in piece]
        begins = [start] if start is not None and not found else range(cursor, _reach(cursor, start, len(words)))
        place = next(((b, e) for b in begins if (e := fitting(typed, words, b)) is not None), None)
        if place is None:
            return None
        found.append((place[0] + 1, place[1]))
        cursor = place[1]
    return tuple(found)


def _reach(cursor: int, start: int | None, count: int) -> int:
    """How far the next piece is looked for: in the whole muṣḥaf, not farther than about a page."""
    return count if start is None else min(cursor + 200, count)


def _unless_whole(found: tuple[tuple[int, int], ...], count: int) -> tuple[tuple[int, int], ...]:
    return () if found == ((1, count),) else found


def _first_unplaced(pieces: Pieces, words: Sequence[Forms]) -> tuple[tuple[Token, ...], int]:
    """The first piece that is not in `words` after those before it, and where to look for it."""
    cursor = 0
    for i in range(len(pieces)):
        found = _placed(pieces[i : i + 1], words[cursor:])
        if found is None:
            return pieces[i], cursor
        cursor += found[0][1]
    return pieces[-1], 0


def _difference(steps: Sequence[Step], piece: Sequence[Token]) -> tuple[int, int]:
    """The first and last step of the first difference, with a word more on either side where one lacks words."""
    first = next((i for i, step in enumerate(steps) if not step.agrees), 0)
    last = first
    while last + 1 < len(steps) and not steps[last + 1].agrees:
        last += 1
    if first and not piece[steps[first - 1].typed].forms.isdisjoint(_PREPOSITIONS):
        first -= 1
    if steps[first].typed == steps[last].typed_end or steps[first].word == steps[last].word_end:
        first, last = max(first - 1, 0), min(last + 1, len(steps) - 1)
    return first, last
