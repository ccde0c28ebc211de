"""A chapter's passages → who is named in them, and of whom an honorific at a place is said.

A bare name is taken in its chapter's light: of those who bear it, the one who was named in full last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bookbuild.checks.passages import HONORIFIC, Passage
from bookbuild.model.settings import Person
from bookbuild.tradition.name_keys import AYN, keys
from bookbuild.tradition.name_line import NASAB, NO_NAMES, PARTS, Line
from bookbuild.tradition.names import Name, Names
from bookbuild.tradition.persons import child_of_the_prophet, shared_names
from bookbuild.tradition.surroundings import Surroundings, surroundings
from bookbuild.tradition.usage import Group

_BETWEEN = re.compile(rf"[\s,،*_”»\")\]–—\-\u200b-\u200f\u202a-\u202e\u2066-\u2069{AYN}]*\Z")
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


@dataclass(slots=True)
class Subject:
    """Of whom an honorific is said: `written` in the text, with all who may be meant, the likeliest first.

    `certain`: it is one for certain, by a full name. `default`: the name, bare as it is, is that of one whom we know.
    `rival`: another who was named so near that the bare name may be that one's. `tail`: whose name its last words are
    by themselves: of “the Companions of the Prophet”, the Prophet's. `pair`: it is said of two, who are both named.
    """

    written: str
    persons: list[Person | None]
    name: Name | None = None
    certain: bool = False
    default: bool = False
    rival: Bearer | None = None
    around: Surroundings = field(default_factory=Surroundings)
    group: Group = field(default_factory=Group)
    pair: bool = False
    tail: Person | None = None

    @property
    def person(self) -> Person | None:
        return self.persons[0] if self.persons else None


class Mentions:
    """The names of one chapter; passages are to be read in the order of the text."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.fuller: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
        self.count = 0
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

    def is_near(self, bearer: Bearer, passage: int) -> bool:
        return bearer.near >= passage or any(bearer == other for other in self._section)


class ReadPassage:
    """A passage with its words and names. `by_end`: names by the word after them."""

    def __init__(self, mentions: Mentions, passage: Passage, index: int) -> None:
        self.mentions = mentions
        self.passage = passage
        self.index = index
        self.line = Line(passage.text)
        self.by_end: dict[int, Name] = {name.last: name for name in mentions.names.names(self.line)}
        self._ends = self.line.ends

    def around(self, offset: int) -> Surroundings:
        """What stands before the word at `offset`."""
        return surroundings(self.line, min(bisect_right(self.line.begins, offset), len(self.line)) - 1)

    def begin(self, name: Name) -> int:
        return self.line.begins[name.first]

    def end(self, name: Name) -> int:
        return self.line.ends[name.last - 1]

    def honoured(self, name: Name) -> bool:
        """Whether an honorific follows the name."""
        return self.next_after(self.end(name)) == HONORIFIC

    def next_after(self, offset: int) -> str:
        """The first character after `offset` that does not stand between a name and its honorific."""
        text = self.passage.text
        while offset < len(text) and _BETWEEN.match(text[offset]):
            offset += 1
        return text[offset : offset + 1]

    def word_before(self, offset: int) -> int | None:
        """The last word before `offset`, where nothing but what may stand before an honorific is between."""
        at = bisect_right(self._ends, offset) - 1
        if at < 0 or not _BETWEEN.match(self.passage.text[self._ends[at] : offset]):
            return None
        return at

    def subject(self, offset: int) -> Subject | None:
        """Of whom an honorific at `offset` is said; None where no name stands before it."""
        at = self.word_before(offset)
        if at is None:
            return None
        name = self.by_end.get(at + 1)
        if name is None:
            return self._unknown(at)
        return self._named(name)

    def _unknown(self, at: int) -> Subject | None:
        """A word with a capital that is no name that we know."""
        word = self.line.words[at]
        written = self.line.written(at, at + 1)
        if word.arabic or not word.capital or not word.keys or word.keys[0] in NO_NAMES or written.lower() in _PRONOUNS:
            return None
        before = self.line.words[at - 1] if at and self.line.glued[at] else None
        if before and (not before.keys or before.keys[0] in _DETERMINING or before.possessive):
            return None  # “the Guide”, “our Master”: a title
        if self._shared(word.keys):
            return None
        return Subject(written, [])

    def _shared(self, name: Sequence[str]) -> bool:
        return tuple(name) in shared_names()

    def _named(self, name: Name) -> Subject | None:
        around = surroundings(self.line, name.first)
        if around.no_person:
            return None
        written = self.line.written(name.first, name.last)
        subject = Subject(written, [name.person], name, around=around)
        if around.titled and name.keys == name.ism and not (name.person and name.person.kind in ("scholar", None)):
            subject.persons = [None]
        elif name.keys == name.ism and not (name.person and _by_title(name.person)):
            self._in_the_light(subject, name)
        else:
            subject.certain = name.person is not None
            subject.tail = self._tail(name)
        subject.group = self._group(subject, name)
        subject.pair = self._pair(subject)
        return subject

    def _tail(self, name: Name) -> Person | None:
        for first in range(name.first + 1, name.last):
            before = self.line.words[first - 1]
            words = self.line.words[first : name.last]
            person = self.mentions.names.person([key for word in words for key in word.keys]) if words[0].keys else None
            if person is None:
                continue
            if not before.keys or before.keys[0] not in PARTS:
                return person
            if person.kind == "muhammad" and (len(words) > 1 or (name.person and child_of_the_prophet(name.person))):
                return person  # Fatimah bint Muhammad ﷺ: here the honorific is the father's
        return None

    def _in_the_light(self, subject: Subject, name: Name) -> None:
        """Who a name may be that many bear."""
        bearers = self.mentions.bearers(self, name)
        own = name.person
        others = [b for b in bearers if b.person is None or own is None or b.person.key != own.key]
        subject.default = own is not None
        subject.persons = [own] if own else []
        subject.persons += [bearer.person for bearer in others if bearer.person]
        subject.certain = own is not None and not others and (not name.bare or own.kind is not None)
        if bearers and bearers[0] in others and self.mentions.is_near(bearers[0], self.index):
            subject.rival = bearers[0]
            if bearers[0].person:
                subject.persons.remove(bearers[0].person)
                subject.persons.insert(0, bearers[0].person)

    def _group(self, subject: Subject, name: Name) -> Group:
        joined = subject.around.joined
        person = subject.person
        several = person is not None and person.number != "singular"
        listed = self.passage.kind == "Item" and name.first == 0  # what closes a list is said of all in it
        return Group(
            listed or (joined is not None and not self._honoured_before(joined)),
            several and subject.around.head == "some",
            _companions_among(self._fathers(name)),
        )

    def _honoured_before(self, joined: int) -> bool:
        begin = self.line.begins[joined]
        return self.passage.text[:begin].rstrip(" \n,،").endswith(HONORIFIC)

    def _fathers(self, name: Name) -> list[Person | None]:
        """Those whom the nasab names."""
        found: list[Person | None] = []
        parts = list(name.keys)
        for at, key in enumerate(parts):
            if key in NASAB:
                rest = parts[at + 1 :]
                end = next((i for i, other in enumerate(rest) if i and other in NASAB), len(rest))
                found.append(self.mentions.names.person(rest[:end]))
        return found

    def _pair(self, subject: Subject) -> bool:
        """Whether the honorific is said of two: of the name, and of one of the same kind that it is joined to."""
        joined, person = subject.around.joined, subject.person
        if not subject.group.others or joined is None or person is None or person.number != "singular":
            return False
        other = self.by_end.get(joined)
        if other is None or other.person is None or (joined and not self.line.glued[joined]):
            return False
        if subject.name is None or subject.name.first - joined > 1:
            return False
        same = other.person.kind == person.kind and other.person.number == "singular"
        return same and surroundings(self.line, other.first).joined is None


def _companions_among(persons: Iterable[Person | None]) -> int:
    return sum(person is not None and person.kind == "companion" for person in persons)


def _by_title(person: Person) -> bool:
    """Whether the one word by which the person is called is no ism: the Prophet, Allah, the Companions, al-Bukhārī."""
    return person.kind in ("allah", "scholar", None) or person.number != "singular" or "companion" in person.key


def _like_heading(text: str) -> bool:
    bare = text.strip()
    return bool(bare) and bare[-1] not in _ENDS_SENTENCE and len(bare.split()) <= _HEADING_WORDS


_PRONOUN = """
he him his himself she her hers herself it its you your yours yourself i me my mine we us our they them their who whom
whose thee thou thy o one
"""
_PRONOUNS = frozenset(_PRONOUN.split())
_DETERMINING = frozenset(key for word in ("our", "his", "her", "my", "their", "your", "a", "an") for key in keys(word))
"""After these, a word with a capital is a title: “our Master”."""
