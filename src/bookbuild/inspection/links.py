"""An EPUB as read → findings: links that lead nowhere, ids given twice, style sheets that set direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.inspection import styles
from bookbuild.inspection.publication import XHTML, Publication, target
from bookbuild.inspection.text import local_name

_XLINK = "{http://www.w3.org/1999/xlink}href"
_LINKING = frozenset(("a", "area"))
_ATTRIBUTES = ("href", "src", _XLINK, "poster", "data")
_FETCHED = frozenset(("http", "https", "ftp"))
# HTML, 4.6.7 "Link types": those whose file the page needs; the others lead somewhere (`license`, `help`, `author`).
_LOADING = frozenset(("stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "pronunciation"))
# Parts of a file that no id names: W3C Media Fragments 4, EPUB CFI 1, SVG 2 (10.2), text fragments.
_PART = re.compile(r"(?:[^=&]*&)*(?:xywh|t|track|id|page|char|line|text)=|epubcfi\(|svgView\(|:~:|xpointer\(")
# EPUB 3.3, 3.6: these may stand elsewhere, where the manifest lists them.
_ELSEWHERE = ("audio/", "video/", "font/", "application/font-", "application/vnd.ms-opentype", "application/x-font-")


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference in the file `base`; `loads`: the page needs what it names, it is not only a link."""

    base: str
    line: int | None
    url: str
    loads: bool
    font: bool = False

    def finding(self, code: Code, message: str, remedy: str) -> Finding:
        return Finding(code, message, remedy, Location(self.base, self.line))


def publication_findings(publication: Publication) -> Iterator[Finding]:
    """All findings of an EPUB, in the order of its manifest."""
    yield from publication.faults
    yield from _missing_items(publication)
    anchors = {name: frozenset(_ids(root)) for name, root in publication.documents.items()}
    for name, root in publication.documents.items():
        publication.at(f"`{name}`")
        yield from _duplicate_ids(name, root)
        yield from _images_without_text(name, root)
        for reference in _references(name, root):
            yield from _reference_findings(reference, publication, anchors)
    for name, content in publication.styles.items():
        publication.at(f"`{name}`")
        yield from _style_findings(name, styles.parsed(styles.sheet_text(content)), publication, anchors)


def _missing_items(publication: Publication) -> Iterator[Finding]:
    for item in publication.items:
        if item.name is not None and item.name not in publication.names:
            place = Location(publication.package_name, item.line)
            message = f"the manifest names `{item.href}`, which is not in the archive"
            yield Finding(Code.LINK_BROKEN, message, "add the file, or take it out of the manifest", place)


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _ids(root: etree._Element) -> Iterator[str]:
    return (element.get("id", "") for element in _elements(root) if element.get("id") is not None)


def _duplicate_ids(name: str, root: etree._Element) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in _elements(root):
        anchor = element.get("id")
        if anchor in seen:
            message = f"the id `{anchor}` is given twice in `{name}`"
            yield Finding(Code.ID_DUPLICATE, message, "give one of them another id", Location(name, element.sourceline))
        if anchor is not None:
            seen.add(anchor)


def _images_without_text(name: str, root: etree._Element) -> Iterator[Finding]:
    for image in root.iter(f"{XHTML}img"):
        if image.get("alt") is None:
            message = f"the image `{image.get('src', '')}` has no text alternative"
            yield Finding(Code.ALT_MISSING, message, 'write `alt="…"`', Location(name, image.sourceline))


def _references(name: str, root: etree._Element) -> Iterator[_Reference]:
    for element in _elements(root):
        loads = _loads(element)
        for attribute in _ATTRIBUTES:
            url = element.get(attribute)
            if url is not None:
                yield _Reference(name, element.sourceline, url, loads)
        if element.tag == f"{XHTML}style":
            for found in styles.references(styles.parsed(element.text or "")):
                line = (element.sourceline or 1) + found.line - 1
                yield _Reference(name, line, found.url, loads=True, font=found.font)


def _loads(element: etree._Element) -> bool:
    """Whether the page needs what the element names."""
    name = local_name(element)
    if name == "link":
        return not _LOADING.isdisjoint((element.get("rel") or "").lower().split())
    return name not in _LINKING


def _reference_findings(
    reference: _Reference, publication: Publication, anchors: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    found = target(reference.base, reference.url)
    if found is None:
        yield from _outside_findings(reference, publication)
        return
    name, fragment = found
    if name not in publication.names:
        message = f"`{reference.url}` leads to `{name}`, which is not in the archive"
        yield reference.finding(Code.LINK_BROKEN, message, "add the file, or correct the link")
    elif fragment and name in anchors and fragment not in anchors[name] and not _PART.match(fragment):
        message = f"`{reference.url}` leads to the id `{fragment}`, which is not in `{name}`"
        yield reference.finding(Code.LINK_BROKEN, message, "give the place that id, or correct the link")


def _outside_findings(reference: _Reference, publication: Publication) -> Iterator[Finding]:
    scheme = urlsplit(reference.url).scheme.lower()
    if reference.loads and scheme in (_FETCHED | {""}) and not _may_stand_elsewhere(reference, publication):
        message = f"`{reference.url}` is fetched from the network"
        yield reference.finding(Code.RESOURCE_REMOTE, message, "put the file into the book")
    elif scheme == "file":
        message = f"`{reference.url}` leads to a file of one machine"
        yield reference.finding(Code.LINK_BROKEN, message, "put the file into the book, or take the link out")


def _may_stand_elsewhere(reference: _Reference, publication: Publication) -> bool:
    """Sound, films and fonts that the manifest lists with their address."""
    media_type = publication.elsewhere.get(reference.url)
    return media_type is not None and (reference.font or media_type.startswith(_ELSEWHERE))


def _style_findings(
    name: str, rules: list[Any], publication: Publication, anchors: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    for message, line in styles.errors(rules):
        place = Location(name, line)
        yield Finding(Code.STYLE_INVALID, f"`{name}` has a rule that is not CSS: {message}", "correct the rule", place)
    for declared, line in styles.forbidden_declarations(rules):
        message = f"`{name}` declares `{declared}`, which an EPUB's style sheet may not"
        yield Finding(Code.STYLE_INVALID, message, "mark direction with `dir` in the documents", Location(name, line))
    for found in styles.references(rules):
        reference = _Reference(name, found.line, found.url, loads=True, font=found.font)
        yield from _reference_findings(reference, publication, anchors)
