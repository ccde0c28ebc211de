"""An object of a PDF, whatever it is → what was meant, or nothing: files from anywhere have `null`, numbers and
bytes where a table, an array or a text should stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_NONE = pikepdf.Dictionary()


def table(value: Any, *keys: str) -> Any:
    """The dictionary at the end of `keys` below `value`, or a stream's; an empty one where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) else None
    return value if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) else _NONE


def tables(value: Any) -> Iterator[Any]:
    """The dictionaries and streams of an array; of anything else none."""
    if isinstance(value, pikepdf.Array):
        yield from (each for each in value if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)))


def text_of(value: Any) -> str | None:
    """A string, a name (with its `/`) or a number as text, else None. Bytes that are no UTF-8 are Latin-1."""
    if value is None or isinstance(value, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
        return None
    if not isinstance(value, pikepdf.Object):
        return str(value)
    try:
        return str(value)
    except (UnicodeError, RuntimeError):
        return bytes(value).decode("latin-1")


def key_of(key: str) -> str:
    """A key of a dictionary as `text_of` gives a name of the same bytes."""
    try:
        key.encode("utf-8")
    except UnicodeEncodeError:
        return key.encode("utf-8", "surrogateescape").decode("latin-1")
    return key


def name_of(value: Any) -> str:
    """A name without its `/`; empty where there is none."""
    return (text_of(value) or "").removeprefix("/")


def annotations_of(page: pikepdf.Page) -> Iterator[Any]:
    return tables(page.obj.get("/Annots"))
