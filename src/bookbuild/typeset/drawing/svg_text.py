"""Words in an SVG → shaped together, and in the order of Unicode's bidirectional algorithm.

Seam: `weasyprint.svg.Node.text_children`, which gives the nodes of a `<text>`. WeasyPrint sets each character by
itself, one to the right of the other: Arabic comes out unjoined, and from left to right. Here a text whose letters join
or bear marks is one piece, and the pieces of a `<text>` are put in the order in which they stand on the page. Of the
pieces within a `<tspan>` it draws those that are elements, and forgets the text behind them: here that is drawn too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
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
    if text_root and _ordered.of(node._wrapper):
        made = [ElementWrapper.from_xml_root(child) for child in node._wrapper.etree_children]
        return [type(node)(child, node._style) for child in made], trailing_space
    children, trailing_space = given(node, element, trailing_space, text_root)
    _space_behind(children)
    for child in children:
        child._etree_node.tail = None  # it is a node of its own now
    if not text_root:
        node._etree_node[:] = [child._etree_node for child in children]
    elif children:
        _ordered.put(node._wrapper, True)
        children = _in_order(node, children)
    for each in (node, *children):
        for element in each._etree_node.iter():
            if element.text and any(map(_joins, str(element.text))):
                element.text = WholeText(element.text)
    return children, trailing_space


def _space_behind(children: Sequence[Any]) -> None:
    """Put back the space behind a piece with pieces, which `given` drops by the end of its first text."""
    for child, behind in pairwise(children):
        tail, inner = child.tail or "", [text for _, text in _pieces(child, getattr(child, "children", ()), ())]
        spaced = "".join(inner).endswith(" ") or behind.text.startswith(" ")
        if tail[:1].isspace() and len(inner) > 1 and not spaced:
            behind._etree_node.text = f" {behind.text}"


def _joins(char: str) -> bool:
    """Whether a character cannot be set by itself: it runs from right to left, or is a mark on another."""
    return unicodedata.bidirectional(char) in ("R", "AL", "AN") or unicodedata.category(char) in ("Mn", "Mc")


def _in_order(node: Any, children: Sequence[Any]) -> Sequence[Any]:
    """Pieces that follow each other, from left to right as they stand on the page.

    Those that have places of their own are left as they are.
    """
    pieces = list(_pieces(node, children, ()))
    if any(name in part.attrib for chain, _ in pieces for part in chain for name in PLACED):
        return children
    text = "".join(own for _, own in pieces)
    rtl = node.get("direction") == "rtl"
    if not rtl and not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text):
        return children
    found = levels([type_of(char) for char in text], text, int(rtl))
    runs, start = [], 0
    for chain, own in pieces:
        of_own = found[start : start + len(own)]
        start, at = start + len(own), 0
        for level, same in groupby(of_own):
            length = len(list(same))
            runs.append((level, _run_of(node, chain, own[at : at + length], level)))
            at += length
    node._etree_node.text = ""
    return [runs[at][1] for at in visual_order([level for level, _ in runs])]


def _pieces(node: Any, children: Sequence[Any], chain: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """The texts in a node, each with the pieces that it stands in, the outermost first."""
    yield chain, node.text or ""
    for child in children:
        yield from _pieces(child, getattr(child, "children", ()), (*chain, child))


def _run_of(node: Any, chain: Sequence[Any], text: str, level: int) -> Any:
    """A node for a run of text that stands in the pieces of `chain`, or in `node` itself."""
    made = ElementTree.Element(TSPAN)
    for depth, piece in enumerate(reversed(chain)):
        inner, made = made, ElementTree.Element(piece._etree_node.tag, dict(piece._etree_node.attrib))
        if depth:
            made.text = ""
            made.append(inner)
    of_text = next(reversed(list(made.iter())))
    of_text.text = text
    of_text.set("direction", "rtl" if level % 2 else "ltr")
    return type(node)(ElementWrapper.from_xml_root(made), node._style)


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
