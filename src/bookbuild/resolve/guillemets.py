"""A tree of the model → the same, with the honorifics that stand between « and » told as quoted: words of others."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from bookbuild.model.inlines import Honorific, Note, Text
from bookbuild.model.walk import INLINE_KINDS, node_fields

_MARK = re.compile(r"(?P<opens>(?<!\w)«)|»")
"""A « behind a letter closes what »so« opens, as in German."""


def with_quoted(tree: Any) -> Any:
    """`tree` with `quoted` on the honorifics between guillemets; a quotation ends with its paragraph at the latest."""
    return _within(tree, _Depth())


class _Depth:
    """How many quotations are open at a place of a paragraph."""

    def __init__(self) -> None:
        self.open = 0

    def read(self, text: str) -> None:
        for mark in _MARK.finditer(text):
            self.open = self.open + 1 if mark["opens"] else max(self.open - 1, 0)


def _within(tree: Any, depth: _Depth, *, in_line: bool = False) -> Any:
    """`in_line`: inlines of a paragraph that has begun, of which `depth` knows what is open."""
    if isinstance(tree, tuple):
        begins = bool(tree) and isinstance(tree[0], INLINE_KINDS) and not in_line
        here = _Depth() if begins else depth
        parts = tuple(_within(part, here, in_line=in_line or begins) for part in tree)
        return tree if all(new is old for new, old in zip(parts, tree, strict=True)) else parts
    if isinstance(tree, Text):
        depth.read(tree.text)
        return tree
    if isinstance(tree, Honorific):
        return replace(tree, quoted=True) if depth.open else tree
    changed = {}
    for name in node_fields(type(tree)):
        value = getattr(tree, name)
        own = in_line and not isinstance(tree, Note)  # a note has paragraphs of its own
        if value and (new := _within(value, depth if own else _Depth(), in_line=own)) is not value:
            changed[name] = new
    return replace(tree, **changed) if changed else tree
