"""A pattern of `[matter]` → the paths of the book that match it, whatever stands under them.

As Python's `glob`, hidden names left out; but `**` goes through no links, so that it ends, and no link is followed that
leads out of the book: it stands among the matches itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase

from bookbuild.guarded.folder import GuardedFolder

WILD = frozenset("*?[")


def matched(book: GuardedFolder, pattern: str) -> list[str]:
    """The paths, with `/`, sorted by code point."""
    return sorted(set(_matched(book, pattern)))


def _matched(book: GuardedFolder, pattern: str) -> Iterator[str]:
    parts = tuple(pattern.split("/"))
    seen: set[tuple[str, int]] = set()  # by where it leads: links to one folder would make ever more names of it
    waiting = [("", 0)]
    while waiting:
        folder, index = waiting.pop()
        if index == len(parts) or (folder and not book.holds(folder)):
            yield folder
            continue
        here = (os.path.realpath(book.path_of(folder)), index)
        if here in seen:
            continue
        seen.add(here)
        if parts[index] == "**":
            waiting += [(_joined(folder, entry.name), index) for entry in _entries(book, folder) if _is_plain(entry)]
            waiting.append((folder, index + 1))
        elif WILD & set(parts[index]):
            names = (entry.name for entry in _entries(book, folder))
            waiting += [(_joined(folder, name), index + 1) for name in names if _fits(name, parts[index])]
        elif book.has(path := _joined(folder, parts[index])):
            waiting.append((path, index + 1))


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _fits(name: str, part: str) -> bool:
    return fnmatchcase(name, part) and (part.startswith(".") or not name.startswith("."))


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder that is neither hidden nor a link."""
    try:
        return not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _entries(book: GuardedFolder, folder: str) -> list[os.DirEntry[str]]:
    """What stands in a folder, links before the others (the last is looked into first); nothing in what is none."""
    try:
        with os.scandir(book.path_of(folder)) as found:
            return sorted(found, key=lambda entry: (entry.is_symlink(), entry.name), reverse=True)
    except OSError:
        return []
