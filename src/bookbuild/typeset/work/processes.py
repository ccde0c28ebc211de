"""A process that makes one thing after the other, and how such processes begin and end.

Each has a pipe of its own, of which no one else holds the other end: whoever dies, the other side reads an end at once.
"""

from __future__ import annotations

import signal
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType

from bookbuild.forkserver import keep_everything, keep_libraries_quiet, started_context
from bookbuild.lifeline import end_with_parent, end_with_pipe
from bookbuild.typeset.fragments import Job
from bookbuild.typeset.work.bounds import SectionTooLarge, exceeded, seconds_of
from bookbuild.typeset.work.render_task import Made, Make

LOOKING = 0.25
"""Seconds from one look at what a worker takes to the next."""

MOST_DATA = 1_000_000_000
"""Bytes of memory of a worker's own."""


class WorkerDied(Exception):
    """A process ended while it was asked for something."""


class WorkerProcess:
    """A process that makes what it is asked for, one job after the other, until its end of the pipe is closed."""

    def __init__(self, make: Make) -> None:
        context = started_context()
        self._pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, make), daemon=True)  # type: ignore[attr-defined]
        try:
            self.process.start()
        except (EOFError, OSError) as error:
            raise WorkerDied from error
        finally:
            theirs.close()

    def made(self, job: Job, known: frozenset[str]) -> Made:
        """What the process makes of `job`. Raises what making it raised there, and WorkerDied where it ended.

        Where it takes too much time or memory it is ended: SectionTooLarge.
        """
        try:
            before = seconds_of(self.process.pid)
            self._pipe.send((job, known))
            while not self._pipe.poll(LOOKING):
                if what := exceeded(self.process.pid, before, job):
                    self.kill()
                    raise SectionTooLarge(job.section, what)
            answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerDied from error
        if isinstance(answer, BaseException):
            raise answer
        return answer  # type: ignore[no-any-return]

    def kill(self) -> None:
        with suppress(OSError, ValueError, AttributeError):
            self.process.kill()


class _Outcome:
    """What a block came to: an error of it goes to the one who asked, who translates it or tells of it."""

    error: BaseException | None = None

    def __enter__(self) -> _Outcome:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.error = error
        return isinstance(error, Exception)


def _bound_memory() -> None:
    """Let what asks for far too much memory at once get none: `bounds.py` looks only now and then."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA, most))


def _serve(pipe: Connection, make: Make) -> None:
    """What a worker's process does; it ends when the one who asks is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    keep_libraries_quiet()
    keep_everything()
    end_with_parent()
    end_with_pipe(pipe.fileno())
    with suppress(EOFError, OSError):
        while True:
            job, known = pipe.recv()
            answer: object = None
            with _Outcome() as result:
                answer = make(job, known)
            if result.error is not None:
                result.error.add_note("".join(traceback.format_exception(result.error)))
            pipe.send(result.error or answer)
