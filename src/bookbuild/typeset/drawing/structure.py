"""What was drawn, and the elements it came of → the tree that tells a screen reader what a section is made of.

Seam: `weasyprint.pdf.add_tags`, which is given the streams of all pages; a stream's `_tags` are the boxes drawn in it,
in order, with the numbers of their marked content. WeasyPrint's own tree is not taken: it has no languages and no
notes, and a paragraph over two pages is two in it. Ours follows the elements, so that what is one there is one here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.language.marks import LETTERS, RIGHT_TO_LEFT, ranges
from bookbuild.language.scripts import direction_of_language
from bookbuild.typeset.fragments import AGAIN, StructureNode
from bookbuild.typeset.lines.divided_lines import read_text
from bookbuild.typeset.lines.line_runs import WRITTEN
from bookbuild.typeset.link_words import is_note
from bookbuild.typeset.seams.seam import Function

TYPES = {
    "section": "Sect", "div": "Div", "header": "Div", "figure": "Div", "p": "P", "pre": "P", "hr": "P",
    "blockquote": "BlockQuote", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody", "a": "Link",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption",
    "figcaption": "Caption", "img": "Figure", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
}  # fmt: skip
"""Elements → standard structure types (ISO 32000-1, 14.8.4); an element that is not here is as its parent."""

FROM_RIGHT = re.compile(f"[{ranges(RIGHT_TO_LEFT)}]")
"""A letter that is read from right to left."""

ARABIC_LETTER = re.compile(f"[{ranges(LETTERS)}]")
SOFT_HYPHEN = "\u00ad"
NOT_ELEMENTS = frozenset({"html", "body"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset({"Link", "Span", "Formula"})
NUMBERING = {"ol": "Decimal", "ul": "Disc"}
LISTS = frozenset({"L", "TOC"})
DEFINED = frozenset({"Lbl", "LBody"})
"""What an item of a list of definitions has: a term and what it means."""


@dataclass(slots=True, eq=False)
class _Growing:
    type: str
    lang: str = ""
    alt: str = ""
    actual: str = ""
    attributes: tuple[tuple[str, str, str], ...] = ()
    children: list[Any] = field(default_factory=list)

    def node(self) -> StructureNode:
        grown = (child.node() if isinstance(child, _Growing) else child for child in self.children)
        return StructureNode(self.type, self.lang, self.alt, tuple(grown), self.actual, self.attributes)


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
        self._begun: set[Element] = set()
        self._parted = False

    def content(self, page: int, box: Any, number: int) -> None:
        """A box drawn on a page, with the number of its marked content."""
        node = self._of(box.element)
        if str(box.element_tag).endswith("::marker") and node in self._items:
            node = self._label(node)
        text = _actual(box)
        if self._begins_hemistich(box.element) or self._parted:
            text = " " + (text or getattr(box, "text", ""))
            self._parted = False
        if text:
            lang = "ar" if self._is_foreign(box.element, text) else ""
            node.children.append(_Growing("Span", lang, actual=text, children=[("content", page, number)]))
        else:
            node.children.append(("content", page, number))

    def part(self) -> None:
        """What comes stands apart from what came: a leader is between."""
        self._parted = True

    def _begins_hemistich(self, element: Element | None) -> bool:
        """Whether this is the first that is drawn of a hemistich that stands beside another, with nothing between."""
        while element is not None and element.tag not in TYPES:
            if element.get("class") == "hemistich":
                first = self._parents[element].find("span[@class='hemistich']")
                begins = element is not first and element not in self._begun
                self._begun.add(element)
                return begins
            element = self._parents.get(element)
        return False

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
        if parent.type in LISTS and type_ not in ("LI", "Caption", *DEFINED):
            return parent
        if parent.type == "TOC" and type_ == "LI":
            type_ = "TOCI"
        lang = self._language(element)
        outermost = parent is self.document  # a section may have another language than its book
        turned = lang if outermost or lang != self._language(around) else ""
        attributes = tuple(_attributes(element, type_, self._direction(element)))
        node = _Growing(type_, turned, element.get("alt") or _spoken(element), attributes=attributes)
        if type_ in DEFINED and parent.type == "L":
            self._entry(parent, type_).children.append(node)
            return node
        parent.children.append(node)
        if type_ == "LI":
            body = _Growing("LBody")
            node.children.append(body)
            self._items[body] = node
            return body
        return node

    def _entry(self, parent: _Growing, type_: str) -> _Growing:
        """The item of a list of definitions that a term or a definition belongs to: terms come before definitions."""
        last = parent.children[-1] if parent.children else None
        if isinstance(last, _Growing) and last.type == "LI" and (type_ == "LBody" or last.children[-1].type == "Lbl"):
            return last
        entry = _Growing("LI")
        parent.children.append(entry)
        return entry

    def _language(self, element: Element | None) -> str:
        """The language of an element, which is that of the one around it unless it says so."""
        while element is not None and not element.get("lang"):
            element = self._parents.get(element)
        return "" if element is None else element.get("lang", "")

    def _direction(self, element: Element | None) -> str:
        """The direction of an element: that of the one nearest around it that says so, or that of its language."""
        inner = element
        while element is not None and not element.get("dir"):
            element = self._parents.get(element)
        return direction_of_language(self._language(inner)) if element is None else element.get("dir", "")

    def _is_foreign(self, element: Element | None, text: str) -> bool:
        """Whether Arabic letters stand in a language that is not written from right to left, as folios by abjad do."""
        return bool(ARABIC_LETTER.search(text)) and direction_of_language(self._language(element)) == "ltr"

    def _label(self, body: _Growing) -> _Growing:
        """The number or bullet of the list's item that has this body."""
        item = self._items[body]
        if item.children[0].type != "Lbl":
            item.children.insert(0, _Growing("Lbl"))
        label: _Growing = item.children[0]
        return label


def _actual(box: Any) -> str:
    """The text of a box where what is drawn tells another: letters that are read from right to left stand in a content
    from left to right, a hyphen divides a word, a space was taken off. Empty for other boxes.
    """
    text = WRITTEN.of(box) or getattr(box, "text", None)
    if text is None:
        return ""
    read = read_text(box, text)
    turned = box.style["direction"] == "rtl" or FROM_RIGHT.search(text)
    return read.replace(SOFT_HYPHEN, "") if turned or read != text or not text.strip() else ""


def _type(element: Element) -> str:
    """The structure type of an element; empty where it makes no node of its own."""
    classes = element.get("class", "").split()
    if is_note(element):
        return "Note"
    if "matter" in classes or "heads" in classes:
        return ""
    if element.tag == "ol" and "contents" in classes:
        return "TOC"
    if element.tag == "span" and "math" in classes:
        return "Formula"
    if element.tag == "a" and not element.get("href"):
        return ""
    if element.tag == "span" and (element.get("lang") or _spoken(element)):
        return "Span"
    return TYPES.get(element.tag, "")


def _attributes(element: Element, type_: str, direction: str) -> Iterator[tuple[str, str, str]]:
    """Owner, key and value of what is said of an element: where its lines begin, its numbers, what a head is of."""
    if direction == "rtl" and type_ not in INLINE:
        yield "Layout", "WritingMode", "RlTb"
    if type_ == "L":
        yield "List", "ListNumbering", NUMBERING.get(element.tag, "None")
    if type_ == "TH":
        yield "Table", "Scope", "Row" if element.get("scope", "").startswith("row") else "Column"


def _spoken(element: Element) -> str:
    """What is said for a sign, such as the honorific that it stands for; empty where its text is said."""
    return element.get("aria-label", "") if element.get("role") == "img" else ""


def is_for_the_eye(element: Element | None) -> bool:
    """Whether what is drawn for an element tells nothing: a leader, what was told before, a picture without words."""
    if element is None or "leader" in element.get("class", "") or AGAIN in element.attrib:
        return True
    return element.tag == "hr" or (element.tag == "img" and not (element.get("alt") or _spoken(element)))


def after_breaks(boxes: Iterable[Any], drawn: Container[Any]) -> Iterator[Any]:
    """Of a page's boxes, in order, those that are drawn first after a break of the line that the text asks for."""
    broken = False
    for box in boxes:
        if box.element is not None and box.element.tag == "br":
            broken = True
        elif broken and box in drawn:
            broken = False
            yield box


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
        begin_lines = set(after_breaks(document.pages[page]._page_box.descendants(), stream._tags))
        for box, mark in stream._tags.items():
            if box in begin_lines:
                structure.part()
            if is_for_the_eye(box.element):
                _untag(stream, mark)
                if box.element is not None and "leader" in box.element.get("class", ""):
                    structure.part()
            else:
                structure.content(page, box, mark["mcid"])
        for number, box in enumerate(_growing.links[page]):
            structure.link(page, box, number)
    _growing.trees.append(structure.document.node())
