"""An XHTML document → its text, a line a block, with or without what bookbuild made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_WHITE = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset(("head", "script", "style", "template", "iframe", "object"))
_RUBY = frozenset(("rb", "rp", "rt", "rtc", "ruby"))
_INLINE = (
    _RUBY
    | frozenset(
        (
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "i",
            "img",
            "ins",
            "kbd",
            "mark",
            "q",
        )
    )
    | frozenset(("s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"))
)


def document_text(root: etree._Element, *, generated: bool = False) -> str:
    """The text of a document as a reader sees it: one line a block, white space collapsed.

    Elements with `data-generated` are left out unless `generated`. Drawings (SVG, MathML) have no text here.
    """
    raw = "".join(_pieces(root, generated))
    lines = (_WHITE.sub(" ", line).strip(" ") for line in raw.split("\0"))
    return "\n".join(line for line in lines if line)


def _pieces(root: etree._Element, generated: bool) -> Iterator[str]:
    """The text of `root` without its tail; a zero byte, which XML cannot hold, stands where a block ends."""
    waiting: list[etree._Element | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield element
            continue
        name = local_name(element)
        if name in _SILENT or (not generated and element.get("data-generated") is not None):
            continue
        edge = "" if name in _INLINE else "\0"
        yield edge
        yield element.text or ""
        waiting.append(edge)
        waiting += reversed(list(_inner(element)))


def _inner(element: etree._Element) -> Iterator[etree._Element | str]:
    """What stands in an element after its first text: elements of XHTML, and texts between."""
    for child in element:
        if isinstance(child.tag, str):
            if child.tag.startswith("{http://www.w3.org/1999/xhtml}"):
                yield child
        elif isinstance(child, etree._Entity):
            yield child.text or ""
        yield child.tail or ""


def local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(text: str) -> int:
    return len(text.split())
