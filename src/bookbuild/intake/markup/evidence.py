"""The documents of a source → what the whole of it tells of its parts, before any of them is read.

Which links call notes, and which elements are these notes; what links lead to; where pages begin; what is no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from bookbuild.inspection.publication import target
from bookbuild.intake.markup.elements import HEADINGS, classes_of, holders_of_blocks, is_hidden, name_of, types_of
from bookbuild.intake.markup.note_links import NoteLinks, note_links
from bookbuild.intake.markup.page_marks import pages_in

GENERATED = "bookbuild makes it anew"
CONTENTS = "contents are made anew"
HIDDEN = "the source hides it"
NOTES_HEAD = "the head of the notes, which is made anew"
_CONTENTS_TYPES = frozenset(("toc", "toc-brief", "landmarks", "page-list", "loi", "lot", "pagelist"))
_NOTES = frozenset(("footnotes", "endnotes", "rearnotes", "notes"))
_OF_OURS = frozenset(("note-call", "bracket", "cross-reference", "page-reference"))
"""Classes of ours whose generated text is read as what it stands for."""


@dataclass(frozen=True, slots=True)
class MarkupSource:
    """A document: `name` as links name it, and its root element."""

    name: str
    root: etree._Element


@dataclass(frozen=True, slots=True)
class MarkupEvidence:
    """`names`: an element that links lead to → its bookmark. `pages`: where a page begins → its number.

    `dropped`: an element that is no text of the book → the reason. `holders`: elements in which blocks stand.
    """

    notes: NoteLinks
    by_id: Mapping[tuple[str, str], etree._Element]
    names: Mapping[etree._Element, str]
    pages: Mapping[etree._Element, str]
    dropped: Mapping[etree._Element, str]
    holders: frozenset[etree._Element]

    def bookmark(self, document: str, href: str) -> str:
        """The bookmark that a link leads to; empty where it leads out of the book, or to nothing."""
        element = _led_to(self.by_id, document, href)
        return "" if element is None else self.names.get(element, "")


def gathered(sources: Sequence[MarkupSource], labels: Mapping[tuple[str, str], str]) -> MarkupEvidence:
    """The evidence of all documents. `labels`: of a list of pages, document and id → the number printed there."""
    by_id: dict[tuple[str, str], etree._Element] = {}
    anchors: list[tuple[str, etree._Element]] = []
    order: dict[etree._Element, int] = {}
    for source in sources:
        by_id.setdefault((source.name, ""), source.root)
        for element in source.root.iter():
            order[element] = len(order)
            named = element.get("name") if name_of(element) == "a" else None
            for name in (element.get("id"), named):
                if name:
                    by_id.setdefault((source.name, name), element)
            if name_of(element) == "a" and element.get("href"):
                anchors.append((source.name, element))
    led = [(anchor, _led_to(by_id, name, anchor.get("href") or "")) for name, anchor in anchors]
    inner = [(anchor, element) for anchor, element in led if element is not None]
    notes = note_links(inner, order)
    pages = {element: number for source in sources for element, number in pages_in(source.root)}
    for key, label in labels.items():
        if key in by_id and key[1]:
            pages.setdefault(by_id[key], label)
    of_text = [element for anchor, element in inner if anchor not in notes.calls and anchor not in notes.backlinks]
    dropped = dict(_dropped(sources, notes))
    return MarkupEvidence(
        notes, by_id, _names(of_text, by_id), pages, dropped,
        frozenset(holder for source in sources for holder in holders_of_blocks(source.root)),
    )  # fmt: skip


def _led_to(by_id: Mapping[tuple[str, str], etree._Element], document: str, href: str) -> etree._Element | None:
    found = target(document, href.strip())
    if found is None:
        return None
    return by_id.get((document if found[0] in ("", ".") else found[0], found[1]))


def _names(
    elements: Iterable[etree._Element], by_id: Mapping[tuple[str, str], etree._Element]
) -> dict[etree._Element, str]:
    """A bookmark for each element that a link leads to: its id, with its document's name where two have that id."""
    wanted = dict.fromkeys(elements)
    keys = {element: key for key, element in reversed(list(by_id.items())) if element in wanted}
    names: dict[etree._Element, str] = {}
    taken: set[str] = set()
    for element in wanted:
        document, name = keys[element]
        stem = document.rpartition("/")[2].rpartition(".")[0] or document or "document"
        written = name if name and name not in taken else f"{stem}-{name}" if name else stem
        while written in taken:
            written += "-2"
        taken.add(written)
        names[element] = written
    return names


def _dropped(sources: Iterable[MarkupSource], notes: NoteLinks) -> Iterator[tuple[etree._Element, str]]:
    """What is no text of the book, and why."""
    for source in sources:
        for element in source.root.iter():
            types, name = types_of(element), name_of(element)
            if element.get("data-generated") is not None and not _is_read(types, classes_of(element)):
                yield element, GENERATED
            elif name == "nav" or types & _CONTENTS_TYPES:
                yield element, CONTENTS
            elif is_hidden(element) and element not in notes.bodies:
                yield element, HIDDEN
            elif types & _NOTES or _NOTES & set(classes_of(element)):
                yield from ((head, NOTES_HEAD) for head in _heads(element, notes))


def _is_read(types: frozenset[str], classes: Iterable[str]) -> bool:
    """Whether what bookbuild generated stands for something of the manuscript: a call, a bracket, a part's title."""
    return "part" in types or bool(_OF_OURS & set(classes))


def _heads(container: etree._Element, notes: NoteLinks) -> list[etree._Element]:
    """The headings and rules of a place of notes, where no other text stands there."""
    if not any(element in notes.bodies for element in container.iter()):
        return []
    heads: list[etree._Element] = []
    waiting = list(container)
    while waiting:
        element = waiting.pop()
        if element in notes.bodies:
            continue
        if name_of(element) in HEADINGS or name_of(element) == "hr":
            heads.append(element)
            continue
        waiting += list(element)
    return heads
