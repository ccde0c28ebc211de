"""How many processes, and a place → what sets sections and keeps them, shared by all books of a call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bookbuild.cache.build_record import version_of_tool
from bookbuild.cache.memo import KeptRecall, Recall
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.pool import ended_by_interrupts, workers_for
from bookbuild.typeset.work.workers import Workers


@dataclass(frozen=True, slots=True)
class Workshop:
    """What sets sections, and where they are kept: shared by all books and editions of a call."""

    workers: Workers
    store: FragmentStore

    @contextmanager
    def recall(self, book: Path, step: str) -> Iterator[Recall]:
        """What a step made of the parts of a book before, kept in the store with the fragments."""
        key = hashlib.sha256(f"{book.resolve()}\0{step}".encode()).hexdigest()
        kept = KeptRecall(
            lambda: self.store.read("recall", key),
            lambda content: self.store.write("recall", key, content),
            version_of_tool(),
        )
        yield kept
        kept.close()


@contextmanager
def workshop(
    jobs: int, cache: str | Path | None = None, *, limit: int | None = None, cluster: str | None = None
) -> Iterator[Workshop]:
    """A workshop of so many processes, or of a cluster's. Fragments are kept at `cache`, a path or an URL.

    `limit`: the bytes that the store is trimmed to. Raises MachineLacks where a library is missing.
    """
    store = FragmentStore(cache, limit)
    workers = workers_for(jobs, cluster)
    try:
        with ended_by_interrupts(workers):
            yield Workshop(workers, store)
    finally:
        workers.close()
        store.close()
