"""Persons → their names in one table, by their keys; a name, or the words of a line → the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bookbuild.model.settings import Person
from bookbuild.tradition.persons.found_name import Name, name_of
from bookbuild.tradition.persons.name_keys import keys
from bookbuild.tradition.persons.name_line import KUNYA, LONGEST, NASAB, OPENING, PARTS, NameLine


class NameTable:
    """The names of some persons in one table of their keys; `given` are names that anyone may bear."""

    def __init__(self, persons: Sequence[Person], given: dict[str, str]) -> None:
        self.given = given
        self.table: dict[str, Any] = {}
        for person in persons:
            for name in (*person.name.values(), *person.variants):
                self._add(keys(name), person)

    def _add(self, name: tuple[str, ...], person: Person) -> None:
        table = self.table
        for key in name:
            table = table.setdefault(key, {})
        if name:
            table.setdefault("", person)

    def person(self, name: Sequence[str]) -> Person | None:
        """The person of exactly that name, given as keys."""
        table: Any = self.table
        for key in name:
            table = table.get(key)
            if table is None:
                return None
        found: Person | None = table.get("")
        return found

    def person_of(self, name: tuple[str, ...]) -> Person | None:
        """Whose built name this is: all of it, or a beginning that is more than an ism or a kunya."""
        person = self.person(name)
        ism = 2 if name[0] in OPENING or name[0] in NASAB else 1
        for end in range(len(name) - 1, ism, -1):
            if person is not None:
                break
            if name[end] in NASAB or name[end - 1] not in PARTS:
                person = self.person(name[:end])
        if person is None and name[0] in KUNYA and len(name) > 3 and name[2] not in NASAB:
            person = self.person_of(name[2:])
        return person

    def longest(self, line: NameLine, at: int, begin: tuple[str, ...]) -> Name | None:
        """The longest name of the table that begins there."""
        table: Any = self.table
        person, last = None, at
        name: list[str] = []
        taken: tuple[str, ...] = ()
        for index in range(at, min(at + LONGEST, len(line))):
            if index > at and not line.glued[index]:
                break
            found = begin if index == at else line.words[index].keys
            own, here = table, line.words[index]
            others = here.others if index > at and not here.arabic else ()
            for each in (found, *others):
                table = _within(own, each)
                if table is not None:
                    found = each
                    break
            if table is None:
                break
            name += found
            if found and "" in table:
                person, last, taken = table[""], index + 1, tuple(name)
        if person is None:
            return None
        return name_of(line, at, last, taken, person)

    def is_told_from_pronoun(self, line: NameLine, at: int, key: str) -> bool:
        """Whether an Arabic name is not a word with a pronoun: عمرة, and not عمره."""
        return line.text[line.ends[at] - 1] != "ه" or len(key) > 4 or "" in self.table.get(key, ())


def _within(table: Any, name: tuple[str, ...]) -> Any:
    """The table under the keys of `name`; None where there is none."""
    for key in name:
        table = table.get(key)
        if table is None:
            return None
    return table
