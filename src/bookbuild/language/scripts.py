"""Characters, texts and languages → their script and direction."""

from __future__ import annotations

import re
from typing import Literal

Script = Literal["arabic", "latin"]
Direction = Literal["ltr", "rtl"]

# Letters only: digits, marks and punctuation take the script of what is around them. The signs of honorifics and
# ligatures (Presentation Forms) are strong too.
_ARABIC = re.compile(
    "[\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u0887"
    "\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbc3-\ufd3d\ufd40-\ufdfb\ufdfd-\ufdff\ufe70-\ufefc]"
)
_LATIN = re.compile(
    "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u02bb-\u02bf\u02e0-\u02e4\u1d00-\u1dbf\u1e00-\u1eff"
    "\u2071\u207f\u2090-\u209c\u2c60-\u2c7f\ua722-\ua7ff\uab30-\uab64\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a]"
)

_ARABIC_SCRIPT = (
    " ar acm aeb ajp apc apd arq ars ary arz azb bal bft brh ckb fa glk khw ks lah lrc mzn pes pnb prs ps sd shu skr "
    "trw ug ur "
)
_OTHER_RTL = " he iw yi ji syr arc aii dv nqo sam mid "
_RTL_SCRIPTS = " arab aran hebr syrc thaa nkoo adlm samr mand rohg "


def script_of(char: str) -> Script | None:
    """The script of a letter; None for digits, punctuation, space, marks and other scripts."""
    if _LATIN.match(char):
        return "latin"
    return "arabic" if _ARABIC.match(char) else None


def script_of_language(language: str) -> Script:
    """The script that `language` (BCP 47) is written in: Arabic or, for every other, Latin."""
    primary, script = _subtags(language)
    if script:
        return "arabic" if script in ("arab", "aran") else "latin"
    return "arabic" if f" {primary} " in _ARABIC_SCRIPT else "latin"


def direction_of_language(language: str) -> Direction:
    """The direction of `language` (BCP 47); a script subtag decides over the language."""
    primary, script = _subtags(language)
    if script:
        return "rtl" if f" {script} " in _RTL_SCRIPTS else "ltr"
    return "rtl" if f" {primary} " in _ARABIC_SCRIPT or f" {primary} " in _OTHER_RTL else "ltr"


def language_of_script(script: Script, book_lang: str) -> str:
    """The language of a run in `script`: the book's where that is its script, otherwise Arabic or English."""
    if script_of_language(book_lang) == script:
        return book_lang
    return "ar" if script == "arabic" else "en"


def dominant_script(text: str) -> Script | None:
    """The script that most letters of `text` are in; of two equal, that of the first letter; None without letters."""
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if arabic == latin:
        return next(filter(None, map(script_of, text)), None)
    return "arabic" if arabic > latin else "latin"


def _subtags(language: str) -> tuple[str, str]:
    """The primary language and the script subtag, in small letters."""
    parts = language.replace("_", "-").lower().split("-")
    return parts[0], next((part for part in parts[1:3] if len(part) == 4 and part.isalpha()), "")
