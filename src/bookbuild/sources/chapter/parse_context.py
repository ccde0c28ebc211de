"""What is gathered while one file is read: findings, the ids that were written, and where its images are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bookbuild.diagnostics import Code, Finding, Location

WrittenId = tuple[str, Location, tuple[str, ...]]
"""An id, its place, and the editions that it is for; none: all."""


def unplaced(written: str, _location: Location) -> tuple[str, tuple[Finding, ...]]:
    """Images of a text that stands in no book: taken as written."""
    return written, ()


@dataclass(slots=True)
class ParseContext:
    """A file being read. `ids`: those that were written, each with its place and the editions it is for, none: all.

    `notes`: how many calls of notes were read; `linked`: how long targets of links are.

    `place_image` gives an image's path relative to the book, and what is wrong with it.
    """

    path: str
    lines: Sequence[str]
    place_image: Callable[[str, Location], tuple[str, tuple[Finding, ...]]] = unplaced
    findings: list[Finding] = field(default_factory=list)
    ids: list[WrittenId] = field(default_factory=list)
    editions: tuple[str, ...] = ()
    notes: int = 0
    linked: int = 0

    def find(self, code: Code, message: str, remedy: str, location: Location) -> None:
        """Note a finding."""
        self.findings.append(Finding(code, message, remedy, location))

    def write_id(self, name: str, location: Location) -> str:
        """Note that the id `name` was written here, if it was."""
        if name:
            self.ids.append((name, location, self.editions))
        return name

    @contextmanager
    def for_editions(self, names: tuple[str, ...]) -> Iterator[None]:
        """What is read while this lasts is for these editions, of those that what is around it is for; none: all."""
        outer = self.editions
        self.editions = tuple(name for name in names if name in outer) or names if outer and names else names or outer
        try:
            yield
        finally:
            self.editions = outer

    def image(self, written: str, location: Location) -> str:
        """The path of an image relative to the book's folder."""
        source, findings = self.place_image(written, location)
        self.findings.extend(findings)
        return source

    def line_place(self, line: int, column: int = 1, width: int = 1) -> Location:
        return Location(self.path, line, column, width)
