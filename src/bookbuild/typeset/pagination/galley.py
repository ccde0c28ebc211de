"""A chapter set as one page without an end → its rows, of which pages are chosen (`page_breaks.py`).

WeasyPrint sets pages one by one, each as full as it can be. Here it sets all that stands up to the next forced break on
one page that nothing overflows. Its notes are set by themselves, for their heights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, page
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from bookbuild.typeset.lines import leading
from bookbuild.typeset.lines.kept_lines import keeps, place_of
from bookbuild.typeset.pagination.galley_rows import Galley, GalleyReader, NoGalley, original
from bookbuild.typeset.pagination.note_area import FITS_NOWHERE, Begun, NoteArea
from bookbuild.typeset.pagination.page_dependent import depends_on_page
from bookbuild.typeset.seams.attached import Attached

MOST_LETTERS = 1_000_000
"""Of a chapter, some 500 pages: a longer one takes too much memory to be set twice."""

_is_long: Attached[bool] = Attached("is_long")
"""On a root box."""

in_galley: Attached[bool] = Attached("in_galley")
"""On a layout context."""


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
        reader = GalleyReader(galley, of_page.content_box_y(), context.footnotes, _below_baseline(root_box))
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
    if in_galley.of(context) and depends_on_page(box):
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
        stood, parts = before, list[Begun]()
        for note in of_row:
            begun = area.begin(Begun(note, area.laid(note)), before)
            above, ends = _height(area, before), [each.laid.end for each in before]
            least = height + area.height([*before, begun], [*ends, begun.laid.least(0)]) - above
            height += area.height([*before, begun], [*ends, begun.laid.end]) - above
            before = [begun]
            parts.append(begun)
        of_parts = [*(each.laid.end for each in stood), *(each.laid.least(0) for each in parts)]
        divided = area.height([*stood, *parts], of_parts) - _height(area, stood)
        if least + area.decoration > galley.height * FITS_NOWHERE:
            least = divided
        notes_of_row, least, parts_of_row = (px / galley.line for px in (height, least, divided))
        galley.rows[at] = replace(galley.rows[at], notes=notes_of_row, least=least, parts=parts_of_row)


def _height(area: NoteArea, whole: Sequence[Begun]) -> float:
    """px of an area with whole notes, or with none."""
    return area.height(whole, [each.laid.end for each in whole]) or area.decoration
