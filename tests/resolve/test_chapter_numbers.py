"""The number over a chapter: in the style that is asked for, behind the word that is asked for, in its gender."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.resolve import resolve
from bookbuild.sources import read_book


@pytest.mark.parametrize(
    ("language", "style", "expected"),
    [
        ("ar", 'chapter-number = "ordinal"', ["الفصل الأول", "الفصل الثاني"]),
        ("ar", 'chapter-number = "ordinal"\nchapter-word = "الباب"', ["الباب الأول", "الباب الثاني"]),
        ("ar", 'chapter-number = "ordinal"\nchapter-word = "الحكاية"', ["الحكاية الأولى", "الحكاية الثانية"]),
        ("ar", 'chapter-number = "abjad"', ["ا", "ب"]),
        ("ar", 'chapter-number = "digits"', ["١", "٢"]),
        ("en", 'chapter-number = "ordinal"', ["Chapter One", "Chapter Two"]),
        (
            "en",
            'chapter-number = "ordinal"\nchapter-word = { en = "Story", ar = "الحكاية" }',
            ["Story One", "Story Two"],
        ),
    ],
)
def test_numbers_over_chapters(tmp_path: Path, language: str, style: str, expected: list[str]) -> None:
    (tmp_path / "b/chapters").mkdir(parents=True)
    (tmp_path / "b/book.toml").write_text(
        f'[book]\ntitle = "x"\nlanguage = "{language}"\n[style]\n{style}\n', encoding="utf-8"
    )
    for number in (1, 2):
        (tmp_path / f"b/chapters/{number}.md").write_text("# A\n\nText.\n", encoding="utf-8")
    manuscript, _ = read_book(tmp_path / "b")
    assert manuscript
    book, _ = resolve(manuscript, manuscript.editions[0])
    assert [section.number for section in book.sections if section.number] == expected
