"""A rendered book → its NCX, the contents for devices that know EPUB 2 alone (OPF 2.0.1, 2.4.1; EPUB 3.3, 5.9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree

from bookbuild.model.document import Rendered
from bookbuild.outputs.epub.contents import ContentsPoint, contents_points, depth_of, iri
from bookbuild.outputs.epub.metadata import XML_LANG, clean, identifier
from bookbuild.outputs.epub.page_list import printed_pages

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


def ncx_document(rendered: Rendered) -> bytes:
    """The NCX: the lines of the navigation document, in its order, and the pages of a printed book."""
    book = rendered.book
    root = etree.Element(f"{{{_NCX}}}ncx", {"version": "2005-1"}, nsmap={None: _NCX})
    root.set(XML_LANG, book.language)
    root.set("dir", book.direction)
    points, pages = contents_points(rendered), list(printed_pages(rendered))
    numbers = [int(page.number) for page in pages if page.number.isdecimal()]
    head = _child(root, "head")
    for name, value in (
        ("uid", identifier(book)),
        ("depth", max(1, depth_of(points))),
        ("totalPageCount", len(pages)),
        ("maxPageNumber", max(numbers, default=0)),
    ):
        _child(head, "meta", name=f"dtb:{name}", content=str(value))
    _text(_child(root, "docTitle"), clean(book.title))
    order = _orders(points)
    _add_points(_child(root, "navMap"), points, rendered, order, count(1))
    if pages:
        listed = _child(root, "pageList")
        for number, page in enumerate(pages, 1):
            href = f"{iri(page.document.href)}#{iri(page.anchor)}"
            place = order.setdefault(href, len(order) + 1)
            kind = "normal" if page.number.isdecimal() else "front"
            target = _child(listed, "pageTarget", id=f"page-{number}", type=kind, playOrder=str(place))
            _text(_child(target, "navLabel"), clean(page.number))
            _child(target, "content", src=href)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _orders(points: list[ContentsPoint]) -> dict[str, int]:
    """The place of each target in the order of the contents; lines with one target have one place."""
    return {href: place for place, href in enumerate(dict.fromkeys(point.href for point in _flat(points)), 1)}


def _flat(points: list[ContentsPoint]) -> Iterator[ContentsPoint]:
    for point in points:
        yield point
        yield from _flat(point.points)


def _add_points(
    parent: etree._Element,
    points: list[ContentsPoint],
    rendered: Rendered,
    order: dict[str, int],
    numbers: Iterator[int],
) -> None:
    for point in points:
        item = _child(parent, "navPoint", id=f"point-{next(numbers)}", playOrder=str(order[point.href]))
        label = _child(item, "navLabel")
        if (point.language, point.direction) != (rendered.book.language, rendered.book.direction):
            label.set(XML_LANG, point.language)
            label.set("dir", point.direction)
        _text(label, point.label)
        _child(item, "content", src=point.href)
        _add_points(item, point.points, rendered, order, numbers)


def _text(parent: etree._Element, text: str) -> None:
    _child(parent, "text").text = text


def _child(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NCX}}}{tag}", attributes)
