"""A name in a folder of someone else's → the bytes of that file: a plain one, within its root, of bounded size.

Nothing else opens what a book or a theme brings. What is a link out of the root, a folder, a pipe, a socket or a device
is refused by what was opened, not by what was looked at before.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from bookbuild.cache import reads
from bookbuild.diagnostics import Code, Finding, Location

MOST_TEXT = 16 * 2**20
"""Bytes of a text: a chapter, settings, a style sheet, a template."""
MOST_IMAGE = 128 * 2**20
"""Bytes of a picture."""
MOST_FONT = 64 * 2**20
"""Bytes of a font, or of a muṣḥaf."""

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | os.O_CLOEXEC if os.name == "posix" else 0
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class FileRefused(Exception):
    """A file that is not read. `code`: `path-outside` or `too-large`; None where it depends on what the file is for.

    `message` and `remedy` are those of its finding.
    """

    def __init__(self, code: Code | None, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy

    def finding(self, otherwise: Code, location: Location) -> Finding:
        """The refusal as a finding, of the code `otherwise` where it has none of its own."""
        return Finding(self.code or otherwise, self.message, self.remedy, location)


@dataclass(frozen=True, slots=True)
class GuardedFolder:
    """The folder `under` (with `/`, empty: the root itself) of `root`, a path without links that nothing may leave."""

    root: str
    under: str = ""

    @classmethod
    def of(cls, folder: str | Path) -> GuardedFolder:
        """A folder that is a root itself, wherever a link to it leads: someone has named it."""
        return cls(os.path.realpath(folder))

    @property
    def path(self) -> Path:
        return Path(self.root, self.under)

    @property
    def name(self) -> str:
        return self.path.name

    def sub(self, name: str) -> GuardedFolder:
        return GuardedFolder(self.root, f"{self.under}/{name}" if self.under else name)

    def path_of(self, name: str) -> str:
        """Where `name` stands, whatever it is."""
        # without a last slash, which would follow a link; as strings, since it is asked very often
        return os.path.join(self.root, self.under, name).rstrip("/") or "/"  # noqa: PTH118

    def holds(self, name: str = "") -> bool:
        """Whether `name` (empty: the folder itself) leads to a place within the root."""
        try:
            return _is_within(os.path.realpath(self.path_of(name)), self.root)
        except (OSError, ValueError):
            return False

    def has(self, name: str) -> bool:
        """Whether anything has that name here, whatever it is and wherever it leads."""
        path = self.path_of(name)
        try:
            there = os.path.lexists(path)
        except (OSError, ValueError):
            return False
        reads.note_name(path, there)
        return there

    def has_file(self, name: str) -> bool:
        """Whether there is such a file, wherever a link to it leads."""
        path = self.path_of(name)
        there = os.path.isfile(path)  # noqa: PTH113
        reads.note_is_file(path, there)
        return there

    def is_folder(self) -> bool:
        """Whether there is such a folder, within the root."""
        path = self.path_of("")
        there = os.path.isdir(path) and self.holds()  # noqa: PTH112
        reads.note_folder(path, there)
        return there

    def names(self) -> list[str]:
        """The names in the folder, sorted; none where there is no such folder within the root."""
        path = self.path_of("")
        try:
            found = sorted(os.listdir(path)) if self.is_folder() else []  # noqa: PTH208
        except OSError:
            found = []
        reads.note_listing(path, found)
        return found

    def not_a_file(self, name: str) -> str:
        """What `name` is instead of a plain file: `a folder`, `a pipe` …; empty for a file."""
        try:
            found = os.stat(self.path_of(name))  # noqa: PTH116
        except (OSError, ValueError):
            return "a link that leads nowhere" if self.has(name) else "not there"
        return _kind(found.st_mode)

    def read(self, name: str, most: int = MOST_TEXT) -> bytes:
        """The content of the file `name`. Raises FileRefused, also where it has more than `most` bytes."""
        try:
            data = self._read(name, most)[1]
        except FileRefused:
            reads.note_content(self.path_of(name), None)
            raise
        reads.note_content(self.path_of(name), data)
        return data

    def checked(self, name: str, most: int = MOST_FONT) -> Path:
        """The path, without links, of a file that may be read. Raises FileRefused."""
        reads.note_file(self.path_of(name))
        return Path(self._read(name, most, content=False)[0])

    def _read(self, name: str, most: int, *, content: bool = True) -> tuple[str, bytes]:
        shown = f"{self.under}/{name}" if self.under else name
        try:
            real = os.path.realpath(self.path_of(name), strict=True)
            if not _is_within(real, self.root):
                raise _outside(shown)
            if kind := _kind(os.stat(real).st_mode):  # noqa: PTH116 (a device is not even opened)
                raise _no_file(shown, kind)
            with os.fdopen(_opened(self.root, real), "rb") as file:
                found = os.fstat(file.fileno())
                if kind := _kind(found.st_mode):
                    raise _no_file(shown, kind)
                data = file.read(most + 1) if content and found.st_size <= most else b""
        except (OSError, ValueError) as error:
            raise _unreadable(shown, error) from error
        if max(found.st_size, len(data)) > most:
            raise _too_large(shown, most)
        return real, data


def _kind(mode: int) -> str:
    """What is no plain file; empty for one."""
    if stat.S_ISREG(mode):
        return ""
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")


def _is_within(real: str, root: str) -> bool:
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _opened(root: str, real: str) -> int:
    """A descriptor of `real`, reached from `root` folder by folder: none of them may have become a link meanwhile."""
    steps = Path(os.path.relpath(real, root)).parts
    if os.open not in os.supports_dir_fd or real == root:
        return os.open(real, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _NOT_WAITING | _NO_LINK)
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for step in steps[:-1]:
            inner = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | _NO_LINK, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(steps[-1], os.O_RDONLY | _NOT_WAITING | _NO_LINK, dir_fd=folder)
    finally:
        os.close(folder)


def _outside(shown: str) -> FileRefused:
    remedy = "put the file itself in the place of the link"
    return FileRefused(Code.PATH_OUTSIDE, f"`{shown}` leads out of its folder", remedy)


def _no_file(shown: str, kind: str) -> FileRefused:
    return FileRefused(None, f"`{shown}` is {kind}, not a file", "put a file in its place, or take it away")


def _unreadable(shown: str, error: OSError | ValueError) -> FileRefused:
    why = (getattr(error, "strerror", None) or "its name cannot be a file's").lower()
    return FileRefused(None, f"`{shown}` cannot be read: {why}", "see to its permissions, and to where it leads")


def _too_large(shown: str, most: int) -> FileRefused:
    message = f"`{shown}` has more than {most // 2**20} MiB"
    return FileRefused(Code.TOO_LARGE, message, "divide it, or make it smaller")
