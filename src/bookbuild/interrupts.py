"""Signals that end a command (INT, TERM, HUP) → `Interrupted` in the main thread, when what must be whole is done."""

from __future__ import annotations

import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Interrupted(KeyboardInterrupt):
    """A signal ends the command. `number`: which one."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.number = number


_first: list[Callable[[], None]] = []
_holding = 0
_waiting: list[int] = []
_raised: list[weakref.ref[Interrupted]] = []
"""The last that was raised. Some code lets no exception out (`__del__`, parts of C extensions): it is freed there."""
_lock = threading.Lock()
"""Of the counter `_holding`; never taken by the handler, which may come while this thread has it."""


def _handle(number: int, _frame: FrameType | None) -> None:
    for call in list(_first):
        call()
    if _holding:
        _waiting.append(number)
        if _holding or not _waiting:
            return
        _waiting.clear()  # another thread was done in this moment, and has not seen it
    raise _seen_to_end(number)


def _seen_to_end(number: int) -> Interrupted:
    """An exception that comes again if it is freed while the command runs; `_handle` may have no name for it."""
    ended = Interrupted(number)
    _raised[:] = [weakref.ref(ended, lambda _: _again_soon(number))]
    return ended


def _again_soon(number: int) -> None:
    again = threading.Timer(0.002, lambda: _again(number) if _raised else None)
    again.daemon = True
    again.start()


def _outside(number: int, frame: FrameType | None) -> None:
    """INT once no command runs: as Python has it; while the interpreter waits for its threads it says nothing more."""
    while frame is not None and frame.f_back is not None:
        frame = frame.f_back
    if frame is None or (frame.f_code.co_name, frame.f_globals.get("__name__")) != ("_shutdown", "threading"):
        signal.default_int_handler(number, frame)


@contextmanager
def handled() -> Iterator[None]:
    """While this lasts the signals raise `Interrupted`; those that the process was begun to ignore are ignored still.

    Only the main thread can ask for it; in another one, or where somebody else handles them, nothing is changed.
    """
    before = {}
    hook = sys.unraisablehook
    if threading.current_thread() is threading.main_thread():
        for number in ENDING:
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler, _outside):
                before[number] = signal.signal(number, _handle)
    if before:
        sys.unraisablehook = lambda what: None if isinstance(what.exc_value, Interrupted) else hook(what)
    try:
        yield
    finally:
        if before:
            sys.unraisablehook = hook
            _raised.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


def quiet_at_the_end() -> None:
    """No traceback of an INT that comes when all is done, and the interpreter waits for threads to end."""
    main = threading.current_thread() is threading.main_thread()
    if main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _outside)


@contextmanager
def calling(call: Callable[[], None]) -> Iterator[None]:
    """While this lasts, `call` is what a signal does first, in the main thread: it may take no lock."""
    _first.append(call)
    try:
        with handled():
            yield
    finally:
        _first.remove(call)


@contextmanager
def waiting() -> Iterator[None]:
    """Signals wait until this is done, in whatever thread it is."""
    global _holding
    with _lock:
        _holding += 1
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            numbers = [] if _holding else _waiting[:]
            del _waiting[: len(numbers)]
        if numbers:
            _again(numbers[0])


def _again(number: int) -> None:
    """Have the main thread see a signal that waited."""
    if threading.current_thread() is threading.main_thread():
        signal.raise_signal(number)
    else:
        with suppress(OSError, ValueError):
            signal.pthread_kill(threading.main_thread().ident or 0, number)
