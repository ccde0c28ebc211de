"""A box's style → by how many lines the space above or below it may shrink and grow: `--gives`."""

from __future__ import annotations

from typing import Any

from bookbuild.typeset.seams.custom_properties import values

GIVES = "__gives"
"""How WeasyPrint keeps `--gives` among a box's computed values: lines by which the space above may shrink,
and grow, and that below; where there are two numbers, both; a number alone is for both directions."""

MOST_LINES = 20.0


def gives(box: Any, side: int) -> tuple[float, float]:
    """By how many lines the space above a box (0) or below it (2) may shrink and grow."""
    found = [min(max(number, 0.0), MOST_LINES) for number in values(box.style, GIVES, "number")]
    given = found[side : side + 2] or found[:2] or [0.0]
    return given[0], given[-1]
