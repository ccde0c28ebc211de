"""The headings of an index, and its language → the order that they stand in, and the letter that each stands under.

English and Arabic are filed by rules of their own, every other language by CLDR's collation and index characters (ICU):
in Persian پ stands after ب, in Turkish Ç after C, in Swedish Å at the end. In all of them a name is filed without the
Arabic article, quotation marks and the signs for ʿayn and hamza, and numbers count as numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from bookbuild.language.marks import TATWEEL
from bookbuild.language.scripts import script_of_language

_OWN_RULES = ("ar", "en")
_QUOTES = f"'’‘`«»“”\"{TATWEEL}"

# The Arabic article, also assimilated and in transliteration, is not what a name is filed under.
_ARTICLE = re.compile(r"^(?:ال(?=\w{2})|(?:a[lnrstdzh]|ath|adh|ash)-)")
_HAMZAS = str.maketrans("أإآٱؤئىة", "ااااوييه")

# In other languages' transliterations: el-Buhârî, aš-Šāfiʿī, eş-Şâfiî; the marks of a letter stand after it.
_ANY_ARTICLE = re.compile(r"^(?:ال(?=\w{2})|[ae](?:[lnrstdz]\W*|[std]h)[-‐‑])", re.IGNORECASE)
_AYN_AND_QUOTES = frozenset(f"ʿʾʻʼʽ´„‚‹›{_QUOTES}")


@dataclass(frozen=True, slots=True)
class Collation:
    """`key`: a heading → what it is sorted by; `letter`: a heading → the letter (of several characters in Uzbek or
    Hungarian) that it stands under."""

    key: Callable[[str], Any]
    letter: Callable[[str], str]


@cache
def collation(language: str) -> Collation:
    """The collation of `language` (BCP 47, with `-u-co-…` where it asks for another than the usual one)."""
    primary = re.split("[-_]", language.lower())[0]
    if primary in _OWN_RULES:
        return Collation(
            lambda heading: (_natural(filed(heading)), heading), lambda heading: filed(heading)[:1].upper()
        )
    return _of_cldr(language)


def filed(heading: str) -> str:
    """What an entry is filed under in English and Arabic: without marks, article, case, and the letters ʿ and ʾ."""
    folded = unicodedata.normalize("NFD", heading.translate(_HAMZAS))
    letters = "".join(
        char for char in folded if unicodedata.category(char) not in ("Mn", "Lm", "Sk") and char not in _QUOTES
    )
    return _ARTICLE.sub("", letters.casefold().strip())


def _natural(key: str) -> tuple[tuple[int, int | str], ...]:
    """`bukhari 9` before `bukhari 18`."""
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", key) if part)


def _of_cldr(language: str) -> Collation:
    import icu

    locale = icu.Locale.forLanguageTag(language.replace("_", "-"))
    collator = icu.Collator.createInstance(locale)
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    left_out = _AYN_AND_QUOTES - _letters_of(collator)
    letters = icu.AlphabeticIndex(locale)
    letters.addLabels(icu.Locale("en"))
    if script_of_language(language) != "arabic":  # whose own letters its ك and ي would take the place of
        letters.addLabels(icu.Locale("ar"))
    buckets = letters.buildImmutableIndex()

    def key(heading: str) -> tuple[bytes, str]:
        return collator.getSortKey(_without_article(heading, left_out)), heading

    def letter(heading: str) -> str:
        text = _without_article(heading, left_out)
        label, kind = buckets[buckets.getBucketIndex(text)][:2]
        return str(label) if kind == icu.UAlphabeticIndexLabelType.NORMAL else text[:1].upper()

    return Collation(key, letter)


def _letters_of(collator: Any) -> frozenset[str]:
    """The characters of which the language makes letters of its own, as Uzbek does of ʻ in oʻ."""
    import icu

    return frozenset("".join(collator.getTailoredSet(icu.UnicodeSet())))


def _without_article(heading: str, left_out: frozenset[str]) -> str:
    text = "".join(char for char in unicodedata.normalize("NFD", heading) if char not in left_out).strip()
    return unicodedata.normalize("NFC", _ANY_ARTICLE.sub("", text))
