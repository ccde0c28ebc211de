"""The steps and sections of a build, as they begin → whoever shows them."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is called as each step of an edition (None: of the book) begins, and as each section has been set."""

    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...


class Unwatched:
    """A `Progress` that does nothing."""

    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...
