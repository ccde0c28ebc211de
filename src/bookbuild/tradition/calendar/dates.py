"""A text → the dates in it that stand in both calendars, and whether the two agree.

Day by day, Umm al-Qurā's calendar is known for 1343 to 1500 AH (hijridate); a day's slack is left to the sighting of
the moon. Before and after, a year or a month is held against the tabular calendar.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from bookbuild.language.marks import EUROPEAN_DIGITS
from bookbuild.tradition.calendar.written_dates import Date, gregorian_next_to, hijri_dates

_SLACK = datetime.timedelta(days=1)
_TABULAR_SLACK = 4
"""Days by which the tabular calendar and the Julian one of old sources may differ from what a source says."""


class Disagreement(NamedTuple):
    """A Hijrī date and the Gregorian next to it, from `begin` to `end`, that are not the same; `right` is what is."""

    begin: int
    end: int
    hijri: str
    gregorian: str
    right: str


def disagreements(text: str) -> Iterator[Disagreement]:
    """The dates in `text` whose two calendars do not agree."""
    plain = text.translate(EUROPEAN_DIGITS)
    for date in hijri_dates(plain):
        gregorian = gregorian_next_to(plain, date)
        if gregorian is None or _agree(date, gregorian):
            continue
        begin, end = min(date.begin, gregorian.begin), max(date.end, gregorian.end)
        written = (text[date.begin : date.end].strip(), text[gregorian.begin : gregorian.end].strip())
        yield Disagreement(begin, end, *written, _right(date))


def _agree(hijri: Date, gregorian: Date) -> bool:
    first, last = _span(hijri)
    slack = _SLACK if _is_exact(hijri) else datetime.timedelta(days=_TABULAR_SLACK)
    first -= _behind(first)
    months = [(gregorian.month, gregorian.day)]
    if gregorian.swapped:
        months.append(gregorian.swapped)
    for month, day in months:
        try:
            begin, end = _gregorian_span(gregorian.year, month, day)
        except ValueError:
            continue
        if begin <= last + slack and first - slack <= end:
            return True
    return False


def _behind(day: datetime.date) -> datetime.timedelta:
    """By how much the Julian calendar, in which older dates are given, is behind the Gregorian."""
    days = day.year // 100 - day.year // 400 - 2 if day < datetime.date(1582, 10, 15) else 0
    return datetime.timedelta(days=days)


def _gregorian_span(year: int, month: int | None, day: int | None) -> tuple[datetime.date, datetime.date]:
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if day is None:
        following = datetime.date(year + month // 12, month % 12 + 1, 1)
        return datetime.date(year, month, 1), following - datetime.timedelta(days=1)
    return datetime.date(year, month, day), datetime.date(year, month, day)


def _is_exact(hijri: Date) -> bool:
    """Whether hijridate's tables have the date."""
    return 1343 <= hijri.year <= 1500


def _span(hijri: Date) -> tuple[datetime.date, datetime.date]:
    """First and last day of a Hijrī year, month or day, in the Gregorian calendar."""
    first_month, last_month = (hijri.month or 1), (hijri.month or 12)
    if hijri.day:
        day = _day(hijri.year, first_month, hijri.day)
        return day, day
    following = (hijri.year, last_month + 1) if last_month < 12 else (hijri.year + 1, 1)
    return _day(hijri.year, first_month, 1), _day(*following, 1) - datetime.timedelta(days=1)


def _day(year: int, month: int, day: int) -> datetime.date:
    from hijridate import Hijri

    if 1343 <= year <= 1500:
        length = Hijri(year, month, 1).month_length()
        made = Hijri(year, month, min(day, length)).to_gregorian()
        return datetime.date(made.year, made.month, made.day) + datetime.timedelta(days=max(day - length, 0))
    # The tabular calendar, whose epoch is 16 July 622 in the Julian, 19 July in the Gregorian calendar.
    days = (year - 1) * 354 + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return datetime.date(622, 7, 19) + datetime.timedelta(days=days)


def _right(hijri: Date) -> str:
    """The Hijrī date in the Gregorian calendar, for a remedy."""
    first, last = _span(hijri)
    if not _is_exact(hijri):
        first, last = first - _behind(first), last - _behind(last)
    if hijri.day:
        return first.isoformat().lstrip("0")
    if hijri.month:
        return f"{first.isoformat()} to {last.isoformat()}"
    return str(first.year) if first.year == last.year else f"{first.year} or {last.year}"
