"""Paragraphs behind what is not of whole lines stand on the page's lines again.

A page is planned in lines (`page_plan.py`), and text of one leading keeps to them. A figure, a table, a quotation with
a leading of its own do not: the text behind them would stand between the lines of the facing page. Where a style
sheet says so, the first line of a block is moved to the nearest line of the page.

Seam: `weasyprint.layout.block._linebox_layout`, which is given the height at which the lines of a block begin. What a
block wants stands in the custom property `--on-line`: a number of lines, `0` for a line of the page, `0.5` for half-way
between two; anything else leaves the block where it is. It is inherited, as custom properties are.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import block

from bookbuild.typeset.lines.page_lines import line_of, to_line, wanted_line
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

moved: Attached[tuple[float | None, float]] = Attached("moved")
"""On a block, laid out or not: the line of the page that its first line wanted, and by how many px it was moved."""


def _linebox_layout(
    laid_out: Function, context: Any, box: Any, index: int, child: Any, new_children: Any, page_is_empty: bool,
    absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any, bottom_space: float, position_y: float,
    skip_stack: Any, *rest: Any,
) -> Any:  # fmt: skip
    """WeasyPrint's function, given the height of a line of the page where the style asks for one."""
    if skip_stack is None and not context.in_column:
        y = position_y + block.collapse_margin(adjoining_margins)
        wanted, by = moved_to_line(y - context.current_footnote_area.page.content_box_y(), box.style)
        moved.put(box, (wanted, by))
        position_y += by
    return laid_out(
        context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins,
        bottom_space, position_y, skip_stack, *rest,
    )  # fmt: skip


def moved_to_line(y: float, style: Any) -> tuple[float | None, float]:
    """The line of the page that lines beginning `y` px below the text's top want, and how far they are to move, in px:
    at most half a line, up or down."""
    wanted, line = wanted_line(style), line_of(style)
    if wanted is None or not line:
        return None, 0.0
    return wanted, to_line(y / line, wanted) * line
