"""A process with bookbuild imported, forked for every call: jobs, a line of JSON each, on standard input → their ends.

Many calls, each with limits of its own, in the time that a few would take. As a script it is that process.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

SECONDS, MEGABYTES = 20, 1024
"""Of CPU and memory, that no process may pass."""
MOST_SAID = 1 << 20
"""Bytes of standard error that are looked at."""


@dataclass(frozen=True, slots=True)
class ForkedRun:
    """`status` below zero: the signal that ended it. `seconds`: of CPU, its own and its children's."""

    status: int
    seconds: float
    megabytes: int
    errors: str


class Forks:
    """Calls the command in forks of one process: `forks.run(["check", "book"], cwd)`."""

    def __enter__(self) -> Forks:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def run(self, arguments: list[str], cwd: Path) -> ForkedRun:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([arguments, str(cwd)]) + "\n")
        self._process.stdin.flush()
        return ForkedRun(*json.loads(self._process.stdout.readline()))


def _call(arguments: list[str], cwd: str, said: int) -> None:
    """Run the command in this process, and end it."""
    for stream, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, os.open(os.devnull, os.O_WRONLY)), (2, said)):
        os.dup2(target, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.chdir(cwd)
    os.environ["BOOKBUILD_CACHE"] = f"{cwd}/cache"
    from bookbuild.cli import main

    status = 70
    try:
        main(arguments, prog_name="bookbuild")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _whole_lines(said: bytes) -> bytes:
    """Without a line that is cut off where no more is read."""
    return said if len(said) < MOST_SAID else said[: said.rfind(b"\n") + 1]


def _serve() -> None:
    import bookbuild.cli
    import bookbuild.pipeline  # noqa: F401 (what every fork needs)

    for line in sys.stdin:
        arguments, cwd = json.loads(line)
        with tempfile.TemporaryFile() as said:
            pid = os.fork()
            if pid == 0:
                _call(arguments, cwd, said.fileno())
            _, ended, used = os.wait4(pid, 0)
            said.seek(0)
            errors = _whole_lines(said.read(MOST_SAID)).decode("utf-8", "backslashreplace")
        status = os.waitstatus_to_exitcode(ended)
        seconds = used.ru_utime + used.ru_stime
        sys.stdout.write(json.dumps([status, seconds, used.ru_maxrss >> 10, errors]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
