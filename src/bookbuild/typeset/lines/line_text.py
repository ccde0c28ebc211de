"""A line box of WeasyPrint's → the text of its lines, over its text boxes.

What a plan of lines does not know raises NotPlanned: floats, pictures in a line, forced breaks, soft hyphens, leaders,
letters set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages

from bookbuild.typeset.lines.shaping import ShapingCache, face_of

_UNKNOWN = re.compile("[\n\t\r\f\u0085\u2028\u2029\u00ad]")

_EDGES = (
    "margin_left", "margin_right", "padding_left", "padding_right", "border_left_width", "border_right_width",
)  # fmt: skip


def text_boxes(box: Any) -> Iterator[Any]:
    """The text boxes in a box, in the order of the text."""
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from text_boxes(child)


class NotPlanned(Exception):
    """Something stands in a paragraph that a plan does not know."""


@dataclass(slots=True)
class LineTextBox:
    """A text box of a paragraph; where its text begins in the paragraph's; what stands before it and is no text, in
    px."""

    box: Any
    start: int
    before: float
    face: ShapingCache


class LineText:
    """The text of a line box's lines, over its text boxes."""

    def __init__(self, line: Any, containing_block: Any) -> None:
        self.style = line.style
        self.containing_block = containing_block
        self.pieces: list[LineTextBox] = []
        self._before = 0.0
        self._length = 0
        self._gather(line)
        self.behind = self._before
        """What stands behind the text and is no text, in px: below 0 where the text's end hangs."""
        self.text = "".join(piece.box.text for piece in self.pieces)
        if _UNKNOWN.search(self.text):
            raise NotPlanned

    def _gather(self, parent: Any) -> None:
        for child in parent.children:
            if not child.is_in_normal_flow() or child.is_leader:
                raise NotPlanned
            if isinstance(child, boxes.TextBox):
                self._add(child)
            elif type(child) is boxes.InlineBox:
                before, after = self._edges(child)
                self._before += before
                self._gather(child)
                self._before += after
            else:
                raise NotPlanned

    def _add(self, box: Any) -> None:
        style = box.style
        if not box.text:
            return
        if style["letter_spacing"] not in ("normal", 0) or not style["font_size"]:
            raise NotPlanned
        if style["white_space"] in ("pre", "pre-wrap") or style["word_break"] == "break-all":
            raise NotPlanned
        self.pieces.append(LineTextBox(box, self._length, self._before, face_of(style)))
        self._before = 0.0
        self._length += len(box.text)

    def _edges(self, box: Any) -> tuple[float, float]:
        """What an inline box adds before and behind its text, in px."""
        values = [box.style[name] for name in _EDGES]
        if not any(getattr(value, "value", value) for value in values):
            return 0.0, 0.0
        resolve_percentages(box, self.containing_block)
        if "auto" in (box.margin_left, box.margin_right):
            raise NotPlanned
        left = box.padding_left + box.margin_left + box.border_left_width
        right = box.padding_right + box.margin_right + box.border_right_width
        return (left, right) if self.style["direction"] == "ltr" else (right, left)
