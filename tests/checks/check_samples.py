"""Texts → the findings of `checks` over a chapter of them."""

from __future__ import annotations

from pathlib import Path

from bookbuild.checks import checked
from bookbuild.diagnostics import Finding
from bookbuild.model.book import Manuscript
from bookbuild.sources import read_book

SETTINGS = '[book]\ntitle = "A Book"\nlanguage = "{lang}"\n{more}[matter]\nfront = []\nbody = ["*.md"]\n'


def book_of(folder: Path, *chapters: str, lang: str = "en", more: str = "") -> Manuscript:
    """A book of these chapters, whose text begins on line 3."""
    (folder / "book.toml").write_text(SETTINGS.format(lang=lang, more=more), encoding="utf-8")
    for number, text in enumerate(chapters, 1):
        (folder / f"{number}.md").write_text(f"# Chapter\n\n{text}\n", encoding="utf-8")
    manuscript, _ = read_book(folder)
    assert manuscript is not None
    return manuscript


def findings_of(folder: Path, *chapters: str, lang: str = "en", more: str = "") -> list[Finding]:
    return list(checked(book_of(folder, *chapters, lang=lang, more=more))[1])


def found(findings: list[Finding]) -> list[str]:
    """`code line:column`, in order of place."""
    rows = sorted((f.location.path or "", f.location.line or 0, f.location.column or 0, str(f.code)) for f in findings)
    return [f"{code} {line}:{column}" for _, line, column, code in rows]


def mended(text: str, findings: list[Finding]) -> str:
    """The text, which begins on line 3, with the fixes of the findings."""
    lines = ["", "", *text.split("\n")]
    for fix in sorted((f.fix for f in findings if f.fix), key=lambda fix: (fix.line, fix.column), reverse=True):
        line = lines[fix.line - 1]
        lines[fix.line - 1] = line[: fix.column - 1] + fix.text + line[fix.end_column - 1 :]
    return "\n".join(lines[2:])
