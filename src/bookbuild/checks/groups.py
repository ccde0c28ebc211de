"""The names around a name → of how many an honorific after it is said."""

from __future__ import annotations

from collections.abc import Iterable

from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.passages import HONORIFIC
from bookbuild.model.settings import Person
from bookbuild.tradition.honorifics.usage import Group
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.name_line import NASAB
from bookbuild.tradition.persons.surroundings import Surroundings, surroundings

_ENDS_SENTENCE = f"{HONORIFIC}.!?؟۔"
_NEAR = 8
"""Words within which two are named beside one another."""


def group(read: ReadPassage, name: Name, person: Person | None, around: Surroundings) -> Group:
    """What the words around the name say of how many an honorific after it is said; `person`: whose the name is."""
    joined = around.joined
    several = person is not None and person.number != "singular"
    listed = read.passage.kind == "Item" and name.first == 0  # what closes a list is said of all in it
    others = joined is not None and not _honoured_before(read, joined)
    return Group(
        listed or others or _after_name_and_comma(read, name),
        several and around.head == "some",
        _honoured_among(_fathers(read, name)),
        _beside_another(read, name, around),
    )


def _beside_another(read: ReadPassage, name: Name, around: Surroundings) -> bool:
    """Whether, shortly before in the sentence, another is named without an honorific: قال عمر لعلي رضي الله عنهما.

    Or one who is meant by a pronoun: ولده عثمان رحمهما الله. Allah's name between is passed over: سيف الله خالد.
    """
    if around.kinsman:
        return True
    for at in range(name.first, max(name.first - _NEAR, 0), -1):
        other = read.by_end.get(at)
        if other is None or other.person is None or other.person is name.person or other.person.kind == "allah":
            continue
        between = read.passage.text[read.end(other) : read.begin(name)]
        one = other.person.kind in ("companion", "prophet", "scholar") and other.person.number == "singular"
        return one and not any(mark in between for mark in _ENDS_SENTENCE)
    return False


def _after_name_and_comma(read: ReadPassage, name: Name) -> bool:
    """Whether it stands in a list: Abu Bakr, ʿUmar."""
    before = read.by_end.get(name.first)
    return before is not None and read.passage.text[read.end(before) : read.begin(name)].strip() in (",", "،")


def _honoured_before(read: ReadPassage, joined: int) -> bool:
    begin = read.line.begins[joined]
    return read.passage.text[:begin].rstrip(" \n,،").endswith(HONORIFIC)


def _fathers(read: ReadPassage, name: Name) -> list[Person | None]:
    """Those whom the nasab names."""
    found: list[Person | None] = []
    parts = list(name.keys)
    for at, key in enumerate(parts):
        if key in NASAB:
            rest = parts[at + 1 :]
            end = next((i for i, other in enumerate(rest) if i and other in NASAB), len(rest))
            found.append(read.mentions.names.person(rest[:end]))
    return found


def is_pair(read: ReadPassage, name: Name, person: Person | None, around: Surroundings) -> bool:
    """Whether an honorific after the name is said of two: of it, and of one of the same kind that it is joined to."""
    joined = around.joined
    if joined is None or person is None or person.number != "singular" or _honoured_before(read, joined):
        return False
    other = read.by_end.get(joined)
    if other is None or other.person is None or (joined and not read.line.glued[joined]):
        return False
    if name.first - joined > 1:
        return False
    same = other.person.kind == person.kind and other.person.number == "singular"
    return same and surroundings(read.line, other.first).joined is None


def _honoured_among(persons: Iterable[Person | None]) -> int:
    return sum(person is not None and person.kind in ("companion", "prophet", "scholar") for person in persons)
