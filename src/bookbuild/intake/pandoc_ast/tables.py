"""Tables of Pandoc, of the form before 2.10 and after → tables of the document."""

from __future__ import annotations

from typing import Any

from bookbuild.intake.document import IntakeBlock, IntakeCell, IntakeParagraph, IntakeTable
from bookbuild.intake.flattening import paragraphs_of
from bookbuild.intake.pandoc_ast.inlines import PandocBlocks, runs_of_inlines
from bookbuild.intake.pandoc_ast.nodes import MalformedAst, attributes_of, list_of, number_in_node, parts_of
from bookbuild.intake.pandoc_ast.reading import PandocDress, PandocReading
from bookbuild.intake.runs import BookmarkHere, RunPiece, TextRun

_WIDEST, _TALLEST = 60, 200
SHORT = "the short form of a caption"
Cells = tuple[IntakeCell, ...]


def table_of_node(node: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> list[IntakeBlock]:
    """The table, or the caption of an empty one. Raises MalformedAst."""
    parts = parts_of(node, 5)
    if len(parts) == 5:
        return _old(parts, dress, reading, blocks)
    attributes = attributes_of(parts[0])
    inner = dress.within(attributes)
    caption = _caption(parts[1], inner, reading, blocks)
    if attributes.id and attributes.id in reading.wanted and caption:
        caption = [BookmarkHere(attributes.id, reading.place), *caption]
    head = _rows(list_of(parts[3])[1:2], inner, reading, blocks, head=True)
    body: list[Cells] = []
    for part in list_of(parts[4]):
        fields = list_of(part)
        if len(fields) < 4:
            raise MalformedAst("the body of a table has four parts")
        body += _rows([fields[2]], inner, reading, blocks, head=True)
        body += _rows([fields[3]], inner, reading, blocks, columns=number_in_node(fields[1], 0))
    foot = _rows(list_of(parts[5])[1:2], inner, reading, blocks) if len(parts) > 5 else []
    rows = (*head, *body, *foot)
    if not rows:
        return [IntakeParagraph(tuple(caption), "caption", place=reading.place)] if caption else []
    heads = len(head) if len(head) < len(rows) else 0
    return [IntakeTable(rows, heads, tuple(caption), inner.direction, inner.language, reading.place)]


def _caption(value: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> list[RunPiece]:
    fields = list_of(value)
    short_caption(fields, dress, reading, blocks)
    runs: list[RunPiece] = []
    for paragraph in paragraphs_of(blocks(list_of(fields[1]), dress, reading) if len(fields) > 1 else []):
        runs += [TextRun(" "), *paragraph.runs] if runs else paragraph.runs
    return runs


def short_caption(fields: list[Any], dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> None:
    """The short form of a caption, for a list of tables, is dropped: ours are made of captions."""
    if fields and isinstance(fields[0], list):
        short = runs_of_inlines(fields[0], dress, reading, blocks)
        reading.drop("".join(run.text for run in short if isinstance(run, TextRun)), SHORT)


def _rows(
    groups: list[Any], dress: PandocDress, reading: PandocReading, blocks: PandocBlocks, *, head: bool = False,
    columns: int = 0,
) -> list[Cells]:  # fmt: skip
    """Rows that have cells. `columns`: how many of the first are heads of their rows."""
    rows: list[Cells] = []
    for row in (row for group in groups for row in list_of(group)):
        fields = list_of(row)
        cells = list_of(fields[1]) if len(fields) > 1 else []
        found = tuple(_cell(cell, dress, reading, blocks, head=head or at < columns) for at, cell in enumerate(cells))
        if found:
            rows.append(found)
    return rows


def _cell(cell: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks, *, head: bool) -> IntakeCell:
    fields = list_of(cell)
    if len(fields) < 5:
        raise MalformedAst("a cell of a table has five parts")
    inner = dress.within(attributes_of(fields[0]))
    return IntakeCell(
        paragraphs_of(blocks(list_of(fields[4]), inner, reading)),
        max(number_in_node(fields[3], 1, _WIDEST), 1),
        max(number_in_node(fields[2], 1, _TALLEST), 1),
        head,
        inner.direction,
        inner.language,
        reading.place,
    )


def _old(parts: list[Any], dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> list[IntakeBlock]:
    """A table of Pandoc before 2.10: caption, alignments, widths, heads, rows."""
    caption = runs_of_inlines(parts[0], dress, reading, blocks)

    def cells(row: Any, *, head: bool) -> Cells:
        return tuple(
            IntakeCell(paragraphs_of(blocks(list_of(cell), dress, reading)), head=head, place=reading.place)
            for cell in list_of(row)
        )

    heads = cells(parts[3], head=True)
    titled = any(cell.blocks for cell in heads)
    rows = ((heads,) if titled else ()) + tuple(found for row in list_of(parts[4]) if (found := cells(row, head=False)))
    if not rows:
        return [IntakeParagraph(caption, "caption", place=reading.place)] if caption else []
    return [IntakeTable(rows, int(titled and len(rows) > 1), caption, dress.direction, dress.language, reading.place)]
