"""Boxes that are drawn → the structure tree, in time that grows with them."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, fromstring

import pytest
from seconds import seconds

from bookbuild.typeset.drawing.structure import Structure, after_breaks, is_for_the_eye
from bookbuild.typeset.fragments import StructureNode


@dataclass(frozen=True)
class Box:
    element: Element | None
    element_tag: str
    text: str | None = None
    direction: str = "ltr"

    @property
    def style(self) -> dict[str, str]:
        return {"direction": self.direction, "hyphenate_character": "\u2010"}


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


def of_text(markup: str, *texts: tuple[str, str, str]) -> StructureNode:
    """The tree of a document, of which these texts are drawn: XPath of an element, text, direction of its line."""
    root = fromstring(markup)
    structure = Structure(root)
    for number, (path, text, direction) in enumerate(texts):
        element = root.find(path)
        assert element is not None
        structure.content(0, Box(element, element.tag, text, direction), number)
    return structure.document.node()


def said(node: StructureNode) -> str:
    """What elements say in the place of what they hold."""
    return node.actual or "".join(said(child) for child in node.children if isinstance(child, StructureNode))


def test_what_is_read_from_right_to_left_is_told_as_it_is_read() -> None:
    of_line = of_text("<html lang='ar'><body><p/></body></html>", (".//p", "\u0628\u062d\u0631", "rtl"))
    assert said(of_line) == "\u0628\u062d\u0631"


def test_a_space_alone_is_told_though_it_has_no_sign() -> None:
    assert said(of_text("<html><body><p/></body></html>", (".//p", "\u00a0", "ltr"))) == "\u00a0"


def test_letters_from_left_to_right_are_told_by_what_is_drawn() -> None:
    (paragraph,) = of_text("<html><body><p/></body></html>", (".//p", "sea", "ltr")).children
    assert isinstance(paragraph, StructureNode)
    assert paragraph.children == (("content", 0, 0),)


def test_hemistichs_stand_apart() -> None:
    bayt = "<html><body><p><span class='hemistich'/><span class='hemistich'/></p></body></html>"
    assert said(of_text(bayt, (".//span[1]", "\u0628", "rtl"), (".//span[2]", "\u062d", "rtl"))) == "\u0628 \u062d"


def test_a_section_has_its_language_and_what_is_in_it_where_it_turns() -> None:
    section = "<html lang='ar'><body><section><p><span lang='en'/></p></section></body></html>"
    (of_section,) = of_text(section, (".//p", "\u0628", "rtl"), (".//span", "sea", "ltr")).children
    assert isinstance(of_section, StructureNode)
    (paragraph,) = of_section.children
    assert isinstance(paragraph, StructureNode)
    languages = [child.lang for child in paragraph.children if isinstance(child, StructureNode)]
    assert (of_section.lang, paragraph.lang, languages) == ("ar", "", ["", "en"])


def test_what_a_leader_parts_stands_apart() -> None:
    root = fromstring("<body><p><a href='#well'>The well<span class='leader'/><span class='folio'/></a></p></body>")
    structure, link, folio = Structure(root), root.find(".//a"), root.find(".//span[@class='folio']")
    structure.content(0, Box(link, "a", "The well"), 0)
    structure.part()
    structure.content(0, Box(folio, "span", "vi"), 1)
    assert said(structure.document.node()) == " vi"


def test_a_number_of_arabic_letters_is_told_as_arabic() -> None:
    (paragraph,) = of_text("<html lang='en'><body><p/></body></html>", (".//p", "\u0637", "ltr")).children
    assert isinstance(paragraph, StructureNode)
    assert [child.lang for child in paragraph.children if isinstance(child, StructureNode)] == ["ar"]


def test_a_picture_without_words_is_for_the_eye() -> None:
    pictures = fromstring("<p><img alt=''/><img/><img alt='A well'/></p>")
    assert [is_for_the_eye(picture) for picture in pictures] == [True, True, False]


@pytest.mark.parametrize(
    ("markup", "attributes"),
    [
        pytest.param("<p lang='ar'/>", [("Layout", "WritingMode", "RlTb")], id="a paragraph of Arabic"),
        pytest.param("<p lang='ar' dir='ltr'/>", [], id="one of it from left to right"),
        pytest.param("<p lang='en'/>", [], id="a paragraph of English"),
        pytest.param("<table dir='rtl'/>", [("Layout", "WritingMode", "RlTb")], id="a table from right to left"),
        pytest.param("<th scope='row'/>", [("Table", "Scope", "Row")], id="the head of a row"),
        pytest.param("<th scope='colgroup'/>", [("Table", "Scope", "Column")], id="the head of columns"),
        pytest.param("<ol/>", [("List", "ListNumbering", "Decimal")], id="a list with numbers"),
        pytest.param("<ul/>", [("List", "ListNumbering", "Disc")], id="a list with bullets"),
        pytest.param("<dl/>", [("List", "ListNumbering", "None")], id="a list of definitions"),
    ],
)
def test_attributes(markup: str, attributes: list[tuple[str, str, str]]) -> None:
    root = fromstring(f"<body>{markup}</body>")
    structure = Structure(root)
    structure.content(0, Box(root[0], root[0].tag), 0)
    (node,) = structure.document.node().children
    assert isinstance(node, StructureNode)
    assert list(node.attributes) == attributes


def shape(node: StructureNode) -> list[object]:
    """The types of a tree: of each element, and those of its children in a list behind it."""
    inner = [child for child in node.children if isinstance(child, StructureNode)]
    return [part for child in inner for part in (child.type, shape(child)) if part]


def drawn(markup: str) -> list[object]:
    """The types of the tree of a document whose innermost elements are drawn."""
    root = fromstring(markup)
    structure = Structure(root)
    for number, element in enumerate(element for element in root.iter() if not len(element)):
        structure.content(0, Box(element, element.tag), number)
    return shape(structure.document.node())


def test_a_definition_is_one_item_with_its_term() -> None:
    entries = "<dt/><dd/><dd/><dt/><dt/><dd><p/></dd>"
    first, second = ["Lbl", "LBody", "LBody"], ["Lbl", "Lbl", "LBody", ["P"]]
    assert drawn(f"<body><dl>{entries}</dl></body>") == ["L", ["LI", first, "LI", second]]


def test_contents_are_told_as_such() -> None:
    lines = "<li><a href='#a'/></li><li><a href='#b'/></li>"
    assert drawn(f"<body><ol class='contents'>{lines}</ol></body>") == ["TOC", ["TOCI", ["Link"], "TOCI", ["Link"]]]


def test_a_line_that_the_text_breaks_stands_apart() -> None:
    root = fromstring("<p>just<br/>after</p>")
    just, broken, after, more = (
        Box(root, "p", "just"),
        Box(root[0], "br"),
        Box(root, "p", "after"),
        Box(root, "p", "all"),
    )
    assert list(after_breaks([just, broken, after, more], {just, after, more})) == [after]
