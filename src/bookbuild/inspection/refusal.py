"""What is said of a file that cannot be read, or that does harm → `archive-unsafe`."""

from __future__ import annotations

from typing import NoReturn

from bookbuild.diagnostics import BookError, Code, Finding, Location

_REMEDY = "get the file again from where it comes from, or pack it anew"


def unsafe(message: str, *, path: str | None = None, line: int | None = None, remedy: str = _REMEDY) -> Finding:
    return Finding(Code.ARCHIVE_UNSAFE, message, remedy, Location(path, line))


def refuse(message: str, *, path: str | None = None, line: int | None = None) -> NoReturn:
    """Raises BookError, with `archive-unsafe` about the file `path` in the archive, or about the archive."""
    raise BookError([unsafe(message, path=path, line=line)])
