"""A machine whose fontconfig has no font, or no settings: findings, and no line of a library's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hostile_books import CHAPTER, TOML, HostileBook, lay
from limited_runs import limited

from bookbuild.fonts.catalogue import faces_of

SETTINGS = {"of no fonts": '<?xml version="1.0"?><fontconfig></fontconfig>', "cut off": "<?xml", "not there": None}
BOOK = {"book.toml": TOML + '[editions.p]\nformat = "pdf"\n', "a.md": CHAPTER + "\nكلمة عربية.\n"}
COMMANDS = (("check",), ("build", "--jobs", "1"), ("build", "--jobs", "2"))


def fontconfig(name: str, folder: Path) -> str:
    path = folder / "fonts.conf"
    if (text := SETTINGS[name]) is not None:
        path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("settings", SETTINGS)
def test_only_findings_are_told(settings: str, command: tuple[str, ...], tmp_path: Path) -> None:
    """What fontconfig falls back to where its settings are damaged may have fonts; where there are none, it is said."""
    lay(HostileBook(BOOK), tmp_path / "book")
    done = limited(*command, "book", cwd=tmp_path, FONTCONFIG_FILE=fontconfig(settings, tmp_path))
    assert (done.status in (0, 3), done.foreign_lines()) == (True, [])
    assert settings != "of no fonts" or (done.status, "error[font-missing]" in done.errors) == (3, True)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_book_that_brings_its_fonts_needs_no_others(jobs: str, tmp_path: Path) -> None:
    named = '[style]\nfonts = { latin = "EB Garamond", arabic = "Amiri", quran = "Amiri Quran" }\n'
    lay(HostileBook({**BOOK, "book.toml": BOOK["book.toml"] + named}), tmp_path / "book")
    fonts = tmp_path / "book" / "styles" / "fonts"
    fonts.mkdir(parents=True)
    for face in (*faces_of("EB Garamond 12"), *faces_of("Amiri"), *faces_of("Amiri Quran")):
        shutil.copy(face.path, fonts)
    bare = fontconfig("of no fonts", tmp_path)
    done = limited("build", "book", "--jobs", jobs, cwd=tmp_path, FONTCONFIG_FILE=bare)
    assert (done.status, done.errors) == (0, "")
