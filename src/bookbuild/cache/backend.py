"""What a place is that kept things lie in: names and bytes in, names and bytes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bookbuild.diagnostics import MachineLacks


class BackendFailed(MachineLacks):
    """A place cannot be reached, or not be written to."""

    def __init__(self, message: str, remedy: str = "make it writable, or name another with `--cache`") -> None:
        super().__init__(message, remedy)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry: its name, its size in bytes, and when it was written or read last, in seconds since 1970."""

    name: str
    size: int
    used: float


class Backend(Protocol):
    """Where kept things lie under names such as `fragments/ab/abcd`. Every call may raise BackendFailed."""

    address: str

    def read(self, name: str) -> bytes | None:
        """What is kept under `name`; None where there is nothing."""

    def read_many(self, names: Sequence[str]) -> dict[str, bytes]:
        """What is kept under these names, asked for together where that is faster."""

    def write(self, name: str, content: bytes) -> None: ...

    def entries(self) -> Iterator[KeptEntry]:
        """Every entry, in no order."""

    def delete(self, names: Iterable[str]) -> None: ...

    def close(self) -> None:
        """Note which entries were read or written, where the place does not note it itself."""
