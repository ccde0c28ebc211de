"""A chapter's passages → what stands for a person and nobody knows: a key, an abbreviation after a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.subjects import subject_at
from bookbuild.diagnostics import Code, Finding
from bookbuild.model.inlines import Entry
from bookbuild.model.settings import Person
from bookbuild.model.walk import plain
from bookbuild.nearest import slip_of
from bookbuild.tradition.honorifics.abbreviations import ABBREVIATED
from bookbuild.tradition.persons.register import register

_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""A key as the register has them; a heading of an index, which `key=` may say too, has a capital."""

_BRACKETED = re.compile(r"[(\[](?P<short>[A-Za-z](?:\.?[A-Za-z]){1,4}\.?)[)\]]")
_LETTERS = frozenset("abhjkprstuwz")
"""Letters of which abbreviated honorifics are made."""

_OTHERS = frozenset(("aka", "ah", "bas", "jr", "ph", "pp", "ps", "pt", "rt", "sr", "st", "tr", "uk", "us", "usa"))
"""What else is abbreviated so after a name."""

_WRITTEN = {"muhammad": "(saw)", "companion": "(ra)", "prophet": "(as)", "scholar": "(rh)", "allah": "(swt)"}


def unknown_marks(read: Sequence[ReadPassage], people: Sequence[Person]) -> Iterator[Finding]:
    """The findings of a chapter. `people`: the book's own persons."""
    for each in read:
        for mark in each.passage.marks:
            if isinstance(mark.node, Entry) and mark.node.kind == "person":
                yield from _unknown_key(mark.node, people)
        yield from _unknown_abbreviations(each)


def _unknown_key(entry: Entry, people: Sequence[Person]) -> Iterator[Finding]:
    if not _KEY.fullmatch(entry.key) or entry.key == plain(entry.children):
        return
    known = {person.key for person in (*people, *register())}
    if entry.key in known:
        return
    meant = slip_of(entry.key, sorted(known))
    remedy = f'write `key="{meant}"`, or add' if meant else "add"
    yield Finding(
        Code.CONSTRUCT_UNKNOWN,
        f"nobody has the key `{entry.key}`",
        f"{remedy} the person to `persons.toml`; what is no key of a person is written as the index is to show it",
        entry.location,
    )


def _unknown_abbreviations(read: ReadPassage) -> Iterator[Finding]:
    text = read.passage.text
    for found in _BRACKETED.finditer(text):
        short = found["short"].replace(".", "").lower()
        if short in ABBREVIATED or short in _OTHERS or not _LETTERS.issuperset(short):
            continue
        subject = subject_at(read, found.start())
        person = subject.person if subject else None
        if subject is None or person is None or person.kind is None:
            continue
        right, place = _WRITTEN[person.kind], read.passage.place(found.start(), len(found[0]))
        yield Finding(
            Code.HONORIFIC_DOUBTFUL,
            f"`{found[0]}` after `{' '.join(subject.written.split())}` abbreviates no honorific that is known",
            f"write `{right}`, or the words themselves",
            place,
        )
