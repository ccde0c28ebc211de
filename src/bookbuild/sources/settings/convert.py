"""Raw TOML tables → the structs of the settings, key by key, so that one wrong value does not hide the next."""

from __future__ import annotations

import re
import types
import typing
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

import msgspec
from msgspec import Struct, ValidationError

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.nearest import listed, nearest
from bookbuild.sources.settings.toml_places import Path, TomlPlaces
from bookbuild.sources.settings.values import described, remedy_for, shown

NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x85\u2028\u2029\ufffe\uffff]")
"""What no XML document can hold (XML 1.0, 2.2)."""


class RefusedValue:
    """What stands for a value that has a finding."""


REFUSED = RefusedValue()


@dataclass(slots=True)
class Converter:
    """Converts the tables of one file and gathers the findings."""

    places: TomlPlaces
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: Code, message: str, remedy: str, location: Location) -> None:
        self.findings.append(Finding(code, message, remedy, location))

    def invalid(self, message: str, remedy: str, path: Path) -> None:
        self.find(Code.SETTING_INVALID, message, remedy, self.places.value(path))

    def unknown(self, name: str, known: list[str], path: Path) -> str | None:
        """A finding for a key that there is not; the key that is meant, if that can be told."""
        table = ".".join(part for part in path[:-1] if isinstance(part, str))
        where = f"`[{table}]`" if table else "the file"
        meant = nearest(name, known)
        otherwise = f"the keys here are {listed(known)}" if known else "leave it out"
        remedy = f"write `{meant}`" if meant else otherwise
        self.find(Code.SETTING_UNKNOWN, f"`{name}` is not a key of {where}", remedy, self.places.key(path))
        return meant

    def table(self, raw: object, path: Path, what: str) -> dict[str, Any]:
        """`raw` if it is a table; a finding and an empty table otherwise."""
        if isinstance(raw, dict):
            return raw
        self.invalid(f"`{what}` is {shown(raw)}, not a table", f"write a table `[{what}]`", path)
        return {}

    def fields(
        self, kind: type[Struct], raw: dict[str, Any], path: Path, *, skip: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The values of `raw` by field of `kind`: those that are written and valid."""
        known = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        out: dict[str, Any] = {}
        for key, value in raw.items():
            if key in skip:
                continue
            if key not in known:
                meant = self.unknown(key, [*known, *skip], (*path, key))
                if meant not in known or meant in raw:
                    continue
            else:
                meant = key
            converted = self.value(known[meant].type, value, (*path, key), meant)
            if converted is not REFUSED:
                out[known[meant].name] = converted
        return out

    def struct(self, kind: type[Struct], raw: object, path: Path, what: str) -> Any:
        """A struct of `kind`; REFUSED if it is no table, or a required key is missing or wrong."""
        if not isinstance(raw, dict):
            self.invalid(f"`{what}` is {shown(raw)}, not a table", f"write a table for `{what}`", path)
            return REFUSED
        values = self.fields(kind, raw, path)
        missing = [f for f in msgspec.structs.fields(kind) if f.required and f.name not in values]
        for field_ in missing:
            if field_.encode_name not in raw:
                self.missing(field_.encode_name, described(field_.type), path, what)
        return REFUSED if missing else kind(**values)

    def missing(self, key: str, kind: str, path: Path, what: str) -> None:
        message = f"`{what}` has no `{key}`"
        self.find(Code.SETTING_INVALID, message, f"add `{key} = …`: {kind}", self.places.key(path))

    def value(self, kind: Any, raw: object, path: Path, what: str) -> Any:
        """`raw` as a `kind`."""
        inner = _struct_of(kind)
        if inner is not None and (isinstance(raw, dict) or not _has_other_types(kind)):
            return self.struct(inner, raw, path, what)
        item = _item_struct(kind)
        if item is not None and isinstance(raw, list):
            items = [self.struct(item, value, (*path, i), what) for i, value in enumerate(raw)]
            return tuple(value for value in items if value is not REFUSED)
        named = _named_struct(kind)
        if named is not None and isinstance(raw, dict):
            entries = {name: self.struct(named, each, (*path, name), f"{what}.{name}") for name, each in raw.items()}
            return {name: entry for name, entry in entries.items() if entry is not REFUSED}
        if NOT_XML.search(str(raw)):
            self.invalid(f"`{what}` has a control character", "take it out", path)
            return REFUSED
        try:
            return msgspec.convert(raw, kind)
        except (ValidationError, OverflowError, ValueError):
            self._refuse(kind, raw, path, what)
            return REFUSED

    def _refuse(self, kind: Any, raw: object, path: Path, what: str) -> None:
        """The finding for a wrong value: of a list, one for each wrong item."""
        items = get_args(kind)[0] if get_origin(kind) is tuple else None
        if items is not None and isinstance(raw, list):
            for index, value in enumerate(raw):
                self.value(items, value, (*path, index), what)
            return
        self.invalid(f"`{what}` is {shown(raw)}, not {described(kind)}", remedy_for(kind, raw), path)


def _struct_of(kind: Any) -> type[Struct] | None:
    """The struct that a type is, or is besides None."""
    if get_origin(kind) in (types.UnionType, typing.Union):
        structs = [found for argument in get_args(kind) if (found := _struct_of(argument))]
        return structs[0] if structs else None
    return kind if isinstance(kind, type) and issubclass(kind, Struct) else None


def _has_other_types(kind: Any) -> bool:
    """Whether a type is a union of a struct and of what is no table."""
    return any(_struct_of(argument) is None for argument in get_args(kind) if argument is not types.NoneType)


def _item_struct(kind: Any) -> type[Struct] | None:
    return _struct_of(get_args(kind)[0]) if get_origin(kind) is tuple else None


def _named_struct(kind: Any) -> type[Struct] | None:
    """The struct that the values of a table of names are."""
    return _struct_of(get_args(kind)[1]) if get_origin(kind) is dict else None
