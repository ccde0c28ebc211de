"""A note that is laid out at its full height → the places where a page may end it, and the part between two of them.

A note is a column of units: lines, rows of a table, pictures. A part of it is named by its first unit and the one
behind its last; what a part looks like is taken from the whole, so that no line is broken twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from bookbuild.typeset.lines.leading import between

LEAST = 2
"""Lines of a note that stand on each side of a page's end."""

ROUNDING = 0.01
"""px that floating point rounds off."""

STACKED = (boxes.BlockBox, boxes.TableBox, boxes.TableRowGroupBox)
"""Boxes whose children stand one below the other, and may be parted."""


@dataclass(slots=True)
class Unit:
    """What a page's end does not divide. `top`, `bottom`: px. `lines`: how many lines it counts as.

    `parts`: whether a page may end behind it with no line of a paragraph left alone, and nothing parted that is to
    stay together.
    """

    box: Any
    top: float
    bottom: float
    lines: int
    parts: bool = True


@dataclass
class LaidNote:
    """A note as it is laid out, its border box from `top` to `bottom`; `below`: the space wanted below it. In px."""

    box: Any
    top: float
    bottom: float
    below: float
    units: list[Unit] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    _spaces: dict[int, float] = field(default_factory=dict)
    """By the identity of a box within the note: its first unit, and the one behind its last."""

    @classmethod
    def of(cls, box: Any, below: float) -> LaidNote:
        """`box` is laid out, all of it."""
        top = box.position_y + box.margin_top
        note = cls(box, top, top + box.border_height(), max(below, 0.0))
        note._unite(box)
        return note

    @property
    def end(self) -> int:
        return len(self.units)

    @cached_property
    def _lines(self) -> list[int]:
        """The lines above each unit, and those of the whole note."""
        lines = [0]
        for unit in self.units:
            lines.append(lines[-1] + unit.lines)
        return lines

    def height(self, first: int, behind: int) -> float:
        """Of a part, in px."""
        if first >= behind:
            return 0.0
        top = self.top if first == 0 else self.units[first].top
        return (self.bottom if behind == self.end else self.units[behind - 1].bottom) - top

    def furthest(self, first: int, room: float, *, anywhere: bool = False) -> int | None:
        """The last place where a part that begins at `first` may end in `room` px; None where there is none.

        With `anywhere` a paragraph's line may be left alone, but for the note's own two; where even that does not
        fit, the place behind the last unit that does.
        """
        if self.height(first, self.end) <= room + ROUNDING:
            return self.end
        fitting = [behind for behind in self._fitting(first, room) if behind < self.end]
        well = (behind for behind in fitting if self._has_lines(first, behind) and self.units[behind - 1].parts)
        if (found := next(well, None)) is not None or not anywhere:
            return found
        return next((behind for behind in fitting if self._has_lines(first, behind)), next(iter(fitting), None))

    def least(self, first: int) -> int:
        """The first place where a part that begins at `first` may end."""
        for behind in range(first + 1, self.end):
            if self._has_lines(first, behind) and self.units[behind - 1].parts:
                return behind
        return self.end

    def _fitting(self, first: int, room: float) -> Iterator[int]:
        """The ends of parts that fit in `room` px, the last first."""
        low, high = first, self.end
        while low < high:
            middle = (low + high + 1) // 2
            if self.height(first, middle) <= room + ROUNDING:
                low = middle
            else:
                high = middle - 1
        yield from range(low, first, -1)

    def _has_lines(self, first: int, behind: int) -> bool:
        lines = self._lines
        return lines[behind] - lines[first] >= LEAST and lines[self.end] - lines[behind] >= LEAST

    # ---- two notes in one paragraph ----

    def _line(self, at: int) -> Any:
        """The first (0) or last (-1) line; None where something else stands there."""
        units = [unit for unit in self.units if unit.lines]
        return units[at].box if units and isinstance(units[at].box, boxes.LineBox) else None

    def taken(self) -> float | None:
        """px of the last line that text takes; None where there is none."""
        line = self._line(-1)
        inside = [box for box in line.descendants() if isinstance(box, boxes.TextBox)] if line is not None else []
        if not inside:
            return None
        if line.style["direction"] == "rtl":
            right: float = self.box.content_box_x() + self.box.width
            return right - min(float(box.position_x) for box in inside)
        left: float = self.box.content_box_x()
        return max(float(box.position_x + box.width) for box in inside) - left

    def runs_on(self, before: LaidNote) -> bool:
        """Whether the first line may stand in the last of the note `before`: both are lines, and read from one side."""
        first, last = self._line(0), before._line(-1)
        return first is not None and last is not None and first.style["direction"] == last.style["direction"]

    def space_below(self, before: LaidNote, space: float) -> float:
        """`space` px below the note `before`, and what the marks of the two lines that meet there need more."""
        known = self._spaces.get(id(before))
        if known is None:
            first, last = self._line(0), before._line(-1)
            touching = first is not None and last is not None
            more = between(last, first, before.bottom + space - self.top) if touching else 0.0
            known = self._spaces[id(before)] = space + more
        return known

    def in_last_line_of(self, before: LaidNote) -> float:
        """px from the end of the note `before` to the top, for the first line to stand on the baseline of its last."""
        first, last = self._line(0), before._line(-1)
        space: float = last.position_y + last.baseline - before.bottom - (first.position_y + first.baseline - self.top)
        return space

    def part(self, first: int, behind: int) -> Any:
        """The box of a part, where it stands in the whole; what is in it may be moved."""
        whole = (first, behind) == (0, self.end)
        return (self.box if whole else self._between(self.box, first, behind)).deepcopy()

    def _between(self, box: Any, first: int, behind: int) -> Any:
        begins, ends = self.spans[id(box)]
        part = box.copy_with_children([child for child in self._children(box, first, behind) if child is not None])
        part.remove_decoration(start=begins < first, end=ends > behind)
        inside = [child for child in part.children if child.is_in_normal_flow()]
        if begins < first and inside:
            part.position_y = inside[0].position_y
        if inside and part.height != "auto":
            last = inside[-1]
            if ends > behind:
                part.height = last.position_y + last.margin_height() - last.margin_bottom - part.content_box_y()
            elif begins < first:
                part.height = box.content_box_y() + box.height - part.content_box_y()
        return part

    def _children(self, box: Any, first: int, behind: int) -> Iterator[Any]:
        top = -float("inf") if first == 0 else self.units[first].top
        bottom = float("inf") if behind == self.end else self.units[behind].top
        for child in box.children:
            begins, ends = self.spans.get(id(child), (-1, -1))
            if begins < 0:  # beside the lines: it stays where it stands
                if top <= child.position_y + child.margin_height() / 2 < bottom:
                    yield child
            elif begins >= first and ends <= behind:
                yield child
            elif begins < behind and ends > first:
                yield self._between(child, first, behind)

    def _unite(self, box: Any) -> None:
        """Make units of what is in a box."""
        begins = len(self.units)
        if _is_stack(box):
            before = None
            for child in box.children:
                if child.is_in_normal_flow():
                    if before is not None and block.block_level_page_break(before, child) == "avoid":
                        self.units[-1].parts = False
                    self._unite(child)
                    before = child if len(self.units) > begins else None
            self._keep_together(box, begins)
        else:
            line, top = isinstance(box, boxes.LineBox), box.position_y
            height = box.height if line else box.margin_height()
            lines = min(1 if line else LEAST, ceil(height))  # of a line without content, none
            self.units.append(Unit(box, top, top + height, lines))
        self.spans[id(box)] = begins, len(self.units)

    def _keep_together(self, box: Any, begins: int) -> None:
        """No line of a paragraph alone, no head of a table without its rows, nothing divided that is not to be."""
        count = len(self.units) - begins
        whole = box.style["break_inside"].startswith("avoid") or getattr(box, "is_header", False)
        lined = isinstance(box, boxes.BlockContainerBox) and all(isinstance(c, boxes.LineBox) for c in box.children)
        for number, unit in enumerate(self.units[begins:], 1):
            alone = lined and (number < box.style["orphans"] or count - number < box.style["widows"])
            if number < count and (whole or alone):
                unit.parts = False
        if count and getattr(box, "is_header", False):
            self.units[-1].parts = False


def _is_stack(box: Any) -> bool:
    """Whether what is in a box stands in it one below the other, and is not all beside the flow."""
    if not isinstance(box, STACKED) or (box.is_table_wrapper and not box.children):
        return False
    columns = box.style["column_count"] != "auto" or box.style["column_width"] != "auto"
    return not columns and any(child.is_in_normal_flow() for child in box.children)
