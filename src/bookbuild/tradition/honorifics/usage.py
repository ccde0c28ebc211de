"""A person and an honorific → whether it is theirs: right, a matter on which usage is divided, or wrong."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bookbuild.model.inlines import Gender, HonorificKind, Number
from bookbuild.model.settings import Person
from bookbuild.tradition.persons.register import (
    named_after_companion,
    not_surely_a_companion,
    not_surely_a_prophet,
    of_the_family,
    without_honorific,
)

Judgement = Literal["right", "divided", "wrong"]


class UsageVerdict(NamedTuple):
    """`why` is the clause of a message: `it is said of the Prophet alone`."""

    judgement: Judgement
    why: str = ""


RIGHT = UsageVerdict("right")

OF_WHOM: dict[HonorificKind, str] = {
    "allah": "Allah alone", "muhammad": "the Prophet Muḥammad ﷺ", "prophet": "prophets and angels",
    "companion": "the companions", "scholar": "scholars and the pious",
}  # fmt: skip


def kind_of(person: Person, kind: HonorificKind | None) -> UsageVerdict:
    """Whether an honorific of that kind is the person's; None is “peace be upon him”, said of all prophets."""
    own = person.kind
    if without_honorific(person):
        return UsageVerdict("wrong", "no honorific is said of such a one")
    if own is None:
        return _of_someone(kind)
    if kind == own or (kind is None and own in ("muhammad", "prophet")):
        return RIGHT
    kind = kind or "prophet"
    if _divided(person, kind):
        return UsageVerdict("divided", "usage is divided on it")
    either = (kind == "companion" and not_surely_a_prophet(person)) or (
        kind == "scholar" and not_surely_a_companion(person)
    )
    return RIGHT if either else _wrong(kind)


def _of_someone(kind: HonorificKind | None) -> UsageVerdict:
    """Of a person of whom only this is known, that it is not the Prophet."""
    return _wrong(kind) if kind in ("allah", "muhammad") else RIGHT


def _wrong(kind: HonorificKind) -> UsageVerdict:
    return UsageVerdict("wrong", f"it is said of {OF_WHOM[kind]}")


def _divided(person: Person, kind: HonorificKind) -> bool:
    """Where scholars and houses differ, and neither use is an error."""
    return (kind == "prophet" and (person.kind == "muhammad" or of_the_family(person))) or (
        kind == "companion" and person.kind == "scholar"
    )


class Group(NamedTuple):
    """What the words around a name say of how many the honorific is said.

    `others`: it is joined to names before it. `some`: it is one or some of a group. `fathers`: those in the nasab of
    whom an honorific is said too. `beside`: another is named beside it, without one: “Ruqayyah was with ʿUthmān”.
    """

    others: bool = False
    some: bool = False
    fathers: int = 0
    beside: bool = False


def agreement(person: Person, gender: Gender | None, number: Number | None, group: Group) -> UsageVerdict:
    """Whether gender and number of an honorific, where it carries them, are those of whom it is said."""
    if number and not _number_agrees(person, number, group):
        return UsageVerdict("wrong", f"it is in the {number}")
    if gender and not _gender_agrees(person, gender, number, group):
        return UsageVerdict("wrong", f"it is {'feminine' if gender == 'f' else 'masculine'}")
    return RIGHT


def _number_agrees(person: Person, number: Number, group: Group) -> bool:
    if number == person.number:
        return True
    if person.number == "singular":
        if group.beside:
            return True
        if number == "dual":
            return group.others or bool(group.fathers) or named_after_companion(person)
        return group.others or group.fathers > 1
    if number == "singular":
        return group.some
    return group.others or group.some or (person.number == "dual" and number == "plural")


def _gender_agrees(person: Person, gender: Gender, number: Number | None, group: Group) -> bool:
    if number == "dual" or group.others or group.some:
        return True
    if number == "plural":
        return person.number == "singular" or gender == person.gender
    return gender == person.gender
