"""Seconds of the processor → `Exceeded`, raised within WeasyPrint's layout by the functions of ours that it calls."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Exceeded(Exception):
    """What is laid out takes more time than it may."""


_ends: list[float] = []


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let `check` raise when this thread has worked for so long; the time that others have does not count."""
    _ends.append(time.thread_time() + seconds)
    try:
        yield
    finally:
        _ends.pop()


def check() -> None:
    """Raises Exceeded behind the deadline of this process, which sets one thing at a time."""
    if _ends and time.thread_time() > _ends[-1]:
        raise Exceeded
