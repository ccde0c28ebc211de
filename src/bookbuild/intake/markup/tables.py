"""Tables of HTML → rows of cells with their spans and heads; a table that lays out a page is its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bookbuild.intake.document import IntakeBlock, IntakeCell, IntakeTable
from bookbuild.intake.flattening import paragraphs_of
from bookbuild.intake.markup.elements import name_of, number_in, types_of
from bookbuild.intake.markup.inlines import has_text, loose_text, runs_within, trimmed
from bookbuild.intake.markup.quotations import MarkupFlow
from bookbuild.intake.markup.reading import MarkupDress, MarkupReading
from bookbuild.intake.runs import RunPiece

_WIDEST, _TALLEST = 60, 200
_BODIES = frozenset(("thead", "tbody", "tfoot"))


def table_of(
    element: etree._Element, dress: MarkupDress, reading: MarkupReading, flow: MarkupFlow
) -> list[IntakeBlock]:
    """The table. One for layout (`role="presentation"`, one cell, a table in it) is the blocks of its cells."""
    rows = list(_rows(element))
    if _is_layout(element, rows):
        inner = [block for _, row in rows for cell in row for block in _cell_blocks(cell, dress, reading, flow)]
        captions = [block for each in element.iterchildren("{*}caption") for block in flow(each, dress, reading)]
        return [*captions, *_stray(element, dress, reading, flow), *inner]
    said: list[RunPiece] = []
    for caption in element.iterchildren("{*}caption"):
        if mark := reading.mark(caption):
            reading.carried.append(mark)
        said += runs_within(caption, reading.dressed(caption, dress), reading)
    carried = reading.take_carried()
    built: list[tuple[bool, tuple[IntakeCell, ...]]] = []
    for head, row in rows:
        cells = tuple(_cell(cell, dress, reading, flow, len(rows)) for cell in row)
        if cells:
            built.append((head, cells))
    stray = list(_stray(element, dress, reading, flow))
    if not built:
        return [*stray]
    heads = _head_rows(built)
    caption_runs = trimmed(said)
    if carried and has_text(caption_runs):
        caption_runs = (*carried, *caption_runs)
    else:
        reading.carried += [run for run in carried if run not in reading.carried]  # type: ignore[misc]
    table = IntakeTable(
        tuple(cells for _, cells in built), heads, caption_runs, dress.direction, dress.language, reading.place(element)
    )
    return [*stray, table]


def _rows(element: etree._Element) -> Iterator[tuple[bool, list[etree._Element]]]:
    """Whether a row stands in the head, and its cells; those of the foot last. Cells that stand in no row are one."""
    foot: list[tuple[bool, list[etree._Element]]] = []
    for box in _boxes(element):
        name = name_of(box)
        rows = [box] if name == "tr" else [box, *box.iterchildren("{*}tr")]
        for row in rows:
            cells = (name == "thead", [cell for cell in row if name_of(cell) in ("td", "th")])
            if not cells[1] and row is box and name != "tr":
                continue
            if name == "tfoot":
                foot.append(cells)
            else:
                yield cells
    yield from foot


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """What holds the rows of a table; the table itself where cells stand right in it."""
    if any(name_of(child) in ("td", "th") for child in element):
        yield element
        yield from (child for child in element if name_of(child) in _BODIES)
    else:
        yield from (child for child in element if name_of(child) in _BODIES or name_of(child) == "tr")


def _stray(
    element: etree._Element, dress: MarkupDress, reading: MarkupReading, flow: MarkupFlow
) -> Iterator[IntakeBlock]:
    """What stands in a table and in no cell of it."""
    yield from loose_text(element, dress, reading)
    for child in element:
        name = name_of(child)
        if name in _BODIES or name == "tr":
            yield from _stray(child, dress, reading, flow)
        elif name not in ("", "caption", "colgroup", "col", "td", "th"):
            yield from flow(child, reading.dressed(child, dress), reading)


def _is_layout(element: etree._Element, rows: list[tuple[bool, list[etree._Element]]]) -> bool:
    if types_of(element) & {"presentation", "none"}:
        return True
    inner = [each for each in element.iter("{*}table") if each is not element]
    return bool(inner) or all(len(row) <= 1 for _, row in rows)


def _cell_blocks(
    cell: etree._Element, dress: MarkupDress, reading: MarkupReading, flow: MarkupFlow
) -> list[IntakeBlock]:
    if mark := reading.mark(cell):
        reading.carried.append(mark)
    return flow(cell, reading.dressed(cell, dress), reading)


def _cell(cell: etree._Element, dress: MarkupDress, reading: MarkupReading, flow: MarkupFlow, rows: int) -> IntakeCell:
    inner = reading.dressed(cell, dress)
    return IntakeCell(
        paragraphs_of(_cell_blocks(cell, dress, reading, flow)),
        number_in(cell, "colspan", 1, _WIDEST),
        number_in(cell, "rowspan", 1, min(rows, _TALLEST)),
        name_of(cell) == "th",
        inner.direction,
        inner.language,
        reading.place(cell),
    )


def _head_rows(built: list[tuple[bool, tuple[IntakeCell, ...]]]) -> int:
    """How many of the first rows head the others: those of `thead`, else those of `th` alone."""
    heads = 0
    for head, cells in built:
        if not head and not all(cell.head for cell in cells):
            break
        heads += 1
    return heads if heads < len(built) else 0
