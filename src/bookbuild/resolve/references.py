"""Links and cross-references as written → with the section and the text that they point to; or `link-broken`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.language.terms import Terms
from bookbuild.model.blocks import Figure, Heading, Table
from bookbuild.model.book import Section
from bookbuild.model.inlines import (
    CrossReference,
    Entry,
    Image,
    Inlines,
    Link,
    Note,
    PrintPage,
    Source,
    Span,
    Text,
    Verse,
)
from bookbuild.model.note_series import series_of
from bookbuild.model.settings import Edition
from bookbuild.model.walk import mapped, nodes
from bookbuild.nearest import nearest
from bookbuild.resolve.addresses import OUTSIDE, address
from bookbuild.resolve.print_pages import first_page, page_of


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """What an id stands for: the section it is in, its title or label, and its page in the printed book, if known."""

    section: str
    text: Inlines
    page: str = ""


def placed_nodes(section: Section, edition: Edition) -> Iterator[tuple[Any, str]]:
    """Every node of a section with the id of the section it is set in: what is in a note may stand in the notes'."""
    written = (section.title, section.subtitle, section.blocks)
    apart = {name for name, series in series_of(edition).items() if series.place == "book"}
    notes = (note for note in nodes(written) if isinstance(note, Note) and note.series in apart) if apart else ()
    inside = {id(node) for note in notes for node in nodes(note.blocks)}
    for node in nodes(written):
        yield node, "notes" if id(node) in inside else section.id


def targets(sections: tuple[Section, ...], edition: Edition) -> dict[str, LinkedPlace]:
    """Every id of the book with what it stands for."""
    found: dict[str, LinkedPlace] = {}
    page = ""
    for section in sections:
        own = "" if section.path is None else first_page(section) or page
        found[section.id] = LinkedPlace(section.id, bare(section.title), own)
        for node, place in placed_nodes(section, edition):
            if isinstance(node, PrintPage | Heading):
                page = page_of(node) or page
            if identifier := getattr(node, "id", None):
                found.setdefault(identifier, LinkedPlace(place, _text_of(node, section), page))
    return found


def _text_of(node: Any, section: Section) -> Inlines:
    match node:
        case Heading():
            return bare(node.children)
        case Figure(label=str(label)) | Table(label=str(label)) if label:
            return (Text(label),)
        case _:
            return bare(section.title)


def bare(inlines: Inlines) -> Inlines:
    """`inlines` to be set a second time elsewhere: without notes, ids and links, and the space before a last note."""
    found = mapped(inlines, _bared)
    if found and isinstance(last := found[-1], Text) and last.text != (stripped := last.text.rstrip(" ")):
        return (*found[:-1], replace(last, text=stripped)) if stripped else found[:-1]
    return found


def _bared(node: Any) -> Any:
    match node:
        case Note() | PrintPage():
            return ()
        case Entry() | Link():
            return node.children
        case Span():
            return replace(node, id=None) if node.lang or node.classes or node.direction else node.children
        case Verse() | Source():
            return replace(node, id="")
        case Image():
            return replace(node, id=None)
        case CrossReference():
            return node.text
        case _:
            return node


MOST_SUGGESTIONS = 100
"""Broken links of a book for which a near id is looked for: that takes as long as there are ids."""


class References:
    """Resolves the links of one book, with the words of its language."""

    def __init__(self, found: Mapping[str, LinkedPlace], terms: Terms) -> None:
        self.targets = found
        self._terms = terms
        self._findings: list[Finding] = []

    def resolved(self, sections: Iterable[Section]) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
        """The sections with their links resolved, and what is wrong with these."""
        self._findings.clear()
        return tuple(map(self._resolved, sections)), tuple(self._findings)

    def _resolved(self, section: Section) -> Section:
        return replace(
            section,
            title=mapped(section.title, self._change),
            subtitle=mapped(section.subtitle, self._change),
            blocks=mapped(section.blocks, self._change),
        )

    def _change(self, node: Any) -> Any:
        match node:
            case CrossReference():
                target = self._found(node.target, node.location)
                if target is None:
                    return node
                # by page: the folio takes the word's place in print, where there is one
                text = (Text(self._page(target)),) if node.by_page else target.text
                return replace(node, text=text, section=target.section)
            case Link() if node.target.startswith("#"):
                target = self._found(node.target, node.location)
                return replace(node, section=target.section) if target else node
            case Link():
                return self._outside(node)
        return node

    def _page(self, target: LinkedPlace) -> str:
        """The page of the printed book, where that is known; *here* is the word of a place without one."""
        return self._terms.word("page-of-print", page=target.page) if target.page else self._terms.word("here")

    def _outside(self, node: Link) -> Link | Span:
        if (target := address(node.target)) is not None:
            return replace(node, target=target) if target != node.target else node
        if node.target.partition(":")[0].strip().lower() in OUTSIDE:
            self._broken(f"`{node.target}` is not an address", "copy it from the page that is meant", node.location)
        else:
            self._broken(f"`{node.target}` is not a place in this book", "write `#` and an id", node.location)
        return Span(node.children, location=node.location)  # also where that is waived, no file leads there

    def _found(self, written: str, location: Location) -> LinkedPlace | None:
        name = unquote(written.removeprefix("#"))
        if target := self.targets.get(name):
            return target
        near = nearest(name, self.targets) if len(self._findings) < MOST_SUGGESTIONS else None
        remedy = f"write `#{near}`" if near else f"give the place meant the id `{{#{name}}}`"
        self._broken(f"no place in this edition has the id `{name}`", remedy, location)
        return None

    def _broken(self, message: str, remedy: str, location: Location) -> None:
        self._findings.append(Finding(Code.LINK_BROKEN, message, remedy, location))
