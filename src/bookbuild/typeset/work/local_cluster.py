"""A count → a Dask scheduler with so many workers on this machine, which nobody else of this machine can speak to.

Whoever reaches a scheduler runs programs through it, and every user of a machine reaches its loopback. So each
connection is TLS, both sides show a certificate made for this call alone, and no port answers HTTP.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from importlib.util import find_spec
from typing import Any

from distributed import Nanny, Scheduler, SpecCluster, Worker
from distributed.http.routing import RoutingApplication
from distributed.security import Security
from distributed.system import MEMORY_LIMIT
from tornado.httpserver import HTTPServer

from bookbuild.diagnostics import MachineLacks
from bookbuild.typeset.work.lasting_tracker import keep_tracker

HOST = "127.0.0.1"


def _unheard(self: Any, *_: Any, **__: Any) -> None:
    """In place of `start_http_server`, which listens whether a dashboard is wanted or not."""
    self.http_application = RoutingApplication([])
    self.http_server = HTTPServer(self.http_application)


class QuietScheduler(Scheduler):  # type: ignore[misc]
    """A scheduler without a dashboard, and without the port for it."""

    start_http_server = _unheard


class QuietWorker(Worker):  # type: ignore[misc]
    """A worker without a port for HTTP."""

    start_http_server = _unheard


class QuietCluster(SpecCluster):  # type: ignore[misc]
    """A cluster that can be closed, by this call or at Python's end, before its workers have begun."""

    async def _close(self) -> None:
        with suppress(AssertionError):  # so it says that one has not: it ends with this process
            await super()._close()


def local_cluster(count: int) -> Any:
    """A cluster of `count` processes. Raises MachineLacks without the library that makes certificates."""
    if find_spec("cryptography") is None:
        raise MachineLacks("the library `cryptography` is missing", "pip install 'bookbuild[cluster]'")
    security = Security.temporary()
    common = {"host": HOST, "protocol": "tls://", "security": security}
    worker = {
        **common, "nthreads": 1, "worker_class": QuietWorker, "dashboard": False, "dashboard_address": None,
        "silence_logs": logging.CRITICAL, "memory_limit": MEMORY_LIMIT // count,
        "preload": ["bookbuild.typeset.work.orphans"],
    }  # fmt: skip
    keep_tracker()
    return QuietCluster(
        scheduler={"cls": QuietScheduler, "options": {**common, "port": 0, "dashboard": False}},
        workers={number: {"cls": Nanny, "options": worker} for number in range(count)},
        security=security,
        silence_logs=logging.CRITICAL,
    )
