"""Names in a chapter → `honorific-missing` where `[honorifics] require` asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.passages import HONORIFIC, EnclosedPart
from bookbuild.diagnostics import Code, Finding, Fix
from bookbuild.language.scripts import has_arabic
from bookbuild.model.inlines import Emphasis, Entry, Source
from bookbuild.model.settings import Person
from bookbuild.model.walk import plain
from bookbuild.tradition.honorifics.wording import written_for
from bookbuild.tradition.persons import register
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.surroundings import OPENERS, surroundings

_QUOTED = ("Hadith", "Quran", "SourceLine", "Poem")
"""Blocks whose words are not the author's."""


def required(chapter: Sequence[ReadPassage], people: Sequence[Person], *, always: bool) -> Iterator[Finding]:
    """The persons of a chapter without honorific: `always`, or else at the first mention."""
    named: set[str] = set()
    for read in chapter:
        for mention in sorted(_mentions(read, people), key=lambda mention: mention.begin):
            first = mention.key not in named
            named.add(mention.key)
            person = mention.person
            if (always or first) and person and person.kind and not _followed(read, mention.begin, mention.end):
                yield _finding(read, mention, person)


class _Mention(NamedTuple):
    begin: int
    end: int
    written: str
    key: str
    person: Person | None
    entry: Entry | None = None


def _mentions(read: ReadPassage, people: Sequence[Person]) -> Iterator[_Mention]:
    """What is marked `.person`, and names in the running text that can be only one's."""
    entries = [mark for mark in read.passage.marks if isinstance(mark.node, Entry)]
    for mark in entries:
        if mark.node.kind == "person":
            text = plain(mark.node.children)
            person = register.find(mark.node.key, people) or register.find(text, people)
            yield _Mention(mark.begin, mark.end, text, person.key if person else mark.node.key, person, mark.node)
    if read.passage.kind in (*_QUOTED, "Heading"):
        return
    others = [mark for mark in read.passage.marks if isinstance(mark.node, (Source, Emphasis))]
    for name in read.by_end.values():
        begin, end = read.begin(name), read.end(name)
        if name.person and not _within(begin, [*entries, *others]) and _asks(read, name):
            yield _Mention(begin, end, read.line.written(name.first, name.last), name.person.key, name.person)


def _within(offset: int, marks: Sequence[EnclosedPart]) -> bool:
    return any(mark.begin <= offset < mark.end for mark in marks)


def _asks(read: ReadPassage, name: Name) -> bool:
    """Whether an honorific is looked for after a name in running text."""
    person = name.person
    if person is None or person.kind in ("allah", None) or person.number != "singular" or "companion" in person.key:
        return False
    line, last = read.line, name.last
    if line.words[last - 1].possessive or (name.bare and line.words[name.first].arabic and person.kind != "muhammad"):
        return False
    if not any(word.capital for word in line.words[name.first : last]):
        return False
    if _may_go_on(read, name, person):
        return False
    if name.keys == name.ism and any(b.person is not person for b in read.mentions.bearers(read, name)):
        return False
    around = surroundings(line, name.first)
    if around.no_person or around.titled or _called(read, name):
        return False
    after = read.passage.text[read.end(name) :].lstrip(" ,:،()[")
    return not (person.kind == "scholar" and after[:1].isdigit())


def _may_go_on(read: ReadPassage, name: Name, person: Person) -> bool:
    """Whether the name may go on with the word after it: Muhammad Asad, Abu Bakr Street, محمد فؤاد."""
    line, after = read.line, name.last
    ism = name.bare and (name.keys in register.shared_names() or name.keys[0] in ("muhamad", "محمد"))
    if (person.kind == "muhammad" and not ism) or after >= len(line) or not line.glued[after]:
        return False
    following = line.words[after]
    if not following.arabic:
        return following.capital
    return name.bare and all(found[:1] and found[0] not in OPENERS for found in (following.keys, *following.others))


def _called(read: ReadPassage, name: Name) -> bool:
    """Whether the name is in the vocative: “O Abu Bakr”."""
    line = read.line
    return name.first > 0 and line.written(name.first - 1, name.first) in ("O", "Oh", "يا")


def _followed(read: ReadPassage, begin: int, end: int) -> bool:
    return read.next_after(end) == HONORIFIC or HONORIFIC in read.passage.text[begin:end]


def _finding(read: ReadPassage, mention: _Mention, person: Person) -> Finding:
    begin, end, written = mention.begin, mention.end, mention.written
    arabic = has_arabic(written)
    sign = written_for(person, "ﷺ", "sign", "ar" if arabic else "en")
    place = mention.entry.location if mention.entry else read.passage.place(begin, end - begin)
    fix = None
    if not _within(begin, read.passage.marks):
        fix = Fix.at(read.passage.place(end - 1).moved(1), 0, f" {sign}")
    return Finding(
        Code.HONORIFIC_MISSING, f"`{written}` stands without its honorific", f"write `{sign}` after the name", place,
        fix=fix,
    )  # fmt: skip
