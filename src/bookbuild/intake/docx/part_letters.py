"""The parts of a document → their letters, counted without reading the document: what was read is held against it."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from bookbuild.intake.conservation import letters_of
from bookbuild.intake.docx.font_signs import symbol_of
from bookbuild.intake.docx.names import descendants, name

TEXTS = ("w:t", "w:delText", "m:t", "a:t", "w:sym")


def letters_of_part(root: etree._Element) -> Counter[str]:
    """The letters of all text below an element; of alternatives, those of the one that is read."""
    return letters_of(part_text(root))


def part_text(root: etree._Element) -> str:
    """All text below an element, a piece a line."""
    return "\n".join(text_in(each) for each in descendants(root, *TEXTS))


def text_in(element: etree._Element) -> str:
    return symbol_of(element)[1] if name(element) == "w:sym" else element.text or ""
