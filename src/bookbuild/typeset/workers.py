"""Jobs → fragments, side by side in processes that are started once and stay warm."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.store import Store


@dataclass(frozen=True, slots=True)
class Died:
    """A job whose worker died, and died again when it was tried alone."""

    job: Job


Result = tuple[Job, Fragment | Died]


class Workers(Protocol):
    """Who sets jobs. Fragments come as they are ready, and are in the store by then."""

    def warm(self) -> None:
        """Get ready to set jobs, while others are still being thought of."""

    def fragments(self, jobs: Sequence[Job], store: Store) -> Iterator[Result]:
        """Each of `jobs` with its fragment."""

    def close(self) -> None:
        """Stop at once."""


def set_and_keep(job: Job, store: Store) -> Fragment:
    """Set a job in this process, and keep its fragment."""
    from bookbuild.typeset.engine import set_fragment

    fragment = set_fragment(job, store.keep_font)
    store.keep_fragment(job.key(), fragment)
    return fragment


class InProcess:
    """Sets jobs here, one after the other."""

    def warm(self) -> None:
        return None

    def fragments(self, jobs: Sequence[Job], store: Store) -> Iterator[Result]:
        for job in jobs:
            yield job, set_and_keep(job, store)

    def close(self) -> None:
        return None


class Processes:
    """Sets jobs in `count` processes of this machine."""

    IN_FLIGHT = 4
    """Jobs handed out for each process: enough to keep it busy, few enough to bound memory."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def warm(self) -> None:
        pool = self._started()
        for _ in range(self.count):
            pool.submit(_import_engine)

    def fragments(self, jobs: Sequence[Job], store: Store) -> Iterator[Result]:
        left = list(reversed(jobs))
        running: dict[Future[Fragment], Job] = {}
        try:
            while left or running:
                while left and len(running) < self.count * self.IN_FLIGHT:
                    job = left.pop()
                    running[self._started().submit(set_and_keep, job, store)] = job
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running[future], future.result()
                    del running[future]
        except BrokenProcessPool:
            self.close()
            yield from self._alone([*running.values(), *reversed(left)], store)

    def _alone(self, jobs: Sequence[Job], store: Store) -> Iterator[Result]:
        """Each job in a process of its own making: the one that kills its worker is found out."""
        for job in jobs:
            pool = _pool(1)
            try:
                yield job, pool.submit(set_and_keep, job, store).result()
            except BrokenProcessPool:
                yield job, Died(job)
            finally:
                _kill(pool)

    def close(self) -> None:
        if self._pool:
            _kill(self._pool)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(self.count)
        return self._pool

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _pool(count: int) -> ProcessPoolExecutor:
    method = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context(method), initializer=_quietly)


def _quietly() -> None:
    """Ctrl-C is the parent's: it ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _import_engine() -> None:
    import bookbuild.typeset.engine  # noqa: F401


def _kill(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with suppress(OSError, ValueError):
            process.kill()
    for process in processes:
        with suppress(OSError, ValueError, AssertionError):
            process.join(1)


def workers_for(jobs: int) -> Processes | InProcess:
    """`jobs` processes; with one job, this process."""
    return Processes(jobs) if jobs > 1 else InProcess()
