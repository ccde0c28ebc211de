"""Where a row of a table stands → what stands above it on a page that begins with it: the table's head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes


def head_above(around: Sequence[Any]) -> float:
    """The height of a head, in px, for a row within these boxes, the innermost last; 0 where there is none."""
    match around:
        case [*_, boxes.TableBox() as table, boxes.TableRowGroupBox(is_header=False)]:
            return sum(float(group.border_height()) for group in table.children if group.is_header)
        case _:
            return 0.0
