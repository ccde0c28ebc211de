"""What belongs to a node is found by the types of its fields, whatever they are called."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Mapping
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from bookbuild.diagnostics import NOWHERE, Location
from bookbuild.model import blocks, inlines
from bookbuild.model.blocks import Blocks, Paragraph
from bookbuild.model.inlines import Emphasis, Inlines, Note, Text
from bookbuild.model.node import ModelNode
from bookbuild.model.walk import mapped, node_fields, nodes, sequences


class Turn(ModelNode, frozen=True):
    speaker: str
    words: Inlines
    location: Location = NOWHERE


class Scene(ModelNode, frozen=True):
    """No annotation but that of no node has a name of the model in it."""

    turns: tuple[Turn, ...]
    prompter: Turn | None = None
    sides: tuple[tuple[Turn, ...], ...] = ()
    pair: tuple[Turn, str] | None = None
    before: Scene | None = None
    title: str = ""
    place: Location = NOWHERE
    lines: tuple[tuple[int, Location], ...] = ()


class Listed(ModelNode, frozen=True):
    turns: list[Turn]


class Named(ModelNode, frozen=True):
    turns: Mapping[str, Turn]


def said(words: str) -> Turn:
    return Turn("A", (Text(words), Note((Paragraph((Text(f"note on {words}"),)),), words)))


SCENE = Scene(
    turns=(said("one"), said("two")),
    prompter=said("three"),
    sides=((said("four"),), (said("five"), said("six"))),
    pair=(said("seven"), "left"),
    before=Scene((said("eight"),)),
)
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
TEXTS = [text for word in WORDS for text in (word, f"note on {word}")]


def texts(tree: object) -> list[str]:
    return [node.text for node in nodes(tree) if isinstance(node, Text)]


def louder(node: Any) -> Any:
    return replace(node, text=node.text.upper()) if isinstance(node, Text) else node


def test_fields_are_known_by_their_types() -> None:
    assert node_fields(Scene) == ("turns", "prompter", "sides", "pair", "before")
    assert node_fields(Turn) == ("words",)
    assert node_fields(Location) == node_fields(str) == ()


def test_every_node_is_walked() -> None:
    assert texts(SCENE) == TEXTS


def test_every_node_is_mapped() -> None:
    assert texts(mapped(SCENE, louder)) == [text.upper() for text in TEXTS]
    assert mapped(SCENE, lambda node: node) is SCENE


def test_every_run_of_inlines_is_changed() -> None:
    changed = sequences(SCENE, lambda run: (Emphasis(run),))
    assert texts(changed) == TEXTS
    assert sum(isinstance(node, Emphasis) for node in nodes(changed)) == 2 * len(WORDS)


@pytest.mark.parametrize("kind", [Listed, Named])
def test_nodes_in_what_is_not_walked_are_refused(kind: type) -> None:
    with pytest.raises(TypeError, match="are not walked"):
        node_fields(kind)


CLASSES = {
    name: kind
    for module in (inlines, blocks)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, ModelNode) and kind.__module__ == module.__name__
}
ALIASES = {"Inline", "Inlines", "Block", "Blocks"}


def annotations(kind: type) -> dict[str, set[str]]:
    """The names in the annotation of each field, read from the source."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    declared = [node for node in body.body if isinstance(node, ast.AnnAssign)]
    return {ast.unparse(each.target): set(re.findall(r"\w+", ast.unparse(each.annotation))) for each in declared}


def holding_names() -> set[str]:
    """The names of classes that are inlines or blocks, or name one in a field, or name one that does."""
    found = ALIASES | {kind.__name__ for union in (inlines.Inline, blocks.Block) for kind in get_args(union)}
    while more := {n for n, k in CLASSES.items() if any(names & found for names in annotations(k).values())} - found:
        found |= more
    return found


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_of_the_model_that_can_hold_a_node_is_walked(name: str) -> None:
    """Law: read from the source by names, in another way than the walker's, which asks for types."""
    kind, holding = CLASSES[name], holding_names()
    can_hold = [field for field, names in annotations(kind).items() if names & holding]
    assert list(kind.__struct_fields__) == list(annotations(kind))
    assert list(node_fields(kind)) == can_hold


def test_the_model_is_walked_to_its_last_node() -> None:
    tree: Blocks = (blocks.Poem(((blocks.Bayt(((Text("a"), Note((Paragraph((Text("b"),)),), "1")), (Text("c"),))),),)),)
    assert texts(tree) == ["a", "b", "c"]
