"""What steps made of the parts of a book in earlier builds: recalled where all that it was made from is the same.

Values are kept as MessagePack. What is read back has the type that is asked for, field by field, or is made anew: it
can run nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Annotated, Any, Protocol, TypeVar

import msgspec

T = TypeVar("T")

MOST_BYTES = 1 << 25
"""The size of a value that is read back. Its nodes need some ten times as much memory."""

_Kept = dict[Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)], bytes]

_DAMAGED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, MemoryError)

_NOT_WRITTEN = (RecursionError, UnicodeEncodeError, OverflowError)
"""Nested too deep; a name that is not Unicode; a number of more than 64 bits: such values are made each time."""


class Recall(Protocol):
    """Gives the value of a step for a part of a book: `make`s it, unless it is known what it would make.

    `decided_by` is all that the value depends on besides bookbuild itself: values of the model, texts, numbers. `kind`
    is the value's type, of which msgspec can say whether it is one: `tuple[Finding, …]`, `Section`.
    """

    def __call__(self, decided_by: object, make: Callable[[], T], kind: Any) -> T: ...


class Forgetful:
    """A `Recall` that remembers nothing."""

    def __call__(self, decided_by: object, make: Callable[[], T], kind: Any) -> T:  # noqa: ARG002 (it forgets)
        return make()


anew = Forgetful()


class KeptRecall:
    """A `Recall` over what is kept under one name; it forgets what was not asked for when it closes."""

    def __init__(self, read: Callable[[], bytes | None], write: Callable[[bytes], None], version: str) -> None:
        """`version`: of all that makes values; what another version has made is not recalled."""
        self._write = write
        self._version = version
        self._kept = _unpacked(read())
        self._used: dict[bytes, bytes] = {}

    def __call__(self, decided_by: object, make: Callable[[], T], kind: Any) -> T:
        key = self._key(decided_by)
        content = self._kept.get(key)
        if content is not None and len(content) <= MOST_BYTES:
            with suppress(*_DAMAGED):  # then it is made anew
                value: T = _decoder(kind).decode(content)
                self._used[key] = content
                return value
        value = make()
        with suppress(*_NOT_WRITTEN):
            self._used[key] = _encode(value)
        return value

    def _key(self, decided_by: object) -> bytes:
        """The digest of what decides a value; what cannot be written has none, and is not kept."""
        try:
            return hashlib.sha256(_encode((self._version, decided_by))).digest()
        except _NOT_WRITTEN:
            return b""

    def close(self) -> None:
        """Keep what was asked for, if that is not what is kept."""
        self._used.pop(b"", None)
        if self._used and self._used.keys() != self._kept.keys():
            self._write(_encode(self._used))


_encode = msgspec.msgpack.Encoder().encode


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def _unpacked(content: bytes | None) -> dict[bytes, bytes]:
    try:
        return _decoder(_Kept).decode(content) if content else {}
    except _DAMAGED:
        return {}
