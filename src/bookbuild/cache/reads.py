"""What a build reads of its book → a record of it with digests; the record, later → whether all is as it was read.

Within `recorded(…)` each function here notes what it was asked and what it found: contents, that a file is there or is
not, what a pattern matches. Outside of it they note nothing. What no one asks for is not in the record.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from bookbuild.cache.file_memo import digest_of
from bookbuild.cache.installed_fonts import listed

FoundInBook: TypeAlias = "str | bool | None"
"""What was found under a name: of a file its digest, `there` where it was not read, None where there is none; of a
folder whether it is there; of a pattern and of a font the digest of what it stands for."""
KINDS = ("files", "folders", "matches", "endings", "fonts")
THERE = "there"


def content_of(path: str | Path) -> bytes:
    """The content of a regular file. Raises OSError, also for a device, a pipe or a folder: it does not wait."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with open(handle, "rb") as file:  # noqa: PTH123 (a handle)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no regular file", str(path))
        return file.read()


@dataclass(slots=True)
class Ledger:
    """What was read, by kind and name. `book` and `styles` are the folders that names begin with, `styles` being in
    the working directory. `changed`: something was read twice, and was not the same.
    """

    book: str
    styles: str
    found: dict[str, dict[str, FoundInBook]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    changed: bool = False

    def names(self, path: str | Path) -> Iterator[tuple[str, str]]:
        """The names of a path in the record, each with the folder it is taken from; none for what is the tool's own."""
        absolute = os.path.abspath(path)  # noqa: PTH100 (`..` is resolved, links are not)
        for name, root in (("book", self.book), ("styles", self.styles)):
            for base in (root, os.path.realpath(root)):
                if absolute == base or absolute.startswith(base + os.sep):
                    yield f"{name}/{absolute[len(base) + 1 :]}", base
                    break

    def path(self, name: str) -> Path:
        root, _, rest = name.partition("/")
        return Path(self.book if root == "book" else self.styles, rest)

    def note(self, kind: str, name: str, value: FoundInBook) -> None:
        known = self.found[kind].setdefault(name, value)
        if known == THERE:
            self.found[kind][name] = value
        self.changed |= known != value and not (THERE in (known, value) and known and value)

    def record(self) -> dict[str, dict[str, FoundInBook]] | None:
        """What was read as JSON keeps it, in the order of names; None where it changed meanwhile."""
        return None if self.changed else {kind: dict(sorted(names.items())) for kind, names in self.found.items()}


_ledger: ContextVar[Ledger | None] = ContextVar("ledger", default=None)


def _ledger_of(book: Path) -> Ledger:
    return Ledger(os.path.abspath(book), os.path.abspath("styles"))  # noqa: PTH100


@contextmanager
def recorded(book: Path) -> Iterator[Ledger]:
    """Note what is read of `book`, and of the working directory's styles. Threads begun within see it where they run in
    a copy of this one's context."""
    token = _ledger.set(_ledger_of(book))
    try:
        yield _ledger.get()  # type: ignore[misc]
    finally:
        _ledger.reset(token)


def read_bytes(path: str | Path) -> bytes:
    """The content of a file. Raises OSError."""
    ledger = _ledger.get()
    if ledger is None:
        return content_of(path)
    try:
        content = content_of(path)
    except (OSError, ValueError):
        _note_file(ledger, path, None)
        raise
    _note_file(ledger, path, hashlib.sha256(content).hexdigest())
    return content


def read_text(path: str | Path) -> str:
    """A file's text, its lines ending in a line feed. Raises OSError, UnicodeDecodeError."""
    return read_bytes(path).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def is_file(path: str | Path) -> bool:
    there = os.path.isfile(path)  # noqa: PTH113 (half the time of Path's, and asked very often)
    if ledger := _ledger.get():
        _note_file(ledger, path, THERE if there else None)
    return there


def is_folder(path: str | Path) -> bool:
    there = os.path.isdir(path)  # noqa: PTH112
    if ledger := _ledger.get():
        for name, _ in ledger.names(path):
            ledger.note("folders", name, there)
    return there


def matches(root: str, pattern: str) -> list[str]:
    """The files below `root` that a pattern stands for, with `/`, in the order of their code points."""
    found = _matches(root, pattern)
    if ledger := _ledger.get():
        for name, _ in ledger.names(root):
            ledger.note("matches", f"{name.rstrip('/')}/{pattern}", _digest(found))
    return found


def _matches(root: str, pattern: str) -> list[str]:
    found = glob.glob(pattern, root_dir=root, recursive=True)  # noqa: PTH207
    return sorted(match.replace("\\", "/") for match in found if os.path.isfile(os.path.join(root, match)))  # noqa: PTH113, PTH118


def ending_in(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    """The entries of a folder whose names end so, in the order of names; none where there is no such folder.

    Those that are files are noted with their content.
    """
    found = _ending_in(folder, endings)
    if ledger := _ledger.get():
        for name, _ in ledger.names(folder):
            ledger.note("endings", f"{name}/*{','.join(endings)}", _digest([path.name for path in found]))
        for path in found:
            _note_file(ledger, path, _digest_or_none(path))
    return found


def _ending_in(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in endings)
    except OSError:
        return []


def note_fonts(paths: Iterable[Path]) -> None:
    """Note the fonts of the machine among these, before anything is measured or set in them."""
    if ledger := _ledger.get():
        for path in paths:
            if next(ledger.names(path), None) is None:
                ledger.note("fonts", path.name, _font_digest(path.name))


def _font_digest(name: str) -> str:
    """The digest of all fonts with this file name that fontconfig knows."""
    files = {line.partition("\t")[0] for line in listed("%{file}") or ()}
    return _digest(sorted(str(_digest_or_none(Path(file))) for file in files if Path(file).name == name))


def _note_file(ledger: Ledger, path: str | Path, value: str | None) -> None:
    for name, root in ledger.names(path):
        ledger.note("files", name, _with_target(path, root, name, value))


def _with_target(path: str | Path, root: str, name: str, value: str | None) -> str | None:
    """`value`, and for a file that is reached by a link where it lies: a link may come to lead elsewhere."""
    if value in (None, THERE):
        return value
    real, expected = os.path.realpath(path), os.path.join(os.path.realpath(root), *name.split("/")[1:])  # noqa: PTH118
    return value if real == expected else f"{value} {os.path.relpath(real, os.path.realpath(root))}"


def _digest_or_none(path: Path) -> str | None:
    try:
        return digest_of(path) if stat.S_ISREG(path.stat().st_mode) else None
    except OSError:
        return None


def _digest(names: list[str]) -> str:
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def unchanged(record: Any, book: Path) -> bool:
    """Whether all that a build of `book` read is as it was read. Raises TypeError, ValueError for what is no record."""
    if not isinstance(record, Mapping) or set(record) != set(KINDS):
        return False
    ledger = _ledger_of(book)
    return all(_now(ledger, kind, name, value) == value for kind in KINDS for name, value in record[kind].items())


def _now(ledger: Ledger, kind: str, name: str, before: FoundInBook) -> FoundInBook:
    """What is found under a name of the record now."""
    path = ledger.path(name)
    if kind == "folders":
        return path.is_dir()
    if kind == "fonts":
        return _font_digest(name)
    if kind == "matches":
        root, _, pattern = name.partition("/")
        return _digest(_matches(str(ledger.path(root)), pattern))
    if kind == "endings":
        endings = tuple(path.name.removeprefix("*").split(","))
        return _digest([each.name for each in _ending_in(path.parent, endings)])
    if before in (None, THERE):
        return THERE if path.is_file() else None
    return _with_target(path, str(ledger.path(name.partition("/")[0])), name, _content_digest(path))


def _content_digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(content_of(path)).hexdigest()
    except (OSError, ValueError):
        return None
