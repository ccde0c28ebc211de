"""Custom properties of a style sheet, which are read here and not by WeasyPrint: what a box's style has of one.

Seam: `weasyprint.css` keeps `--a-b` among computed values as `__a_b`, a list of tokens; nothing where it is not set.
"""

from __future__ import annotations

from typing import Any, Literal

LARGEST = 1000.0
"""Of numbers: what is larger, as `1e999` is, is this."""


def values(style: Any, name: str, kind: Literal["ident", "number", "string"]) -> list[Any]:
    """The values of the tokens of a kind that `name` (`__a_b`) has, in their order."""
    tokens = style[name]
    if not tokens:
        return []
    found = [token.value for token in tokens if token.type == kind]
    return [min(max(float(value), -LARGEST), LARGEST) for value in found] if kind == "number" else found
