"""A function of files → the same function, which remembers its values as long as the files are as they were.

A file is as it was while its path, size, time of change and inode are the same. A process may live for hours, and a
file may be another by its next use.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

MOST = 1 << 14
"""Values that are remembered of a function; beyond it, those made first go."""

Stamp = tuple[int, int, int] | None
"""Bytes, time of change in ns and inode of a file or a folder; None where there is none. A folder changes with the
names in it."""


def stamp_of(path: str | Path) -> Stamp:
    """What `path` is known again by."""
    try:
        found = os.stat(path)  # noqa: PTH116 (half the time of Path's, and asked very often)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def remembered(files: Callable[..., Iterable[str | Path]]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A decorator for functions of hashable positional arguments. `files` gives, of the same, all that they read."""

    def remembering(function: Callable[P, T]) -> Callable[P, T]:
        kept: dict[tuple[object, ...], tuple[tuple[Stamp, ...], T]] = {}

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            # taken before the files are read: what changes meanwhile is read again at the next call
            stamps = tuple([stamp_of(path) for path in files(*args, **kwargs)])
            known = kept.get(args)
            if known is not None and known[0] == stamps:
                return known[1]
            value = function(*args, **kwargs)
            if len(kept) >= MOST:
                kept.pop(next(iter(kept)), None)
            kept[args] = stamps, value
            return value

        return asked

    return remembering


@remembered(lambda path: (path,))
def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError where it cannot be read."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
