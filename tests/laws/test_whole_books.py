"""Law: whatever small book is set, its pages lose nothing, part nothing, and leave no line alone.

The books have notes of one to two hundred lines in three series, wherever a note may be called. Each has a number; to try
others than the forty of every run: `BOOKBUILD_LAW_BOOKS=40-540 pytest tests/laws/test_whole_books.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from book_command import command, working_in
from pages_as_read import faults
from whole_books import drawn, laid

FIRST, LAST = map(int, os.environ.get("BOOKBUILD_LAW_BOOKS", "0-40").split("-"))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(FIRST, LAST))
def test_pages_of_a_book_that_nobody_wrote(number: int, tmp_path: Path) -> None:
    book = drawn(number)
    written = laid(tmp_path / "made", book)
    with working_in(tmp_path):
        result = command("build", "made", "--edition", "made", "--jobs", "1", "--cache", tmp_path / "cache")
    assert result.exit_code == 0, result.stderr
    assert list(faults(tmp_path / "dist" / "made" / "made-made.pdf", book, written)) == [], book
