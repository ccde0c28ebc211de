"""A book's sections → how it names the sūrahs: as its own references spell them, else in its transliteration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bookbuild.language.scripts import has_arabic, script_of_language
from bookbuild.model.blocks import Quran
from bookbuild.model.inlines import Text, Verse
from bookbuild.model.walk import nodes
from bookbuild.tradition.scripture import surahs

_LONG_VOWEL = re.compile("[āīūĀĪŪ]")
_RARE = 60
"""Where fewer than one word in so many has a long vowel, the book is not transliterated with them."""
_NAMED = re.compile(r"(?:^|[;؛])\s*(?:[Ss][uū]rah?\s+)?(?P<name>[^\W\d][^\d:;؛]*?)[\s:,،]*\d")


class SurahNames(NamedTuple):
    """`spelled`: names as the book has them; `long_vowels`: its transliteration tells them."""

    language: str
    long_vowels: bool = False
    spelled: tuple[tuple[int, str], ...] = ()

    def name(self, number: int) -> str:
        """The name of a sūrah, without the word sūrah."""
        own: Mapping[int, str] = dict(self.spelled)
        if number in own:
            return own[number]
        if self.long_vowels and script_of_language(self.language) == "latin":
            return surahs.transliterated(number)
        return surahs.name(number, self.language)


def surah_names(tree: Any, language: str) -> SurahNames:
    """How the book whose sections are in `tree` names the sūrahs."""
    if script_of_language(language) != "latin":
        return SurahNames(language)
    words = long = 0
    for node in nodes(tree):
        if isinstance(node, Text):
            words += node.text.count(" ") + 1
            long += len(_LONG_VOWEL.findall(node.text))
    return SurahNames(language, long * _RARE > words, tuple(_spelled(tree)))


def _spelled(tree: Any) -> Iterator[tuple[int, str]]:
    seen: set[int] = set()
    for node in nodes(tree):
        for found in _NAMED.finditer(node.ref) if isinstance(node, (Quran, Verse)) else ():
            name = " ".join(found["name"].split())
            number = surahs.number_of(name)
            if number and number not in seen and not has_arabic(name):
                seen.add(number)
                yield number, name
