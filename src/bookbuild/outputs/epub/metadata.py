"""A rendered book → the entries of an EPUB package's metadata (EPUB 3.3, 5.5; EPUB Accessibility 1.1, 2)."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from bookbuild.language.scripts import direction_of_language
from bookbuild.language.terms import terms_of
from bookbuild.model.book import Book
from bookbuild.model.document import Document, Rendered
from bookbuild.model.relators import relator
from bookbuild.model.settings import BookTable, Contributor, LocalText, gregorian_year, localized
from bookbuild.outputs.epub.languages import languages_of
from bookbuild.outputs.epub.page_list import has_printed_pages

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
# XML 1.0, "Char": what may stand in a document at all.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class MetadataElement:
    """An element of the package's metadata: `dc:…`, or `meta` with its property among the attributes."""

    name: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)


def clean(text: str) -> str:
    """`text` on one line, without what XML cannot hold."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def identifier(book: Book) -> str:
    """The edition's ISBN, otherwise a UUID that stays the same from build to build, as a URN."""
    if book.edition.isbn:
        return _isbn_urn(book.edition.isbn)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"bookbuild:{book.name}/{book.edition.name}/{book.title}").urn


def _isbn_urn(isbn: str) -> str:
    return "urn:isbn:" + re.sub(r"[\s\-‐-―]", "", isbn).upper()


def entries(rendered: Rendered) -> list[MetadataElement]:
    """All metadata but the identifier and the date of modification. Empty texts are left out."""
    book = rendered.book
    found = [*_titles(book), *_other_languages(rendered), *_contributors(book), *_publication(book), *_series(book)]
    found += [*_accessibility(rendered), *_page_source(rendered)]
    cleaned = (MetadataElement(entry.name, clean(entry.value), entry.attributes) for entry in found)
    return [entry for entry in cleaned if entry.value or "content" in entry.attributes]


def _written(name: str, text: LocalText | None, book: Book, **attributes: str) -> MetadataElement:
    """`text` in the book's language, or the one it has; which that is stands with it, for no reading system takes it
    from the package."""
    value, language = localized(text, book.language), book.language
    if isinstance(text, dict):
        language = next((each for each, other in text.items() if other == value), language)
    return MetadataElement(name, value, {**attributes, **_spoken(language)})


def _spoken(language: str) -> dict[str, str]:
    if not _LANGUAGE.fullmatch(language):
        return {}
    return {XML_LANG: language, "dir": direction_of_language(language)}


def _refining(target: str, name: str, value: str, **attributes: str) -> MetadataElement:
    return MetadataElement("meta", value, {"refines": f"#{target}", "property": name, **attributes})


def _titles(book: Book) -> Iterator[MetadataElement]:
    texts = (("main", book.title, book.edition.book.title), ("subtitle", book.subtitle, book.edition.book.subtitle))
    for sequence, (kind, text, written) in enumerate(texts, 1):
        if not clean(text):
            continue
        target = f"title-{kind}"
        yield MetadataElement("dc:title", text, {"id": target, **_spoken(book.language)})
        yield _refining(target, "title-type", kind)
        yield _refining(target, "display-seq", str(sequence))
        yield from _alternates(target, text, written)
    yield MetadataElement("dc:language", book.language)


def _other_languages(rendered: Rendered) -> Iterator[MetadataElement]:
    """The languages beside the book's own in which something of it is written (EPUB 3.3, 5.5.3.1.3)."""
    yield from (MetadataElement("dc:language", each) for each in languages_of(rendered) if _LANGUAGE.fullmatch(each))


def _alternates(target: str, text: str, written: LocalText | None) -> Iterator[MetadataElement]:
    """The same in the other languages that `book.toml` gives (EPUB 3.3, "alternate-script")."""
    if isinstance(written, dict):
        for language, other in written.items():
            if other != text and clean(other) and _LANGUAGE.fullmatch(language):
                yield _refining(target, "alternate-script", other, **_spoken(language))


def _contributors(book: Book) -> Iterator[MetadataElement]:
    """Authors are creators; in a book without an author, whoever comes first is."""
    contributors = book.edition.book.contributors
    creators = [c for c in contributors if relator(c.role) == "aut"] or list(contributors[:1])
    for number, contributor in enumerate(contributors, 1):
        yield from _contributor(contributor, number, book, creator=contributor in creators)


def _contributor(contributor: Contributor, number: int, book: Book, *, creator: bool) -> Iterator[MetadataElement]:
    target = f"contributor-{number}"
    entry = _written("dc:creator" if creator else "dc:contributor", contributor.name, book, id=target)
    if not clean(entry.value):
        return
    yield entry
    code = relator(contributor.role)
    if code:
        yield _refining(target, "role", code, scheme="marc:relators")
    if contributor.sort and clean(contributor.sort):
        yield _refining(target, "file-as", contributor.sort)
    yield _refining(target, "display-seq", str(number))
    yield from _alternates(target, entry.value, contributor.name)


def _publication(book: Book) -> Iterator[MetadataElement]:
    table, language = book.edition.book, book.language
    yield _written("dc:publisher", table.publisher, book)
    if isinstance(table.published, datetime.date):
        yield MetadataElement("dc:date", table.published.isoformat())
    elif year := gregorian_year(table.published):
        yield MetadataElement("dc:date", f"{year:04d}")
    for name, value in (("bookEdition", table.edition), ("volumeNumber", table.volume)):
        text = str(value) if isinstance(value, int) else localized(value, language)
        yield _schema(name, text)
    yield _written("dc:rights", table.rights, book)
    yield _written("dc:description", table.description, book)
    if book.edition.print_isbn:
        yield MetadataElement("dc:source", _isbn_urn(book.edition.print_isbn))
    yield from _subjects(table)


def _subjects(table: BookTable) -> Iterator[MetadataElement]:
    """Subjects and keywords as they are written, and codes with their schemes (EPUB 3.3, "authority" and "term")."""
    for subject in dict.fromkeys((*table.subjects, *table.keywords)):
        yield MetadataElement("dc:subject", subject)
    for authority, codes in (("Thema", table.thema), ("BISAC", table.bisac)):
        for number, code in enumerate(codes, 1):
            target = f"{authority.lower()}-{number}"
            yield MetadataElement("dc:subject", code, {"id": target})
            yield _refining(target, "authority", authority)
            yield _refining(target, "term", code)


def _series(book: Book) -> Iterator[MetadataElement]:
    series = book.edition.book.series
    if series is None or not clean(localized(series.name, book.language)):
        return
    entry = _written("meta", series.name, book, property="belongs-to-collection", id="series")
    yield entry
    yield _refining("series", "collection-type", "series")
    if series.number is not None:
        yield _refining("series", "group-position", str(series.number))
    yield from _alternates("series", entry.value, series.name)
    # calibre's own, which other shelves read too.
    yield _of_calibre("series", clean(entry.value))
    if series.number is not None:
        yield _of_calibre("series_index", str(series.number))


def _of_calibre(name: str, content: str) -> MetadataElement:
    return MetadataElement("meta", "", {"name": f"calibre:{name}", "content": content})


def _accessibility(rendered: Rendered) -> Iterator[MetadataElement]:
    images = any(r.media_type.startswith("image/") for r in rendered.resources)
    images = images or any(document.has_svg for document in rendered.documents)
    described = all(_images_described(document) for document in rendered.documents)
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    features += ["index"] if any(d.kind.startswith("index:") for d in rendered.documents) else []
    features += ["alternativeText"] if images and described else []
    features += ["longDescription"] if any(b'class="longdesc"' in d.xhtml for d in rendered.documents) else []
    features += ["MathML"] if any(document.has_mathml for document in rendered.documents) else []
    features += ["pageBreakMarkers", "pageNavigation"] if has_printed_pages(rendered) else []
    yield from (_schema("accessMode", mode) for mode in ("textual", "visual")[: 1 + images])
    yield _schema("accessModeSufficient", "textual" if described else "textual,visual")
    yield from (_schema("accessibilityFeature", feature) for feature in features)
    yield _schema("accessibilityHazard", "none")
    yield _summary(rendered.book, images=images, described=described)


def _page_source(rendered: Rendered) -> Iterator[MetadataElement]:
    """The printed book whose pages are marked (EPUB Accessibility 1.1, 3.5.2), by what the settings know of it."""
    if not has_printed_pages(rendered):
        return
    book = rendered.book
    table = book.edition.book
    year = table.published.year if isinstance(table.published, datetime.date) else gregorian_year(table.published)
    said = (book.title, localized(table.publisher, book.language), f"{year}" if year else "")
    yield MetadataElement("meta", ", ".join(filter(None, map(clean, said))), {"property": "pageBreakSource"})


def _schema(name: str, value: str) -> MetadataElement:
    return MetadataElement("meta", value, {"property": f"schema:{name}"})


def _summary(book: Book, *, images: bool, described: bool) -> MetadataElement:
    terms = terms_of(book.edition)
    of_images = [terms.word("images-described" if described else "images-undescribed")] if images else []
    entry = _schema("accessibilitySummary", " ".join([terms.word("accessible-text"), *of_images]))
    entry.attributes[XML_LANG] = terms.spoken
    return entry


def _images_described(document: Document) -> bool:
    """Whether each image has a text of its own, or says that it is an ornament."""
    if b"<img" not in document.xhtml and b"<svg" not in document.xhtml:
        return True
    root = etree.fromstring(document.xhtml, etree.XMLParser(resolve_entities=False, no_network=True))
    return all(_described(picture) for picture in root.iter(f"{_XHTML}img", f"{_SVG}svg"))


def _described(picture: etree._Element) -> bool:
    ornament = picture.get("aria-hidden") == "true" or picture.get("role") in ("presentation", "none")
    named = picture.get("alt") or picture.get("aria-label") or picture.get("aria-labelledby")
    return ornament or bool(named) or picture.find(f"{_SVG}title") is not None
