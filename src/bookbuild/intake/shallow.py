"""Blocks in one another → the same no deeper than Markdown is read: beyond twenty levels text is passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bookbuild.intake.document import IntakeBlock, IntakeDefinition, IntakeItem, IntakeQuotation
from bookbuild.intake.flattening import paragraphs_of

_ROOM = 14
_ITEM, _QUOTATION, _DEFINITION = 2, 1, 2
"""How many levels of Markdown's nesting each of them takes."""


def shallow(blocks: Iterable[IntakeBlock], used: int = 0) -> tuple[IntakeBlock, ...]:
    """Blocks with what stands too deep as paragraphs. `used`: levels of nesting around them."""
    kept: list[IntakeBlock] = []
    for block in blocks:
        match block:
            case IntakeQuotation(inner):
                cost = used + _QUOTATION
                kept += paragraphs_of(inner) if cost > _ROOM else (replace(block, blocks=shallow(inner, cost)),)
            case IntakeDefinition(definitions=definitions):
                cost = used + _DEFINITION
                within = tuple(shallow(each, cost) for each in definitions)
                kept += paragraphs_of((block,)) if cost > _ROOM else (replace(block, definitions=within),)
            case IntakeItem():
                kept += _item(block, used)
            case _:
                kept.append(block)
    return tuple(kept)


def _item(item: IntakeItem, used: int) -> tuple[IntakeBlock, ...]:
    levels = (_ROOM - used) // _ITEM
    if levels < 1:
        return paragraphs_of((item,))
    level = min(item.level, levels)
    return (replace(item, level=level, blocks=shallow(item.blocks, used + level * _ITEM)),)
