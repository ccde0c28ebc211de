"""A picture in a line that has no size of its own → laid out from right to left too.

Seam: `weasyprint.layout.replaced.inline_replaced_box_layout`. Such a picture is as wide as its block, for which
WeasyPrint moves it; in a line it has no place yet. The line gives it one afterwards.
"""

from __future__ import annotations

from typing import Any

from bookbuild.typeset.seams.seam import Function


def inline_replaced_box_layout(laid_out: Function, box: Any, containing_block: Any) -> None:
    """WeasyPrint's function, for a box that has a place."""
    if not hasattr(box, "position_x"):
        box.position_x = box.position_y = 0
    laid_out(box, containing_block)
