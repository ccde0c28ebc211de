"""What was drawn, and the elements it came of → the tree that tells a screen reader what a section is made of.

Seam: `weasyprint.pdf.add_tags`, which is given the streams of all pages; a stream's `_tags` are the boxes drawn in it,
in order, with the numbers of their marked content. WeasyPrint's own tree is not taken: it has no languages and no
notes, and a paragraph over two pages is two in it. Ours follows the elements, so that what is one there is one here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.typeset.fragments import AGAIN, StructureNode
from bookbuild.typeset.seams.seam import Function

TYPES = {
    "section": "Sect", "div": "Div", "header": "Div", "figure": "Div", "p": "P", "pre": "P", "hr": "P",
    "blockquote": "BlockQuote", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "LI", "dd": "LI", "a": "Link",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption",
    "figcaption": "Caption", "img": "Figure", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
}  # fmt: skip
"""Elements → standard structure types (ISO 32000-1, 14.8.4); an element that is not here is as its parent."""

NOT_ELEMENTS = frozenset({"html", "body"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
ITEMS = frozenset({"li", "dt", "dd"})


@dataclass(slots=True, eq=False)
class _Growing:
    type: str
    lang: str = ""
    alt: str = ""
    children: list[Any] = field(default_factory=list)

    def node(self) -> StructureNode:
        grown = (child.node() if isinstance(child, _Growing) else child for child in self.children)
        return StructureNode(self.type, self.lang, self.alt, tuple(grown))


@dataclass(frozen=True, slots=True)
class _Growth:
    """What a tree is grown from, and where it goes: the document's root, the boxes of each page's links."""

    root: Element
    links: Sequence[Sequence[Any]]
    trees: list[StructureNode]


_growing: _Growth | None = None


class Structure:
    """Grows the tree of one document from what its pages show."""

    def __init__(self, root: Element) -> None:
        self.document = _Growing("Document")
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._nodes: dict[Element, _Growing] = {}
        self._items: dict[_Growing, _Growing] = {}

    def content(self, page: int, box: Any, number: int) -> None:
        """A box drawn on a page, with the number of its marked content."""
        node = self._of(box.element)
        if str(box.element_tag).endswith("::marker") and node.type == "LBody":
            node = self._label(node)
        node.children.append(("content", page, number))

    def link(self, page: int, box: Any, number: int) -> None:
        """A link on a page, by its place among the page's links."""
        node = self._of(box.element)
        if node.type == "Link":
            node.children.append(("link", page, number))

    def _of(self, element: Element | None) -> _Growing:
        """The node that an element's content belongs to."""
        if element is None or element.tag in NOT_ELEMENTS:
            return self.document
        if element not in self._nodes:
            self._nodes[element] = self._grown(element)
        return self._nodes[element]

    def _grown(self, element: Element) -> _Growing:
        around = self._parents.get(element)
        if around is not None and around.tag == "p" and element.tag in HEADINGS:  # it stands before the paragraph
            around = self._parents.get(around)
        parent, type_ = self._of(around), _type(element)
        if not type_:
            return parent
        if parent.type == "L" and type_ not in ("LI", "Caption"):
            return parent
        node = _Growing(type_, element.get("lang", ""), element.get("alt") or _spoken(element))
        parent.children.append(node)
        if element.tag in ITEMS:
            body = _Growing("LBody")
            node.children.append(body)
            self._items[body] = node
            return body
        return node

    def _label(self, body: _Growing) -> _Growing:
        """The number or bullet of the list's item that has this body."""
        item = self._items[body]
        if item.children[0].type != "Lbl":
            item.children.insert(0, _Growing("Lbl"))
        label: _Growing = item.children[0]
        return label


def _type(element: Element) -> str:
    """The structure type of an element; empty where it makes no node of its own."""
    classes = element.get("class", "").split()
    if "footnote" in classes or element.tag == "aside":
        return "Note"
    if "matter" in classes or "heads" in classes:
        return ""
    if element.tag == "span" and "math" in classes:
        return "Formula"
    if element.tag == "a" and not element.get("href"):
        return ""
    if element.tag == "span" and (element.get("lang") or _spoken(element)):
        return "Span"
    return TYPES.get(element.tag, "")


def _spoken(element: Element) -> str:
    """What is said for a sign, such as the honorific that it stands for; empty where its text is said."""
    return element.get("aria-label", "") if element.get("role") == "img" else ""


def _untag(stream: Any, mark: dict[str, Any]) -> None:
    """What is drawn for the eye alone is an artifact."""
    parts = stream.stream
    at = next(i for i, part in enumerate(parts) if isinstance(part, dict) and part.get("MCID") == mark["mcid"])
    parts[at - 1 : at + 2] = ["/Artifact", b"BMC"]


@contextmanager
def structured(root: Element, links: Sequence[Sequence[Any]]) -> Iterator[list[StructureNode]]:
    """The tree of the document that is painted while this lasts; `links` are the boxes of each page's links."""
    global _growing
    outer, trees = _growing, list[StructureNode]()
    _growing = _Growth(root, links, trees)
    try:
        yield trees
    finally:
        _growing = outer


def add_tags(added: Function, pdf: Any, document: Any, pdf_version: Any, page_streams: Sequence[Any]) -> None:
    """Grow our tree of a document that is painted for a fragment; for another, WeasyPrint's function."""
    if _growing is None:
        added(pdf, document, pdf_version, page_streams)
        return
    structure = Structure(_growing.root)
    for page, stream in enumerate(page_streams):
        for box, mark in stream._tags.items():
            if box.element is None or "leader" in box.element.get("class", "") or AGAIN in box.element.attrib:
                _untag(stream, mark)
            else:
                structure.content(page, box, mark["mcid"])
        for number, box in enumerate(_growing.links[page]):
            structure.link(page, box, number)
    _growing.trees.append(structure.document.node())
