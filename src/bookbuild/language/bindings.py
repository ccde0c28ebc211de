"""A text → the spaces in it that part what is read as one: `Abū Bakr`, `p. 12`, `[at-Tawbah 9:40]`, `(ت ١٣ هـ)`.

Pure: it knows letters, not books. Honorifics are not looked for here: they are elements of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from bookbuild.language.marks import DIGITS, MARKS, ranges

_MARKS, _DIGIT = f"[{ranges(MARKS)}]*", f"[{ranges(DIGITS)}]"
_GAP = r"(?:[ \u00a0\n]+)"
_WORD_BEGINS = r"(?<![^\W_])"
_SIGNS = "'’‘`ʿʾʻʼ"

MOST_IN_BRACKETS = 44
"""Characters: what is longer between brackets is a sentence."""


class Binding(Enum):
    """How firmly two words are held together: no line parts them if any other can end elsewhere, or none should."""

    FIRM = "firm"
    WEAK = "weak"


def _arabic(words: str) -> str:
    """A pattern of Arabic words, with whatever marks they bear."""
    return "|".join("".join(re.escape(letter) + _MARKS for letter in word) for word in words.split())


_SERVANT = f"[{_SIGNS}]?Abd(?:u|ul|ur|us|uz|ud|an|as|ar|al|ush)?"
_FIRST_PARTS = f"{_SERVANT}|Ab[uūiīaā]|Umm[ui]?|Ibn|Bint|Bin|Ban[uūiī]|Dh[uūiīaā]|Āl|Ahl|Mrs?|Ms|Drs?|St|Prof"
_LATER_PARTS = "ibn|bint|bin|binti|ben|b"
_UNITS_BEFORE = (
    "pp?|vols?|nos?|nn?|chs?|chap|ff?|fols?|ll?|vv?|figs?|pls?|eds?|d|b|r|c|ca|fl|cf|art|sec|H|Bd|S|Nr|t|núm|págs?"
)
_UNITS_BEHIND = "AH|CE|BCE|AD|BC|H|EV|km|kg|cm|mm|m|%|ff|f"
_ARABIC_BEFORE = "ص صص وص ج وج ح ت مج ط ق رقم ورقم برقم ف ه د ر"
_ARABIC_BEHIND = "هـ ه م ھ"
_ARABIC_FIRST = (
    "ابن وابن لابن أبو أبي أبا وأبو وأبي وأبا بأبي لأبي عبد وعبد لعبد بعبد عبيد ذو ذي ذا بنو بني آل ابنا ابنة"
)
_ARABIC_LATER = "بن بنت أم وأم لأم"

_FIRM = re.compile(
    "|".join(
        (
            rf"{_WORD_BEGINS}(?:{_UNITS_BEFORE})\.?{_GAP}(?={_DIGIT})",
            rf"{_DIGIT}{_GAP}(?=(?:{_UNITS_BEHIND}|{_arabic(_ARABIC_BEHIND)})(?![^\W_]))",
            rf"{_WORD_BEGINS}(?:{_arabic(_ARABIC_BEFORE)})[.:/]?{_GAP}(?={_DIGIT})",
            rf"{_WORD_BEGINS}(?:{_FIRST_PARTS})\.?{_GAP}(?=[\w{_SIGNS}])",
            rf"{_WORD_BEGINS}(?:{_arabic(_ARABIC_FIRST)}){_GAP}(?=\w)",
            rf"{_GAP}(?=[\u06dd\u06e9]|\ufd3f{_DIGIT}+\ufd3e)",
            rf"[\u06de\u00a7\u2116]{_GAP}(?=\w)",
        )
    )
)
_SLASH = re.compile(rf"{_DIGIT}/(?=(?:(?:{_UNITS_BEFORE})\.?|(?:{_arabic(_ARABIC_BEFORE)})[.:]?){_GAP}?{_DIGIT})")
_WEAK = re.compile(rf"{_WORD_BEGINS}(?:{_LATER_PARTS}|{_arabic(_ARABIC_LATER)})\.?{_GAP}(?=[\w{_SIGNS}])")
_INNER = f"[^\\[\\]()]{{3,{MOST_IN_BRACKETS}}}"
_BRACKETS = re.compile(f"\\[{_INNER}\\]|\\({_INNER}\\)")
_PART = re.compile("[^;؛,،]+")
_HAS_DIGIT = re.compile(_DIGIT)
_SPACES = re.compile(r"[ \u00a0\n]+")
_YEAR = re.compile(rf"{_DIGIT}{{1,4}}{_GAP}?(?:AH|BH|CE|BCE|AD|BC|H|EV|{_arabic('هـ ه م')})(?![^\W_])")
MOST_WORDS = 5
"""Of a reference: what has more words is a sentence with a number in it."""


def bindings(text: str) -> dict[int, Binding]:
    """The spaces in `text` at which no line should end, by the place of their first character."""
    found = dict.fromkeys(_spaces_of(_WEAK, text), Binding.WEAK)
    found.update(_spaces_in_references(text))
    found.update(dict.fromkeys(_spaces_of(_FIRM, text), Binding.FIRM))
    return found


def bound_slashes(text: str) -> Iterator[int]:
    """The places behind slashes that part a volume from its page, `ج ٢/ص ٨٩`: no line should end there."""
    yield from (found.end() for found in _SLASH.finditer(text))


def references(text: str) -> Iterator[tuple[int, int]]:
    """Where references in brackets begin and end."""
    yield from (found.span() for found in _BRACKETS.finditer(text) if _is_short(found[0]))


def _is_short(bracket: str) -> bool:
    return any(len(part[0].split()) <= MOST_WORDS for part in _numbered_parts(bracket))


def _numbered_parts(bracket: str) -> Iterator[re.Match[str]]:
    """The parts of what stands in brackets that have a number, between commas."""
    return (part for part in _PART.finditer(bracket) if _HAS_DIGIT.search(part[0]))


def _spaces_of(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """The space that each find ends with; the next may begin at what was only looked at."""
    for found in pattern.finditer(text):
        yield len(found[0].rstrip(" \u00a0\n")) + found.start()


def _spaces_in_references(text: str) -> Iterator[tuple[int, Binding]]:
    """The spaces of what is a reference in brackets, between commas: `[Al-Khulafa, p. 56; Bukhari 5895]` has two.

    A date may part from its month: `(March 631 CE)`.
    """
    for bracket in _BRACKETS.finditer(text):
        for part in _numbered_parts(bracket[0]):
            shown = part[0].strip()
            if len(shown.split()) <= MOST_WORDS:
                begin = bracket.start() + part.start() + len(part[0]) - len(part[0].lstrip())
                for gap in _SPACES.finditer(shown):
                    is_date = _YEAR.match(shown, gap.end()) is not None
                    yield begin + gap.start(), Binding.WEAK if is_date else Binding.FIRM
