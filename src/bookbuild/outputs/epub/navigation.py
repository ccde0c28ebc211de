"""A rendered book → its EPUB navigation document: contents, landmarks, pages of a printed book (EPUB 3.3, 7)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bookbuild.language.terms import terms_of
from bookbuild.model.document import Rendered
from bookbuild.outputs.epub.contents import ContentsPoint, contents_points, iri, label_of
from bookbuild.outputs.epub.metadata import XML_LANG, clean
from bookbuild.outputs.epub.page_list import printed_pages

_XHTML = "http://www.w3.org/1999/xhtml"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NAMESPACES = {None: _XHTML, "epub": "http://www.idpf.org/2007/ops"}

# EPUB Structural Semantics Vocabulary 1.1, for the sections that a reader jumps to.
_LANDMARKS = {
    "cover": "cover",
    "title-page": "titlepage",
    "imprint": "copyright-page",
    "contents": "toc",
    "list:figures": "loi",
    "list:tables": "lot",
    "index:persons": "index",
    "index:places": "index",
    "index:terms": "index",
    "index:works": "index",
    "index:quran": "index",
    "index:hadith": "index",
    "colophon": "colophon",
}


def nav_document(rendered: Rendered) -> bytes:
    """The navigation document as XHTML. Without contents lines, every document is a line."""
    book = rendered.book
    heading, landmarks_heading, _ = _words(rendered)
    root = etree.Element(f"{{{_XHTML}}}html", nsmap=_NAMESPACES)
    _mark(root, book.language, book.direction)
    etree.SubElement(_child(root, "head"), f"{{{_XHTML}}}title").text = heading
    body = _child(root, "body")
    contents = _child(body, "nav", {_TYPE: "toc", "role": "doc-toc", "id": "toc", "data-generated": "contents"})
    _child(contents, "h1").text = heading
    _list(contents, contents_points(rendered), rendered)
    landmarks = list(_landmarks(rendered))
    if landmarks:
        nav = _child(body, "nav", {_TYPE: "landmarks", "hidden": "hidden", "data-generated": "landmarks"})
        _child(nav, "h2").text = landmarks_heading
        listed = _child(nav, "ol")
        for kind, href, label in landmarks:
            _child(_child(listed, "li"), "a", {_TYPE: kind, "href": iri(href)}).text = label
    _page_list(body, rendered)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>")


def _page_list(body: etree._Element, rendered: Rendered) -> None:
    pages = list(printed_pages(rendered))
    if not pages:
        return
    attributes = {_TYPE: "page-list", "role": "doc-pagelist", "hidden": "hidden", "data-generated": "page-list"}
    listed = _child(_child(body, "nav", attributes), "ol")
    for number, document, anchor in pages:
        link = _child(_child(listed, "li"), "a", {"href": f"{iri(document.href)}#{iri(anchor)}"})
        link.text = clean(number)


def _child(parent: etree._Element, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    return etree.SubElement(parent, f"{{{_XHTML}}}{name}", attributes or {})


def _mark(element: etree._Element, language: str, direction: str) -> None:
    element.set("lang", language)
    element.set(XML_LANG, language)
    element.set("dir", direction)


def _words(rendered: Rendered) -> tuple[str, str, str]:
    """The words of the page; a contents page in the book says what its language calls contents."""
    terms = terms_of(rendered.book.edition)
    titles = [clean(d.title) for d in rendered.documents if d.kind == "contents"]
    heading = next(filter(None, titles), terms.word("contents"))
    return heading, terms.word("landmarks"), terms.word("start-of-text")


def _list(parent: etree._Element, points: list[ContentsPoint], rendered: Rendered) -> None:
    listed = _child(parent, "ol")
    for point in points:
        item = _child(listed, "li")
        link = _child(item, "a", {"href": point.href})
        link.text = point.label
        if (point.language, point.direction) != (rendered.book.language, rendered.book.direction):
            _mark(link, point.language, point.direction)
        if point.points:
            _list(item, point.points, rendered)


def _landmarks(rendered: Rendered) -> Iterator[tuple[str, str, str]]:
    """(type, href, label), the first document of a type each."""
    *_, start = _words(rendered)
    seen = set()
    for document in rendered.documents:
        kinds = [_LANDMARKS.get(document.kind, ""), "bodymatter" if document.matter == "body" else ""]
        for kind in kinds:
            if kind and kind not in seen:
                seen.add(kind)
                yield kind, document.href, start if kind == "bodymatter" else label_of(document)
