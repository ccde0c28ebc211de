"""A job → how much of the processor's time and of memory setting it may take, and the exception where it takes more.

What a text of that length needs is known within a factor of ten, on whatever machine: what is far above it would go on
for hours, or end another program for want of memory. A section of hundreds of pages is taken apart.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bookbuild.typeset.fragments import Job
from bookbuild.typeset.seams.deadline import Exceeded, deadline
from bookbuild.typeset.seams.deadline import resident as resident_of

BASE_SECONDS, BYTES_A_SECOND, PICTURES_A_SECOND = 8.0, 15_000, 1_000_000
"""What any section may take, and what its document and its pictures, in bytes, add to it: ten times what they need."""

MOST_SECONDS = 15.0
"""What no section may take, however long: some 400 pages."""

MOST_MEMORY = 900_000_000
"""Bytes of a process that sets sections."""

OWN_MEMORY = 300_000_000
"""Bytes that a section may add in any case, also where the process held nearly as many as it may."""

KILLED_AFTER = 3.0
"""Seconds of the processor beyond the deadline, after which a process that does not look at it is ended."""


class SectionTooLarge(Exception):
    """A section takes more than it may; `what`: of `time`, of `memory`, of `depth`, of `room`."""

    def __init__(self, section: str, what: str) -> None:
        super().__init__(section, what)
        self.section, self.what = section, what


def seconds_for(job: Job) -> float:
    """The processor's time that setting a job may take."""
    pictures = sum(len(resource.content) for resource in job.resources)
    return min(BASE_SECONDS + len(job.tree) / BYTES_A_SECOND + pictures / PICTURES_A_SECOND, MOST_SECONDS)


@contextmanager
def bounded(job: Job) -> Iterator[None]:
    """Set `job` in this thread while this lasts. Raises SectionTooLarge where it takes too much."""
    try:
        with deadline(seconds_for(job), max(MOST_MEMORY, resident() + OWN_MEMORY)):
            yield
    except Exceeded as error:
        raise SectionTooLarge(job.section, error.what) from error
    except MemoryError as error:
        raise SectionTooLarge(job.section, "memory") from error
    except RecursionError as error:
        raise SectionTooLarge(job.section, "depth") from error
    except OverflowError as error:  # a size is no number that Pango can have
        raise SectionTooLarge(job.section, "room") from error


def exceeded(process: int, before: float, job: Job) -> str:
    """What another process takes too much of while it sets `job`: `time`, `memory` or nothing.

    `before`: its processor's time when it began.
    """
    if resident_of(process) > MOST_MEMORY:
        return "memory"
    return "time" if seconds_of(process) - before > seconds_for(job) + KILLED_AFTER else ""


def seconds_of(process: int) -> float:
    """The processor's time of a process; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        after_name = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
        user, system = after_name.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return 0.0


def resident() -> int:
    """The bytes of memory that this process holds; 0 where the system does not say."""
    return resident_of(os.getpid())
