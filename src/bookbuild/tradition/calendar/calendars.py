"""A date → the same date in both calendars, as a book prints it."""

from __future__ import annotations

import datetime

from bookbuild.language.numerals import digits_in

HIJRI_MONTHS = {
    "en": (
        "Muharram", "Safar", "Rabiʿ al-Awwal", "Rabiʿ al-Thani", "Jumada al-Ula", "Jumada al-Akhirah", "Rajab",
        "Shaʿban", "Ramadan", "Shawwal", "Dhu al-Qaʿdah", "Dhu al-Hijjah",
    ),
    "ar": (
        "المحرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
        "ذو القعدة", "ذو الحجة",
    ),
}  # fmt: skip


def both_calendars(date: datetime.date, lang: str) -> str:
    """`18 Dhu al-Hijjah 1439 AH / 29 August 2018 CE`, in Arabic `١٨ ذو الحجة ١٤٣٩هـ / ٢٩ أغسطس ٢٠١٨م`.

    The Hijrī date is that of Umm al-Qurā; outside its tables (before 1924, after 2077) the Gregorian stands alone.
    """
    hijri, gregorian = hijri_date(date, lang), gregorian_date(date, lang)
    return f"{hijri} / {gregorian}" if hijri else gregorian


def hijri_date(date: datetime.date, lang: str) -> str:
    """The date in the calendar of Umm al-Qurā; empty outside its tables."""
    from hijridate import Gregorian

    try:
        hijri = Gregorian.fromdate(date).to_hijri()
    except OverflowError:
        return ""
    arabic = _is_arabic(lang)
    month = HIJRI_MONTHS["ar" if arabic else "en"][hijri.month - 1]
    written = f"{hijri.day} {month} {hijri.year}"
    return digits_in(f"{written}هـ", lang) if arabic else f"{written} AH"


def gregorian_date(date: datetime.date, lang: str) -> str:
    """The date in the Gregorian calendar, with its era."""
    from babel.dates import format_date

    written = format_date(date, "d MMMM y", locale="ar_EG" if _is_arabic(lang) else "en")
    return digits_in(f"{written}م", lang) if _is_arabic(lang) else f"{written} CE"


def _is_arabic(lang: str) -> bool:
    return lang.replace("_", "-").split("-")[0].lower() == "ar"
