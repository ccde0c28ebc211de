"""Stores, and books that are built in processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bookbuild.typeset.work.fragment_store import FragmentStore

CHAPTER = "# Chapter {0}\n\nShe went out in the morning, and came back by night. لا تحزن[^1] {1}\n\n[^1]: See [](#{2:02}){{.page}}.\n"
BOOK = """[book]
title = "A Small Book"
[matter]
front = ["title-page", "contents"]
body = ["*.md"]
[editions.press]
format = "pdf"
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FragmentStore]:
    kept = FragmentStore(tmp_path / "cache")
    yield kept
    kept.close()


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    """A book of eight chapters of some pages."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "book.toml").write_text(BOOK, encoding="utf-8")
    words = "Patience is a garden whose gate is narrow. " * 250
    for number in range(1, 9):
        text = CHAPTER.format(number, words, number % 8 + 1)
        (folder / f"{number:02}.md").write_text(text, encoding="utf-8")
    return folder
