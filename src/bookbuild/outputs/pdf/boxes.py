"""The boxes of pages, from the origin, and the marks of the printer around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pikepdf

from bookbuild.model.book import Book
from bookbuild.outputs.pdf.pictures import matrix_of

POINTS = 72 / 25.4
"""pt in a mm."""
SLUG = 7.0
"""mm beyond the bleed in which the printer's marks stand."""
MARK, THIN = 5.0 * POINTS, 0.25
"""How long a mark is and how thick, in pt."""
RADIUS = 1.4 * POINTS
"""pt, of a register mark's circle."""
ARM = 1.6 * RADIUS
"""pt, from the middle of a register mark to the end of its cross."""


@dataclass(frozen=True, slots=True)
class Edges:
    """By how much a box reaches over the trim: pt."""

    left: float
    bottom: float
    right: float
    top: float


def set_boxes(document: pikepdf.Pdf, book: Book) -> None:
    """MediaBox from the origin, TrimBox and BleedBox in it; marks where the edition has them.

    What stood at x, y of a page's content then stands farther right and up; links and destinations go with it.
    """
    bleed, marks = book.edition.bleed * POINTS, book.edition.marks
    outer = book.edition.press is not None and book.edition.press.bleed_sides == "outer"
    form = _marks(document, book) if marks else None
    shifts: dict[tuple[int, int], tuple[float, float]] = {}
    known: dict[tuple[object, ...], Any] = {}
    for number, page in enumerate(document.pages):
        sides = _bled(bleed, recto=number % 2 == 0, right_bound=book.binding == "right", outer=outer)
        shifts[page.obj.objgen] = _set(document, page.obj, sides, known, keep_slug=marks)
        if form is not None:
            _draw(document, page.obj, form)
    _shift_destinations(document, shifts)


def _bled(bleed: float, *, recto: bool, right_bound: bool, outer: bool) -> Edges:
    """The bleed of a page; with `outer` none at the spine: left of a recto, right in a book bound on the right."""
    spine_left = recto != right_bound
    return Edges(0.0 if outer and spine_left else bleed, bleed, 0.0 if outer and not spine_left else bleed, bleed)


def _set(
    document: pikepdf.Pdf, page: Any, bled: Edges, known: dict[tuple[object, ...], Any], *, keep_slug: bool
) -> tuple[float, float]:
    """Set a page's boxes; by how much its content moves, in pt."""
    left, bottom, right, top = (float(edge) for edge in page.get("/TrimBox", page.MediaBox))
    if keep_slug:
        media = tuple(float(edge) for edge in page.MediaBox)
    else:
        media = (left - bled.left, bottom - bled.bottom, right + bled.right, top + bled.top)
    across, up = -media[0], -media[1]
    bleed_box = (left - bled.left, bottom - bled.bottom, right + bled.right, top + bled.top)
    for name, box in (("MediaBox", media), ("BleedBox", bleed_box), ("TrimBox", (left, bottom, right, top))):
        page[f"/{name}"] = _moved(box, across, up)
    if across or up:
        _shift_patterns(page, across, up, known)
        content = page.Contents.read_bytes()
        moved = b"q\n1 0 0 1 %.4f %.4f cm\n" % (across, up) + content + b"\nQ"
        page.Contents = document.make_indirect(pikepdf.Stream(document, moved))
        for note in page.get("/Annots", ()):
            note.Rect = _moved(note.Rect, across, up)
            if "/QuadPoints" in note:
                note.QuadPoints = _moved(note.QuadPoints, across, up)
    return across, up


def _moved(edges: Iterable[Any], across: float, up: float) -> pikepdf.Array:
    """Coordinates in pairs, x and y, farther right and up."""
    return pikepdf.Array([round(float(edge) + move, 4) for edge, move in zip(edges, cycle((across, up)), strict=False)])


def _shift_destinations(document: pikepdf.Pdf, shifts: dict[tuple[int, int], tuple[float, float]]) -> None:
    """Every destination `[page /XYZ x y zoom]` as far as its page's content."""
    if not any(any(shift) for shift in shifts.values()):
        return
    for destination in _destinations(document):
        shift = shifts.get(destination[0].objgen)
        if shift and len(destination) >= 4 and destination[1] == "/XYZ":
            destination[2] = round(float(destination[2]) + shift[0], 3)
            destination[3] = round(float(destination[3]) + shift[1], 3)


def _destinations(document: pikepdf.Pdf) -> list[Any]:
    """The destinations of links and of the outline."""
    found = [each for each in document.Root.get("/Names", {}).get("/Dests", {}).get("/Names", []) if _is_array(each)]
    items = [document.Root.get("/Outlines", {}).get("/First")]
    while items:
        item = items.pop()
        while item is not None:
            if "/Dest" in item and _is_array(item.Dest):
                found.append(item.Dest)
            items.append(item.get("/First"))
            item = item.get("/Next")
    return found


def _is_array(entry: Any) -> bool:
    return isinstance(entry, pikepdf.Array)


def _shift_patterns(page: Any, across: float, up: float, known: dict[tuple[object, ...], Any]) -> None:
    """The patterns of a page's own content, moved with it: they stand in the page, not in what is drawn."""
    patterns = page.Resources.get("/Pattern", {})
    if not len(patterns):
        return
    own = pikepdf.Dictionary(page.Resources)
    own.Pattern = pikepdf.Dictionary()
    for name, pattern in patterns.items():
        key = (pattern.objgen, across, up)
        if key not in known:
            moved = pattern.copy() if not isinstance(pattern, pikepdf.Stream) else pattern.__copy__()
            matrix = matrix_of(pattern)
            moved.Matrix = pikepdf.Array((matrix @ pikepdf.Matrix(1, 0, 0, 1, across, up)).shorthand)
            known[key] = moved
        own.Pattern[name] = known[key]
    page.Resources = own


def _draw(document: pikepdf.Pdf, page: Any, form: Any) -> None:
    """Draw the marks on a page, as what is no part of its text."""
    name = "/Marks"
    resources = pikepdf.Dictionary(page.Resources)
    resources.XObject = pikepdf.Dictionary(page.Resources.get("/XObject", pikepdf.Dictionary()))
    resources.XObject[name] = form
    page.Resources = resources
    drawn = page.Contents.read_bytes() + b"\n/Artifact BMC\nq\n/Marks Do\nQ\nEMC"
    page.Contents = document.make_indirect(pikepdf.Stream(document, drawn))


def _marks(document: pikepdf.Pdf, book: Book) -> Any:
    """Crop marks at the corners and register marks in the middle of the sides, in the slug outside of the bleed.

    They print on every plate; where all is black, there is one.
    """
    beyond = (book.edition.bleed + SLUG) * POINTS
    bleed = book.edition.bleed * POINTS
    width, height = (side * POINTS + 2 * beyond for side in book.edition.trim)
    on_all = book.edition.press is not None and book.edition.press.ink == "colour"
    drawn = [b"/All CS 1 SCN" if on_all else b"0 G", b"%g w" % THIN]
    near, far = beyond - bleed, beyond
    start = max(near - MARK, 0.0)
    for x in (far, width - far):
        drawn += [_line(x, start, x, near), _line(x, height - near, x, height - start)]
    for y in (far, height - far):
        drawn += [_line(start, y, near, y), _line(width - near, y, width - start, y)]
    middle = near / 2
    for x, y in ((width / 2, middle), (width / 2, height - middle), (middle, height / 2), (width - middle, height / 2)):
        drawn += [_circle(x, y), _line(x - ARM, y, x + ARM, y), _line(x, y - ARM, x, y + ARM)]
    form = pikepdf.Stream(document, b"\n".join(drawn))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, round(width, 4), round(height, 4)])
    form.Resources = pikepdf.Dictionary()
    if on_all:
        form.Resources.ColorSpace = pikepdf.Dictionary(All=_on_all_plates(document))
    return document.make_indirect(form)


def _on_all_plates(document: pikepdf.Pdf) -> pikepdf.Array:
    """The separation that every plate has a part in (ISO 32000-1, 8.6.6.4)."""
    tint = pikepdf.Stream(document, b"{dup dup dup}")
    tint.FunctionType, tint.Domain = 4, pikepdf.Array([0, 1])
    tint.Range = pikepdf.Array([0, 1] * 4)
    name, inks = pikepdf.Name.All, pikepdf.Name.DeviceCMYK
    return pikepdf.Array([pikepdf.Name.Separation, name, inks, document.make_indirect(tint)])


def _line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return b"%.3f %.3f m %.3f %.3f l S" % (x1, y1, x2, y2)


KAPPA = 0.5523
"""How far the handles of a curve reach that is a quarter of a circle, in radii."""


def _circle(x: float, y: float) -> bytes:
    r, k = RADIUS, RADIUS * KAPPA
    curves = ((x + r, y + k, x + k, y + r, x, y + r), (x - k, y + r, x - r, y + k, x - r, y),
              (x - r, y - k, x - k, y - r, x, y - r), (x + k, y - r, x + r, y - k, x + r, y))  # fmt: skip
    return (
        b"%.3f %.3f m " % (x + r, y) + b" ".join(b"%.3f %.3f %.3f %.3f %.3f %.3f c" % each for each in curves) + b" S"
    )
