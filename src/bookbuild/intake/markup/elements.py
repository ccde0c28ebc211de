"""An element of HTML → what it is by its name, its types, its classes; its language, direction and text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from bookbuild.model.inlines import Direction

_TYPE = ("{http://www.idpf.org/2007/ops}type", "epub:type")
_LANG = ("{http://www.w3.org/XML/1998/namespace}lang", "xml:lang", "lang")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

NO_TEXT = frozenset(("script", "style", "template", "head", "title", "meta", "link", "base"))
"""Elements whose text nobody reads."""
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "frameset", "noframes", "search",
    )
)  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def name_of(element: etree._Element) -> str:
    """The name without its namespace, in small letters; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def types_of(element: etree._Element) -> frozenset[str]:
    """What `epub:type` and `role` say: `doc-noteref` is `noteref`."""
    words = " ".join(element.get(name) or "" for name in (*_TYPE, "role")).lower().split()
    return frozenset(word.removeprefix("doc-") for word in words)


def classes_of(element: etree._Element) -> tuple[str, ...]:
    return tuple((element.get("class") or "").split())


def language_of_element(element: etree._Element) -> str | None:
    """The tag of `lang`, where it is one of BCP 47."""
    tag = next((value for name in _LANG if (value := element.get(name))), "").strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else None


def direction_of(element: etree._Element) -> Direction | None:
    match (element.get("dir") or "").strip().lower():
        case "rtl":
            return "rtl"
        case "ltr":
            return "ltr"
        case _:
            return None


def is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def text_of(element: etree._Element) -> str:
    """All text that can be read in an element, as it stands, scripts and style sheets left out."""
    return "".join(_texts(element))


def _texts(element: etree._Element) -> Iterator[str]:
    depth = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            depth += name_of(node) in NO_TEXT
            if not depth and node.text:
                yield node.text
            continue
        if event == "end":
            depth -= name_of(node) in NO_TEXT
        if not depth and node is not element and node.tail:
            yield node.tail


def line_text(element: etree._Element) -> str:
    """The text of an element in one line."""
    return " ".join(text_of(element).split())


def number_in(element: etree._Element, name: str, otherwise: int, most: int) -> int:
    """The whole number of an attribute, from 1 to `most`."""
    found = re.match(r"\s*(\d{1,9})", element.get(name) or "")
    return min(max(int(found[1]), 1), most) if found else otherwise


def holders_of_blocks(root: etree._Element) -> frozenset[etree._Element]:
    """The elements in which a block stands, at any depth."""
    holders: set[etree._Element] = set()
    for element in root.iter():
        if name_of(element) in BLOCKS:
            parent = element.getparent()
            while parent is not None and parent not in holders:
                holders.add(parent)
                parent = parent.getparent()
    return frozenset(holders)


def any_of(words: Iterable[str], among: frozenset[str]) -> bool:
    return any(word in among for word in words)
