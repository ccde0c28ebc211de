"""The date that the files of an edition carry."""

from __future__ import annotations

import datetime
import os
from typing import Any

from bookbuild.model.settings import Edition, gregorian_year

NO_DATE = 946_684_800
"""2000-01-01: the date of a book that gives none, where SOURCE_DATE_EPOCH gives none either."""


def epoch_of(edition: Edition) -> int:
    """The date that files carry: SOURCE_DATE_EPOCH, else the book's, else a fixed one. Seconds since 1970, UTC."""
    given: Any = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    published = edition.book.published
    year = gregorian_year(published)
    if year is None:
        return NO_DATE
    day = published if isinstance(published, datetime.date) else datetime.date(year, 1, 1)
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC).timestamp())
