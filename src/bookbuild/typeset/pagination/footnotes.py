"""A note stays on the page of its call.

Seams, each one expression of WeasyPrint 70:

- `weasyprint.layout.block._linebox_layout`: to fit one more line on a page whose paragraph may not be broken there, it
  takes notes off that page, last first, and prints them on a later one; every note behind them then lags too
  (Kozea/WeasyPrint#1564, #2432). Here that is left out: the line goes to the next page instead.
- `weasyprint.layout.LayoutContext._update_footnote_area`: a note overflows its area by what floating point rounds off,
  and is put off to the next page with half of this one free. Here it may.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from weasyprint import layout
from weasyprint.layout import block

DELAYS_NOTES = "report = not context.in_column and can_break_now and not could_break_before"
KEEPS_NOTES = "report = False"
COMPARES_EXACTLY = "overflow = last_child_bottom > footnote_area_bottom"
COMPARES_LENGTHS = "overflow = last_child_bottom > footnote_area_bottom + 0.01"
"""In px."""


def install() -> None:
    """Put the changed functions in their place; raises RuntimeError where WeasyPrint's have moved."""
    if not hasattr(block._linebox_layout, "amended"):
        block._linebox_layout = amended(block._linebox_layout, DELAYS_NOTES, KEEPS_NOTES)
        area = layout.LayoutContext._update_footnote_area
        layout.LayoutContext._update_footnote_area = amended(area, COMPARES_EXACTLY, COMPARES_LENGTHS)


def amended(function: Callable[..., Any], expression: str, instead: str) -> Callable[..., Any]:
    """`function` with one expression of its source replaced. Raises RuntimeError where it does not stand there."""
    source = textwrap.dedent(inspect.getsource(function))
    if source.count(expression) != 1:
        raise RuntimeError(f"{function.__module__}.{function.__qualname__} is not that of WeasyPrint 70")
    scope: dict[str, Any] = {}
    exec(
        compile(source.replace(expression, instead), f"<{function.__qualname__}>", "exec"), function.__globals__, scope
    )
    changed: Callable[..., Any] = scope[function.__name__]
    changed.amended = expression  # type: ignore[attr-defined]
    return changed
