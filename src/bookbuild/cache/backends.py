"""Where kept things lie: a folder, or any place that fsspec knows. Names and bytes in, names and bytes out."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bookbuild.cache.backend import Backend, BackendFailed, KeptEntry
from bookbuild.cache.folder import Folder
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


def backend_of(address: str | Path, version: str) -> Backend:
    """The place at a path or an URL, in its folder `version`. Raises MachineLacks where there is no library for it."""
    text = str(address)
    if text.startswith("file:"):
        return Folder(Path(unquote(urlsplit(text).path)) / version)
    if "://" in text or "::" in text:
        return Remote(f"{text.rstrip('/')}/{version}")
    return Folder(Path(address) / version)


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
        """The content; None where there is no such entry, or not for us.

        Raises BackendFailed where the place does not answer.
        """
        try:
            content = bytes(self.files.cat_file(self._path(name)))
        except (FileNotFoundError, IsADirectoryError, PermissionError):
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
