"""The lines of the page, which text keeps to: what a style sheet says of them."""

from __future__ import annotations

from typing import Any

from bookbuild.typeset.seams.custom_properties import values

LINE, ON_LINE = "__line", "__on_line"
"""How WeasyPrint keeps `--line` and `--on-line` among a box's computed values: as lists of tokens."""

HALF_WAY = 0.001
"""Lines: what stands half-way between two lines moves up, whatever floating point makes of it."""

PIXELS = 96 / 25.4
"""px in a mm."""


LEAST, MOST = 1.0, 1000.0
"""px from a line of a page to the next."""


def line_of(style: Any) -> float:
    """The distance of the page's lines, in px; 0 where the style sheet says nothing of them, or what no page has."""
    lengths = (token for token in style[LINE] or () if token.type == "dimension")
    found = next((float(token.value) * PIXELS for token in lengths if token.unit == "mm"), 0.0)
    return found if LEAST < found < MOST else 0.0


def wanted_line(style: Any) -> float | None:
    """The line of the page that a paragraph wants to begin on (0; 0.5: between two); None: any place."""
    return next(iter(values(style, ON_LINE, "number")), None)


def to_line(y: float, wanted: float) -> float:
    """How far what begins at `y` is to move to stand on a line, in lines: at most half a line, up or down."""
    off = y - wanted
    return round(off - HALF_WAY) - off
