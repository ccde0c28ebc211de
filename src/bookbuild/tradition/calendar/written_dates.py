"""A text → the dates in it as they are written: Hijrī ones, and the Gregorian date next to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bookbuild.language.marks import COMBINING_DIACRITICS, MARKS, ranges
from bookbuild.tradition.calendar.calendars import HIJRI_MONTHS
from bookbuild.tradition.calendar.month_names import GREGORIAN, OTHER_HIJRI
from bookbuild.tradition.persons.name_keys import keys

_LAST_YEAR = 1700

_NUMERALS = {"I": "al-Awwal", "II": "ath-Thani"}


_MONTH_HINT = re.compile(rf"(?:[^\W\d_]['’‘`ʿʾʻʼ{ranges(COMBINING_DIACRITICS)}]*|\u0629)\s*,?\s*\d{{3,4}}(?!\d)")
"""A word with a year after it."""


class Date(NamedTuple):
    """`month` and `day` None where they are not given; `swapped`: month and day, were the numbers swapped."""

    year: int
    month: int | None
    day: int | None
    begin: int
    end: int
    swapped: tuple[int, int] | None = None


@cache
def _hijri_months() -> dict[tuple[str, ...], int]:
    names = {keys(name): at for lang in ("en", "ar") for at, name in enumerate(HIJRI_MONTHS[lang], 1)}
    return names | {keys(name): month for name, month in OTHER_HIJRI.items()}


@cache
def _gregorian_months() -> dict[str, int]:
    return {name.replace("_", " ").lower(): at for at, line in enumerate(GREGORIAN, 1) for name in line.split()}


_WORD = rf"[^\W\d_][\w'’‘`ʿʾʻʼ{ranges(COMBINING_DIACRITICS, MARKS)}-]{{0,40}}"
"""No month's name is longer, with all its vowels; the end of a word that is longer is none either."""
_AH = r"(?:A\.?\s?H\.?(?!\w)|(?:hijr(?:[iī]|ah?)|(?-i:H)\.?)(?!\w)|هـ|هجرية|هجري|للهجرة|من\s+الهجرة|ه(?!\w))"
"""`h` is the hour of French clocks: `18 h 30`."""
_CE = (
    r"(?:B?\.?C\.?E\.?(?!\w)|A\.?D\.?(?!\w)|(?-i:M)(?!\w)|ap(?:r)?\.\s?J\.?-?C\.?|n\.\s?Chr\.?|d\.\s?C\.?(?!\w)|"
    r"م(?:يلادية|يلادي)?(?!\w)|للميلاد)"
)
_DAY = r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+|من\s+)?)?"


_NAMED = rf"{_DAY}(?P<month>{_WORD}(?:\s+{_WORD})?(?:\s+II?)?)\s*,?\s*"
_NUMBERED = r"(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*"


@cache
def _hijri() -> tuple[re.Pattern[str], ...]:
    """A year with its era, with or without a day or a month; and one with a named month, which needs no era."""
    with_era = rf"(?:{_NAMED}|{_NUMBERED})?(?<!\d)(?P<year>\d{{1,4}})\s*{_AH}"
    with_month = rf"{_NAMED}(?P<year>\d{{3,4}})(?!\d|\s*{_AH})(?:(?P<d>x)(?P<m>x))?"
    return re.compile(with_era, re.IGNORECASE), re.compile(with_month, re.IGNORECASE)


@cache
def _gregorian() -> re.Pattern[str]:
    months = "|".join(sorted((name.replace(" ", r"\s+") for name in _gregorian_months()), key=len, reverse=True))
    named = (
        rf"{_DAY}(?P<month>{months})\.?\s*(?:de\s+)?"
        rf"(?:(?P<late>\d{{1,2}})(?:st|nd|rd|th)?\s*,)?\s*,?\s*"
    )
    iso = r"(?P<iso>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})"
    year = rf"(?P<year>\d{{3,4}})(?!\d)\s*(?P<era>{_CE})?"
    return re.compile(rf"{iso}|(?:(?P<dated>{named}|{_NUMBERED})|(?<!\d)){year}", re.IGNORECASE)


_BETWEEN = re.compile(
    r"\A(?:['’][^\W\d]{1,5}(?!\w))?[\s\v()\[\]/|=,،:;.~≈–—-]*"  # Turkish joins cases to a year: 1492'de
    r"(?:(?:(?:corresponding|which\s+corresponds|equivalent)(?:\s+to)?|that\s+is|i\.e\.|or|which\s+is|the|on|in|of|year|with|"
    r"الموافق(?:ة)?|يوافق|الموافق\s+ل|أي|سنة|عام|ل|لـ|من)[\s\v()\[\]/|=,،:–—-]*)*\Z",
    re.IGNORECASE,
)


_NEW_SENTENCE = re.compile(r"[.!?؟]\s")


def hijri_dates(text: str) -> Iterator[Date]:
    with_era, with_month = _hijri()
    yield from (date for found in with_era.finditer(text) if (date := _hijri_date(found)))
    if _MONTH_HINT.search(text):
        yield from (date for found in with_month.finditer(text) if (date := _hijri_date(found)) and date.month)


def _hijri_date(found: re.Match[str]) -> Date | None:
    year, begin = int(found["year"]), found.start()
    month: int | None
    day: int | None
    if found["d"]:
        month, day = int(found["m"]), int(found["d"])
    else:
        month, day, begin = _named_month(found)
    if (
        not 1 <= year <= _LAST_YEAR
        or (month is not None and not 1 <= month <= 12)
        or (day is not None and not 1 <= day <= 30)
    ):
        return None
    return Date(year, month, day, begin, found.end())


def _named_month(found: re.Match[str]) -> tuple[int | None, int | None, int]:
    """Month and day of a Hijrī date; other words before the year are none of it."""
    if not found["month"]:
        return None, None, found.start("year")
    words = [_NUMERALS.get(word, word) for word in re.sub(r"\s+de\Z", "", found["month"]).split()]
    for first in range(len(words)):
        month = _hijri_months().get(keys(" ".join(words[first:])))
        if month:
            day = int(found["day"]) if found["day"] and not first else None
            begin = found.start() if day else found.start("month") + found["month"].index(found["month"].split()[first])
            return month, day, begin
    return None, None, found.start("year")


def gregorian_next_to(text: str, hijri: Date) -> Date | None:
    """The Gregorian date right after the Hijrī one, or right before it."""
    after = _gregorian().search(text, hijri.end, hijri.end + 80)
    if after and _BETWEEN.match(text[hijri.end : after.start()]) and (date := _gregorian_date(after)):
        return date
    for found in _gregorian().finditer(text, max(hijri.begin - 60, 0), hijri.begin):
        between = text[found.end() : hijri.begin]
        if _BETWEEN.match(between) and not _NEW_SENTENCE.match(between) and (date := _gregorian_date(found)):
            return date
    return None


def _gregorian_date(found: re.Match[str]) -> Date | None:
    if found["iso"]:
        return Date(int(found["iso"]), int(found["im"]), int(found["id"]), *found.span())
    if not found["dated"] and not found["era"]:
        return None
    if (found["era"] or "").upper().startswith("B"):
        return None
    year = int(found["year"])
    if found["d"]:
        day, month = int(found["d"]), int(found["m"])
        if max(day, month) > 31 or min(day, month) > 12 or not min(day, month):
            return None
        if month > 12:
            day, month = month, day
        return Date(year, month, day, *found.span(), (day, month) if day <= 12 else None)
    month_name = " ".join(found["month"].lower().split()) if found["month"] else ""
    day_text = found["day"] or found["late"]
    return Date(year, _gregorian_months().get(month_name), int(day_text) if day_text else None, *found.span())
