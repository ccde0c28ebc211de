"""Books of one chapter, built, and what stands on each of their pages; used by the tests of what a manuscript asks of
a page."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pymupdf
from book_command import command, working_in

WORDS = {
    "en": "the caravan came down from north at end of summer and nobody in town had seen its like before",
    "ar": "خرج الرجل من بيته قبل الفجر ومعه ابنه الصغير وكتاب قديم فلما بلغا النهر قال الولد لا أرى جسرا",
}
NO_FILES: Mapping[str, str | bytes] = MappingProxyType({})
PRESS = '[editions.press]\nformat = "pdf"\npurpose = "press"\n'


def prose(count: int, seed: int = 0, language: str = "en") -> str:
    """A paragraph of so many words."""
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS[language].split()) for _ in range(count)).capitalize() + "."


@dataclass(frozen=True)
class BuiltBook:
    """`pages`: the text of each; `document`: as mupdf reads it; `folder`: of the files that were made."""

    pages: list[str]
    document: Any
    folder: Path
    told: str


def built(
    place: Path, text: str, *, language: str = "en", style: str = "", editions: str = PRESS, edition: str = "press",
    files: Mapping[str, str | bytes] = NO_FILES, strict: bool = True, options: tuple[str, ...] = (),
) -> BuiltBook:  # fmt: skip
    """A book whose one chapter is `text`."""
    book = place / "book"
    (book / "chapters").mkdir(parents=True, exist_ok=True)
    head = f'[book]\ntitle = "Book"\nlanguage = "{language}"\n[matter]\nfront = []\n[style]\n{style}\n'
    (book / "book.toml").write_text(head + editions, encoding="utf-8")
    (book / "chapters" / "one.md").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_bytes(content.encode() if isinstance(content, str) else content)
    with working_in(place):
        result = command("build", "book", *(["--strict"] if strict else []), *options)
    assert result.exit_code == 0, result.output
    document = pymupdf.open(place / "dist" / "book" / f"book-{edition}.pdf")
    return BuiltBook([page.get_text() for page in document], document, place / "dist" / "book", result.output)


def found(place: Path) -> list[str]:
    """What `check` finds in the book of `built`, each as `code path:line`."""
    import json

    with working_in(place):
        said = json.loads(command("check", "book", "--json").stdout)
    return [f"{each['code']} {each['path']}:{each['line']}" for each in said["findings"]]
