"""Boxes that are drawn → the structure tree, in time that grows with them."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from seconds import seconds

from bookbuild.typeset.drawing.structure import Structure
from bookbuild.typeset.fragments import StructureNode


@dataclass(frozen=True)
class Box:
    element: Element
    element_tag: str


def listed(count: int) -> StructureNode:
    """A list of so many items, each with its bullet drawn and its text."""
    root = Element("body")
    items = [SubElement(parent, "li") for parent in [SubElement(root, "ul")] for _ in range(count)]
    structure = Structure(root)
    for number, item in enumerate(items):
        structure.content(0, Box(item, "li"), 2 * number)
        structure.content(0, Box(item, "li::marker"), 2 * number + 1)
    return structure.document.node()


def test_a_bullet_is_the_label_of_its_item() -> None:
    (of_list,) = listed(2).children
    assert [child.type for child in of_list.children] == ["LI", "LI"]
    assert [[(part.type, part.children) for part in item.children] for item in of_list.children] == [
        [("Lbl", (("content", 0, 1),)), ("LBody", (("content", 0, 0),))],
        [("Lbl", (("content", 0, 3),)), ("LBody", (("content", 0, 2),))],
    ]


def test_time_grows_with_the_items() -> None:
    assert seconds(lambda: listed(8_000), 3) / seconds(lambda: listed(2_000), 3) < 8
