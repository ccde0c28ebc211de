"""Trees of the model: their text, all nodes of them, and a tree with some nodes replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, get_args

from bookbuild.model.inlines import (
    CodeSpan,
    CrossReference,
    Generated,
    Honorific,
    Inline,
    Inlines,
    LineBreak,
    Note,
    SoftBreak,
    Text,
    Verse,
)

T = TypeVar("T")

INLINE_KINDS: tuple[type, ...] = get_args(Inline)
LEAVES = (Text, SoftBreak)

_HOLDS_NODES = ("Inline", "Block", "Paragraph", "Cell", "Definition", "Bayt")


_FIELDS: dict[type, tuple[str, ...]] = {}


def node_fields(kind: type) -> tuple[str, ...]:
    """The fields of a node's class that may hold nodes."""
    if kind not in _FIELDS:
        held = fields(kind) if is_dataclass(kind) else ()
        _FIELDS[kind] = tuple(field.name for field in held if any(name in str(field.type) for name in _HOLDS_NODES))
    return _FIELDS[kind]


def nodes(tree: object) -> Iterator[Any]:
    """Every node of `tree` in the order of the text; `tree` is a node or tuples of nodes."""
    if isinstance(tree, tuple):
        for part in tree:
            yield from nodes(part)
    elif is_dataclass(tree):
        yield tree
        for name in node_fields(type(tree)):
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
    if not isinstance(node, LEAVES):
        changed = {}
        for name in node_fields(type(node)):
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
        case Text() | CodeSpan():
            return node.text
        case SoftBreak() | LineBreak():
            return " "
        case Generated(role="reference"):
            return node.text
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


def sequences(tree: T, change: Callable[[Inlines], Inlines]) -> T:
    """`tree` with `change` put on each run of sibling inlines, inner ones first."""
    if isinstance(tree, tuple):
        parts = tuple(sequences(part, change) for part in tree)
        if all(new is old for new, old in zip(parts, tree, strict=True)):
            parts = tree
        if parts and isinstance(parts[0], INLINE_KINDS):
            return change(parts)  # type: ignore[return-value]
        return parts  # type: ignore[return-value]
    if isinstance(tree, LEAVES) or not is_dataclass(tree) or isinstance(tree, type):
        return tree
    changed = {}
    for name in node_fields(type(tree)):
        value = getattr(tree, name)
        if value and (new := sequences(value, change)) is not value:
            changed[name] = new
    return replace(tree, **changed) if changed else tree
