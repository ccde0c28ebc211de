"""The package document of an EPUB 2 or 3 → what it says about the book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from stdnum import isbn

from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.document import IntakeContributor, IntakeMetadata
from bookbuild.intake.markup.elements import name_of
from bookbuild.model.relators import RELATORS

_NAMES = {code: name for name, code in RELATORS.items()}
_ISBN = re.compile(r"(?:urn:isbn:|isbn[:\s]*)?((?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx])", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(-\d\d-\d\d)?")
_OPF = "{http://www.idpf.org/2007/opf}"


def metadata_of_package(package: etree._Element) -> IntakeMetadata:
    """Title and subtitle, creators with their roles, publisher, date, ISBNs, rights, subjects, series."""
    titles = list(_values(package, "title"))
    subtitle = next((each for each in titles if _refined(package, each, "title-type") == "subtitle"), None)
    main = next((each for each in titles if _refined(package, each, "title-type") == "main"), None)
    others = [each for each in titles if each is not subtitle]
    title = main if main is not None else others[0] if others else None
    dates = [found[0] for each in _values(package, "date") if (found := _DATE.match(_text(each)))]
    return IntakeMetadata(
        title=_text(title),
        subtitle=_text(subtitle),
        contributors=tuple(_contributors(package)),
        publisher=_first(package, "publisher"),
        published=dates[0] if dates else "",
        isbns=tuple(dict.fromkeys(_isbns(package))),
        rights=_first(package, "rights"),
        description=_bare(_first(package, "description")),
        subjects=tuple(dict.fromkeys(filter(None, (_text(each) for each in _values(package, "subject"))))),
        series=_series(package),
    )


def language_of_package(package: etree._Element) -> str:
    return _first(package, "language").replace("_", "-")


def _values(package: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of Dublin Core with that name; `dc:Title` of old packages too."""
    for element in package.iter():
        if name_of(element).rpartition(":")[2] == name and name_of(element.getparent()) in _PLACES:  # type: ignore[arg-type]
            yield element


_PLACES = ("metadata", "dc-metadata")


def _text(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return " ".join(clean_text("".join(element.itertext(None, with_tail=False))).split())


def _first(package: etree._Element, name: str) -> str:
    return next(filter(None, (_text(each) for each in _values(package, name))), "")


def _metas(package: etree._Element) -> Iterator[etree._Element]:
    return (each for each in package.iter() if name_of(each) == "meta")


def _refined(package: etree._Element, element: etree._Element, name: str) -> str:
    """What a `meta` says about an element (EPUB 3, "refines"), or the element itself (EPUB 2, `opf:role`)."""
    if mark := element.get("id"):
        for meta in _metas(package):
            if meta.get("refines") == f"#{mark}" and meta.get("property") == name:
                return _text(meta)
    return element.get(f"{_OPF}{name}") or element.get(f"opf:{name}") or ""


def _contributors(package: etree._Element) -> Iterator[IntakeContributor]:
    for kind in ("creator", "contributor"):
        for element in _values(package, kind):
            role = _refined(package, element, "role").lower()
            named = _NAMES.get(role, role if role in RELATORS else "")
            if (name := _text(element)) and role != "bkp":
                yield IntakeContributor(name, named or ("author" if kind == "creator" else "contributor"))


def _isbns(package: etree._Element) -> Iterator[str]:
    for name in ("identifier", "source"):
        for element in _values(package, name):
            text = _text(element)
            scheme = (element.get(f"{_OPF}scheme") or "").lower()
            found = _ISBN.fullmatch(text)
            if found and (scheme == "isbn" or "isbn" in text.lower() or text.replace("-", "")[:3] in ("978", "979")):
                yield from [found[1].replace(" ", "")] if isbn.is_valid(found[1]) else []


def _series(package: etree._Element) -> str:
    """The collection that the book belongs to; what calibre writes too."""
    for meta in _metas(package):
        if meta.get("property") == "belongs-to-collection":
            return _text(meta)
    return next((meta.get("content") or "" for meta in _metas(package) if meta.get("name") == "calibre:series"), "")


def _bare(description: str) -> str:
    """A description without the tags that many stores ask for."""
    return " ".join(re.sub(r"<[^<>]{1,200}>", " ", description).split())
