"""A tree of the model → its passages: the text of each paragraph, heading or cell as one string, with its places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from bookbuild.diagnostics import NOWHERE, Location
from bookbuild.model.blocks import (
    BlockQuote,
    BulletList,
    Cell,
    Division,
    Hadith,
    Heading,
    OrderedList,
    Poem,
    Quran,
    SourceLine,
)
from bookbuild.model.inlines import (
    CodeSpan,
    CrossReference,
    Emphasis,
    Entry,
    Generated,
    Honorific,
    Image,
    Inlines,
    LineBreak,
    Link,
    MathFormula,
    Note,
    PrintPage,
    SoftBreak,
    Source,
    Span,
    Text,
    Verse,
)
from bookbuild.model.node import ModelNode
from bookbuild.model.walk import INLINE_KINDS, node_fields

HONORIFIC, BARRIER, BREAK = "\ufdd0", "\ufdd1", "\v"
"""Noncharacters that stand in a passage's text for an honorific, and for what is no text: a verse, code, an image."""

_BARRIERS = (CodeSpan, CrossReference, MathFormula, Generated, Image, Verse)


@dataclass(frozen=True, slots=True)
class EnclosedPart:
    """A part of a passage that an element encloses: an index entry, or an emphasis."""

    begin: int
    end: int
    node: Any


@dataclass(slots=True)
class Passage:
    """`kind`: of the block that holds it. `pieces`: where each text node begins, and its place in the source.

    `honorifics` by their offsets in `text`, where each is one character. `lang`: where a block around it has one of its
    own. `in_note`: it stands in a note. `of_another`: in a quotation, a letter or an epigraph. `tabular`: in a cell, or
    the term of a definition.
    """

    kind: str
    text: str
    pieces: list[tuple[int, Location]]
    honorifics: dict[int, Honorific]
    marks: list[EnclosedPart]
    lang: str | None = None
    in_note: bool = False
    of_another: bool = False
    tabular: bool = False

    def place(self, offset: int, width: int = 1) -> Location:
        """Where in the source the character at `offset` stands."""
        if not self.pieces:
            return NOWHERE
        at = max(bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1, 0)
        begin, location = self.pieces[at]
        return location.moved(offset - begin, width)


class _Gathering:
    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[tuple[int, Location]] = []
        self.honorifics: dict[int, Honorific] = {}
        self.marks: list[EnclosedPart] = []
        self.notes: list[Note] = []

    def take(self, text: str, location: Location) -> None:
        self.pieces.append((self.length, location))
        self.parts.append(text)
        self.length += len(text)

    def gather(self, inlines: Inlines) -> None:
        for node in inlines:
            if isinstance(node, Text):
                self.take(node.text, node.location)
            elif isinstance(node, SoftBreak):
                self.take("\n", node.location)
            elif isinstance(node, Honorific):
                self.honorifics[self.length] = node
                self.take(HONORIFIC, node.location)
            elif isinstance(node, Note):
                self.notes.append(node)
            elif isinstance(node, LineBreak):
                self.take(BREAK, node.location)
            elif isinstance(node, _BARRIERS):
                self.take(BARRIER, node.location)
            elif not isinstance(node, PrintPage):
                self._gather_marked(node)

    def _gather_marked(self, node: Any) -> None:
        begin = self.length
        self.gather(node.children)
        if isinstance(node, (Entry, Emphasis, Source, Link, Span)):
            self.marks.append(EnclosedPart(begin, self.length, node))

    def passage(self, around: _Around) -> Passage:
        text = "".join(self.parts)
        return Passage(self.kind, text, self.pieces, self.honorifics, self.marks, *around)


class _Around(NamedTuple):
    """What a passage takes of the blocks around it."""

    lang: str | None = None
    in_note: bool = False
    of_another: bool = False
    tabular: bool = False


_NOTHING = _Around()


def passages(tree: object, kind: str = "Paragraph", around: _Around = _NOTHING) -> Iterator[Passage]:
    """The passages of `tree` in the order of the text; notes after the passage that calls them.

    What was typed as scripture is none: it is not the author's to change.
    """
    if isinstance(tree, tuple):
        if tree and isinstance(tree[0], INLINE_KINDS):
            yield from _passage(tree, kind, around)
        else:
            for part in tree:
                yield from passages(part, kind, around)
    elif isinstance(tree, ModelNode):
        yield from _of_block(tree, kind, around)


_KINDS: dict[type, str] = {
    BulletList: "Item",
    OrderedList: "Item",
    Heading: "Heading",
    Hadith: "Hadith",
    SourceLine: "SourceLine",
    Poem: "Poem",
    Quran: "Quran",
}
"""Blocks by which what they hold is judged; another block takes the kind of the one around it."""


def _of_block(block: Any, kind: str, around: _Around) -> Iterator[Passage]:
    inner = _KINDS.get(type(block), kind)
    if language := getattr(block, "lang", None):
        around = around._replace(lang=language)
    if isinstance(block, BlockQuote) or (isinstance(block, Division) and block.kind in ("letter", "epigraph")):
        around = around._replace(of_another=True)
    for name in node_fields(type(block)):
        if name != "typed":
            tabular = isinstance(block, Cell) or name == "term"
            yield from passages(getattr(block, name), inner, around._replace(tabular=around.tabular or tabular))


def _passage(inlines: Inlines, kind: str, around: _Around) -> Iterator[Passage]:
    gathering = _Gathering(kind)
    gathering.gather(inlines)
    yield gathering.passage(around)
    for note in gathering.notes:
        inner = "Note" if kind == "Heading" else kind
        yield from passages(note.blocks, inner, around._replace(in_note=True, of_another=False))
