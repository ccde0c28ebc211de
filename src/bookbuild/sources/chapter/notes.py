"""Definitions of notes and their calls → notes at their calls; findings for calls and definitions without the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from bookbuild.diagnostics import Code, Location
from bookbuild.model.blocks import Blocks, PrintPages
from bookbuild.model.inlines import Image, Inline, Note, PrintPage, Span, Text
from bookbuild.model.walk import mapped
from bookbuild.nearest import nearest
from bookbuild.sources.chapter.block_reader import BlockReader
from bookbuild.sources.chapter.inlines import nested_note
from bookbuild.sources.chapter.limits import find_too_many
from bookbuild.sources.chapter.tree import Node


def _without_id(node: Any) -> Any:
    """A node of a note that is called again: ids and pages that were written in it stand at its first call."""
    if isinstance(node, PrintPage | PrintPages):
        return ()
    if isinstance(node, (Span, Image)) and node.id:
        return replace(node, id=None)
    return replace(node, id="", written_id=False) if getattr(node, "written_id", False) else node


MOST_SUGGESTIONS = 100
"""Undefined notes for which a near label is looked for: that takes as long as there are notes."""

MOST_REPEATED = 200_000
"""Characters of notes that are called once more: each call sets them all again."""


class Notes:
    """The notes of one file. A definition is read when it is first called."""

    def __init__(self, reader: BlockReader, definitions: Sequence[Node]) -> None:
        self.reader, self.reading = reader, reader.reading
        self.repeated = 0
        self.undefined: set[str] = set()
        self.read: dict[str, Blocks] = {}
        self.meant: set[str] = set()
        self.definitions: dict[str, Node] = {}
        for node in sorted(definitions, key=lambda node: node.line):
            self._define(node.token.meta["label"], node)

    def call(self, label: str, place: Location) -> Inline:
        """The note called `label`; the call as text where there is none."""
        if self.reader.inliner.in_note:
            nested_note(self.reading, place)
            self.read.setdefault(label, ())
            return Text(f"[^{label}]", place)
        if label not in self.definitions:
            if label not in self.undefined:
                self.undefined.add(label)
                remedy = self._remedy(label)
                self.reading.find(Code.NOTE_UNDEFINED, f"the note `{label}` is not defined", remedy, place)
            return Text(f"[^{label}]", place)
        if self.read.get(label):
            self.repeated += self._length(label)
            if self.repeated > MOST_REPEATED:
                if self.repeated - self._length(label) <= MOST_REPEATED:
                    find_too_many(self.reading, "characters", "notes that are called again", MOST_REPEATED, place)
                return Text(f"[^{label}]", place)
            return Note(mapped(self.read[label], _without_id), label, location=place)
        self.read[label] = self._blocks(label)
        return Note(self.read[label], label, location=place)

    def _remedy(self, label: str) -> str:
        """What to write where the note `label` is called and not defined."""
        if len(label.split()) > 1:
            return f"a label has no spaces: write `[^{'-'.join(label.split())}]` here and where it is defined"
        if any(line.startswith(f"[^{label}] ") for line in self.reading.lines):
            return f"write a colon where it is defined: `[^{label}]: …`"
        found = nearest(label, self.definitions) if len(self.undefined) <= MOST_SUGGESTIONS else None
        self.meant |= {found} if found else set()
        return f"call `[^{found}]`" if found else f"define it in this file: `[^{label}]: …`"

    def find_unused(self) -> None:
        """A finding for each definition that was not called, and those for what stands in it."""
        for label, node in self.definitions.items():
            if label not in self.read and label not in self.meant:
                message, remedy = f"the note `{label}` is not called", f"call it, `[^{label}]`, or take it out"
                self.reading.find(Code.NOTE_UNUSED, message, remedy, self._place(label, node))
            if label not in self.read:
                self._blocks(label)

    def _define(self, label: str, node: Node) -> None:
        if label not in self.definitions:
            self.definitions[label] = node
            return
        first = self.definitions[label].line + 1
        message = f"the note `{label}` is defined a second time, first in line {first}"
        self.reading.find(Code.ID_DUPLICATE, message, "give one of them another label", self._place(label, node))

    def _blocks(self, label: str) -> Blocks:
        inliner = self.reader.inliner
        inliner.in_note, level = True, self.reader.level
        try:
            return self.reader.blocks(self.definitions[label].children)
        finally:
            inliner.in_note, self.reader.level = False, level

    def _length(self, label: str) -> int:
        """The characters of a definition's lines."""
        begin, end = self.definitions[label].token.map or (0, 0)
        return sum(map(len, self.reading.lines[begin : max(end, begin + 1)]))

    def _place(self, label: str, node: Node) -> Location:
        match = re.search(re.escape(f"[^{label}]:"), self.reading.lines[node.line])
        return self.reading.line_place(node.line + 1, match.start() + 1 if match else 1, len(label) + 3)
