"""The lines of the page, which text keeps to: what a style sheet says of them."""

from __future__ import annotations

from typing import Any

LINE = "__line"
"""How WeasyPrint keeps `--line` among a box's computed values: as a list of tokens."""

PIXELS = 96 / 25.4
"""px in a mm."""


def line_of(style: Any) -> float:
    """The distance of the page's lines, in px; 0 where the style sheet says nothing of them."""
    lengths = (token for token in style[LINE] or () if token.type == "dimension")
    return next((float(token.value) * PIXELS for token in lengths if token.unit == "mm"), 0.0)
