"""Steps and sections of a build → a line on the terminal that tells where it is; silence elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bookbuild.reporting.text import shown

if TYPE_CHECKING:
    from rich.status import Status

    from bookbuild.progress import Progress


class Silent:
    """A `Progress` that shows nothing."""

    def step(self, book: str, edition: str | None, name: str) -> None:
        """Say nothing."""

    def section(self, book: str, edition: str, title: str) -> None:
        """Say nothing."""


class Told:
    """Progress in one line, `cave press: typeset: In the cave (3)`; the number counts the sections of the step."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self._step = ""
        self._sections = 0

    def step(self, book: str, edition: str | None, name: str) -> None:
        self._step = f"{book}{f' {edition}' if edition else ''}: {name}"
        self._sections = 0
        self._tell(self._step)

    def section(self, book: str, edition: str, title: str) -> None:  # noqa: ARG002 (they stand in the step)
        self._sections += 1
        self._tell(f"{self._step}: {title} ({self._sections})")

    def _tell(self, line: str) -> None:
        from rich.text import Text

        self._status.update(Text(shown(line), no_wrap=True, overflow="ellipsis"))


@contextmanager
def progress(*, terminal: bool) -> Iterator[Progress]:
    """Progress on standard error, if that is a terminal. Nothing of it stays there."""
    if not terminal:
        yield Silent()
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield Told(status)
