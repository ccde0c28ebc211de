"""A section's nodes → the running text of each paragraph, piece by piece with its places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from bookbuild.diagnostics import Location
from bookbuild.model.blocks import Quran
from bookbuild.model.inlines import (
    Emphasis,
    Entry,
    Honorific,
    Inlines,
    LineBreak,
    Link,
    Note,
    SoftBreak,
    Source,
    Span,
    Strikeout,
    Strong,
    Text,
)
from bookbuild.model.node import ModelNode
from bookbuild.model.walk import INLINE_KINDS, node_fields
from bookbuild.tradition.scripture.recognition import BREAK, PRAISE

_SEEN_THROUGH = (Emphasis, Strong, Strikeout, Link, Span, Entry, Source)


def texts(tree: Any) -> Iterator[Inlines]:
    """The texts of paragraphs, headings, cells …, and of the notes in them; typed quotations are marked already."""
    if isinstance(tree, tuple):
        if tree and isinstance(tree[0], INLINE_KINDS):
            yield tree
            for note in _notes(tree):
                yield from texts(note.blocks)
        else:
            for part in tree:
                yield from texts(part)
    elif isinstance(tree, ModelNode):
        for name in node_fields(type(tree)):
            if not (isinstance(tree, Quran) and name == "typed"):
                yield from texts(getattr(tree, name))


def _notes(inlines: Inlines) -> Iterator[Note]:
    for node in inlines:
        if isinstance(node, Note):
            yield node
        elif isinstance(node, _SEEN_THROUGH):
            yield from _notes(node.children)


def pieces_of(inlines: Inlines) -> Iterator[tuple[str, Location | None]]:
    """The text piece by piece, with the places of what is written; other things than text are breaks."""
    for node in inlines:
        if isinstance(node, Text):
            yield node.text, node.location
        elif isinstance(node, (SoftBreak, LineBreak)):
            yield " ", None
        elif isinstance(node, _SEEN_THROUGH):
            yield from pieces_of(node.children)
        elif isinstance(node, Honorific) and node.kind == "allah":
            yield PRAISE, None
        elif not isinstance(node, Note):
            yield BREAK, None


def place_in(pieces: list[tuple[str, Location | None]], offset: int, width: int = 1) -> Location:
    """Where in the source the character at `offset` of the text of `pieces` stands."""
    starts, end = [], 0
    for text, _ in pieces:
        starts.append(end)
        end += len(text)
    index = bisect_right(starts, offset) - 1
    place = pieces[index][1] or Location()
    return place.moved(offset - starts[index], width)
