"""Lists of HTML → items with marker, number and level; lists of definitions → terms and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from bookbuild.intake.document import IntakeBlock, IntakeDefinition, IntakeParagraph
from bookbuild.intake.flattening import without_headings
from bookbuild.intake.items import DEEPEST, item_of
from bookbuild.intake.markup.elements import name_of
from bookbuild.intake.markup.inlines import has_text, loose_text, runs_within, trimmed
from bookbuild.intake.markup.quotations import MarkupFlow
from bookbuild.intake.markup.reading import MarkupDress, MarkupReading

_WHOLE = re.compile(r"\s*(-?\d{1,8})")


def items_of(
    element: etree._Element, level: int, dress: MarkupDress, reading: MarkupReading, flow: MarkupFlow
) -> list[IntakeBlock]:
    """The items of a list, each followed by the blocks in it; text between items is an item's too."""
    ordered = name_of(element) == "ol"
    number = _number(element, "start", 1)
    step = -1 if element.get("reversed") is not None else 1
    if step < 0 and element.get("start") is None:
        number = sum(name_of(child) == "li" for child in element)
    blocks: list[IntakeBlock] = [*loose_text(element, dress, reading)]
    for child in element:
        if name_of(child) in ("ul", "ol") and child not in reading.evidence.dropped:
            blocks += items_of(child, min(level + 1, DEEPEST), reading.dressed(child, dress), reading, flow)
            continue
        inner = _inner(child, dress, reading, flow)
        number = _number(child, "value", number) if ordered and name_of(child) == "li" else number
        if inner:
            blocks += item_of(inner, f"{number}." if ordered else "-", number if ordered else None, level)
        number += step if name_of(child) == "li" else 0
    return blocks


def _number(element: etree._Element, name: str, otherwise: int) -> int:
    found = _WHOLE.match(element.get(name) or "")
    return max(int(found[1]), 0) if found else otherwise


def _inner(child: etree._Element, dress: MarkupDress, reading: MarkupReading, flow: MarkupFlow) -> list[IntakeBlock]:
    """The blocks of an item. Comments have none; what is no item, and dropped pieces, are read as they are."""
    if not name_of(child) or child in reading.evidence.notes.bodies:
        return []
    if child in reading.evidence.dropped:
        reading.drop(child, reading.evidence.dropped[child])
        return []
    if mark := reading.mark(child):
        reading.carried.append(mark)
    return list(without_headings(flow(child, reading.dressed(child, dress), reading)))


def definitions_of(
    element: etree._Element, dress: MarkupDress, reading: MarkupReading, flow: MarkupFlow
) -> list[IntakeBlock]:
    """Terms, each with its definitions. A term without any, and a definition without a term, are paragraphs."""
    boxes = [element, *element.iterchildren("{*}div")]
    blocks: list[IntakeBlock] = [loose for box in boxes for loose in loose_text(box, dress, reading)]
    for child in _entries(element):
        name = name_of(child)
        if not name or child in reading.evidence.notes.bodies:
            continue
        if child in reading.evidence.dropped:
            reading.drop(child, reading.evidence.dropped[child])
            continue
        carried = [mark] if (mark := reading.mark(child)) else []
        inner = reading.dressed(child, dress)
        if name == "dt" and child not in reading.evidence.holders:
            runs = trimmed([*reading.take_carried(), *carried, *runs_within(child, inner, reading)])
            if has_text(runs):
                blocks.append(IntakeDefinition(runs, (), inner.direction, inner.language, reading.place(child)))
            continue
        reading.carried += carried
        said = without_headings(flow(child, inner, reading))
        last = blocks[-1] if blocks else None
        if said and name == "dd" and isinstance(last, IntakeDefinition):
            blocks[-1] = replace(last, definitions=(*last.definitions, said))
        else:
            blocks += said
    return [_or_paragraph(block) for block in blocks]


def _entries(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if name_of(child) == "div":
            yield from child
        else:
            yield child


def _or_paragraph(block: IntakeBlock) -> IntakeBlock:
    if isinstance(block, IntakeDefinition) and not block.definitions:
        return IntakeParagraph(block.term, "dt", (), block.direction, block.language, block.place)
    return block
