"""What dead builds left in a folder of books → ended where it was half done, and deleted. Living builds' stays."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bookbuild.folders.carry import delete, dispose
from bookbuild.folders.journal import JOURNAL, Journal, journal_of
from bookbuild.folders.locks import is_held, locked
from bookbuild.folders.swap import is_container, put_back


def sweep(out: Path, books: Iterable[str]) -> None:
    """Sweep `out`, and in it the folders of `books`."""
    for place in (out, *(out / book for book in books)):
        real = Path(os.path.realpath(place))
        if _containers(real):
            with locked(real if place == out else real.parent):
                for container in _containers(real):
                    if not is_held(container):
                        _end(container)


def _containers(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            return [Path(each.path) for each in found if is_container(each.name) and each.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _end(container: Path) -> None:
    journal = journal_of(container)
    if journal:
        target = Path(os.path.normpath(container.parent / journal.target))
        if journal.inode is None:
            _moved(container, target, journal)
        elif _inode(target) == journal.inode:
            dispose(container / "new", target, journal.names, journal.carried)
    delete(container)


def _moved(container: Path, target: Path, journal: Journal) -> None:
    """Move the files that were still to be moved; where that cannot be done, put back what was."""
    try:
        for name in journal.names:
            if os.path.lexists(container / "new" / name):
                (container / "new" / name).replace(target / name)
        (container / JOURNAL).unlink()
    except OSError:
        put_back(container, target, journal.names)


def _inode(folder: Path) -> int | None:
    try:
        return folder.lstat().st_ino
    except OSError:
        return None
