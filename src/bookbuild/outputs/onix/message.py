"""The editions of a book, as built → the bytes of an ONIX 3.1 message: a product an edition, in reference tags.

A product is known by its ISBN where it has one, and by book and edition in any case. Nothing in it depends on a clock.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from bookbuild.model.book import Manuscript
from bookbuild.model.settings import Edition, gregorian_year, localized
from bookbuild.outputs.onix.descriptive import OnixProduct, descriptive_detail
from bookbuild.outputs.onix.elements import NAMESPACE, OnixPart, element, text

TOOL = "bookbuild"
_YEAR = re.compile(r"(?<!\d)(1[4-9]|20)\d\d(?!\d)")


def onix_name(manuscript: Manuscript) -> str:
    return f"{manuscript.name}.onix.xml"


def onix_message(manuscript: Manuscript, products: Sequence[OnixProduct], epoch: int) -> bytes:
    """The message; `epoch` is when it is said to be sent, in seconds since 1970, UTC."""
    moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    first = products[0].edition.book
    publisher = localized(first.publisher, first.language) or TOOL
    header = element(
        "Header", element("Sender", text("SenderName", publisher)), text("SentDateTime", f"{moment:%Y%m%dT%H%M%SZ}")
    )
    message = etree.Element(f"{{{NAMESPACE}}}ONIXMessage", {"release": "3.1"}, {None: NAMESPACE})
    message.extend(part for part in (header, *(_product(manuscript, each) for each in products)) if part is not None)
    etree.indent(message)
    made: bytes = etree.tostring(message, encoding="UTF-8", xml_declaration=True)
    return made + b"\n"


def _product(manuscript: Manuscript, product: OnixProduct) -> OnixPart:
    edition = product.edition
    return element(
        "Product",
        text("RecordReference", f"{TOOL}.{_own_id(manuscript, edition)}"),
        text("NotificationType", "03"),
        *identifiers(manuscript, edition),
        descriptive_detail(product),
        _collateral(edition),
        _publishing(edition),
        element("RelatedMaterial", *(_related(manuscript, other) for other in _others(manuscript, edition))),
        _supply(edition),
    )


def identifiers(manuscript: Manuscript, edition: Edition) -> Iterator[OnixPart]:
    """List 5: the ISBN as thirteen digits, and what this tool calls the product."""
    yield element(
        "ProductIdentifier",
        text("ProductIDType", "01"),
        text("IDTypeName", TOOL),
        text("IDValue", _own_id(manuscript, edition)),
    )
    if isbn := isbn_of(edition):
        yield element("ProductIdentifier", text("ProductIDType", "15"), text("IDValue", isbn))


def isbn_of(edition: Edition) -> str:
    """The ISBN as thirteen digits; empty where there is none."""
    if not edition.isbn:
        return ""
    from stdnum import isbn

    return str(isbn.compact(isbn.to_isbn13(edition.isbn)))


def _own_id(manuscript: Manuscript, edition: Edition) -> str:
    return f"{manuscript.name}-{edition.name}"


def _others(manuscript: Manuscript, edition: Edition) -> Iterator[Edition]:
    """The other editions that a shop can know, by their ISBN."""
    yield from (other for other in manuscript.editions if other.name != edition.name and other.isbn)


def _related(manuscript: Manuscript, other: Edition) -> OnixPart:
    return element("RelatedProduct", text("ProductRelationCode", "06"), *identifiers(manuscript, other))


def _collateral(edition: Edition) -> OnixPart:
    """The description, in all languages that are given (List 153, 03)."""
    description, language = edition.book.description, edition.book.language
    said = description if isinstance(description, dict) else {language: description or ""}
    return element("CollateralDetail", _texts(said))


def _texts(said: dict[str, str]) -> OnixPart:
    parts = [text("Text", each, language) for language, each in said.items()]
    if not any(part is not None for part in parts):
        return None
    return element("TextContent", text("TextType", "03"), text("ContentAudience", "00"), *parts)


def _publishing(edition: Edition) -> OnixPart:
    book = edition.book
    publisher = localized(book.publisher, book.language)
    if not publisher.strip():
        return None  # ONIX 3.1 asks for an imprint or a publisher before all else
    return element(
        "PublishingDetail",
        element(
            "Publisher", text("PublishingRole", "01"), text("PublisherName", publisher, book.language)
        ),
        text("CityOfPublication", localized(book.place, book.language), book.language, script=False),
        text("PublishingStatus", "04"),
        _date(edition),
        *_rights(edition),
    )  # fmt: skip


def _rights(edition: Edition) -> Iterator[OnixPart]:
    """The rights as they are written, with the year that they name, else the one of the book."""
    book = edition.book
    said = localized(book.rights, book.language)
    named = _YEAR.search(said)
    year = int(named[0]) if named else gregorian_year(book.published)
    if said and year:
        yield element("CopyrightStatement", text("CopyrightYear", f"{year:04d}"))
        yield text("CopyrightStatementText", said, book.language, script=False)


def _date(edition: Edition) -> OnixPart:
    published = edition.book.published
    made: OnixPart = None
    if isinstance(published, datetime.date):
        made = text("Date", f"{published:%Y%m%d}")
    elif year := gregorian_year(published):
        made = text("Date", f"{year:04d}")
        if made is not None:
            made.set("dateformat", "05")
    return element("PublishingDate", text("PublishingDateRole", "01"), made) if made is not None else None


def _supply(edition: Edition) -> OnixPart:
    """The prices that the cover bears, with tax (List 58, 02), as the publisher asks them."""
    prices = edition.cover.price if edition.cover else {}
    publisher = localized(edition.book.publisher, edition.book.language)
    if not prices or not publisher.strip():
        return None
    return element(
        "ProductSupply",
        element(
            "SupplyDetail",
            element("Supplier", text("SupplierRole", "01"), text("SupplierName", publisher)),
            text("ProductAvailability", "20"),
            *(
                element("Price", text("PriceType", "02"), text("PriceAmount", amount), text("CurrencyCode", currency))
                for currency, amount in prices.items()
            ),
        ),
    )
