"""Words of a line that make up a name, and whose it is → `Name`, where they are written as a name is."""

from __future__ import annotations

from typing import NamedTuple

from bookbuild.model.settings import Person
from bookbuild.tradition.persons.name_keys import keys
from bookbuild.tradition.persons.name_line import DAUGHTER, KUNYA, NASAB, OPENING, PARTS, NameLine

_JOINING = PARTS | {
    key for word in ("of", "d'", "and", "to", "for", "mawla", "allah", "i", "all") for key in keys(word)
}
"""What is written small within a name."""


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

    @property
    def borne_by_others(self) -> bool:
        """Whether a title tells others from the one whom we know: أبو بكر, محمد بن عبد الله, حبيب الله."""
        if self.person and self.person.kind == "muhammad":
            return True
        return self.keys == self.ism and not (self.person and self.person.kind in ("scholar", None))


def name_of(line: NameLine, at: int, last: int, name: tuple[str, ...], person: Person | None) -> Name | None:
    """The name with the keys `name` from the word `at` to before `last`; None where it is not written as one."""
    if not line.words[at].arabic and not _capitals(line, at, last) and not _title(person):
        return None
    ism = name[: 2 if name[0] in OPENING else 1]
    built = any(key in NASAB or key in KUNYA for key in name)
    daughter = name[0] in ("umm", "ام") or next((key for key in name[len(ism) :] if key in NASAB), "") in DAUGHTER
    return Name(at, last, person, name, ism, name == ism and ism[0] not in KUNYA, built, daughter)


def _capitals(line: NameLine, first: int, last: int) -> bool:
    """Whether a Latin name is written as one: with capitals, but for what joins its parts."""
    return any(here.capital for here in line.words[first:last]) and all(
        here.capital or not here.keys or here.keys[0] in _JOINING for here in line.words[first:last]
    )


def _title(person: Person | None) -> bool:
    """Whether a person's names are also words, which are written small: the prophet, the companions."""
    if person is None:
        return False
    return person.kind in ("muhammad", None) or person.number == "plural" or person.key == "companion"
