"""What is read next, in words → whoever watches: where reading ends by force, that is what it ended at."""

from __future__ import annotations

from collections.abc import Callable

Telling = Callable[[str], None]
"""Is told what is read next: `the text of page 3`."""


def silent(_: str) -> None:
    """Tells nobody."""
