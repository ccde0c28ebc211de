"""Jobs → fragments, on the machines of a Dask scheduler.

What jobs have in common (style sheets, images, fonts that the machines lack) is a task of its own, under the digest of
its content: a worker fetches it once, and the scheduler gives it out again where a worker is lost. A worker sets pages
only if its machine is like this one: the same versions of what sets them, the same fonts.
"""

from __future__ import annotations

import hashlib
import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bookbuild.diagnostics import MachineLacks
from bookbuild.forkserver import deaf_to_interrupts
from bookbuild.typeset.fragments import Job
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.remote_task import MachineRefused, difference, facts, set_parcel
from bookbuild.typeset.work.render_task import Made, Make, make
from bookbuild.typeset.work.workers import Died, Result

try:
    import dask
    from distributed import Client, KilledWorker, LocalCluster
    from distributed.client import FutureCancelledError
except ImportError as error:
    raise MachineLacks("the library `distributed` is missing", "pip install 'bookbuild[cluster]'") from error

CONNECTING = 20.0
"""Seconds in which a scheduler must answer."""

FETCHING = 10.0
"""Seconds in which a worker must hand over what it has made; else it is made again."""

WITHOUT_WORKERS = 60.0
"""Seconds without a worker after which a build ends."""

LOOKING = 1.0
"""Seconds after which it is looked who works."""

IN_FLIGHT = 3
"""Jobs handed out for each thread of a worker."""

MOST_LOSSES = 5
"""How often a job that is lost on its way, and not with its worker, is handed out again."""


@dataclass(slots=True)
class Errand:
    """A job on its way; `where`: the workers that may have it, None for all."""

    job: Job
    where: frozenset[str] | None
    losses: int = 0


class DaskWorkers:
    """Sets jobs on the workers of a scheduler at `address`; `local`: on `count` processes of a scheduler made here.

    Raises MachineLacks where none answers, or none of its workers is like this machine.
    """

    def __init__(self, address: str, count: int, make: Make = make) -> None:
        self._make = make
        self._cluster: Any = None
        self._closed = False
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
        with deaf_to_interrupts():
            self.client: Any = self._connected(address, count)
        self.refused: dict[str, str] = {}
        self._shared: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._looked = 0.0
        self._threads: dict[str, int] = {}
        self._check_machines()

    def _connected(self, address: str, count: int) -> Any:
        try:
            if address == "local":
                with dask.config.set(
                    {"distributed.scheduler.allowed-failures": 1, "distributed.comm.timeouts.connect": "3s"}
                ):
                    self._cluster = LocalCluster(
                        n_workers=count,
                        threads_per_worker=1,
                        host="127.0.0.1",
                        dashboard_address=None,
                        silence_logs=logging.CRITICAL,
                    )
            client = Client(self._cluster or address, timeout=CONNECTING, set_as_default=False)
            client.wait_for_workers(1, timeout=WITHOUT_WORKERS)
        except (OSError, ValueError, TypeError) as error:
            raise MachineLacks(
                f"no scheduler with workers answers at `{address}`: {error}",
                "start one with `dask scheduler`, and `dask worker ADDRESS` on every machine",
            ) from error
        return client

    def _check_machines(self) -> None:
        for worker, theirs in self.client.run(facts).items():
            if reason := difference(facts(), theirs):
                self.refused[worker] = reason
        self._workers()

    def warm(self, job: Job | None = None) -> None:  # noqa: ARG002 (is warm, or far away)
        return None

    def fragments(self, jobs: Sequence[Job], store: FragmentStore) -> Iterator[Result]:
        left = iter(jobs)
        killed: list[Job] = []
        running: dict[Any, Errand] = {}
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        try:
            while True:
                for job in islice(left, max(self._room() - len(running), 0)):
                    running[self._sent(job, store, done)] = Errand(job, self._where())
                if not running:
                    break
                for future in self._next(done, running):
                    errand = running.pop(future)
                    match self._answer(future):
                        case Made() as made:
                            yield errand.job, store.keep(errand.job.key(), made)
                        case KilledWorker():
                            killed.append(errand.job)
                        case answer:
                            self._again(errand, answer)
                            running[self._sent(errand.job, store, done)] = errand
        finally:
            self._forget(running)
        for job in killed:
            yield self._alone(job, store)

    def _alone(self, job: Job, store: FragmentStore) -> Result:
        """A job whose worker died, once more, when the others are done."""
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        errand = Errand(job, self._where())
        while True:
            running = {self._sent(job, store, done): errand}
            for future in self._next(done, running):
                match self._answer(future):
                    case Made() as made:
                        return job, store.keep(job.key(), made)
                    case KilledWorker():
                        return job, Died(job)
                    case answer:
                        self._again(errand, answer)

    def _next(self, done: queue.SimpleQueue[Any], running: dict[Any, Errand]) -> list[Any]:
        """The next that is done; or, where those that may work are gone, what they had."""
        while True:
            self.check_open()
            with suppress(queue.Empty):
                future = done.get(timeout=LOOKING)
                if future in running:
                    return [future]
            there = set(self._workers())
            stranded = [f for f, errand in running.items() if errand.where is not None and not errand.where & there]
            if stranded:
                return stranded

    def _answer(self, future: Any) -> Made | MachineRefused | KilledWorker | None:
        """What came of an errand; None where it is lost. Raises what setting the job raised."""
        if future.status == "finished":
            with suppress(TimeoutError, FutureCancelledError):  # it was with a worker that has gone since
                answer: Made | MachineRefused = future.result(timeout=FETCHING)
                return answer
            return None
        if future.status == "error":
            error = future.exception(timeout=CONNECTING)
            if not isinstance(error, KilledWorker):
                raise error
            return error
        return None

    def _again(self, errand: Errand, answer: MachineRefused | None) -> None:
        """Note why an errand is to be sent again. Raises MachineLacks where that has no sense."""
        if isinstance(answer, MachineRefused):
            self.refused[answer.worker] = difference(facts(), answer.facts) or "its modules differ"
        else:
            errand.losses += 1
            if errand.losses > MOST_LOSSES:
                raise MachineLacks("the scheduler loses what it is given", "look at its log")
        self._looked = 0.0
        errand.where = self._where()

    def _sent(self, job: Job, store: FragmentStore, done: queue.SimpleQueue[Any]) -> Any:
        """The future of a job; it is put into `done` when something has come of it."""
        fonts = [Path(unquote(urlsplit(uri).path)) for uri in job.fonts]
        shared = [job.sheet.encode(), *(resource.content for resource in job.resources)]
        shared += [path.read_bytes() for path in fonts]
        where = self._where()
        future = self.client.submit(
            set_parcel,
            replace(job, sheet="", resources=tuple(replace(resource, content=b"") for resource in job.resources)),
            [self._share(content) for content in shared],
            store.fonts(),
            self._make,
            pure=False,
            key=f"bookbuild-set-{job.key()[:16]}-{time.monotonic_ns()}",
            workers=None if where is None else sorted(where),
        )
        future.add_done_callback(done.put)
        return future

    def _share(self, content: bytes) -> Any:
        """The future of a content that several jobs have, sent once."""
        digest = hashlib.sha256(content).hexdigest()
        with self._lock:
            if digest not in self._shared or self._shared[digest].status in ("cancelled", "lost"):
                self._shared[digest] = self.client.submit(bytes, content, key=f"bookbuild-{digest}")
            return self._shared[digest]

    def _workers(self) -> dict[str, int]:
        """Those that may set jobs, with their threads. Raises MachineLacks where there is none for a minute."""
        until = time.monotonic() + WITHOUT_WORKERS
        while time.monotonic() - self._looked > LOOKING:
            found = dict(self.client.nthreads())
            self._threads = {worker: count for worker, count in found.items() if worker not in self.refused}
            if self._threads:
                self._looked = time.monotonic()
            elif (found and self.refused) or time.monotonic() > until:
                raise MachineLacks(*self._why_nobody())
            else:
                time.sleep(0.5)
        return self._threads

    def _why_nobody(self) -> tuple[str, str]:
        if not self.refused:
            return "the scheduler has no workers", "start some: `dask worker ADDRESS`"
        reasons = "; ".join(f"`{worker}`: {reason}" for worker, reason in sorted(self.refused.items()))
        return f"no worker is like this machine: {reasons}", "install the same versions and fonts on all machines"

    def _where(self) -> frozenset[str] | None:
        there = frozenset(self._workers())
        return there if self.refused else None

    def _room(self) -> int:
        return sum(self._workers().values()) * IN_FLIGHT

    def _forget(self, running: dict[Any, Errand]) -> None:
        if running and not self._closed:
            self.client.cancel(list(running))

    def interrupt(self) -> None:
        self._closed = True

    def check_open(self) -> None:
        """Raises CancelledError once interrupted or closed."""
        if self._closed:
            raise CancelledError

    def close(self) -> None:
        self._closed = True
        with suppress(OSError, RuntimeError):
            self.client.close(timeout=2)
        if self._cluster is not None:
            with suppress(OSError, RuntimeError):
                self._cluster.close(timeout=5)
