"""A line that is drawn → the direction of its paragraph, which the boxes within it need not have.

Seam: `weasyprint.draw.draw_inline_level`, which draws a line, and its boxes by itself again.
"""

from __future__ import annotations

from typing import Any

from weasyprint import draw
from weasyprint.formatting_structure import boxes

_drawn = draw.draw_inline_level
_directions: list[str] = []


def install() -> None:
    """Put the changed function in its place; raises AttributeError where WeasyPrint's has moved."""
    draw.draw_inline_level = draw_inline_level


def draw_inline_level(stream: Any, page: Any, box: Any, *given: Any, **named: Any) -> None:
    """WeasyPrint's function, which notes what line is drawn."""
    if not isinstance(box, boxes.LineBox):
        _drawn(stream, page, box, *given, **named)
        return
    _directions.append(box.style["direction"])
    try:
        _drawn(stream, page, box, *given, **named)
    finally:
        _directions.pop()


def line_direction(box: Any) -> str:
    """`rtl` or `ltr`: the direction of the paragraph of the box that is drawn."""
    direction: str = _directions[-1] if _directions else box.style["direction"]
    return direction
