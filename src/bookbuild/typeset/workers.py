"""Jobs → fragments, side by side in processes that are started once and stay warm."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from types import FrameType, TracebackType
from typing import Protocol

from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.making import Made, Make, make
from bookbuild.typeset.store import Store


@dataclass(frozen=True, slots=True)
class Died:
    """A job whose worker died, and died again when it was tried alone."""

    job: Job


Result = tuple[Job, Fragment | Died]


class Workers(Protocol):
    """Who sets jobs. Fragments come as they are ready, and are in the store by then. Threads may share it."""

    def warm(self) -> None:
        """Get ready to set jobs, while others are still being thought of."""

    def fragments(self, jobs: Sequence[Job], store: Store) -> Iterator[Result]:
        """Each of `jobs` with its fragment."""

    def close(self) -> None:
        """Stop at once."""


class InProcess:
    """Sets jobs here, one after the other."""

    def warm(self) -> None:
        return None

    def fragments(self, jobs: Sequence[Job], store: Store) -> Iterator[Result]:
        for job in jobs:
            yield job, store.keep(job.key(), make(job, store.fonts()))

    def close(self) -> None:
        return None


class Processes:
    """Sets jobs in `count` processes of this machine, each job in one of them, handed out by a thread each.

    A process that holds more than `MOST_MEMORY` bytes is replaced by a new one before its next job.
    """

    IN_FLIGHT = 2
    """Jobs handed out for each process: enough to keep it busy, few enough to bound what waits to be taken."""

    MOST_MEMORY = 160_000_000

    def __init__(self, count: int, make: Make = make) -> None:
        self.count = count
        self._make = make
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="bookbuild")
        self._lock = threading.RLock()
        self._all: set[ProcessPoolExecutor] = set()
        self._idle: list[ProcessPoolExecutor] = []
        self._slots = threading.Semaphore(count)
        self._alone = threading.Lock()
        self._warmed = self._closed = False

    def warm(self) -> None:
        with self._lock:
            if self._warmed or self._closed:
                return
            self._warmed = True
        for _ in range(self.count):
            self._threads.submit(self._warm_one)

    def fragments(self, jobs: Sequence[Job], store: Store) -> Iterator[Result]:
        left = iter(jobs)
        running: dict[Future[Result], None] = {}
        try:
            while True:
                for job in islice(left, self.count * self.IN_FLIGHT - len(running)):
                    running[self._threads.submit(self._result, job, store)] = None
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in [future for future in running if future in done]:
                    del running[future]
                    yield future.result()
        finally:
            for future in running:
                future.cancel()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            pools = list(self._all)
        self._threads.shutdown(wait=False, cancel_futures=True)
        _kill(pools)

    def _result(self, job: Job, store: Store) -> Result:
        try:
            with self._slots:
                made = self._made(job, store.fonts())
        except BrokenProcessPool:
            self._check_open()
            try:
                with self._nothing_else():
                    made = self._made(job, store.fonts(), fresh=True)
            except BrokenProcessPool:
                return job, Died(job)
        return job, store.keep(job.key(), made)

    def _made(self, job: Job, known: frozenset[str], *, fresh: bool = False) -> Made:
        """What one process makes of a job. Raises BrokenProcessPool where it dies of it."""
        pool = self._taken(fresh=fresh)
        made = None
        try:
            made = pool.submit(self._make, job, known).result()
        finally:
            if made is None or made.memory > self.MOST_MEMORY:
                self._drop(pool)
            else:
                self._put_back(pool)
        return made

    @contextmanager
    def _nothing_else(self) -> Iterator[None]:
        """No other job is running while this lasts: one that needs all of the memory gets it."""
        with self._alone:
            for _ in range(self.count):
                self._slots.acquire()
            try:
                yield
            finally:
                self._slots.release(self.count)

    def _warm_one(self) -> None:
        with suppress(BrokenProcessPool, CancelledError):
            pool = self._taken(fresh=True)
            pool.submit(_nothing).result()
            self._put_back(pool)

    def _taken(self, *, fresh: bool) -> ProcessPoolExecutor:
        """A process that has nothing to do, a new one where there is none."""
        with self._lock:
            self._check_open()
            if self._idle and not fresh:
                return self._idle.pop()
            pool = _process()
            self._all.add(pool)
            return pool

    def _put_back(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            self._idle.append(pool)

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            self._all.discard(pool)
        _kill([pool])

    def _check_open(self) -> None:
        if self._closed:
            raise CancelledError

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@cache
def _context() -> BaseContext:
    """How processes begin: as forks of one that has everything imported and runs no threads; elsewhere anew."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bookbuild.typeset.preloaded"])
    return context


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes and threads begun in here never see Ctrl-C: it is the parent's, which ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would undo the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _process() -> ProcessPoolExecutor:
    """A process of its own, as a pool of one."""
    context = _context()
    if context.get_start_method() == "forkserver":
        with deaf_to_interrupts():
            forkserver.ensure_running()
    return ProcessPoolExecutor(1, mp_context=context, initializer=_quietly)


@contextmanager
def ended_by_interrupts(workers: Workers) -> Iterator[None]:
    """Ctrl-C ends the workers before anything else: threads that wait for them wait no longer."""

    def end(number: int, frame: FrameType | None) -> None:
        _end_server()
        workers.close()
        signal.default_int_handler(number, frame)

    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end_server() -> None:
    """End the process that workers are forked from, even while it still imports."""
    pid = getattr(getattr(forkserver, "_forkserver", None), "_forkserver_pid", None)
    if pid is not None:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _quietly() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _nothing() -> None:
    return None


def _kill(pools: Sequence[ProcessPoolExecutor]) -> None:
    for pool in pools:
        processes = pool._processes or {}
        pool.shutdown(wait=False, cancel_futures=True)
        for process in list(processes.values()):
            with suppress(OSError, ValueError, AttributeError):
                process.kill()


def workers_for(jobs: int, cluster: str | None = None) -> Workers:
    """`jobs` processes; with one job, this process. `cluster`: a Dask scheduler's address, or `local`.

    Raises MachineLacks.
    """
    if cluster:
        from bookbuild.typeset.cluster import Cluster

        return Cluster(cluster, jobs)
    return Processes(jobs) if jobs > 1 else InProcess()
