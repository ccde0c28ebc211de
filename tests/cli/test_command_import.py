"""`bookbuild import`: what it prints, its exit statuses, and the files that it refuses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from book_command import command
from click.testing import Result

from bookbuild.intake.importing import way

Bookbuild = Callable[..., Result]
TEXT = "The Well\n\nThey came to a well. Abu Bakr ﷺ drew water, and it was  sweet.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "well.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_has_the_keys_of_the_contract(bookbuild: Bookbuild, source: Path) -> None:
    result = bookbuild("import", source, "--to", "well", "--json")
    assert result.exit_code == 0, result.output
    given = json.loads(result.stdout)
    assert list(given) == ["book", "chapters", "repairs", "dropped", "findings"]
    assert given["book"] == "well"
    assert given["chapters"] == [{"path": "chapters/01-the-well.md", "title": "The Well"}]
    [moved] = [repair for repair in given["repairs"] if repair["code"] == "honorific-moved"]
    assert list(moved) == ["code", "line", "before", "after"]
    assert moved["line"] == 3


def test_the_terminal_is_told_what_to_do_next(bookbuild: Bookbuild, source: Path) -> None:
    result = bookbuild("import", source, "--to", "books/well")
    assert result.exit_code == 0
    assert "books/well/import-report.md" in result.stdout
    assert result.stdout.endswith("build it: bookbuild build books/well\n")
    assert bookbuild("check", "books/well", "--strict").exit_code == 0


def test_a_folder_that_is_not_empty_is_never_overwritten(bookbuild: Bookbuild, source: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.md").write_text("mine", encoding="utf-8")
    result = bookbuild("import", source, "--to", "full")
    assert result.exit_code == 1
    assert "folder-not-empty" in result.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.md"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"caf\xe9", "encoding-invalid"),
        ("a.txt", b"text\0binary", "import-format"),
        ("a.txt", b"  \n\f\n", "import-format"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "import-encrypted"),
        ("a.zip", b"PK\x03\x04" + bytes(60), "import-format"),
    ],
    ids=["not UTF-8", "binary", "nothing", "encrypted", "a zip"],
)
def test_what_cannot_be_read_is_refused_by_name(
    bookbuild: Bookbuild, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    result = bookbuild("import", name, "--to", "out")
    assert result.exit_code == 1
    assert (said in result.stderr, f"`{name}`" in result.stderr, "remedy: " in result.stderr) == (True, True, True)
    assert not (tmp_path / "out").exists()


def test_a_wrong_format_gets_the_right_one_named(bookbuild: Bookbuild, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    result = bookbuild("import", "a.pdf", "--to", "out", "--from", "docx")
    assert result.exit_code == 1
    assert "`--from pdf`" in result.stderr


@pytest.mark.parametrize(
    ("option", "value"), [("--from", "wordstar"), ("--language", "no language"), ("--map", "map.toml")]
)
def test_options_that_cannot_be_are_wrong_usage(
    bookbuild: Bookbuild, source: Path, tmp_path: Path, option: str, value: str
) -> None:
    (tmp_path / "map.toml").write_text("[styles", encoding="utf-8")
    result = bookbuild("import", source, "--to", "out", option, value)
    assert (result.exit_code, option in result.stderr) == (2, True)


def test_lost_letters_are_a_defect_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(way, "letters_in", lambda _: Counter())
    result = command("import", source, "--to", "out")
    assert result.exit_code == 70
    assert not (tmp_path / "out").exists()
