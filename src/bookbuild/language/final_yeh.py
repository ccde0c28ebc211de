"""A word as it is typed in Egypt, with ى for ي → the same with ي, where it can be no other word."""

from __future__ import annotations

import re

from bookbuild.language.arabic_script import words_of
from bookbuild.language.marks import DAGGER_ALIF, LETTERS, MARKS, SIGNS_OF_YEH, ranges

_MARK = ranges(MARKS)
_MARKS = re.compile(f"[{_MARK}]")

_TOLD = words_of("yeh")
_TOLD_WITH_ARTICLE = _TOLD | words_of("yeh-with-article")
_OF_ALIF = words_of("alif")
_STEM = re.compile(
    "(?:[^\u0627]\u0627[^\u0627]\u0649"  # القاضى, الثانى: a participle
    "|.{2,}\u0627[^\u0627\u0648]\u0649(?<=.{6})"  # الطبرانى, الإسلامى
    "|(?!م)[^\u0627]{4,}\u0649|(?!م).{3,}[\u0626\u0646\u0633\u0645\u0637\u062b]\u0649(?<=.{5}))"  # الهاشمى
)
_VOCALISED = re.compile(f"\u0649(?=[{ranges(SIGNS_OF_YEH)}])|(?<=\u0650)\u0649(?!{DAGGER_ALIF})")
_INNER = re.compile(f"\u0649(?=[{ranges(LETTERS)}])")
_SHORT = 4
"""Words of so many letters are told whole: `ولى` and `لعلى` are others than `لى` and `على`."""
_YEH, _MAQSURAH = "\u064a", "\u0649"


def with_yeh(word: str) -> str | None:
    """`word` with ي where its ى is one for certain; None where it is right, or may be: على, رأى, منى."""
    inner = _INNER.sub(_YEH, word)
    told = _VOCALISED.sub(_YEH, inner)
    bare = _MARKS.sub("", told)
    if bare.endswith(_MAQSURAH) and _is_yeh(bare):
        at = told.rindex(_MAQSURAH)
        told = told[:at] + _YEH + told[at + 1 :]
    return None if told == word else told


def _is_yeh(bare: str) -> bool:
    if bare in _TOLD:
        return True
    rest = re.sub("^[وف](?=.{3})", "", bare)
    if rest in _TOLD or (len(rest) > _SHORT and re.sub("^[بكل]", "", rest) in _TOLD):
        return True
    article = re.match("[بك]?ال|لل", rest)
    stem = rest[article.end() :] if article else ""
    if not stem or stem in _OF_ALIF:
        return False
    return stem in _TOLD_WITH_ARTICLE or _STEM.fullmatch(stem) is not None
