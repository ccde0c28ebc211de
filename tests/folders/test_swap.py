"""A folder and new files → all of them in it, or none, whoever dies when; what else stands in it stays as it is."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.folders import journal, swap, sweep
from bookbuild.folders.exchange import exchange
from bookbuild.folders.swap import Swap

NAMES = ("a.pdf", "b.epub", "build.json")
Patch = Callable[[pytest.MonkeyPatch], None]


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EINVAL, "no such step here")


WAYS: dict[str, Patch] = {
    "exchanged": lambda _: None,
    "moved": lambda patch: patch.setattr(swap, "exchange", refuse),
    "moved and copied": lambda patch: (patch.setattr(swap, "exchange", refuse), patch.setattr(os, "link", refuse)),  # type: ignore[dict-item]
    "in the folder itself": lambda patch: patch.setattr(Swap, "_place", lambda self: self.target),
}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with files of the last build, and with other things of the user's."""
    folder = tmp_path / "dist" / "book"
    (folder / "notes" / "deep").mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_text("old", "utf-8")
    for name in (".gitignore", "notes/.hidden", "notes/deep/mine.txt", "c.pdf"):
        (folder / name).write_text("mine", "utf-8")
    (folder / "link").symlink_to("notes")
    (folder / "nowhere").symlink_to("nothing")
    os.mkfifo(folder / "pipe")
    folder.chmod(0o750)
    (folder.parent / ".gitignore").write_text("*", "utf-8")
    return folder


def made(target: Path, names: tuple[str, ...] = NAMES) -> Swap:
    new = Swap(target)
    new.begin()
    for name in names:
        (new.made / name).write_text("new", "utf-8")
    return new


def texts(target: Path) -> list[str]:
    return [(target / name).read_text("utf-8") for name in NAMES]


def others(target: Path) -> dict[str, object]:
    """All that is the user's: what it is, and its inode where it is a file."""
    found: dict[str, object] = {}
    for root, folders, names in os.walk(target):
        for name in (*folders, *names):
            path = Path(root, name)
            if path.relative_to(target).as_posix() not in NAMES and not swap.is_container(name):
                is_folder = path.is_dir() and not path.is_symlink()
                found[path.relative_to(target).as_posix()] = path.lstat().st_mode, is_folder or path.lstat().st_ino
    return found


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


@pytest.mark.parametrize("way", WAYS)
def test_all_files_come_together_and_the_others_stay(way: str, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    WAYS[way](monkeypatch)
    before, mode = others(target), target.stat().st_mode
    new = made(target)
    assert texts(target) == ["old"] * 3
    new.put_in_place(NAMES)
    new.end()
    assert texts(target) == ["new"] * 3
    assert (others(target), target.stat().st_mode) == (before, mode)
    assert beside(target) == [".gitignore", "book"]
    assert not [path for path in target.iterdir() if swap.is_container(path.name)]


def test_a_folder_that_is_not_there_is_made_and_none_where_nothing_comes(tmp_path: Path) -> None:
    target = tmp_path / "new" / "dist" / "book"
    made(target).end()
    assert list(tmp_path.iterdir()) == []
    new = made(target)
    new.put_in_place(NAMES)
    new.end()
    assert (texts(target), beside(target)) == (["new"] * 3, ["book"])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_a_folder_where_a_file_should_go_changes_nothing(
    way: str, name: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    WAYS[way](monkeypatch)
    (target / name).unlink()
    (target / name).mkdir()
    new = made(target)
    with pytest.raises(OSError, match="directory"):
        new.put_in_place(NAMES)
    new.end()
    assert {path.read_text("utf-8") for path in target.glob("*.*") if path.name in NAMES and path.is_file()} == {"old"}
    assert beside(target) == [".gitignore", "book"]


@pytest.mark.parametrize("number", range(4))
def test_moves_that_fail_half_way_are_undone(number: int, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", refuse)
    (target / NAMES[1]).unlink()
    before = others(target)
    new = made(target)
    replace, count = Path.replace, []

    def failing(self: Path, other: Path) -> Path:
        if self.parent.name == "new":
            count.append(other)
            if len(count) == number:
                raise OSError(errno.ENOSPC, "full")
        return replace(self, other)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", failing)
        if number:
            with pytest.raises(OSError, match="full"):
                new.put_in_place(NAMES)
    new.end()
    assert (others(target), beside(target)) == (before, [".gitignore", "book"])
    assert [path.read_text("utf-8") for path in (target / NAMES[0], target / NAMES[2])] == ["old", "old"]
    assert not (target / NAMES[1]).exists()


def test_a_link_to_a_folder_is_followed_and_stays(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "out" / "book"
    link.parent.mkdir()
    link.symlink_to(target)
    new = made(link)
    new.put_in_place(NAMES)
    new.end()
    assert link.is_symlink()
    assert (texts(target), beside(link), beside(target)) == (["new"] * 3, ["book"], [".gitignore", "book"])


def test_what_comes_while_folders_are_exchanged_is_not_lost(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(one: Path, other: Path) -> None:
        (target / "notes" / "late.txt").write_text("late", "utf-8")
        (target / "c.pdf.new").write_text("saved", "utf-8")
        (target / "c.pdf.new").replace(target / "c.pdf")
        exchange(one, other)

    monkeypatch.setattr(swap, "exchange", slowly)
    new = made(target)
    new.put_in_place(NAMES)
    new.end()
    assert ((target / "notes" / "late.txt").read_text("utf-8"), (target / "c.pdf").read_text("utf-8")) == (
        "late",
        "saved",
    )
    assert (texts(target), beside(target)) == (["new"] * 3, [".gitignore", "book"])


def test_two_builds_of_other_editions_keep_each_others_files(target: Path) -> None:
    one, other = made(target, NAMES[:1]), made(target, NAMES[1:2])
    one.put_in_place(NAMES[:1])
    other.put_in_place(NAMES[1:2])
    one.end()
    other.end()
    assert texts(target) == ["new", "new", "old"]


DEATHS = """
import os, signal, sys
from pathlib import Path
from bookbuild.folders import carry, journal, swap
target, way, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
NAMES = ("a.pdf", "b.epub", "build.json")
steps = iter(range(1000))
def deadly(call):
    def called(*arguments, **options):
        if next(steps) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return called
if way == "moved":
    def refuse(*_): raise OSError(22, "no")
    swap.exchange = refuse
new = swap.Swap(target)
new.begin()
for name in NAMES:
    (new.made / name).write_text("new", "utf-8")
for owner, name in [(Path, "replace"), (Path, "rename"), (Path, "unlink"), (Path, "mkdir"), (os, "link"), (os, "rmdir"),
                    (os, "unlink"), (swap, "exchange"), (swap, "dispose"), (swap, "delete"), (carry, "delete")]:
    setattr(owner, name, deadly(getattr(owner, name)))
new.put_in_place(NAMES)
new.end()
print(next(steps))
"""


@pytest.mark.parametrize("way", ["exchanged", "moved"])
def test_whoever_dies_when_leaves_one_state_and_the_next_build_sweeps(way: str, target: Path) -> None:
    before, count, number = others(target), [], 0
    while True:
        for name in NAMES:
            (target / name).write_text("old", "utf-8")
        ran = subprocess.run(
            [sys.executable, "-c", DEATHS, target, way, str(number)], capture_output=True, text=True, check=False
        )
        if ran.returncode != -signal.SIGKILL:
            assert ran.returncode == 0, ran.stderr
            break
        if way == "exchanged":  # where files are moved one by one, the next build makes one state of two
            assert texts(target) in (["old"] * 3, ["new"] * 3)
            assert others(target) == before
        sweep.sweep(target.parent, [target.name])
        count.append(texts(target))
        assert (others(target), beside(target)) == (before, [".gitignore", "book"])
        number += 1
    assert all(each in (["old"] * 3, ["new"] * 3) for each in count)
    assert count[0] == ["old"] * 3
    assert count[-1] == ["new"] * 3
    assert len(count) > 8


def test_what_a_living_build_has_is_not_swept(target: Path) -> None:
    living = made(target)
    sweep.sweep(target.parent, [target.name])
    assert sorted(path.name for path in living.made.iterdir()) == sorted(NAMES)
    living.put_in_place(NAMES)
    living.end()
    assert texts(target) == ["new"] * 3


def test_folders_of_others_are_not_swept(target: Path) -> None:
    names = [".building-site", ".building-", "building-abcdefgh", ".building-ABCDEFGH"]
    for name in names:
        (target.parent / name).mkdir()
    (target.parent / ".building-abcdefgh").write_text("a file", "utf-8")
    sweep.sweep(target.parent, [target.name])
    assert set(beside(target)) == {*names, ".building-abcdefgh", ".gitignore", "book"}


@pytest.mark.parametrize("text", ["", "[]", '{"target": "../x", "names": ["y"], "inode": null, "carried": {}}', "{}"])
def test_a_journal_that_is_none_of_ours_does_nothing(text: str, target: Path) -> None:
    dead = target.parent / ".building-abcdefgh"
    dead.mkdir()
    (dead / journal.JOURNAL).write_text(text, "utf-8")
    sweep.sweep(target.parent, [target.name])
    assert (texts(target), beside(target)) == (["old"] * 3, [".gitignore", "book"])
