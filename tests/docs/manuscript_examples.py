"""docs/manuscript.md → its examples, and what they end in; an example → a book made of it."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from bookbuild import pipeline
from bookbuild.diagnostics import Finding
from bookbuild.workshop import workshop

DOCS = Path(__file__).parents[2] / "docs"
STOCK = Path(__file__).parent / "stock"
PAGE = (DOCS / "manuscript.md").read_text(encoding="utf-8")
TITLE = '[book]\ntitle = "A Book"\n'
CREDITED = '[scripture]\ntranslation = { name = "A Translation" }\n[notes.series.ed]\ntitle = "Editor"\n'
ONE_EDITION = '[editions.ebook]\nformat = "epub"\n'


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block. `findings` are the codes that it must end in, `waived` those that it must waive."""

    line: int
    language: str
    text: str
    findings: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    file: str = ""

    def __str__(self) -> str:
        first = next(line for line in self.text.splitlines() if line.strip("-# "))
        return f"line {self.line}: {first[:40]}"

    @property
    def is_right(self) -> bool:
        return not self.findings


def examples(language: str) -> tuple[Example, ...]:
    """The fenced blocks of the page in `language`, `markdown` or `toml`."""
    return tuple(example for example in _examples() if example.language == language)


def _examples() -> Iterator[Example]:
    for token in MarkdownIt().parse(PAGE):
        if token.type == "fence":
            language, *words = token.info.split()
            said = dict(word.split("=", 1) for word in words)
            codes, waived = (tuple(filter(None, said.get(key, "").split(","))) for key in ("finding", "waives"))
            line = token.map[0] + 1 if token.map else 0
            yield Example(line, language, token.content, codes, waived, said.get("file", "book.toml"))


def chapter_text(example: Example) -> str:
    """The example as a chapter; with a title where it brings none."""
    if example.text.startswith(("---\n", "# ")):
        return example.text
    return f"# An example from line {example.line}\n\n{example.text}"


def settings_text(example: Example) -> str:
    """The example as a `book.toml`; with a title where it brings none."""
    return example.text if "[book]" in example.text else TITLE + example.text


def tables(example: Example) -> dict[str, Any]:
    return tomllib.loads(example.text)


class DocumentedBook:
    """A book of the stock files, laid over with an example."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "book"
        shutil.copytree(STOCK, self.folder)
        (self.folder / "book.toml").write_text(TITLE + CREDITED, encoding="utf-8")

    def with_chapters(self, *chapters: Example) -> DocumentedBook:
        """These examples as the chapters, each in a file named after its line."""
        shutil.rmtree(self.folder / "chapters")
        (self.folder / "chapters").mkdir()
        for example in chapters:
            path = self.folder / "chapters" / f"line-{example.line:03}.md"
            path.write_text(chapter_text(example), encoding="utf-8")
        return self

    def with_settings(self, text: str, file: str = "book.toml") -> DocumentedBook:
        (self.folder / file).write_text(text, encoding="utf-8")
        return self

    def checked(self) -> tuple[Finding, ...]:
        return pipeline.check(self.folder, progress=Unwatched()).findings

    def built(self, *editions: str) -> pipeline.Outcome:
        out = self.folder.parent / "dist"
        with workshop(1, self.folder.parent.parent / "cache") as shop:
            return pipeline.build(
                self.folder,
                editions=editions,
                out=out,
                strict=True,
                one_go=False,
                workshop=shop,
                progress=Unwatched(),
            )


class Unwatched:
    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...


def codes(findings: tuple[Finding, ...], *, allowed: bool = False) -> list[str]:
    return sorted({str(finding.code) for finding in findings if finding.allowed is allowed})


def shown(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"{f.location.path}:{f.location.line}: {f.code}: {f.message}" for f in findings)
