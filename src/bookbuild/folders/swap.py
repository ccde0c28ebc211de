"""A folder and files made beside it → the folder with these files: all of them, or as it was.

The files are made in a folder of their own, beside the target. A new folder is made of them and of all else that stands
in the target, and the two are exchanged in one step. Where a file system has no such step, or no links, the files are
moved one by one; what is to be moved is written down first, and the next build ends what a dead one had begun.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bookbuild.folders.carry import carry, delete, dispose
from bookbuild.folders.exchange import exchange
from bookbuild.folders.journal import JOURNAL, Journal
from bookbuild.folders.locks import hold, locked, release

PREFIX = ".building-"


def is_container(name: str) -> bool:
    """Whether a folder is called as `tempfile` calls one with this prefix."""
    return re.fullmatch(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}", name) is not None


def refusal(target: Path, names: Sequence[str] = ()) -> OSError | None:
    """Why files of these names can never be put into the folder `target`; None where nothing is known to hinder it."""
    there = next(path for path in (target, *target.absolute().parents) if os.path.lexists(path))
    number = 0
    if not there.is_dir():
        number = errno.ENOENT if there.is_symlink() else errno.ENOTDIR
    elif not os.access(there, os.W_OK | os.X_OK):
        number = errno.EROFS if os.statvfs(there).f_flag & os.ST_RDONLY else errno.EACCES
    elif folder := next((there / name for name in names if there == target and _is_folder(there / name)), None):
        there, number = folder, errno.EISDIR
    return OSError(number, os.strerror(number), str(there)) if number else None


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


class Swap:
    """Files for the folder `target`, made in `made`. `begin`, then `put_in_place`; `end` in any case.

    All three raise OSError (`end` does not): then the target is as it was.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self._container: Path | None = None
        self._lock: int | None = None
        self._created: list[Path] = []

    @property
    def made(self) -> Path:
        assert self._container is not None
        return self._container / "new"

    def begin(self) -> None:
        """Make the folder in which files are made. Raises OSError."""
        if error := refusal(self.target):
            raise error
        self._created = [path for path in (self.target.parent, *self.target.parent.parents) if not path.exists()]
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.target = Path(os.path.realpath(self.target))
        with locked(self.target.parent):
            self._container = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._place()))
            self._lock = hold(self._container)
        self.made.mkdir()

    def _place(self) -> Path:
        """The folder in which files are made: beside the target, or in it where they could not come from there."""
        beside = self.target.parent
        if not self.target.exists():
            return beside
        own = os.path.ismount(self.target) or self.target.stat().st_dev != beside.stat().st_dev
        return self.target if own or not os.access(beside, os.W_OK | os.X_OK) else beside

    def put_in_place(self, names: Sequence[str]) -> None:
        """Put the files of these names, all of them in `made`, into the target together. Raises OSError."""
        with locked(self.target.parent):
            if error := refusal(self.target, names):
                raise error
            if not self.target.exists():
                self.made.rename(self.target)
                return
            try:
                self._exchange(names)
            except OSError:
                self._move(names)

    def _exchange(self, names: Sequence[str]) -> None:
        """Raises OSError where that cannot be done; then `made` may hold more than was made."""
        assert self._container is not None
        if self._container.parent == self.target or any(is_container(path.name) for path in self.target.iterdir()):
            raise OSError(errno.ENOTSUP, "somebody's files are made in the folder itself", str(self.target))
        carried = carry(self.target, self.made, names)
        inode = self.made.stat().st_ino
        Journal(self.target.name, tuple(names), inode, carried).write(self._container)
        exchange(self.made, self.target)
        dispose(self.made, self.target, names, carried)

    def _move(self, names: Sequence[str]) -> None:
        """Move the files one by one; where one cannot be moved, put back what was."""
        assert self._container is not None
        old = self._container / "old"
        old.mkdir()
        for name in names:
            if os.path.lexists(self.target / name):
                _second(self.target / name, old / name)
        inside = self._container.parent == self.target
        Journal(os.curdir if inside else self.target.name, tuple(names)).write(self._container)
        try:
            for name in names:
                (self.made / name).replace(self.target / name)
        except OSError:
            put_back(self._container, self.target, names)
            raise
        (self._container / JOURNAL).unlink()

    def end(self) -> None:
        """Delete what was made and not put in its place, and the folders made for it that are empty."""
        if self._container:
            delete(self._container)
        release(self._lock)
        self._lock = self._container = None
        for folder in self._created:
            with suppress(OSError):
                folder.rmdir()


def _second(path: Path, other: Path) -> None:
    """The same file under another name, or a copy of it. Raises OSError."""
    try:
        os.link(path, other, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, other, follow_symlinks=False)


def put_back(container: Path, target: Path, names: Sequence[str]) -> None:
    """Undo moves that ended half way: what stood under these names stands there again."""
    for name in names:
        with suppress(OSError):
            if os.path.lexists(container / "old" / name):
                (container / "old" / name).replace(target / name)
            elif not os.path.lexists(container / "new" / name):
                (target / name).unlink()
    with suppress(OSError):
        (container / JOURNAL).unlink()
