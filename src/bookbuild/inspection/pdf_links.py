"""An open PDF → its links and its outline, each with the page that it leads to (from 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from bookbuild.inspection.pdf_values import annotations_of, key_of, table, tables, text_of

_DEPTH = 32


@dataclass(frozen=True, slots=True)
class PdfLink:
    """`on` the page that it stands on; `page` the page that it leads to, None where there is none or it is outside."""

    target: str
    on: int
    page: int | None
    outside: bool


class _Destinations:
    """Names and page objects → page numbers."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self._named = _named(pdf)

    def page(self, destination: Any) -> int | None:
        if isinstance(destination, (pikepdf.String, pikepdf.Name)):
            destination = self._named.get(text_of(destination) or "")
        if isinstance(destination, pikepdf.Dictionary):
            destination = destination.get("/D")
        if not isinstance(destination, pikepdf.Array) or not len(destination):
            return None
        target = destination[0]
        if isinstance(target, pikepdf.Dictionary) and "/S" in target and target.get("/Type") != "/Page":
            target = _page_of_element(target)
        return self._pages.get(target.objgen) if isinstance(target, pikepdf.Object) else None


def _page_of_element(element: Any) -> Any:
    """The page of what an element of the structure begins with (ISO 32000-2, 12.3.2.3, structure destinations)."""
    for _ in range(_DEPTH):
        if not isinstance(element, pikepdf.Dictionary) or "/Pg" in element:
            break
        inner = element.get("/K")
        element = next(tables(inner), None) if isinstance(inner, pikepdf.Array) else inner
    return table(element, "/Pg")


def links(pdf: pikepdf.Pdf) -> Iterator[PdfLink]:
    """The link annotations_of of all pages, in order."""
    destinations = _Destinations(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for annotation in annotations_of(page):
            if annotation.get("/Subtype") == "/Link" and ("/A" in annotation or "/Dest" in annotation):
                yield _link(annotation, number, destinations)


def outline(pdf: pikepdf.Pdf) -> list[dict[str, Any]]:
    """The outline's lines in order: title, level from 1, page."""
    destinations = _Destinations(pdf)
    first = table(pdf.Root, "/Outlines").get("/First")
    return list(_lines(first, 1, destinations, set()))


def _named(pdf: pikepdf.Pdf) -> Mapping[str, Any]:
    """PDF 1.2's name tree and, before it, PDF 1.1's dictionary."""
    named: dict[str, Any] = {}
    if tree := table(pdf.Root, "/Names", "/Dests"):
        named.update(pikepdf.NameTree(tree).items())
    named.update((key_of(key), value) for key, value in table(pdf.Root, "/Dests").items())
    return named


def _link(annotation: Any, on: int, destinations: _Destinations) -> PdfLink:
    action = table(annotation, "/A")
    if action and action.get("/S") != "/GoTo":
        names = (text_of(action.get(key)) for key in ("/URI", "/F", "/S"))
        return PdfLink(next((name for name in names if name is not None), ""), on, None, outside=True)
    destination = annotation.get("/Dest", action.get("/SD", action.get("/D")))
    return PdfLink(text_of(destination) or "a page", on, destinations.page(destination), outside=False)


def _lines(item: Any, level: int, destinations: _Destinations, seen: set[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """The item, what is under it, and what follows it; a damaged outline may go in circles."""
    while isinstance(item, pikepdf.Dictionary) and level <= _DEPTH and item.objgen not in seen:
        if item.is_indirect:
            seen.add(item.objgen)
        destination = item.get("/Dest", table(item, "/A").get("/D"))
        yield {"title": text_of(item.get("/Title")) or "", "level": level, "page": destinations.page(destination)}
        yield from _lines(item.get("/First"), level + 1, destinations, seen)
        item = item.get("/Next")
