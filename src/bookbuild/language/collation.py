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

from bookbuild.language.marks import HAMZA_MARKS, MADDA, TATWEEL
from bookbuild.language.scripts import primary as primary_of
from bookbuild.language.scripts import script_of_language

_OWN_RULES = ("ar", "en")
_OPENING_QUOTES = "“‘«‹„\"' \u00a0\u202f"
_QUOTES = f"'’‘`«»“”\"{TATWEEL}"

# Words in which what looks like the article is part of the word, as they are spelled without hamza; and what begins
# such words: verbal nouns of roots in ل (التزام), names from elsewhere. What may be either has it (الحاد).
_NO_ARTICLES = """
الله اللهم الياس الیاس الماس المانيا المانیا البانيا البانیا الفرد الفريد الفونسو الاسكا الفة الفه
الفية الفيه الهة الهه الهي
الهية الهيه الوهية الوهيه اليه اليها اليهم اليهما اليهن اليك اليكم الينا البرت القاب الفاظ الوان
اليزابيث الكترا اللنبي الطنبغا
الذي الذین الذين التي اللذان اللذين اللتان اللتين اللاتي اللائي اللواتي
"""
_STEMS = """
التزام التقاء التقائ التماس التهاب التفات التحاق التباس التحام التئام التيام التواء التوائ التهام
التجاء التجائ التصاق التقاط التفاف
التذاذ التماع التياع الزام الغاء الغائ القاء القائ الحاق الصاق الكترون اليكترون الكسندر المنيوم
الومنيوم الماني المانی
"""
_NO_ARTICLE_BEGINS = "|".join(
    (*(f"{word[2:]}(?!\\w)" for word in _NO_ARTICLES.split()), *(word[2:] for word in _STEMS.split()))
)
_HAMZA_SIGNS = HAMZA_MARKS | {MADDA}
_ON_LETTERS = "".join(sorted(_HAMZA_SIGNS))
_ARABIC_ARTICLE = rf"(?<!\S)[اٱ]ل(?!{_NO_ARTICLE_BEGINS})(?=(?:\w[{_ON_LETTERS}]?){{2}})"
"""The marks of hamza and madda stand after their letter while the article is looked for."""

# The Arabic article, also assimilated and in transliteration, is not what a name is filed under, nor within it: Ibn
# al-Qayyim stands after Ibn Baz.
_ARTICLE = re.compile(rf"{_ARABIC_ARTICLE}|(?<!\S)(?:a[lnrstdzh]|ath|adh|ash)-|(?<=\s)l-")
_HAMZAS = str.maketrans("أإآٱؤئىة", "ااااوييه")

# In other languages' transliterations: el-Buhârî, aš-Šāfiʿī, eş-Şâfiî; the marks of a letter stand after it.
_ANY_ARTICLE = re.compile(
    rf"{_ARABIC_ARTICLE}|(?<!\S)[ae](?:[lnrstdz][^\w\s]*|[std]h)[-‐‑]|(?<=\s)l[-‐‑]", re.IGNORECASE
)
# A heading is filed under what follows the article of its language: The Trench under T of Trench. Not so where the
# name is turned about, Le Bon, Gustave: there the article is part of it, and not the negation of La ilaha.
_ARTICLES = {
    "en": "the an a", "fr": "les le la l' une un", "es": "los las el la una un", "de": "der die das eine ein",
    "it": "gli il lo la le i l' una uno un un'", "pt": "os as o a uma um", "ca": "els les el la l' una un",
    "nl": "de het 't een", "gl": "os as o a unha un",
}  # fmt: skip
_TURNED_ABOUT = r"(?!\S+,\s\S+$)(?!il[aā]h)"


@cache
def _article(primary: str) -> re.Pattern[str] | None:
    """The article of a language at the start of a heading; None where it has none, or none that is left out."""
    words = _ARTICLES.get(primary)
    if words is None:
        return None
    spaced = "|".join(re.escape(word) for word in words.split() if not word.endswith("'"))
    joined = "|".join(f"{re.escape(word[:-1])}['’]" for word in words.split() if word.endswith("'")) or "(?!)"
    return re.compile(
        rf"(?:(?:{spaced})\s+(?=\w|[ʿʾ‘’'«»“”„\"]){_TURNED_ABOUT}|(?:{joined}){_TURNED_ABOUT}(?=\w))", re.IGNORECASE
    )


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
    primary = primary_of(language)
    if primary in _OWN_RULES:
        article = _article(primary)
        return Collation(
            lambda heading: _own_key(primary == "ar", _after(article, heading), heading),
            lambda heading: filed(_after(article, heading))[:1].upper(),
        )
    return _of_cldr(language)


def _after(article: re.Pattern[str] | None, heading: str) -> str:
    """A heading without the article of the index's language."""
    found = article.match(heading.lstrip(_OPENING_QUOTES)) if article else None
    return heading.lstrip(_OPENING_QUOTES)[found.end() :] if found else heading


def _own_key(arabic: bool, bare: str, heading: str) -> tuple[bool, tuple[tuple[int, int | str], ...], str]:
    """What a heading, `bare` of its article, is sorted by; in an Arabic index, Latin letters come last."""
    key = filed(bare)
    return arabic and key[:1].isascii() and key[:1].isalpha(), _natural(key), heading


def filed(heading: str) -> str:
    """What an entry is filed under in English and Arabic: without marks, article, case, and the letters ʿ and ʾ."""
    letters = "".join(
        char
        for char in unicodedata.normalize("NFD", heading.replace("ﷲ", "الله"))
        if char in _HAMZA_SIGNS or _is_filed(char)
    )
    bare = _ARTICLE.sub("", letters.casefold().strip())  # while أ is told from ا
    return "".join(filter(_is_filed, unicodedata.normalize("NFC", bare).translate(_HAMZAS)))


def _is_filed(char: str) -> bool:
    return unicodedata.category(char) not in ("Mn", "Lm", "Sk") and char not in _QUOTES


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

    article = _article(primary_of(language))

    def key(heading: str) -> tuple[bytes, str]:
        return collator.getSortKey(_without_article(_after(article, heading), left_out)), heading

    def letter(heading: str) -> str:
        text = _without_article(_after(article, heading), left_out)
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
