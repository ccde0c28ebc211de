"""A poem's boxes → hemistichs of one measure in two columns; long bayts in two steps.

Seam: `weasyprint.layout.block.block_container_layout`, which is given a block with its width known and its children not
yet laid out. The widths and margins of the hemistichs, which are inline blocks, are set there; what they hold is
justified as any line is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout.preferred import inline_max_content_width

from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.deadline import check
from bookbuild.typeset.seams.seam import Function

NARROWEST_GAP, WIDEST_GAP = 1.0, 3.0
"""Em: between the two columns."""

BESIDE_CALL = 0.25
"""Em: between the call of a note that hangs over the end of a bayt's first half and the other half."""

NARROWED = 0.025
"""The share of its width by which a hemistich may be set narrower, to stand beside its other half."""

STEP = 3.0
"""Em: by how much at least the second half of a long bayt stands further in, where there is room."""

ROUNDING = 0.1
"""px by which a hemistich is wider than its text, so that none is broken for what floating point rounds off."""

_arranged: Attached[float] = Attached("poem_width")


def block_container_layout(lays_out: Function, context: Any, box: Any, *arguments: Any, **named: Any) -> Any:
    """WeasyPrint's function, once the hemistichs of a poem have their widths."""
    check()
    if _is(box, "verse") and _arranged.of(box) != box.width:  # of a poem over several pages, on its first
        arrange(context, box)
        _arranged.put(box, box.width)
    return lays_out(context, box, *arguments, **named)


def _is(box: Any, name: str) -> bool:
    """Whether a box is that of an element of the class `name`, and no anonymous one within it."""
    own = box.element is not None and isinstance(box.style, ComputedStyle)
    return own and name in box.element.get("class", "").split()


@dataclass(slots=True)
class BaytBox:
    """A bayt's box, its hemistichs', how wide these are by nature, the space between two of them, its number's box
    where it is numbered, and how far the call of a note hangs over the end of its first half; in px."""

    box: Any
    hemistichs: list[Any]
    widths: list[float]
    space: float
    number: Any
    hangs: float

    @property
    def widest(self) -> float:
        return max(self.widths)

    def set(self, width: float, *margins: float) -> None:
        """Give each hemistich the width, and so much space before it; the number stands in the first one's."""
        side = "margin_right" if self.box.style["direction"] == "rtl" else "margin_left"
        for hemistich, natural, margin in zip(self.hemistichs, self.widths, margins, strict=True):
            hemistich.style["width"], hemistich.style[side] = Dimension(width, "px"), Dimension(margin, "px")
            if natural * (1 - NARROWED) > width:
                _end_freely(hemistich)
        if self.number is not None:
            column = self.number.style["width"].value
            self.hemistichs[0].style[side] = Dimension(-self.space, "px")
            self.number.style[side] = Dimension(margins[0] - column, "px")


def _end_freely(hemistich: Any) -> None:
    """Let the last line of a hemistich that no line can hold be as short as it is."""
    for line in hemistich.children:
        line.style = line.style.copy()
        line.style["text_align_last"] = "start"


@dataclass(slots=True)
class BaytColumn:
    """Where bayts may stand: `room` px wide, of which `numbers` px at the side where lines begin are the numbers'."""

    room: float
    numbers: float

    @property
    def free(self) -> float:
        return self.room - self.numbers

    def near(self, width: float) -> float:
        """How far from the near side something so wide begins: in the middle, or behind the numbers."""
        return max((self.room - width) / 2, self.numbers)


def arrange(context: Any, poem: Any) -> None:
    """Set widths and places of a poem's hemistichs; `poem` has its width, in px."""
    bayts = list(_bayts(context, poem))
    columns = [bayt.number.style["width"].value for bayt in bayts if bayt.number is not None]
    for direction in ("rtl", "ltr"):
        side = [bayt for bayt in bayts if bayt.box.style["direction"] == direction]
        _arrange(side, BaytColumn(poem.width, max(columns, default=0.0)), poem.style["font_size"])


def _bayts(context: Any, poem: Any) -> Iterator[BaytBox]:
    """The bayts of a poem whose hemistichs are inline blocks; a theme may lay them out in another way."""
    for box in poem.descendants():
        if not (isinstance(box, boxes.BlockBox) and _is(box, "bayt")):
            continue
        for line in box.children:
            blocks = [child for child in line.children if isinstance(child, boxes.InlineBlockBox)]
            hemistichs = [child for child in blocks if _is(child, "hemistich")]
            if hemistichs:
                numbers = [child for child in blocks if _is(child, "bayt-number")]
                yield _bayt(context, box, line, hemistichs, numbers[0] if numbers else None)


def _bayt(context: Any, box: Any, line: Any, hemistichs: list[Any], number: Any) -> BaytBox:
    for each in [*hemistichs, *([] if number is None else [number])]:
        each.style = each.style.copy()
        each.style["margin_left"] = each.style["margin_right"] = Dimension(0, "px")
    for hemistich in hemistichs:
        hemistich.style["width"] = "auto"
    hangs = [_hang_call(context, hemistich) for hemistich in hemistichs]
    widths = [_widest_line(context, each) for each in hemistichs]
    spaces = [child for child in line.children if isinstance(child, boxes.TextBox)]
    apart = inline_max_content_width(context, line) - sum(widths) - (number.style["width"].value if number else 0.0)
    space = apart / max(len(spaces), 1)
    return BaytBox(box, hemistichs, [width + ROUNDING for width in widths], space, number, hangs[0])


def _hang_call(context: Any, hemistich: Any) -> float:
    """Let the call of a note that ends a hemistich hang over its end: rhymes stand one under the other. By how many
    px."""
    side = "margin_left" if hemistich.style["direction"] == "rtl" else "margin_right"
    call = hemistich
    while not (isinstance(call, boxes.InlineBox) and (_is(call, "called") or _is(call, "note-call"))):
        inner = [child for child in getattr(call, "children", ()) if child.is_in_normal_flow()]
        if not inner:
            return 0.0
        call = inner[-1]
    width: float = inline_max_content_width(context, call)
    call.style = call.style.copy()
    call.style[side] = Dimension(-width, "px")
    return width


def _widest_line(context: Any, hemistich: Any) -> float:
    """The width of a hemistich in one line, in px; 0 where it is empty."""
    return max((inline_max_content_width(context, line) for line in hemistich.children), default=0.0)


def _arrange(bayts: list[BaytBox], column: BaytColumn, em: float) -> None:
    """Set the bayts of one direction."""
    pairs = [bayt for bayt in bayts if len(bayt.hemistichs) == 2]
    called = [bayt.hangs + BESIDE_CALL * em for bayt in pairs if bayt.hangs]
    room = (column.free - max([NARROWEST_GAP * em, *called])) / 2
    side_by_side = [bayt for bayt in pairs if bayt.widest * (1 - NARROWED) < room]
    if 2 * len(side_by_side) < len(pairs):
        side_by_side = []
    stepped = [bayt for bayt in pairs if bayt not in side_by_side]
    alone = [bayt for bayt in bayts if len(bayt.hemistichs) == 1]
    measure = min(_widest(side_by_side), room)
    gap = min(WIDEST_GAP * em, column.free - 2 * measure - ROUNDING)
    width = 2 * measure + gap
    for bayt in side_by_side:
        bayt.set(measure, column.near(width), gap - bayt.space)
    _in_steps(stepped, column, max(width if side_by_side else 0.0, _widest(stepped) + STEP * em))
    measure = min(column.free, max(_widest(alone), measure))
    for bayt in alone:
        bayt.set(measure, column.near(measure))


def _in_steps(bayts: list[BaytBox], column: BaytColumn, width: float) -> None:
    """Each hemistich on a line of its own: the first at the near side of `width` px, the second at the far one."""
    measure, width = min(column.free, _widest(bayts)), min(column.free, width)
    for bayt in bayts:
        bayt.set(measure, column.near(width), column.near(width) + width - measure)


def _widest(bayts: Iterable[BaytBox]) -> float:
    return max((bayt.widest for bayt in bayts), default=0.0)
