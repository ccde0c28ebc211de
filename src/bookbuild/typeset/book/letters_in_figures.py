"""Drawings in SVG as they stand on a page → their letters as large as those of captions, as far as they fit.

All texts of one size grow together, until one of them would stand over another or leave the drawing. What is turned or
set glyph by glyph stays as it is. Widths are estimates: no type is set here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, fromstring

from bookbuild.model.document import Document, Resource

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
LETTER, ASCENT, DESCENT = 0.46, 0.74, 0.24
"""Em: about how wide a letter is, and how far letters reach above and below their line."""

CLEAR = 0.06
"""Em that stay free between two texts."""

STEP, MOST = 1.03, 3.0
"""By how much letters grow at once, and in all."""

MOST_TEXTS = 400
PX = {"px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
WIDTH = re.compile(r"width: (\d+(?:\.\d+)?)(%|[a-z]+)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class FigureSpace:
    """What a figure has on a page, and how large letters are to be; in px."""

    width: float
    height: float
    letters: float


@dataclass(slots=True)
class _Label:
    """A text: its element, where it stands, its anchor and its size, in the drawing's units."""

    element: Element
    x: float
    y: float
    anchor: str
    size: float

    def box(self, size: float) -> tuple[float, float, float, float]:
        wide = len("".join(self.element.itertext()).strip()) * (
            size * LETTER + _number(self.element, "letter-spacing", 0)
        )
        left = self.x - {"middle": wide / 2, "end": wide}.get(self.anchor, 0.0)
        return left, self.y - ASCENT * size, left + wide, self.y + DESCENT * size


def figures_readable(
    documents: Iterable[Document], resources: Mapping[str, Resource], space: FigureSpace
) -> dict[str, Resource]:
    """The drawings of a book's figures that have larger letters then, by their names."""
    across: dict[str, float] = {}
    for document in documents:
        if b"<figure" not in document.xhtml or b".svg" not in document.xhtml:
            continue
        for figure in fromstring(document.xhtml).iter(f"{XHTML}figure"):
            picture = figure.find(f"{XHTML}img")
            if picture is not None and figure.get("class") is None:
                name, width = picture.get("src", ""), _across(picture.get("style", ""), space)
                across[name] = min(width, across.get(name, inf))
    found = {name: resources[name] for name in across if name.endswith(".svg") and name in resources}
    return {
        name: replace(drawing, content=content)
        for name, drawing in found.items()
        if (content := readable(drawing.content, space, across[name])) != drawing.content
    }


def _across(style: str, space: FigureSpace) -> float:
    """How wide a picture is set, in px; inf where it has its own width, as with a height or in em."""
    given = WIDTH.fullmatch(style)
    if not given:
        return inf
    return space.width * float(given[1]) / 100 if given[2] == "%" else float(given[1]) * PX.get(given[2], inf)


def readable(drawing: bytes, space: FigureSpace, wide: float = inf) -> bytes:
    """The drawing with larger letters where they would be smaller than wanted; itself where they are not, or where it
    has no measures. `wide`: how wide it is set, in px; inf: as it is by nature."""
    try:
        root = fromstring(drawing)
    except ElementTree.ParseError:
        return drawing
    view = [float(part) for part in NUMBER.findall(root.get("viewBox", ""))]
    if len(view) != 4 or min(view[2:]) <= 0:
        return drawing
    across = min(_number(root, "width", view[2]) if wide == inf else wide, space.width)
    unit = min(across / view[2], space.height / view[3])
    labels = list(_labels(root, _Inherited()))
    wanted = space.letters / unit
    small = {label.size for label in labels if label.size < wanted}
    if not small or len(labels) > MOST_TEXTS:
        return drawing
    sizes = _grown(labels, {size: min(wanted, size * MOST) for size in small}, view)
    if all(sizes[size] == size for size in small):
        return drawing
    for label in labels:
        if label.size in small:
            label.element.set("font-size", f"{sizes[label.size]:.2f}")
    ElementTree.register_namespace("", SVG[1:-1])
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    content: bytes = ElementTree.tostring(root, encoding="utf-8")
    return content


@dataclass(frozen=True, slots=True)
class _Inherited:
    size: float = 16.0
    anchor: str = "start"


def _labels(element: Element, inherited: _Inherited) -> Iterator[_Label]:
    """The texts that stand in one place and in one size."""
    if element.get("transform") or element.tag in (f"{SVG}defs", f"{SVG}symbol"):
        return
    own = _Inherited(_number(element, "font-size", inherited.size), element.get("text-anchor", inherited.anchor))
    if element.tag == f"{SVG}text":
        placed = any(child.get(name) for child in element for name in ("x", "y", "dx", "dy", "font-size", "rotate"))
        if not placed and not element.get("style") and all(NUMBER.fullmatch(element.get(at, "")) for at in ("x", "y")):
            yield _Label(element, float(element.get("x", 0)), float(element.get("y", 0)), own.anchor, own.size)
        return
    for child in element:
        yield from _labels(child, own)


def _number(element: Element, name: str, usual: float) -> float:
    found = NUMBER.match(element.get(name, ""))
    return float(found[0]) if found else usual


def _grown(labels: list[_Label], most: Mapping[float, float], view: list[float]) -> dict[float, float]:
    """By their sizes, the sizes to which texts can grow."""
    sizes = {label.size: label.size for label in labels}
    growing = set(most)
    while growing:
        for size in sorted(growing):
            tried = sizes | {size: min(sizes[size] * STEP, most[size])}
            if tried[size] == sizes[size] or not _fits(labels, sizes, tried, size, view):
                growing.discard(size)
            else:
                sizes = tried
    return sizes


def _fits(
    labels: list[_Label], sizes: Mapping[float, float], tried: Mapping[float, float], size: float, view: list[float]
) -> bool:
    """Whether none of the texts of a size comes to stand over another, or beyond the drawing, that did not before."""
    for label in labels:
        if label.size != size:
            continue
        before, after = label.box(sizes[size]), label.box(tried[size])
        if _inside(before, view) and not _inside(after, view):
            return False
        for other in labels:
            gap = CLEAR * tried[other.size]
            met = other is not label and _meet(after, other.box(tried[other.size]), gap)
            if met and not _meet(label.box(label.size), other.box(other.size), 0.0):
                return False
    return True


def _inside(box: tuple[float, float, float, float], view: list[float]) -> bool:
    left, top, right, bottom = box
    return left >= view[0] and top >= view[1] and right <= view[0] + view[2] and bottom <= view[1] + view[3]


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float], gap: float) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > -gap and down > -gap / 2
