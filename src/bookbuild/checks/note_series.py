"""Calls of notes whose labels have the prefix of a series that `book.toml` does not declare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.diagnostics import Code, Finding
from bookbuild.model.book import Manuscript
from bookbuild.model.inlines import Note
from bookbuild.model.walk import nodes
from bookbuild.nearest import nearest

_PREFIXED = re.compile(r"\[\^[^\]\s:]+:[^\]\s]")
"""What a line has that calls such a note: a book without any is not walked through."""


def note_series_unknown(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for each call."""
    declared = [edition.notes.series for edition in manuscript.editions]
    known = [name for name in declared[0] if all(name in series for series in declared)] if declared else []
    for chapter in manuscript.chapters.values():
        if not any(_PREFIXED.search(line) for line in manuscript.sources.get(chapter.path, ())):
            continue
        for node in nodes((chapter.title, chapter.subtitle, chapter.blocks)):
            if isinstance(node, Note) and node.series and node.series not in known:
                yield _finding(node, known)


def _finding(note: Note, known: list[str]) -> Finding:
    meant = nearest(note.series, known)
    otherwise = f"declare it in `book.toml`: `[notes.series.{note.series}]`, or write a label without a colon"
    return Finding(
        Code.NOTE_SERIES_UNKNOWN,
        f"`{note.series}`, the prefix of `[^{note.label}]`, is no series of notes",
        f"write `[^{meant}:{note.label.partition(':')[2]}]`" if meant else otherwise,
        note.location,
    )
