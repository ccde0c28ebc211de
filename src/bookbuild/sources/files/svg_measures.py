"""The numbers of a drawing → those with which it cannot be drawn, or never ends: areas, lengths, regions of filters."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.sources.files.svg_vocabulary import SVG

LONGEST = 100_000
"""User units, which are px: what a side of a drawing may be."""
LARGEST = 1e9
"""What any number of a drawing may be."""
FINEST = 1e-4
"""User units: what a side of a view box must be."""
WIDEST_REGION = 10
"""Of a filter's region, by how many times the object it may be wider and higher."""

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_LIST = re.compile(rf"\s*{_NUMBER}(?:\s*,\s*|\s+|(?=[+-.]))?")
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in|em|ex|rem|ch|vw|vh|vmin|vmax|Q|%)?\s*", re.IGNORECASE)
_HUGE = re.compile(r"(?<![.\d])\d{10,}|\d[eE]\+?0*[1-9]\d")
"""What a number of 1e9 or more begins with, or has: quick to look for, seldom found."""
_PX = {
    "pt": 4 / 3,
    "pc": 16,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96,
    "em": 16,
    "ex": 8,
    "rem": 16,
    "ch": 8,
    "q": 0.9449,
}
_WITH_NUMBERS = """
    x y width height x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy d points transform gradientTransform patternTransform
    markerWidth markerHeight refX refY stroke-width stroke-dasharray stroke-dashoffset stroke-miterlimit font-size
    letter-spacing word-spacing startOffset textLength offset rotate stdDeviation radius scale viewBox
"""
_OF_NUMBERS = frozenset(_WITH_NUMBERS.split())
_MOST_OF = {"stdDeviation": 1_000, "radius": 1_000, "numOctaves": 16, "order": 25, "filterRes": 10_000, "scale": 10_000}


def measure_faults(element: etree._Element) -> Iterator[str]:
    """What is wrong with the numbers of an element of SVG, each as `attribute = "value"`."""
    for key, value in element.attrib.items():
        name, written = str(key), str(value)
        if (name in _OF_NUMBERS and _too_large(written)) or (name in _MOST_OF and _beyond(written, _MOST_OF[name])):
            yield _told(name, written)
    viewbox = element.get("viewBox")
    if viewbox is not None and not is_viewbox(str(viewbox)):
        yield _told("viewBox", str(viewbox))
    if element.tag in (f"{SVG}svg", f"{SVG}image", f"{SVG}use", f"{SVG}pattern", f"{SVG}marker"):
        yield from _side_faults(element)
    if element.tag == f"{SVG}filter":
        yield from _region_faults(element)


def numbers(written: str) -> list[float] | None:
    """The numbers of a list, apart by white space or commas; None where it is none."""
    found: list[float] = []
    place = 0
    while place < len(written):
        match = _LIST.match(written, place)
        if not match:
            return found if not written[place:].strip() else None
        found.append(float(match[0].strip().rstrip(",")))
        place = match.end()
    return found


def is_viewbox(written: str) -> bool:
    """Whether it is four numbers: a place, and a width and a height with which something can be drawn."""
    found = numbers(written[:500])
    if found is None or len(found) != 4 or not all(map(math.isfinite, found)):
        return False
    x, y, width, height = found
    return max(abs(x), abs(y)) <= LARGEST and all(FINEST <= side <= LARGEST for side in (width, height))


def px(written: str) -> float | None:
    """A length in px; 0 for a part of something else (%, vw); None where it is no length."""
    match = _LENGTH.fullmatch(written[:100])
    if not match:
        return None
    unit = (match[2] or "px").lower()
    return float(match[1]) * _PX.get(unit, 1) if unit not in ("%", "vw", "vh", "vmin", "vmax") else 0.0


def _side_faults(element: etree._Element) -> Iterator[str]:
    for name in ("width", "height"):
        written = element.get(name)
        if written is None or written.strip() == "auto":
            continue
        length = px(written)
        root = element.tag == f"{SVG}svg" and element.getparent() is None
        if length is None or not 0 <= length <= LONGEST or (root and length == 0 and "%" not in written):
            yield _told(name, written)


def _region_faults(element: etree._Element) -> Iterator[str]:
    """A region of a filter is made of pixels: how large it is decides how much memory it takes."""
    absolute = element.get("filterUnits") == "userSpaceOnUse"
    for name in ("x", "y", "width", "height"):
        match = _LENGTH.fullmatch(element.get(name, "0")[:100])
        if not match:
            yield _told(name, element.get(name, ""))
            continue
        most = LONGEST / 10 if absolute and match[2] != "%" else WIDEST_REGION * (100 if match[2] == "%" else 1)
        if abs(float(match[1])) > most:
            yield _told(name, element.get(name, ""))


def _too_large(written: str) -> bool:
    return _HUGE.search(written) is not None


def _beyond(written: str, most: float) -> bool:
    found = numbers(written[:200])
    return found is None or any(not abs(number) <= most for number in found)


def _told(name: str, written: str) -> str:
    return f'`{name} = "{written[:40]}"`'
