"""A disk that does not take what is made: one finding, exit status 3, the last good files, and nothing left behind."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from book_command import command

from bookbuild.folders import swap
from bookbuild.folders.swap import Swap
from bookbuild.outputs import delivery
from bookbuild.typeset.engine import engine

SETTINGS = (
    '[book]\ntitle = "Small"\n[matter]\nbody = ["a.md"]\n[editions.ebook]\nformat = "epub"\n'
    '[editions.screen]\nformat = "pdf"\ntrim = "A6"\n'
)
BUILD = "from bookbuild.cli import main; main(prog_name='bookbuild')"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book, in a working directory of its own, with what a build made of it last."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "book.toml").write_text(SETTINGS, "utf-8")
    (folder / "a.md").write_text("# One\n\nSome words, and some more.\n", "utf-8")
    monkeypatch.setenv("BOOKBUILD_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    last = tmp_path / "dist" / "small"
    last.mkdir(parents=True)
    for name in ("small-ebook.epub", "small-screen.pdf", "mine.txt"):
        (last / name).write_text("last", "utf-8")
    return folder


def tree(folder: Path) -> dict[str, object]:
    """All that stands in a folder: texts, and what is no file."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        plain = path.is_file() and not path.is_symlink()
        found[path.relative_to(folder).as_posix()] = path.read_bytes()[:8] if plain else path.lstat().st_mode
    return found


def told(book: Path, *options: str) -> tuple[int, list[str]]:
    result = command("build", book.name, "--jobs", "1", "--json", *options)
    return result.exit_code, [finding["code"] for finding in json.loads(result.stdout)["findings"]]


UNWRITABLE = (3, ["output-unwritable"])


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fills_up_at(suffix: str) -> Callable[[Path, bytes], int]:
    write = Path.write_bytes

    def written(self: Path, content: bytes) -> int:
        if self.suffix == suffix:
            full()
        return write(self, content)

    return written


WRITES: dict[str, tuple[object, str, Callable[..., object]]] = {
    "the folder": (Swap, "begin", full),
    "an e-book": (Path, "write_bytes", fills_up_at(".epub")),
    "a PDF": (Path, "write_bytes", fills_up_at(".pdf")),
    "the record": (Path, "write_bytes", fills_up_at(".json")),
    "what is read again": (delivery.Delivery, "_product", full),
    "a worker's temporary files": (engine, "set_fragment", full),
    "the swap": (Swap, "put_in_place", full),
}


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("there", [True, False])
def test_a_write_that_fails(name: str, there: bool, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not there:
        shutil.rmtree(book.parent / "dist")
    before = tree(book.parent / "dist")
    owner, called, failing = WRITES[name]
    with monkeypatch.context() as patched:
        patched.setattr(owner, called, failing)
        assert told(book) == UNWRITABLE
    assert tree(book.parent / "dist") == before
    assert (book.parent / "dist").exists() == there


def test_a_swap_that_fails_in_every_way(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, replace = tree(book.parent / "dist"), Path.replace
    moved = []

    def failing(self: Path, other: Path) -> Path:
        if self.parent.name == "new":
            moved.append(other)
            if len(moved) == 2:
                full()
        return replace(self, other)

    with monkeypatch.context() as patched:
        patched.setattr(swap, "exchange", full)
        patched.setattr(Path, "replace", failing)
        assert told(book) == UNWRITABLE
    assert len(moved) == 2
    assert tree(book.parent / "dist") == before


def file(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.write_text("a file", "utf-8")


def link(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.symlink_to("nowhere")


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


PLACES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a file for the book's folder": ("small", file),
    "a link to nowhere for the book's folder": ("small", link),
    "a folder for an e-book": ("small/small-ebook.epub", folder),
    "a folder for a PDF": ("small/small-screen.pdf", folder),
    "a folder for the record": ("small/build.json", folder),
    "a link to nowhere for the place of all books": (".", link),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_that_is_taken(name: str, book: Path) -> None:
    path, lay = PLACES[name]
    lay(book.parent / "dist" / path)
    before = tree(book.parent)
    assert told(book) == UNWRITABLE
    after = {path: found for path, found in tree(book.parent).items() if not path.startswith("cache")}
    assert after == before


@contextmanager
def nobody(*folders: Path) -> Iterator[None]:
    """Root may write everywhere: for a while this is somebody else, who may go through the folders."""
    if os.getuid():
        yield
        return
    for folder in folders:
        folder.chmod(folder.stat().st_mode | 0o055)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize(("where", "name"), [("dist", "other"), ("dist/small", "small"), (".", "small")])
def test_a_folder_that_may_not_be_written_to(where: str, name: str, book: Path) -> None:
    if where == ".":
        shutil.rmtree(book.parent / "dist")
    before, place = tree(book.parent), book.parent / where
    mode = place.stat().st_mode
    place.chmod(0o555)
    with nobody(
        *[folder for folder in [place, *place.parents] if folder.stat().st_uid == os.getuid() and folder != Path("/")]
    ):
        error = swap.refusal(book.parent / "dist" / name)
        with pytest.raises(PermissionError):
            Swap(book.parent / "dist" / name).begin()
    assert error
    assert error.errno == errno.EACCES
    place.chmod(mode)
    assert tree(book.parent).keys() == before.keys()


@pytest.mark.parametrize("most", [4_096, 20_000])
def test_a_limit_to_the_size_of_files(most: int, book: Path) -> None:
    """As `ulimit -f` sets it."""
    before = tree(book.parent / "dist")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    command = [sys.executable, "-c", BUILD, "build", "small", "--jobs", "1", "--json"]
    environment = {**os.environ, "BOOKBUILD_CACHE": str(book.parent / "cache")}
    ran = subprocess.run(
        command,
        cwd=book.parent,
        env=environment,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    codes = {finding["code"] for finding in json.loads(ran.stdout)["findings"]}
    assert (ran.returncode, "output-unwritable" in codes) == (3, True), ran.stderr
    assert tree(book.parent / "dist") == before


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB. Where none can be mounted the test is skipped, and in CI as root it fails."""
    place = tmp_path / "tiny"
    place.mkdir()
    ran = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, text=True, check=False
    ) if shutil.which("mount") else None  # fmt: skip
    if ran is None or ran.returncode:
        if os.environ.get("CI") and os.getuid() == 0 and not (ran and "permission denied" in ran.stderr):
            pytest.fail("no tmpfs can be mounted")
        pytest.skip("no tmpfs can be mounted")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_disk_that_is_full(book: Path, tiny: Path) -> None:
    last = tiny / "small" / "small-screen.pdf"
    last.parent.mkdir()
    last.write_text("last", "utf-8")
    assert told(book, "--out", "tiny") == UNWRITABLE
    assert tree(tiny) == {"small": last.parent.stat().st_mode, "small/small-screen.pdf": b"last"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_temporary_files_for_which_there_is_no_room(jobs: str, book: Path, tiny: Path) -> None:
    """A build goes on without them, or says so."""
    before = tree(book.parent / "dist")
    (tiny / "filler").write_bytes(b"0" * 4096)
    while True:
        try:
            with (tiny / "filler").open("ab") as filler:
                filler.write(b"0" * 4096)
        except OSError:
            break
    environment = {**os.environ, "TMPDIR": str(tiny), "BOOKBUILD_CACHE": str(book.parent / "cache")}
    command = [sys.executable, "-c", BUILD, "build", "small", "--jobs", jobs, "--json"]
    ran = subprocess.run(command, cwd=book.parent, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        assert len(json.loads(ran.stdout)["books"][0]["editions"]) == 2
    else:
        codes = [finding["code"] for finding in json.loads(ran.stdout)["findings"]]
        assert (ran.returncode, codes) == UNWRITABLE, ran.stderr
        assert tree(book.parent / "dist") == before
    assert [path.name for path in tiny.iterdir()] == ["filler"]


def test_a_book_whose_name_leaves_its_files_none(book: Path) -> None:
    """A name of a file has 255 bytes."""
    long = book.rename(book.with_name("b" * 250))
    result = command("build", long, "--edition", "ebook", "--json")
    assert (result.exit_code, [each["code"] for each in json.loads(result.stdout)["findings"]]) == (
        3,
        ["output-unwritable"],
    )
    assert not [path for path in (book.parent / "dist").iterdir() if path.name.startswith(".building")]
