"""A chapter's blocks → `source-unparsed` where a hadith's source is no collection and number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.checks.passages import Passage
from bookbuild.diagnostics import Code, Finding
from bookbuild.model.blocks import Blocks, Hadith
from bookbuild.model.inlines import Source
from bookbuild.model.walk import nodes
from bookbuild.tradition.hadith.collections import NumberImpossible, SourceUnknown, reference

_PIECE = re.compile(r"[^;؛\n]+")


def hadith_sources(blocks: Blocks, passages: list[Passage]) -> Iterator[Finding]:
    """Sources of hadiths, which are to be read; in other source lines, only numbers that a collection cannot have."""
    for node in nodes(blocks):
        if isinstance(node, Hadith):
            for source in node.sources:
                try:
                    reference(source)
                except SourceUnknown as error:
                    yield Finding(Code.SOURCE_UNPARSED, error.message, error.remedy, node.location)
    for passage in passages:
        spans = [(mark.begin, mark.end) for mark in passage.marks if isinstance(mark.node, Source)]
        if passage.kind == "SourceLine":
            spans = [(0, len(passage.text))]
        for begin, end in spans:
            yield from _impossible(passage, begin, end)


def _impossible(passage: Passage, begin: int, end: int) -> Iterator[Finding]:
    for found in _PIECE.finditer(passage.text, begin, end):
        try:
            reference(found[0].strip(" \n."))
        except NumberImpossible as error:
            written = found[0].strip()
            place = passage.place(found.start() + found[0].index(written), len(written))
            yield Finding(Code.SOURCE_UNPARSED, error.message, error.remedy, place)
        except SourceUnknown:
            continue
