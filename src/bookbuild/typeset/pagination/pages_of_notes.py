"""Where notes stand among lines and pages: with the line of their call, beside the text, or on pages of their own.

A line and the first two lines of its notes stand on one page, or both go to the next. What is carried on leaves the
text of the next page three lines at least; where it would not, or where the text needs more, the page has notes alone.
So has a page behind a section's last, before the next section begins.

Seams: `weasyprint.layout.block._linebox_layout` puts lines and their notes on a page; `weasyprint.layout.page` begins
and ends pages (`make_page`, `remake_page`), all of them anew in every round (`make_all_pages`), as what is carried on
is known only from the page before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline

from bookbuild.typeset.pagination.carried_notes import NotesOfPage, forget, notes_of_page
from bookbuild.typeset.pagination.make_up import forget_pages, is_without_text, most_notes, put_no_floats
from bookbuild.typeset.pagination.note_area import Begun
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Amended, Function

LEAST_TEXT = 3
"""Lines of text beside notes that are carried on, and below a heading that has a long note."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_name: Attached[str] = Attached("page_name")
"""On a layout context: the name of the page that was made last."""


# ---- lines ----


class LinesAhead:
    """The lines of a paragraph, of which the next can be looked at before they are taken."""

    def __init__(self, lines: Iterator[Any]) -> None:
        self._lines, self._ahead = lines, deque[Any]()

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return self._ahead.popleft() if self._ahead else next(self._lines)

    def ahead(self, count: int) -> list[Any]:
        """The next lines, at most so many."""
        while len(self._ahead) < count and (found := next(self._lines, None)) is not None:
            self._ahead.append(found)
        return [line for line, _ in self._ahead][:count]


def lines_ahead(lines: Function) -> Function:
    """`iter_line_boxes`, whose lines can be looked at."""
    return lambda *arguments: LinesAhead(lines(*arguments))


def without_room(
    context: Any, box: Any, notes: Iterator[Any], lines: LinesAhead, above: int, bottom: float,
    bottom_space: float, page_is_empty: bool, begun: list[Any],
) -> list[Any]:  # fmt: skip
    """The notes of a line that cannot begin on its page: none, or all of them. Those that do are added to `begun`.

    `above`: how many lines of the paragraph stand on the page. `bottom`: px, where the line ends. Where nothing stands
    before the paragraph, they must begin if a line would be left alone otherwise: no other page has more room.
    """
    called = list(notes)
    if not called or bottom_space == -inf:  # of a line within a line, with which they begin
        return []
    page = notes_of_page(context)
    room = inf if context.in_column else page.bottom - bottom_space - bottom
    below = kept_below(box, lines, above)
    behind = [child.footnote for line in below for child in line.descendants() if child.footnote in context.footnotes]
    height = sum(line.height for line in below) + _height_below_heading(box)
    must = page_is_empty and leaves_alone(box, lines, above)
    for force in (False, True) if must else (False,):
        if page.has_room(called, room, height, behind, must=force):
            begun.extend(called)
            return []
    return called


def kept_below(box: Any, lines: LinesAhead, above: int) -> list[Any]:
    """The lines of a paragraph that are to stand on a page with the one taken last; `above` it stand so many."""
    first = max(box.style["orphans"] - above - 1, 0)
    ahead = lines.ahead(first + box.style["widows"])
    return ahead[:first] if len(ahead) - first >= box.style["widows"] else ahead


def leaves_alone(box: Any, lines: LinesAhead, above: int) -> bool:
    """Whether a page's end before the line that was taken last leaves too few lines of a paragraph on either side."""
    orphans: int = box.style["orphans"]
    widows: int = box.style["widows"]
    missing = max(widows - 1 - len(lines.ahead(widows - 1)), 0)
    return above - missing < orphans


def _height_below_heading(box: Any) -> float:
    """px of text that stand below a heading on its page, with the space between them."""
    if box.element_tag not in HEADINGS:
        return 0.0
    space: float = max(box.margin_bottom, 0.0) + box.padding_bottom + box.border_bottom_width
    return LEAST_TEXT * _line_height(box) + space


def _line_height(box: Any) -> float:
    """px: of a line of the text that a box stands in."""
    style = box.style
    while style.parent_style is not None and style.parent_style.parent_style is not None:
        style = style.parent_style
    height: float = inline.strut(style)[0]
    return height


# ---- pages ----


def begin_round(context: Any) -> bool:
    """Forget what was chosen for pages; whether all must be made anew: what one leaves the next depends on it."""
    floats = forget_pages(context)
    return forget(context) or floats


def begin_page(context: Any, area: Any, carried: list[Begun]) -> None:
    """The area of a page, with what is carried on to it."""
    notes = NotesOfPage(context, area, *most_notes(context))
    notes.carry_on(carried)


def beside_notes(context: Any, root: Any, bottom_space: float, resume_at: Any, *others: Any) -> Any:
    """`block_level_layout` of a page's text, as far as it stands beside what is carried on; none of it where it does
    not, or where there is none to come."""
    notes = notes_of_page(context)
    if not notes.begun:
        return block.block_level_layout(context, root, bottom_space, resume_at, *others)
    next_page = context.page_maker[context.current_page - 1][1]
    has_text = not alone(notes.begun, next_page, resume_at) and not is_without_text(context)
    if has_text and notes.text_height >= LEAST_TEXT * _line_height(root) - 0.01:
        waiting, begun, positioned, beside = context.footnotes.copy(), list(notes.begun), others[2], len(others[2])
        result = block.block_level_layout(context, root, bottom_space, resume_at, *others)
        fits = result[0] is not None and _bottom(result[0]) <= context.page_bottom + 0.5
        if fits and not (result[1] is not None and _ends_with_heading(result[0])):
            return result
        del positioned[beside:]
        context.footnotes, context.current_page_footnotes = waiting, begun
        context.broken_out_of_flow.clear()
        notes.settle()
    put_no_floats(context)
    empty = root.copy_with_children([])
    box = block.block_level_layout(context, empty, bottom_space, None, *others)[0]
    return box, resume_at, next_page, [], False, None


def _ends_with_heading(box: Any) -> bool:
    """Whether what ends a page is to stand with what follows it."""
    inside = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
    below = bool(inside) and isinstance(inside[-1], boxes.BlockLevelBox) and _ends_with_heading(inside[-1])
    return below or box.style["break_after"] == "avoid"


def _bottom(root: Any) -> float:
    """px: where the text of a page ends."""
    lowest: float = max((_end(box) for box in root.children), default=root.position_y)
    return lowest


def _end(box: Any) -> float:
    flows = () if isinstance(box, boxes.LineBox) else getattr(box, "children", ())
    inside = [_end(child) for child in flows if child.is_in_normal_flow()]
    end: float = max(inside) if inside else box.position_y + box.margin_height() - box.margin_bottom
    return end


def alone(carried: list[Begun], next_page: Any, resume_at: Any) -> bool:
    """Whether a page has what is carried on and no text: the section has ended."""
    return bool(carried) and (resume_at is None or next_page["break"] != "any")


def named(context: Any, update: Function, groups: Any, resume_at: Any, next_page: Any, *others: Any) -> Any:
    """The name of a page, which a page of notes has from that before it."""
    if alone(context.reported_footnotes, next_page, resume_at):
        return _name.of(context)
    name = update(groups, resume_at, next_page, *others)
    _name.put(context, name)
    return name


def end_page(context: Any, root: Any) -> Any:
    """The filled area of a page. A note whose call is where lines are not counted begins on the next at the latest."""
    notes = notes_of_page(context)
    if context.footnotes:
        called = [box.footnote for box in root.descendants() if box.footnote in context.footnotes]
        if called:
            notes.has_room(called, max(notes.bottom - _bottom(root), 0.0), must=True)
    context.reported_footnotes = [*context.reported_footnotes, *notes.rests()]
    return notes.filled()


DELAYS_NOTES = "report = not context.in_column and can_break_now and not could_break_before"
"""To fit one more line, WeasyPrint takes notes off a page, and prints them later (Kozea/WeasyPrint#1564, #2432)."""

STAYS_WITH_ITS_NOTES = Amended(
    __name__,
    (
        (DELAYS_NOTES, "report = False"),
        ("lines_iterator = iter_line_boxes(", "lines_iterator = _lines_ahead(iter_line_boxes)("),
        (
            "for footnote in footnotes:",
            "for footnote in _without_room(context, box, footnotes, lines_iterator, len(new_children), "
            "new_position_y + offset_y, bottom_space, page_is_empty, new_footnotes):",
        ),
        ("overflow = context.layout_footnote(footnote)", "overflow = True"),
        ("context.report_footnote(footnote)\n", "pass\n"),
        ("if footnote.style['footnote_policy'] == 'line':", "if footnote.style['footnote_policy'] != 'block':"),
    ),
    digest="e07bbe000974",
    names={"_lines_ahead": lines_ahead, "_without_room": without_room},
)

CARRIED = """    for i, reported_footnote in enumerate(reported_footnotes):
        context.footnotes.append(reported_footnote)
        overflow = context.layout_footnote(reported_footnote)
        if overflow and i != 0:
            context.report_footnote(reported_footnote)
            context.reported_footnotes = reported_footnotes[i:]
            break
"""
AREA = """    footnote_area = build.create_anonymous_boxes(footnote_area.deepcopy())
    footnote_area = block_level_layout(
        context, footnote_area, bottom_space=-inf, skip_stack=None,
        containing_block=footnote_area.page, page_is_empty=True,
        absolute_boxes=positioned_boxes, fixed_boxes=positioned_boxes)[0]
    footnote_area.translate(dy=-footnote_area.margin_height())
"""

HAS_NOTES_OF_ITS_OWN = Amended(
    __name__,
    (
        (CARRIED, "    _begin_page(context, footnote_area, reported_footnotes)\n"),
        (
            "root_box, resume_at, next_page, _, _, _ = block_level_layout(",
            "root_box, resume_at, next_page, _, _, _ = _beside_notes(",
        ),
        (AREA, "    footnote_area = _end_page(context, root_box)\n"),
    ),
    digest="656f183328e8",
    names={"_begin_page": begin_page, "_beside_notes": beside_notes, "_end_page": end_page},
)

ENDS_WITH_NOTES = Amended(
    __name__,
    (
        ("blank = bool(", "blank = not _alone(context.reported_footnotes, next_page, resume_at) and bool("),
        ("(context.reported_footnotes and resume_at is None))", "False)"),
        ("name = _update_page_groups(page_groups,", "name = _named(context, _update_page_groups, page_groups,"),
    ),
    digest="1ff09b2dffa1",
    names={"_alone": alone, "_named": named},
)

MADE_ANEW = Amended(
    __name__,
    (
        ("    i = 0\n", "    i, has_notes = 0, _forget(context)\n"),
        ("if (len(pages) == 0 or", "if (len(pages) == 0 or has_notes or"),
    ),
    digest="b5e403489484",
    names={"_forget": begin_round},
)
