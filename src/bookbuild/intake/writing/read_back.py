"""A manuscript folder as `sources/` reads it → the letters that stand in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bookbuild.cache.memo import Recall, anew
from bookbuild.diagnostics import BookError
from bookbuild.intake.conservation import letters_of
from bookbuild.model.blocks import CodeBlock, Question
from bookbuild.model.book import Manuscript
from bookbuild.model.inlines import CodeSpan, Honorific, Text, Verse
from bookbuild.model.settings import localized
from bookbuild.model.walk import nodes
from bookbuild.sources import read_book


def letters_in(folder: Path, recall: Recall = anew) -> Counter[str]:
    """The letters of all chapters and parts of a manuscript. Raises BookError where it cannot be read."""
    manuscript, findings = read_book(folder, recall)
    if manuscript is None:
        raise BookError(findings)
    return letters_of("\n".join(_texts(manuscript)))


def _texts(manuscript: Manuscript) -> Iterator[str]:
    for part in manuscript.editions[0].matter.parts:
        yield localized(part.title, manuscript.editions[0].book.language)
    for chapter in manuscript.chapters.values():
        for tree in (chapter.title, chapter.subtitle, chapter.blocks):
            for node in nodes(tree):
                yield _text(node)


def _text(node: Any) -> str:
    match node:
        case Text() | CodeSpan() | CodeBlock():
            return node.text
        case Honorific():
            return node.written
        case Verse():
            return f"{node.typed}{node.spelled_reference}"
        case Question():
            return node.asked_by
        case _:
            return ""
