"""Something to do → how long this process works at it: for ratios within one run, which a loaded machine leaves alone."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The CPU time of the quickest of several runs, in s."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(times))
