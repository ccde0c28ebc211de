"""What a press file has besides its pages → links, notes, forms, actions, attachments, outlines that are not taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from bookbuild.diagnostics import Code
from bookbuild.inspection.pdf_values import annotations_of, name_of, table
from bookbuild.inspection.preflight_rules import Breach, Rulebook
from bookbuild.inspection.press_boxes import PageBoxes
from bookbuild.inspection.press_claims import names_of

_REMEDY = "take it out"
_OF_PRESS = ("PrinterMark", "TrapNet")


def annotation_breaches(pdf: pikepdf.Pdf, boxes: list[PageBoxes], book: Rulebook) -> Iterator[Breach]:
    """Annotations of each page, and what the file has as a whole that no press prints."""
    if book.standard is None and book.expected.annotations and book.expected.outline:
        return
    for page, box in zip(pdf.pages, boxes, strict=True):
        yield from _on_page(page, box, book)
    for what in _of_file(pdf, book):
        yield _breach(f"the file has {what}, which {book.who('annotations')} does not take", None)


def _breach(message: str, page: int | None) -> Breach:
    return Breach("annotations", Code.PREFLIGHT_ANNOTATION, message, _REMEDY, page)


def _on_page(page: pikepdf.Page, box: PageBoxes, book: Rulebook) -> Iterator[Breach]:
    unit = float(page.obj.get("/UserUnit", 1))
    kinds: set[str] = set()
    for annotation in annotations_of(page):
        kind = name_of(annotation.get("/Subtype")) or "of no kind"
        if kind not in _OF_PRESS and (not book.expected.annotations or _within(annotation.get("/Rect"), box, unit)):
            kinds.add(kind)
    for kind in sorted(kinds):
        yield _breach(f"there is an annotation `{kind}`, which {book.who('annotations')} does not take", box.number)
    if table(page.obj, "/AA").keys():
        yield _breach(f"the page starts an action, which {book.who('annotations')} does not take", box.number)


def _within(rectangle: Any, box: PageBoxes, unit: float) -> bool:
    """Whether an annotation reaches into what is printed; one without a place does."""
    if not isinstance(rectangle, pikepdf.Array) or len(rectangle) != 4:
        return True
    a, b, c, d = (float(part) * unit for part in rectangle)
    left, bottom, right, top = box.bleed or box.cut
    return min(a, c) < right and max(a, c) > left and min(b, d) < top and max(b, d) > bottom


def _of_file(pdf: pikepdf.Pdf, book: Rulebook) -> Iterator[str]:
    root = pdf.Root
    if "/AcroForm" in root:
        yield "a form"
    if names_of(pdf, "/JavaScript"):
        yield "JavaScript"
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and name_of(opening.get("/S")) not in ("", "GoTo"):
        yield f"an action `{name_of(opening.get('/S'))}` when it is opened"
    if table(root, "/AA").keys():
        yield "actions"
    if names_of(pdf, "/EmbeddedFiles") or "/AF" in root:
        yield "files attached"
    if not book.expected.outline and "/First" in table(root, "/Outlines"):
        yield "an outline (bookmarks)"
