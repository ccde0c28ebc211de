"""A text → the places in it that every book of the field names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.language.marks import LETTERS, MARKS, ranges

_LATIN = """
Makkah Mecca Madinah Medina Badr Uhud Khaybar Khaibar Tabuk Taif Hudaybiyyah Hudaibiyyah Hudaibiyah Thawr Hira Quba
Yathrib Yemen Syria Egypt Iraq Persia Abyssinia Damascus Jerusalem Kufa Basra Baghdad Yamamah Mina Arafat Muzdalifah
"""
_PLACE = re.compile(rf"\b(?:(?:[Aa]l|[Aa]t)-)?(?:{'|'.join(_LATIN.split())})\b(?![’'-])")
_OF_WORD = ranges(LETTERS, MARKS)
_ARABIC_PLACE = re.compile(
    rf"(?<![{_OF_WORD}])(?:مكة المكرمة|المدينة المنورة|مكة|غار ثور|غار حراء|الطائف|خيبر|تبوك|الحديبية|بيت المقدس)"
    rf"(?![{_OF_WORD}])"
)


def places_in(text: str) -> Iterator[re.Match[str]]:
    """The places that `text` names, in either script."""
    yield from _PLACE.finditer(text)
    yield from _ARABIC_PLACE.finditer(text)
