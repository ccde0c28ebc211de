"""Trees of the model: their text, all nodes of them, and a tree with some nodes replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from bookbuild.model.inlines import (
    Code,
    CrossReference,
    Generated,
    Honorific,
    Inlines,
    LineBreak,
    Note,
    SoftBreak,
    Text,
    Verse,
)

T = TypeVar("T")


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """The fields of a node's class that may hold nodes."""
    if not is_dataclass(kind):
        return ()
    return tuple(f.name for f in fields(kind) if any(w in str(f.type) for w in ("Inlines", "Block", "Inline", "tuple")))


def nodes(tree: object) -> Iterator[Any]:
    """Every node of `tree` in the order of the text; `tree` is a node or tuples of nodes."""
    if isinstance(tree, tuple):
        for part in tree:
            yield from nodes(part)
    elif is_dataclass(tree):
        yield tree
        for name in _parts(type(tree)):
            yield from nodes(getattr(tree, name))


def mapped(tree: T, change: Callable[[Any], Any]) -> T:
    """`tree` with `change` put on each node, children first.

    `change` gives a node, or a tuple of nodes that takes its place among its siblings.
    """
    if isinstance(tree, tuple):
        out: list[Any] = []
        same = True
        for part in tree:
            new = mapped(part, change)
            same = same and new is part
            if isinstance(new, tuple) and is_dataclass(part):
                out.extend(new)
            else:
                out.append(new)
        return tree if same else tuple(out)  # type: ignore[return-value]
    if not is_dataclass(tree) or isinstance(tree, type):
        return tree
    node: Any = tree
    if not isinstance(node, (Text, SoftBreak)):
        changed = {}
        for name in _parts(type(node)):
            value = getattr(node, name)
            new = mapped(value, change)
            if new is not value:
                changed[name] = new
        if changed:
            node = replace(node, **changed)
    return change(node)  # type: ignore[no-any-return]


def plain(inlines: Inlines) -> str:
    """The text of inlines, notes and generated text left out: for metadata, running heads, keys."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(node: Any) -> str:
    match node:
        case Text() | Code():
            return node.text
        case SoftBreak() | LineBreak():
            return " "
        case Note() | Generated():
            return ""
        case Honorific():
            return node.set_as or node.written
        case Verse():
            return f"﴿{node.text or node.typed}﴾{node.reference or node.spelled_reference}"
        case CrossReference():
            return plain(node.text)
        case _:
            return plain(getattr(node, "children", ()))
