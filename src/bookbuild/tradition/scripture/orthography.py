"""A word of Arabic as typed → its letters, whatever the encoding, and the vowel signs that stand on each.

The Qur'ān is typed in the ʿUthmānī spelling, in one of several encodings, or in the conventional (imlāʾī) one. Here
encodings are made alike, and spellings are not: presentation forms, the letters of other keyboards, tatweel, the order
of marks, hamza as a letter or as a mark, open tanwīn, the two signs for sukūn. No letter is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bookbuild.language.marks import (
    ALPHABET,
    DAGGER_ALIF,
    HAMZA_MARKS,
    KEYBOARD_LETTERS,
    LETTERS,
    MADDA,
    NOT_BASES,
    PRESENTATION_FORMS,
    SMALL_LETTERS,
    TATWEEL,
    ranges,
)

_BASMALAH = "\ufdfd"  # for which Unicode has no decomposition
WORD = re.compile(f"[{ranges(LETTERS, NOT_BASES, PRESENTATION_FORMS, _BASMALAH)}]+")
"""A word: letters and marks, and invisible characters between them. It may prove to have no letter."""

_SEATED = {"ا\u0654": "أ", "ا\u0655": "إ", "و": "ؤ", "ي": "ئ", "ى": "ئ", "ی": "ئ"}
_FARSI_YA = "ی"
_BASES = ALPHABET | SMALL_LETTERS | {_FARSI_YA, TATWEEL}
_FORM = re.compile(f"[{ranges(PRESENTATION_FORMS)}]")


class Letter(NamedTuple):
    """A letter and the marks on it. `unsure`: which of its marks belong to a hamza beside it cannot be told."""

    char: str
    marks: str
    unsure: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TypedWord:
    """A word as typed. `rasms`: its letters (two readings of a dotless yāʾ); `written_out`: small alifs as letters."""

    letters: tuple[Letter, ...]
    rasms: tuple[str, ...]
    written_out: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def read(word: str) -> TypedWord:
    """The letters of one word; none where it has no letter."""
    letters = tuple(_letters(_decomposed(word)))
    rasms = _dotted("".join([letter.char for letter in letters]))
    written_out = [each for rasm in _written_out(letters) for each in _dotted(rasm)] if DAGGER_ALIF in word else []
    return TypedWord(letters, rasms, tuple(dict.fromkeys(written_out)))


def split(chunk: str) -> list[str]:
    """A chunk as typed → its words: more than one only where a single character stands for several (﷽)."""
    return chunk.replace(_BASMALAH, " بسم الله الرحمن الرحيم ").split() if _BASMALAH in chunk else [chunk]


def _decomposed(word: str) -> str:
    if _FORM.search(word):
        word = unicodedata.normalize("NFKC", word)
    return unicodedata.normalize("NFD", word.translate(KEYBOARD_LETTERS))


def _letters(text: str) -> list[Letter]:
    """Letters with their marks: a hamza as a mark becomes a letter, with its seat or by itself."""
    found: list[Letter] = []
    for base, marks in _clusters(text):
        hamza = next((mark for mark in marks if mark in HAMZA_MARKS), "")
        if base == TATWEEL or base in SMALL_LETTERS or not base:
            if hamza:
                found.append(Letter("ء", marks))
            elif found and DAGGER_ALIF in marks:
                found[-1] = found[-1]._replace(marks=found[-1].marks + DAGGER_ALIF)
        elif not hamza:
            found.append(Letter("آ" if base == "ا" and MADDA in marks else base, marks))
        elif seated := _SEATED.get(base) or _SEATED.get(base + hamza):
            found.append(Letter(seated, marks))
        else:
            found += [Letter(base, marks, unsure=True), Letter("ء", marks, unsure=True)]
    return found


def _clusters(text: str) -> list[tuple[str, str]]:
    """Each letter, tatweel or small letter, with the marks after it; marks that begin a word have no letter."""
    found: list[tuple[str, str]] = []
    for char in text:
        if char in _BASES:
            found.append((char, ""))
        elif unicodedata.combining(char) or unicodedata.category(char) == "Mn":
            base, marks = found.pop() if found else ("", "")
            found.append((base, marks + char))
    return found


def _dotted(rasm: str) -> tuple[str, ...]:
    """The yāʾ of Persian keyboards is dotless where it ends a word, and may be either letter there."""
    if _FARSI_YA not in rasm:
        return (rasm,)
    dotted = rasm.replace(_FARSI_YA, "ي")
    return (dotted, f"{dotted[:-1]}ى") if rasm[-1] == _FARSI_YA else (dotted, rasm.replace(_FARSI_YA, "ى"))


def _written_out(letters: tuple[Letter, ...]) -> list[str]:
    """The rasm with each small alif as a letter, and in the place of the seat that it stands on."""
    spelled = [""]
    for index, letter in enumerate(letters):
        endings = [letter.char]
        if DAGGER_ALIF in letter.marks:
            last = index == len(letters) - 1
            if letter.char in "ىي" and last:
                endings = [letter.char]
            elif letter.char in "وىي":
                endings = ["ا", letter.char + "ا"]
            elif letter.char in "اآ":
                endings = [letter.char]
            else:
                endings = [letter.char + "ا", letter.char]
        spelled = [before + ending for before in spelled[:8] for ending in endings]
    return spelled
