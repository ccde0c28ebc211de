"""What the steps over a draft came to, from one round of mending to the next: a chapter that is as it was is not read
again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from bookbuild.cache.memo import KeptRecall, Recall


class DraftMemory:
    """Called with the name of a step (`read`, `check`), it gives what that came to when it was asked last."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[Recall]:
        recall = KeptRecall(partial(self._kept.get, step), partial(self._kept.__setitem__, step), "")
        try:
            yield recall
        finally:
            recall.close()
