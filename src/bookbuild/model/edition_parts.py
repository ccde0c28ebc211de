"""Trees with parts for some editions, `only="press pocket"` → the tree of one edition.

What is for another edition is left out, and so is what then holds nothing: a paragraph, an item, a note.
"""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec.structs import replace

from bookbuild.model.blocks import BulletList, Cell, Definition, EditionBlocks, Figure, OrderedList, Quran, Table
from bookbuild.model.inlines import EditionWords
from bookbuild.model.node import ModelNode
from bookbuild.model.walk import node_fields, nodes

T = TypeVar("T")

_STANDS_EMPTY = (Cell, Figure, Quran, Table)
"""What is something also where nothing is written in it."""


def of_edition(tree: T, edition: str) -> T:
    """`tree`, a tuple of nodes, as the edition of this name has it."""
    if not any(isinstance(node, (EditionBlocks, EditionWords)) for node in nodes(tree)):
        return tree
    kept: T = _kept(tree, edition)
    return kept


def _kept(tree: Any, edition: str) -> Any:
    """A tuple as it is then; of a node a tuple of what stands in its place."""
    if isinstance(tree, tuple):
        found: list[Any] = []
        for part in tree:
            new = _kept(part, edition)
            if not isinstance(part, tuple):
                found.extend(new)
            elif new or not part:
                found.append(new)
        return tuple(found)
    match tree:
        case EditionBlocks(blocks=held) | EditionWords(children=held):
            return _kept(held, edition) if edition in tree.editions else ()
        case ModelNode():
            return _of_node(tree, edition)
        case _:
            return (tree,)


def _of_node(node: Any, edition: str) -> tuple[Any, ...]:
    changed = {
        name: _kept(value, edition)
        for name in node_fields(type(node))
        if (value := getattr(node, name)) and isinstance(value, tuple)
    }
    if changed and not any(changed.values()) and not isinstance(node, _STANDS_EMPTY):
        return ()
    if isinstance(node, Definition) and node.definitions and not changed["definitions"]:
        return ()
    if isinstance(node, (BulletList, OrderedList)):
        changed |= _beside_items(node, edition)
    return (replace(node, **changed),) if any(changed[name] != getattr(node, name) for name in changed) else (node,)


def _beside_items(node: Any, edition: str) -> dict[str, Any]:
    """What a list says of each of its items, of those that are left."""
    name = "tasks" if isinstance(node, BulletList) else "markers"
    said = getattr(node, name)
    left = (each for each, item in zip(said, node.items, strict=True) if _kept(item, edition) or not item)
    return {name: tuple(left)} if said else {}
