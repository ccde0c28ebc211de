"""Seconds of the processor, bytes of memory → `Exceeded`, raised within WeasyPrint's layout by our functions there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05
"""Seconds on the clock from one look at the time of a thread and the memory to the next: the system is asked for both,
which takes far longer than the clock."""


class Exceeded(Exception):
    """What is laid out takes more than it may; `what`: `time` or `memory`."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(slots=True)
class _Bounds:
    end: float
    memory: int
    next_look: float = 0.0


_bounds: list[_Bounds] = []


@contextmanager
def deadline(seconds: float, memory: int = 0) -> Iterator[None]:
    """Let `check` raise when this thread has worked for so long, the time of others not counted, or this process holds
    more than `memory` bytes (0: however many)."""
    _bounds.append(_Bounds(time.thread_time() + seconds, memory))
    try:
        yield
    finally:
        _bounds.pop()


def check() -> None:
    """Raises Exceeded beyond the bounds of this process, which sets one thing at a time."""
    if not _bounds:
        return
    bounds, now = _bounds[-1], time.monotonic()
    if now < bounds.next_look:
        return
    bounds.next_look = now + EVERY
    if time.thread_time() > bounds.end:
        raise Exceeded("time")
    if bounds.memory and resident(os.getpid()) > bounds.memory:
        raise Exceeded("memory")


def resident(process: int) -> int:
    """The bytes of memory that a process holds; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
