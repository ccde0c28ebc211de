"""A markdown-it block rule of ours: Pandoc's line blocks, whose lines begin with a bar and end where they end.

A token `line_block` has the text as its content: white space at a line's beginning is of no-break spaces, and a line
that begins with a space goes on with the one before (`meta["goes_on"]`, indices of lines).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

BAR = ("| ", "|")


def line_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`| a line`, and what goes on with it."""
    if state.is_code_block(start_line) or not _begins(state, start_line):
        return False
    if silent:
        return state.parentType == "list"
    lines, goes_on, line = [], [], start_line
    while line < end_line and state.sCount[line] >= state.blkIndent:
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if _begins(state, line):
            inner = text[2:]
            bare = inner.lstrip(" ")
            lines.append("\u00a0" * (len(inner) - len(bare)) + bare)
        elif text and line > start_line and state.sCount[line] > state.blkIndent:
            goes_on.append(line)
            lines.append(text)
        else:
            break
        line += 1
    token = state.push("line_block", "", 0)
    token.map = [start_line, line]
    token.content = "\n".join(lines)
    token.meta["goes_on"] = goes_on
    state.line = line
    return True


def _begins(state: StateBlock, line: int) -> bool:
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    return text == "|" or (text.startswith("| ") and not text.rstrip().endswith("|"))
