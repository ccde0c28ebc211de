"""The rows of `patches.py` for pages: where they end, and what stands at their feet."""

from __future__ import annotations

from bookbuild.typeset.pagination import (
    alike_pages,
    baseline_grid,
    carried_notes,
    make_up,
    margin_notes,
    margins,
    page_ends,
    pages_of_notes,
    verse,
)
from bookbuild.typeset.seams.seam import Patch, Wrapped

LAYOUT, PAGE, BLOCK = "weasyprint.layout", "weasyprint.layout.page", "weasyprint.layout.block"
CONTEXT = f"{LAYOUT}:LayoutContext"

OF_PAGES: tuple[Patch, ...] = (
    Patch(
        PAGE,
        "set_page_type_computed_styles",
        Wrapped(alike_pages.set_page_type_computed_styles, "(page_type, html, style_for)"),
        "pages of one kind share one style, which is computed once",
    ),
    Patch(
        LAYOUT,
        "make_margin_boxes",
        Wrapped(margins.make_margin_boxes, "(context, page, state)"),
        "content and margins are set apart; a running head is one line",
    ),
    Patch(
        BLOCK,
        "block_container_layout",
        page_ends.ENDS_WITH_WHAT_STANDS,
        "the rule beside a block that goes over ends with its last line on the page",
    ),
    Patch(
        BLOCK,
        "block_level_page_break",
        Wrapped(page_ends.block_level_page_break, "(sibling_before, sibling_after)"),
        "a quotation may end a page between its Arabic and its translation, where both have lines enough",
    ),
    Patch(
        BLOCK,
        "_linebox_layout",
        pages_of_notes.STAYS_WITH_ITS_NOTES,
        "a note begins on the page of its call; what has no room there goes over to the next",
    ),
    Patch(
        CONTEXT,
        "unlayout_footnote",
        Wrapped(carried_notes.unlayout_footnote, "(self, footnote)"),
        "a part of a note is taken off its page with the line of its call",
    ),
    Patch(
        CONTEXT,
        "report_footnote",
        Wrapped(carried_notes.report_footnote, "(self, footnote)"),
        "a note below columns begins on the next page, laid out as it is",
    ),
    Patch(
        PAGE,
        "make_page",
        pages_of_notes.HAS_NOTES_OF_ITS_OWN,
        "the rest of a note stands first in the area of the next page; a page without room for text has notes alone",
    ),
    Patch(
        PAGE,
        "make_page",
        Wrapped(make_up.make_page, "(context, root_box, page_type, resume_at, page_number, page_state)"),
        "the pages of a chapter are chosen together, not each as full as it can be",
        after=("pages_of_notes.make_page",),
    ),
    Patch(
        PAGE,
        "make_page",
        Wrapped(margin_notes.make_page, "(context, root_box, page_type, resume_at, page_number, page_state)"),
        "notes in the outer margin stand beside their lines, none over another",
        after=("make_up.make_page",),
    ),
    Patch(
        f"{LAYOUT}.absolute",
        "absolute_block",
        Wrapped(
            margin_notes.absolute_block,
            "(context, box, containing_block, fixed_boxes, bottom_space, skip_stack, cb_x, cb_y, cb_width, cb_height)",
        ),
        "a note in the margin stands on one page",
    ),
    Patch(
        BLOCK,
        "block_level_layout_switch",
        Wrapped(
            make_up.block_level_layout_switch,
            "(context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, "
            "adjoining_margins, first_letter_style, first_line_style, discard, max_lines)",
        ),
        "a page ends where it was chosen to, and spaces grow to fill it",
        after=("make_up.make_page",),
    ),
    Patch(
        PAGE,
        "remake_page",
        pages_of_notes.ENDS_WITH_NOTES,
        "notes that are left at the end of a section go on before the next begins, and on pages with heads",
    ),
    Patch(
        PAGE,
        "make_all_pages",
        pages_of_notes.MADE_ANEW,
        "what is carried on is known from the page before: pages with notes are made anew in every round",
        also=(LAYOUT,),
    ),
    Patch(
        BLOCK,
        "_linebox_layout",
        Wrapped(
            baseline_grid._linebox_layout,
            "(context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, "
            "adjoining_margins, bottom_space, position_y, skip_stack, first_letter_style, "
            "first_line_style, draw_bottom_decoration, max_lines)",
        ),
        "text behind a figure or a table stands on the lines of the page",
        after=("pages_of_notes._linebox_layout",),
    ),
    Patch(
        BLOCK,
        "block_container_layout",
        Wrapped(
            verse.block_container_layout,
            "(context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes, fixed_boxes, "
            "adjoining_margins, first_letter_style, first_line_style, discard, max_lines)",
        ),
        "hemistichs of a poem have one measure; long bayts go in two steps",
        after=("page_ends.block_container_layout",),
    ),
)
