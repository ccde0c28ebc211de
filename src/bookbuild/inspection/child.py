"""A file from anywhere → its facts and findings, read in a process with limits that cannot harm this one.

What a file costs is not to be told from its size: a PDF of 1 KB can unpack to gigabytes, or send its reader into a loop
in C. The child has limits on memory, CPU and open files where the system knows them; the parent watches the clock and
how much it is told. Whatever the child dies of is `archive-unsafe`, with what it was reading.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.inspection.refusal import unsafe

if TYPE_CHECKING:
    from bookbuild.inspection.messages import Answer, FoundFault, ReadingOrder
    from bookbuild.printing.expectations import Expectations

_MB = 1 << 20
_SLOW = frozenset(getattr(signal, name, 0) for name in ("SIGPROF", "SIGXCPU")) - {0}
_REMEDY = "do not trust it; get it again from where it was made"


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a child may use: seconds of CPU, bytes of memory, seconds on the clock.

    `more`: seconds of CPU for each step that it tells; `told`: bytes that it may say, None: as much as facts need.
    """

    seconds: float
    memory: int
    clock: float
    more: float = 0.0
    told: int | None = None


def allowance(size: int) -> Allowance:
    """For a file of so many bytes: 1.5 s of CPU, 0.4 s more for every MB over 4, 20 s at most; 150 MB of memory."""
    return Allowance(min(1.5 + 0.4 * max(size / _MB - 4, 0), 20.0), 150 * _MB, 30.0)


def allowance_for_pages(size: int) -> Allowance:
    """For all that stands on the pages of a file: 1.5 s of CPU, 0.06 s for a page; 150 MB and four times its size."""
    return Allowance(1.5, 150 * _MB + 4 * min(size, 100 * _MB), 600.0, 0.06, 256 << 20)


def allowance_for_preflight(size: int) -> Allowance:
    """For all operators and pictures of a file: 4 s of CPU over the usual, 0.03 s for a step, of which a page has two;
    350 MB, for pictures that are decoded; 90 s.
    """
    return Allowance(allowance(size).seconds + 4.0, 350 * _MB, 90.0, 0.03)


HELD_AGAINST_MORE = Allowance(20.0, 768 * _MB, 60.0)
"""For a file whose text is held against its book, and for one that a judge reads."""


def read_apart(
    path: Path,
    kind: str,
    *,
    documents: tuple[bytes, ...] = (),
    profile: str | None = None,
    allowed: Allowance | None = None,
    expected: Expectations | None = None,
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The facts and findings of a file of that kind (`epub`, `pdf`, `pdf-lines`). Raises BookError: it cannot be read.

    `documents`: XHTML that the text of a PDF is held against. `profile`: only what the judge says of it is a fact.
    `expected`: what a press file is held to.
    """
    if allowed is None:
        size = path.stat().st_size
        usual = allowance(size) if expected is None else allowance_for_preflight(size)
        allowed = HELD_AGAINST_MORE if documents or profile else usual
    overdue = threading.Event()
    with _child(allowed, overdue) as child:
        # the child gets ready meanwhile
        from bookbuild.inspection.messages import TOLD, ReadingOrder

        told = allowed.told or TOLD
        limits = (allowed.seconds, allowed.memory)
        _give(child, ReadingOrder(os.fsencode(path), kind, *limits, documents, profile, allowed.more, told, expected))
        answer, at = _heard(child, told)
        status = 0 if answer else _status(child)
    if answer is None:
        reason = _reason(status, allowed, overdue=overdue.is_set())
        raise BookError([unsafe(f"`{path.name}` {reason}{f': {at}' if at else ''}", remedy=_REMEDY)])
    return answer.facts, tuple(_finding(fault) for fault in answer.findings)


def _reason(status: int, allowed: Allowance, *, overdue: bool) -> str:
    if overdue:
        return f"takes more than {allowed.clock:g} s to read"
    if -status in _SLOW:
        return f"takes more than {allowed.seconds:.1f} s of work to read"
    return f"breaks what reads it, or needs more than {allowed.memory // _MB} MB ({_end(status)})"


def _finding(fault: FoundFault) -> Finding:
    return Finding(Code(fault.code), fault.message, fault.remedy, Location(fault.path, fault.line), page=fault.page)


@contextmanager
def _child(allowed: Allowance, overdue: threading.Event) -> Iterator[subprocess.Popen[bytes]]:
    """A child that waits for its order; it and what it starts are gone at the end. `overdue` is set if it took long."""
    child = subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0 if hasattr(os, "killpg") else None,
    )

    def end() -> None:
        overdue.set()
        _kill(child)

    watch = threading.Timer(allowed.clock, end)
    watch.daemon = True
    watch.start()
    try:
        with child:
            try:
                yield child
            finally:
                _kill(child)
    finally:
        watch.cancel()


def _give(child: subprocess.Popen[bytes], order: ReadingOrder) -> None:
    import msgspec

    if child.stdin:
        with suppress(BrokenPipeError), child.stdin:
            child.stdin.write(msgspec.msgpack.encode(order))


def _command() -> list[str]:
    """Python without what a user or a folder may add to it; where its modules are, it is told."""
    flags = ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else [])]
    child = Path(__file__).with_name("reading.py")
    return [sys.executable, *flags, str(child), *(path for path in sys.path if path)]


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.returncode is not None:
        return
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _status(child: subprocess.Popen[bytes]) -> int:
    """How the child ends that is not heard any more. Its group lives until it is ended too: see `_child`."""
    if child.stdout:
        child.stdout.close()
    if not hasattr(os, "waitid"):
        return child.wait()
    found = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    return 0 if found is None else found.si_status if found.si_code == os.CLD_EXITED else -found.si_status


def _heard(child: subprocess.Popen[bytes], told: int) -> tuple[Answer | None, str]:
    """The answer, if there is one, and what the child said last that it reads. More than `told` bytes are not heard."""
    import msgspec

    from bookbuild.inspection.messages import Answer, Line

    at, left = "", told
    while child.stdout and left > 0 and (line := child.stdout.readline(left)):
        left -= len(line)
        try:
            said = msgspec.json.decode(line, type=Line)
        except (msgspec.DecodeError, RecursionError):
            break
        if isinstance(said, Answer):
            return said, at
        at = said.at
    return None, at


def _end(status: int) -> str:
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"status {status}"
