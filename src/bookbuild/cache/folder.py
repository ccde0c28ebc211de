"""A folder of this machine, or of a network's file system, as a place for what is kept.

Others may write there, and delete all of it, at any time. What cannot be read is as if it were not there; what stands
in an entry's way, and is none, makes room for it.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from bookbuild.cache.backend import BackendFailed, KeptEntry

MOST_BYTES = 1 << 29
"""The size of an entry that is read."""

TRIES = 5
"""How often an entry is written whose folder is deleted meanwhile."""

_IN_THE_WAY = frozenset(
    {errno.ENOENT, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENOTEMPTY, errno.ENAMETOOLONG}
)
"""What is said where a folder has gone, or something else stands in its place or in the entry's."""

_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""A pipe without a writer is not waited for, and no link is followed."""


class Folder:
    """Its files' times say when they were used. Entries and folders in it have the permissions of the place itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = str(folder.parent)

    def read(self, name: str) -> bytes | None:
        """The content; None where there is no such entry, or it cannot be read."""
        with suppress(OSError):
            handle = os.open(self.folder / name, _OPENING)
            with open(handle, "rb") as file:  # noqa: PTH123 (a handle)
                facts = os.fstat(handle)
                if stat.S_ISREG(facts.st_mode) and facts.st_size <= MOST_BYTES:
                    content = file.read()
                    with suppress(OSError):
                        os.utime(handle)
                    return content
        return None

    def read_many(self, names: Sequence[str]) -> dict[str, bytes]:  # noqa: ARG002 (one by one is as fast)
        return {}

    def write(self, name: str, content: bytes) -> None:
        """Write a temporary file and rename it: others see it whole or not at all. Raises BackendFailed."""
        path = self.folder / name
        for left in reversed(range(TRIES)):
            try:
                return _write(path, content)
            except OSError as error:
                if not left or error.errno not in _IN_THE_WAY:
                    raise BackendFailed(str(error)) from error
            try:
                self._make_room(path)
            except OSError as error:
                raise BackendFailed(str(error)) from error
        return None

    def _make_room(self, path: Path) -> None:
        """The folders of an entry; what stands in their place and is none is deleted, and so is a folder in its own."""
        place = self.folder.parent
        place.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(place.stat().st_mode)
        folders = [folder for folder in reversed(path.parents) if folder.is_relative_to(self.folder)]
        for folder in folders:
            if not folder.is_dir():
                with suppress(OSError):
                    folder.unlink()
                with suppress(FileExistsError, FileNotFoundError):
                    folder.mkdir()
                    folder.chmod(mode)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)

    def entries(self) -> Iterator[KeptEntry]:
        for folder, folders, names in os.walk(self.folder):
            for name in (*names, *(each for each in folders if Path(folder, each).is_symlink())):
                path = Path(folder, name)
                with suppress(OSError):
                    facts = path.lstat()
                    yield KeptEntry(path.relative_to(self.folder).as_posix(), facts.st_size, facts.st_mtime)

    def delete(self, names: Iterable[str]) -> None:
        for name in names:
            with suppress(OSError):
                (self.folder / name).unlink()

    def close(self) -> None:
        return None


def _write(path: Path, content: bytes) -> None:
    """Raises OSError."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (a handle)
            _share(handle, path.parent.stat())
            file.write(content)
        Path(beside).replace(path)
    except OSError:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _share(handle: int, folder: os.stat_result) -> None:
    """Let those read and write a file that may read and write its folder."""
    with suppress(OSError, AttributeError):
        if os.fstat(handle).st_gid != folder.st_gid:
            os.fchown(handle, -1, folder.st_gid)
    with suppress(OSError, AttributeError):
        os.fchmod(handle, stat.S_IMODE(folder.st_mode) & 0o666)
