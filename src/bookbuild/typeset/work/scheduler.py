"""A Dask scheduler's address → its workers whose machines are like this one, and what came of a task."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

from bookbuild.diagnostics import MachineLacks
from bookbuild.forkserver import deaf_to_interrupts
from bookbuild.typeset.work.remote_task import MachineRefused, difference, facts
from bookbuild.typeset.work.render_task import Made

try:
    import dask
    from distributed import Client, KilledWorker
    from distributed.client import FutureCancelledError

    from bookbuild.typeset.work.local_cluster import local_cluster
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


class WorkersKilled:
    """What came of a task that its workers died of."""


class Scheduler:
    """The scheduler at `address`; `local`: one made here, with `count` processes. `refused`: workers, and why.

    Raises MachineLacks where none answers, or none of its workers is like this machine.
    """

    def __init__(self, address: str, count: int) -> None:
        self._cluster: Any = None
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
        with deaf_to_interrupts():
            self.client: Any = self._connected(address, count)
        self.refused: dict[str, str] = {}
        self._looked = 0.0
        self._threads: dict[str, int] = {}
        self._check_machines()

    def _connected(self, address: str, count: int) -> Any:
        try:
            if address == "local":
                with dask.config.set(
                    {"distributed.scheduler.allowed-failures": 1, "distributed.comm.timeouts.connect": "3s"}
                ):
                    self._cluster = local_cluster(count)
            client = Client(self._cluster or address, timeout=CONNECTING, set_as_default=False)
            client.wait_for_workers(1, timeout=WITHOUT_WORKERS)
        except (OSError, ValueError, TypeError) as error:
            remedy = "start one with `dask scheduler`, and `dask worker ADDRESS` on every machine"
            if address.startswith("tls:"):
                remedy += "; name its certificates by `distributed.comm.tls` of Dask's settings"
            raise MachineLacks(f"no scheduler with workers answers at `{address}`: {error}", remedy) from error
        return client

    def _check_machines(self) -> None:
        for worker, theirs in self.client.run(facts).items():
            if reason := difference(facts(), theirs):
                self.refused[worker] = reason
        self.threads()

    def refuse(self, answer: MachineRefused) -> None:
        """Send nothing more to a worker whose machine proved to be another."""
        self.refused[answer.worker] = difference(facts(), answer.facts) or "its modules differ"

    def look_again(self) -> None:
        """Ask anew who works, when that is next wanted."""
        self._looked = 0.0

    def threads(self) -> dict[str, int]:
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

    def where(self) -> frozenset[str] | None:
        """The workers that may have a task; None for all that there are."""
        there = frozenset(self.threads())
        return there if self.refused else None

    def room(self) -> int:
        """How many tasks may be on their way at once."""
        return sum(self.threads().values()) * IN_FLIGHT

    def close(self) -> None:
        with suppress(OSError, RuntimeError):
            self.client.close(timeout=2)
        if self._cluster is not None:
            with suppress(OSError, RuntimeError):
                self._cluster.close(timeout=5)


def answer_of(future: Any) -> Made | MachineRefused | WorkersKilled | None:
    """What came of a task; None where it is lost. Raises what setting the job raised."""
    if future.status == "finished":
        with suppress(TimeoutError, FutureCancelledError):  # it was with a worker that has gone since
            answer: Made | MachineRefused = future.result(timeout=FETCHING)
            return answer
        return None
    if future.status == "error":
        error = future.exception(timeout=CONNECTING)
        if not isinstance(error, KilledWorker):
            raise error
        return WorkersKilled()
    return None
