"""The shops that sell e-books, and what each asks of a file, as its own pages say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EbookShop:
    """A shop's rules. `megabytes`: the most of an EPUB, `cover`: the least pixels of its picture's shorter side.

    None is: the shop gives no figure. `cover_name`: how the picture is called beside the EPUB, `{}` its identifier.
    """

    name: str
    title: str
    source: str
    checked: datetime.date
    megabytes: int | None
    cover: int | None
    cover_name: str


EBOOK_SHOPS = {
    shop.name: shop
    for shop in (
        EbookShop(
            "apple",
            "Apple Books",
            "https://itunespartner.apple.com/books/support/9-prepare-book",
            datetime.date(2026, 11, 30),
            2048,
            None,
            "{}",
        ),
        EbookShop(
            "google",
            "Google Play Books",
            "https://support.google.com/books/partner/answer/3424254",
            datetime.date(2026, 11, 30),
            2048,
            640,
            "{}_frontcover",
        ),
        EbookShop(
            "kobo",
            "Kobo",
            "https://github.com/kobolabs/epub-spec",
            datetime.date(2026, 11, 30),
            None,
            None,
            "{}",
        ),
    )
}
