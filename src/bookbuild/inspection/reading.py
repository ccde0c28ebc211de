"""What a child of `child.py` does: an order on standard input → steps, and the answer, on standard output.

Called as a script, with the places of modules as its arguments; limits hold before any library is there.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookbuild.inspection.messages import ReadingOrder
    from bookbuild.inspection.telling import Telling

_FILES = 64
_MOST_STEPS = 20_000


def main() -> None:
    """Read the order, keep its limits, answer; and end at once: taking apart what was read takes as long as reading."""
    import msgspec

    from bookbuild.inspection.messages import ReadingOrder, ReadingStep

    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=ReadingOrder)
    answers = _alone()
    _keep_within(order.seconds, order.memory, steps=_MOST_STEPS * order.more)

    def at(what: str) -> None:
        _give_more(order.more)
        os.write(answers, msgspec.json.encode(ReadingStep(what)) + b"\n")

    line = _answer(order, at)
    while line:
        line = line[os.write(answers, line) :]
    os._exit(0)


def _answer(order: ReadingOrder, at: Telling) -> bytes:
    from bookbuild.inspection.messages import answer_line
    from bookbuild.inspection.reader import read
    from bookbuild.inspection.refusal import unsafe

    path, step = Path(os.fsdecode(order.path)), ["it"]

    def told(what: str) -> None:
        step[0] = what
        at(what)

    try:
        line = answer_line(*read(path, order.kind, order.documents, order.profile, told, order.expected))
        if len(line) <= order.told // 2:
            return line
        reason = f"has more to tell than {order.told // 2} bytes"
    except MemoryError:
        reason = f"needs more than {order.memory >> 20} MB to read: {step[0]}"
    except RecursionError:
        reason = f"is nested too deep to read: {step[0]}"
    return answer_line({}, [unsafe(f"`{path.name}` {reason}", remedy="do not trust it; get it again from its maker")])


def _alone() -> int:
    """Where the answer goes; what a library prints, in Python or in C, goes nowhere from here on."""
    answers = os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return answers


def _give_more(seconds: float) -> None:
    """So many seconds of CPU more than are left."""
    if seconds and hasattr(signal, "setitimer"):
        left = signal.getitimer(signal.ITIMER_PROF)[0]
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


def _keep_within(seconds: float, memory: int, *, steps: float) -> None:
    """The system ends this process where it uses more. Programs that it starts have the same limits.

    `steps`: so many seconds of CPU its steps may add.
    """
    for name in ("SIGINT", "SIGPIPE", "SIGPROF"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
    with suppress(ImportError):
        import resource

        bounds = {
            "RLIMIT_CPU": int(seconds + steps) + 1,
            "RLIMIT_DATA": memory,
            "RLIMIT_AS": memory * 4,
            "RLIMIT_NOFILE": _FILES,
            "RLIMIT_FSIZE": 0,
            "RLIMIT_CORE": 0,
        }
        for name, most in bounds.items():
            with suppress(ValueError, OSError, AttributeError):
                which = getattr(resource, name)
                hard = resource.getrlimit(which)[1]
                bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(which, (bound, bound))


if __name__ == "__main__":
    sys.path[:0] = sys.argv[1:]
    main()
