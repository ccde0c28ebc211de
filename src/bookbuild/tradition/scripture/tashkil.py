"""The vowel signs of a word as typed, held against those of the word of record: signs that are given must be right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from bookbuild.language.marks import DAGGER_ALIF, SHADDA, SMALL_MIM, UNLIKE_VOWELS
from bookbuild.tradition.scripture.orthography import Letter

_SUKUN = "s"
_VOWELS: dict[str, frozenset[str]] = {
    "\u064e": frozenset("a"),
    "\u064f": frozenset("u"),
    "\u0650": frozenset("i"),
    "\u064b": frozenset("A"),
    "\u064c": frozenset("U"),
    "\u064d": frozenset("I"),
    "\u08f0": frozenset("A"),
    "\u08f1": frozenset("U"),
    "\u08f2": frozenset("I"),
    # Open tanwīn of an older encoding; elsewhere the same signs are long vowels.
    "\u0657": frozenset("Au"),
    "\u065e": frozenset("U"),
    "\u0656": frozenset("Ii"),
    "\u0652": frozenset(_SUKUN),
    "\u06e1": frozenset(_SUKUN),
}
# The small mīm makes a tanwīn of the vowel beside it.
_NUNATED = {"a": "A", "u": "U", "i": "I"}
_WEAK = frozenset("اآوىيی")
_HAMZAS = frozenset("ءأؤإئآ")
_ALIKE = ({"ا", "آ"}, {"ي", "ى", "ی"}, {"ة", "ه", "ت"}, {"ا", "أ", "إ"})
_SEATS = ({"ئ", "ي", "ى", "ی"}, {"ؤ", "و"})
_ASSIMILATING = frozenset("يیرملون")
_SAME, _SAME_SOUND, _SEAT, _GAP, _OTHER = 0, 2, 3, 5, 20
# 18:1 has no tanwīn where the reader pauses without breath; print has it.
_PAUSE = "عوجا"


def agree(typed: Sequence[Letter], record: Sequence[Letter], before: Sequence[Letter] = ()) -> bool:
    """Whether the signs that are typed on a word are those of the word of record, of which every sign is known.

    `before`: the word of record before it. In print of India a nūn or tanwīn at its end doubles a letter: سِنَةٌ وَّلَا.
    """
    if not any(letter.marks for letter in typed) or "".join(letter.char for letter in record) == _PAUSE:
        return True
    if typed[0].char in _ASSIMILATING and SHADDA in typed[0].marks and _assimilates(before):
        typed = (typed[0]._replace(marks=typed[0].marks.replace(SHADDA, "")), *typed[1:])
    return all(_right(one, other) for one, other in _pairs(tuple(typed), tuple(record)))


def is_written_with_care(typed: str, *, uthmani: bool) -> bool:
    """Whether a text has so many vowel signs that no dot and no hamza in it is left off in haste.

    Of one in the spelling of the muṣḥaf (`uthmani`) a single sign tells so; of another, one on every other letter.
    """
    vowels = sum(char in _VOWELS for char in typed)
    return vowels > 0 and (uthmani or 2 * vowels >= sum(char.isalpha() for char in typed))


def alif_bears_vowels(word: Sequence[Letter]) -> bool:
    """Whether a bare alif of a typed word has a vowel or a small alif, or a sukūn that is not for being silent."""
    return any(
        letter.char == "ا"
        and (
            DAGGER_ALIF in letter.marks or not _vowels(letter.marks).isdisjoint("auiUI" if before in "وؤ" else "auiUIs")
        )
        for before, letter in zip("و" + "".join(each.char for each in word), word, strict=False)
    )


def _assimilates(word: Sequence[Letter]) -> bool:
    """Whether a word of record ends with a nūn or a tanwīn, for which the letter after it may be doubled."""
    return bool(word) and (
        word[-1].char == "ن" or any(not _vowels(letter.marks).isdisjoint("AUI") for letter in word[-2:])
    )


def _right(typed: Letter, record: Letter) -> bool:
    if typed.unsure or record.unsure or not typed.marks or record.char in "اآ":
        return True
    if typed.char in "اآ" and record.char not in "أإ":
        return True
    if SHADDA in typed.marks and SHADDA not in record.marks:
        return False
    given = _vowels(typed.marks)
    right = _vowels(record.marks) or frozenset(_SUKUN)
    return not given or not given.isdisjoint(right) or not UNLIKE_VOWELS.isdisjoint(typed.marks + record.marks)


@lru_cache(maxsize=4096)
def _vowels(marks: str) -> frozenset[str]:
    """What the signs on a letter may stand for; empty where there is none."""
    found = frozenset(vowel for mark in marks for vowel in _VOWELS.get(mark, ()))
    if any(mark in marks for mark in SMALL_MIM):
        found |= {_NUNATED[vowel] for vowel in found if vowel in _NUNATED}
    return found


@lru_cache(maxsize=1 << 15)
def _pairs(typed: tuple[Letter, ...], record: tuple[Letter, ...]) -> tuple[tuple[Letter, Letter], ...]:
    """Which letter stands for which: spellings differ in alifs, seats and silent letters."""
    if [letter.char for letter in typed] == [letter.char for letter in record]:
        return tuple(zip(typed, record, strict=True))
    costs = [[0, *accumulate(map(_gap, record))]]
    for one in typed:
        row = [costs[-1][0] + _gap(one)]
        for j, other in enumerate(record, 1):
            row.append(min(costs[-1][j - 1] + _cost(one, other), costs[-1][j] + _gap(one), row[-1] + _gap(other)))
        costs.append(row)
    found: list[tuple[Letter, Letter]] = []
    i, j = len(typed), len(record)
    while i and j:
        if costs[i][j] == costs[i - 1][j - 1] + _cost(typed[i - 1], record[j - 1]):
            i, j = i - 1, j - 1
            found.append((typed[i], record[j]))
        elif costs[i][j] == costs[i - 1][j] + _gap(typed[i - 1]):
            i -= 1
        else:
            j -= 1
    return tuple(found)


def _cost(one: Letter, other: Letter) -> int:
    if one.char == other.char:
        return _SAME
    both = {one.char, other.char}
    if both <= _HAMZAS or any(both <= alike for alike in _ALIKE):
        return _SAME_SOUND
    if any(both <= seat for seat in _SEATS):
        return _SEAT
    return _GAP * 2 - 1 if both <= _WEAK | _HAMZAS else _OTHER


def _gap(letter: Letter) -> int:
    return _GAP if letter.char in _WEAK or letter.char in _HAMZAS else _OTHER
