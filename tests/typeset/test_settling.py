"""A section is set at the side on which it begins: once, whatever the pages before it, and again only if it changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bookbuild import pipeline
from bookbuild.workshop import workshop

SETTINGS = (
    '[book]\ntitle = "A"\nlanguage = "en"\n[matter]\nfront = []\n[style]\nopening = "any"\n'
    '[editions.press]\nformat = "pdf"\npurpose = "press"\n'
)
SENTENCE = "These are words that fill a line of text. "
SENTENCES = {"One": 70, "Two": 70, "Three": 5, "Four": 70, "Five": 5}
"""Of each chapter: two pages or one, so that a section whose pages are not counted is taken for too short."""


@dataclass
class SetSections:
    titles: list[str] = field(default_factory=list)

    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None:
        self.titles.append(title)


def counted(book: Path, cache: Path, jobs: int) -> dict[str, int]:
    """How often each chapter is set in a build."""
    seen = SetSections()
    with workshop(jobs, cache) as shop:
        result = pipeline.build(
            book, editions=(), out=book.parent / "dist", strict=False, one_go=False, workshop=shop, progress=seen
        )
    assert result.editions, result.findings
    return {title: count for title, count in Counter(seen.titles).items() if title in SENTENCES}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "book/chapters").mkdir(parents=True)
    (tmp_path / "book/book.toml").write_text(SETTINGS, encoding="utf-8")
    for number, (title, count) in enumerate(SENTENCES.items()):
        text = f"# {title}\n\n{SENTENCE * count}\n"
        (tmp_path / f"book/chapters/{number}.md").write_text(text, encoding="utf-8")
    return tmp_path / "book"


def test_each_section_is_set_once(book: Path, tmp_path: Path) -> None:
    assert counted(book, tmp_path / "cache", 1) == dict.fromkeys(SENTENCES, 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_section_that_changed_is_set_alone(book: Path, tmp_path: Path, jobs: int) -> None:
    counted(book, tmp_path / "cache", 1)
    changed = book / "chapters/1.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace("fill", "make", 1), encoding="utf-8")
    assert counted(book, tmp_path / "cache", jobs) == {"Two": 1}
