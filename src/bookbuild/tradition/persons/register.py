"""The register of persons that comes with the tool; a name as anyone spells it → the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from bookbuild.model.settings import Person
from bookbuild.tradition.persons.name_keys import keys
from bookbuild.tradition.persons.name_line import NASAB
from bookbuild.tradition.persons.names import Names


@cache
def _document() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(resources.files(__package__).joinpath("persons.toml").read_text("utf-8"))


@cache
def _other_spellings() -> dict[str, list[str]]:
    """Keys → what persons are called in books of other languages than English and Arabic."""
    import tomllib

    return tomllib.loads(resources.files(__package__).joinpath("spellings.toml").read_text("utf-8"))


@cache
def register() -> tuple[Person, ...]:
    """The persons that ship with bookbuild."""
    import msgspec

    persons = msgspec.convert(_document()["persons"], tuple[Person, ...])
    also = {key: tuple(spelled) for key, spelled in _other_spellings().items()}
    also["muhammad"] = (*_first_among(), *also["muhammad"])
    return tuple(
        Person(p.key, p.name, p.kind, p.gender, p.number, (*p.variants, *also[p.key])) if p.key in also else p
        for p in persons
    )


def _first_among() -> Iterator[str]:
    """`Seal of the Prophets`, `سيد المرسلين`: names of the Prophet."""
    words = _document()["first-among"]
    for head in words["heads"]:
        yield from (f"{head} {whom}" for whom in words["whom"] if head.isascii() == whom.isascii())


@cache
def given_names() -> dict[str, str]:
    """The keys of names that Muslims bear, and whether men (`m`) or women (`f`) bear them."""
    lists = _document()["given-names"]
    names = {key: "m" for name in ("Muhammad", "محمد") for key in keys(name)}
    names |= {key: gender for gender in ("m", "f") for name in lists[gender] for key in keys(name)[:1]}
    for person in register():
        for name in (*person.name.values(), *person.variants):
            found = keys(name)
            if (len(found) > 1 and found[1] in NASAB) or (len(found) == 1 and _by_ism(person)):
                names.setdefault(found[0], person.gender)
    return names


def written_given_names() -> tuple[str, ...]:
    """The names that Muslims bear, as the register writes them."""
    lists = _document()["given-names"]
    return (*lists["m"], *lists["f"])


def _by_ism(person: Person) -> bool:
    """Whether a single word for the person is an ism; the Prophet ﷺ, groups and scholars are named by titles too."""
    return person.kind in ("prophet", "companion") and person.number == "singular" and "companion" not in person.key


def named_after_companion(person: Person) -> bool:
    """Whether the father is a companion too: then the singular and the dual of taraḍḍī are both right."""
    named = (find(name) for name in person.name.values())  # a book's own entry may have a key of its own
    children = _document()["children-of-companions"]
    return person.key in children or any(known.key in children for known in named if known)


def namesake(person: Person) -> Person | None:
    """Who else a bare name of the person may be, in another language."""
    key = _document()["namesakes"].get(person.key)
    return find(key) if key else None


def of_the_family(person: Person) -> bool:
    """Whether ʿalayhi s-salām is said of the person by some, as one of the Prophet's family."""
    return person.key in _document()["family"]


def child_of_the_prophet(person: Person) -> bool:
    """Whether the Prophet ﷺ is the father."""
    return person.key in _document()["children-of-the-prophet"]


def not_surely_a_prophet(person: Person) -> bool:
    """Whether taraḍḍī is right too, as it is not certain that the person was a prophet."""
    return person.key in _document()["not-surely-prophets"]


def not_surely_a_companion(person: Person) -> bool:
    """Whether tarahhum is right too, as the person did not see the Prophet ﷺ."""
    return person.key in _document()["not-surely-companions"]


@cache
def isms_of_companions() -> frozenset[str]:
    """The keys of isms by which companions are called in full: of Ibrāhīm, the Prophet's son, as of the prophet."""
    names = (keys(name) for p in register() if p.kind == "companion" for name in (*p.name.values(), *p.variants))
    return frozenset(found[0] for found in names if len(found) > 2 and found[1] in NASAB)


def without_honorific(person: Person) -> bool:
    """Whether no honorific is said of the person."""
    return person.key in _document()["without-honorific"]


@cache
def shared_names() -> frozenset[tuple[str, ...]]:
    """Names of the Prophet that others bear too, as keys."""
    return frozenset(keys(name) for name in _document()["shared"]["muhammad"])


_names: list[tuple[tuple[Person, ...], Names]] = []
_KEPT = 8


def names_of(persons: Sequence[Person]) -> Names:
    """The table of a book's own `persons`, which go first, and of the register; kept for a few books."""
    own = tuple(persons)
    for kept, names in _names:
        if kept == own:
            return names
    names = Names((*own, *register()), given_names())
    _names[_KEPT:] = []
    _names.insert(0, (own, names))
    return names


def find(name: str, persons: Sequence[Person] = ()) -> Person | None:
    """The person of that key, name or variant, of a book's own `persons` or of the register; of several, the first."""
    by_key = next((person for person in (*persons, *register()) if person.key == name), None)
    return by_key or names_of(persons).person(keys(name))
