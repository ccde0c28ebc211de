"""A section → whether its text begins with an initial: the class that its element has for it.

An initial is a letter with what stands before it and belongs to it: a quotation mark, ʿ. In Arabic script it is a word.
"""

from __future__ import annotations

import re

from bookbuild.model.blocks import Paragraph
from bookbuild.model.book import Section
from bookbuild.model.inlines import Emphasis, Entry, Inlines, Span, Strong, Text
from bookbuild.model.settings import Edition
from bookbuild.model.walk import plain

FEWEST = 200
"""Letters of a paragraph that may begin with an initial, about four lines."""

BEGINS = re.compile("[“‘«‹\"'(]*[ʿʾ]?[^\\W\\d_]")
"""What an initial is made of, at the beginning of a text."""


def initial_class(section: Section, edition: Edition) -> str:
    """`initial-drop` or `initial-raised`, with `initial-ayn` where it begins with ʿ; empty where there is none."""
    if edition.style.initial == "none" or section.kind != "chapter" or section.matter != "body":
        return ""
    match section.blocks[:1]:
        case (Paragraph(direction=None, lang=None, children=children),):
            found = BEGINS.match(_first_text(children))
            if section.title and found and len(plain(children)) >= FEWEST:
                ayn = " initial-ayn" if "ʿ" in found[0] or "ʾ" in found[0] else ""
                return f"initial-{edition.style.initial}{ayn}"
    return ""


def _first_text(inlines: Inlines) -> str:
    match inlines[:1]:
        case (Text(text=text),):
            return text
        case (Emphasis() | Strong() | Entry() | Span(lang=None) as node,):
            return _first_text(node.children)
        case _:
            return ""
