"""MathML in a section's tree → drawings in SVG (ziamath), on the baseline of their line."""

from __future__ import annotations

import warnings
from functools import lru_cache
from xml.etree.ElementTree import Element, fromstring, tostring

MATH = "{http://www.w3.org/1998/Math/MathML}math"
DRAWN_AT = 24
"""px of the size at which a formula is drawn; on the page it is as large as its line."""
RELATIVE = 1.0
"""The size of a formula's letters to that of the text's."""


def formulas_drawn(root: Element) -> None:
    """In place of each `<math>` its drawing, with the TeX as the alternative text of the element around."""
    for parent in list(root.iter()):
        for at, child in enumerate(parent):
            if child.tag == MATH:
                parent[at] = drawn = _drawing(child)
                drawn.tail = child.tail
                parent.set("alt", child.get("alttext", ""))


def _drawing(math: Element) -> Element:
    alone = Element(math.tag, math.attrib)
    alone.text, alone[:] = math.text, list(math)
    svg, width, height, depth = _drawn(tostring(alone, encoding="unicode"))
    drawing = fromstring(svg)
    drawing.set("style", f"width: {width:.4f}em; height: {height:.4f}em; vertical-align: {-depth:.4f}em")
    return drawing


@lru_cache(maxsize=2048)
def _drawn(mathml: str) -> tuple[str, float, float, float]:
    """A drawing; its width, height and depth in em."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ziamath reads its font in a way that Python 3.11 calls outdated
        from ziamath.config import config
        from ziamath.zmath import Math

        config.svg2 = False  # no `<symbol>`, whose ids would stand twice in a page
        drawing = Math(mathml, size=DRAWN_AT).svgxml()
    _, top, width, height = map(float, drawing.get("viewBox", "").split())
    scale = RELATIVE / DRAWN_AT
    return tostring(drawing, encoding="unicode"), width * scale, height * scale, (top + height) * scale
