"""A chapter set as one page without an end → its rows, of which pages are chosen (`page_breaks.py`).

WeasyPrint sets pages one by one, each as full as it can be. Here it sets all that stands up to the next forced break on
one page that nothing overflows. Its notes are set by themselves, for their heights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, page
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from bookbuild.typeset.lines import leading
from bookbuild.typeset.lines.divided_lines import ends_divided
from bookbuild.typeset.lines.kept_lines import keeps, place_of
from bookbuild.typeset.lines.planned_lines import in_lines
from bookbuild.typeset.pagination import baseline_grid
from bookbuild.typeset.pagination.giving_spaces import gives
from bookbuild.typeset.pagination.note_area import Begun, NoteArea
from bookbuild.typeset.pagination.page_rows import PageRow, RowParagraph
from bookbuild.typeset.seams.attached import Attached

HYPHEN_AT_FOOT, WITHIN_PARAGRAPH, PARTS_QUOTATION = 250.0, 1.0, 40.0

original: Attached[Any] = Attached("original")
"""On a box, laid out or not: the box that it was laid out of."""

EQUAL = 0.01  # px
AVOID = ("avoid", "avoid-page")
NOT_MOVED: tuple[float | None, float] = (None, 0.0)

MOST_LETTERS = 1_000_000
"""Of a chapter, some 500 pages: a longer one takes too much memory to be set twice."""

_is_long: Attached[bool] = Attached("is_long")
"""On a root box."""

in_galley: Attached[bool] = Attached("in_galley")
"""On a layout context."""

FlowPlace = tuple[int, ...]


@dataclass(slots=True)
class Galley:
    """Rows; `places`: by where a page may begin, the number of its row; `blocks`: of each row, the first block that
    begins with it; `lines`: of each paragraph, its line box."""

    line: float
    rows: list[PageRow] = field(default_factory=list)
    places: dict[FlowPlace, int] = field(default_factory=dict)
    blocks: list[Any] = field(default_factory=list)
    lines: dict[RowParagraph, Any] = field(default_factory=dict)
    around_notes: float = 0.0
    height: float = 0.0
    """Of a page's text, in px."""


class NoGalley(Exception):
    """What is to be set has no rows, is very long, or has columns or the like, whose height depends on the page."""


def galley_of(context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, line: float) -> Galley:
    """The rows from `resume_at` up to the next forced break, for lines `line` px apart. Raises NoGalley."""
    if _is_long.made_once(root_box, lambda: _letters(root_box) > MOST_LETTERS):
        raise NoGalley
    keeps.put(context, True)
    galley = Galley(line)
    with _on_endless_page(context, page_type, page_number) as of_page:
        galley.height = of_page.height
        root_box.position_x, root_box.position_y = of_page.content_box_x(), of_page.content_box_y()
        laid_out = block.block_level_layout(context, root_box, -inf, resume_at, of_page, True, [], [], [])[0]
        if laid_out is None:
            raise NoGalley
        reader = _Reader(galley, of_page.content_box_y(), context.footnotes, _below_baseline(root_box))
        reader.read(laid_out, resume_at)
        if not galley.rows:
            raise NoGalley
        galley.places[place_of(resume_at)] = 0
        _measure_notes(context, reader.notes, galley)
    return galley


def _letters(root_box: Any) -> int:
    return sum(len(box.text) for box in root_box.descendants() if isinstance(box, boxes.TextBox))


def look_at(context: Any, box: Any) -> None:
    """Note what a block is laid out of. Raises NoGalley for one of a galley whose height depends on the page."""
    original.put(box, box)
    style = box.style
    if in_galley.of(context) and (
        style["column_count"] != "auto" or style["column_width"] != "auto" or box.is_floated()
    ):
        raise NoGalley


@contextmanager
def _on_endless_page(context: Any, page_type: Any, page_number: int) -> Iterator[Any]:
    """A page as WeasyPrint makes it, for a time; all that it notes of a page is as before when this ends."""
    names = ("footnotes", "current_page_footnotes", "reported_footnotes", "current_footnote_area", "page_bottom",
             "broken_out_of_flow", "rendered_notes", "current_page")  # fmt: skip
    before = {name: getattr(context, name) for name in names}
    shapes = list(context._excluded_shapes_root_boxes), dict(context._excluded_shapes)
    running = {name: dict(pages) for name, pages in context.running_elements.items()}
    style = context.style_for(page_type)
    of_page = boxes.PageBox(page_type, style)
    size = style["size"]
    resolve_percentages(of_page, size)
    of_page.position_x = of_page.position_y = 0
    page.page_width(of_page, context, size[0])
    page.page_height(of_page, context, size[1])
    of_notes = context.style_for(page_type, "@footnote")
    area = boxes.FootnoteAreaBox(of_page, style.anonymous_style if of_notes is None else of_notes)
    resolve_percentages(area, of_page)
    area.position_x, area.position_y = of_page.content_box_x(), of_page.content_box_y() + of_page.height
    context.current_footnote_area, context.page_bottom = area, area.position_y
    context.current_page_footnotes, context.reported_footnotes, context.broken_out_of_flow = [], [], {}
    context.rendered_notes, context.current_page = [], page_number
    context.create_block_formatting_context()
    in_galley.put(context, True)
    try:
        yield of_page
    finally:
        in_galley.put(context, False)
        context._excluded_shapes_root_boxes[:], context._excluded_shapes = shapes
        for name, value in before.items():
            context.__setattr__(name, value)
        for name, pages in context.running_elements.items():
            pages.clear()
            pages.update(running.get(name, {}))
        leading.forget_lines(context)


def _below_baseline(root_box: Any) -> float:
    """How far a line of the text's own size reaches below its baseline, in px."""
    body = next((child for child in root_box.children if child.is_in_normal_flow()), root_box)
    height, above = strut(body.style)
    return float(height - above)


def _measure_notes(context: Any, notes: Mapping[int, Sequence[Any]], galley: Galley) -> None:
    """Give rows the heights of their notes."""
    area = NoteArea(context, context.current_footnote_area)
    galley.around_notes = area.decoration / galley.line
    before: list[Begun] = []
    for at, of_row in notes.items():
        height = least = 0.0
        for note in of_row:
            begun = area.begin(Begun(note, area.laid(note)), before)
            above = area.height(before, [each.laid.end for each in before]) or area.decoration
            ends = [each.laid.end for each in before]
            least = height + area.height([*before, begun], [*ends, begun.laid.least(0)]) - above
            height += area.height([*before, begun], [*ends, begun.laid.end]) - above
            before = [begun]
        galley.rows[at] = replace(galley.rows[at], notes=height / galley.line, least=least / galley.line)


class _Reader:
    """Reads a laid-out tree: `notes`, of each row that has some."""

    def __init__(self, galley: Galley, top: float, waiting: Any, below: float) -> None:
        self.galley, self.y, self.waiting, self.below = galley, top, waiting, below
        self.notes: dict[int, list[Any]] = {}
        self.begun: list[tuple[Any, FlowPlace]] = []
        self.ended: list[Any] = []
        self.open: list[Any] = []
        self.head = 0.0
        """px above a row of a table on a page on which the table goes on: its head stands there again."""

    def read(self, box: Any, resume_at: Any) -> None:
        if not isinstance(box, boxes.BlockContainerBox | boxes.TableBox | boxes.TableRowGroupBox):
            raise NoGalley
        self._block(box, (), resume_at)

    def _block(self, box: Any, place: FlowPlace, resume_at: Any) -> None:
        self.begun.append((box, place))
        self.open.append(box)
        if isinstance(box, boxes.TableBox):
            self.head = _spacing(box)
        ((skip, resume_at),) = resume_at.items() if resume_at else ((0, None),)
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                self._lines(box, place, resume_at)
                break
            if not child.is_in_normal_flow():
                continue
            self._child(child, (*place, getattr(child, "index", skip)), resume_at)
            resume_at = None
            if getattr(child, "is_header", False):
                self.head = child.position_y + child.height - box.content_box_y() + _spacing(box)
        self.open.pop()
        if isinstance(box, boxes.TableBox):
            self.head = 0.0
        self._close(box)

    def _child(self, child: Any, place: FlowPlace, resume_at: Any) -> None:
        within = isinstance(child, boxes.BlockContainerBox | boxes.TableBox | boxes.TableRowGroupBox)
        if within and child.children and not child.is_monolithic():
            self._block(child, place, resume_at)
            return
        self.begun.append((child, place))
        if child.border_height() > 0:
            bottom = child.border_box_y() + child.border_height()
            self._row(child.border_box_y(), bottom)
        self.ended.append(child)

    def _close(self, box: Any) -> None:
        """A block ends: its last row reaches down to its border."""
        if self.galley.rows and not any(box is begun for begun, _ in self.begun):
            bottom = box.border_box_y() + box.border_height()
            if bottom > self.y:
                last = self.galley.rows[-1]
                self.galley.rows[-1] = replace(last, height=last.height + (bottom - self.y) / self.galley.line)
                self.y = bottom
        self.ended.append(box)

    def _lines(self, box: Any, place: FlowPlace, resume_at: Any) -> None:
        """The lines of a paragraph, from where it goes on."""
        lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
        paragraph = self._paragraph(box, lines) if resume_at is None else None
        on_line = (baseline_grid.moved.of(box) or NOT_MOVED) if resume_at is None else NOT_MOVED
        start = resume_at
        for number, line in enumerate(lines):
            may_end = number >= box.style["orphans"] and len(lines) - number >= box.style["widows"]
            self._row(
                line.position_y,
                line.position_y + line.height,
                (*place, 0, *place_of(start)) if start else place,
                foot=line.position_y + line.baseline - (leading.seat.of(line) or 0.0) + self.below,
                on_line=on_line if number == 0 else NOT_MOVED,
                within=None if number == 0 else WITHIN_PARAGRAPH if may_end else inf,
                ends_hyphen=ends_divided(line),
                paragraph=paragraph,
                first=number == 0,
                last=number == len(lines) - 1,
            )
            if called := [child.footnote for child in line.descendants() if child.footnote in self.waiting]:
                self.notes[len(self.galley.rows) - 1] = called
            start = line.resume_at

    def _paragraph(self, box: Any, lines: list[Any]) -> RowParagraph | None:
        """A paragraph whose lines are of one height; another has no other length."""
        whole = original.of(box)
        if whole is None or any(abs(line.height - self.galley.line) > EQUAL for line in lines):
            return None
        unbroken, width = whole.children[0], box.width
        paragraph = RowParagraph(len(lines), lambda count: in_lines(unbroken, whole, width, count))
        self.galley.lines[paragraph] = unbroken
        return paragraph

    def _row(
        self, top: float, bottom: float, place: FlowPlace | None = None, *, foot: float | None = None,
        on_line: tuple[float | None, float] = NOT_MOVED, within: float | None = None, **more: Any,
    ) -> None:  # fmt: skip
        """A row from `top` to `bottom`. `within`: what a page's end before it costs, where no block ends or begins."""
        line, rows = self.galley.line, self.galley.rows
        wanted, moved = on_line
        origin = self.begun[0][0].border_box_y() if self.begun else top
        cost, grows, shrinks = (0.0,) * 3 if not rows else self._between() if within is None else (within, 0.0, 0.0)
        if rows and rows[-1].ends_hyphen:
            cost += HYPHEN_AT_FOOT
        begins = [of_block for _, of_block in self.begun] + ([] if place is None else [place])
        self.galley.places |= dict.fromkeys(begins, len(rows))
        self.galley.blocks.append(original.of(self.begun[0][0]) if self.begun else None)
        head = 0.0 if any(isinstance(box, boxes.TableBox) for box, _ in self.begun) else self.head
        above, at_top = (top - moved - self.y) / line, (top - moved - origin + head) / line
        reaches = ((bottom if foot is None else foot) - top) / line
        rows.append(PageRow(above, at_top, (bottom - top) / line, reaches, wanted, grows, shrinks, cost, **more))
        self.y = bottom
        self.begun, self.ended = [], []

    def _between(self) -> tuple[float, float, float]:
        """What a page's end costs between what has ended and what begins; by how much the space there may grow, and
        shrink."""
        begun = [box for box, _ in self.begun]
        given = [*(gives(box, 2) for box in self.ended), *(gives(box, 0) for box in begun)]
        grows, shrinks = max(more for _, more in given), max(less for less, _ in given)
        around = (box for box in self.open if not any(box is other for other in begun))
        if any(box.style["break_inside"] in AVOID for box in around):
            return inf, grows, shrinks
        if not self.ended or not begun:
            return 0.0, grows, shrinks
        before, after = self.ended[-1], begun[0]
        if getattr(before, "is_header", False) or block.block_level_page_break(before, after) in AVOID:
            return inf, grows, shrinks
        wanted = (*block._add_break_values(before, "after"), *block._add_break_values(after, "before"))
        return PARTS_QUOTATION * ("avoid" in wanted), grows, shrinks


def _spacing(table: Any) -> float:
    """px between two rows of a table."""
    return 0.0 if table.style["border_collapse"] == "collapse" else float(table.style["border_spacing"][1])
