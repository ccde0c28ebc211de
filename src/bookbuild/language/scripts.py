"""Characters, texts and languages → their script and direction, by Unicode's properties and CLDR's likely subtags."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import Literal

from bookbuild.language.marks import ARABIC, LETTERS, PRESENTATION_FORMS, SMALL_LETTERS, TATWEEL, WORD_SIGNS, ranges
from bookbuild.model.inlines import Direction

Script = Literal["arabic", "latin"]

# Letters only: digits, marks and punctuation take the script of what is around them. Honorifics and other words that
# are one character are strong too.
_ARABIC = LETTERS | SMALL_LETTERS | PRESENTATION_FORMS | WORD_SIGNS | {TATWEEL}
_TRANSLITERATION = frozenset("ʻʼʽʾʿ")
"""ʿayn and hamza in Latin script, which Unicode calls letters of no script of their own."""

LATIN_BLOCKS = re.compile("[\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
"""Letters of blocks that are Latin alone: known without fontTools, whose import takes as long as reading a chapter."""

USUAL_SCRIPTS = {"en": "Latn", "ar": "Arab"}
"""What CLDR says of the languages that most books are in: known without reading it."""

HAS_ARABIC = re.compile(f"[{ranges(ARABIC)}]")
"""Anything of Arabic writing, if only a comma."""


def has_arabic(text: str) -> bool:
    return HAS_ARABIC.search(text) is not None


@lru_cache(maxsize=1 << 14)
def script_of(char: str) -> Script | None:
    """The script of a letter; None for digits, punctuation, space, marks and other scripts."""
    if char in _ARABIC:
        return "arabic"
    if not unicodedata.category(char).startswith("L"):
        return None
    return "latin" if char.isascii() or char in _TRANSLITERATION or _is_latin(char) else None


def _is_latin(char: str) -> bool:
    if LATIN_BLOCKS.match(char):
        return True
    from fontTools.unicodedata import script

    return bool(script(char) == "Latn")


def script_of_language(language: str) -> Script:
    """The script that `language` (BCP 47) is written in: Arabic or, for every other, Latin."""
    return "arabic" if writing_of(language) in ("Arab", "Aran") else "latin"


@cache
def direction_of_language(language: str) -> Direction:
    """The direction of `language` (BCP 47); a script subtag decides over the language."""
    script = writing_of(language)
    if script in USUAL_SCRIPTS.values():
        return "rtl" if script == "Arab" else "ltr"
    from fontTools.unicodedata import script_horizontal_direction

    return "rtl" if script == "Aran" or script_horizontal_direction(script, "LTR") == "RTL" else "ltr"


def primary(language: str) -> str:
    """The language of a tag, without region and script: `ar` of `ar-EG`."""
    return re.split("[-_]", language.lower())[0]


@cache
def writing_of(language: str) -> str:
    """The ISO 15924 code of the script that is named, or else is usual in the language and its region."""
    parts = language.replace("_", "-").split("-")
    primary = parts[0].lower()
    script = next((part.title() for part in parts[1:3] if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in parts[1:3] if len(part) == 2), "")
    known = USUAL_SCRIPTS.get(primary) if not region else None
    return script or known or _of_likely_subtags(primary, region)


def _of_likely_subtags(primary: str, region: str) -> str:
    from babel.core import get_global

    likely = get_global("likely_subtags")
    known_as = get_global("language_aliases").get(primary, primary).split("_")[0]  # `arb` is `ar`, `prs` `fa_AF`
    subtags = likely.get(f"{primary}_{region}") or likely.get(primary) or likely.get(known_as) or "und_Latn"
    return str(subtags).split("_")[1]


def language_of_script(script: Script, book_lang: str) -> str:
    """The language of a run in `script`: the book's where that is its script, otherwise Arabic or English."""
    if script_of_language(book_lang) == script:
        return book_lang
    return "ar" if script == "arabic" else "en"


def dominant_script(text: str) -> Script | None:
    """The script that most letters of `text` are in; of two equal, that of the first letter; None without letters."""
    counts = Counter(script for script in map(script_of, text) if script)
    return counts.most_common(1)[0][0] if counts else None
