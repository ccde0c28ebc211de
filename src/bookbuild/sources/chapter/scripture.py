"""Quotations of the Qur'ān as typed → `Verse`, or the texts of a set-off quotation without brackets and reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from bookbuild.diagnostics import Location
from bookbuild.model.inlines import Inline, Inlines, SoftBreak, Text, Verse, Written
from bookbuild.sources.chapter.brackets import SPELLED
from bookbuild.sources.chapter.marks import BRACKETS, Boundary
from bookbuild.sources.chapter.source_map import Places

LINE_END = re.compile(r"[ \t]*\n[ \t]*")
TRAILING = re.compile(rf"(?<![ \t\u00a0\u202f])(?:{SPELLED.pattern})[ \t]*+$")


def quotation(token: Token, places: Places) -> Verse:
    """`﴿…﴾ [9:40]` in running text; `typed` is what stands between the brackets, a line's end as one space."""
    start = token.map[0] if token.map else 0
    return Verse(
        LINE_END.sub(" ", token.meta["ref"]),
        typed=LINE_END.sub(" ", token.content),
        spelled_reference=LINE_END.sub(" ", token.meta["spelled"]),
        location=places.at(start),
        written=Written(
            tuple(typed_lines(token.content, start + 1, places)),
            places.at(start + len(token.content) + 1 + len(token.meta["spelled"])).moved(1),
        ),
    )


def typed_lines(content: str, start: int, places: Places) -> Iterator[tuple[int, Location]]:
    """Where each line of what is typed from `start` begins, once line ends are single spaces."""
    yield 0, places.at(start)
    gone = 0
    for found in LINE_END.finditer(content):
        gone += len(found[0]) - 1
        yield found.end() - gone, places.at(start + found.end())


def spelled_out(token: Token, places: Places) -> Iterator[Inline]:
    """The texts between the brackets of a quotation that is set off, line by line; its reference is left out."""
    offset = (token.map[0] if token.map else 0) + 1
    for number, line in enumerate(token.content.split("\n")):
        if number:
            yield SoftBreak(places.at(offset - 1))
        text = line.strip(" \t")
        if text:
            yield Text(text, places.at(offset + line.index(text)))
        offset += len(line) + 1


def bare(nodes: Sequence[Inline | Boundary]) -> Inlines:
    """The nodes of typed scripture without `﴿` and `﴾` that stand alone (each paragraph may have its own)."""
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and BRACKETS.search(node.text):
            out.extend(_without_brackets(node))
        elif not isinstance(node, Boundary):
            out.append(node)
    return tuple(out)


def _without_brackets(node: Text) -> Iterator[Text]:
    cuts = [-1, *(match.start() for match in BRACKETS.finditer(node.text)), len(node.text)]
    for left, right in pairwise(cuts):
        if text := node.text[left + 1 : right]:
            yield Text(text, node.location.moved(left + 1))


def without_reference(children: Inlines) -> tuple[Inlines, str]:
    """Typed scripture without the reference at its end, and that reference."""
    last = children[-1] if children else None
    if not isinstance(last, Text) or not (match := TRAILING.search(last.text)):
        return children, ""
    rest = last.text[: match.start()]
    kept = (*children[:-1], Text(rest, last.location)) if rest else children[:-1]
    return kept, (match["square"] or match["round"]).strip()
