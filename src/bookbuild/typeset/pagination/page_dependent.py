"""A box → whether its height depends on the page that it stands on: it has columns, or text flows around it."""

from __future__ import annotations

from typing import Any

INITIAL = "initial-cap"
"""The class of an initial, beside which a paragraph has lines enough on the same page."""


def depends_on_page(box: Any) -> bool:
    style = box.style
    in_columns = style["column_count"] != "auto" or style["column_width"] != "auto"
    return in_columns or (box.is_floated() and not _is_initial(box))


def _is_initial(box: Any) -> bool:
    return box.element is not None and INITIAL in (box.element.get("class") or "").split()
