"""Trees of the model: their text, all nodes of them, and a tree with some nodes replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec.structs import replace

from bookbuild.model.blocks import Block
from bookbuild.model.inlines import (
    CodeSpan,
    CrossReference,
    Generated,
    Honorific,
    Inline,
    Inlines,
    LineBreak,
    MathFormula,
    Note,
    SoftBreak,
    Text,
    Verse,
)
from bookbuild.model.node import ModelNode

T = TypeVar("T")

INLINE_KINDS: tuple[type, ...] = get_args(Inline)

_NODE_KINDS = frozenset((*INLINE_KINDS, *get_args(Block)))


class _NodeFields(dict[type, tuple[str, ...] | None]):
    """The fields of each class that hold nodes, found when it is first asked for; None of what is no `ModelNode`."""

    def __missing__(self, kind: type) -> tuple[str, ...] | None:
        held = tuple(name for name, annotated in _field_types(kind) if _holds_nodes(annotated, frozenset()))
        self[kind] = held if issubclass(kind, ModelNode) else None
        return self[kind]


_FIELDS = _NodeFields()


def node_fields(kind: type) -> tuple[str, ...]:
    """The fields of a class that hold nodes by their types: inlines, blocks, and others with such fields, alone or in
    tuples; none of what is no `ModelNode`.

    Raises TypeError where a field holds nodes in anything else (a list, a mapping): they would not be walked.
    """
    return _FIELDS[kind] or ()


def _field_types(kind: type) -> Iterator[tuple[str, Any]]:
    """Name and type of each field of a node's class; nothing of another class."""
    if issubclass(kind, ModelNode):
        types = get_type_hints(kind)
        yield from ((name, types[name]) for name in kind.__struct_fields__)


def _holds_nodes(annotated: Any, within: frozenset[type]) -> bool:
    """Whether a value of a type is a node or has nodes in it. `within`: the classes that are being looked into."""
    origin = get_origin(annotated)
    if origin is None:
        if annotated in _NODE_KINDS:
            return True
        if not isinstance(annotated, type) or annotated in within:
            return False
        inner = within | {annotated}
        return any(_holds_nodes(each, inner) for _, each in _field_types(annotated))
    if origin is Literal:
        return False
    held = any(_holds_nodes(part, within) for part in get_args(annotated) if part is not Ellipsis)
    if held and origin not in (tuple, Union, UnionType):
        raise TypeError(f"nodes in `{annotated}` are not walked: a tuple holds them")
    return held


def nodes(tree: object) -> Iterator[Any]:
    """Every node of `tree` in the order of the text; `tree` is a node or tuples of nodes."""
    left: list[Any] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, tuple):
            left += reversed(node)
        elif (held := _FIELDS[type(node)]) is not None:
            yield node
            left += (value for name in reversed(held) if (value := getattr(node, name)))


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
            if new is not part and isinstance(new, tuple) and not isinstance(part, tuple):
                out.extend(new)
            else:
                out.append(new)
        return tree if same else tuple(out)  # type: ignore[return-value]
    held = _FIELDS[type(tree)]
    if held is None:
        return tree
    node: Any = tree
    changed = {}
    for name in held:
        if (value := getattr(node, name)) and (new := mapped(value, change)) is not value:
            changed[name] = new
    return change(replace(node, **changed) if changed else node)  # type: ignore[no-any-return]


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
        case Note() | Generated() | MathFormula():
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
    node: Any = tree
    changed = {}
    for name in _FIELDS[type(node)] or ():
        value = getattr(node, name)
        if value and (new := sequences(value, change)) is not value:
            changed[name] = new
    return replace(node, **changed) if changed else tree
