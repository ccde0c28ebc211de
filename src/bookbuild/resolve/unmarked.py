"""A section as written → findings for words of the Qur'ān that stand in it without being marked as such."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.blocks import Quran
from bookbuild.model.inlines import (
    Emphasis,
    Entry,
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
from bookbuild.tradition.scripture.recognition import BREAK, Recognised
from bookbuild.tradition.scripture.riwayah import Riwayah

_SEEN_THROUGH = (Emphasis, Strong, Strikeout, Link, Span, Entry, Source)


def unmarked(tree: Any, riwayah: Riwayah) -> Iterator[Finding]:
    """A finding for each run of words in `tree` (nodes, or tuples of nodes) that `riwayah` recognises."""
    for inlines in _texts(tree):
        pieces = list(_pieces(inlines))
        running = "".join([text for text, _ in pieces])
        if running.isascii():
            continue
        for found in riwayah.recognised(running):
            yield _finding(running, found, _place(pieces, found.start))


def _texts(tree: Any) -> Iterator[Inlines]:
    """The texts of paragraphs, headings, cells …, and of the notes in them; typed quotations are marked already."""
    if isinstance(tree, tuple):
        if tree and isinstance(tree[0], INLINE_KINDS):
            yield tree
            for note in _notes(tree):
                yield from _texts(note.blocks)
        else:
            for part in tree:
                yield from _texts(part)
    elif isinstance(tree, ModelNode):
        for name in node_fields(type(tree)):
            if not (isinstance(tree, Quran) and name == "typed"):
                yield from _texts(getattr(tree, name))


def _notes(inlines: Inlines) -> Iterator[Note]:
    for node in inlines:
        if isinstance(node, Note):
            yield node
        elif isinstance(node, _SEEN_THROUGH):
            yield from _notes(node.children)


def _pieces(inlines: Inlines) -> Iterator[tuple[str, Location | None]]:
    """The text piece by piece, with the places of what is written; other things than text are breaks."""
    for node in inlines:
        if isinstance(node, Text):
            yield node.text, node.location
        elif isinstance(node, (SoftBreak, LineBreak)):
            yield " ", None
        elif isinstance(node, _SEEN_THROUGH):
            yield from _pieces(node.children)
        elif not isinstance(node, Note):
            yield BREAK, None


def _place(pieces: list[tuple[str, Location | None]], offset: int) -> Location:
    starts, end = [], 0
    for text, _ in pieces:
        starts.append(end)
        end += len(text)
    index = bisect_right(starts, offset) - 1
    place = pieces[index][1] or Location()
    return place.moved(offset - starts[index])


def _finding(running: str, found: Recognised, place: Location) -> Finding:
    quoted = " ".join(running[found.start : found.end].split())
    words = f' words="{found.words[0]}-{found.words[1]}"' if found.words else ""
    return Finding(
        Code.QURAN_UNREFERENCED,
        f"`{quoted}` is Qurʾān ({found.place}), and is not marked as such",
        f"put it between `﴿` and `﴾`, or write `[{found.place}]{{.quran{words}}}`",
        place,
    )
