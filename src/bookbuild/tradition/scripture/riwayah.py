"""The Qur'ān's text of record, through quran-text: references → quotations; quotations as typed → verdicts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.cache.file_memo import remembered
from bookbuild.tradition.scripture import references
from bookbuild.tradition.scripture.concordance import Concordance
from bookbuild.tradition.scripture.lexicon import Lexicon
from bookbuild.tradition.scripture.mushaf_files import RiwayahUnreadable, mushaf_loader
from bookbuild.tradition.scripture.quoted_words import Quotation
from bookbuild.tradition.scripture.references import Range, ReferenceUnknown, ScriptureError, parse_pieces, parse_words
from bookbuild.tradition.scripture.vocabulary import Vocabulary

if TYPE_CHECKING:
    from bookbuild.tradition.scripture.recognition import Recognised, Recogniser
    from bookbuild.tradition.scripture.verdicts import QuotationVerdict
    from bookbuild.tradition.scripture.verification import Verifier

__all__ = [
    "Quotation",
    "Range",
    "ReferenceUnknown",
    "Riwayah",
    "RiwayahUnreadable",
    "ScriptureError",
    "parse_pieces",
    "parse_reference",
    "parse_words",
]

Words = tuple[int, int]
"""First and last word of a quotation, from 1, over the words of all its ranges."""


class Riwayah:
    """A riwāyah's muṣḥaf: `Riwayah.load("hafs")`, or the path of a file in quran-text's format."""

    def __init__(self, load: Callable[[], Any]) -> None:
        self._load = load

    @cached_property
    def _mushaf(self) -> Any:
        return self._load()

    @staticmethod
    def load(riwayah: str | Path) -> Riwayah:
        """The riwāyah, read once a process."""
        return _loaded("hafs") if riwayah == "hafs" else _loaded(str(Path(riwayah).resolve()))

    @property
    def key(self) -> str:
        return str(self._mushaf.key)

    def ayah_count(self, surah: int) -> int:
        """How many āyāt a sūrah has, in this riwāyah's count."""
        return int(self._mushaf.surah(surah).ayah_count)

    def parse_reference(self, ref: str) -> tuple[Range, ...]:
        """The ranges of `ref` (`9:40`, `9:40-41`, `التوبة: 40`, `2:127; 9:40`); raises `ReferenceUnknown`."""
        return references.parse(ref, self.ayah_count)

    def quotation(
        self,
        ranges: Sequence[Range],
        words: Words | Sequence[Words] | None = None,
        *,
        basmalah: bool = False,
    ) -> Quotation:
        """The words `first` to `last` of `ranges`, or several such pieces; all of them without `words`.

        `basmalah`: with the unnumbered one before it. Raises `ReferenceUnknown` for words that there are not.
        """
        positions = self.positions(ranges)
        pieces = _pieces(words, len(positions))
        for first, last in pieces:
            if not 1 <= first <= last <= len(positions):
                named = "; ".join(map(str, ranges))
                written = f"`{first}` is not a word" if first == last else f"`{first}-{last}` are not words"
                raise ReferenceUnknown(
                    f"{written} of {named}, which has {len(positions)}",
                    f"write words from 1 to {len(positions)}",
                )
        chosen = tuple(positions[first - 1 : last] for first, last in pieces)
        return Quotation(self, chosen, len(positions), basmalah)

    def verify(self, typed: str, ranges: Sequence[Range] | None = None) -> QuotationVerdict:
        """What is typed, held against `ranges`; without them, looked up in the whole Qur'ān."""
        return self._verifier.verify(typed, ranges)

    def recognised(self, running: str) -> tuple[Recognised, ...]:
        """The words of running text that are Qur'ān, where five or more stand in a row."""
        return self._recogniser.recognised(running)

    def positions(self, ranges: Sequence[Range]) -> tuple[int, ...]:
        """The positions in the muṣḥaf of the numbered words of `ranges`."""
        return tuple(position for each in ranges for position in self._positions(each))

    def place(self, position: int) -> tuple[int, int]:
        """The sūrah and āyah of a word."""
        index = bisect_right(self._ayah_starts, position) - 1
        surah = bisect_right(self._first_ayahs, index)
        return surah, index - self._first_ayahs[surah - 1] + 1

    def word(self, position: int, signs: bool, numbers: bool) -> str:
        """A word as printed; with its waqf sign; with ۝ and the number of the āyah that ends with it."""
        return str(self._mushaf.span(position, position + 1).render({"waqf"} if signs else False, numbers))

    @cached_property
    def basmalah(self) -> str:
        """The words of the basmalah, as this muṣḥaf writes them."""
        return str(self._mushaf.span(0, 4).text)

    @cached_property
    def _ayah_starts(self) -> list[int]:
        return [ayah.start for ayah in self._mushaf.ayahs]

    @cached_property
    def _first_ayahs(self) -> list[int]:
        """For each sūrah, how many āyāt come before it."""
        counts = [0]
        for surah in range(1, 114):
            counts.append(counts[-1] + self.ayah_count(surah))
        return counts

    def _positions(self, wanted: Range) -> range:
        # An unnumbered basmalah stands before its sūrah's first āyah: the āyah before it must not reach over it.
        begin = self._mushaf.ayah(wanted.surah, wanted.first).start
        end = min(self._mushaf.ayah(wanted.surah, wanted.last).end, self._mushaf.surah(wanted.surah).end)
        return range(begin, end)

    @cached_property
    def _verifier(self) -> Verifier:
        from bookbuild.tradition.scripture.verification import Verifier

        return Verifier(self)

    @cached_property
    def _recogniser(self) -> Recogniser:
        from bookbuild.tradition.scripture.recognition import Recogniser

        return Recogniser(self)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the muṣḥaf by position, in their spellings."""
        conventional = self._mushaf._doc.get("rasm_imlai")
        return Lexicon.of(self._mushaf.words, conventional or [None] * len(self._mushaf.words))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the muṣḥaf, in any spelling."""
        types = self.lexicon.types(0, len(self.lexicon))
        return Vocabulary(word for spellings in set(types) for word in spellings if word)

    @cached_property
    def concordance(self) -> Concordance:
        """Where words of the muṣḥaf stand."""
        return Concordance(self._mushaf.words)

    def begins_ayah(self, position: int) -> bool:
        """Whether an āyah begins with that word; the end of the muṣḥaf counts."""
        return position in self._beginnings

    def ayat_meant(self, first: int, last: int) -> range:
        """The words of the āyāt that have at least half of their words from `first` to before `last`."""
        starts = self._ayah_starts
        covered = []
        for index in range(bisect_right(starts, first) - 1, bisect_right(starts, last - 1)):
            begin, end = starts[index], self._ends[index]
            if 2 * (min(end, last) - max(begin, first)) >= end - begin:
                covered += [begin, end]
        return range(min(covered), max(covered)) if covered else range(0)

    @cached_property
    def _ends(self) -> list[int]:
        """Where each āyah ends: before the next, and before an unnumbered basmalah."""
        ends = [*self._ayah_starts[1:], len(self._mushaf.words)]
        for surah in range(1, 114):
            ends[self._first_ayahs[surah] - 1] = self._surah_starts[surah]
        return ends

    @cached_property
    def _beginnings(self) -> frozenset[int]:
        return frozenset((*self._ayah_starts, len(self._mushaf.words)))

    def surah_span(self, position: int) -> range:
        """The positions of the sūrah in which a word stands."""
        surah = bisect_right(self._surah_starts, position) - 1
        return range(self._surah_starts[surah], self._surah_starts[surah + 1])

    @cached_property
    def _surah_starts(self) -> list[int]:
        """Where each sūrah begins, and where the muṣḥaf ends."""
        return [*(surah.start for surah in self._mushaf.surahs), len(self._mushaf.words)]


@remembered(lambda riwayah: () if riwayah == "hafs" else (riwayah,))
def _loaded(riwayah: str) -> Riwayah:
    return Riwayah(mushaf_loader(riwayah))


def parse_reference(ref: str, riwayah: Riwayah | None = None) -> tuple[Range, ...]:
    """The ranges of `ref` in the count of `riwayah` (Ḥafṣ); raises `ReferenceUnknown`."""
    return (riwayah or Riwayah.load("hafs")).parse_reference(ref)


def _pieces(words: Words | Sequence[Words] | None, count: int) -> tuple[Words, ...]:
    match words:
        case None:
            return ((1, count),)
        case (int(first), int(last)):
            return ((first, last),)
        case _:
            return tuple(words)
