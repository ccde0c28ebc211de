"""Jobs → fragments: the protocol that this process, processes and a cluster keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.work.fragment_store import FragmentStore


@dataclass(frozen=True, slots=True)
class Died:
    """A job whose worker died, and died again when it was tried alone."""

    job: Job


Result = tuple[Job, Fragment | Died]


class Workers(Protocol):
    """Who sets jobs. Fragments come as they are ready, and are in the store by then. Threads may share it."""

    def warm(self, job: Job | None = None) -> None:
        """Get ready before the first jobs come; `job`, like those that will, may be set for practice and dropped."""

    def fragments(self, jobs: Iterable[Job], store: FragmentStore) -> Iterator[Result]:
        """Each of `jobs` with its fragment."""

    def interrupt(self) -> None:
        """Let whoever waits for fragments wait no longer. Takes no lock: it is called from signal handlers."""

    def check_open(self) -> None:
        """Raises CancelledError once they were interrupted: what is made then is not wanted any more."""

    def close(self) -> None:
        """Stop at once."""
