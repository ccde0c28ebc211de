"""A link's element → what a screen reader is told of it: its own words, or those of the note that it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any
from xml.etree.ElementTree import Element

MOST = 120
"""Characters of a note that are told."""

SEPARATORS = " ,;،؛"
"""What parts a link from the next."""


def link_words(root: Element, links: Iterable[tuple[str, str, Any]]) -> Iterator[str]:
    """What is told of each link (`internal` or `external`, its target, its element): its text, or the note's where
    it is no more than a number or a sign.
    """
    notes = {element.get("id", ""): element for element in root.iter() if is_note(element)}
    for kind, target, element in links:
        words = _text(element) if element is not None else ""
        note = notes.get(target) if kind == "internal" else None
        if note is None or has_letters(words):
            yield words
        else:
            yield shorten(_text(note), MOST, placeholder="…")


def is_note(element: Any) -> bool:
    return element.tag == "aside" or "footnote" in element.get("class", "").split()


def has_letters(text: str) -> bool:
    """Whether there are words in it, not only a number or a sign."""
    return sum(map(str.isalpha, text)) > 1


def _text(element: Element) -> str:
    """What an element says; what a leader parts stands apart."""
    return element.get("aria-label") or " ".join("".join(_pieces(element)).split()).strip(SEPARATORS)


def _pieces(element: Element) -> Iterator[str]:
    yield " " if element.get("class") == "leader" else element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
