"""Blocks → lines of Markdown: our own constructs, lists that nest, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeCell,
    IntakeCode,
    IntakeDefinition,
    IntakeFigure,
    IntakeHeading,
    IntakeItem,
    IntakeNote,
    IntakeOrnament,
    IntakePageBreak,
    IntakeParagraph,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.printed_pages import with_pages_in_paragraphs
from bookbuild.intake.rewriting import flat_text
from bookbuild.intake.runs import NO_PLACE, Place
from bookbuild.intake.table_grid import needs_grid, placed_cells
from bookbuild.intake.writing.grids import grid_lines
from bookbuild.intake.writing.inlines import (
    WritingContext,
    WrittenLine,
    figure_line,
    one_line,
    print_page,
    quoted_value,
    written_lines,
)
from bookbuild.intake.writing.spoken import in_line, said_of, spoken_runs
from bookbuild.sources.chapter.vocabulary import DIVS

WrittenLines = list[WrittenLine]
_BLANK = WrittenLine("")
_BARE_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
"""One that no backslash takes its meaning from: before it is an even number of them."""


def written_blocks(blocks: Sequence[IntakeBlock], context: WritingContext) -> WrittenLines:
    """The lines of blocks, an empty line between two; items that follow one another are one list."""
    lines: WrittenLines = []
    for group in _groups(with_pages_in_paragraphs(blocks)):
        part = _list(group, context) if isinstance(group[0], IntakeItem) else list(_block(group[0], context))
        if part:
            lines += [_BLANK, *part] if lines else part
    return lines


def _groups(blocks: Iterable[IntakeBlock]) -> Iterator[list[IntakeBlock]]:
    """Blocks, and the items of a list together."""
    group: list[IntakeBlock] = []
    for block in blocks:
        if group and not (isinstance(block, IntakeItem) and isinstance(group[-1], IntakeItem)):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _block(block: IntakeBlock, context: WritingContext) -> Iterable[WrittenLine]:
    match block:
        case IntakeParagraph(runs, classes=classes):
            lines = written_lines(runs, context)
            said = said_of(flat_text(runs), block.language, block.direction, (*classes[:1],))
            if said.startswith("dir=") and not (lines and lines[0].text.startswith("![")):
                return _saying(lines, said)
            return _div(said, lines, block.place) if said and lines else lines
        case IntakeHeading(level=level, id=name):
            said = said_of(flat_text(block.runs), None, block.direction)
            mark = " ".join(filter(None, (f"#{context.targets[name]}" if name in context.targets else "", said)))
            line = one_line(spoken_runs(replace(block, direction=None)), context)
            return [WrittenLine(f"{'#' * (level or 2)} {line}{f' {{{mark}}}' if mark else ''}", block.place)]
        case IntakeQuotation():
            return _quotation(block, context)
        case IntakeVerse(stanzas):
            lines = [line for stanza in stanzas for line in (_BLANK, *_stanza(stanza, context))][1:]
            return _div(".verse", lines, block.place)
        case IntakeTable():
            return _table(block, context)
        case IntakeFigure(picture, caption, name):
            mark = context.targets.get(name, name) if name else ""
            return [WrittenLine(figure_line(picture, context, one_line(caption, context), mark), block.place)]
        case _:
            return _plain_block(block, context)


def _saying(lines: WrittenLines, said: str) -> WrittenLines:
    """The lines of a paragraph with what is said of it at their end."""
    return [*lines[:-1], WrittenLine(f"{lines[-1].text} {{{said}}}", lines[-1].place)] if lines and said else lines


def _plain_block(block: IntakeBlock, context: WritingContext) -> Iterable[WrittenLine]:
    match block:
        case IntakeDefinition(term, definitions):
            return _definition(one_line(term, context), [written_blocks(each, context) for each in definitions], block)
        case IntakeCode(text):
            fence = "`" * max(3, max((len(part) for part in text.split("\n") if set(part) == {"`"}), default=0) + 1)
            return [WrittenLine(line, block.place) for line in (fence, *text.split("\n"), fence)]
        case IntakeOrnament():
            return [WrittenLine("***", block.place)]
        case IntakePageBreak(forced=True):
            return _div(".break", [], block.place)
        case IntakePageBreak(number):
            return [WrittenLine(print_page(number), block.place)] if number else []
        case IntakeItem():
            return _list([block], context)
        case _:
            return []


def _div(name: str, lines: Iterable[WrittenLine], place: Place, attributes: str = "") -> WrittenLines:
    inner = " ".join(filter(None, (name, attributes)))
    return [WrittenLine(f"::: {{{inner}}}", place), *lines, WrittenLine(":::", place)]


def _quotation(block: IntakeQuotation, context: WritingContext) -> WrittenLines:
    lines = written_blocks(block.blocks, context)
    if block.kind == "" and not block.classes:
        return [WrittenLine(f"> {line.text}".rstrip(), line.place) for line in lines]
    name = block.kind if block.kind in DIVS or not block.kind else f"x-{block.kind}"
    attributes = " ".join(f'{key}="{quoted_value(value)}"' for key, value in block.attributes if value)
    if block.kind == "source" and len(block.blocks) == 1 and len(lines) == 1 and not {"[", "]"} & set(lines[0].text):
        return [WrittenLine(f"[{lines[0].text}]{{.source}}", lines[0].place)]
    classes = " ".join(f".{each}" for each in (name, *block.classes) if each)
    return _div(classes, lines, block.place, attributes)


def _stanza(stanza: Sequence[Sequence[tuple[object, ...]]], context: WritingContext) -> Iterator[WrittenLine]:
    for line in stanza:
        halves = [one_line(half, context) for half in line]  # type: ignore[arg-type]
        place = next((getattr(run, "place", NO_PLACE) for half in line for run in half), NO_PLACE)
        yield WrittenLine(" // ".join(halves), place)


def _definition(term: str, definitions: Sequence[WrittenLines], block: IntakeDefinition) -> WrittenLines:
    lines = [WrittenLine(term, block.place)]
    for definition in definitions:
        lines += _indented(definition, ":   ")
    return lines


def _indented(lines: Sequence[WrittenLine], marker: str) -> WrittenLines:
    """WrittenLines behind a marker, the further ones indented to its width."""
    pad = " " * len(marker)
    return [
        WrittenLine(f"{pad if number else marker}{line.text}".rstrip(), line.place) for number, line in enumerate(lines)
    ]


@dataclass(slots=True)
class _OpenList:
    """A list to which items are written: its level in the source, the width of its last marker, its last number.

    Items of two lists would be one list: the second has the other `sign` after its numbers.
    """

    level: int
    width: int = 0
    number: int | None = None
    sign: str = "."

    def marker(self, number: int | None) -> str:
        if number is not None and self.number is not None and number != self.number + 1:
            self.sign = ")" if self.sign == "." else "."
        self.number = number
        marker = "- " if number is None else f"{number}{self.sign} "
        self.width = len(marker)
        return marker


def _markdown_number(number: int | None) -> int | None:
    """CommonMark: the number of an item has one to nine digits. None, a bullet, where it cannot be written so."""
    return number if number is not None and 0 <= number <= 999_999_999 else None


def _at(indent: str, lines: WrittenLines) -> WrittenLines:
    return [WrittenLine(f"{indent}{line.text}".rstrip(), line.place) for line in lines]


def _list(items: Sequence[IntakeBlock], context: WritingContext) -> WrittenLines:
    """Items, those of a deeper level within the one before them."""
    lines: WrittenLines = []
    open_: list[_OpenList] = []
    for item in items:
        assert isinstance(item, IntakeItem)
        turned = said_of(flat_text(item.runs), None, item.direction)
        inner = _saying(written_lines(spoken_runs(replace(item, direction=None)), context), turned)
        within = written_blocks(item.blocks, context)
        if not inner and not within:
            continue
        last = open_[0] if open_ else None
        while open_ and open_[-1].level > item.level:
            open_.pop()
        if item.marker:
            begins = not open_ or open_[-1].level < item.level
            if begins:
                open_.append(replace(last, level=item.level) if last and not open_ else _OpenList(item.level))
            indent = " " * sum(each.width for each in open_[:-1])
            # CommonMark: of ordered lists, only one that begins with 1 can interrupt a paragraph.
            begins = begins or open_[-1].number is None
            number = _markdown_number(item.number)
            lines += [_BLANK] if begins and lines and number not in (None, 1) else []
            lines += _at(indent, _indented(inner or within, open_[-1].marker(number)))
        elif inner:
            lines += [_BLANK, *_at(" " * sum(each.width for each in open_), inner)]
        if within and (inner or not item.marker):
            lines += [_BLANK, *_at(" " * sum(each.width for each in open_), within), _BLANK]
    return lines


def _table(table: IntakeTable, context: WritingContext) -> WrittenLines:
    """A grid where cells span others or several rows are heads, and a grid can hold them; else a pipe table."""
    lines = _grid_table(table, context) or _pipe_table(table, context)
    if not lines:
        return []
    caption = one_line(table.caption, context)
    turned = table.direction if table.direction not in (None, "rtl" if context.rtl else "ltr") else None
    if caption:
        own = f" {{{said_of('', None, turned)}}}" if turned else ""
        lines += [_BLANK, WrittenLine(f": {caption}{own}", table.place)]
    said = said_of("", table.language, None if caption else turned)
    return _div(said, lines, table.place) if said else lines


def _grid_table(table: IntakeTable, context: WritingContext) -> WrittenLines | None:
    placed = placed_cells(table) if needs_grid(table) else None
    if placed is None:
        return None
    texts = [_cell_text(each.cell, context) if each.cell else "" for each in placed]
    lines = grid_lines(placed, texts, table.head_rows)
    return None if lines is None else [WrittenLine(line, table.place) for line in lines]


def _pipe_table(table: IntakeTable, context: WritingContext) -> WrittenLines:
    """A cell that spans others is followed by empty ones."""
    rows = list(_rows(table.rows, context))
    width = max((len(row) for row in rows), default=0)
    if not width:
        return []
    head = rows[0] if table.head_rows else [""] * width
    body = rows[1:] if table.head_rows else rows
    written = [head, ["---"] * width, *body]
    return [WrittenLine(f"| {' | '.join([*row, *[''] * (width - len(row))])} |", table.place) for row in written]


def _cell_text(cell: IntakeCell, context: WritingContext) -> str:
    text = " ".join(line.text for line in written_blocks(in_line(cell.blocks), context) if line.text)
    return _BARE_PIPE.sub(r"\1\\|", text)


def _rows(rows: Sequence[Sequence[IntakeCell]], context: WritingContext) -> Iterator[list[str]]:
    """The cells of each row as text; where a cell spans others, they are there and empty."""
    spanned: dict[int, int] = {}
    for row in rows:
        written: list[str] = []
        for cell in row:
            _fill(written, spanned)
            for _ in range(cell.columns):
                spanned[len(written)] = cell.rows - 1
                written.append("")
            written[-cell.columns] = _cell_text(cell, context)
        _fill(written, spanned)
        yield written


def _fill(written: list[str], spanned: dict[int, int]) -> None:
    """Go on to the next column that no cell above spans."""
    while spanned.get(len(written), 0) > 0:
        spanned[len(written)] -= 1
        written.append("")


def written_notes(notes: Iterable[IntakeNote], context: WritingContext) -> WrittenLines:
    """The definitions of notes, an empty line before each."""
    lines: WrittenLines = []
    for note in notes:
        inner = written_blocks(in_line(note.blocks, flat=False), context)
        label = f"[^{context.labels.get(note.key, note.key)}]: "
        body = _indented(inner or [_BLANK], label)
        lines += [_BLANK, body[0], *(WrittenLine(f"    {line.text.strip()}".rstrip(), line.place) for line in body[1:])]
    return lines
