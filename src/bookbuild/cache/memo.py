"""What steps made of the parts of a book in earlier builds: recalled where all that it was made from is the same.

Values are kept as pickles of the dataclasses of `bookbuild.model` and `bookbuild.diagnostics`. What is read back may
name these and nothing else: it can run nothing.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, TypeVar

import msgspec

T = TypeVar("T")


_DAMAGED = (pickle.UnpicklingError, EOFError, LookupError, TypeError, ValueError, AttributeError, ImportError)


class Recall(Protocol):
    """Gives the value of a step for a part of a book: `make`s it, unless it is known what it would make.

    `decided_by` is all that the value depends on besides bookbuild itself: values of the model, texts, numbers.
    """

    def __call__(self, decided_by: object, make: Callable[[], T]) -> T: ...


class Forgetful:
    """A `Recall` that remembers nothing."""

    def __call__(self, decided_by: object, make: Callable[[], T]) -> T:  # noqa: ARG002 (it forgets)
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

    def __call__(self, decided_by: object, make: Callable[[], T]) -> T:
        key = hashlib.sha256(_exact((self._version, decided_by))).digest()
        content = self._kept.get(key)
        if content is not None:
            with suppress(*_DAMAGED):  # then it is made anew
                value: T = _Restricted(io.BytesIO(content)).load()
                self._used[key] = content
                return value
        value = make()
        self._used[key] = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        return value

    def close(self) -> None:
        """Keep what was asked for, if that is not what is kept."""
        if self._used and self._used.keys() != self._kept.keys():
            self._write(msgspec.msgpack.encode(self._used))


def _unpacked(content: bytes | None) -> dict[bytes, bytes]:
    try:
        return msgspec.msgpack.decode(content, type=dict[bytes, bytes]) if content else {}
    except msgspec.DecodeError:
        return {}


def _exact(value: object) -> bytes:
    """Bytes that are the same for equal values, however these share their parts."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return written.getvalue()


class _Restricted(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == "bookbuild.diagnostics" or module.startswith("bookbuild.model."):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
