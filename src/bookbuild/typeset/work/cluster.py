"""Jobs → fragments, on the machines of a Dask scheduler.

What jobs have in common (style sheets, images, fonts that the machines lack) is a task of its own, under the digest of
its content: a worker fetches it once, and the scheduler gives it out again where a worker is lost. A worker sets pages
only if its machine is like this one: the same versions of what sets them, the same fonts.
"""

from __future__ import annotations

import hashlib
import queue
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bookbuild.diagnostics import MachineLacks
from bookbuild.typeset.fragments import Job
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.remote_task import MachineRefused, set_parcel
from bookbuild.typeset.work.render_task import Made, Make, make
from bookbuild.typeset.work.scheduler import LOOKING, Scheduler, WorkersKilled, answer_of
from bookbuild.typeset.work.workers import Died, Result

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
        self._closed = False
        self.scheduler = Scheduler(address, count)
        self._shared: dict[str, Any] = {}
        self._lock = threading.Lock()

    def warm(self, job: Job | None = None) -> None:  # noqa: ARG002 (is warm, or far away)
        return None

    def fragments(self, jobs: Iterable[Job], store: FragmentStore) -> Iterator[Result]:
        left = iter(jobs)
        killed: list[Job] = []
        running: dict[Any, Errand] = {}
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        try:
            while True:
                for job in islice(left, max(self.scheduler.room() - len(running), 0)):
                    running[self._sent(job, store, done)] = Errand(job, self.scheduler.where())
                if not running:
                    break
                for future in self._next(done, running):
                    errand = running.pop(future)
                    match answer_of(future):
                        case Made() as made:
                            yield errand.job, store.keep(errand.job.key(), made)
                        case WorkersKilled():
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
        errand = Errand(job, self.scheduler.where())
        while True:
            running = {self._sent(job, store, done): errand}
            for future in self._next(done, running):
                match answer_of(future):
                    case Made() as made:
                        return job, store.keep(job.key(), made)
                    case WorkersKilled():
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
            there = set(self.scheduler.threads())
            stranded = [f for f, errand in running.items() if errand.where is not None and not errand.where & there]
            if stranded:
                return stranded

    def _again(self, errand: Errand, answer: MachineRefused | None) -> None:
        """Note why an errand is to be sent again. Raises MachineLacks where that has no sense."""
        if isinstance(answer, MachineRefused):
            self.scheduler.refuse(answer)
        else:
            errand.losses += 1
            if errand.losses > MOST_LOSSES:
                raise MachineLacks("the scheduler loses what it is given", "look at its log")
        self.scheduler.look_again()
        errand.where = self.scheduler.where()

    def _sent(self, job: Job, store: FragmentStore, done: queue.SimpleQueue[Any]) -> Any:
        """The future of a job; it is put into `done` when something has come of it."""
        fonts = [Path(unquote(urlsplit(uri).path)) for uri in job.fonts]
        shared = [job.sheet.encode(), *(resource.content for resource in job.resources)]
        shared += [path.read_bytes() for path in fonts]
        where = self.scheduler.where()
        future = self.scheduler.client.submit(
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
                self._shared[digest] = self.scheduler.client.submit(bytes, content, key=f"bookbuild-{digest}")
            return self._shared[digest]

    def _forget(self, running: dict[Any, Errand]) -> None:
        if running and not self._closed:
            self.scheduler.client.cancel(list(running))

    def interrupt(self) -> None:
        self._closed = True

    def check_open(self) -> None:
        """Raises CancelledError once interrupted or closed."""
        if self._closed:
            raise CancelledError

    def close(self) -> None:
        self._closed = True
        self.scheduler.close()
