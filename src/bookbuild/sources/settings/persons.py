"""`persons.toml` → the book's own persons, whom honorifics are checked against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta

from bookbuild.model.settings import LocalText, Person, SettingsTable
from bookbuild.sources.settings.convert import REFUSED, Converter


class PersonTable(SettingsTable, frozen=True):
    """A table of `persons.toml`; its name is the person's key."""

    name: LocalText
    kind: Literal["allah", "muhammad", "prophet", "companion", "scholar"] | None = None
    gender: Literal["m", "f"] = "m"
    number: Literal["singular", "dual", "plural"] = "singular"
    variants: tuple[Annotated[str, Meta(min_length=1)], ...] = ()
    see: str = ""
    see_also: tuple[Annotated[str, Meta(min_length=1)], ...] = ()


def read_persons(converter: Converter, raw: dict[str, Any], language: str) -> tuple[Person, ...]:
    """The persons; a name that is a plain text is in `language`."""
    persons = []
    for key, value in raw.items():
        table = converter.struct(PersonTable, value, (key,), key)
        if table is REFUSED:
            continue
        if not all(each.strip() for each in ([table.name] if isinstance(table.name, str) else table.name.values())):
            converter.invalid("`name` is empty", "write the person's name", (key, "name"))
        name = {language: table.name} if isinstance(table.name, str) else dict(table.name)
        said = (table.kind, table.gender, table.number, table.variants, table.see, table.see_also)
        persons.append(Person(key, name, *said))
    _find_circles(converter, {person.key: person for person in persons})
    return tuple(persons)


def _find_circles(converter: Converter, persons: Mapping[str, Person]) -> None:
    """References from one person to another that come back: one finding for those of a circle."""
    told: set[str] = set()
    for key, person in persons.items():
        circle: list[str] = []
        at = key
        while at in persons and at not in circle:
            circle.append(at)
            at = persons[at].see
        if at == key and key not in told:
            told.update(circle)
            names = ", ".join(f"`{each}`" for each in circle)
            message = f"`{key}` refers to itself" if len(circle) == 1 else f"{names} refer to each other"
            converter.invalid(message, "leave one `see` out: that person has pages", (key, "see"))
        if key in person.see_also:
            converter.invalid(f"`{key}` refers to itself", "take it out of `see-also`", (key, "see-also"))
