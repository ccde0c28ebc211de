"""What a build reads of its book → a record of it with digests; the record, later → whether all is as it was read.

The guarded door (`guarded/folder.py`) notes here what it was asked and what it found: contents, that a name is there or
is not, what a folder lists. Outside of `recorded(…)` nothing is noted. What no one asks for is not in the record.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeAlias

from bookbuild.cache.file_memo import digest_of
from bookbuild.cache.installed_fonts import FILES, listed

FoundInBook: TypeAlias = "str | bool | None"
"""What was found under a name: of a file its digest, `there` where it was not read, None where there is none; of a name
whether anything has it, of a folder whether it is there; of a listing and of a font the digest of what it names."""
KINDS = ("files", "names", "folders", "listings", "fonts")
THERE = "there"
ALL = "*:all"
"""Stands for no part of a pattern: all that is in a folder."""


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


def note_content(path: str | Path, content: bytes | None) -> None:
    """Note what a file holds; None where it cannot be read."""
    if ledger := _ledger.get():
        _note_file(ledger, path, None if content is None else hashlib.sha256(content).hexdigest())


def note_file(path: str | Path) -> None:
    """Note what a file holds that is read elsewhere, such as a font."""
    if ledger := _ledger.get():
        _note_file(ledger, path, _digest_or_none(Path(path)))


def note_is_file(path: str | Path, there: bool) -> None:
    """Note whether there is such a file, which is not read for it."""
    if ledger := _ledger.get():
        _note_file(ledger, path, THERE if there else None)


def note_name(path: str | Path, there: bool) -> None:
    """Note whether anything has that name: a file, a folder, a link."""
    _note("names", path, there)


def note_folder(path: str | Path, there: bool) -> None:
    """Note whether there is such a folder."""
    _note("folders", path, there)


def note_listing(path: str | Path, names: Iterable[str], part: str = ALL) -> None:
    """Note those names in a folder that are `listed_for` a part of a pattern; none where there is no such folder."""
    if ledger := _ledger.get():
        for name, _ in ledger.names(path):
            ledger.note("listings", f"{name.rstrip('/')}/{part}", _digest(sorted(names)))


def listed_for(part: str, entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder matters to a part of a pattern. Of ALL every one does; of `**` a folder does that is
    neither hidden nor a link; of any other what fits it."""
    if part == ALL:
        return True
    if part == "**":
        return not entry.name.startswith(".") and _is_plain_folder(entry)
    return fnmatchcase(entry.name, part) and (part.startswith(".") or not entry.name.startswith("."))


def _is_plain_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _note(kind: str, path: str | Path, value: FoundInBook) -> None:
    if ledger := _ledger.get():
        for name, _ in ledger.names(path):
            ledger.note(kind, name, value)


def note_fonts(paths: Iterable[Path]) -> None:
    """Note the fonts of the machine among these, before anything is measured or set in them."""
    if ledger := _ledger.get():
        for path in paths:
            if next(ledger.names(path), None) is None:
                ledger.note("fonts", path.name, _font_digest(path.name))
            else:  # fontconfig may find fonts in a book's folder too
                _note_file(ledger, path, _digest_or_none(path))


def _font_digest(name: str) -> str:
    """The digest of all fonts with this file name that fontconfig knows."""
    files = {line.partition("\t")[0] for line in listed(FILES) or ()}
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


def _digest(names: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def unchanged(record: Any, book: Path) -> bool:
    """Whether all that a build of `book` read is as it was read. Raises TypeError, ValueError for what is no record."""
    if not isinstance(record, Mapping) or set(record) != set(KINDS):
        return False
    ledger = _ledger_of(book)
    return all(_now(ledger, kind, name, value) == value for kind in KINDS for name, value in record[kind].items())


def _now(ledger: Ledger, kind: str, name: str, before: FoundInBook) -> FoundInBook:
    """What is found under a name of the record now."""
    if kind == "fonts":
        return _font_digest(name)
    path = ledger.path(name)
    if kind == "folders":
        real, root = os.path.realpath(path), os.path.realpath(ledger.path(name.partition("/")[0]))
        return path.is_dir() and (real == root or real.startswith(root + os.sep))
    if kind == "names":
        return os.path.lexists(path)
    if kind == "listings":
        return _digest(_listing(path.parent, path.name))
    if before in (None, THERE):
        return THERE if path.is_file() else None
    return _with_target(path, str(ledger.path(name.partition("/")[0])), name, _content_digest(path))


def _listing(folder: Path, part: str) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted(entry.name for entry in found if listed_for(part, entry))
    except OSError:
        return []


def _content_digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(content_of(path)).hexdigest()
    except (OSError, ValueError):
        return None
