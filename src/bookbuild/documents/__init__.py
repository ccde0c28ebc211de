"""`Book` → XHTML, one document a section, through shared templates; EPUB and PDF take the same documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bookbuild.documents.environment import Templates
from bookbuild.documents.frontmatter import front_context
from bookbuild.documents.images import images_of
from bookbuild.documents.initials import initial_class
from bookbuild.documents.made import check_made
from bookbuild.documents.renderer import Renderer, file_name, notes_of
from bookbuild.documents.sandbox import STEPS, STEPS_FOR_A_NODE, characters_of
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.language.numerals import digits_of_one_kind
from bookbuild.language.runs import marked_anew
from bookbuild.language.scripts import direction_of_language
from bookbuild.model.book import Book, IndexLine, Section
from bookbuild.model.document import Document, Rendered, class_of
from bookbuild.model.inlines import Note
from bookbuild.model.note_series import OWN
from bookbuild.model.settings import Edition
from bookbuild.model.walk import nodes, plain

WRITTEN = frozenset({"chapter", "imprint", "notes"})
"""Kinds of sections that hold text from the manuscript; all of the others is made by the tool."""

# kind of section → EPUB's structural semantics and DPUB-ARIA's role (EPUB 3 SSV 1.1; DPUB-ARIA 1.1)
SEMANTICS = {
    "chapter": ("chapter", "doc-chapter"),
    "part": ("part", "doc-part"),
    "half-title": ("halftitlepage", ""),
    "title-page": ("titlepage", ""),
    "imprint": ("copyright-page", ""),
    "contents": ("toc", "doc-toc"),
    "list:figures": ("loi", ""),
    "list:tables": ("lot", ""),
    "colophon": ("colophon", "doc-colophon"),
    "notes": ("endnotes", "doc-endnotes"),
}


def render(book: Book, theme_folders: tuple[GuardedFolder, ...]) -> Rendered:
    """Every section of `book` as XHTML, with the images that they use.

    `theme_folders` are looked through for templates before the package's own. Raises BookError
    (`template-invalid`).
    """
    images = images_of(book)
    renderer = Renderer(book, {source: resource.href for source, resource in images.items()})
    templates = Templates(theme_folders, renderer.functions(), lambda: _steps_for(book))
    renderer.macros = templates.macros
    front = front_context(book)
    documents = tuple(_document(section, renderer, templates, front) for section in book.sections)
    resources = {resource.href: resource for resource in images.values()}
    return Rendered(book, documents, tuple(resources.values()))


def _steps_for(book: Book) -> int:
    """What a book's own templates may take: it grows with the book."""
    of_nodes = sum(STEPS_FOR_A_NODE + characters_of(node) for section in book.sections for node in nodes(section))
    lines = [*book.contents, *(line for lines in book.lists.values() for line in lines)]
    indexed = [line for index in book.indexes.values() for _, found in index.groups for line in found]
    anchors = sum(1 + len(each.anchors) for line in indexed for each in (line, *line.subs))
    return STEPS + of_nodes + STEPS_FOR_A_NODE * (len(lines) + anchors)


def template_of(kind: str) -> str:
    """The template of a kind of section."""
    if kind.startswith("index:"):
        return "index.xhtml"
    if kind.startswith("list:"):
        return "list.xhtml"
    return {"notes": "all-notes.xhtml"}.get(kind, f"{kind}.xhtml")


def _document(section: Section, renderer: Renderer, templates: Templates, front: dict[str, Any]) -> Document:
    renderer.section = section
    epub_type, role = _semantics(section)
    context = {
        "section": section,
        "kind_class": _classes(section, renderer),
        "epub_type": epub_type,
        "role": role,
        "generated": section.kind not in WRITTEN,
        "plain_title": plain(section.title) or renderer.book.title,
        **_notes_in(section, renderer),
        **_context_of_kind(section, renderer),
        **front,
    }
    file = template_of(section.kind)
    xhtml = templates.rendered(file, context).encode()
    check_made(xhtml, file, templates, frozenset(renderer.images.values()))
    return Document(
        id=section.id,
        kind=section.kind,
        matter=section.matter,
        href=file_name(section.id),
        title=plain(section.title),
        lang=section.lang,
        direction=direction_of_language(section.lang),
        xhtml=xhtml,
        has_mathml=b"<math " in xhtml,
    )


def _classes(section: Section, renderer: Renderer) -> str:
    of_kind = class_of(section.kind, titled=bool(plain(section.title)))
    return f"{of_kind} {initial_class(section, renderer.book.edition)}".rstrip()


def _notes_in(section: Section, renderer: Renderer) -> dict[str, Any]:
    """`notes` of the book's own series that stand in the section, and `note_series`: the others, with theirs."""
    here = {
        name: found for name, found in _by_series(section, renderer).items() if renderer.series[name].place != "book"
    }
    others = [(renderer.series[name], found) for name, found in here.items() if name != OWN]
    return {"notes": here.get(OWN, ()), "note_series": others}


def _by_series(section: Section, renderer: Renderer) -> dict[str, tuple[Note, ...]]:
    """The notes of a section by the name of their series, in the order of the series; without those that have none."""
    notes = notes_of(section)
    by_name = {name: tuple(n for n in notes if renderer.series_of(n).name == name) for name in renderer.series}
    return {name: found for name, found in by_name.items() if found}


def _semantics(section: Section) -> tuple[str, str]:
    if section.kind.startswith("index:"):
        return "index", "doc-index"
    if section.kind == "chapter" and section.matter != "body":
        return "", ""
    return SEMANTICS.get(section.kind, ("", ""))


def _context_of_kind(section: Section, renderer: Renderer) -> dict[str, Any]:
    book = renderer.book
    if section.kind.startswith("index:"):
        titles = {other.id: plain(other.short_title or other.title) or book.title for other in book.sections}
        return {
            "index": book.indexes[section.kind],
            "index_heading": lambda line: renderer.inlines(line.heading),
            "locators": lambda line: list(_locators(line, titles, book.edition)),
        }
    if section.kind == "notes":
        at_end = {series: list(_notes_apart(section, series.name, renderer)) for series in renderer.series.values()}
        own = renderer.series[OWN]
        others = [(series, found) for series, found in at_end.items() if series != own and found]
        return {"notes_by_section": at_end[own], "series_by_section": others}
    return {}


def _notes_apart(section: Section, name: str, renderer: Renderer) -> Iterator[tuple[Any, str | None, tuple[Note, ...]]]:
    """The notes of a series that stand at the end of the book: title and language of their section, and its notes."""
    if renderer.series[name].place != "book":
        return
    for other in renderer.book.sections:
        if found := _by_series(other, renderer).get(name):
            lang = other.lang if other.lang != section.lang else None
            yield marked_anew(other.title, section.lang), lang, found


def _locators(line: IndexLine, titles: dict[str, str], edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Anchor, section and label of each place: the section's title, then numbers for more places in the same."""
    seen: dict[str, int] = {}
    for anchor, section in line.anchors:
        seen[section] = seen.get(section, 0) + 1
        number = digits_of_one_kind(str(seen[section]), edition)
        yield anchor, section, titles[section] if seen[section] == 1 else number
