"""A piece of text without spaces → where words in it may be divided, and what that costs, by the patterns of pyphen."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import normalize

import pyphen

HYPHEN, HYPHEN_IN_NAME = 60.0, 150.0
"""What it costs to divide a word, where the badness of a line that is fairly loose is 100. Names, and what is written
with signs of another script, are divided where little else can be done."""

AFTER_HYPHEN, AFTER_ARTICLE = 50.0, 150.0
"""What it costs to break behind a hyphen that stands there: `twenty-|one`, `al-|Barāʾ`."""

_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile("[a-z\u00df-\u00f6\u00f8-\u00ff]+")
_AFTER_ARTICLE = re.compile(r"(?:^|[\W\d_])[^\W\d_]{1,2}[-\u2010]")


@lru_cache(maxsize=65536)
def divisions(text: str, language: str | None, limits: tuple[int, int, int]) -> tuple[tuple[int, float], ...]:
    """(offset, cost) of each place to divide. `limits`: the least letters of a word, before a hyphen, and after it."""
    total, left, right = limits
    patterns = _patterns(language, left, right)
    if patterns is None or len(text) < total:
        return ()
    return tuple(
        (found.start() + offset, HYPHEN if _PLAIN.fullmatch(found[0]) else HYPHEN_IN_NAME)
        for found in _LETTERS.finditer(text)
        if len(found[0]) >= total
        for offset in patterns.positions(bare(found[0]))
    )


def cost_behind(text: str) -> float:
    """What it costs to break behind `text`, where no word is divided."""
    if text[-1] not in "-\u2010":
        return 0.0
    return AFTER_ARTICLE if _AFTER_ARTICLE.fullmatch(text) else AFTER_HYPHEN


def bare(letters: str) -> str:
    """Letters without their marks, one for one: patterns know `Muhammad`, not `Muḥammad`."""
    return letters if letters.isascii() else "".join(normalize("NFD", letter)[0] for letter in letters)


@cache
def _patterns(language: str | None, left: int, right: int) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=known, left=left, right=right) if known else None
