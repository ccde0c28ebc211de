"""How a process ends with the one that began it, whatever ended that: the system kills it, or it watches a pipe."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import threading
from contextlib import suppress

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """Have the system kill this process when the thread that began it ends; nothing where it knows no such thing."""
    parent = os.getppid()
    try:
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (AttributeError, OSError, TypeError):
        return
    if os.getppid() != parent:  # it has ended in this moment
        os.kill(os.getpid(), signal.SIGKILL)


def end_with_pipe(handle: int) -> None:
    """Kill this process when the other end of a pipe is closed, whatever it does then."""
    if not hasattr(select, "poll"):
        return

    def watch() -> None:
        waiting = select.poll()
        waiting.register(handle, 0)  # of an end it is told in any case
        with suppress(OSError):
            while not any(event & (select.POLLHUP | select.POLLERR) for _, event in waiting.poll()):
                pass
            os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True, name="watches the parent").start()
