"""Words in Arabic script → whether they are Arabic, or Persian or Urdu: by letters and by the words that each has."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Literal

from bookbuild.language.marks import VOWEL_SIGNS, ranges

Reading = Literal["arabic", "persian"]
"""`persian` stands for the languages that took their letters from Persian: Urdu too."""

NEVER_ARABIC = frozenset("پچژگٹڈڑںۓ")
"""Letters of Persian and Urdu for sounds that Arabic does not have."""

_OTHER = frozenset("ہھۂۃے")
_TO_PERSIAN = str.maketrans("كيى", "کیی")


def words_of(name: str) -> frozenset[str]:
    """A list of `arabic_words.toml`."""
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(resources.files(__package__).joinpath("arabic_words.toml").read_text("utf-8"))


_PERSIAN, _ARABIC = words_of("persian"), words_of("arabic")
_VOWELS = re.compile(f"[{ranges(VOWEL_SIGNS)}]")
_OF_ARABIC = re.compile("[ةإأ]|^(?:[وفبك]?ال|لل)..|ى$")


def weight(word: str) -> int:
    """1: Persian or Urdu, -1: Arabic, 0: it may be either."""
    vowels = len(_VOWELS.findall(word))
    bare = _VOWELS.sub("", word)
    if NEVER_ARABIC & set(bare):
        return 1
    if bare.translate(_TO_PERSIAN) in _PERSIAN:
        return 1
    if vowels > 1 or bare in _ARABIC or _OF_ARABIC.search(bare):
        return -1
    return 1 if _OTHER & set(bare) else 0


def read_as(words: Sequence[str]) -> Reading | None:
    """What most of `words` are that tell it; None where none does, or as many tell the other."""
    total = sum(map(weight, words))
    return None if total == 0 else "persian" if total > 0 else "arabic"
