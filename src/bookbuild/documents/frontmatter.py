"""The settings of an edition → what title page and imprint say."""

from __future__ import annotations

from typing import Any

from bookbuild.language import numerals
from bookbuild.language.numerals import digit_style
from bookbuild.language.terms import word
from bookbuild.model.book import Book
from bookbuild.model.settings import localized

TOLD_ROLES = frozenset({"translator", "editor", "illustrator"})
"""Roles that a title page names; the others' names stand by themselves."""


def front_context(book: Book) -> dict[str, Any]:
    """What the templates of the title page and the imprint are given besides the book."""
    edition, language = book.edition, book.language
    settings = edition.book
    publisher, place = localized(settings.publisher, language), localized(settings.place, language)
    published_by = word("published-by", language).format(publisher=publisher)
    year = settings.published and numerals.in_style(settings.published.year, digit_style(edition), language)
    return {
        "settings": settings,
        "local": lambda text: localized(text, language),
        "credits_by_role": _credits(book),
        "other_titles": _other_titles(book),
        "series": _series(book),
        "published_by": f"{published_by}{word('comma', language)}{place}" if place else published_by,
        "published": year or "",
        "isbn": _isbn(book),
        "edition_word": _edition_word(book),
    }


def _isbn(book: Book) -> tuple[str, str]:
    """The word for ISBN, and the number with what it is of; empty without one.

    The number has a direction of its own: after Arabic its groups would be set in the order of Arabic (UAX #9, W2).
    """
    isbn = book.edition.isbn
    if not isbn:
        return "", ""
    return word("isbn", book.language).format(isbn="").strip(), hyphenated(isbn)


def hyphenated(isbn: str) -> str:
    """An ISBN with hyphens where its parts are."""
    from stdnum import isbn as standard

    return str(standard.format(isbn))


def _edition_word(book: Book) -> str:
    edition = book.edition
    return word("edition-epub" if edition.format == "epub" else f"edition-{edition.purpose}", book.language)


def _credits(book: Book) -> list[tuple[str, str]]:
    """Contributors by role, in the order given; several of a role on one line, with a word for what they did."""
    by_role: dict[str, list[str]] = {}
    for contributor in book.edition.book.contributors:
        by_role.setdefault(contributor.role, []).append(localized(contributor.name, book.language))
    return [(role, _credit(role, word("comma", book.language).join(names), book)) for role, names in by_role.items()]


def _credit(role: str, names: str, book: Book) -> str:
    return word(f"role-{role}", book.language).format(names=names) if role in TOLD_ROLES else names


def _other_titles(book: Book) -> list[tuple[str, str]]:
    """The title in the other languages that it is given in, in the order given."""
    title = book.edition.book.title
    if isinstance(title, str):
        return []
    return [(language, text) for language, text in title.items() if text != book.title]


def _series(book: Book) -> str:
    series = book.edition.book.series
    if series is None:
        return ""
    name = localized(series.name, book.language)
    if series.number is None:
        return name
    number = numerals.in_style(series.number, digit_style(book.edition), book.language)
    return word("series-number", book.language).format(series=name, number=number)
