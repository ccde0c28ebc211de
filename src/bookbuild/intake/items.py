"""The blocks of a list's item → the items that the flat list of `IntakeItem` has for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookbuild.intake.document import IntakeBlock, IntakeItem, IntakePageBreak, IntakeParagraph
from bookbuild.intake.runs import PageMark

DEEPEST = 5
"""Lists that stand deeper are of this level."""


def with_page_in_paragraph(inner: Sequence[IntakeBlock]) -> Sequence[IntakeBlock]:
    """Blocks of which the first is not a page that begins before a paragraph: it begins in this."""
    match inner:
        case [IntakePageBreak(number, place), IntakeParagraph() as first, *rest]:
            return [replace(first, runs=(PageMark(number, place), *first.runs)), *rest]
        case _:
            return inner


def item_of(inner: Sequence[IntakeBlock], marker: str, number: int | None, level: int) -> list[IntakeItem]:
    """The first paragraph bears the marker, lists in the item are a level deeper; from the first other block on, all
    that follows stands within the item (`blocks`)."""
    items: list[IntakeItem] = []
    inner = with_page_in_paragraph(inner)
    for at, block in enumerate(inner):
        if isinstance(block, IntakeParagraph):
            said = ("", level, None) if items else (marker, level, number)
            items.append(IntakeItem(block.runs, *said, block.direction, block.language, block.place))
        elif isinstance(block, IntakeItem) and items:
            items.append(replace(block, level=min(block.level + 1, DEEPEST)))
        else:
            head = items.pop() if items else IntakeItem((), marker, level, number, place=block.place)
            return [*items, replace(head, blocks=(*head.blocks, *inner[at:]))]
    return items
