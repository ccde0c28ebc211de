"""A markdown-it block rule of ours: ordered lists with Pandoc's and Arabic's markers.

It is markdown-it's own rule for lists, which asks another function where a marker ends, and what number it says. The
first token of such a list has `meta["marker"]`; the items of an example list have `meta["example"]`.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import FunctionType
from typing import TYPE_CHECKING, Any

from markdown_it.rules_block import list as rule

from bookbuild.sources.chapter.list_markers import Marker, begins_list, marker_at

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

LOOKED_THROUGH = 20_000
"""Characters behind a marker in which the second one is looked for."""


def fancy_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lists; those of CommonMark as they were."""
    first = _marker(state, start_line, None)
    if first is None or (first.is_plain and not first.text.endswith(")")):
        return rule.list_block(state, start_line, end_line, silent)
    if not first.is_plain and not _begins(state, start_line, first, silent=silent):
        return False
    markers = _Markers(first)
    names = {**rule.list_block.__globals__, "skipOrderedListMarker": markers.end, "int": markers.number}
    at = len(state.tokens)
    found = bool(FunctionType(rule.list_block.__code__, names)(state, start_line, end_line, silent))
    if found and not silent:
        state.tokens[at].meta["marker"] = first
    return found


def _marker(state: StateBlock, line: int, like: Marker | None) -> Marker | None:
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    return marker_at(state.src[begin : min(end, begin + 100)], 0, like)


def _begins(state: StateBlock, line: int, first: Marker, *, silent: bool) -> bool:
    """A list stands behind an empty line, or within an item of another."""
    if silent and state.parentType == "paragraph" and state.sCount[line] >= state.blkIndent and not state.blkIndent:
        return False
    if silent and state.sCount[line] < state.blkIndent:
        return True  # the next item of the list around
    return begins_list(first, state.src[state.eMarks[line] : state.eMarks[line] + LOOKED_THROUGH])


class _Markers:
    """What markdown-it's rule asks, for one list."""

    def __init__(self, first: Marker) -> None:
        self.first, self.begun = first, False

    def end(self, state: StateBlock, line: int) -> int:
        """The place behind the marker of a line; -1 where the list does not go on there."""
        marker = _marker(state, line, self.first if self.begun else None)
        self.begun = True
        return -1 if marker is None else state.bMarks[line] + state.tShift[line] + len(marker.text)

    def number(self, _written: str) -> int:
        return self.first.number or 1


def numbered_examples(tokens: Iterable[Token], env: dict[str, Any]) -> None:
    """Number the examples of a chapter: `env["examples"]` has the number of each label, `env["examples_again"]` the
    labels that stand once more, each with the index of its line."""
    examples: dict[str, int] = env.setdefault("examples", {})
    number = 0
    for token in tokens:
        if token.type == "list_item_open" and token.info.startswith("(@"):
            number += 1
            label = token.info[2:]
            if label and label in examples:
                env.setdefault("examples_again", []).append((label, token.map[0] if token.map else 0))
            examples.setdefault(label, number)
            token.meta["example"] = number
