"""`w:tbl` → its rows and cells, with what they span, and its direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bookbuild.intake.docx.docx_context import DocxContext
from bookbuild.intake.docx.names import attribute, child, name, number, switch, value
from bookbuild.model.inlines import Direction

_MOST_COLUMNS = 256
_FIRST_ROW, _FIRST_COLUMN = 0x0020, 0x0080


@dataclass(frozen=True, slots=True)
class CellFrame:
    """`column`: where it begins, from 0; `columns`: how many it spans. `continues`: the cell above spans it."""

    element: etree._Element | None
    column: int
    columns: int = 1
    continues: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class RowFrame:
    cells: tuple[CellFrame, ...]
    heads: bool = False
    inserted: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class TableFrame:
    """`direction` of its columns: None where `w:bidiVisual` does not say it."""

    rows: tuple[RowFrame, ...]
    head_rows: int = 0
    direction: Direction | None = None


def table_frame(table: etree._Element, context: DocxContext) -> TableFrame:
    """The frame of a table. Its first rows head it where they are repeated on each page, or its style says so."""
    properties = child(table, "w:tblPr")
    first_row, first_column = _heads(properties, context)
    rows = [_row(each, first_column=first_column) for each in _parts(table, "w:tr")]
    rows = [row for row in rows if row.cells]
    heads = next((at for at, row in enumerate(rows) if not row.heads), len(rows))
    if not heads and first_row:
        heads = 1
    return TableFrame(tuple(rows), heads if heads < len(rows) else 0, _direction(properties))


def _direction(properties: etree._Element | None) -> Direction | None:
    on = switch(properties, "w:bidiVisual")
    return None if on is None else "rtl" if on else "ltr"


def _heads(properties: etree._Element | None, context: DocxContext) -> tuple[bool, bool]:
    """Whether the first row, and the first column, look like heads: by the look of the table and its style."""
    look = child(properties, "w:tblLook")
    bits = _bits(value(look))
    chain = context.styles.chain("table", value(child(properties, "w:tblStyle")) or "")
    row = _looks(attribute(look, "w:firstRow"), bits & _FIRST_ROW)
    column = _looks(attribute(look, "w:firstColumn"), bits & _FIRST_COLUMN)
    return row and any(s.heads_first_row for s in chain), column and any(s.heads_first_column for s in chain)


def _bits(written: str | None) -> int:
    try:
        return int(written or "0", 16)
    except ValueError:
        return 0


def _looks(said: str | None, bit: int) -> bool:
    return bool(bit) if said is None else said in ("1", "true", "on")


def _parts(element: etree._Element, short: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those within controls and tracked changes."""
    for each in element:
        if name(each) == short:
            yield each
        elif name(each) not in ("w:tbl", "w:p", "w:tc", ""):
            yield from _parts(each, short)


def _row(row: etree._Element, *, first_column: bool) -> RowFrame:
    properties = child(row, "w:trPr")
    column = min(max(number(child(properties, "w:gridBefore")) or 0, 0), _MOST_COLUMNS)
    cells = [CellFrame(None, at) for at in range(column)]
    for element in _parts(row, "w:tc"):
        cell = _cell(element, column, head=first_column and not cells)
        cells.append(cell)
        column += cell.columns
    return RowFrame(
        tuple(cells),
        heads=bool(switch(properties, "w:tblHeader")),
        inserted=child(properties, "w:ins") is not None,
        deleted=child(properties, "w:del") is not None,
    )


def _cell(element: etree._Element, column: int, *, head: bool) -> CellFrame:
    properties = child(element, "w:tcPr")
    columns = min(max(number(child(properties, "w:gridSpan")) or 1, 1), _MOST_COLUMNS)
    merge = child(properties, "w:vMerge")
    return CellFrame(element, column, columns, merge is not None and value(merge) != "restart", head)
