"""A folder and a language → a small book that builds, laid down there."""

from __future__ import annotations

from pathlib import Path

from bookbuild import starter
from bookbuild.commands.said import Output, Said, WrongUsage
from bookbuild.reporting.json import json_text
from bookbuild.reporting.text import shown
from bookbuild.sources import book_schema


def new(folder: Path, language: str) -> Said:
    """Lay down a book, and say of which files it is. Raises WrongUsage where the folder or the language is refused."""
    try:
        paths = starter.lay(folder, language, {"book.schema.json": f"{json_text(book_schema(), 'utf-8')}\n"})
    except starter.StarterRefused as refused:
        raise WrongUsage(str(refused)) from refused
    lines = [*(path.as_posix() for path in paths), f"build it: bookbuild build {folder}"]
    return Said((Output("\n".join(map(shown, lines))),))
