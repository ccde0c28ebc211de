"""Custom properties of a style sheet, which are read here and not by WeasyPrint: what a box's style has of one.

Seam: `weasyprint.css` keeps `--a-b` among computed values as `__a_b`, a list of tokens; nothing where it is not set.
"""

from __future__ import annotations

from typing import Any, Literal


def values(style: Any, name: str, kind: Literal["ident", "number", "string"]) -> list[Any]:
    """The values of the tokens of a kind that `name` (`__a_b`) has, in their order."""
    return [token.value for token in style[name] or () if token.type == kind]
