"""A folder and a language → a small book that builds, laid down there."""

from __future__ import annotations

from pathlib import Path

from bookbuild import starter
from bookbuild.commands.said import Output, Said, WrongUsage
from bookbuild.diagnostics import MachineLacks
from bookbuild.fonts.catalogue import faces_of
from bookbuild.reporting.json import json_text
from bookbuild.reporting.text import shown
from bookbuild.sources import book_schema

USUAL_OF_SCRIPTURE, ALWAYS_HERE = "Amiri Quran", "KFGQPC HAFS Uthmanic Script"
"""The default of `[style] fonts.quran`, and the font that quran-text brings to every machine."""


def font_of_scripture() -> str:
    """The one to name where the machine lacks the usual one, which no Python package has; else nothing."""
    try:
        return "" if faces_of(USUAL_OF_SCRIPTURE) else ALWAYS_HERE
    except MachineLacks:
        return ""


def new(folder: Path, language: str) -> Said:
    """Lay down a book, and say of which files it is. Raises WrongUsage where the folder or the language is refused."""
    try:
        schema = f"{json_text(book_schema(), 'utf-8')}\n"
        paths = starter.lay(folder, language, {"book.schema.json": schema}, font_of_scripture())
    except starter.StarterRefused as refused:
        raise WrongUsage(str(refused)) from refused
    lines = [*(path.as_posix() for path in paths), f"build it: bookbuild build {folder}"]
    return Said((Output("\n".join(map(shown, lines))),))
