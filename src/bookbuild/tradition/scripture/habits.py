"""What whoever types a quotation does alike in all of it: hamzas left off, yāʾ without dots, hāʾ for tāʾ marbūṭah.

A text that does so everywhere is written in its hand; a single letter that is otherwise than the rest is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from itertools import product
from typing import NamedTuple

_FINAL_YA = re.compile("[يى](?=ء?$)")
_FINAL_DOTTED = re.compile("ي(?=ء?$)")
_ALIFS = str.maketrans("أإآ", "ااا")
_HAMZAS = str.maketrans("أإ", "اا")
_SEATS = str.maketrans("أإآؤئ", "اااوي")


class Ya(Enum):
    """How a yāʾ at a word's end is told from an alif there."""

    TOLD = "في على"
    DOTLESS = "فى على"
    DOTTED = "في علي"


class Hamza(Enum):
    """Which hamzas are written."""

    WRITTEN = 0
    NONE_ON_ALIF = 1
    NONE_ON_SEATS = 2
    VOWEL_ON_ALIF = 3
    """As India prints it: اِنَّ, اٰمَنَ; an alif may bear the sign of lengthening besides, as in the muṣḥaf."""


class Habit(NamedTuple):
    """One hand. `ha`: a tāʾ marbūṭah has no dots."""

    ya: Ya = Ya.TOLD
    hamza: Hamza = Hamza.WRITTEN
    ha: bool = False

    def spellings(self, rasm: str) -> frozenset[str]:
        """How this hand may write what is spelled `rasm`."""
        if self.hamza is Hamza.VOWEL_ON_ALIF:
            bare = self._written(rasm).translate(_HAMZAS)
            return frozenset((bare, bare.replace("آ", "ا"), bare.replace("ءا", "ا")))
        return frozenset((self._written(rasm),))

    def _written(self, rasm: str) -> str:
        if self.hamza is Hamza.NONE_ON_ALIF:
            rasm = rasm.translate(_ALIFS)
        elif self.hamza is Hamza.NONE_ON_SEATS:
            rasm = rasm.translate(_SEATS)
        if self.ya is Ya.DOTLESS:
            rasm = _FINAL_DOTTED.sub("ى", rasm)
        elif self.ya is Ya.DOTTED:
            rasm = rasm.replace("ى", "ي")
        return f"{rasm[:-1]}ه" if self.ha and rasm.endswith("ة") else rasm


CAREFUL = Habit()


def possible(
    rasms: Iterable[str], slips: int = 0, *, careful: bool = False, alif_bears_vowels: bool = False
) -> tuple[Habit, ...]:
    """The hands that a text of these words may be in, if it strays from its hand so many times; a careful one first.

    `careful`: no dot and no hamza in it is left off in haste; a yāʾ without dots may be the usage of a house. In one
    that has no hamza on any alif, the vowel on a bare one is the hamza (`alif_bears_vowels`).
    """
    words = tuple(rasms)
    final = Counter(found[0] for word in words if (found := _FINAL_YA.search(word)))
    letters = Counter("".join(words))
    ya, hamza, ha = [Ya.TOLD], [Hamza.WRITTEN], [False]
    if final["ى"] and final["ي"] <= slips:
        ya.append(Ya.DOTLESS)
    if careful:
        if alif_bears_vowels and not letters["أ"] and not letters["إ"]:
            hamza.append(Hamza.VOWEL_ON_ALIF)
        return tuple(Habit(*each) for each in product(ya, hamza))
    if letters["ي"] and letters["ى"] <= slips:
        ya.append(Ya.DOTTED)
    if sum(letters[letter] for letter in "أإآ") <= slips:
        hamza.append(Hamza.NONE_ON_ALIF)
        if sum(letters[letter] for letter in "ؤئ") <= slips:
            hamza.append(Hamza.NONE_ON_SEATS)
    if letters["ة"] <= slips and any(word.endswith("ه") for word in words):
        ha.append(True)
    return tuple(Habit(*each) for each in product(ya, hamza, ha))


def loose(rasm: str) -> str:
    """What all hands make alike of a word: for measuring how near words are, not for telling them apart."""
    return rasm.translate(_SEATS).replace("ى", "ي").replace("ة", "ه")
