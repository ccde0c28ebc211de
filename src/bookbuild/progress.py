"""Who is told how far a build is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Who is told how far a build is."""

    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...


class Unwatched:
    """A `Progress` for nobody."""

    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...
