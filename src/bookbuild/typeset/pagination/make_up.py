"""Pages end where the best pages of a chapter end, and not each where it is full; spaces on them grow to fill them.

Seams:

- `weasyprint.layout.page.make_page` sets one page. Here, where a page begins that nothing is known of, all up to the
  next forced break is set as one page without an end (`galley.py`), and all its pages are chosen (`page_breaks.py`).
  A page that ends elsewhere than was chosen is no harm: those behind it are chosen anew.
- `weasyprint.layout.block.block_level_layout_switch` is given a block with its margins: the space above it grows. It is
  given how much of a page's foot stays free, too.

The style sheet says by how many lines the space above and below a block may shrink and grow: `--gives`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from weasyprint.layout import block

from bookbuild.typeset.lines.kept_lines import place_of
from bookbuild.typeset.lines.page_lines import line_of
from bookbuild.typeset.lines.planned_lines import wanted_lines
from bookbuild.typeset.pagination.galley import FlowPlace, Galley, NoGalley, galley_of, look_at
from bookbuild.typeset.pagination.page_breaks import MOST_ROWS, horizon_of, page_ends
from bookbuild.typeset.pagination.page_rows import Frame, PageEnd
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

TOLERANCE = 0.3
"""Lines that stay free below a page's last line: the next one needs more."""

CHOSEN_AGAIN, FEW_ROWS = 3, 100
"""How often the pages of a galley are chosen all together, as some end elsewhere than they were to; after that those of
so many rows are."""

SET_AGAIN, ROWS_AGAIN = 5, 3000
"""How often, in mean, rows may stand in a galley again, and so many of them in any case; after that WeasyPrint ends
pages that no galley knows."""


@dataclass(slots=True)
class _Chosen:
    """The pages of a galley: `ends`, by their first rows, with their numbers. `looked_at`: over how many rows pages
    were chosen."""

    galley: Galley
    ends: dict[int, tuple[int, PageEnd]] = field(default_factory=dict)
    looked_at: int = 0

    def choose(self, first: int, frame: Frame, carried: float, page_number: int) -> None:
        """Choose the pages from row `first` on; where that was done often, the next few."""
        rows = self.galley.rows
        often = self.looked_at > CHOSEN_AGAIN * (MOST_ROWS + len(rows))
        most = FEW_ROWS if often else MOST_ROWS
        self.looked_at += horizon_of(rows, first, most) - first
        pages = page_ends(rows, first, frame, carried=carried, opens=first == 0, most=most)
        self.ends = {page.first: (page_number + n, page) for n, page in enumerate(pages)}

    def expect(self, place: FlowPlace, page_number: int) -> None:
        """Know a place within a paragraph that has other lines than in the galley: the page before ended where it was
        to end."""
        before = next((page for number, page in self.ends.values() if number == page_number - 1), None)
        after = self.ends.get(before.end) if before is not None else None
        if before is None or after is None or place in self.galley.places:
            return
        row = self.galley.rows[before.end]
        if row.paragraph is not None and any(row.paragraph is paragraph for paragraph, _ in after[1].longer):
            self.galley.places[place] = before.end


@dataclass(slots=True)
class _Galleys:
    """Where the rows begin that stood in a galley, and how many stood in one again."""

    places: set[FlowPlace] = field(default_factory=set)
    again: int = 0

    @property
    def enough(self) -> bool:
        return self.again > SET_AGAIN * len(self.places) + ROWS_AGAIN

    def add(self, galley: Galley) -> None:
        self.again += sum(place in self.places for place in galley.places)
        self.places.update(galley.places)


@dataclass(slots=True)
class _Page:
    """What was chosen for the page that is being set, in px: how much of its foot stays free, and by how much the space
    above a block grows, by its identity."""

    free: float = 0.0
    more: dict[int, float] = field(default_factory=dict)


_chosen: Attached[dict[int, _Chosen]] = Attached("chosen_pages")
"""On a layout context: for each page that was set, what it was chosen from."""

_galleys: Attached[_Galleys] = Attached("galleys")
"""On a layout context."""

_page: Attached[_Page] = Attached("made_up_page")
"""On a layout context, while a page is set."""


def make_page(
    given: Function, context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, page_state: Any
) -> Any:
    """A page that ends where it was chosen to."""
    chosen = _chosen_for(context, root_box, page_type, resume_at, page_number)
    _page.put(context, _made_up(context, chosen, resume_at, page_number, root_box, page_type))
    try:
        return given(context, root_box, page_type, resume_at, page_number, page_state)
    finally:
        _page.put(context, _Page())


def _chosen_for(context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int) -> _Chosen | None:
    """What a page is chosen from: that of the page before, or a new galley. A page that is set again has a new one."""
    line, known = line_of(root_box.style), _chosen.made_once(context, dict)
    ended = resume_at is None and page_number > 1
    if not line or ended or page_type.blank or context.broken_out_of_flow:
        return None
    before = known.get(page_number - 1)
    if before is not None and page_number not in known:
        before.expect(place_of(resume_at), page_number)
    if before is None or page_number in known or place_of(resume_at) not in before.galley.places:
        for later in [number for number in known if number >= page_number]:
            del known[later]
        made = _galleys.made_once(context, _Galleys)
        if made.enough:
            return None
        try:
            before = _Chosen(galley_of(context, root_box, page_type, resume_at, page_number, line))
        except NoGalley:
            return None
        made.add(before.galley)
    known[page_number] = before
    return before


def _made_up(
    context: Any, chosen: _Chosen | None, resume_at: Any, page_number: int, root_box: Any, page_type: Any
) -> _Page:
    if chosen is None:
        return _Page()
    galley, frame = chosen.galley, _frame(root_box, page_type, chosen.galley)
    first = galley.places[place_of(resume_at)]
    carried = sum(each.laid.height(each.first, each.laid.end) for each in context.reported_footnotes) / galley.line
    number, page = chosen.ends.get(first, (0, None))
    if page is None or number != page_number or abs(page.before - carried) > TOLERANCE:
        chosen.choose(first, frame, carried, page_number)
        number, page = chosen.ends.get(first, (0, None))
    if page is None or number != page_number:
        return _Page()
    _, after = chosen.ends.get(page.end, (0, page))
    for paragraph, lines in (*page.longer, *after.longer):
        wanted_lines.put(galley.lines[paragraph], lines)
    more = {id(galley.blocks[at]): lines * galley.line for at, lines in page.more}
    if page.end == len(galley.rows) or page.carried:
        return _Page(0.0, more)
    room = frame.lines - (page.notes + galley.around_notes if page.notes else 0.0)
    return _Page((room - page.height - TOLERANCE) * galley.line, more)


def _frame(root_box: Any, page_type: Any, galley: Galley) -> Frame:
    left_to_right = root_box.style["direction"] == "ltr"
    begins = (page_type.side == "left") == left_to_right
    return Frame(galley.height / galley.line, galley.around_notes, begins)


def block_level_layout_switch(
    given: Function, context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any,
    page_is_empty: bool, absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any, *others: Any, **named: Any,
) -> Any:  # fmt: skip
    """A block, with more space above it where that was chosen; a page's content, with so much of its foot free."""
    look_at(context, box)
    page = _page.of(context)
    if box.is_for_root_element and page is not None:
        bottom_space += page.free
    if page is not None and not page_is_empty and skip_stack is None and (more := page.more.get(id(box))):
        box.margin_top = _margin_for(adjoining_margins, box.margin_top, more)
    return given(
        context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes,
        adjoining_margins, *others, **named,
    )  # fmt: skip


def _margin_for(adjoining: list[float], margin: float, more: float) -> float:
    """The margin above a block by which the space there, which its margin and others make together, is so much more."""
    wanted: float = max(block.collapse_margin([*adjoining, margin]) + more, 0.0)
    others = max([0.0, *adjoining])
    return wanted if wanted >= others else wanted - others
