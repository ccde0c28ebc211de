"""A file made for an edition, with what was found while it was made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagnostics import Finding
from bookbuild.model.settings import Edition


@dataclass(frozen=True, slots=True)
class CoverFile:
    """The cover that is printed around an edition. `path` is where it is delivered to."""

    path: Path
    bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Product:
    """A file made for an edition. `path` is where it is delivered to."""

    edition: Edition
    path: Path
    pages: int | None
    sections: int
    bytes: int
    findings: tuple[Finding, ...]
    fonts: tuple[Path, ...]
    digest: str
    why: tuple[tuple[str, str], ...] = ()
    cover: CoverFile | None = None
