"""What a quotation does at the end of a page.

Seams, in `weasyprint.layout.block`:

- `block_level_page_break` says what two blocks that follow one another want of a page's end between them. CSS knows no
  middle between `break-after: avoid`, for which half a page may stay empty, and `auto`. Here a block may end a page
  that has as many of its lines as its custom property `--ends-page` says.
- `block_container_layout`, one expression of WeasyPrint 70, draws a block that goes over as far down as the page does,
  or as what was tried on the page and did not stay: the rule beside a quotation runs on below its last line. Here it
  ends with it.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.typeset.seams.custom_properties import values
from bookbuild.typeset.seams.seam import Amended, Function

FILLS_THE_PAGE = "elif bottom_space > -inf and not new_box.is_column:"
ENDS_WITH_ITS_LINES = "elif _ended_with_its_lines(new_box):"

PROPERTY = "__ends_page"
"""How WeasyPrint keeps `--ends-page` among a box's computed values: as a list of tokens."""


def ended_with_its_lines(box: Any) -> bool:
    """Make the part of a block that stands on a page no higher than what is in it; False: there is no more to do."""
    inside = [child for child in box.children if child.is_in_normal_flow()]
    if inside and isinstance(box, boxes.BlockBox) and box.style["height"] == "auto":
        last = inside[-1]
        end = last.position_y + last.margin_height() - last.margin_bottom
        box.height = min(box.height, max(end - box.content_box_y(), 0))
    return False


def block_level_page_break(given: Function, before: Any, after: Any) -> str:
    """`auto` between a block that has lines enough on its page and one that does not want to stay with it."""
    wanted: str = given(before, after)
    if wanted == "avoid" and after is not None and after.style["break_before"] == "auto" and _has_enough(before):
        return "auto"
    return wanted


def _has_enough(before: Any) -> bool:
    least = int(next(iter(values(before.style, PROPERTY, "number")), 0))
    return least > 0 and sum(isinstance(child, boxes.LineBox) for child in before.children) >= least


ENDS_WITH_WHAT_STANDS = Amended(
    __name__,
    ((FILLS_THE_PAGE, ENDS_WITH_ITS_LINES),),
    digest="65842ca53a83",
    names={"_ended_with_its_lines": ended_with_its_lines},
)
