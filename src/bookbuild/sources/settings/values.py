"""A type of a setting → what may be written for it, in plain words."""

from __future__ import annotations

import datetime
import types
import typing
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import Meta

from bookbuild.model.settings import LocalText, PublishedYears
from bookbuild.nearest import listed, nearest

PLAIN: dict[object, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "`true` or `false`",
    datetime.date: "a date, such as `2012-05-01`",
    PublishedYears: "the years `{ hijri = 1433, gregorian = 2012 }`",
}


def described(kind: Any) -> str:
    """What a value of `kind` is: `a text`, `a whole number from 1 to 6`, `"off"` or `"moderate"`."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _constrained(arguments[0], arguments[1])
    if origin is Literal:
        return listed(str(value) for value in arguments)
    if origin is tuple:
        return f"a list, each item {described(arguments[0])}"
    if kind == LocalText or kind == LocalText | None:
        return 'a text, or one a language: `{ en = "…", ar = "…" }`'
    if origin in (types.UnionType, typing.Union):
        if dict[str, str] in arguments:
            others = [argument for argument in arguments if argument not in (str, dict[str, str], types.NoneType)]
            return " or ".join([described(LocalText), *map(described, others)])
        return " or ".join(described(argument) for argument in arguments if argument is not types.NoneType)
    return "a table"


def _constrained(kind: Any, meta: Meta) -> str:
    if meta.pattern:
        return "a length, such as `3mm` or `11pt`"
    return f"{described(kind)} from {meta.ge} to {meta.le}"


def choices(kind: Any) -> tuple[str, ...]:
    """The words that may be written, where a type names them."""
    if get_origin(kind) is Literal:
        return tuple(str(value) for value in get_args(kind))
    return tuple(word for argument in get_args(kind) for word in choices(argument))


def shown(value: object) -> str:
    """A value for a message."""
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case str() if len(value) <= 60:
            return f'`"{value}"`'
        case str():
            return f'`"{value[:59]}…"`'
        case int() | float():
            return f"`{str(value)[:40]}`"
        case datetime.date() | datetime.time():
            return f"`{value}`"
        case list():
            return "a list"
        case _:
            return "a table"


def remedy_for(kind: Any, value: object) -> str:
    """What to write instead of `value`."""
    words = choices(kind)
    found = nearest(value, words) if isinstance(value, str) and words else None
    return f'write `"{found}"`' if found else f"write {described(kind)}"
