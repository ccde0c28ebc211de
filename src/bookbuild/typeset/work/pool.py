"""Jobs → fragments, side by side in processes of this machine that are started once and stay warm."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from types import TracebackType

from bookbuild.forkserver import end_server
from bookbuild.interrupts import calling
from bookbuild.typeset.fragments import Job
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.processes import WorkerDied, WorkerProcess
from bookbuild.typeset.work.render_task import Made, Make, make
from bookbuild.typeset.work.workers import Died, Result, Workers


class InProcess:
    """Sets jobs here, one after the other."""

    def warm(self, job: Job | None = None) -> None:  # noqa: ARG002 (is warm, or far away)
        return None

    def fragments(self, jobs: Iterable[Job], store: FragmentStore) -> Iterator[Result]:
        for job in jobs:
            yield job, store.keep(job.key(), make(job, store.fonts()))

    def interrupt(self) -> None:
        return None

    def check_open(self) -> None:
        return None

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
        self._all: set[WorkerProcess] = set()
        self._idle: list[WorkerProcess] = []
        self._slots = threading.Semaphore(count)
        self._alone = threading.Lock()
        self._started = self._tried = self._closed = False

    def warm(self, job: Job | None = None) -> None:
        """Start the processes, at the first call; have one of them set the first `job` given, and drop its fragment."""
        with self._lock:
            started, self._started = self._started, True
            tried, self._tried = self._tried, self._tried or job is not None
            if self._closed:
                return
        for _ in range(0 if started else self.count):
            self._threads.submit(self._warm_one)
        if job and not tried:
            self._threads.submit(self._made, job, frozenset())

    def fragments(self, jobs: Iterable[Job], store: FragmentStore) -> Iterator[Result]:
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

    def interrupt(self) -> None:
        self._closed = True
        end_server()
        for worker in list(self._all):
            worker.kill()

    def close(self) -> None:
        self._closed = True
        for worker in list(self._all):
            worker.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _result(self, job: Job, store: FragmentStore) -> Result:
        try:
            with self._slots:
                made = self._made(job, store.fonts())
        except WorkerDied:
            self.check_open()
            try:
                with self._nothing_else():
                    made = self._made(job, store.fonts(), fresh=True)
            except WorkerDied:
                return job, Died(job)
        return job, store.keep(job.key(), made)

    def _made(self, job: Job, known: frozenset[str], *, fresh: bool = False) -> Made:
        """What one process makes of a job. Raises WorkerDied where it dies of it."""
        worker = self._taken(fresh=fresh)
        made = None
        try:
            made = worker.made(job, known)
        finally:
            if made is None or made.memory > self.MOST_MEMORY:
                self._drop(worker)
            else:
                self._put_back(worker)
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
        self._put_back(self._taken(fresh=True))

    def _taken(self, *, fresh: bool) -> WorkerProcess:
        """A process that has nothing to do, a new one where there is none."""
        with self._lock:
            self.check_open()
            while self._idle and not fresh:
                if (worker := self._idle.pop()).process.is_alive():
                    return worker
                self._drop(worker)
        worker = WorkerProcess(self._make)
        self._all.add(worker)
        if self._closed:
            self._drop(worker)
            raise CancelledError
        return worker

    def _put_back(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._idle.append(worker)

    def _drop(self, worker: WorkerProcess) -> None:
        self._all.discard(worker)
        worker.kill()

    def check_open(self) -> None:
        """Raises CancelledError once interrupted or closed."""
        if self._closed:
            raise CancelledError

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def ended_by_interrupts(workers: Workers) -> Iterator[None]:
    """Ctrl-C, and whatever else ends a command, ends the workers first: threads that wait for them wait no longer."""
    with calling(workers.interrupt):
        yield


def workers_for(jobs: int, cluster: str | None = None) -> Workers:
    """`jobs` processes; with one job, this process. `cluster`: a Dask scheduler's address, or `local`.

    Raises MachineLacks where the cluster's library is missing, or no scheduler answers.
    """
    if cluster:
        from bookbuild.typeset.work.cluster import DaskWorkers

        return DaskWorkers(cluster, jobs)
    return Processes(jobs) if jobs > 1 else InProcess()
