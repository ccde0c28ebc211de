"""The door to files of others: a plain file within its root, of bounded size, or FileRefused at once."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.diagnostics import Code
from bookbuild.guarded.folder import FileRefused, GuardedFolder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "a.md").write_bytes(b"a text")
    (tmp_path / "secret").write_bytes(b"a secret")
    return folder


def link(target: str) -> Callable[[Path], None]:
    return lambda place: place.symlink_to(target)


def bound(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)  # the path of a socket has at most some hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(place.name)
    finally:
        os.chdir(here)


def sparse(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(2**30)


MADE: dict[str, tuple[Callable[[Path], None], Code | None, str]] = {
    "a link out of the book": (link("../secret"), Code.PATH_OUTSIDE, "leads out of"),
    "a link to the root": (link("/etc/passwd"), Code.PATH_OUTSIDE, "leads out of"),
    "a link over a link": (link("inner/out"), Code.PATH_OUTSIDE, "leads out of"),
    "a link to itself": (link("x"), None, "cannot be read"),
    "a link that leads nowhere": (link("nothing"), None, "cannot be read"),
    "a link to a device": (link("/dev/zero"), Code.PATH_OUTSIDE, "leads out of"),
    "a pipe": (os.mkfifo, None, "is a pipe, not a file"),
    "a socket": (bound, None, "is a socket, not a file"),
    "a folder": (Path.mkdir, None, "is a folder, not a file"),
    "a sparse file of 1 GB": (sparse, Code.TOO_LARGE, "has more than 16 MiB"),
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_no_plain_file_of_the_book_is_refused(name: str, book: Path) -> None:
    make, code, message = MADE[name]
    (book / "inner" / "out").symlink_to("../../secret")
    make(book / "x")
    with pytest.raises(FileRefused, match=message) as refused:
        GuardedFolder.of(book).read("x")
    assert (refused.value.code, bool(refused.value.remedy)) == (code, True)
    assert "`x`" in refused.value.message


def test_links_within_the_book_are_followed(book: Path) -> None:
    (book / "b.md").symlink_to("inner/a.md")
    (book / "again").symlink_to("inner")
    folder = GuardedFolder.of(book)
    assert [folder.read(name) for name in ("inner/a.md", "b.md", "again/a.md")] == [b"a text"] * 3
    assert folder.sub("again").names() == ["a.md"]


def test_a_root_may_be_reached_by_a_link(book: Path, tmp_path: Path) -> None:
    (tmp_path / "named").symlink_to("book")
    assert GuardedFolder.of(tmp_path / "named").read("inner/a.md") == b"a text"


def test_a_folder_that_leads_out_has_no_names(book: Path) -> None:
    (book / "styles").symlink_to("..")
    styles = GuardedFolder.of(book).sub("styles")
    assert (styles.is_folder(), styles.names(), styles.has("secret")) == (False, [], True)


def test_a_folder_that_becomes_a_link_meanwhile_is_not_followed(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the path and the opening of the file, the folder is put in another's place."""
    outside = book.parent / "outside"
    outside.mkdir()
    (outside / "a.md").write_bytes(b"a secret")
    resolve = os.path.realpath

    def resolved_then_swapped(path: str, *, strict: bool = False) -> str:
        real = str(resolve(path, strict=strict))
        if real.endswith("a.md"):
            (book / "inner").rename(book / "moved")
            (book / "inner").symlink_to(outside)
        return real

    folder = GuardedFolder.of(book)
    monkeypatch.setattr("os.path.realpath", resolved_then_swapped)
    with pytest.raises(FileRefused):
        folder.read("inner/a.md")
