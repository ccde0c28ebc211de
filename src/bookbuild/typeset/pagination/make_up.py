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

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from bookbuild.typeset.lines.kept_lines import place_of
from bookbuild.typeset.lines.page_lines import line_of
from bookbuild.typeset.lines.planned_lines import wanted_lines
from bookbuild.typeset.pagination.chosen_pages import TOLERANCE, ChosenPages, Galleys
from bookbuild.typeset.pagination.galley import galley_of, look_at
from bookbuild.typeset.pagination.galley_rows import Galley, NoGalley
from bookbuild.typeset.pagination.page_filling import OVER_FRAME
from bookbuild.typeset.pagination.page_rows import Frame, PageFloat
from bookbuild.typeset.pagination.placed_floats import (
    AFTER_TEXT,
    AT_FOOT,
    FloatsOfPage,
    Waiting,
    forget_waiting,
    forgetting,
    is_put,
    left_in_text,
    root_with,
    still_to_put,
    wait,
    waiting_at,
)
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

ROUNDED_OFF = 0.05
"""px."""


@dataclass(slots=True)
class _Page:
    """What was chosen for the page that is being set, in px.

    `free`: how much of its foot stays free; below 0: by how much it ends below its frame. `notes_below`: how far below
    the frame's foot its notes end; `notes_most`: how high they may be, `in_parts`: whether more than one may go over.
    `no_text`: it has notes alone. `more`: by how much the space above a block grows, by its identity. `floats`: the
    figures and tables that are not at their places.
    """

    free: float = 0.0
    notes_below: float = 0.0
    notes_most: float = inf
    in_parts: bool = False
    no_text: bool = False
    more: dict[int, float] = field(default_factory=dict)
    floats: FloatsOfPage = field(default_factory=FloatsOfPage)


_galleys: Attached[Galleys] = Attached("galleys")
"""On a layout context."""

_chosen: Attached[dict[int, ChosenPages]] = Attached("chosen_pages")
"""On a layout context: for each page that was set, what it was chosen from."""

_page: Attached[_Page] = Attached("made_up_page")
"""On a layout context, while a page is set."""


def make_page(
    given: Function, context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, page_state: Any
) -> Any:
    """A page that ends where it was chosen to."""
    waiting = waiting_at(context, page_number)
    chosen = _chosen_for(context, root_box, page_type, resume_at, page_number)
    made_up = _made_up(context, chosen, resume_at, page_number, root_box, page_type)

    def made(as_chosen: _Page) -> Any:
        _page.put(context, as_chosen)
        try:
            return given(context, root_box, page_type, resume_at, page_number, page_state)
        finally:
            _page.put(context, _Page())

    if page_type.blank or not (made_up.floats.any or waiting):
        page, after, next_page = made(made_up)
        left = waiting
    else:
        page, after, next_page, left = _with_floats(
            context, made, made_up, waiting, page_state, line_of(root_box.style)
        )
    if made_up.notes_below:
        _area_of_notes(page).translate(dy=made_up.notes_below)
    wait(context, page_number + 1, left)
    return page, after, next_page


def forget_pages(context: Any) -> bool:
    """Choose the pages of a context anew; whether any figure or table had left its place."""
    _chosen.put(context, {})
    return forget_waiting(context)


def _with_floats(
    context: Any, made: Callable[[_Page], Any], made_up: _Page, waiting: Waiting, page_state: Any, line: float
) -> Any:
    """A page, and the floats that are still to be put when it ends: where it did not come out as it was chosen, or a
    chapter ends with it, none; then those that waited stand at its head, and the others at their places."""
    forget = forgetting(context, page_state)
    page, after, next_page = made(made_up)
    left = still_to_put(made_up.floats, waiting, page)
    if left is None or (left and (after is None or next_page["break"] != "any")):
        forget()
        at_head = _Page(floats=FloatsOfPage(line, top=waiting))
        page, after, next_page = made(at_head)
        left = () if at_head.floats.any else waiting
    return page, after, next_page, left


def _chosen_for(context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int) -> ChosenPages | None:
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
        made = _galleys.made_once(context, Galleys)
        if made.enough:
            return None
        try:
            galley = galley_of(context, root_box, page_type, resume_at, page_number, line)
        except NoGalley:
            return None
        made.add(galley)
        before = ChosenPages(_with_waiting(galley, waiting_at(context, page_number)))
    known[page_number] = before
    return before


def _with_waiting(galley: Galley, waiting: Waiting) -> Galley:
    """A galley, with the floats that are still to be put where it begins."""
    heading = next(iter(galley.headings), len(galley.rows))
    limits = (heading if each.place == "auto" else len(galley.rows) for each in waiting)
    before = [
        PageFloat(-1, -1, each.height, -1, limit, each.place) for each, limit in zip(waiting, limits, strict=True)
    ]
    galley.floats[:0], galley.float_boxes[:0] = before, waiting
    return galley


def _made_up(
    context: Any, chosen: ChosenPages | None, resume_at: Any, page_number: int, root_box: Any, page_type: Any
) -> _Page:
    waiting = waiting_at(context, page_number)
    if chosen is None:
        return _Page(floats=FloatsOfPage(line_of(root_box.style), top=waiting))
    galley, frame = chosen.galley, _frame(root_box, page_type, chosen.galley)
    carried = sum(each.laid.height(each.first, each.laid.end) for each in context.reported_footnotes) / galley.line
    page = chosen.page(place_of(resume_at), page_number, frame, carried, waiting)
    if page is None:
        return _Page(floats=FloatsOfPage(galley.line, top=waiting))
    for paragraph, lines in (*page.longer, *chosen.ends.get(page_number + 1, page).longer):
        wanted_lines.put(galley.lines[paragraph], lines)
    more = {id(galley.blocks[at]): lines * galley.line for at, lines in page.more}
    below = max(page.beyond, 0) * galley.line
    is_end, boxes_of = page.end == len(galley.rows), galley.float_boxes
    top, bottom, away = (
        tuple(boxes_of[n] for n in some) for some in (page.floats.top, page.floats.bottom, page.floats.away)
    )
    foot = AFTER_TEXT if is_end else AT_FOOT
    floats = FloatsOfPage(galley.line, top, bottom, away, below, foot, page.floats.alone)
    notes_below = below if page.notes else 0.0
    if page.first == page.end and not page.floats.alone:
        return _Page(no_text=True)
    if page.carried or page.floats.alone:
        most = (page.notes + galley.around_notes) * galley.line + ROUNDED_OFF if page.carried else inf
        return _Page(-below, notes_below, most, page.in_parts, more=more, floats=floats)
    room = frame.lines - page.floats.height - (page.notes + galley.around_notes if page.notes else 0.0)
    free = max((room - page.height - TOLERANCE) * galley.line, -below - (OVER_FRAME + TOLERANCE) * galley.line)
    return _Page(min(free, -below) if is_end else free, notes_below, more=more, floats=floats)


def most_notes(context: Any) -> tuple[float, bool]:
    """px: how high the notes of the page that is being set may be, where it was chosen to end with one that goes over;
    and whether several may."""
    page = _page.of(context)
    return (inf, False) if page is None else (page.notes_most, page.in_parts)


def is_without_text(context: Any) -> bool:
    """Whether the page that is being set was chosen to have notes alone."""
    page = _page.of(context)
    return page is not None and page.no_text


def put_no_floats(context: Any) -> None:
    """Let the page that is being set have no floats: it has notes alone."""
    page = _page.of(context)
    if page is not None:
        page.floats = FloatsOfPage(page.floats.line)


def _area_of_notes(page: Any) -> Any:
    return next(child for child in page.children if isinstance(child, boxes.FootnoteAreaBox))


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
    floats = page.floats if page is not None else FloatsOfPage()
    if box.is_for_root_element and page is not None:
        bottom_space += page.free
        if floats.top or floats.bottom:
            return root_with(
                given, context, box, floats, bottom_space, skip_stack, containing_block, page_is_empty,
                absolute_boxes, fixed_boxes, adjoining_margins, *others,
            )  # fmt: skip
    if any(box is each.box for each in floats.away) and not is_put.of(containing_block):
        return left_in_text(box), None, {"break": "any", "page": None}, adjoining_margins, True, others[-1]
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
