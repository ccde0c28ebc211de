"""An edition as built → what is typed into a shop's forms: as JSON, and as a sheet to copy from."""

from __future__ import annotations

import datetime
import json
from typing import Any

from bookbuild.model.settings import Contributor, Edition, gregorian_year, localized
from bookbuild.outputs.onix.message import isbn_of

Facts = dict[str, Any]


def facts_of(edition: Edition, pages: int | None) -> Facts:
    """The keys of `metadata.json`; what is not known is None, or an empty list."""
    book, language = edition.book, edition.book.language
    width, height = edition.trim
    return {
        "title": localized(book.title, language),
        "subtitle": localized(book.subtitle, language) or None,
        "series": _series(edition),
        "edition": book.edition if isinstance(book.edition, int) else localized(book.edition, language) or None,
        "contributors": [_contributor(each, language) for each in book.contributors],
        "description": localized(book.description, language) or None,
        "language": language,
        "publisher": localized(book.publisher, language) or None,
        "published": _published(edition),
        "rights": localized(book.rights, language) or None,
        "isbn": _hyphenated(edition),
        "keywords": list(dict.fromkeys((*book.keywords, *book.subjects))),
        "bisac": list(book.bisac),
        "thema": list(book.thema),
        "audience": book.audience,
        "trim_mm": [width, height] if edition.format == "pdf" else None,
        "pages": pages,
        "price": dict(edition.cover.price) if edition.cover else {},
    }


def as_json(facts: Facts) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def as_sheet(facts: Facts, shop: str) -> bytes:
    """`metadata.md`: a heading a field, under it what is to be copied."""
    lines = [f"# Metadata for {shop}", ""]
    for name, value in facts.items():
        lines += [f"## {name.replace('_mm', ' in mm').capitalize()}", "", _shown(value), ""]
    return "\n".join(lines).encode("utf-8", "backslashreplace")


def _shown(value: Any) -> str:
    if value in (None, [], {}):
        return "–"
    match value:
        case [{"name": _}, *_]:
            return "\n".join(f"- {each['name']} ({each['role']})" for each in value)
        case [float() | int(), float() | int()]:
            return " × ".join(f"{side:g}" for side in value)
        case list():
            return "; ".join(map(str, value))
        case {"name": name, "number": number}:
            return f"{name}, {number}" if number is not None else str(name)
        case dict():
            return "; ".join(f"{key} {part}" for key, part in value.items() if part is not None)
    return str(value)


def _contributor(contributor: Contributor, language: str) -> Facts:
    return {
        "name": localized(contributor.name, language),
        "role": contributor.role,
        "sort": contributor.sort,
        "names": dict(contributor.name) if isinstance(contributor.name, dict) else {},
    }


def _series(edition: Edition) -> Facts | None:
    series = edition.book.series
    return {"name": localized(series.name, edition.book.language), "number": series.number} if series else None


def _published(edition: Edition) -> str | None:
    published = edition.book.published
    if isinstance(published, datetime.date):
        return published.isoformat()
    year = gregorian_year(published)
    return str(year) if year else None


def _hyphenated(edition: Edition) -> str | None:
    """The ISBN with the hyphens of its ranges."""
    if not (compact := isbn_of(edition)):
        return None
    from stdnum import isbn

    return str(isbn.format(compact))
