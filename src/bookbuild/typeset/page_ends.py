"""What a quotation does at the end of a page.

Seams, in `weasyprint.layout.block`:

- `block_level_page_break` says what two blocks that follow one another want of a page's end between them. CSS knows no
  middle between `break-after: avoid`, for which half a page may stay empty, and `auto`. Here a block may end a page
  that has as many of its lines as its custom property `--ends-page` says.
- `block_container_layout`, one expression of WeasyPrint 70, draws a block that goes over as far down as the page does:
  the rule beside a quotation runs on below its last line. Here it ends with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from bookbuild.typeset.footnotes import amended

FILLS_THE_PAGE = "elif bottom_space > -inf and not new_box.is_column:"
ENDS_WITH_ITS_LINES = "elif False:"

PROPERTY = "__ends_page"
"""How WeasyPrint keeps `--ends-page` among a box's computed values: as a list of tokens."""

_given: list[Callable[..., str]] = []


def install() -> None:
    """Put the changed functions in their place, before others stand around them; raises AttributeError or RuntimeError
    where WeasyPrint's have moved."""
    if not _given:
        block.block_container_layout = amended(block.block_container_layout, FILLS_THE_PAGE, ENDS_WITH_ITS_LINES)
        _given.append(block.block_level_page_break)
        block.block_level_page_break = block_level_page_break


def block_level_page_break(before: Any, after: Any) -> str:
    """`auto` between a block that has lines enough on its page and one that does not want to stay with it."""
    wanted = _given[0](before, after)
    if wanted == "avoid" and after is not None and after.style["break_before"] == "auto" and _has_enough(before):
        return "auto"
    return wanted


def _has_enough(before: Any) -> bool:
    least = next((int(token.value) for token in before.style[PROPERTY] or () if token.type == "number"), 0)
    return least > 0 and sum(isinstance(child, boxes.LineBox) for child in before.children) >= least
