"""The links of a page as WeasyPrint gathers them → where they can be clicked, each place once.

Where a leader fills a line from right to left, WeasyPrint moves the text and leaves the boxes around it behind: the
area of such a link is that of its text. And of links that lie within one another to the same place it gives each: the
elements in a link repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.typeset.fragments import Rectangle

MOST = 0.9
"""The share of its width that lies in another area where it is the same: a leader may begin before its link does."""

ROUNDING = 0.001
"""px that floating point rounds off: an area may have no width."""

LinkArea = tuple[str, str, Rectangle, Any]
"""(`internal` or `external`, the id or URL that it leads to, its rectangle in px, its box)."""


def outermost(links: Iterable[Any]) -> list[LinkArea]:
    """The links that are to be in the file."""
    kept: list[LinkArea] = []
    for kind, target, rectangle, box in links:
        link = (kind, target, around_text(tuple(rectangle), box), box)
        if not any(link[:2] == other[:2] and _within(link[2], other[2]) for other in kept[-3:]):
            kept.append(link)
    return kept


def around_text(rectangle: Rectangle, box: Any) -> Rectangle:
    """The rectangle of an inline box, but for one whose text stands beside it: there the text's."""
    if not isinstance(box, boxes.InlineBox) or rectangle[0] != box.border_box_x():
        return rectangle
    texts = [text for text in box.descendants() if isinstance(text, boxes.TextBox)]
    left = min((text.position_x for text in texts), default=rectangle[0])
    right = max((text.position_x + text.width for text in texts), default=rectangle[2])
    if left >= rectangle[0] - 1 and right <= rectangle[2] + 1:
        return rectangle
    return left, rectangle[1], right, rectangle[3]


def _within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    """Whether most of a rectangle's width lies in another's, and its lines in the other's or about them."""
    height, common = outer[3] - outer[1], min(inner[2], outer[2]) - max(inner[0], outer[0])
    return (
        common >= MOST * (inner[2] - inner[0]) - ROUNDING
        and inner[1] >= outer[1] - height and inner[3] <= outer[3] + height
    )  # fmt: skip
