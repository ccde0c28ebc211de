"""The index of a book stands in the order of the book's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.model.walk import plain
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

BOOKS = {
    "tr": (["Çelebi", "Cem", "Dede", "eş-Şâfiî", "Sam"], "C Cem | Ç Çelebi | D Dede | S Sam | Ş eş-Şâfiî"),
    "fa": (["نان", "تاج", "پدر", "بابا", "البخاری"], "ب بابا | ب البخاری | پ پدر | ت تاج | ن نان"),
    "de": (["Zug", "Äpfel", "Azur", "al-Buḫārī"], "A Äpfel | A Azur | B al-Buḫārī | Z Zug"),
    "en": (
        ["Zayd", "The Trench", "ʿAbbās", "al-Bukhārī", "the Trench", "Oath", "oath", "Abū"],
        "A ʿAbbās | A Abū | B al-Bukhārī | O oath | T the Trench | Z Zayd",
    ),
    "ar": (["زيد", "أحمد", "البخاري"], "ا أحمد | ب البخاري | ز زيد"),
}


@pytest.mark.parametrize("language", BOOKS)
def test_terms_stand_in_the_order_of_the_language(tmp_path: Path, language: str) -> None:
    words, order = BOOKS[language]
    (tmp_path / "chapters").mkdir()
    (tmp_path / "book.toml").write_text(
        f'[book]\ntitle = "T"\nlanguage = "{language}"\n[matter]\nback = ["index:terms"]\n[editions.e]\nformat = "epub"\n',
        encoding="utf-8",
    )
    text = ", ".join(f"[{word}]{{.term}}" for word in words)
    (tmp_path / "chapters" / "01.md").write_text(f"# 1\n\n{text}\n", encoding="utf-8")
    manuscript, findings = read_book(tmp_path)
    assert manuscript is not None, findings
    groups = resolve(manuscript, manuscript.editions[0])[0].indexes["index:terms"].groups
    assert " | ".join(f"{letter} {plain(line.heading)}" for letter, lines in groups for line in lines) == order
