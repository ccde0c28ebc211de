"""A folder → one like it that has the same files (by hard links), without those that are made anew; and its end."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

Carried = dict[str, int | None]


def carry(source: Path, target: Path, left_out: Collection[str]) -> Carried:
    """Link all that is in `source`, but for the names `left_out` in it, into the folder `target`; each path in it with
    its inode, None for a folder. Raises OSError where one cannot be linked: then nothing is as it should be."""
    carried: Carried = {}
    _carry(source, target, "", frozenset(left_out), carried)
    return carried


def _carry(source: Path, target: Path, inside: str, left_out: Collection[str], carried: Carried) -> None:
    device = source.stat().st_dev
    with os.scandir(source) as found:
        entries = list(found)
    for entry in entries:
        path = f"{inside}{entry.name}"
        if path in left_out:
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.stat(follow_symlinks=False).st_dev != device:
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), entry.path)
            (target / entry.name).mkdir()
            carried[path] = None
            _carry(Path(entry.path), target / entry.name, f"{path}/", (), carried)
        else:
            os.link(entry.path, target / entry.name, follow_symlinks=False)
            carried[path] = entry.inode()
    _make_alike(source, target)


def _make_alike(source: Path, target: Path) -> None:
    """Owner, group, permissions and attributes of a folder. Raises OSError."""
    was, now = source.stat(), target.stat()
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        os.chown(target, was.st_uid, was.st_gid)
    shutil.copystat(source, target)
    os.utime(target)


def dispose(old: Path, live: Path, names: Collection[str], carried: Mapping[str, int | None]) -> None:
    """Delete the folder `old`, for which `live` stands now. What came into it meanwhile moves there."""
    for path, inode in _files(old):
        if path not in names and carried.get(path) != inode:
            with suppress(OSError):
                (live / path).parent.mkdir(parents=True, exist_ok=True)
                (old / path).replace(live / path)
    delete(old)


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    for root, folders, names in os.walk(folder):
        for name in (*names, *(each for each in folders if os.path.islink(os.path.join(root, each)))):  # noqa: PTH114, PTH118
            path = Path(root, name)
            with suppress(OSError):
                yield path.relative_to(folder).as_posix(), path.lstat().st_ino


def delete(folder: Path) -> None:
    """Delete a folder as far as that can be done; one that may not be changed is made changeable first."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for root, _, _ in os.walk(folder):
            with suppress(OSError):
                os.chmod(root, 0o700)  # noqa: PTH101
        shutil.rmtree(folder, ignore_errors=True)
