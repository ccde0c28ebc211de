"""Where a row of a table stands → what stands above it on a page that begins with it: the table's head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes


def head_above(around: Sequence[Any]) -> float:
    """The height of a head, and of the space between rows, in px, for a row within these boxes, the innermost last."""
    match around:
        case [*_, boxes.TableBox() as table, boxes.TableRowGroupBox(is_header=False)]:
            heads = [group.position_y + group.height for group in table.children if group.is_header]
            return float(max(heads) - table.content_box_y() if heads else 0.0) + _spacing(table)
        case _:
            return 0.0


def _spacing(table: Any) -> float:
    """px between two rows of a table."""
    return 0.0 if table.style["border_collapse"] == "collapse" else float(table.style["border_spacing"][1])
