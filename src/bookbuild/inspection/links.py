"""An EPUB as read → findings: links that lead nowhere, ids given twice, style sheets that set direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference in the file `base`; `loads`: the page needs what it names, it is not only a link."""

    base: str
    line: int | None
    url: str
    loads: bool

    def finding(self, code: Code, message: str, remedy: str) -> Finding:
        return Finding(code, message, remedy, Location(self.base, self.line))


def publication_findings(publication: Publication) -> Iterator[Finding]:
    """All findings of an EPUB, in the order of its manifest."""
    yield from publication.faults
    yield from _missing_items(publication)
    anchors = {name: frozenset(_ids(root)) for name, root in publication.documents.items()}
    for name, root in publication.documents.items():
        yield from _duplicate_ids(name, root)
        yield from _images_without_text(name, root)
        for reference in _references(name, root):
            yield from _reference_findings(reference, publication, anchors)
    for name, content in publication.styles.items():
        yield from _style_findings(name, content.decode("utf-8", "replace"), publication, anchors)


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
        loads = local_name(element) not in _LINKING
        for attribute in _ATTRIBUTES:
            url = element.get(attribute)
            if url is not None:
                yield _Reference(name, element.sourceline, url, loads)
        if element.tag == f"{XHTML}style":
            for url, line in styles.references(element.text or ""):
                yield _Reference(name, (element.sourceline or 1) + line - 1, url, loads=True)


def _reference_findings(
    reference: _Reference, publication: Publication, anchors: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    found = target(reference.base, reference.url)
    if found is None:
        yield from _outside_findings(reference)
        return
    name, fragment = found
    if name not in publication.names:
        message = f"`{reference.url}` leads to `{name}`, which is not in the archive"
        yield reference.finding(Code.LINK_BROKEN, message, "add the file, or correct the link")
    elif fragment and name in anchors and fragment not in anchors[name]:
        message = f"`{reference.url}` leads to the id `{fragment}`, which is not in `{name}`"
        yield reference.finding(Code.LINK_BROKEN, message, "give the place that id, or correct the link")


def _outside_findings(reference: _Reference) -> Iterator[Finding]:
    scheme = urlsplit(reference.url).scheme.lower()
    if reference.loads and scheme in (_FETCHED | {""}):
        message = f"`{reference.url}` is fetched from the network"
        yield reference.finding(Code.RESOURCE_REMOTE, message, "put the file into the book")
    elif scheme == "file":
        message = f"`{reference.url}` leads to a file of one machine"
        yield reference.finding(Code.LINK_BROKEN, message, "put the file into the book, or take the link out")


def _style_findings(
    name: str, css: str, publication: Publication, anchors: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    for message, line in styles.errors(css):
        place = Location(name, line)
        yield Finding(Code.STYLE_INVALID, f"`{name}` has a rule that is not CSS: {message}", "correct the rule", place)
    for declared, line in styles.forbidden_declarations(css):
        message = f"`{name}` declares `{declared}`, which an EPUB's style sheet may not"
        yield Finding(Code.STYLE_INVALID, message, "mark direction with `dir` in the documents", Location(name, line))
    for url, line in styles.references(css):
        yield from _reference_findings(_Reference(name, line, url, loads=True), publication, anchors)
