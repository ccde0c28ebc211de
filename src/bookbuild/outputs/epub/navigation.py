"""A rendered book → its EPUB navigation document: contents, landmarks, pages of a printed book (EPUB 3.3, 7)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from lxml import etree

from bookbuild.language.numbers import in_plain_text
from bookbuild.language.terms import terms_of
from bookbuild.model.book import ContentsLine
from bookbuild.model.document import Document, Rendered
from bookbuild.model.walk import plain
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


def iri(text: str) -> str:
    """A path or fragment as part of a URL: what may not stand in one is escaped; letters of other scripts stay."""
    return "".join(c if ord(c) > 0x7F else quote(c, safe="/:@!$&'()*+,;=-._~") for c in text)


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
    _nested(contents, rendered)
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


def _lines(rendered: Rendered) -> tuple[ContentsLine, ...]:
    if rendered.book.contents:
        return rendered.book.contents
    return tuple(
        ContentsLine(target=d.id, title=(), level=1, section=d.id) for d in rendered.documents if d.kind != "cover"
    )


def _nested(nav: etree._Element, rendered: Rendered) -> None:
    """The contents as nested lists. What follows the last part is not in it, if it is not of the body."""
    documents = {document.id: document for document in rendered.documents}
    top = _child(nav, "ol")
    open_items: list[tuple[int, etree._Element]] = []
    for line in _lines(rendered):
        document = documents[line.section]
        while open_items and (open_items[-1][0] >= line.level or (line.level <= 1 and document.matter != "body")):
            open_items.pop()
        parent = open_items[-1][1] if open_items else None
        item = _child(top if parent is None else _list_of(parent), "li")
        _link(item, line, document, rendered)
        open_items.append((line.level, item))


def _list_of(item: etree._Element) -> etree._Element:
    found = item.find(f"{{{_XHTML}}}ol")
    return _child(item, "ol") if found is None else found


def _link(item: etree._Element, line: ContentsLine, document: Document, rendered: Rendered) -> None:
    fragment = "" if line.target == line.section else f"#{iri(line.target)}"
    link = _child(item, "a", {"href": iri(document.href) + fragment})
    title = in_plain_text(clean(plain(line.title)), document.lang or rendered.book.language)
    link.text = title or clean(line.number) or _label(document)
    if document.lang and (document.lang, document.direction) != (rendered.book.language, rendered.book.direction):
        _mark(link, document.lang, document.direction)


def _label(document: Document) -> str:
    return clean(document.title) or document.id


def _landmarks(rendered: Rendered) -> Iterator[tuple[str, str, str]]:
    """(type, href, label), the first document of a type each."""
    *_, start = _words(rendered)
    seen = set()
    for document in rendered.documents:
        kinds = [_LANDMARKS.get(document.kind, ""), "bodymatter" if document.matter == "body" else ""]
        for kind in kinds:
            if kind and kind not in seen:
                seen.add(kind)
                yield kind, document.href, start if kind == "bodymatter" else _label(document)
