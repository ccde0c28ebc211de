"""The settings of an edition → what title page and imprint say."""

from __future__ import annotations

from typing import Any

from bookbuild.language import numerals
from bookbuild.language.numerals import digit_style
from bookbuild.language.ordinals import capitalized, ordinal_word
from bookbuild.language.roles import KEYS_OF_ROLES
from bookbuild.language.scripts import primary
from bookbuild.language.terms import Terms, terms_of
from bookbuild.model.book import Book
from bookbuild.model.relators import relator
from bookbuild.model.settings import Contributor, LocalText, PublishedYears, gregorian_year, localized


def front_context(book: Book) -> dict[str, Any]:
    """What the templates of the title page and the imprint are given besides the book."""
    edition, language = book.edition, book.language
    settings = edition.book
    publisher, place = localized(settings.publisher, language), localized(settings.place, language)
    terms = terms_of(edition)
    published_by = terms.word("published-by", publisher=publisher)
    return {
        "settings": settings,
        "local": lambda text: localized(text, language),
        "credits_by_role": _credits(book),
        "other_titles": _other_titles(book),
        "series": _series(book),
        "published_by": f"{published_by}{terms.word('comma')}{place}" if place else published_by,
        "published": _published(book, terms),
        "edition_statement": _numbered(settings.edition, "edition", book, terms),
        "volume": _numbered(settings.volume, "volume", book, terms),
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
    return terms_of(book.edition).word("isbn"), hyphenated(isbn)


def hyphenated(isbn: str) -> str:
    """An ISBN with hyphens where its parts are."""
    from stdnum import isbn as standard

    return str(standard.format(isbn))


def _edition_word(book: Book) -> str:
    edition = book.edition
    return terms_of(edition).word("edition-epub" if edition.format == "epub" else f"edition-{edition.purpose}")


def _published(book: Book, terms: Terms) -> str:
    """The year, by both calendars with the words for them; one of our era alone stands without a word."""
    published = book.edition.book.published
    if not isinstance(published, PublishedYears):
        year = gregorian_year(published)
        return _digits(year, book) if year else ""
    hijri = published.hijri and terms.word("hijri-year", year=_digits(published.hijri, book))
    if not published.gregorian:
        return hijri or ""
    year_alone = _digits(published.gregorian, book)
    if not hijri:
        return year_alone
    return terms.word("both-years", hijri=hijri, gregorian=terms.word("gregorian-year", year=year_alone))


def _numbered(written: LocalText | int | None, name: str, book: Book, terms: Terms) -> str:
    """An edition or a volume: as written, or the language's words for its number."""
    if not isinstance(written, int):
        return localized(written, book.language)
    noun = terms.word(name, count=written).split()[0]
    ordinal = ordinal_word(written, "part", book.language, numerals.gender_of(noun))
    number = _digits(written, book)
    ordinal = ordinal or number
    return terms.word(name, count=written, number=number, ordinal=ordinal, Ordinal=capitalized(ordinal, book.language))


def _digits(number: int, book: Book) -> str:
    return numerals.in_style(number, digit_style(book.edition), book.language)


def _credits(book: Book) -> list[tuple[str, str]]:
    """Contributors by what they did, in the order given; several of a role on one line, with a word for it."""
    terms = terms_of(book.edition)
    by_role: dict[tuple[str, str], list[str]] = {}
    for contributor in book.edition.book.contributors:
        credit = _words_for(contributor, book, terms)
        by_role.setdefault((contributor.role, credit), []).append(localized(contributor.name, book.language))
    return [(role, credit.replace("{names}", terms.joined(names))) for (role, credit), names in by_role.items()]


def _words_for(contributor: Contributor, book: Book, terms: Terms) -> str:
    """What a title page says of a contributor, with `{names}`: the contributor's own credit, or the role's word."""
    own = contributor.credit
    credit = own if isinstance(own, str) else (own or {}).get(primary(book.language), "")
    if credit:
        return credit if "{names}" in credit else f"{credit} {{names}}"
    key = KEYS_OF_ROLES.get(relator(contributor.role) or "")
    return terms.word(f"role-{key}") if key else "{names}"


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
    return terms_of(book.edition).word("series-number", series=name, number=_digits(series.number, book))
