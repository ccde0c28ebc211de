"""markdown-it block rules of ours: the fences of Pandoc's divs, and the end of a pipe table.

A line that begins with three colons is a fence, always: with attributes or a word it opens a div, bare it closes the
innermost. The tokens `div_open` and `div_close` are flat; `tree` pairs them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bookbuild.sources.chapter.attributes import Attributes, read_attributes

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

WORD = re.compile(r"[^\s{}:]+")
TAIL = re.compile(r"[ \t]*:*[ \t]*$")


def div(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """`::: {.class}`, `::: class`, `:::`."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(":::", start) or state.is_code_block(start_line):
        return False
    if silent:
        return True
    end = state.eMarks[start_line]
    pos = state.skipSpaces(state.skipCharsStr(start, ":"))
    bare = pos >= end
    token = state.push("div_close" if bare else "div_open", "div", 0)
    token.map = [start_line, start_line + 1]
    if not bare:
        token.meta["attributes"] = _opening(state.src[start:end], pos - start)
    state.line = start_line + 1
    return True


def _opening(line: str, pos: int) -> Attributes | None:
    """The attributes of an opening fence, offsets counted in `line`; None if they cannot be read."""
    attributes = read_attributes(line, pos)
    if attributes is None and (word := WORD.match(line, pos)):
        attributes = Attributes(classes=((word.group(), pos),), end=word.end())
        if (more := read_attributes(line, _skip(line, word.end()))) is not None:
            classes = attributes.classes + more.classes
            attributes = Attributes(more.id, more.id_offset, classes, more.values, more.end)
    return attributes if attributes is not None and TAIL.match(line, attributes.end or len(line)) else None


def _skip(line: str, pos: int) -> int:
    while pos < len(line) and line[pos] in " \t":
        pos += 1
    return pos


def table_end(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """In Pandoc a pipe table ends before a line without a pipe, such as its caption."""
    if not silent or state.parentType != "table":
        return False
    return "|" not in state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
