"""The contents have no more lines than a book's can have: beyond, the section is told where the first of them stands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bookbuild.pipeline import check
from bookbuild.progress import Unwatched

BOOK = """\
[book]
title = "Bounds"
[matter]
front = []
body = ["*.md"]
[style]
contents-depth = {depth}
[editions.ebook]
format = "epub"
"""


def found(folder: Path, depth: int) -> list[str]:
    (folder / "book.toml").write_text(BOOK.format(depth=depth), "utf-8")
    for name in ("one", "two"):
        text = f"# {name} {{#{name}}}\n\n" + "## Head\n\n" * 3 + "## Not listed {.unlisted}\n\nText.\n"
        (folder / f"{name}.md").write_text(text, "utf-8")
    result = check(folder, progress=Unwatched())
    return [f"{each.code} {each.location.path}" for each in result.findings if each.code == "too-large"]


@pytest.mark.parametrize(
    ("most", "depth", "expected"),
    [(8, 2, []), (7, 2, ["too-large two.md"]), (3, 2, ["too-large one.md"]), (2, 1, [])],
)
def test_contents_have_so_many_lines(
    most: int, depth: int, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["bookbuild.resolve.contents"], "MOST_LINES", most)
    assert found(tmp_path, depth) == expected
