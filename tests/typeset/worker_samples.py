"""Jobs without books, and what workers may make of them: found by processes of their own under this module's name."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from bookbuild.diagnostics import MachineLacks
from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.machine import digest_of_machine
from bookbuild.typeset.work.render_task import Made, encoded


def job_of(section: str, tree: bytes = b"") -> Job:
    return Job(section, section, tree, "p {}", "", "content", machine=digest_of_machine())


def jobs_of(count: int, name: str = "s") -> list[Job]:
    return [job_of(f"{name}{number}", f"{name}{number}".encode()) for number in range(count)]


def fragment_of(pdf: bytes) -> Fragment:
    return Fragment((), pdf, ())


def echo(job: Job, known: frozenset[str]) -> Made:
    """A fragment that holds the job's tree."""
    return Made(encoded(fragment_of(job.tree)))


def slow(job: Job, known: frozenset[str]) -> Made:
    time.sleep(0.15)
    return echo(job, known)


def with_pid(job: Job, known: frozenset[str]) -> Made:
    return Made(encoded(fragment_of(str(os.getpid()).encode())))


def heavy(job: Job, known: frozenset[str]) -> Made:
    return Made(encoded(fragment_of(str(os.getpid()).encode())), memory=10**12)


def deadly(job: Job, known: frozenset[str]) -> Made:
    """Kills its process where the job is called so; once, where the tree is a path, which it then makes."""
    path = Path(job.tree.decode()) if job.tree.startswith(b"/") else None
    if job.section == "deadly" and (path is None or not path.exists()):
        if path:
            path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(job, known)


def stuck(job: Job, known: frozenset[str]) -> Made:
    """Says who it is, then is busy in C, which lets no other thread of its process run, for a minute."""
    with Path(job.tree.decode()).open("a", encoding="ascii") as said:
        said.write(f"{os.getpid()}\n")
    ctypes.PyDLL(None).sleep(60)
    return echo(job, known)


def endless(job: Job, known: frozenset[str]) -> Made:
    """Works for ever, and looks at no deadline."""
    while job.section == "endless":
        pass
    return echo(job, known)


def greedy(job: Job, known: frozenset[str]) -> Made:
    """Takes more memory for ever."""
    held: list[bytearray] = []
    while job.section == "greedy":
        held.append(bytearray(b"x" * 5_000_000))
        time.sleep(0.002)
    return echo(job, known)


def failing(job: Job, known: frozenset[str]) -> Made:
    raise ZeroDivisionError(job.section)


def lacking(job: Job, known: frozenset[str]) -> Made:
    raise MachineLacks("no Pango", "get it")


def shows_shared(job: Job, known: frozenset[str]) -> Made:
    """What came to the worker beside the job."""
    (uri,) = job.fonts
    (resource,) = job.resources
    assert uri in job.sheet
    shown = (
        f"{resource.href} {resource.content.decode()} {Path(uri.removeprefix('file://')).read_text(encoding='utf-8')}"
    )
    return Made(encoded(fragment_of(shown.encode())))
