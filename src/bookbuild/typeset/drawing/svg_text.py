"""Words in an SVG → shaped together, and in the order of Unicode's bidirectional algorithm.

Seam: `weasyprint.svg.Node.text_children`, which gives the nodes of a `<text>`. WeasyPrint sets each character by
itself, one to the right of the other: Arabic comes out unjoined, and from left to right. Here a text whose letters join
or bear marks is one piece, and the pieces of a `<text>` are put in the order in which they stand on the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import groupby
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper

from bookbuild.language.bidi import levels, type_of
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

PLACED = ("x", "y", "dx", "dy", "rotate")
"""Attributes of a piece that stands in a place of its own, whatever is before it."""

TSPAN = "{http://www.w3.org/2000/svg}tspan"

_ordered: Attached[bool] = Attached("ordered")
"""On WeasyPrint's wrapper of a `<text>`: whether its pieces stand in order. `<use>` makes its nodes once more."""


class WholeText(str):
    """A text that is set as one piece: it has itself as its only character."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def text_children(given: Function, node: Any, element: Any, trailing_space: bool, text_root: bool = False) -> Any:
    """The nodes of a `<text>`, with what joins as one piece."""
    children, trailing_space = given(node, element, trailing_space, text_root)
    if text_root and children and not _ordered.of(node._wrapper):
        _ordered.put(node._wrapper, True)
        children = _in_order(node, children)
    for each in (node, *children):
        if each.text and any(map(_joins, str(each.text))):
            each._etree_node.text = WholeText(each.text)
    return children, trailing_space


def _joins(char: str) -> bool:
    """Whether a character cannot be set by itself: it runs from right to left, or is a mark on another."""
    return unicodedata.bidirectional(char) in ("R", "AL", "AN") or unicodedata.category(char) in ("Mn", "Mc")


def _in_order(node: Any, children: Sequence[Any]) -> Sequence[Any]:
    """Pieces that follow each other, from left to right as they stand on the page.

    Those that have places or pieces of their own are left as they are.
    """
    text = (node.text or "") + "".join(child.text or "" for child in children)
    rtl = node.get("direction") == "rtl"
    placed = any(name in child.attrib for child in children for name in PLACED)
    if placed or any(len(child._etree_node) for child in children):
        return children
    if not rtl and not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text):
        return children
    found = levels([type_of(char) for char in text], text, int(rtl))
    runs, start = [], 0
    for owner in (node, *children):
        own, of_own = owner.text or "", found[start : start + len(owner.text or "")]
        start, at = start + len(own), 0
        for level, same in groupby(of_own):
            length = len(list(same))
            runs.append((level, _run_of(node, owner, own[at : at + length], level)))
            at += length
    node._etree_node.text = ""
    return [runs[at][1] for at in visual_order([level for level, _ in runs])]


def _run_of(node: Any, owner: Any, text: str, level: int) -> Any:
    """A node for a run of the text of `owner`, which is `node` or one of its pieces."""
    element = ElementTree.Element(TSPAN) if owner is node else copy(owner._etree_node)
    element.text, element.tail = text, None
    element.set("direction", "rtl" if level % 2 else "ltr")
    return type(node)(ElementWrapper.from_xml_root(element), node._style)


def visual_order(of_runs: Sequence[int]) -> list[int]:
    """The places of runs of some levels from left to right (UAX #9, L2)."""
    order = list(range(len(of_runs)))
    for level in range(max(of_runs, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and of_runs[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order
