"""A piece of text without spaces → where words in it may be divided, and what that costs, by the patterns of pyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pyphen

from bookbuild.language.folding import bare, folded
from bookbuild.typeset.seams.custom_properties import values

UNDIVIDED, DIVIDED = "__undivided", "__divided"
"""How WeasyPrint keeps `--undivided` and `--divided` among computed values: a string of words, parted by spaces."""

HYPHEN, HYPHEN_IN_NAME = 60.0, 150.0
"""What it costs to divide a word, where the badness of a line that is fairly loose is 100. Names that are not known,
and what is written with signs of another script, are divided where little else can be done."""

AFTER_HYPHEN, AFTER_ARTICLE = 50.0, 150.0
"""What it costs to break behind a hyphen that stands there: `twenty-|one`, `al-|Barāʾ`."""

OWN_LEAST = {
    "en": (2, 3),
    "cs": (2, 3),
    "sk": (2, 3),
    "et": (2, 3),
    "pt": (2, 3),
    "cy": (2, 3),
    "ga": (2, 3),
    "mr": (3, 4),
}
"""The least letters before a hyphen and after it, where a language's files of patterns say other than 2 and 2
(hyph-utf8, `hyphenmins`; LEFTHYPHENMIN and RIGHTHYPHENMIN of LibreOffice's)."""

SIGNS = "ʿʾʻʼʽ"
"""Of ʿayn and hamza: letters by Unicode, and none to a reader who counts them."""

_LETTER = f"[^\\W\\d_{SIGNS}]"
_WORD = re.compile(f"{_LETTER}(?:[{SIGNS}]?{_LETTER})*")
_PLAIN = re.compile("[a-z\u00df-\u00f6\u00f8-\u00ff]+")
_AFTER_ARTICLE = re.compile(r"(?:^|[\W\d_])[^\W\d_]{1,2}[-\u2010]")


@dataclass(frozen=True, slots=True, eq=False)
class WordRules:
    """`whole`: folded words that are never divided where they begin with a capital; `places`: words in lower case, with
    the only offsets at which each may be divided."""

    whole: frozenset[str]
    places: Mapping[str, tuple[int, ...]]

    def offsets(self, word: str) -> tuple[int, ...] | None:
        """Where a word is divided; None where the patterns say it."""
        found = self.places.get(word.lower())
        return () if found is None and word[0].isupper() and folded(word) in self.whole else found


NO_RULES = WordRules(frozenset(), {})


def word_rules(style: Any) -> WordRules:
    """What a style sheet says of single words."""
    return _rules(*(" ".join(values(style, name, "string")) for name in (UNDIVIDED, DIVIDED)))


@lru_cache(maxsize=16)
def _rules(whole: str, divided: str) -> WordRules:
    if not whole and not divided:
        return NO_RULES
    places = {word.replace("-", "").lower(): tuple(_offsets(word)) for word in divided.split()}
    return WordRules(frozenset(whole.split()), places)


def _offsets(word: str) -> Iterator[int]:
    """The places of the hyphens in `Mu-ʿāwiyah`, in the word without them."""
    return (hyphen.start() - number for number, hyphen in enumerate(re.finditer("-", word)))


@lru_cache(maxsize=65536)
def divisions(
    text: str, language: str | None, limits: tuple[int, int, int], rules: WordRules = NO_RULES
) -> tuple[tuple[int, float], ...]:
    """(offset, cost) of each place to divide. `limits`: the least letters of a word, before a hyphen, and after it; the
    language's own, where they are more, hold beside them."""
    patterns = _patterns(language, *limits[1:])
    if patterns is None or len(text) < 2:
        return ()
    return tuple(
        (found.start() + offset, HYPHEN if _PLAIN.fullmatch(found[0]) else HYPHEN_IN_NAME)
        for found in _WORD.finditer(text)
        for offset in _within(found[0], limits[0], patterns, rules)
    )


def _within(word: str, total: int, patterns: pyphen.Pyphen, rules: WordRules) -> Iterable[int]:
    known = rules.offsets(word)
    if known is not None:
        return known
    letters = [at for at, letter in enumerate(word) if letter not in SIGNS]
    if len(letters) < total:
        return ()
    found = patterns.positions(bare("".join(word[at] for at in letters)))
    return [letters[place - 1] + 1 for place in found]  # a sign goes with the letter that it is read with


def cost_behind(text: str) -> float:
    """What it costs to break behind `text`, where no word is divided."""
    if text[-1] not in "-\u2010":
        return 0.0
    return AFTER_ARTICLE if _AFTER_ARTICLE.fullmatch(text) else AFTER_HYPHEN


@cache
def _patterns(language: str | None, left: int, right: int) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language) if language else None
    if not known:
        return None
    own_left, own_right = OWN_LEAST.get(known[:2], (2, 2))
    return pyphen.Pyphen(lang=known, left=max(left, own_left), right=max(right, own_right))
