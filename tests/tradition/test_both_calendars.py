"""Dates in both calendars."""

from __future__ import annotations

import datetime

import pytest

from bookbuild.tradition.calendar.calendars import both_calendars, gregorian_date, hijri_date

DATES = [
    ("2018-08-29", "en", "18 Dhu al-Hijjah 1439 AH / 29 August 2018 CE"),
    ("2018-08-29", "ar", "١٨ ذو الحجة ١٤٣٩هـ / ٢٩ أغسطس ٢٠١٨م"),
    ("2018-08-29", "ar-EG", "١٨ ذو الحجة ١٤٣٩هـ / ٢٩ أغسطس ٢٠١٨م"),
    ("2012-05-01", "en", "10 Jumada al-Akhirah 1433 AH / 1 May 2012 CE"),
    ("1800-01-02", "en", "2 January 1800 CE"),
    ("1800-01-02", "ar", "٢ يناير ١٨٠٠م"),
]


@pytest.mark.parametrize(("date", "lang", "printed"), DATES)
def test_both_calendars(date, lang, printed):
    assert both_calendars(datetime.date.fromisoformat(date), lang) == printed


def test_either_alone():
    date = datetime.date(2018, 8, 29)
    assert hijri_date(date, "en") == "18 Dhu al-Hijjah 1439 AH"
    assert gregorian_date(date, "ar") == "٢٩ أغسطس ٢٠١٨م"
