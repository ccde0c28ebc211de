"""How the command's process lives, and how its workers begin: as forks of one that has WeasyPrint imported.

That one is started before anything else is. Light to import: while it gets warm, its parent imports the rest and reads
the book.
"""

from __future__ import annotations

import atexit
import gc
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.folders.scratch import temporary_files_in_scratch
from bookbuild.guarded.folder import FileRefused, GuardedFolder

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from multiprocessing.context import BaseContext

_MAKES_PAGES = re.compile(rb"""^\s*format\s*=\s*["']pdf["']""", re.MULTILINE)


def keep_everything() -> None:
    """Look seldom for values that could go, and not at the end: those of a book are many, small, and live that long.

    Looking through them takes a tenth of a build in which little has changed.
    """
    gc.set_threshold(100_000, 20, 50)
    atexit.register(gc.freeze)


def keep_libraries_quiet() -> None:
    """Let no library log to standard error what nobody listens for: what is wrong is told as findings."""
    import logging

    logging.lastResort = logging.NullHandler()


@contextmanager
def standard_error_of_our_own() -> Iterator[None]:
    """While this lasts, standard error is written to by the command alone, not by libraries, nor by its processes.

    Pango and fontconfig write to the descriptor 2, whoever looks; Python's warnings go to `sys.stderr`.
    """
    import sys
    import warnings

    given, shown = sys.__stderr__, warnings.showwarning
    if given is None or sys.stderr is not given or given.fileno() != 2:
        yield
        return
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = open(kept, "w", encoding=given.encoding, errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    if not sys.warnoptions:
        warnings.showwarning = lambda *_, **__: None
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        sys.stderr, warnings.showwarning = given, shown
        os.dup2(kept, 2)
        os.close(kept)


@cache
def process_context() -> BaseContext:
    """How processes begin: as forks of one that has everything imported and runs no threads; elsewhere anew."""
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bookbuild.typeset.work.orphans", "bookbuild.typeset.engine.preloaded"])
    atexit.register(end_server)  # taking apart what it has imported takes it a tenth of a second
    return context


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes and threads begun in here never see Ctrl-C: it is the parent's, which ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would undo the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def started_context() -> BaseContext:
    """How processes begin, the one that they are forked from being started if it does not run yet.

    Where that one cannot be reached (a socket's path has at most some hundred bytes), they begin anew.
    """
    import multiprocessing

    context = process_context()
    if context.get_start_method() == "forkserver":
        try:
            _in_lasting_thread(_run_server)
        except OSError:
            return multiprocessing.get_context("spawn")
    return context


def _run_server() -> None:
    from multiprocessing import forkserver, util

    with deaf_to_interrupts(), temporary_files_in_scratch():
        util.get_temp_dir()  # it is asked for once, and has the server's socket
        forkserver.ensure_running()


def _in_lasting_thread(call: Callable[[], None]) -> None:
    """Call in the main thread, or in one that lasts as long: a process ends with the thread that began it.

    Raises what `call` raises.
    """
    if threading.current_thread() is threading.main_thread():
        call()
    else:
        _lasting_thread().submit(call).result()


@cache
def _lasting_thread() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1, thread_name_prefix="begins processes")


def end_server() -> None:
    """End the process that workers are forked from, even while it still imports."""
    from multiprocessing import forkserver

    pid = getattr(getattr(forkserver, "_forkserver", None), "_forkserver_pid", None)
    if pid is not None:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def warm_for(books: Iterable[Path], jobs: int) -> None:
    """Start it for a build with so many jobs, if any of the books will need it."""
    if jobs > 1 and may_make_pages(books):
        started_context()


def may_make_pages(books: Iterable[Path]) -> bool:
    """Whether one of the books seems to have an edition in pages; its settings are not read for that."""
    for book in books:
        try:
            settings = GuardedFolder.of(book).read("book.toml")
        except FileRefused:
            continue
        if _MAKES_PAGES.search(settings) or b"[editions" not in settings:
            return True
    return False
