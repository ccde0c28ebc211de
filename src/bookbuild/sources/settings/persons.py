"""`persons.toml` → the book's own persons, whom honorifics are checked against."""

from __future__ import annotations

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
        name = {language: table.name} if isinstance(table.name, str) else dict(table.name)
        said = (table.kind, table.gender, table.number, table.variants, table.see, table.see_also)
        persons.append(Person(key, name, *said))
    return tuple(persons)
