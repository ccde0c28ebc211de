"""A text and the persons that are known → the names in it, longest first, each with its person.

A name is what stands in the register (`Abū Bakr al-Ṣiddīq`), or what is built like one: an ism, a kunya (`Abū`, `Umm`),
a nasab (`ibn`, `bint`), a nisba (`al-Anṣārī`). It is read to its end: `Muhammad Ibn Abu Bakr` is one name, and neither
the Prophet's nor his companion's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from bookbuild.model.settings import Person
from bookbuild.tradition.persons.name_keys import NameWord, keys
from bookbuild.tradition.persons.name_line import (
    DAUGHTER,
    ENGLISH,
    KUNYA,
    LONGEST,
    NASAB,
    NO_NAMES,
    NO_NISBA,
    OPENING,
    PARTS,
    NameLine,
)


class Name(NamedTuple):
    """A name in the words `first` to before `last` of a line.

    `person` None: not known. `bare`: nothing but an ism, which many bear. `built`: it has a kunya or a nasab, so it is
    a person's for certain. `ism` are the keys of what it begins with, by which the text goes on to call the person.
    `daughter`: `bint`, `Umm`.
    """

    first: int
    last: int
    person: Person | None
    keys: tuple[str, ...]
    ism: tuple[str, ...]
    bare: bool
    built: bool
    daughter: bool


class Names:
    """The names of some persons, in one table of their keys; `given` are names that anyone may bear."""

    def __init__(self, persons: Sequence[Person], given: dict[str, str]) -> None:
        self.given = given
        self.table: dict[str, Any] = {}
        for person in persons:
            for name in (*person.name.values(), *person.variants):
                self._add(keys(name), person)
        self._beginnings = self.table.keys() | given.keys() | PARTS

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
        if not here.keys or self._is_preposition(line, at) or _is_english(line, at):
            return None
        if not here.others:
            return self._longest(line, at, here.keys)
        found = [self._longest(line, at, begin) for begin in (here.keys, *here.others)]
        names = [name for name in found if name is not None]
        return max(names, key=lambda n: (n.last, n.person is not None, n.keys[0] in self.given)) if names else None

    def _longest(self, line: NameLine, at: int, begin: tuple[str, ...]) -> Name | None:
        """The longest name whose first word has the keys `begin`."""
        known, built = self._known(line, at, begin), self._built(line, at, begin)
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

    def _known(self, line: NameLine, at: int, begin: tuple[str, ...]) -> Name | None:
        """The longest name of the table that begins there."""
        table: Any = self.table
        person, last = None, at
        name: list[str] = []
        taken: tuple[str, ...] = ()
        for index in range(at, min(at + LONGEST, len(line))):
            if index > at and not line.glued[index]:
                break
            found = begin if index == at else line.words[index].keys
            for key in found:
                table = table.get(key)
                if table is None:
                    break
            if table is None:
                break
            name += found
            if found and "" in table:
                person, last, taken = table[""], index + 1, tuple(name)
        if person is None:
            return None
        return self._name(line, at, last, taken, person)

    def _name(self, line: NameLine, at: int, last: int, name: tuple[str, ...], person: Person | None) -> Name | None:
        if not line.words[at].arabic and not _capitals(line, at, last) and not _title(person):
            return None
        ism = name[: 2 if name[0] in OPENING else 1]
        built = any(key in NASAB or key in KUNYA for key in name)
        daughter = name[0] in ("umm", "ام") or next((key for key in name[len(ism) :] if key in NASAB), "") in DAUGHTER
        return Name(at, last, person, name, ism, name == ism and ism[0] not in KUNYA, built, daughter)

    def _built(self, line: NameLine, at: int, begin: tuple[str, ...]) -> Name | None:
        """The longest name built as names are, whoever bears it."""
        if not self._can_begin(line, at, begin):
            return None
        end, name = self._element(line, at, begin)
        if end == at:
            return None
        while end < len(line) and line.glued[end] and not line.words[end - 1].possessive:
            after, more = self._more(line, end, name)
            if after == end:
                break
            end = after
            name += more
        if end == at + 1 and name == begin and len(begin) == 1 and begin[0] not in self.given:
            return None
        return self._name(line, at, end, name, self._person_of(name))

    def _can_begin(self, line: NameLine, at: int, begin: tuple[str, ...]) -> bool:
        here = line.words[at]
        first = begin[0]
        if first in OPENING or first in NASAB:
            return here.arabic or here.capital or first in NASAB or first in KUNYA
        if not here.capital:
            return False
        if first in self.given and (not here.arabic or self._told_from_pronoun(line, at, first)):
            return True
        after = at + 1
        if after >= len(line) or not line.glued[after] or not set(line.words[after].keys[:1]) & NASAB:
            return False
        if here.arabic:
            return line.text[line.begins[after]] not in "اإ"
        # "Narrated Ibn ʿAbbas": the name begins after the word, where it is known from there.
        return first not in NO_NAMES and self._known(line, after, line.words[after].keys) is None

    def _told_from_pronoun(self, line: NameLine, at: int, key: str) -> bool:
        """Whether an Arabic name is not a word with a pronoun: عمرة, and not عمره."""
        return line.text[line.ends[at] - 1] != "ه" or len(key) > 4 or "" in self.table.get(key, ())

    def _element(self, line: NameLine, at: int, begin: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """An ism, a kunya or a nasab that begins there: where it ends, its keys; where there is none, `at`."""
        if len(begin) > 1 or begin[0] not in PARTS:
            here = line.words[at]
            return (at + 1, begin) if here.arabic or here.capital else (at, ())
        after = at + 1
        while after < len(line) and line.glued[after] and not line.words[after].keys and line.words[after].article:
            after += 1
        if after >= len(line) or not line.glued[after] or not line.words[after].keys:
            return at, ()
        end, name = self._element(line, after, line.words[after].keys)
        return (end, begin + name) if end > after else (at, ())

    def _more(self, line: NameLine, at: int, name: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """What goes on with a name at the word `at`: a nasab, a nisba, an ism after a kunya; where it ends."""
        here = line.words[at]
        first = here.keys[0] if here.keys else ""
        if first in NASAB:
            ibn = here.arabic and line.text[line.begins[at]] in "اإ"  # ابن begins a name; within one it is بن
            known = name[-1] in self.given or self.person(name) is not None
            return (at, ()) if ibn and not known else self._element(line, at, here.keys)
        if first in _CHILD:
            return self._child_of(line, at, _CHILD[first])
        if here.article:
            return self._nisba(line, at, first)
        if here.capital and first in self.given and first not in OPENING and name[-1] != first and not here.arabic:
            return at + 1, here.keys
        return at, ()

    def _child_of(self, line: NameLine, at: int, nasab: str) -> tuple[int, tuple[str, ...]]:
        """`son of`, `daughter of`."""
        if at + 2 >= len(line) or line.words[at + 1].keys != ("uf",) or not line.words[at + 2].keys:
            return at, ()
        end, father = self._element(line, at + 2, line.words[at + 2].keys)
        return (end, (nasab, *father)) if end > at + 2 else (at, ())

    def _nisba(self, line: NameLine, at: int, first: str) -> tuple[int, tuple[str, ...]]:
        """`al-Anṣārī`, with or without a hyphen."""
        here, after = line.words[at], at + 1
        if here.keys:
            ends_so = not here.arabic or (first not in NO_NISBA and first.endswith(("ي", "يه")))
            return (after, here.keys) if here.capital and ends_so else (at, ())
        if after < len(line) and line.glued[after] and line.words[after].capital:
            return after + 1, line.words[after].keys
        return at, ()

    def _person_of(self, name: tuple[str, ...]) -> Person | None:
        """Whose built name this is: all of it, or a beginning that is more than an ism or a kunya."""
        person = self.person(name)
        ism = 2 if name[0] in OPENING or name[0] in NASAB else 1
        for end in range(len(name) - 1, ism, -1):
            if person is not None:
                break
            if name[end] in NASAB or name[end - 1] not in PARTS:
                person = self.person(name[:end])
        if person is None and name[0] in KUNYA and len(name) > 3 and name[2] not in NASAB:
            person = self._person_of(name[2:])
        return person


def _is_english(line: NameLine, at: int) -> bool:
    """Whether a word that is spelled like a name is one of English: no nasab follows it."""
    if line.words[at].arabic or line.written(at, at + 1).lower() not in ENGLISH:
        return False
    return at + 1 >= len(line) or not set(line.words[at + 1].keys[:1]) & NASAB


def _capitals(line: NameLine, first: int, last: int) -> bool:
    """Whether a Latin name is written as one: with capitals, but for what joins its parts."""
    return any(here.capital for here in line.words[first:last]) and all(
        here.capital or not here.keys or here.keys[0] in _JOINING for here in line.words[first:last]
    )


_JOINING = NASAB | OPENING | {"uf", "and", "al", "to", "tu", "fur", "mawla", "allah", "i", "all"}


def _title(person: Person | None) -> bool:
    """Whether a person's names are also words, which are written small: the prophet, the companions."""
    if person is None:
        return False
    return person.kind in ("muhammad", None) or person.number == "plural" or person.key == "companion"


_CHILD = {keys("son")[0]: "ibn", keys("daughter")[0]: "bint"}
_JOINING = PARTS | {key for word in ("of", "and", "to", "for", "mawla", "allah", "i", "all") for key in keys(word)}
"""What is written small within a name."""
