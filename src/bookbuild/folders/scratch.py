"""A folder for what this process and those that it begins need while they live. What dead processes left is deleted."""

from __future__ import annotations

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bookbuild.folders.carry import delete
from bookbuild.folders.locks import hold, is_held, locked

PREFIX = "bookbuild-run-"


class _Scratch:
    """The folder of one process, made when it is first used; `path` None where none can be made."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._process = 0
        self._uses = 0
        self._given: str | None = None
        self.path: Path | None = None
        self.outside = ""

    def enter(self) -> None:
        with self._lock:
            if not self._uses:
                self.outside, self._given = tempfile.gettempdir(), os.environ.get("TMPDIR")
            if self._process != os.getpid() or self.path is None or not self.path.is_dir():
                self._process, self.path = os.getpid(), _begun(Path(self.outside))
            if self.path:
                os.environ["TMPDIR"] = tempfile.tempdir = str(self.path)
            self._uses += 1

    def leave(self) -> None:
        with self._lock:
            self._uses -= 1
            if not self._uses:
                tempfile.tempdir, self.outside = self.outside, ""
                os.environ.pop("TMPDIR", None)
                if self._given is not None:
                    os.environ["TMPDIR"] = self._given


_scratch = _Scratch()


@contextmanager
def temporary_files_in_scratch() -> Iterator[None]:
    """While this lasts, `tempfile`, and processes that are begun, have the folder for their temporary files."""
    _scratch.enter()
    try:
        yield
    finally:
        _scratch.leave()


def lasting() -> str:
    """The folder for temporary files that are to stay when the process ends."""
    return _scratch.outside or tempfile.gettempdir()


def _begun(place: Path) -> Path | None:
    from multiprocessing.util import Finalize

    try:
        sweep_scratch(place)
        with locked(place):
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
            hold(folder)
    except OSError:
        return None
    Finalize(None, delete, args=(folder,), exitpriority=-200)  # after multiprocessing's own, which is within
    return folder


def sweep_scratch(place: Path) -> None:
    """Delete the folders of this user that dead processes left in `place`."""
    with suppress(OSError), os.scandir(place) as found:
        for entry in found:
            if re.fullmatch(rf"{PREFIX}[a-z0-9_]{{8}}", entry.name) and _is_ours(entry):
                with locked(place):
                    if not is_held(Path(entry.path)):
                        delete(Path(entry.path))


def _is_ours(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_uid == os.getuid()
