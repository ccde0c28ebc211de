"""A text and the persons that are known → the names in it, longest first, each with its person.

A name is what stands in the register (`Abū Bakr al-Ṣiddīq`), or what is built like one: an ism, a kunya (`Abū`, `Umm`),
a nasab (`ibn`, `bint`), a nisba (`al-Anṣārī`). It is read to its end: `Muhammad Ibn Abu Bakr` is one name, and neither
the Prophet's nor his companion's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookbuild.model.settings import Person
from bookbuild.tradition.persons.found_name import Name, name_of
from bookbuild.tradition.persons.name_keys import NameWord, readings
from bookbuild.tradition.persons.name_line import (
    KUNYA,
    NASAB,
    NO_NAMES,
    OPENING,
    PARTS,
    NameLine,
)
from bookbuild.tradition.persons.name_parts import element, going_on
from bookbuild.tradition.persons.name_table import NameTable
from bookbuild.tradition.persons.ordinary_words import is_ordinary

_MOST_WORDS = 300
"""Of a name with its genealogy: the longest, to Adam, have a hundred."""


class Names:
    """The names of some persons, and names built as theirs are; `given` are those that anyone may bear."""

    def __init__(self, persons: Sequence[Person], given: dict[str, str]) -> None:
        self.given = given
        self._known = NameTable(persons, given)
        self._beginnings = self._known.table.keys() | given.keys() | PARTS

    def person(self, name: Sequence[str]) -> Person | None:
        """The person of exactly that name, given as keys."""
        return self._known.person(name)

    def names(self, line: NameLine) -> Iterator[Name]:
        """The names in `line`, from left to right, none within another."""
        at, words = 0, line.words
        while at < len(words):
            name = self.name_at(line, at) if self._may_begin(words, at) else None
            if name is None:
                at += 1
            else:
                yield name
                at = name.last

    def _may_begin(self, words: list[NameWord], at: int) -> bool:
        """Whether it is worth looking for a name there: most words begin none."""
        here = words[at]
        if not here.keys:
            return False
        if here.keys[0] in self._beginnings:
            return True
        if here.others and any(other[0] in self._beginnings for other in here.others):
            return True
        following = words[at + 1].keys if at + 1 < len(words) else ()
        return bool(following) and following[0] in NASAB

    def name_at(self, line: NameLine, at: int) -> Name | None:
        """The longest name that begins with the word `at`."""
        here = line.words[at]
        if not here.keys or self._is_preposition(line, at) or _is_ordinary(line, at):
            return None
        if not here.others:
            return self._longest(line, at, here.keys)
        found = [self._longest(line, at, begin) for begin in readings(here)]
        names = [name for name in found if name is not None]
        return max(names, key=lambda n: (n.last, n.person is not None, n.keys[0] in self.given)) if names else None

    def _longest(self, line: NameLine, at: int, begin: tuple[str, ...]) -> Name | None:
        """The longest name whose first word has the keys `begin`."""
        known, built = self._known.longest(line, at, begin), self._built(line, at, begin)
        if known and built is None:
            built = self._going_on(line, known)
        return built if built and built.last > (known.last if known else 0) else known

    def _going_on(self, line: NameLine, known: Name) -> Name | None:
        """A name after a title, with the nasab that follows it: the Prophet Muhammad ibn ʿAbdullah."""
        end = known.last
        if end >= len(line) or not line.glued[end] or not set(line.words[end].keys[:1]) & NASAB:
            return None
        for first in range(known.first + 1, end):
            longer = self._built(line, first, line.words[first].keys) if line.words[first].keys else None
            if longer and longer.last > end:
                return longer._replace(first=known.first)
        return None

    def _is_preposition(self, line: NameLine, at: int) -> bool:
        """Whether على, as many type ʿAlī too, is no name here."""
        after = at + 1
        if line.words[at].keys != ("علي",) or not line.written(at, after).endswith("ى"):
            return False
        return after < len(line) and line.glued[after] and line.words[after].keys[:1] != ("بن",)

    def _built(self, line: NameLine, at: int, begin: tuple[str, ...]) -> Name | None:
        """The longest name built as names are, whoever bears it."""
        if not self._can_begin(line, at, begin):
            return None
        end, name = element(line, at, begin)
        if end == at:
            return None
        while end < min(len(line), at + _MOST_WORDS) and line.glued[end] and not line.words[end - 1].possessive:
            after, more = going_on(self._known, line, end, name)
            if after == end:
                break
            end = after
            name += more
        if end == at + 1 and name == begin and len(begin) == 1 and begin[0] not in self.given:
            return None
        end, name = self._whole(line, at, end, name)
        return name_of(line, at, end, name, self._known.person_of(name))

    def _whole(self, line: NameLine, at: int, end: int, name: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """The name with the whole of a father's, where more of it is known: بنت رسول الله, بنت أبي بكر الصديق."""
        father = next((i for i in range(end - 1, at, -1) if set(line.words[i - 1].keys[:1]) & NASAB), end)
        if father == end or not line.words[father].keys:
            return end, name
        known = self._known.longest(line, father, line.words[father].keys)
        if known is None or known.last <= end:
            return end, name
        taken = sum(len(word.keys) for word in line.words[father:end])
        return known.last, name + known.keys[taken:]

    def _can_begin(self, line: NameLine, at: int, begin: tuple[str, ...]) -> bool:
        here = line.words[at]
        first = begin[0]
        if first in OPENING or first in NASAB:
            return here.arabic or here.capital or first in NASAB or first in KUNYA
        if not here.capital:
            return False
        if first in self.given and (not here.arabic or self._known.is_told_from_pronoun(line, at, first)):
            return True
        after = at + 1
        if after >= len(line) or not line.glued[after] or not set(line.words[after].keys[:1]) & NASAB:
            return False
        if here.arabic:
            return line.text[line.begins[after]] not in "اإ"
        # "Narrated Ibn ʿAbbas": the name begins after the word, where it is known from there.
        return first not in NO_NAMES and self._known.longest(line, after, line.words[after].keys) is None


def _is_ordinary(line: NameLine, at: int) -> bool:
    """Whether a word that is spelled like a name is an ordinary one of the language: no nasab follows it."""
    if line.words[at].arabic or not is_ordinary(line.written(at, at + 1), line.language):
        return False
    return at + 1 >= len(line) or not set(line.words[at + 1].keys[:1]) & NASAB
