"""Running text → the words in it that are Qur'ān, five or more in a row: what stands there unmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple, Protocol

from bookbuild.tradition.scripture import tashkil
from bookbuild.tradition.scripture.concordance import Concordance
from bookbuild.tradition.scripture.habits import loose
from bookbuild.tradition.scripture.lexicon import JOINS, Lexicon
from bookbuild.tradition.scripture.quotations import Token, tokens
from bookbuild.tradition.scripture.references import Range

BREAK = "\ufffc"
"""Stands in running text for what is no text: words before it and after it are not said in one breath."""
PRAISE = "\ufffb"
"""Stands in running text for an honorific of Allah: `قال تعالى:` tells that what follows is Qur'ān."""
# What is said begins after a colon and in quotation marks, and ends with a sentence; commas may stand in a verse.
_BREAK = re.compile(rf"[^\W\d_]|[:：«»“”\"{{}}\[\].!؟?۔]|{BREAK}|{PRAISE}")

ENOUGH = 5
"""So many words that are Qur'ān are a quotation; fewer are a phrase."""
ENOUGH_INTRODUCED = 4
"""So many after `قال تعالى:`."""
_PRAISED = rf"(?:{PRAISE}|تعالى|تبارك وتعالى|سبحانه(?: وتعالى)?|عز ?وجل|جل وعلا|جل جلاله|جل شأنه)"
_INTRODUCES = re.compile(
    rf"(?:(?:^|[^\w])[وفبكل]{{0,2}}(?:قال|قوله|يقول|قول|قائلا|أنزل)(?:\s+(?:الله|ربنا|ربك))?\s*{_PRAISED}"
    rf"(?:\s+(?:في|عن|من|على|ل)\S*(?:\s+[^\s:]+){{0,4}})?"
    rf"|\b(?:Allah|God)\b[^.:]{{0,40}}\b(?:says|said|revealed)\b[^.:]{{0,30}})\s*[:：,،]?\s*[«“\"({{\[]*\s*\Z"
)
_COMMON, _TELLING = 60, {5: 2, 6: 1}
"""A word that stands so often in the muṣḥaf tells nothing; so many others must be among five words, and six."""

_LONE_WAW = re.compile(r" و (?=\S)")
"""As Urdu writes it, apart from the word: انا للہ و انا الیہ راجعون."""


class Recognised(NamedTuple):
    """Words of a text, from code point `start` to before `end`, that stand in `ranges`, of which they are `words`."""

    start: int
    end: int
    place: Range
    words: tuple[int, int] | None


class RecognitionText(Protocol):
    """What is asked of a riwāyah."""

    @property
    def lexicon(self) -> Lexicon: ...

    @property
    def concordance(self) -> Concordance: ...

    def positions(self, ranges: Sequence[Range]) -> tuple[int, ...]: ...

    def place(self, position: int) -> tuple[int, int]: ...

    def surah_span(self, position: int) -> range: ...


class Recogniser:
    """Finds the words of one text of record in running text."""

    def __init__(self, text: RecognitionText) -> None:
        self._text = text
        self.recognised = lru_cache(maxsize=1 << 14)(self._recognised)

    def _recognised(self, running: str) -> tuple[Recognised, ...]:
        """The runs of words in `running` that are Qur'ān, in their order; none within another."""
        return tuple(
            found
            for stretch in _stretches(running)
            for found in self._in_stretch(stretch, _introduced(running, stretch))
        )

    def _in_stretch(self, words: Sequence[Token], introduced: bool) -> Iterator[Recognised]:
        keys = [token.key for token in words]
        begin = 0
        for at in self._text.concordance.runs(keys):
            if at < begin:
                continue
            first, last, start, end = self._longest(words, keys, begin, at)
            unnumbered = self._unnumbered(start)
            first, start = first + unnumbered, start + unnumbered
            told = introduced and first == 0
            if last - first < (ENOUGH_INTRODUCED if told else ENOUGH):
                continue
            found = self._found(words[first:last], start, end)
            if told or not (self._is_phrase(words[first:last], found) or _is_said(words[first:last], found)):
                yield found
                begin = last

    def _is_phrase(self, words: Sequence[Token], found: Recognised) -> bool:
        """Whether a few words are such as stand everywhere: في الدنيا ولا في الآخرة. Whole āyāt are none."""
        least = _TELLING.get(len(words), 0) if found.words else 0
        return sum(self._text.concordance.count(token.key) <= _COMMON for token in words) < least

    def _unnumbered(self, start: int) -> int:
        """How many words from `start` on are of the basmalah before a sūrah, which everyone says: they do not count."""
        surah, _ = self._text.place(self._text.surah_span(start).stop - 1)
        return max(self._text.positions((Range(surah, 1, 1),))[0] - start, 0)

    def _longest(self, words: Sequence[Token], keys: Sequence[str], begin: int, at: int) -> tuple[int, int, int, int]:
        """The longest run about `at`: its words from the first to before the last, and so their positions."""
        earliest = at
        while earliest > begin and not keys[earliest - 1]:
            earliest -= 1
        tried = (
            (first, *self._followed(words, first, start), start)
            for position in self._text.concordance.places_of_run(keys, at)
            for first in range(earliest, at + 1)
            for start in range(max(position - (at - first), 0), position + 1)
        )
        first, last, end, start = max(tried, key=lambda each: (each[1] - each[0], -each[3]))
        return first, last, start, end

    def _followed(self, words: Sequence[Token], first: int, start: int) -> tuple[int, int]:
        """How far words from `first` on are those of record from `start` on, the signs that are on them too."""
        surah = self._text.surah_span(start)
        at, position = first, start
        while at < len(words):
            for of_typed, of_words in JOINS:
                after, ends = at + of_typed, position + of_words
                if after <= len(words) and ends <= surah.stop and self._same(words[at:after], position, ends):
                    at, position = after, ends
                    break
            else:
                return at, position
        return at, position

    def _same(self, typed: Sequence[Token], first: int, last: int) -> bool:
        lexicon = self._text.lexicon
        if not lexicon.same([token.word for token in typed], first, last):
            return False
        letters = [letter for token in typed for letter in token.word.letters]
        return tashkil.agree(letters, lexicon.letters(first, last), lexicon.before(first))

    def _found(self, words: Sequence[Token], start: int, end: int) -> Recognised:
        surah, first = self._text.place(start)
        place = Range(surah, first, self._text.place(end - 1)[1])
        positions = self._text.positions((place,))
        numbers = positions.index(start) + 1, positions.index(end - 1) + 1
        return Recognised(words[0].start, words[-1].end, place, None if numbers == (1, len(positions)) else numbers)


def _stretches(running: str) -> Iterator[list[Token]]:
    """Arabic words with nothing but signs, numbers and white space between them."""
    stretch: list[Token] = []
    for token in tokens(running, 0, len(running)):
        if stretch and _BREAK.search(running, stretch[-1].end, token.start):
            if len(stretch) >= ENOUGH_INTRODUCED:
                yield stretch
            stretch = []
        stretch.append(token)
    if len(stretch) >= ENOUGH_INTRODUCED:
        yield stretch


def _introduced(running: str, stretch: Sequence[Token]) -> bool:
    return is_introduced(running, stretch[0].start)


def is_introduced(running: str, offset: int) -> bool:
    """Whether what begins at `offset` is said to be Allah's word: `قال تعالى:`, `Allah says:`."""
    return _INTRODUCES.search(running[max(offset - 120, 0) : offset]) is not None


@cache
def said() -> tuple[str, ...]:
    """What everyone says in prayer, in speech and in books, and stands in the Qur'ān too: it is no quotation."""
    return tuple(resources.files(__package__).joinpath("said.txt").read_text("utf-8").splitlines())


@cache
def _said() -> tuple[str, ...]:
    return tuple(f" {' '.join([loose(word) for word in phrase.split()])} " for phrase in said())


def _is_said(words: Sequence[Token], found: Recognised) -> bool:
    """Whether words are what everyone says, or a part of it; whole āyāt are no part."""
    typed = _LONE_WAW.sub(" و", f" {' '.join([loose(token.word.rasms[0]) for token in words])} ")
    return any(typed == phrase or (found.words and typed in phrase) for phrase in _said())
