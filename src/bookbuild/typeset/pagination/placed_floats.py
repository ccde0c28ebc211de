"""Figures and tables that stand at the head or the foot of a page, and not where they stand in the text.

In the text each leaves a box of no height, through which the margins around it collapse. Those that are still to be put
are remembered from page to page (`Waiting`); nothing waits beyond the end of a chapter (`make_up.py`).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from bookbuild.typeset.pagination.galley_rows import FloatBox
from bookbuild.typeset.seams.attached import Attached

Waiting: TypeAlias = tuple[FloatBox, ...]

_stands_elsewhere: Attached[bool] = Attached("stands_elsewhere")
"""On a laid-out box of no height that a float has left in the text."""

is_put: Attached[bool] = Attached("is_put")
"""On the box that a float is laid out in where it stands elsewhere than in the text."""

_waiting: Attached[dict[int, Waiting]] = Attached("waiting_floats")
"""On a layout context: by page number, the floats that are still to be put when it begins."""

AFTER_TEXT, AT_FOOT = "after text", "at foot"

NOTED = ("footnotes", "reported_footnotes", "current_page_footnotes", "broken_out_of_flow", "rendered_notes")
"""What a layout context notes of a page, in lists and dictionaries of its own."""


@dataclass(frozen=True, slots=True)
class FloatsOfPage:
    """The floats of a page: at its head, at its foot, and away from their places on it.

    `below`: by how many px the page ends below its frame. `foot`: AT_FOOT, or AFTER_TEXT where a chapter ends.
    `alone`: the page has no text.
    """

    line: float = 0.0
    top: Waiting = ()
    bottom: Waiting = ()
    away: Waiting = ()
    below: float = 0.0
    foot: str = AT_FOOT
    alone: bool = False

    @property
    def any(self) -> bool:
        return bool(self.top or self.bottom or self.away)

    def height(self, floats: Waiting) -> float:
        return sum(each.height for each in floats) * self.line


def waiting_at(context: Any, page_number: int) -> Waiting:
    return _waiting.made_once(context, dict).get(page_number, ())


def wait(context: Any, page_number: int, floats: Waiting) -> None:
    """Remember the floats that are still to be put when a page begins."""
    _waiting.made_once(context, dict)[page_number] = floats


def forget_waiting(context: Any) -> bool:
    """Forget all floats that are to be put; whether there were any."""
    had = any(waiting_at_page for waiting_at_page in _waiting.made_once(context, dict).values())
    _waiting.put(context, {})
    return had


def left_in_text(box: Any) -> Any:
    """What `block_level_layout_switch` gives for a float that stands elsewhere: `box`, with nothing in it."""
    left = box.copy_with_children([])
    left.margin_top = left.margin_bottom = left.margin_left = left.margin_right = 0
    left.padding_top = left.padding_bottom = left.padding_left = left.padding_right = 0
    left.border_top_width = left.border_bottom_width = left.border_left_width = left.border_right_width = 0
    left.width = left.height = 0
    left.style = box.style.copy()
    left.style["anchor"] = None
    _stands_elsewhere.put(left, True)
    return left


def root_with(
    given: Any, context: Any, root: Any, floats: FloatsOfPage, bottom_space: float, skip_stack: Any,
    containing_block: Any, page_is_empty: bool, absolute_boxes: Any, fixed_boxes: Any, *others: Any,
) -> Any:  # fmt: skip
    """A page's text between the floats at its head and at its foot."""
    y = root.position_y
    laid = _laid(context, floats, floats.top, (root.position_x, y), absolute_boxes, fixed_boxes)
    if floats.alone:
        empty = root.copy_with_children([])
        box = given(context, empty, 0, None, containing_block, True, absolute_boxes, fixed_boxes, *others)[0]
        box.children = laid
        return box, skip_stack, context.page_maker[context.current_page - 1][1], [], False, None
    root.position_y = y + floats.height(floats.top)
    try:
        result = given(
            context, root, bottom_space + floats.height(floats.bottom), skip_stack, containing_block, page_is_empty,
            absolute_boxes, fixed_boxes, *others,
        )  # fmt: skip
    finally:
        root.position_y = y
    if result[0] is None:
        return result
    at = _end(result[0]) if floats.foot == AFTER_TEXT else context.page_bottom - floats.height(floats.bottom)
    below = _laid(context, floats, floats.bottom, (root.position_x, at), absolute_boxes, fixed_boxes)
    if below:
        last = below[-1]
        foot = at + floats.height(floats.bottom) + (floats.below if floats.foot == AT_FOOT else 0.0)
        for each in below:
            each.translate(dy=foot - last.position_y - last.margin_height() + last.margin_bottom)
    result[0].children = [*laid, *result[0].children, *below]
    return result


def _laid(
    context: Any, of_page: FloatsOfPage, floats: Waiting, at: tuple[float, float], absolute_boxes: Any, fixed_boxes: Any
) -> list[Any]:
    """Floats, one below the other from a place on, in px; they were read on another page, of other margins."""
    laid = []
    x, y = at
    for each in floats:
        box, around = each.box, each.around
        box.position_x, box.position_y = x, y
        around = around.copy()
        is_put.put(around, True)
        made = block.block_level_layout(context, box, -inf, None, around, True, absolute_boxes, fixed_boxes, [])[0]
        made.translate(dy=y - made.border_box_y())
        laid.append(made)
        y += each.height * of_page.line
    return laid


def _end(root: Any) -> float:
    """px: where the text of a page ends."""
    ends = [
        line.position_y + line.height for line in root.descendants() if isinstance(line, boxes.LineBox | boxes.TableBox)
    ]
    lowest: float = max(ends, default=root.position_y)
    return lowest


def gone(page: Any) -> set[int]:
    """The elements whose boxes stand elsewhere than in the text of this page, by identity."""
    return {id(box.element) for box in page.descendants() if _stands_elsewhere.of(box)}


def still_to_put(floats: FloatsOfPage, waiting: Waiting, page: Any) -> Waiting | None:
    """The floats that wait when a page ends; None where it did not come out as it was chosen."""
    left = gone(page)
    away = tuple(each for each in floats.away if id(each.box.element) in left)
    to_put = tuple(each for each in (*waiting, *away) if each not in floats.top)
    if any(each not in to_put for each in floats.bottom):
        return None
    return tuple(each for each in to_put if each not in floats.bottom)


def forgetting(context: Any, page_state: Sequence[Any]) -> Callable[[], None]:
    """What makes all that a context notes of a page, and the page's counters, as they are now: called once at most."""
    noted = {name: copy.copy(getattr(context, name)) for name in NOTED}
    running = {name: copy.copy(pages) for name, pages in context.running_elements.items()}
    counters = copy.deepcopy(page_state)

    def forget() -> None:
        for name, value in noted.items():
            context.__setattr__(name, value)
        for name, pages in context.running_elements.items():
            pages.clear()
            pages.update(running.get(name, {}))
        for theirs, before in zip(page_state, counters, strict=True):
            theirs.clear()
            theirs.extend(before) if isinstance(theirs, list) else theirs.update(before)

    return forget
