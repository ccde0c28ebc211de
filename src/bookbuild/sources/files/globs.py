"""A pattern of `[matter]` → the paths of the book that match it, whatever stands under them.

As Python's `glob`, hidden names left out; but `**` goes through no links, so that it ends, and no link is followed that
leads out of the book: it stands among the matches itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from bookbuild.cache import reads
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
            waiting += [(_joined(folder, name), index) for name in _names(book, folder, "**")]
            waiting.append((folder, index + 1))
        elif WILD & set(parts[index]):
            waiting += [(_joined(folder, name), index + 1) for name in _names(book, folder, parts[index])]
        elif book.has(path := _joined(folder, parts[index])):
            waiting.append((path, index + 1))


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _names(book: GuardedFolder, folder: str, part: str) -> list[str]:
    """What fits a part of a pattern in a folder, links before the others: the last is looked into first."""
    try:
        with os.scandir(book.path_of(folder)) as found:
            entries = [entry for entry in found if reads.listed_for(part, entry)]
    except OSError:
        entries = []
    reads.note_listing(book.path_of(folder), [entry.name for entry in entries], part)
    return [entry.name for entry in sorted(entries, key=lambda entry: (entry.is_symlink(), entry.name), reverse=True)]
