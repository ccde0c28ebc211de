"""Editions that `only=` names and `book.toml` does not have."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.diagnostics import Code, Finding
from bookbuild.model.blocks import EditionBlocks
from bookbuild.model.book import Manuscript
from bookbuild.model.inlines import EditionWords
from bookbuild.model.walk import nodes
from bookbuild.nearest import nearest


def edition_names_unknown(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for each name."""
    known = [edition.name for edition in manuscript.editions]
    for chapter in manuscript.chapters.values():
        if not any("only=" in line for line in manuscript.sources.get(chapter.path, ())):
            continue
        for node in nodes((chapter.title, chapter.subtitle, chapter.short_title, chapter.blocks)):
            if isinstance(node, (EditionBlocks, EditionWords)):
                yield from (_finding(name, known, node) for name in node.editions if name not in known)


def _finding(name: str, known: list[str], node: EditionBlocks | EditionWords) -> Finding:
    meant = nearest(name, known)
    remedy = f"write `only={meant}`" if meant else f"name one of the book's: {', '.join(f'`{each}`' for each in known)}"
    return Finding(Code.CONSTRUCT_UNKNOWN, f"there is no edition `{name}`", remedy, node.location)
