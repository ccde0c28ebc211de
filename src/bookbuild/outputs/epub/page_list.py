"""Rendered documents → the pages of a printed book that begin in them, in the order of reading (EPUB 3.3, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from bookbuild.model.document import Document, Rendered

_MARK = b"doc-pagebreak"


class PrintedPage(NamedTuple):
    """A page of the printed book: its number as printed, and where it begins."""

    number: str
    document: Document
    anchor: str


def printed_pages(rendered: Rendered) -> Iterator[PrintedPage]:
    """The pages that documents mark: elements of the role `doc-pagebreak` with an id and a label."""
    for document in rendered.documents:
        if _MARK not in document.xhtml:
            continue
        root = etree.fromstring(document.xhtml, etree.XMLParser(resolve_entities=False, no_network=True))
        for element in root.iter("{*}span", "{*}div", "{*}hr"):
            anchor, number = element.get("id"), element.get("aria-label")
            if "doc-pagebreak" in element.get("role", "").split() and anchor and number:
                yield PrintedPage(number, document, anchor)


def has_printed_pages(rendered: Rendered) -> bool:
    return next(printed_pages(rendered), None) is not None
