"""Blocks that a theme has in the outer margin → beside the line where they stand, none over another.

Seams:

- `weasyprint.layout.page.make_page`. What is placed absolutely is laid out where it stands, over the text: here it is
  moved into the outer margin of its page, and down where another stands already; up again, if the page ends before it.
- `weasyprint.layout.absolute.absolute_block` divides what does not fit on the page; a note stands on one.

`--beside` says of a block that it is such a note, and how many em it stands from the text.
"""

from __future__ import annotations

from math import inf
from typing import Any

from bookbuild.typeset.seams.custom_properties import values
from bookbuild.typeset.seams.seam import Function

BESIDE = "__beside"
"""How WeasyPrint keeps `--beside` among a box's computed values."""

BETWEEN = 0.5
"""Em between two notes."""

EDGE = 15.0
"""px from the page's lower edge that stay free."""


def make_page(
    given: Function, context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, page_state: Any
) -> Any:
    """A page with its notes in its outer margin."""
    made = given(context, root_box, page_type, resume_at, page_number, page_state)
    page = made[0]
    notes = [box for box in page.descendants(placeholders=True) if _is_beside(box)]
    if notes:
        _placed(page, notes, at_right=page_type.side == "right")
    return made


def absolute_block(
    given: Function, context: Any, box: Any, containing_block: Any, fixed_boxes: Any, bottom_space: float, *others: Any
) -> Any:
    """A block that is placed by itself; a note is not divided."""
    return given(context, box, containing_block, fixed_boxes, -inf if _is_beside(box) else bottom_space, *others)


def _is_beside(box: Any) -> bool:
    return bool(box.is_absolutely_positioned() and values(box.style, BESIDE, "number"))


def _placed(page: Any, notes: list[Any], *, at_right: bool) -> None:
    left, right = page.content_box_x(), page.content_box_x() + page.width
    free = 0.0
    for note in sorted(notes, key=lambda box: float(box.position_y)):
        gap = float(values(note.style, BESIDE, "number")[0]) * note.style["font_size"]
        x = right + gap if at_right else left - gap - note.margin_width()
        y = max(note.position_y, free)
        note.translate(x - note.position_x, y - note.position_y)
        free = y + note.margin_height() + BETWEEN * note.style["font_size"]
    _moved_up(page, notes)


def _moved_up(page: Any, notes: list[Any]) -> None:
    """Notes that would reach over the page's edge, and those that stand in their way, so much higher."""
    lowest = page.margin_height() - EDGE
    for note in sorted(notes, key=lambda box: -float(box.position_y)):
        beyond = note.position_y + note.margin_height() - lowest
        if beyond > 0:
            note.translate(0, -min(beyond, note.position_y))
        lowest = min(lowest, note.position_y - BETWEEN * note.style["font_size"])
