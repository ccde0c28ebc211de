"""A pipe table's tokens, and the caption next to it → `Table`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bookbuild.diagnostics import Code, Location
from bookbuild.model.blocks import Alignment, Blocks, Cell, Table
from bookbuild.model.inlines import Inline, Inlines, LineBreak, Span
from bookbuild.sources.chapter.attributes import without_attributes
from bookbuild.sources.chapter.block_reader import BlockReader
from bookbuild.sources.chapter.column_tables import CellLine, ColumnCell
from bookbuild.sources.chapter.for_editions import blocks_for
from bookbuild.sources.chapter.grid_cells import MOST_CHARACTERS
from bookbuild.sources.chapter.limits import MOST_COLUMNS, MOST_ROWS, SHOWN, find_too_many
from bookbuild.sources.chapter.source_map import Places, escaped_places, split_row
from bookbuild.sources.chapter.tree import Node
from bookbuild.sources.chapter.vocabulary import Named, float_place, named

CellRow = tuple[Cell, ...]

TABLES = ("table_open", "column_table")
BLOCK_IN_CELL = re.compile(r"(?:[-*+]|\d+[.)]|>|#{1,6}|```|:::)(?:\s|$)")
CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]+(?=\S)")


def captions(nodes: Sequence[Node]) -> dict[int, int]:
    """Index of a table in `nodes` → index of its caption, which is the node before it, or else the one after it."""
    found: dict[int, int] = {}
    for index, node in enumerate(nodes):
        if node.type in TABLES:
            for neighbour in (index - 1, index + 1):
                if 0 <= neighbour < len(nodes) and neighbour not in found.values() and _is_caption(nodes[neighbour]):
                    found[index] = neighbour
                    break
    return found


def _is_caption(node: Node) -> bool:
    return node.type == "paragraph_open" and node.text is not None and bool(CAPTION.match(node.text.content))


def table(reader: BlockReader, node: Node, caption: Node | None) -> Blocks:
    """A table; its caption may bear its id, and say which editions it is for."""
    if node.type == "column_table":
        return _of_columns(reader, node, caption)
    rows = [row for part in node.children for row in part.children]
    columns = len(rows[0].children)
    if len(rows) > MOST_ROWS + 1:
        find_too_many(reader.reading, "rows", "a table", MOST_ROWS, node.place(reader.reading))
        rows = rows[:SHOWN]
    if columns > MOST_COLUMNS:
        find_too_many(reader.reading, "columns", "a table", MOST_COLUMNS, node.place(reader.reading))
        columns = 1
    _find_wide_rows(reader, rows, columns)
    cells = [_row(reader, row, columns) for row in rows]
    text, names, where = _caption(reader, caption)
    place = node.place(reader.reading)
    return blocks_for(names, (_table(text, cells[:1], cells[1:], names, place, where),))


def _table(
    caption: Inlines, heads: Sequence[CellRow], rows: Sequence[CellRow], names: Named, place: Location, where: str
) -> Table:
    header = heads[0] if heads else ()
    given = bool(names.id)
    subheads, direction = tuple(heads[1:]), names.direction
    return Table(
        caption, header, subheads, tuple(rows), names.id, given, location=place, direction=direction, place=where
    )


def _of_columns(reader: BlockReader, node: Node, caption: Node | None) -> Blocks:
    rows, heads, alignments = (node.token.meta[name] for name in ("rows", "heads", "alignments"))
    place = node.place(reader.reading)
    if not rows:
        message = f"a table whose lines do not meet, or with spanning cells in over {MOST_CHARACTERS:,} characters"
        remedy = "write a `+` wherever lines cross; a cell that spans others has no line within"
        reader.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
    if len(rows) > MOST_ROWS or len(alignments) > MOST_COLUMNS:
        find_too_many(reader.reading, "rows or columns", "a table", MOST_ROWS, place)
        rows = rows[:1]
    text, names, where = _caption(reader, caption)
    made = [tuple(_of_pieces(reader, cell, alignments, place) for cell in row) for row in rows]
    return blocks_for(names, (_table(text, made[:heads], made[heads:], names, place, where),))


def _of_pieces(reader: BlockReader, cell: ColumnCell, alignments: Sequence[Alignment | None], place: Location) -> Cell:
    """A cell of several lines; an empty one in it breaks its text. One over columns has the alignment that all have."""
    pieces = cell.pieces
    over = set(alignments[cell.column : cell.column + cell.columns])
    alignment = over.pop() if len(over) == 1 else None
    paragraphs: list[list[CellLine]] = [[]]
    for piece in pieces:
        if piece[0]:
            paragraphs[-1].append(piece)
        elif paragraphs[-1]:
            paragraphs.append([])
    children: list[Inline] = []
    for paragraph in filter(None, paragraphs):
        text, starts = "", []
        for written, line, column in paragraph:
            if BLOCK_IN_CELL.match(written):
                message, remedy = "a list, a quotation or a block in a cell", "write the cell as running text"
                where = reader.reading.line_place(line + 1, column + 1)
                reader.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, where)
            text += "\n" * bool(text)
            starts.append((len(text), line + 1, column + 1))
            text += written
        places = Places(reader.reading.path, starts)
        children += ([LineBreak(places.at(0))] if children else []) + list(reader.inliner.read(text, places))
    first = next((piece for piece in pieces if piece[0]), None)
    begins = reader.reading.line_place(first[1] + 1, first[2] + 1) if first else place
    return Cell(tuple(children), alignment, location=begins, columns=cell.columns, rows=cell.rows)


def _caption(reader: BlockReader, node: Node | None) -> tuple[Inlines, Named, str]:
    """The text of a caption, what its attributes say of the table, and where they want it."""
    if node is None:
        return (), Named(), ""
    text, places = reader.text(node)
    match = CAPTION.match(text)
    start = match.end() if match else 0
    words, attributes = without_attributes(text)
    names = named(reader.reading, attributes, places, {}, ("place",))
    children = reader.inliner.read(words[start:], places.shifted(start))
    where = float_place(reader.reading, attributes, places)
    own = names.classes or names.lang
    return ((Span(children, names.classes, names.lang),) if own else children), names, where


def _find_wide_rows(reader: BlockReader, rows: Sequence[Node], columns: int) -> None:
    """One finding for the rows with more cells than the head: where one is, most often all are."""
    wide = []
    for row in rows:
        line, spots = _spots(reader, row)
        if len(spots) > columns and len(row.children) <= MOST_COLUMNS:
            wide.append((line, spots))
    if wide:
        line, spots = wide[0]
        more = f", and so have {len(wide) - 1} more" if len(wide) > 1 else ""
        message = f"the row has {len(spots)} cells, the head {columns}{more}"
        remedy = "give all rows as many cells as the head; a `|` in a cell is written `\\|`"
        place = reader.reading.line_place(line + 1, spots[columns][0] + 1)
        reader.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)


def _spots(reader: BlockReader, row: Node) -> tuple[int, list[tuple[int, int]]]:
    """The index of a row's line, and where its cells stand in it."""
    tokens = [child.text for child in row.children]
    line = row.children[0].line if row.children[0].token.map else _line(tokens)
    start = next((token.meta["start"] for token in tokens if token is not None), 0)
    return line, list(split_row(reader.reading.lines[line], start))


def _row(reader: BlockReader, row: Node, columns: int) -> tuple[Cell, ...]:
    line, spots = _spots(reader, row)
    return tuple(
        _cell(reader, child, line, spots[index] if index < len(spots) else None)
        for index, child in enumerate(row.children[:columns])
    )


def _cell(reader: BlockReader, node: Node, line: int, spot: tuple[int, int] | None) -> Cell:
    reading = reader.reading
    if spot is None or spot[0] == spot[1]:
        column = spot[0] if spot else len(reading.lines[line])
        return Cell((), _alignment(node.token), location=reading.line_place(line + 1, column + 1))
    text, places = escaped_places(reading.path, line + 1, reading.lines[line], *spot, escapes="|")
    return Cell(reader.inliner.read(text, places), _alignment(node.token), location=places.at(0))


def _line(tokens: Sequence[Token | None]) -> int:
    return next((token.map[0] for token in tokens if token is not None and token.map), 0)


def _alignment(token: Token) -> Alignment | None:
    style = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return style if style in ("left", "right", "center") else None  # type: ignore[return-value]
