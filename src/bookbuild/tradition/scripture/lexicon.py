"""The words of a muṣḥaf, by position → their letters, and the spellings that each may have in a given hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from bookbuild.tradition.scripture.concordance import key
from bookbuild.tradition.scripture.habits import CAREFUL, Habit, loose
from bookbuild.tradition.scripture.orthography import Letter, TypedWord, read
from bookbuild.tradition.scripture.rasm import Spellings, spellings

Type = tuple[str, str | None]
"""(a word as the muṣḥaf writes it, the same as print does; None: not known)."""

UTHMANI, CONVENTIONAL = 1, 2
EITHER = UTHMANI | CONVENTIONAL
# Words that stand for words: one for one, and what one spelling joins and another does not (يا أيها, أو لم, بعدما).
JOINS = ((1, 1), (2, 1), (1, 2), (3, 1))
_FIRST = str.maketrans("أإآء", "اااا")


class Lexicon:
    """Words by position. What is asked of one is made when it is first asked, once for all words that are alike."""

    def __init__(self, types: Sequence[Type]) -> None:
        self._types = types

    @classmethod
    def of(cls, words: Sequence[str], conventional: Sequence[str | None]) -> Lexicon:
        """The words of a muṣḥaf, and how print spells each, where that is known, if only of the same word elsewhere."""
        usual = {word: plain for word, plain in zip(words, conventional, strict=True) if plain}
        return cls([(word, plain or usual.get(word)) for word, plain in zip(words, conventional, strict=True)])

    def selected(self, positions: Iterable[int]) -> Lexicon:
        """Some of the words, as a text of their own."""
        return Lexicon([self._types[position] for position in positions])

    def text(self, first: int, last: int) -> str:
        """The words from `first` to before `last`, as the muṣḥaf writes them."""
        return " ".join([word for word, _ in self._types[first:last]])

    def __len__(self) -> int:
        return len(self._types)

    def types(self, first: int, last: int) -> tuple[Type, ...]:
        """What is the same for words that are the same."""
        return tuple(self._types[first:last])

    def letters(self, first: int, last: int) -> tuple[Letter, ...]:
        """The letters, with their signs, of the words from `first` to before `last`."""
        return tuple(letter for word, _ in self._types[first:last] for letter in read(word).letters)

    def before(self, position: int) -> tuple[Letter, ...]:
        """The letters of the word before one; none before the first."""
        return self.letters(max(position - 1, 0), position)

    def fit(self, typed: Sequence[TypedWord], first: int, last: int, habit: Habit = CAREFUL) -> int:
        """Whether `typed` are the words from `first` to before `last`: UTHMANI, CONVENTIONAL, both, or 0."""
        if len(typed) == 1 and last - first == 1:
            return _fit_one(typed[0], self._types[first], habit)
        if typed[0].rasms[0][:1].translate(_FIRST) not in _firsts(self._types[first]):
            return 0
        written = Spellings(frozenset(("",)), frozenset(("",)))
        for position in range(first, last):
            written = _joined(written, _written(self._types[position], habit))
        return _fit(_together(typed), written)

    def begins(self, typed: Sequence[TypedWord], start: int) -> bool:
        """Whether the first of `typed` may be the words from `start` on, in some hand."""
        left = len(self) - start
        return any(
            of_words <= left and self.same(typed[:of_typed], start, start + of_words) for of_typed, of_words in JOINS
        )

    def same(self, typed: Sequence[TypedWord], first: int, last: int) -> bool:
        """Whether `typed` are the words from `first` to before `last`, in some hand and some spelling."""
        if len(typed) == 1 and last - first == 1:
            return not _loose(self._types[first]).isdisjoint(map(loose, typed[0].rasms))
        return self.joins(typed, first, last)

    def joins(self, typed: Sequence[TypedWord], first: int, last: int) -> bool:
        """Whether `typed` are the words from `first` to before `last`, divided otherwise, in some hand."""
        if typed[0].rasms[0][:1].translate(_FIRST) not in _firsts(self._types[first]):
            return False
        return "".join([loose(word.rasms[0]) for word in typed]) in _run_together(tuple(self._types[first:last]))

    def key(self, position: int) -> str:
        """The consonants that a word is filed under."""
        return key(self._types[position][0])

    def distance(self, typed: TypedWord, position: int) -> float:
        """How far a typed word is from that of record: 0 (the same, in some hand) to 1 (nothing in common)."""
        return _distance(typed.rasms[0], self._types[position])


@cache
def _written(kind: Type, habit: Habit) -> Spellings:
    if habit == CAREFUL:
        return spellings(*kind)
    return Spellings(*(frozenset().union(*map(habit.spellings, each)) for each in _written(kind, CAREFUL)))


@lru_cache(maxsize=1 << 17)
def _fit_one(typed: TypedWord, kind: Type, habit: Habit) -> int:
    return _fit(typed, _written(kind, habit))


def _fit(typed: TypedWord, written: Spellings) -> int:
    if written.uthmani.isdisjoint(typed.rasms):
        # A small alif may stand for one that is a letter in the muṣḥaf too: print of India has رَبَّیٰنِیْ.
        return 0 if written.conventional.isdisjoint(typed.rasms + typed.written_out) else CONVENTIONAL
    # Small alifs that are typed may stand for letters that print writes, where the rasm of the muṣḥaf has none.
    print_has = not written.conventional.isdisjoint(typed.rasms + typed.written_out)
    return EITHER if print_has else UTHMANI


@cache
def _firsts(kind: Type) -> frozenset[str]:
    """The letters that a word may begin with, all forms of the alif as one."""
    return frozenset(rasm[:1].translate(_FIRST) for each in _written(kind, CAREFUL) for rasm in each)


def _joined(one: Spellings, other: Spellings) -> Spellings:
    return Spellings(*(frozenset(a + b for a in left for b in right) for left, right in zip(one, other, strict=True)))


@lru_cache(maxsize=1 << 12)
def _together_cached(typed: tuple[TypedWord, ...]) -> TypedWord:
    rasms, written_out = [""], [""]
    for word in typed:
        written_out = [before + after for before in written_out for after in (*word.rasms, *word.written_out)]
        rasms = [before + after for before in rasms for after in word.rasms]
    return TypedWord(tuple(letter for word in typed for letter in word.letters), tuple(rasms), tuple(written_out))


def _together(typed: Sequence[TypedWord]) -> TypedWord:
    """Several typed words as one."""
    return typed[0] if len(typed) == 1 else _together_cached(tuple(typed))


@cache
def _loose(kind: Type) -> frozenset[str]:
    known = frozenset(loose(rasm) for each in _written(kind, CAREFUL) for rasm in each)
    return known | {rasm.replace("ءا", "ا") for rasm in known}


@lru_cache(maxsize=1 << 16)
def _run_together(kinds: tuple[Type, ...]) -> frozenset[str]:
    found = frozenset(("",))
    for kind in kinds:
        found = frozenset(before + after for before in found for after in _loose(kind))
    return found


@lru_cache(maxsize=1 << 17)
def _distance(typed: str, kind: Type) -> float:
    """How many letters of the longer word differ, as a share of them (Levenshtein): the least of all spellings."""
    plain = loose(typed)
    known = _loose(kind)
    return 0.0 if plain in known else min(_share_of_edits(plain, rasm) for rasm in known)


def _share_of_edits(one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other) / max(len(one), len(other)) if _alike(one, other) else 1.0


def _alike(one: str, other: str) -> bool:
    """Whether two words share enough letters to be measured against each other."""
    return 2 * len(set(one) & set(other)) >= min(len(one), len(other))
