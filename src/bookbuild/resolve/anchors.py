"""Sections → sections whose notes are numbered, and where all that can be pointed to has an id.

Ids the tool makes are `<section>--<Pandoc's identifier>` for headings, and `<section>--Note-1`, `--Entry-1`,
`--Verse-1` otherwise: Pandoc's identifiers are in lower case, so the two cannot meet.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import Any

from msgspec.structs import replace

from bookbuild.language import numerals
from bookbuild.language.numerals import digit_style
from bookbuild.language.terms import terms_of
from bookbuild.model.blocks import Figure, Hadith, Heading, Poem, Quran, SourceLine, Table
from bookbuild.model.book import Section
from bookbuild.model.inlines import Entry, Inlines, Note, PrintPage, Source, Verse
from bookbuild.model.note_series import OWN, series_of
from bookbuild.model.settings import Edition
from bookbuild.model.walk import mapped, plain

_NOT_IN_IDENTIFIER = re.compile(r"[^\w\-. ]")


def identifier(inlines: Inlines) -> str:
    """Pandoc's identifier of a heading (Pandoc's manual, "Extension: auto_identifiers")."""
    words = "-".join(_NOT_IN_IDENTIFIER.sub("", plain(inlines)).split()).lower()
    start = next((at for at, char in enumerate(words) if char.isalpha()), None)
    return "section" if start is None else words[start:]


class Anchors:
    """Gives ids and numbers over one book: figures, tables and, where they run on, notes are counted through it."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.language = edition.book.language
        self.series = series_of(edition)
        self.terms = terms_of(edition)
        self._book: Counter[str] = Counter()
        self._section: Counter[str] = Counter()
        self._id = ""

    def placed(self, section: Section) -> Section:
        self._section = Counter()
        self._id = section.id
        return replace(
            section,
            title=mapped(section.title, self._change),
            subtitle=mapped(section.subtitle, self._change),
            blocks=mapped(section.blocks, self._change),
        )

    def _change(self, node: Any) -> Any:
        match node:
            case Note():
                return self._note(node)
            case Entry():
                return replace(node, id=self._next("Entry"))
            case PrintPage():
                return replace(node, id=self._next("Page"))
            case Verse() if node.places:
                return replace(node, id=self._next("Verse"))
            case Quran() if node.places and not node.id:
                return replace(node, id=self._next("Verse"))
            case Hadith():
                return replace(node, id=node.id or self._next("Hadith"))
            case Source() | SourceLine() if self._indexes("hadith"):
                return replace(node, id=self._next("Source"))
            case Poem() if not node.id and self._indexes("rhymes"):
                node = replace(node, id=self._next("Poem"))
                return self._numbered(node) if node.numbers else node
            case Heading() if not node.id:
                return replace(node, id=self._heading(node))
            case Poem() if node.numbers:
                return self._numbered(node)
            case Figure() if node.caption:
                return replace(node, label=self._label("figure"), id=node.id or self._next("Figure"))
            case Figure() if node.longdesc and not node.id:
                return replace(node, id=self._next("Figure"))
            case Table() if node.caption:
                return replace(node, label=self._label("table"), id=node.id or self._next("Table"))
        return node

    def _indexes(self, name: str) -> bool:
        """Whether the edition has the index `index:name`."""
        matter = self.edition.matter
        return f"index:{name}" in (*matter.front, *matter.body, *matter.back)

    def _next(self, kind: str) -> str:
        self._section[kind] += 1
        return f"{self._id}--{kind}-{self._section[kind]}"

    def _heading(self, node: Heading) -> str:
        name = identifier(node.children)
        count = self._section[f"#{name}"]
        self._section[f"#{name}"] += 1
        return f"{self._id}--{name}" + (f"-{count}" if count else "")

    def _note(self, node: Note) -> Note:
        series = self.series.get(node.series, self.series[OWN])  # an undeclared one has its finding
        counts = self._book if series.numbering == "book" else self._section
        counts[f"Note of {series.name}"] += 1
        number = counts[f"Note of {series.name}"]
        mark = numerals.in_style(number, series.marks, self.language) if series.marks else self._digits(number)
        return replace(node, id=self._next("Note"), number=mark)

    def _numbered(self, poem: Poem) -> Poem:
        """Each bayt that is the last of so many with its number; bayts are counted through the poem."""
        at = count(1)
        return replace(
            poem,
            stanzas=tuple(
                tuple(
                    bayt if (number := next(at)) % poem.numbers else replace(bayt, number=self._digits(number))
                    for bayt in stanza
                )
                for stanza in poem.stanzas
            ),
        )

    def _label(self, kind: str) -> str:
        self._book[kind] += 1
        return f"{self.terms.word(kind)}\u00a0{self._digits(self._book[kind])}"

    def _digits(self, number: int) -> str:
        return numerals.in_style(number, digit_style(self.edition), self.language)
