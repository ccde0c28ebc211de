"""Bayts are numbered through a poem, with the digits of the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.model.blocks import Bayt
from bookbuild.model.walk import nodes
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

SEVEN = "\n\n".join("\n".join(f"صدر {name} // عجز {name}" for name in names) for names in ("ابجد", "هوز"))


def numbers(folder: Path, attributes: str, language: str) -> list[str]:
    (folder / "chapters").mkdir(parents=True)
    (folder / "book.toml").write_text(f'[book]\ntitle = "x"\nlanguage = "{language}"', encoding="utf-8")
    (folder / "chapters/1.md").write_text(f"# A\n\n::: {{.verse{attributes}}}\n{SEVEN}\n:::\n", encoding="utf-8")
    manuscript, _ = read_book(folder)
    assert manuscript
    book, _ = resolve(manuscript, manuscript.editions[0])
    return [node.number for section in book.sections for node in nodes(section.blocks) if isinstance(node, Bayt)]


@pytest.mark.parametrize(
    ("attributes", "language", "expected"),
    [
        ("", "ar", ["", "", "", "", "", "", ""]),
        (' numbers="5"', "ar", ["", "", "", "", "٥", "", ""]),
        (' numbers="3"', "en", ["", "", "3", "", "", "6", ""]),
        (' numbers="1"', "fa", ["۱", "۲", "۳", "۴", "۵", "۶", "۷"]),
    ],
)
def test_numbers_of_bayts(tmp_path: Path, attributes: str, language: str, expected: list[str]) -> None:
    assert numbers(tmp_path / "b", attributes, language) == expected
