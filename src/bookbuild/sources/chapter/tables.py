"""A pipe table's tokens, and the caption next to it → `Table`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bookbuild.diagnostics import Code
from bookbuild.model.blocks import Alignment, Cell, Table
from bookbuild.model.inlines import Inlines, Span
from bookbuild.sources.chapter.attributes import without_attributes
from bookbuild.sources.chapter.block_reader import BlockReader
from bookbuild.sources.chapter.limits import MOST_COLUMNS, MOST_ROWS, SHOWN, find_too_many
from bookbuild.sources.chapter.source_map import escaped_places, split_row
from bookbuild.sources.chapter.tree import Node
from bookbuild.sources.chapter.vocabulary import named

CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]+(?=\S)")


def captions(nodes: Sequence[Node]) -> dict[int, int]:
    """Index of a table in `nodes` → index of its caption, which is the node before it, or else the one after it."""
    found: dict[int, int] = {}
    for index, node in enumerate(nodes):
        if node.type == "table_open":
            for neighbour in (index - 1, index + 1):
                if 0 <= neighbour < len(nodes) and neighbour not in found.values() and _is_caption(nodes[neighbour]):
                    found[index] = neighbour
                    break
    return found


def _is_caption(node: Node) -> bool:
    return node.type == "paragraph_open" and node.text is not None and bool(CAPTION.match(node.text.content))


def table(reader: BlockReader, node: Node, caption: Node | None) -> Table:
    """A table; its caption may bear its id."""
    rows = [row for part in node.children for row in part.children]
    columns = len(rows[0].children)
    if len(rows) > MOST_ROWS + 1:
        find_too_many(reader.reading, "rows", "a table", MOST_ROWS, node.place(reader.reading))
        rows = rows[:SHOWN]
    if columns > MOST_COLUMNS:
        find_too_many(reader.reading, "columns", "a table", MOST_COLUMNS, node.place(reader.reading))
        columns = 1
    cells = [_row(reader, row, columns) for row in rows]
    text, name = _caption(reader, caption) if caption else ((), "")
    return Table(text, cells[0], tuple(cells[1:]), name, bool(name), location=node.place(reader.reading))


def _caption(reader: BlockReader, node: Node) -> tuple[Inlines, str]:
    text, places = reader.text(node)
    match = CAPTION.match(text)
    start = match.end() if match else 0
    words, attributes = without_attributes(text)
    names = named(reader.reading, attributes, places, {})
    children = reader.inliner.read(words[start:], places.shifted(start))
    return ((Span(children, names.classes, names.lang),) if names.passes_through else children), names.id


def _row(reader: BlockReader, row: Node, columns: int) -> tuple[Cell, ...]:
    tokens = [child.text for child in row.children]
    line = row.children[0].line if row.children[0].token.map else _line(tokens)
    source = reader.reading.lines[line]
    start = next((token.meta["start"] for token in tokens if token is not None), 0)
    spots = split_row(source, start)
    if len(spots) > columns and len(row.children) <= MOST_COLUMNS:
        message = f"the row has {len(spots)} cells, the head {columns}"
        remedy = "give all rows as many cells as the head; a `|` in a cell is written `\\|`"
        place = reader.reading.line_place(line + 1, spots[columns][0] + 1)
        reader.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
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
