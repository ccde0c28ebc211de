"""The words of a muṣḥaf → where words like those that are typed stand.

This is a net with wide meshes, cast before words are read closely: a word is filed under the consonants that all
spellings of it share. What is found so is a place to look at, no more.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import islice

from bookbuild.tradition.scripture.orthography import read

_CONSONANTS = "بتثجحخدذرزسشصضطظعغفقكلمنه"
_NOT_CONSONANTS = re.compile(f"[^{_CONSONANTS}]+")
_OPEN_TA = re.compile("(?:رحم|نعم|سن|مر|لعن|كلم|جن|شجر|بق|قر|فطر|بن|معص)ت$")
"""What the muṣḥaf writes with an open tāʾ in some places, and print with a tāʾ marbūṭah."""
_LAMS = re.compile("ل{2,}")
_RUN = 3
_SHORT = 2
_COMMON, _FEW = 600, 4
"""A word that stands more often tells little; so many are asked in any case."""
_BEST = 400
_HALF, _MOST, _SHORT_TEXT = 0.5, 0.7, 30
"""How near to the best place another must come to be looked at; of few words, none tells much."""
_DRIFT = 2


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """The consonants of a word: what its spellings have in common. Empty for `أو`."""
    return _consonants(read(word).rasms[0])


def _consonants(text: str) -> str:
    """Lāms side by side count as one, as in the rasm of al-layl; a last hāʾ may be a tāʾ marbūṭah, and so may a tāʾ."""
    consonants = _LAMS.sub("ل", _NOT_CONSONANTS.sub("", text))
    left_off = consonants.endswith("ه") or (consonants.endswith("ت") and _OPEN_TA.search(consonants))
    return consonants[:-1] if left_off and len(consonants) > _SHORT else consonants


class Concordance:
    """Where words stand, by their consonants. Positions are indices into `words`."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        of_types = {word: _consonants(word) for word in set(words)}
        self.keys = [of_types[word] for word in words]

    def count(self, typed: str) -> int:
        """How often words with these consonants (a key) stand in the muṣḥaf."""
        return len(self._places.get(typed, ()))

    def exactly(self, typed: Sequence[str]) -> Iterator[int]:
        """Where words with the consonants of `typed` (their keys) may begin, in order.

        Words are not told apart: print divides some that the muṣḥaf joins.
        """
        sought = "".join(typed)
        if not sought:
            yield from self._without_consonants
            return
        lead = next(index for index, each in enumerate(typed) if each)
        found = self._stream.find(sought)
        while found >= 0:
            position = self._begins.get(found)
            if position is not None and found + len(sought) in self._begins:
                yield from range(max(position - lead, 0), position + 1)
            found = self._stream.find(sought, found + 1)

    def nearly(self, typed: Sequence[str]) -> Iterator[int]:
        """Where a text that shares words with `typed` (their keys) may begin; the best places first."""
        votes: Counter[int] = Counter()
        known = [(index, self._places[each]) for index, each in enumerate(typed) if each in self._places]
        known.sort(key=lambda pair: len(pair[1]))
        for index, places in known[: max(_FEW, sum(len(places) <= _COMMON for _, places in known))]:
            weight = round(100 * math.log(1 + len(self._words) / len(places)))
            for position in places:
                votes[position - index] += weight
        least = max(votes.values(), default=0) // _DRIFT
        starts = [start for start, vote in votes.items() if vote >= least]
        if len(starts) > _BEST:
            starts = nlargest(_BEST, starts, key=votes.__getitem__)
        scores = {start: sum(votes.get(start + drift, 0) for drift in range(-_DRIFT, _DRIFT + 1)) for start in starts}
        enough = _HALF if len(typed) <= _SHORT_TEXT else _MOST
        yield from _apart(sorted(scores, key=lambda start: (-scores[start], start)), scores, enough)

    def runs(self, typed: Sequence[str]) -> Iterator[int]:
        """The indices in `typed` at which three words begin that stand so in the muṣḥaf, their consonants at least."""
        stand = self._runs
        full = [index for index, each in enumerate(typed) if each]
        words = [typed[index] for index in full]
        for index, run in zip(full, zip(words, words[1:], words[2:], strict=False), strict=False):
            if run in stand:
                yield index

    def places_of_run(self, typed: Sequence[str], index: int) -> Iterator[int]:
        """Where the run stands that `runs` has found at `index`."""
        run = list(islice((each for each in typed[index:] if each), _RUN))
        rarest = min(range(_RUN), key=lambda number: len(self._places[run[number]]))
        words, positions = self._full
        for position in self._places[run[rarest]]:
            begin = bisect_left(positions, position) - rarest
            if words[begin : begin + _RUN] == run:
                yield positions[begin]

    @cached_property
    def _full(self) -> tuple[list[str], list[int]]:
        """The words with consonants, and their positions."""
        positions = [position for position, each in enumerate(self.keys) if each]
        return [self.keys[position] for position in positions], positions

    @cached_property
    def _stream(self) -> str:
        return "".join(self.keys)

    @cached_property
    def _begins(self) -> dict[int, int]:
        """Where in the stream words begin that have consonants, and where it ends → their positions."""
        begins, offset = {}, 0
        for position, each in enumerate(self.keys):
            if each:
                begins[offset] = position
                offset += len(each)
        return begins | {offset: len(self.keys)}

    @cached_property
    def _without_consonants(self) -> list[int]:
        return [position for position, each in enumerate(self.keys) if not each]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for position, each in enumerate(self.keys):
            if each:
                places[each].append(position)
        return dict(places)

    @cached_property
    def _runs(self) -> frozenset[tuple[str, str, str]]:
        """Three words with consonants that stand one after the other."""
        words, _ = self._full
        return frozenset(zip(words, words[1:], words[2:], strict=False))


def _apart(starts: Sequence[int], scores: dict[int, int], enough: float) -> Iterator[int]:
    """Starts with so much of the best score, no two of them close together."""
    taken: set[int] = set()
    for start in starts:
        if scores[start] < scores[starts[0]] * enough:
            return
        if start not in taken:
            taken |= set(range(start - _DRIFT, start + _DRIFT + 1))
            yield start
