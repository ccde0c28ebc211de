"""A chapter's names → which prophets and companions it speaks of, and whether a bare ism in it is one's of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.people_of_today import is_of_today, may_be_anyones
from bookbuild.model.settings import Person
from bookbuild.tradition.persons.found_name import Name

_OF_TRADITION = 0.25
"""Where so many of a chapter's paragraphs speak of prophets and companions, a bare ism in it is one's of them."""
_KINDS = ("muhammad", "prophet", "companion")


class CompanionsOf(NamedTuple):
    """`known`: who is honoured or named in full, by key. `throughout`: the chapter speaks of such persons all along."""

    known: frozenset[str]
    throughout: bool

    def is_strange(self, read: ReadPassage, name: Name) -> bool:
        """Whether an ism is that of one of whom the chapter does not speak: Maryam of a novel, ʿAli of a journey."""
        if self.throughout or name.person is None or name.person.key in self.known:
            return False
        return not read.line.words[name.first].arabic and may_be_anyones(read, name)


def companions_of(chapter: Sequence[ReadPassage]) -> CompanionsOf:
    """Those of whom a chapter speaks."""
    found, spoken = set[str](), 0
    for read in chapter:
        here = {
            name.person.key for name in read.by_end.values() if name.person and _is_certain(read, name, name.person)
        }
        spoken += bool(here) or any(node.kind in _KINDS for node in read.passage.honorifics.values())
        found |= here
    paragraphs = sum(read.passage.kind != "Heading" for read in chapter)
    return CompanionsOf(frozenset(found), spoken > 0 and spoken >= _OF_TRADITION * paragraphs)


def _is_certain(read: ReadPassage, name: Name, person: Person) -> bool:
    honorific = read.honorific_of(name)
    if person.kind not in _KINDS or is_of_today(read, name):
        return False
    return not may_be_anyones(read, name) or (honorific is not None and honorific.kind in _KINDS)
