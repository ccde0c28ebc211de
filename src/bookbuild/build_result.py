"""What comes of a build or a check: files, findings, why each section was set, sources that were mended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagnostics import Finding


@dataclass(frozen=True, slots=True)
class Built:
    """A file that was made. `pages` None for an e-book; `cover`: the file of the cover that is printed around it."""

    name: str
    path: Path
    format: str
    pages: int | None
    sections: int
    bytes: int
    cover: Path | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A source that was mended, or would be, in so many places; `path` relative to the book, with `/`."""

    path: str
    before: str
    after: str
    places: int


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a book. `why` names edition and section of all that was set, and the reason."""

    book: str
    editions: tuple[Built, ...]
    findings: tuple[Finding, ...]
    why: tuple[tuple[str, str, str], ...] = ()
    changes: tuple[Change, ...] = ()
