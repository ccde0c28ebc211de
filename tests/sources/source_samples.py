"""Texts → what `sources` reads in them, as listings that tests can hold against a fixture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bookbuild.diagnostics import Finding
from bookbuild.model.book import Chapter
from bookbuild.model.node import ModelNode
from bookbuild.sources.chapter.chapters import read_chapter, split_lines
from bookbuild.sources.chapter.parse_context import ParseContext

HERE = Path(__file__).parent
NOT_SHOWN = {"location", "text", "children", "tight", "script", "written_id"}


def chapter_of(text: str) -> tuple[Chapter, list[Finding]]:
    """A chapter that stands in no book."""
    reading = ParseContext("chapter.md", split_lines(text))
    chapter = read_chapter(reading)
    return chapter, reading.findings


def found(findings: list[Finding] | tuple[Finding, ...]) -> list[str]:
    """Findings as `code line:column`, in order of place."""
    rows = [(finding.location.line or 0, finding.location.column or 0, str(finding.code)) for finding in findings]
    return [f"{code} {line}:{column}" for line, column, code in sorted(rows)]


def listing(node: Any, indent: int = 0) -> Iterator[str]:
    """A node a line, with its place, its text and whatever of its fields is not empty."""
    if isinstance(node, tuple):
        for part in node:
            if isinstance(part, tuple):
                yield f"{'  ' * indent}-"
                yield from listing(part, indent + 1)
            else:
                yield from listing(part, indent)
        return
    yield "  " * indent + _head(node)
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, tuple) and value and not isinstance(value[0], (str, int)):
            if name not in ("children", "blocks"):
                yield f"{'  ' * indent}  .{name}"
            yield from listing(value, indent + 1 + (name not in ("children", "blocks")))


def _head(node: Any) -> str:
    shown = [f"{type(node).__name__} {node.location.line}:{node.location.column}"]
    if isinstance(getattr(node, "text", None), str) and node.text:
        shown.append(repr(node.text))
    for name in node.__struct_fields__:
        value = getattr(node, name)
        plain = not isinstance(value, ModelNode) and not (
            isinstance(value, tuple) and value and not isinstance(value[0], str)
        )
        one = type(node).__name__ == "Cell" and value == 1  # a cell that spans no other
        if name not in NOT_SHOWN and plain and not one and value not in ("", None, (), False):
            shown.append(f"{name}={value!r}")
    return " ".join(shown)


def cases(name: str) -> list[tuple[str, str, str]]:
    """The cases of a fixture file: title, `.`, input, `.`, expected, `.` (as in markdown-it's tests)."""
    text = (HERE / "fixtures" / name).read_text(encoding="utf-8")
    parts = re.split(r"^\.\n", text, flags=re.MULTILINE)
    titles, inputs, expected = parts[0:-1:3], parts[1::3], parts[2::3]
    return [(title.strip(), given, want) for title, given, want in zip(titles, inputs, expected, strict=True)]


class BookFolder:
    """A book's folder being written: `.toml(…)`, `.chapter(…)`, `.file(…)`, each giving the folder back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.toml('[book]\ntitle = "A Book"\n[matter]\nfront = []\nbody = ["chapters/*.md"]\n')

    def toml(self, text: str) -> BookFolder:
        return self.file("book.toml", text)

    def chapter(self, name: str, text: str) -> BookFolder:
        return self.file(f"chapters/{name}.md", text)

    def file(self, path: str, content: str | bytes) -> BookFolder:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return self
