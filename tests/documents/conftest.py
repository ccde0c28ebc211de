"""A book for its own templates."""

from __future__ import annotations

from pathlib import Path

import pytest

BOOK = """[book]
title = "A Small Book"
[matter]
front = ["title-page", "contents"]
body = ["*.md"]
[editions.ebook]
format = "epub"
"""


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    """A title page, contents, and a chapter with a note and a run of Arabic."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "book.toml").write_text(BOOK, encoding="utf-8")
    text = "# One\n\nShe went *out* in the morning. لا تحزن[^1]\n\n[^1]: And came back.\n\n" + "Word after word. " * 40
    (folder / "01.md").write_text(text, encoding="utf-8")
    return folder
