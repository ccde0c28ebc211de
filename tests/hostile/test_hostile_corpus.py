"""Hostile books: each ends with findings, within limits, and nothing else is said, run or fetched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hostile_books import BOOKS, CHAPTER, TOML, HostileBook, lay
from limited_runs import limited

QUICK = (
    "template-runs-a-program",
    "template-loops-on",
    "persons-are-a-link",
    "chapter-is-a-fifo",
    "drawing-animates-href",
    "sheet-imports-in-escapes",
    "picture-is-80-million-rows",
)
CLOCK = 60


def holds(name: str, command: str, folder: Path) -> None:
    hostile = BOOKS[name]
    lay(hostile, folder / "book")
    done = limited(command, "book", "--json", cwd=folder, clock=CLOCK)
    assert (done.status in (0, 1, 2, 3), done.errors) == (True, ""), done.status
    assert bool(done.codes & hostile.codes) == bool(hostile.codes), (done.status, done.codes)
    assert not (folder / "owned").exists()
    assert "root:x:0" not in done.output


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_book_is_refused(name: str, tmp_path: Path) -> None:
    holds(name, "check", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("name", BOOKS)
def test_every_hostile_book_is_refused(name: str, command: str, tmp_path: Path) -> None:
    holds(name, command, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_what_is_printed_for_people_are_findings(name: str, tmp_path: Path) -> None:
    lay(BOOKS[name], tmp_path / "book")
    done = limited("check", "book", cwd=tmp_path, clock=CLOCK)
    assert (done.status in (0, 1, 2, 3), done.foreign_lines()) == (True, []), done.status
    assert not [line for line in done.errors.splitlines() if line.startswith("::")]


def flipped(entries: list[Path]) -> None:
    for path in entries:
        content = bytearray(path.read_bytes())
        if content:
            content[len(content) // 2] ^= 0x55
            path.write_bytes(content)


def truncated(entries: list[Path]) -> None:
    for path in entries:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(entries: list[Path]) -> None:
    for path in entries:
        path.write_bytes(b"")


def swapped(entries: list[Path]) -> None:
    contents = [path.read_bytes() for path in entries]
    for path, content in zip(entries, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)


def folders(entries: list[Path]) -> None:
    for path in entries:
        path.unlink()
        path.mkdir()


def loops(entries: list[Path]) -> None:
    for path in entries:
        path.unlink()
        path.symlink_to(path.name)


def fifos(entries: list[Path]) -> None:
    for path in entries:
        path.unlink()
        os.mkfifo(path)


def pickles(entries: list[Path]) -> None:
    for path in entries:
        path.write_bytes(b"cos\nsystem\n(S'touch owned'\ntR.")


def huge(entries: list[Path]) -> None:
    for path in entries:
        with path.open("wb") as file:
            file.truncate(1 << 31)


DAMAGE = (flipped, truncated, emptied, swapped, folders, loops, fifos, pickles, huge)


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGE, ids=lambda each: each.__name__)
def test_a_damaged_cache_changes_nothing(damage, tmp_path: Path) -> None:
    """The same bytes come of a cache whose entries are all damaged in one way, with pages and without."""
    toml = TOML + '[editions.p]\nformat = "pdf"\n'
    lay(HostileBook({"book.toml": toml, "a.md": CHAPTER}), tmp_path / "book")
    assert limited("build", "book", cwd=tmp_path).status == 0
    built = {path.name: path.read_bytes() for path in (tmp_path / "dist" / "book").iterdir()}
    shutil.rmtree(tmp_path / "dist")
    damage(sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file()))
    done = limited("build", "book", cwd=tmp_path, clock=CLOCK)
    assert (done.status, done.foreign_lines()) == (0, [])
    assert {path.name: path.read_bytes() for path in (tmp_path / "dist" / "book").iterdir()} == built
    assert not (tmp_path / "owned").exists()
