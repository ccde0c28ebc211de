"""A word in Latin letters → the form in which its spellings are one: `Muʿāwiyah`, `Mu'awiyah`, `Muawiya's`."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

_SIGN = re.compile("['’‘`´ʿʾʻʼʽ′ˈʹ]")
"""What stands for ʿayn and hamza in Latin letters."""

_POSSESSIVE, _LAST = re.compile("['’]s$", re.IGNORECASE), re.compile("(?<=..)ah$")


def folded(word: str) -> str:
    """A word without the signs of ʿayn and hamza, marks, a possessive, and the letter case; `-ah` is `-a`."""
    return _LAST.sub("a", bare(_SIGN.sub("", _POSSESSIVE.sub("", word))).lower())


def bare(letters: str) -> str:
    """Letters without their marks: patterns of hyphenation know `Muhammad`, not `Muḥammad`."""
    return letters if letters.isascii() else "".join(_bare(letter) for letter in letters if not combining(letter))


@cache
def _bare(letter: str) -> str:
    return normalize("NFD", letter)[0]
