"""Lines in the middle of the page → nearly of one length: no single word is left for the last.

Seam: `weasyprint.layout.block.iter_line_boxes`, which gives a paragraph's lines one by one to be placed on the page. A
paragraph whose custom property `--balanced` says so is set in the narrowest of a few measures in which it has no more
lines than in the whole one. Its lines are set in the middle, so that where the narrower measure stands is not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.custom_properties import values
from bookbuild.typeset.seams.seam import Function

PROPERTY = "__balanced"
"""How WeasyPrint keeps `--balanced` among a box's computed values: as a list of tokens."""

MOST_LINES = 12
"""A longer paragraph has no last line that one looks at."""

MEASURES = (1.02, 1.06, 1.12, 1.2)
"""Tried in this order: times what each line would have, were all of one length."""

Lines: TypeAlias = Iterator[tuple[Any, Any]]
"""Lines, each with where the next begins."""

_measures: Attached[float] = Attached("measure")
"""On a line box that is not broken yet: px that its lines are set in."""


def iter_line_boxes(
    given: Function,
    context: Any,
    box: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    block_box: Any,
    *others: Any,
) -> Lines:
    """The lines of a paragraph, each with where the next begins."""
    arguments = (context, box, position_y, bottom_space)
    if not wanted(box.style) or context.in_column:
        yield from given(*arguments, skip_stack, block_box, *others)
        return
    if skip_stack is None:

        def lines_of(width: float) -> list[tuple[Any, Any]]:
            return list(_in(block_box, width, given(*arguments, None, block_box, *others)))

        _measures.put(box, measure(lines_of, block_box.width))
    width = _measures.of(box) or block_box.width
    yield from _in(block_box, width, given(*arguments, skip_stack, block_box, *others))


def wanted(style: Any) -> bool:
    """What `--balanced` says of lines in the middle."""
    return style["text_align_all"] == "center" and "yes" in values(style, PROPERTY, "ident")


def measure(lines_of: Callable[[float], list[tuple[Any, Any]]], whole: float) -> float:
    """The measure for a paragraph whose lines `lines_of` gives in another, in px; at most the `whole` one."""
    lines = lines_of(whole)
    if not 1 < len(lines) <= MOST_LINES:
        return whole
    length = sum(line.width for line, _ in lines) / len(lines)
    narrower = (length * times for times in MEASURES if length * times < whole)
    return next((width for width in narrower if _fits(lines_of(width), len(lines), width)), whole)


def _fits(lines: list[tuple[Any, Any]], most: int, width: float) -> bool:
    return len(lines) <= most and all(line.width <= width + 0.01 for line, _ in lines)


def _in(block_box: Any, width: float, lines: Lines) -> Lines:
    """`lines` of a block box, set in its middle as if it were so wide."""
    while True:
        whole, x = block_box.width, block_box.position_x
        block_box.width, block_box.position_x = width, x + (whole - width) / 2
        try:
            found = next(lines, None)
        finally:
            block_box.width, block_box.position_x = whole, x
        if found is None:
            return
        yield found
