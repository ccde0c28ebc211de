"""A galley that is set → its rows: its lines, pictures and rows of tables, and what a page's end between them costs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil, inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from bookbuild.typeset.lines import leading
from bookbuild.typeset.lines.divided_lines import ends_divided
from bookbuild.typeset.lines.kept_lines import place_of
from bookbuild.typeset.lines.planned_lines import lengths_of
from bookbuild.typeset.pagination import baseline_grid
from bookbuild.typeset.pagination.giving_spaces import gives
from bookbuild.typeset.pagination.page_rows import PageFloat, PageRow, RowParagraph
from bookbuild.typeset.pagination.table_heads import head_above
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.custom_properties import values

HYPHEN_AT_FOOT, WITHIN_PARAGRAPH, PARTS_QUOTATION = 250.0, 1.0, 40.0

original: Attached[Any] = Attached("original")
"""On a box, laid out or not: the box that it was laid out of."""

EQUAL = 0.01
"""px."""

FLOATS = "__floats"
"""How WeasyPrint keeps `--floats` among a box's computed values: `auto`, `top`, `bottom`, `page`; or nothing."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BESIDE_FLOAT = 0.75
"""Lines of space between a float and the text, at least."""

AVOID = ("avoid", "avoid-page")
NOT_MOVED: tuple[float | None, float] = (None, 0.0)

FlowPlace = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FloatBox:
    """A figure or a table that may leave its place: its box, the laid-out box that it is in, and its PageFloat's height
    and place."""

    box: Any
    around: Any
    height: float
    place: str


@dataclass(slots=True)
class _FloatRead:
    """A float that is read: its rows, what ended before it and how many blocks had ended with it, the anchors in it."""

    box: Any
    around: Any
    first: int
    ended: list[Any]
    anchors: frozenset[str]
    end: int = 0
    ended_with_it: int = 0
    behind: PageRow | None = None


@dataclass(slots=True)
class Galley:
    """Rows; `places`: by where a page may begin, the number of its row; `blocks`: of each row, the first block that
    begins with it; `lines`: of each paragraph, its line box; `headings`: the rows of headings. `floats`, with their
    boxes; those that wait are first."""

    line: float
    rows: list[PageRow] = field(default_factory=list)
    places: dict[FlowPlace, int] = field(default_factory=dict)
    blocks: list[Any] = field(default_factory=list)
    lines: dict[RowParagraph, Any] = field(default_factory=dict)
    floats: list[PageFloat] = field(default_factory=list)
    float_boxes: list[FloatBox] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    around_notes: float = 0.0
    height: float = 0.0
    """Of a page's text, in px."""


class NoGalley(Exception):
    """What is to be set has no rows, is very long, or has columns or the like, whose height depends on the page."""


class GalleyReader:
    """Reads a laid-out tree: `notes`, of each row that has some."""

    def __init__(self, galley: Galley, top: float, waiting: Any, below: float) -> None:
        self.galley, self.y, self.waiting, self.below = galley, top, waiting, below
        self.notes: dict[int, list[Any]] = {}
        self.begun: list[tuple[Any, FlowPlace]] = []
        self.ended: list[Any] = []
        self.open: list[Any] = []
        self.floats: list[_FloatRead] = []
        self.mentions: dict[str, int] = {}

    def read(self, box: Any, resume_at: Any) -> None:
        """Read a root box from where it goes on. Raises NoGalley for one that has no blocks."""
        if not isinstance(box, boxes.BlockContainerBox | boxes.TableBox | boxes.TableRowGroupBox):
            raise NoGalley
        self._block(box, (), resume_at)
        self._found_floats()

    def _found_floats(self) -> None:
        """Give the galley its floats, each with the row that mentions it, and that which begins the next section. What
        is higher than a page stays in the text, where pages part it."""
        rows = len(self.galley.rows)
        for each in self.floats:
            height = _lines_with_space(each.box.border_height() / self.galley.line)
            if height * self.galley.line > self.galley.height:
                continue
            mention = min((self.mentions[name] for name in each.anchors if name in self.mentions), default=each.first)
            place = _place_of_float(each.box)
            limit = next((at for at in self.galley.headings if at >= each.end), rows) if place == "auto" else rows
            at = max(mention, each.first)
            self.galley.floats.append(PageFloat(each.first, each.end, height, at, limit, place, each.behind))
            self.galley.float_boxes.append(FloatBox(original.of(each.box), each.around, height, place))

    def _block(self, box: Any, place: FlowPlace, resume_at: Any) -> None:
        self.begun.append((box, place))
        self.open.append(box)
        ((skip, resume_at),) = resume_at.items() if resume_at else ((0, None),)
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                self._lines(box, place, resume_at)
                break
            if not child.is_in_normal_flow():
                continue
            may_float = resume_at is None and self._may_float(child)
            if may_float:
                found = _FloatRead(child, box, len(self.galley.rows), list(self.ended), _anchors(child))
            self._child(child, (*place, getattr(child, "index", skip)), resume_at)
            if may_float:
                found.end, found.ended_with_it = len(self.galley.rows), len(self.ended)
                self.floats.append(found)
            resume_at = None
        self.open.pop()
        self._close(box)

    def _may_float(self, child: Any) -> bool:
        """Whether a block may stand elsewhere: it is not the first in what it is in, as wide as the page's text, and no
        note is called in it."""
        if not _place_of_float(child) or self.begun or not self.galley.rows or len(self.open) < 1:
            return False
        around, page = self.open[-1], self.open[0]
        is_wide = abs(around.content_box_x() - page.content_box_x()) < EQUAL and abs(around.width - page.width) < EQUAL
        return is_wide and not any(inside.footnote for inside in child.descendants())

    def _child(self, child: Any, place: FlowPlace, resume_at: Any) -> None:
        within = isinstance(child, boxes.BlockContainerBox | boxes.TableBox | boxes.TableRowGroupBox)
        if within and child.children and not child.is_monolithic():
            self._block(child, place, resume_at)
            return
        self.begun.append((child, place))
        if child.border_height() > 0:
            bottom = child.border_box_y() + child.border_height()
            self._row(child.border_box_y(), bottom)
            self._read_inside(child)
            self.ended.append(child)

    def _read_inside(self, box: Any) -> None:
        """Find what is called and named in a box that is the last row."""
        called, at = [], len(self.galley.rows) - 1
        for inside in box.descendants():
            if inside.footnote in self.waiting:
                called.append(inside.footnote)
            if inside.link:
                self.mentions.setdefault(inside.link[1][1], at)
        if called:
            self.notes[at] = called

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
            self._read_inside(line)
            start = line.resume_at

    def _paragraph(self, box: Any, lines: list[Any]) -> RowParagraph | None:
        """A paragraph whose lines are of one height; another has no other length."""
        whole = original.of(box)
        if whole is None or any(abs(line.height - self.galley.line) > EQUAL for line in lines):
            return None
        unbroken, width = whole.children[0], box.width
        paragraph = RowParagraph(len(lines), lengths_of(unbroken, whole, width))
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
        above, at_top = (top - moved - self.y) / line, (top - moved - origin + head_above(self.open)) / line
        reaches = ((bottom if foot is None else foot) - top) / line
        row = PageRow(above, at_top, (bottom - top) / line, reaches, wanted, grows, shrinks, cost, **more)
        if self.floats and self.floats[-1].end == len(rows):
            self.floats[-1].behind = self._behind_float(self.floats[-1], row)
        if any(box.element_tag in HEADINGS for box, _ in self.begun):
            self.galley.headings.append(len(rows))
        rows.append(row)
        self.y = bottom
        self.begun, self.ended = [], []

    def _behind_float(self, away: _FloatRead, row: PageRow) -> PageRow:
        """The row behind a float, as it is where the float stands elsewhere."""
        since = self.ended[away.ended_with_it :]
        begun, ended = [box.margin_top for box, _ in self.begun], [box.margin_bottom for box in since]
        with_it = block.collapse_margin([away.box.margin_bottom, *ended, *begun])
        without = block.collapse_margin([*(box.margin_bottom for box in away.ended), *ended, *begun])
        all_ended, self.ended = self.ended, [*away.ended, *since]
        cost, grows, shrinks = self._between()
        self.ended = all_ended
        above = row.above + (without - with_it) / self.galley.line
        return replace(row, above=above, cost=cost, grows=grows, shrinks=shrinks)

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


def _place_of_float(box: Any) -> str:
    """Where a box may float to; empty where it may not."""
    found = next(iter(values(box.style, FLOATS, "ident")), "none")
    return "" if found == "none" else str(found)


def _anchors(box: Any) -> frozenset[str]:
    return frozenset(name for each in (box, *box.descendants()) if (name := each.style["anchor"]))


def _lines_with_space(height: float) -> float:
    """The whole lines that a float of so many lines takes, with the space between it and the text."""
    return float(ceil(height + BESIDE_FLOAT - 0.01))
