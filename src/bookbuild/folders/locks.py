"""Locks on folders themselves: no file is left, and a lock ends with the process that has it, however that ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without them: nothing is locked, and what is old is taken for dead
    fcntl = None  # type: ignore[assignment]

OLD = 86_400.0
"""Seconds after which a folder is nobody's, where locks do not tell."""

WAITING = 20.0
"""Seconds for which a lock is waited for; whoever has it longer does not go on, and holds up nobody."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder` for a moment; where it cannot be had, go on without."""
    handle = _opened(folder)
    try:
        until = time.monotonic() + WAITING
        while handle is not None and not _taken(handle) and time.monotonic() < until:
            time.sleep(0.01)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def hold(folder: Path) -> int | None:
    """Mark `folder` as this process's, until `release` or its end."""
    handle = _opened(folder)
    if handle is not None:
        _taken(handle)
    return handle


def release(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def is_held(folder: Path) -> bool:
    """Whether a living process holds `folder`."""
    handle = _opened(folder)
    if handle is None or fcntl is None:
        with suppress(OSError):
            return time.time() - folder.stat().st_mtime < OLD
        return False
    try:
        return not _taken(handle)
    finally:
        os.close(handle)


def _opened(folder: Path) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return None


def _taken(handle: int) -> bool:
    """Whether the lock could be taken; True too where the file system has none."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
