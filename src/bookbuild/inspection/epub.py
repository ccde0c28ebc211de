"""An EPUB file → its facts, its text and its findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from bookbuild.diagnostics import BookError, Finding
from bookbuild.inspection.links import publication_findings
from bookbuild.inspection.publication import OPF, XHTML, ManifestItem, Publication, read_publication, target
from bookbuild.inspection.text import document_text, words

_DC = "{http://purl.org/dc/elements/1.1/}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_Refinements = dict[tuple[str | None, str | None], etree._Element]
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def epub_facts(path: Path) -> dict[str, Any]:
    """What there is to know about the EPUB at `path`. Raises BookError where it cannot be read."""
    return publication_facts(read_publication(path))


def epub_text(path: Path, *, generated: bool = False) -> list[str]:
    """The text of each document of the spine, in order, without what carries `data-generated` (unless asked for).

    Raises BookError where a document cannot be read: text is not lost in silence.
    """
    publication = read_publication(path)
    if publication.faults:
        raise BookError(publication.faults)
    return [document_text(publication.documents[name], generated=generated) for name in _spine_names(publication)]


def epub_findings(path: Path) -> tuple[Finding, ...]:
    """What is wrong inside the EPUB at `path`: links, ids, style sheets, documents that are not well-formed."""
    return tuple(publication_findings(read_publication(path)))


def publication_facts(publication: Publication) -> dict[str, Any]:
    """Names of files are as in the archive; `words` and `characters` count what was written, not what was made."""
    counted = {name: _document(publication, name) for name in dict.fromkeys(_spine_names(publication))}
    documents = [counted[name] for name in _spine_names(publication)]
    landmarks = list(_landmarks(publication))
    return {
        **_metadata(publication),
        "direction": _spine_attribute(publication, "page-progression-direction"),
        "spine": [item.name or item.href for item in publication.spine],
        "toc": list(_toc(publication)),
        "landmarks": landmarks,
        "pages": list(_pages(publication)),
        "nav": publication.nav is not None,
        "ncx": publication.ncx is not None,
        "documents": [fact for fact, _ in documents],
        "images": _of_type(publication, "image/"),
        "fonts": _of_type(
            publication, "font/", "application/font-", "application/x-font-", "application/vnd.ms-opentype"
        ),
        "styles": _of_type(publication, "text/css"),
        "cover": next((item.name for item in publication.items if "cover-image" in item.properties), None),
        "words": sum(fact["words"] for fact, _ in counted.values()),
        "characters": sum(characters for _, characters in counted.values()),
        "accessibility": _accessibility(publication),
    }


def _spine_names(publication: Publication) -> Iterator[str]:
    return (item.name for item in publication.spine if item.name is not None and item.name in publication.documents)


def _metadata(publication: Publication) -> dict[str, Any]:
    package = publication.package
    refined = _refinements(package)
    titles = _values(package, "title")
    subtitle = next((e for e in titles if _refinement(refined, e, "title-type") == "subtitle"), None)
    main = next((e for e in titles if _refinement(refined, e, "title-type") != "subtitle"), None)
    return {
        "version": package.get("version"),
        "title": _text(main),
        "subtitle": _text(subtitle),
        "language": next((_text(value) for value in _values(package, "language")), None),
        "languages": [_text(value) for value in _values(package, "language")],
        "sources": [_text(value) for value in _values(package, "source")],
        "package_language": package.get(_LANG),
        "package_direction": package.get("dir"),
        "identifiers": [_text(value) for value in _values(package, "identifier")],
        "modified": _property(package, "dcterms:modified"),
        "contributors": [
            _contributor(refined, e) for kind in ("creator", "contributor") for e in _values(package, kind)
        ],
        "publisher": next((_text(value) for value in _values(package, "publisher")), None),
        "date": next((_text(value) for value in _values(package, "date")), None),
        "subjects": [_text(value) for value in _values(package, "subject")],
        "series": _series(package, refined),
    }


def _values(package: etree._Element, name: str) -> list[etree._Element]:
    return package.findall(f"{OPF}metadata/{_DC}{name}")


def _text(element: etree._Element | None) -> str | None:
    return None if element is None else " ".join("".join(element.itertext(None, with_tail=False)).split())


def _metas(package: etree._Element) -> list[etree._Element]:
    return package.findall(f"{OPF}metadata/{OPF}meta")


def _property(package: etree._Element, name: str) -> str | None:
    return next((_text(e) for e in _metas(package) if e.get("property") == name and not e.get("refines")), None)


def _refinements(package: etree._Element) -> _Refinements:
    """By what they refine (`#id`) and their property, the first of each."""
    found: _Refinements = {}
    for meta in _metas(package):
        found.setdefault((meta.get("refines"), meta.get("property")), meta)
    return found


def _refinement(refined: _Refinements, element: etree._Element, name: str) -> str | None:
    return _text(refined.get((f"#{element.get('id')}", name)))


def _contributor(refined: _Refinements, element: etree._Element) -> dict[str, str | None]:
    role = _refinement(refined, element, "role") or element.get(f"{OPF}role")
    sort = _refinement(refined, element, "file-as") or element.get(f"{OPF}file-as")
    return {"name": _text(element), "role": role, "sort": sort}


def _series(package: etree._Element, refined: _Refinements) -> dict[str, str | None] | None:
    for element in _metas(package):
        if element.get("property") == "belongs-to-collection":
            return {"name": _text(element), "number": _refinement(refined, element, "group-position")}
    return None


def _spine_attribute(publication: Publication, name: str) -> str | None:
    spine = publication.package.find(f"{OPF}spine")
    return None if spine is None else spine.get(name)


def _of_type(publication: Publication, *prefixes: str) -> list[str]:
    return [item.name for item in publication.items if item.name and item.media_type.startswith(prefixes)]


def _document(publication: Publication, name: str) -> tuple[dict[str, Any], int]:
    """The fact of a document, and of how many characters its text is."""
    publication.at(f"`{name}`")
    root = publication.documents[name]
    text = document_text(root)
    fact = {
        "name": name,
        "title": _text(root.find(f"{XHTML}head/{XHTML}title")),
        "language": root.get(_LANG) or root.get("lang"),
        "direction": root.get("dir"),
        "words": words(text),
    }
    return fact, len(text)


def _accessibility(publication: Publication) -> dict[str, list[str]]:
    """Schema.org's properties by name, as EPUB 3 or EPUB 2 writes them."""
    found: dict[str, list[str]] = {}
    for meta in _metas(publication.package):
        name = meta.get("property") or meta.get("name") or ""
        if name.startswith(("schema:access", "a11y:")) or name == "dcterms:conformsTo":
            found.setdefault(name.removeprefix("schema:"), []).append(_text(meta) or meta.get("content") or "")
    return found


def _navs(publication: Publication, kind: str) -> Iterator[tuple[ManifestItem, etree._Element]]:
    item = publication.nav
    if item is not None and item.name in publication.documents:
        for nav in publication.documents[item.name or ""].iter(f"{XHTML}nav"):
            if kind in nav.get(_TYPE, "").split():
                yield item, nav


def _landmarks(publication: Publication) -> Iterator[dict[str, Any]]:
    for item, nav in _navs(publication, "landmarks"):
        for link in nav.iter(f"{XHTML}a"):
            yield {"type": link.get(_TYPE), "title": _text(link), "target": _place(item, link.get("href"))}


def _pages(publication: Publication) -> Iterator[dict[str, Any]]:
    """The list of a printed book's pages: number and target."""
    for item, nav in _navs(publication, "page-list"):
        for link in nav.iter(f"{XHTML}a"):
            yield {"number": _text(link), "target": _place(item, link.get("href"))}


def _toc(publication: Publication) -> Iterator[dict[str, Any]]:
    """The lines of the contents: title, target (`file#anchor`) and level from 1; an EPUB 2's from its NCX."""
    for item, nav in _navs(publication, "toc"):
        for link in nav.iter(f"{XHTML}a", f"{XHTML}span"):
            if link.getparent() is not None and _is_item(link.getparent()):
                level = sum(1 for _ in link.iterancestors(f"{XHTML}ol"))
                yield {"title": _text(link), "target": _place(item, link.get("href")), "level": level}
        return
    yield from _ncx_toc(publication)


def _is_item(element: etree._Element | None) -> bool:
    return element is not None and element.tag == f"{XHTML}li"


def _ncx_toc(publication: Publication) -> Iterator[dict[str, Any]]:
    item = next((i for i in publication.items if i.media_type == "application/x-dtbncx+xml"), None)
    if publication.ncx is None or item is None:
        return
    for point in publication.ncx.iter(f"{_NCX}navPoint"):
        content = point.find(f"{_NCX}content")
        source = None if content is None else content.get("src")
        level = 1 + sum(1 for _ in point.iterancestors(f"{_NCX}navPoint"))
        title = _text(point.find(f"{_NCX}navLabel/{_NCX}text"))
        yield {"title": title, "target": _place(item, source), "level": level}


def _place(item: ManifestItem, href: str | None) -> str | None:
    """Where a link of `item` points, as `file#anchor` of the archive; a link elsewhere as it is."""
    found = target(item.name or "", href) if href else None
    if not found:
        return href
    name, fragment = found
    return f"{name}#{fragment}" if fragment else name
