"""Made results and findings, and a pipeline that gives them: these tests are about what the command makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from click.testing import Result

from bookbuild.build_result import Change
from bookbuild.diagnostics import Code, Finding, Location

VERSE = "﴿ثَانِيَ اثْنَيْنِ إِذْ هُمَا فِي الْعَهْدِ﴾ [9:40]"
MISMATCH = Finding(
    Code.QURAN_MISMATCH,
    "`فِي الْعَهْدِ` is not the text of 9:40, which reads `فِي ٱلۡغَارِ`",
    'write `[9:40]{.quran words="10-15"}`, or correct the words',
    Location("chapters/03.md", 14, 31),
    book="cave",
    source=VERSE,
)
UNUSED = Finding(
    Code.NOTE_UNUSED, "note `2` is never called", "call it, or take it out", Location("a.md", 3, 1), book="cave"
)
FONT = Finding(Code.FONT_MISSING, "`Zapf` is not installed", "install it", book="cave", edition="press")


@dataclass(frozen=True, slots=True)
class Built:
    name: str
    path: Path
    format: str
    pages: int | None
    sections: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Outcome:
    book: str
    editions: tuple[Built, ...] = ()
    findings: tuple[Finding, ...] = ()
    why: tuple[tuple[str, str, str], ...] = ()
    changes: tuple[Change, ...] = ()


class EditionUnknown(Exception):
    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known


@dataclass
class Pipeline:
    """What each book gives: an result, or an exception. `calls` are the arguments that arrived."""

    books: dict[str, Outcome | BaseException] = field(default_factory=dict)
    names: tuple[str, ...] = ("ebook", "press", "screen")
    uses: tuple[Any, ...] = ()
    calls: list[dict[str, Any]] = field(default_factory=list)

    def build(self, book: Path, **how: Any) -> Outcome:
        for name in how.get("editions", ()):
            if name not in self.names:
                raise EditionUnknown(name, self.names)
        self.calls.append(how | {"book": book})
        given = self.books.get(book.resolve().name, Outcome(book.resolve().name))
        if isinstance(given, BaseException):
            raise given
        how["progress"].step(given.book, "press", "typeset")
        how["progress"].section(given.book, "press", "In the cave")
        return given

    check = mend = build

    def documents(self, book: Path, file: Path) -> tuple[bytes, ...]:
        self.calls.append({"book": book, "file": file})
        return (b"<html/>",)

    @contextmanager
    def workshop(self, jobs: int, cache: str | None, **_: Any) -> Iterator[str]:
        yield f"workshop of {jobs}"

    def editions(self, book: Path) -> tuple[tuple[Any, ...], tuple[Finding, ...]]:
        settings = SimpleNamespace(language="en", theme="plain")
        common = {"format": "pdf", "purpose": "press", "trim": (148.0, 210.0), "bleed": 0.0, "marks": False}
        return tuple(
            SimpleNamespace(name=name, isbn=None, book=settings, style=settings, **common) for name in self.names
        ), ()

    def fonts(self, book: Path) -> tuple[Any, ...]:
        return self.uses


def object_of(result: Result) -> Any:
    """The one object on standard output."""
    return json.loads(result.stdout)
