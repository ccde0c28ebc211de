"""A row of leaders → one text.

Seam: `weasyprint.layout.inline.handle_leader`, which makes a box of each leader in the row: each is drawn by itself,
and a page of contents has more of them than of anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.layout.leader import leader_index
from weasyprint.text.line_break import create_layout, line_size

from bookbuild.typeset.seams.seam import Function

CLOSE = 0.01
"""px by which a leader in a row may be wider or narrower than one that stands alone."""


def handle_leader(handled: Function, context: Any, line: Any, containing_block: Any) -> None:
    """WeasyPrint's function, whose row of boxes becomes one box."""
    handled(context, line, containing_block)
    _, leader = leader_index(line)
    if leader is not None and len(leader.children) > 1:
        leader.children = _joined(leader.children, context)


def _joined(row: Sequence[Any], context: Any) -> Sequence[Any]:
    """One box for `row`, which runs from right to left; the row itself where that would be set otherwise."""
    first, text = row[-1], row[-1].text * len(row)
    layout = create_layout(text, first.style, context, max_width=None, justification_spacing=0)
    width, _ = line_size(layout.get_first_line()[0], first.style)
    layout.deactivate()
    if abs(width / len(row) - first.width) > CLOSE:
        return row
    box = first.copy()
    box.text, box.pango_layout, box.width = text, layout, width
    return (box,)
