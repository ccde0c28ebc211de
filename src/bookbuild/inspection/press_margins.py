"""The text and pictures of a PDF's pages → those that stand nearer to the trim, or to the spine, than a printer allows.

Glyph boxes are pdfium's. A picture that reaches beyond the trim bleeds, and is meant to.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from bookbuild.diagnostics import Code
from bookbuild.inspection.content_uses import Matrix, PagePlace, around, times
from bookbuild.inspection.preflight_rules import Breach, Rulebook
from bookbuild.inspection.press_boxes import PageBoxes, spine_side
from bookbuild.inspection.telling import Telling, silent

_MM = 25.4 / 72
_NEAR = 0.3
"""mm by which ink may reach into a margin: glyphs overhang."""
_DEEPEST = 6
_MOST_OBJECTS = 20_000
_INVISIBLE = 3
_WHOLE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Near(NamedTuple):
    """Something stands `distance` mm from a side of page `number`, where `least` are asked for."""

    what: str
    inner: bool
    least: float
    distance: float
    number: int


def margin_breaches(
    path: Path, boxes: list[PageBoxes], book: Rulebook, *, right_bound: bool, at: Telling = silent
) -> Iterator[Breach]:
    """`margin-narrow` for each page on which something stands too near, with the least distance of all pages.

    Raises PdfiumError where pdfium cannot read the file.
    """
    found: list[_Near] = []
    document = pypdfium2.PdfDocument(path)
    try:
        inner = max(book.expected.least_inner(len(boxes)), book.expected.outer)
        for box in boxes[: len(document)]:
            at(f"the margins of page {box.number}")
            found += _near(document[box.number - 1], box, (inner, book.expected.outer), right_bound=right_bound)
    finally:
        document.close()
    for key in sorted({(near.what, near.inner, near.least) for near in found}):
        these = [near for near in found if (near.what, near.inner, near.least) == key]
        what, at_spine, least = key
        side = "the spine" if at_spine else "the edge"
        distance = min(near.distance for near in these)
        message = f"{what} stands {distance:.1f} mm from {side}: {book.who('margins')} asks for {least:g} mm"
        for near in these:
            yield Breach("margins", Code.MARGIN_NARROW, message, "widen the margin in the theme", near.number)


def _near(page: Any, box: PageBoxes, least: tuple[float, float], *, right_bound: bool) -> Iterator[_Near]:
    spine = spine_side(box.number, right_bound=right_bound)
    unit = (box.media[2] - box.media[0]) / max(page.get_mediabox()[2] - page.get_mediabox()[0], 0.01)
    closest: dict[tuple[str, bool], float] = {}
    try:
        for what, place in _objects(page.raw, (unit, 0.0, 0.0, unit, 0.0, 0.0)):
            if not _overlaps(place, box.cut):
                continue
            for side, distance in enumerate(-part for part in box.beyond_trim(place)):
                if what == "a picture" and distance < -0.1:
                    continue
                key = (what, side == spine)
                closest[key] = min(closest.get(key, 1000.0), distance)
    finally:
        page.close()
    for (what, inner), distance in closest.items():
        asked = least[0] if inner else least[1]
        if distance < asked - _NEAR:
            yield _Near(what, inner, asked, distance, box.number)


def _overlaps(place: PagePlace, cut: PagePlace) -> bool:
    return place[0] < cut[2] and place[2] > cut[0] and place[1] < cut[3] and place[3] > cut[1]


@dataclass(slots=True)
class _Counted:
    left: int = _MOST_OBJECTS


def _objects(
    container: Any, matrix: Matrix, depth: int = 0, counted: _Counted | None = None
) -> Iterator[tuple[str, PagePlace]]:
    """Text and pictures of a page, or of a form, with their boxes on the page in pt."""
    counted = counted or _Counted()
    count, get = (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject) if not depth else (
        pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
    )  # fmt: skip
    for at in range(count(container)):
        counted.left -= 1
        if counted.left < 0:
            return
        item = get(container, at)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(item, times(_matrix(item), matrix), depth + 1, counted)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield "a picture", _box(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFTextObj_GetTextRenderMode(item) != _INVISIBLE:
            box = _box(item, matrix)
            if box[2] - box[0] > 0.1 and box[3] - box[1] > 0.1:
                yield "text", box


def _box(item: Any, matrix: Matrix) -> PagePlace:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return around(matrix, [(left, bottom), (right, bottom), (left, top), (right, top)])


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _WHOLE
    return found.a, found.b, found.c, found.d, found.e, found.f
