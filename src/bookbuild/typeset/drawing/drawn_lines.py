"""A line that is drawn → its boxes in the order in which programs that read text expect them; and its directions.

Seam: `weasyprint.draw.draw_inline_level`, which draws a line, and its boxes by itself again, in the order of the text:
where that runs from right to left, MuPDF takes each box for a line of its own, because it stands to the left of the
one before. What is drawn is named to screen readers in the order of the text all the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.typeset.seams.seam import Function

_lines: list[tuple[Any, tuple[str, str]]] = []
"""The lines that are being drawn, one within the other; the direction of each, and that of its page."""


def draw_inline_level(drawn: Function, stream: Any, page: Any, box: Any, *given: Any, **named: Any) -> None:
    """WeasyPrint's function, which draws from the left what runs from right to left, and notes what line it is."""
    if isinstance(box, boxes.LineBox):
        _lines.append((box, (box.style["direction"], page.style["direction"])))
        before = len(stream._tags or ())
        try:
            _draw_from_left(drawn, stream, page, box, *given, **named)
        finally:
            _lines.pop()
        if stream._tags is not None:
            _name_in_order(stream._tags, before, box)
    elif isinstance(box, boxes.InlineBox):
        _draw_from_left(drawn, stream, page, box, *given, **named)
    else:
        drawn(stream, page, box, *given, **named)


def _draw_from_left(drawn: Function, stream: Any, page: Any, box: Any, *given: Any, **named: Any) -> None:
    """Draw an inline box. A line that ends with an ellipsis is left as it is: its last box is to be drawn last."""
    children = box.children
    if box.style["direction"] == "rtl" and _lines and _lines[-1][0].block_ellipsis == "none":
        box.children = from_left(children)
    try:
        drawn(stream, page, box, *given, **named)
    finally:
        box.children = children


def from_left(children: Sequence[Any]) -> list[Any]:
    """Boxes that follow each other from right to left, in the order in which they are drawn.

    Those side by side that hold no text from left to right are drawn from their left. What does stays in its place:
    the text behind it would be read before the text before it.
    """
    found: list[Any] = []
    for turns, run in groupby(children, _turns):
        side_by_side = list(run)
        found += side_by_side if turns else side_by_side[::-1]
    return found


def _turns(box: Any) -> bool:
    """Whether some of a box's text runs from left to right; of what is no text nothing is known."""
    if isinstance(box, boxes.TextBox):
        return any(map(runs_from_left, set(box.text)))
    return not isinstance(box, boxes.InlineBox) or any(map(_turns, box.children))


@cache
def runs_from_left(character: str) -> bool:
    """Whether a character is of a script that runs from left to right, or a European digit."""
    return unicodedata.bidirectional(character) in ("L", "EN")


def _name_in_order(tags: dict[Any, Any], before: int, line: Any) -> None:
    """Put what a line has added to `tags`, boxes and their marks, in the order of the text."""
    added = list(tags)[before:]
    if len(added) > 1:
        places = {id(box): place for place, box in enumerate(line.descendants())}
        for box in sorted(added, key=lambda box: places.get(id(box), len(places))):
            tags[box] = tags.pop(box)


def directions(box: Any) -> tuple[str, str]:
    """`rtl` or `ltr`: the direction of the paragraph of the box that is drawn, and that of its page."""
    return _lines[-1][1] if _lines else (box.style["direction"],) * 2
