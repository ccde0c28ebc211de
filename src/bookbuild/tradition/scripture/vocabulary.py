"""The words of a muṣḥaf → whether a word, in whatever spelling, is one of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_FOLDED = str.maketrans("أإآٱىیکہھۃةؤئ", "ااااييكههههوي")
"""Letters that spellings and keyboards differ in."""
_JOINED = ("و", "ف")


class Vocabulary:
    """The letters of all words, without marks."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(map(_letters, words))

    def has(self, word: str) -> bool:
        """Whether it is a word of the text, by its letters, also after و and ف."""
        letters = _letters(word)
        return letters in self._words or (letters[:1] in _JOINED and letters[1:] in self._words)


def _letters(word: str) -> str:
    """The letters of a word, folded; empty where there are none."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word.translate(_FOLDED)) if char.isalpha())
    return bare.replace("ـ", "").translate(_FOLDED)
