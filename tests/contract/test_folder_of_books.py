"""`dist/` stands in the tree, empty but for a hidden file, which nothing deletes or minds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bad_input import CASES, PAGES, Files
from click.testing import Result
from contract_samples import HERE, Book

Run = Callable[..., Result]
ROOT = HERE.parents[1]
HIDDEN = {Path("dist/.gitignore"): b"*\n!.gitignore\n", Path("dist/book/.DS_Store"): b"\0"}


@pytest.fixture
def out(tmp_path: Path, bookbuild: Run) -> Path:
    """A book, and a folder to build into that holds hidden files."""
    Book(tmp_path / "book")
    for path, content in HIDDEN.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path / "dist"


def hidden(out: Path) -> dict[Path, bytes]:
    found = (path for path in out.rglob(".*") if path.is_file())
    return {path.relative_to(out.parent): path.read_bytes() for path in found}


def made(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "book").glob("[!.]*")}


def test_the_folder_ignores_all_but_what_keeps_it_in_the_tree() -> None:
    lines = (ROOT / "dist" / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == ["*", "!.gitignore"]
    assert "dist/" not in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_make_clean_leaves_the_folder(out: Path) -> None:
    shutil.copy(ROOT / "Makefile", out.parent)
    (out / "book" / "book-ebook.epub").write_bytes(b"an e-book")
    subprocess.run(["make", "-s", "clean"], cwd=out.parent, check=True)
    assert [path.name for path in out.rglob("*")] == [".gitignore"]


def test_a_build_leaves_hidden_files_and_is_the_same_with_them(tmp_path: Path, out: Path, bookbuild: Run) -> None:
    bookbuild("build", "book", "--edition", "ebook")
    bookbuild("build", "book", "--edition", "ebook", "--out", "elsewhere")
    assert hidden(out) == HIDDEN
    assert {"book-ebook.epub", "build.json"} == made(out).keys() == made(tmp_path / "elsewhere").keys()
    assert made(out)["book-ebook.epub"] == made(tmp_path / "elsewhere")["book-ebook.epub"]


def test_a_build_that_is_kept_minds_no_hidden_file(out: Path, bookbuild: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.loads(bookbuild("build", "book", "--edition", "ebook", "--json").stdout)
    (out / "book" / ".hidden").write_bytes(b"new")
    monkeypatch.setattr("bookbuild.pipeline.build", lambda *_, **__: pytest.fail("it is built again"))
    assert json.loads(bookbuild("build", "book", "--edition", "ebook", "--json").stdout) == first


def lay(out: Path, files: Files) -> None:
    for path, content in files.items():
        (out.parent / "book" / path).write_bytes(content if isinstance(content, bytes) else content.encode())


def test_a_build_that_fails_leaves_them(out: Path, bookbuild: Run) -> None:
    lay(out, CASES["raw HTML"][0])
    assert bookbuild("build", "book").exit_code == 1
    assert hidden(out) == HIDDEN
    assert made(out) == {}


def test_a_build_that_fails_when_pages_are_set_takes_back_its_own_folder_and_no_other(
    out: Path, bookbuild: Run
) -> None:
    shutil.rmtree(out / "book")
    lay(out, PAGES["a word wider than the page"][0])
    assert bookbuild("build", "book", "--edition", "screen", "--jobs", "1", "--strict").exit_code == 1
    assert [path.name for path in out.rglob("*")] == [".gitignore"]
