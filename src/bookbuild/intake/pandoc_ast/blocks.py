"""Blocks of Pandoc → blocks of the document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeCode,
    IntakeDefinition,
    IntakeFigure,
    IntakeHeading,
    IntakeOrnament,
    IntakePageBreak,
    IntakeParagraph,
    IntakeQuotation,
    IntakeVerse,
    QuotationKind,
)
from bookbuild.intake.flattening import without_headings
from bookbuild.intake.items import item_of
from bookbuild.intake.pandoc_ast.inlines import runs_of_inlines
from bookbuild.intake.pandoc_ast.nodes import (
    MalformedAst,
    PandocAttributes,
    attributes_of,
    content_of,
    kind_of,
    list_of,
    number_in_node,
    parts_of,
    text_in,
)
from bookbuild.intake.pandoc_ast.reading import RAW, PandocDress, PandocReading
from bookbuild.intake.pandoc_ast.tables import short_caption, table_of_node
from bookbuild.intake.runs import BookmarkHere, HardBreak, PageMark, Picture, RunPieces, TextRun

_KINDS: dict[str, QuotationKind] = {
    "quran": "quran", "hadith": "hadith", "epigraph": "epigraph", "dedication": "dedication", "letter": "letter",
    "question": "question", "answer": "answer", "source": "source",
}  # fmt: skip
_ATTRIBUTES = {"quran": ("ref", "words"), "hadith": ("source",)}
_VERSES = frozenset(("verse", "poem", "poetry"))


def blocks_of_nodes(nodes: list[Any], dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    """The blocks of a list of nodes."""
    return [block for node in nodes for block in _blocks(kind_of(node), node, dress, reading)]


def _runs(nodes: Any, dress: PandocDress, reading: PandocReading) -> RunPieces:
    return runs_of_inlines(nodes, dress, reading, blocks_of_nodes)


def _blocks(kind: str, node: Any, dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    match kind:
        case "Para" | "Plain":
            return _paragraph(_runs(content_of(node), dress, reading), dress, reading)
        case "Header":
            return _heading(node, dress, reading)
        case "Div":
            return _division(node, dress, reading)
        case "BlockQuote":
            inner = without_headings(blocks_of_nodes(list_of(content_of(node)), dress, reading))
            return [IntakeQuotation(inner, place=reading.place)] if inner else []
        case "BulletList" | "OrderedList":
            return _list(kind, node, dress, reading)
        case "DefinitionList":
            return _definitions(node, dress, reading)
        case "CodeBlock":
            text = text_in(parts_of(node, 2)[1])
            return [IntakeCode(text, reading.place)] if text.strip() else []
        case "RawBlock":
            reading.drop(text_in(parts_of(node, 2)[1]), RAW)
            return []
        case "LineBlock":
            return _lines(node, dress, reading)
        case "HorizontalRule":
            return [IntakeOrnament("", reading.place)]
        case "Table":
            return table_of_node(node, dress, reading, blocks_of_nodes)
        case "Figure":
            return _figure(node, dress, reading)
        case "Null":
            return []
        case _:
            raise MalformedAst(f"there is no block `{kind}`")


def _paragraph(runs: RunPieces, dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    """A paragraph; a picture alone is a figure, a page mark alone a break."""
    if not runs:
        return []
    if all(isinstance(run, PageMark) for run in runs):
        return [IntakePageBreak(run.number, run.place) for run in runs if isinstance(run, PageMark)]
    if len(runs) == 1 and isinstance(runs[0], Picture):
        return [IntakeFigure(runs[0], place=reading.place)]
    return [IntakeParagraph(runs, dress.style, (), dress.direction, dress.language, reading.place)]


def _heading(node: Any, dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    level, attributes, inlines = parts_of(node, 3)[:3]
    found = attributes_of(attributes)
    inner = dress.within(found)
    runs = _runs(inlines, inner, reading)
    name = found.id if found.id in reading.wanted else ""
    if not any(isinstance(run, TextRun) for run in runs):
        return _paragraph(runs, dress, reading)
    kept = tuple(run for run in runs if not isinstance(run, PageMark))
    pages = [IntakePageBreak(run.number, run.place) for run in runs if isinstance(run, PageMark)]
    number = max(number_in_node(level), 1)
    heading = IntakeHeading(
        kept, min(number, 20), False, name, " ".join(found.classes), False, inner.direction, inner.language,
        reading.place,
    )  # fmt: skip
    return [*pages, heading]


def _division(node: Any, dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    """A box: a quotation of our kinds, a poem, or no more than its blocks."""
    parts = parts_of(node, 2)
    attributes = attributes_of(parts[0])
    inner = blocks_of_nodes(list_of(parts[1]), dress.within(attributes), reading)
    kind = next((_KINDS[name] for name in attributes.classes if name in _KINDS), None)
    if attributes.id and attributes.id in reading.wanted:
        inner = _marked(inner, attributes.id, reading)
    if kind and inner:
        known = _ATTRIBUTES.get(kind, ())
        values = tuple((key, value) for key, value in attributes.values if key in known)
        return [IntakeQuotation(without_headings(inner), kind, values, place=reading.place)]
    if _VERSES & set(attributes.classes) and inner and all(isinstance(block, IntakeParagraph) for block in inner):
        stanzas = tuple(_stanza(block.runs) for block in inner if isinstance(block, IntakeParagraph))
        return [IntakeVerse(stanzas, dress.direction, dress.language, reading.place)]
    return inner


def _marked(blocks: list[IntakeBlock], name: str, reading: PandocReading) -> list[IntakeBlock]:
    """Blocks whose first paragraph or heading bears a bookmark; one of its own before them where there is none."""
    first = blocks[0] if blocks else None
    if isinstance(first, IntakeHeading) and not first.id:
        return [replace(first, id=name), *blocks[1:]]
    if isinstance(first, IntakeParagraph | IntakeHeading):
        return [replace(first, runs=(BookmarkHere(name, reading.place), *first.runs)), *blocks[1:]]
    return blocks


def _stanza(runs: RunPieces) -> tuple[tuple[RunPieces, ...], ...]:
    """The lines of a paragraph of verse."""
    lines: list[list[Any]] = [[]]
    for run in runs:
        if isinstance(run, HardBreak):
            lines.append([])
        else:
            lines[-1].append(run)
    return tuple((tuple(line),) for line in lines if line)


def _list(kind: str, node: Any, dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    ordered = kind == "OrderedList"
    items = list_of(parts_of(node, 2)[1] if ordered else content_of(node))
    start = number_in_node(list_of(parts_of(node, 2)[0])[0]) if ordered and list_of(parts_of(node, 2)[0]) else 1
    blocks: list[IntakeBlock] = []
    for number, item in enumerate(items, start):
        inner = without_headings(blocks_of_nodes(list_of(item), dress, reading))
        blocks += item_of(inner, f"{number}." if ordered else "-", number if ordered else None, 1)
    return blocks


def _definitions(node: Any, dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    blocks: list[IntakeBlock] = []
    for entry in list_of(content_of(node)):
        term, definitions = (*list_of(entry), None, None)[:2]
        runs = _runs(term, dress, reading)
        said = [without_headings(blocks_of_nodes(list_of(each), dress, reading)) for each in list_of(definitions)]
        said = [each for each in said if each]
        if not runs:
            blocks += [block for each in said for block in each]
        elif said:
            blocks.append(IntakeDefinition(runs, tuple(said), place=reading.place))
        else:
            blocks += _paragraph(runs, dress, reading)
    return blocks


def _lines(node: Any, dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    """A block of lines is verse; an empty line parts stanzas."""
    stanzas: list[list[tuple[RunPieces, ...]]] = [[]]
    for line in list_of(content_of(node)):
        runs = tuple(run for run in _runs(line, dress, reading) if not isinstance(run, HardBreak | Picture))
        if runs:
            stanzas[-1].append((runs,))
        elif stanzas[-1]:
            stanzas.append([])
    kept = tuple(tuple(stanza) for stanza in stanzas if stanza)
    return [IntakeVerse(kept, dress.direction, dress.language, reading.place)] if kept else []


def _figure(node: Any, dress: PandocDress, reading: PandocReading) -> list[IntakeBlock]:
    attributes_part, caption, content = parts_of(node, 3)[:3]
    attributes: PandocAttributes = attributes_of(attributes_part)
    inner = blocks_of_nodes(list_of(content), dress, reading)
    said = blocks_of_nodes(list_of(list_of(caption)[1]) if len(list_of(caption)) > 1 else [], dress, reading)
    short_caption(list_of(caption), dress, reading, blocks_of_nodes)
    runs: list[Any] = []
    for block in said:
        if isinstance(block, IntakeParagraph):
            runs += [TextRun(" "), *block.runs] if runs else block.runs
    others = [block for block in said if not isinstance(block, IntakeParagraph)]
    if len(inner) == 1 and isinstance(inner[0], IntakeFigure):
        name = attributes.id if attributes.id in reading.wanted else ""
        return [replace(inner[0], caption=tuple(runs), id=name), *others]
    caption_block = [IntakeParagraph(tuple(runs), "caption", place=reading.place)] if runs else []
    return [*inner, *caption_block, *others]
