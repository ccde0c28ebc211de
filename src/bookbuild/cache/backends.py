"""Where kept things lie: a folder, or any place that fsspec knows. Names and bytes in, names and bytes out."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from bookbuild.diagnostics import MachineLacks

USED = "used"
"""The folder of notes of what was used when, in a place that does not say itself."""

OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"})
"""Places without folders: one that is made there would be a bucket."""

_ERRORS = (
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("aiohttp", "ClientError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("azure.core.exceptions", "AzureError"),
    ("paramiko", "SSHException"),
)
"""What libraries behind fsspec raise that is no OSError."""


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


def backend_of(address: str | Path, version: str) -> Backend:
    """The place at a path or an URL, in its folder `version`. Raises MachineLacks where there is no library for it."""
    text = str(address)
    if text.startswith("file:"):
        return Folder(Path(unquote(urlsplit(text).path)) / version)
    if "://" in text or "::" in text:
        return Remote(f"{text.rstrip('/')}/{version}")
    return Folder(Path(address) / version)


class Folder:
    """A folder of this machine, or of a network's file system. Its files' times say when they were used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = str(folder.parent)

    def read(self, name: str) -> bytes | None:
        """The content; None where there is no such entry. Raises BackendFailed where it cannot be read."""
        path = self.folder / name
        try:
            content = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise BackendFailed(str(error)) from error
        with suppress(OSError):
            os.utime(path)
        return content

    def read_many(self, names: Sequence[str]) -> dict[str, bytes]:  # noqa: ARG002 (one by one is as fast)
        return {}

    def write(self, name: str, content: bytes) -> None:
        """Write a temporary file and rename it: others see it whole or not at all. Raises BackendFailed."""
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
            try:
                with open(handle, "wb") as file:  # noqa: PTH123 (a handle)
                    file.write(content)
                Path(beside).replace(path)
            finally:
                Path(beside).unlink(missing_ok=True)
        except OSError as error:
            raise BackendFailed(str(error)) from error

    def entries(self) -> Iterator[KeptEntry]:
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = Path(folder, name)
                with suppress(OSError):
                    stat = path.stat()
                    yield KeptEntry(path.relative_to(self.folder).as_posix(), stat.st_size, stat.st_mtime)

    def delete(self, names: Iterable[str]) -> None:
        for name in names:
            with suppress(OSError):
                (self.folder / name).unlink()

    def close(self) -> None:
        return None


class Remote:
    """A place behind fsspec. What was used is noted there at the end, once a build: reading leaves no trace itself."""

    def __init__(self, address: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise MachineLacks("the library `fsspec` is missing", "pip install 'bookbuild[cluster]'") from error
        try:
            self.files, self.root = url_to_fs(address)
        except ImportError as error:
            library = str(error).split()[1] if str(error).startswith("Install ") else address.partition(":")[0] + "fs"
            raise MachineLacks(f"the library for `{address}` is missing: {error}", f"pip install {library}") from error
        except ValueError as error:
            raise MachineLacks(f"`{address}`: {error}", "name a folder, or an address that fsspec knows") from error
        self.address = address.rpartition("/")[0]
        protocols = self.files.protocol
        self._holds_objects = not OBJECT_STORES.isdisjoint([protocols] if isinstance(protocols, str) else protocols)
        self._used: set[str] = set()

    def read(self, name: str) -> bytes | None:
        """The content; None where there is no such entry. Raises BackendFailed where the place does not answer."""
        try:
            content = bytes(self.files.cat_file(self._path(name)))
        except FileNotFoundError:
            return None
        except foreign_errors() as error:
            raise BackendFailed(_said(error)) from error
        self._used.add(name)
        return content

    def read_many(self, names: Sequence[str]) -> dict[str, bytes]:
        """Name → content of those that there are. Raises BackendFailed where the place does not answer."""
        if not names:
            return {}
        try:
            found = self.files.cat([self._path(name) for name in names], on_error="omit")
        except foreign_errors() as error:
            raise BackendFailed(_said(error)) from error
        there = {name: bytes(found[path]) for name in names if (path := self._path(name)) in found}
        self._used |= there.keys()
        return there

    def write(self, name: str, content: bytes) -> None:
        """Object stores take an object whole; elsewhere a piece of one is found out by its checksum.

        Raises BackendFailed where the place does not take it.
        """
        path = self._path(name)
        try:
            if not self._holds_objects:
                self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.files.pipe_file(path, content)
        except foreign_errors() as error:
            raise BackendFailed(_said(error)) from error
        self._used.add(name)

    def entries(self) -> Iterator[KeptEntry]:
        """All that is kept, with the time of the last note that names it, else of its writing."""
        listed = self._listed()
        noted = self._noted(name for name in listed if name.startswith(f"{USED}/"))
        for name, (size, written) in listed.items():
            yield KeptEntry(name, size, max(written, noted.get(name, 0.0)))

    def _listed(self) -> dict[str, tuple[int, float]]:
        try:
            self.files.invalidate_cache()
            found: dict[str, dict[str, Any]] = self.files.find(self.root, detail=True)
        except FileNotFoundError:
            return {}
        except foreign_errors() as error:
            raise BackendFailed(_said(error)) from error
        start = len(self.root.rstrip("/")) + 1
        return {path[start:]: (int(facts.get("size") or 0), _written(facts)) for path, facts in found.items()}

    def _noted(self, notes: Iterable[str]) -> dict[str, float]:
        times: dict[str, float] = {}
        for note in sorted(notes):
            with suppress(ValueError):
                moment = float(note.removeprefix(f"{USED}/").partition("-")[0])
                times |= dict.fromkeys((self.read(note) or b"").decode(errors="replace").split("\n"), moment)
        return times

    def delete(self, names: Iterable[str]) -> None:
        for name in names:
            with suppress(*foreign_errors()):
                self.files.rm_file(self._path(name))

    def close(self) -> None:
        names = sorted(name for name in self._used if not name.startswith(f"{USED}/"))
        self._used.clear()
        if names:
            content = "\n".join(names).encode()
            self.write(f"{USED}/{time.time():.0f}-{hashlib.sha256(content).hexdigest()[:16]}", content)
            self._used.clear()

    def _path(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"


def foreign_errors() -> tuple[type[Exception], ...]:
    """The classes of what fsspec and the libraries behind it may raise, of those libraries that are loaded."""
    loaded = ((sys.modules.get(module), name) for module, name in _ERRORS)
    return (OSError, NotImplementedError, *(getattr(module, name) for module, name in loaded if module))


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


def _written(facts: dict[str, Any]) -> float:
    """When an entry was written, in the words of its library."""
    for key in ("mtime", "LastModified", "last_modified", "updated", "created"):
        match facts.get(key):
            case datetime() as moment:
                return moment.timestamp()
            case int() | float() as seconds:
                return float(seconds)
    return 0.0
