"""The area at the foot of a page: notes laid out in its width → where each ends in so many px, and the box of them all.

A note is laid out once, whatever page it stands on. Series stand one below the other, each under a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import absolute, block

from bookbuild.typeset.pagination.note_parts import ROUNDING, LaidNote
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.custom_properties import values
from bookbuild.typeset.seams.deadline import check

_ORDER = re.compile("[0-9]{1,3}")


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """A note on a page, from the unit `first` on.

    `room`: px below the line of its call; `kept`: of them, those for what is to stand on the page with that line.
    `carried`: it is not called on that page, but on one before. `indent`: px by which it begins behind the end of the
    note before it, in the same line.
    """

    note: Any
    laid: LaidNote
    first: int = 0
    room: float = inf
    kept: float = 0.0
    carried: bool = False
    indent: float = 0.0
    series: int = field(init=False)
    """Which series at the foot it is of, from 0; the first where a theme lets something else float there."""

    def __post_init__(self) -> None:
        order: str = self.note.element.get("data-order", "")
        object.__setattr__(self, "series", int(order) if _ORDER.fullmatch(order) else 0)

    @property
    def runs_in(self) -> bool:
        """Whether the notes of its series are one paragraph."""
        return bool(self.note.element.get("data-set") == "run-in")


SERIES_SPACE, SERIES_RULE = "__series_space", "__series_rule"
"""How WeasyPrint keeps `--series-space` and `--series-rule` of the area among computed values: as lists of tokens."""

FITS_NOWHERE = 0.8
"""The share of a page from which on notes of one line, the last of them divided, stand on it as parts, all of them."""

HALF = 0.5
"""The space above a further series, of that above all notes."""

BETWEEN, NARROWEST = 1.0, 4.0
"""Em: between two notes of one paragraph, and what a line has at least for the beginning of the next."""

_laid: Attached[dict[tuple[int, float, str, float], LaidNote]] = Attached("laid_notes")
"""On a layout context: by note, width and direction of its area, and indent. A note is laid out once."""


class NoteArea:
    """The area of a page, empty, and how notes stand in it. All lengths are in px."""

    def __init__(self, context: Any, area: Any) -> None:
        self.context, self.page = context, area.page
        self.empty = block.block_level_layout(
            context, area.copy_with_children([]), -inf, None, area.page, page_is_empty=True
        )[0]
        self.decoration: float = self.empty.margin_height() - self.empty.height
        self.next_series = self._next_series()

    def _next_series(self) -> Any:
        """The area of a further series, empty: under a rule as the first, or under a space alone."""
        further = self.empty.copy()
        further.height = 0
        share = next(iter(values(self.empty.style, SERIES_SPACE, "number")), HALF)
        further.margin_top = self.empty.margin_top * share
        if "none" in values(self.empty.style, SERIES_RULE, "ident"):
            further.border_top_width = further.padding_top = 0
        return further

    def begin(self, begun: Begun, before: Sequence[Begun]) -> Begun:
        """`begun` behind those that stand `before` it: in the last line of its series, where that is one paragraph."""
        last = next((each for each in reversed(before) if each.series == begun.series), None)
        apart = replace(begun, indent=0.0, laid=self.laid(begun.note))
        taken = last.laid.taken() if last is not None and begun.runs_in else None
        if last is None or taken is None or not apart.laid.runs_on(last.laid):
            return apart
        size = begun.note.style["font_size"]
        indent = taken + BETWEEN * size
        if indent + NARROWEST * size > last.laid.box.width:
            return apart
        return replace(begun, indent=indent, laid=self.laid(begun.note, indent))

    def laid(self, note: Any, indent: float = 0.0) -> LaidNote:
        """A note, laid out in the width of the area; its first line begins `indent` px from the edge."""
        known = _laid.made_once(self.context, dict)
        key = id(note), round(self.empty.width, 2), self.empty.style["direction"], round(indent, 2)
        if key not in known:
            check()
            known[key] = self._lay_out(note, indent)
        return known[key]

    def _lay_out(self, note: Any, indent: float) -> LaidNote:
        """By itself, whatever stands on the page: on a copy of the context, which no line of the text knows."""
        apart = copy(self.context)
        apart.footnotes, apart.broken_out_of_flow, apart.in_column, apart.current_page = [], {}, False, 0
        apart._excluded_shapes, apart._excluded_shapes_root_boxes = {}, []
        box = note.deepcopy()
        if indent:
            _indent(box, indent)
        box = build.create_anonymous_boxes(box)
        box.position_x, box.position_y = self.empty.content_box_x(), self.empty.content_box_y()
        beside: list[Any] = []
        around = self.empty.copy()
        apart.create_block_formatting_context(around)
        laid, _, _, margins, *_ = block.block_level_layout(apart, box, -inf, None, self.empty, True, beside, beside, [])
        apart.finish_block_formatting_context(around)
        for placeholder in beside:
            absolute.absolute_layout(apart, placeholder, self.page, beside, bottom_space=0, skip_stack=None)
        return LaidNote.of(laid, block.collapse_margin(margins or [laid.margin_bottom]))

    # ---- how much of each has room ----

    def height(self, begun: Sequence[Begun], ends: Sequence[int]) -> float:
        """Of the whole area with these parts; nothing where there are none."""
        inside = self._height_inside(begun, ends)
        return inside + self.decoration if inside else 0.0

    def _height_inside(self, begun: Sequence[Begun], ends: Sequence[int]) -> float:
        return sum(space + each.laid.height(each.first, end) for each, end, space in self.placed(begun, ends))

    def placed(self, begun: Sequence[Begun], ends: Sequence[int]) -> Iterator[tuple[Begun, int, float]]:
        """The parts that are not empty, series by series, each with the space above it, and the rule of its series."""
        before: Begun | None = None
        below, whole = 0.0, False
        parts = ((each, end) for each, end in zip(begun, ends, strict=True) if end > each.first)
        for each, end in sorted(parts, key=lambda part: part[0].series):
            if before is None:
                space = 0.0
            elif before.series != each.series:
                space = self.next_series.margin_height()
            elif each.indent and not each.first and whole:
                space = each.laid.in_last_line_of(before.laid)
            elif whole and not each.first:
                space = each.laid.space_below(before.laid, max(below, self._above(each)))
            else:
                space = 0.0
            yield each, end, space
            before, whole = each, end == each.laid.end
            below = each.laid.below if whole else 0.0

    def _above(self, begun: Begun) -> float:
        return 0.0 if begun.first else max(begun.laid.top - self.empty.content_box_y(), 0.0)

    def shared(self, begun: Sequence[Begun], room: float) -> list[int] | None:
        """Where each ends, in `room` px with the rule: the first as far as they can, the later ones with two lines at
        least; None where there is no room for that."""
        whole = [each.laid.end for each in begun]
        if self.height(begun, whole) <= room:
            return whole
        ends = [each.laid.least(each.first) for each in begun]
        if self.height(begun, ends) > room + ROUNDING:
            return None
        for at, each in enumerate(begun):
            over = room - self.height(begun, ends) + each.laid.height(each.first, ends[at])
            ends[at] = max(each.laid.furthest(each.first, over) or ends[at], ends[at])
            while self.height(begun, ends) > room + ROUNDING and ends[at] > each.laid.least(each.first):
                ends[at] = each.laid.furthest(each.first, over := over - 1.0) or each.laid.least(each.first)
        return ends

    def crammed(self, begun: Sequence[Begun], room: float) -> list[int]:
        """Where each ends, where there is no room for all: one after the other, as far as they can; the later wait."""
        ends = [each.first for each in begun]
        for at, each in enumerate(begun):
            left = room - self.height(begun, ends) - (self.decoration if not any(self.placed(begun, ends)) else 0.0)
            found = each.laid.furthest(each.first, left, anywhere=True)
            ends[at] = each.first if found is None else found
            if self.height(begun, ends) > room + ROUNDING:
                ends[at] = each.first
            if ends[at] < each.laid.end:
                break
        if begun and not any(self.placed(begun, ends)):
            ends[0] = begun[0].first + 1  # higher than a page, as a picture may be: it has to stand somewhere
        return ends

    def filled(self, begun: Sequence[Begun], ends: Sequence[int], bottom: float) -> Any:
        """The box of the area, with these parts in their places; it ends at `bottom`."""
        children: list[Any] = []
        into, series, y = children, None, self.empty.content_box_y()
        for each, end, space in self.placed(begun, ends):
            if series not in (None, each.series):
                into = self._begin_series(children, y)
            series, y = each.series, y + space
            part = each.laid.part(each.first, end)
            part.translate(
                self.empty.content_box_x() - each.laid.box.position_x, y - (part.position_y + part.margin_top)
            )
            into.append(part)
            y += each.laid.height(each.first, end)
        for further in children:
            if isinstance(further, boxes.FootnoteAreaBox):
                last = further.children[-1]
                further.height = last.position_y + last.margin_height() - last.margin_bottom - further.content_box_y()
        area = self.empty.copy_with_children(children)
        area.height = y - self.empty.content_box_y()
        area.translate(dy=bottom - area.margin_height() - area.position_y)
        return area

    def _begin_series(self, children: list[Any], y: float) -> list[Any]:
        """Put the area of a further series at `y`; what stands in it."""
        further = self.next_series.copy_with_children([])
        further.translate(dy=y - further.position_y)
        children.append(further)
        inside: list[Any] = further.children
        return inside


def _indent(box: Any, indent: float) -> None:
    """Indent the first paragraph in a box."""
    while (inner := next((child for child in box.children if isinstance(child, boxes.BlockBox)), None)) is not None:
        box = inner
    box.style = box.style.copy()
    box.style["text_indent"] = Dimension(indent, "px")


def lay_out_anew(context: Any) -> None:
    """Forget how notes were laid out."""
    _laid.put(context, {})
