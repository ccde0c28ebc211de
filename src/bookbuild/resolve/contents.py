"""Resolved sections → the lines of the contents and of the lists of figures and tables."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.blocks import Figure, Heading, Table
from bookbuild.model.book import Book, ContentsLine, Section
from bookbuild.model.walk import nodes
from bookbuild.resolve.references import bare

NOT_LISTED = frozenset({"half-title", "title-page", "imprint", "basmala", "contents", "colophon"})

MOST_LINES = 5_000
"""Of the contents: some 250 pages of them."""


def contents(sections: tuple[Section, ...], depth: int) -> tuple[ContentsLine, ...]:
    """Sections with a title, and their headings down to `depth` (1: sections alone)."""
    return tuple(line for section in sections for line in _of_section(section, depth))


def _of_section(section: Section, depth: int) -> Iterator[ContentsLine]:
    title = bare(section.short_title or section.title)
    if section.kind in NOT_LISTED or not title:
        return
    level = 0 if section.kind == "part" else 1
    yield ContentsLine(section.id, title, level, section.id, section.number)
    for block in nodes(section.blocks):
        if isinstance(block, Heading) and block.level <= depth and "unlisted" not in block.classes:
            yield ContentsLine(block.id, bare(block.children), block.level, section.id)


def lines_in_bounds(book: Book) -> Iterator[Finding]:
    """What is found where the contents have more lines than they may: the section in which the first of them stands."""
    if len(book.contents) > MOST_LINES:
        paths = {section.id: section.path for section in book.sections}
        yield Finding(
            Code.TOO_LARGE,
            f"the contents have {len(book.contents):,} lines; they may have {MOST_LINES:,}",
            "lower `contents-depth` under `[style]`, give headings the class `unlisted`, or make volumes of the book",
            Location(paths.get(book.contents[MOST_LINES].section)),
            edition=book.edition.name,
        )


def listed(sections: tuple[Section, ...], kind: type[Figure] | type[Table]) -> tuple[ContentsLine, ...]:
    """The captioned figures, or tables, of the book."""
    return tuple(
        ContentsLine(node.id, bare(node.caption), 1, section.id, node.label)
        for section in sections
        for node in nodes(section.blocks)
        if isinstance(node, kind) and node.caption
    )
