"""The types of the settings → the JSON Schema of `book.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from bookbuild.language.terms import names, words_in
from bookbuild.model.settings import Allow, BookTable, EditionTable, SettingsTable, Word
from bookbuild.sources.settings.descriptions import descriptions
from bookbuild.sources.settings.tables import TABLES

OWNERS = {"EditionWithOverlays": "EditionTable"}
"""Whose keys a made struct has."""

OF_VALUES = {
    "hijri": "The year of the Hijrah.",
    "gregorian": "The year of the Christian era.",
    "mm-per-100-leaves": "How thick 100 leaves of the paper are, in mm.",
}
"""What the keys of tables that are values mean."""

OF_TABLES = {
    "book": "What the book is: title, language, contributors, publisher.",
    "matter": "What stands in the book, in which order.",
    "style": "How the book looks.",
    "honorifics": "How honorifics are set, and where they are asked for.",
    "scripture": "The text of the Qurʾān, and its translation.",
    "notes": "The series of notes that stand apart from the book's own.",
    "words": "The tool's own words, over those of the book's language.",
    "allow": "Findings that you have seen and accept.",
    "editions": "The editions, by name; keys of the tables above under [editions.NAME.<table>] hold for one alone.",
}


def book_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) for `book.toml`."""
    schema = msgspec.json.schema(_book_file())
    for name, definition in schema["$defs"].items():
        is_of_words = name.rpartition(".")[2].startswith("WordsTable")
        owner = OWNERS.get(name, name.removesuffix("Overlay"))
        _describe(definition, _in_english() if is_of_words else {**OF_VALUES, **descriptions().get(owner, {})})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "book.toml of bookbuild", **schema}


def _in_english() -> dict[str, str]:
    """Of each of the tool's own words, what it is in an English book."""
    spoken = words_in("en").items()
    return {
        name: f"In English: {word if isinstance(word, str) else ' · '.join(word.values())}" for name, word in spoken
    }


def _describe(definition: dict[str, Any], described: Mapping[str, str]) -> None:
    for key, value in definition.get("properties", {}).items():
        if text := described.get(key) or OF_TABLES.get(key):
            value["description"] = text


def _book_file() -> type[Struct]:
    overlays = [(name, _overlay(kind) | UnsetType, UNSET) for name, kind in TABLES.items()]
    overlays.append(("words", _words() | UnsetType, UNSET))
    fields = [(f.name, f.type, f.default) if not f.required else (f.name, f.type) for f in _fields(EditionTable)]
    edition = msgspec.defstruct("EditionWithOverlays", [*fields, *overlays], **_options())
    tables: list[Any] = [("book", BookTable)]
    tables += [(name, kind | UnsetType, UNSET) for name, kind in TABLES.items() if name != "book"]
    tables += [("words", _words() | UnsetType, UNSET)]
    tables += [("allow", tuple[Allow, ...] | UnsetType, UNSET), ("editions", dict[str, edition] | UnsetType, UNSET)]  # type: ignore[valid-type]
    return msgspec.defstruct("BookFile", tables, **_options())


def _words() -> type[Struct]:
    """The table of the tool's own words, every one of which may be left out."""
    fields = [(re.sub(r"\W", "_", name), Word | UnsetType, UNSET) for name in names()]
    renamed = {re.sub(r"\W", "_", name): name for name in names()}
    return msgspec.defstruct("WordsTable", fields, **{**_options(), "bases": (), "rename": renamed})


def _overlay(kind: type[Struct]) -> type[Struct]:
    """A table of which every key may be left out."""
    fields = [(field.name, field.type | UnsetType, UNSET) for field in _fields(kind)]
    return msgspec.defstruct(f"{kind.__name__}Overlay", fields, **_options())


def _fields(kind: type[Struct]) -> tuple[Any, ...]:
    return msgspec.structs.fields(kind)


def _options() -> dict[str, Any]:
    return {
        "bases": (SettingsTable,),
        "frozen": True,
        "kw_only": True,
        "forbid_unknown_fields": True,
        "rename": "kebab",
    }
