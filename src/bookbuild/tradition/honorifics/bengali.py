"""Honorifics in Bengali letters: the Arabic words as they are spelled, and their abbreviations, `(সাঃ)`.

A text (NFC) → where each begins and ends, brackets left out, what it says, and whether it is an abbreviation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bookbuild.model.inlines import Gender, HonorificKind, Number

LETTERS = re.compile("[\u0985-\u09b9]")
_ENDS = "(?![\u0981-\u09cd\u09dc-\u09e3])"
"""No letter and no vowel sign goes on."""
_BEGINS = "(?<![\u0981-\u09cd\u09dc-\u09e3])"
_WHOM: dict[str, tuple[Gender | None, Number | None]] = {
    "হুন্না": ("f", "plural"), "হিন্না": ("f", "plural"), "হুমা": (None, "dual"), "হিমা": (None, "dual"),
    "হুমু": ("m", "plural"), "হিমু": ("m", "plural"), "হুম": ("m", "plural"), "হিম": ("m", "plural"),
    "হা": ("f", "singular"), "হু": ("m", "singular"), "হি": ("m", "singular"), "হ": ("m", "singular"),
}  # fmt: skip
_AND = "ও(?:য়া)? ?"
_EXALTED = "তা['’]?[আয়]*লা"
_WORDS: tuple[tuple[HonorificKind, str], ...] = (
    ("muhammad", f"[সছ]া?ল্লাল্লাহু? আলাইহি {_AND}(?:আ-?লিহি {_AND})?(?:সাহবিহি {_AND})?[সছ]াল্লাম"),
    ("prophet", f"আলাইHIM ?স?্?(?: ?(?:আস-?)?[সছ]াল[াো]তু? {_AND}স?্?)?-? ?(?:আস-?)?সালাম"),
    ("companion", f"র[াদদ্বযজি]+(?:য়া|আ|য়)? ?(?:ল্লা|আল্লা)হু?(?: {_EXALTED})? আনHIM"),
    ("scholar", "রা?হিমাহুল্লাহ|রা?হিমাহাল্লাহ|রা?হিমাহুমাল্লাহ|রা?হিমাহুমুল্লাহ|রা?হিমাহুন্নাল্লাহ"),
    ("scholar", "রা?হমাতুল্লাহি? আলাইHIM"),
    ("allah", f"[সছ]ুবহানাহু {_AND}{_EXALTED}|তাবারাকা {_AND}{_EXALTED}|আ[যজ]্?[যজ]া {_AND}জাল্লা|জাল্লা জালালুহু?"),
    ("allah", rf"(?<=আল্লাহ\s){_EXALTED}"),
)
_SHORT: dict[str, HonorificKind] = {
    **dict.fromkeys(("সা", "সাঃ", "ছা", "ছাঃ", "স", "সঃ", "দ", "দঃ", "সল্লা"), "muhammad"),
    **dict.fromkeys(("আ", "আঃ", "আলাইঃ"), "prophet"),
    **dict.fromkeys(("রা", "রাঃ", "রাযি", "রাযিঃ", "রাদি", "রাদিঃ", "রাজি"), "companion"),
    **dict.fromkeys(("রহ", "রহঃ", "রাহ", "রাহঃ", "রাহি", "রহি", "র", "রঃ"), "scholar"),
    **dict.fromkeys(("সুব", "সুবঃ", "সুবহা"), "allah"),
}


class BengaliHonorific(NamedTuple):
    """`begin`, `end` in code points."""

    begin: int
    end: int
    kind: HonorificKind
    gender: Gender | None
    number: Number | None
    short: bool


def in_bengali(text: str) -> Iterator[BengaliHonorific]:
    """The honorifics of `text`."""
    for kind, pattern in _spelled():
        for found in pattern.finditer(text):
            whom = next((said for name, said in found.groupdict().items() if said), "")
            gender, number = _WHOM.get(whom, (None, None))
            yield BengaliHonorific(*found.span(), kind, gender, number, False)
    for found in _abbreviated().finditer(text):
        if len(found["short"]) == 1 and not found["mark"]:
            continue  # (আ), (স): a letter that counts
        yield BengaliHonorific(*found.span(1), _SHORT[found["short"]], None, None, True)


@cache
def _spelled() -> tuple[tuple[HonorificKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(f"{_BEGINS}(?:{_with_whom(pattern)}){_ENDS}")) for kind, pattern in _WORDS)


def _with_whom(pattern: str) -> str:
    """`pattern` with a group for each `HIM`, and a space as any white space."""
    first, *others = pattern.split("HIM")
    whom = "|".join(_WHOM)
    joined = first + "".join(f"(?P<whom{at}>{whom}){part}" for at, part in enumerate(others))
    return unicodedata.normalize("NFC", joined).replace(" ?", r"\s?").replace(" ", r"\s+")


@cache
def _abbreviated() -> re.Pattern[str]:
    """In brackets, with a visarga, a full stop or a colon, as an abbreviation has; after a word."""
    shorts = "|".join(sorted(_SHORT, key=len, reverse=True))
    return re.compile(rf"(?<=[\w\u0981-\u09cd’'”»])\s?([(\[]\s*(?P<short>{shorts})(?P<mark>[.:।]?)\s*[)\]])")
