"""A line that was set once is not set again where it comes to stand at another height, or on another page.

Seam: `weasyprint.layout.block.iter_line_boxes`, which sets a paragraph's lines one by one. WeasyPrint sets a paragraph
again each time that it is tried on a page, and pages are made up of lines whose heights must be known before
(`make_up.py`). Here each line is kept on its paragraph, and a copy of it is moved to where it is asked for.

Not kept: lines beside floats, lines with what is placed by itself, and paragraphs whose text waits for page numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeAlias

from bookbuild.typeset.lines.balance import Lines
from bookbuild.typeset.lines.planned_lines import wanted_lines
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

Kept: TypeAlias = dict[Hashable, tuple[Any, Any, float, float]]
"""By measure and beginning: a line, where the next begins, and where the line's paragraph began, in px."""

_kept: Attached[Kept] = Attached("kept_lines")
"""On a line box that is not broken yet."""

_may_be_kept: Attached[bool] = Attached("may_be_kept")

keeps: Attached[bool] = Attached("keeps_lines")
"""On a layout context: whether lines are set more than once."""


def iter_line_boxes(
    given: Function, context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any, block_box: Any,
    absolute_boxes: Any, fixed_boxes: Any, *first_styles: Any,
) -> Lines:  # fmt: skip
    """The lines of a paragraph, each with where the next begins."""

    def lines_from(y: float, start: Any) -> Lines:
        made: Lines = given(context, box, y, bottom_space, start, block_box, absolute_boxes, fixed_boxes, *first_styles)
        return made

    if not keeps.of(context) or context.excluded_shapes or any(first_styles):
        yield from lines_from(position_y, skip_stack)
        return
    if not _may_be_kept.made_once(box, lambda: not _is_bound(box)):
        yield from lines_from(position_y, skip_stack)
        return
    yield from _kept_or_set(box, block_box, position_y, skip_stack, lines_from)


def _kept_or_set(box: Any, block_box: Any, y: float, start: Any, lines_from: Callable[[float, Any], Lines]) -> Lines:
    kept, x, width = _kept.made_once(box, dict), block_box.content_box_x(), block_box.width
    setting: Lines | None = None
    while True:
        key = width, wanted_lines.of(box), place_of(start)
        if found := kept.get(key):
            setting = None
            pristine, after, from_x, from_y = found
            line = pristine.deepcopy()
            line.translate(x - from_x, y - from_y)
            line.position_y = y
        else:
            setting = setting or lines_from(y, start)
            line, after = next(setting, (None, None))
            if line is None:
                return
            kept[key] = line.deepcopy(), after, x, y
        y += line.height
        yield line, after
        if after is None:
            return
        start = after


def place_of(skip_stack: Any) -> tuple[int, ...]:
    """Where a skip stack points to: an index a level; of a row whose cells go over, where the first of them does."""
    place = []
    while skip_stack:
        index, skip_stack = next(iter(skip_stack.items()))
        place.append(index)
    return tuple(place)


def _is_bound(box: Any) -> bool:
    """Whether a paragraph has in it what is not placed with its line, or not known yet."""
    return any(child.missing_link or not child.is_in_normal_flow() for child in box.descendants())
