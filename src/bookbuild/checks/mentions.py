"""A chapter's passages → who is named in them, and of whom an honorific at a place is said.

A bare name is taken in its chapter's light: of those who bear it, the one who was named in full last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

from bookbuild.checks.passages import HONORIFIC, Passage
from bookbuild.language.marks import INVISIBLE, ranges
from bookbuild.model.inlines import Honorific
from bookbuild.model.settings import Person
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.name_keys import AYN
from bookbuild.tradition.persons.name_line import NameLine
from bookbuild.tradition.persons.names import Names
from bookbuild.tradition.persons.surroundings import Surroundings, surroundings

_BETWEEN = re.compile(rf"[\s,،*_”»\")\]–—\-{ranges(INVISIBLE)}{AYN}]*\Z")
_HEADING_WORDS = 10
_ENDS_SENTENCE = '.!?…:;,،؛؟"”»)]'
_NEAR = 3
"""So many passages after one that names a person in full and with an honorific, a bare name may still be that one's."""


class Bearer(NamedTuple):
    """One who is named in full: `person`, or None where not known. `near` until that passage; None: only in its own."""

    person: Person | None
    written: str
    passage: int
    offset: int
    near: int


class Mentions:
    """The names of one chapter; passages are to be read in the order of the text.

    `honoured`: where each person, by key, is first named with an honorific: passage, offset, the name as written.
    """

    def __init__(self, names: Names, language: str) -> None:
        self.names = names
        self.language = language
        self.fuller: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
        self.count = 0
        self.honoured: dict[str, tuple[int, int, str]] = {}
        self._titled: dict[tuple[str, ...], tuple[int, int]] = {}
        self._section: list[Bearer] = []

    def read(self, passage: Passage) -> ReadPassage:
        """The passage with its names; those in full are remembered."""
        heading = passage.kind == "Heading" or _like_heading(passage.text)
        if heading:
            self._section = []
        read = ReadPassage(self, passage, self.count)
        if passage.kind != "SourceLine":
            for name in read.by_end.values():
                self._remember(read, name, heading)
        self.count += 1
        return read

    def _remember(self, read: ReadPassage, name: Name, heading: bool) -> None:
        ism = name.ism
        if name.person and read.honoured(name):
            written = read.line.written(name.first, name.last)
            self.honoured.setdefault(name.person.key, (self.count, read.begin(name), written))
        around = surroundings(read.line, name.first)
        if name.borne_by_others and (around.titled or _of_today(read, name, around)):
            self._titled.setdefault(ism, (self.count, read.begin(name)))
            return
        if name.person and name.person.kind == "muhammad":
            ism = next((key,) for key in ("muhamad", "محمد", "") if key in name.keys or not key)
        if name.keys in (name.ism, ism) or not any(ism) or not (name.built or name.person):
            return
        honoured = read.honoured(name)
        end = self.count + (_NEAR if honoured else 0)
        bearer = Bearer(name.person, read.line.written(name.first, name.last), self.count, read.begin(name), end)
        if heading:
            self._section.append(bearer)
        self.fuller[ism].append(bearer)

    def bearers(self, read: ReadPassage, name: Name) -> list[Bearer]:
        """Those who are named in full before `name` with the same ism, the last first, each once."""
        found: dict[object, Bearer] = {}
        for bearer in reversed(self.fuller.get(name.ism, ())):
            if bearer.passage < read.index or bearer.offset < read.begin(name):
                found.setdefault(bearer.person.key if bearer.person else bearer.written, bearer)
        return list(found.values())

    def is_anothers(self, read: ReadPassage, name: Name) -> bool:
        """Whether one of the name whom we do not know is named before: with a title, or in full and honoured."""
        if self.is_titled(read, name):
            return True
        return any(bearer.person is None and bearer.near > bearer.passage for bearer in self.bearers(read, name))

    def is_titled(self, read: ReadPassage, name: Name) -> bool:
        """Whether one of the name was named before with a title of today, or as the author's."""
        return name.ism in self._titled and self._titled[name.ism] < (read.index, read.begin(name))

    def is_near(self, bearer: Bearer, passage: int) -> bool:
        return bearer.near >= passage or any(bearer == other for other in self._section)


class ReadPassage:
    """A passage with its words and names. `by_end`: names by the word after them."""

    def __init__(self, mentions: Mentions, passage: Passage, index: int) -> None:
        self.mentions = mentions
        self.passage = passage
        self.index = index
        self.line = NameLine(passage.text, mentions.language)
        self.by_end: dict[int, Name] = {name.last: name for name in mentions.names.names(self.line)}
        self._ends = self.line.ends

    def begin(self, name: Name) -> int:
        return self.line.begins[name.first]

    def end(self, name: Name) -> int:
        return self.line.ends[name.last - 1]

    def honoured(self, name: Name) -> bool:
        """Whether an honorific follows the name."""
        return self.next_after(self.end(name)) == HONORIFIC

    def honorific_of(self, name: Name) -> Honorific | None:
        """The honorific that follows the name."""
        return self.passage.honorifics.get(self._next(self.end(name)))

    def _next(self, offset: int) -> int:
        """Where the first character stands that may not be between a name and its honorific."""
        text = self.passage.text
        while offset < len(text) and _BETWEEN.match(text[offset]):
            offset += 1
        return offset

    def next_after(self, offset: int) -> str:
        """The first character after `offset` that does not stand between a name and its honorific."""
        offset = self._next(offset)
        return self.passage.text[offset : offset + 1]

    def word_before(self, offset: int) -> int | None:
        """The last word before `offset`, where nothing but what may stand before an honorific is between."""
        at = bisect_right(self._ends, offset) - 1
        if at < 0 or not _BETWEEN.match(self.passage.text[self._ends[at] : offset]):
            return None
        return at


def _of_today(read: ReadPassage, name: Name, around: Surroundings) -> bool:
    """Whether a title or a noun of kin tells one of today, of whom is said nothing, or what is said of the dead."""
    honorific = read.honorific_of(name)
    return (around.addressed or around.mine) and (honorific is None or honorific.kind == "scholar")


def _like_heading(text: str) -> bool:
    bare = text.strip()
    return bool(bare) and bare[-1] not in _ENDS_SENTENCE and len(bare.split()) <= _HEADING_WORDS
