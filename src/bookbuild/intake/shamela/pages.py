"""The tree of a Shamela export → its pages: number, head, text and notes as elements that hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.markup.elements import classes_of, line_text, name_of
from bookbuild.language.marks import DIGITS, TATWEEL, ranges

_NUMBER = f"[{ranges(DIGITS)}]+"
_PAGE = re.compile(rf"ص\s*:?\s*({_NUMBER})")
_VOLUME = re.compile(rf"(?:ج{TATWEEL}?|الجزء)\s*:?\s*({_NUMBER})")
_RULE = re.compile(r"^\s*\d+%?\s*$")


@dataclass(frozen=True, slots=True)
class ShamelaPage:
    """`number` and `volume` empty where the head does not say; `head`, `text`, `notes` are elements or None."""

    number: str
    volume: str
    head: etree._Element | None
    text: etree._Element
    notes: etree._Element | None
    said: str = ""

    @property
    def is_catalogue(self) -> bool:
        """A page before the text, on which Shamela says what the book is."""
        return self.head is None


def pages_of(root: etree._Element) -> list[ShamelaPage]:
    """The pages, in order; their elements are taken out of the tree of the file and put into boxes of their own."""
    pages = [element for element in root.iter("{*}div") if "PageText" in classes_of(element)]
    return [_page(element) for element in pages]


def outside_pages(root: etree._Element) -> Iterator[etree._Element]:
    """The bodies of the tree, for text that stands on no page."""
    return (element for element in root if name_of(element) == "body")


def _page(element: etree._Element) -> ShamelaPage:
    head = next((child for child in element if "PageHead" in classes_of(child)), None)
    said = line_text(head) if head is not None else ""
    page, volume = _PAGE.search(said), _VOLUME.search(said)
    text, notes = _box(element.text), _box("")
    box = text
    for child in list(element):
        tail = child.tail or ""
        if child is head:
            element.remove(child)
        elif box is text and _is_rule(child):
            element.remove(child)
            box = notes
        else:
            child.tail = None
            box.append(child)
        _append(box, tail)
    element.text = None
    for box in (text, notes):
        _prepared(box, catalogue=head is None)
    return ShamelaPage(
        page[1] if page else "", volume[1] if volume else "", head, text,
        notes if line_text(notes) else None, said,
    )  # fmt: skip


def _is_rule(element: etree._Element) -> bool:
    """The rule above the notes: the one that has a width; or the box of notes where the rule is missing."""
    return name_of(element) == "hr" and bool(_RULE.match(element.get("width") or ""))


def _box(text: str | None) -> etree._Element:
    box = etree.Element("div")
    box.text = clean_text(text or "")
    return box


def _append(box: etree._Element, text: str) -> None:
    text = clean_text(text)
    if len(box):
        box[-1].tail = (box[-1].tail or "") + text
    else:
        box.text = (box.text or "") + text


def _prepared(box: etree._Element, *, catalogue: bool) -> None:
    """Titles become headings, and what ends a line becomes a paragraph's end: in these files both say no more."""
    for element in list(box.iter()):
        name = name_of(element)
        if name == "br":
            element.tag = "p"
        elif (
            name == "span" and not catalogue and (element.get("data-type") == "title" or "title" in classes_of(element))
        ):
            element.tag = "h2"
