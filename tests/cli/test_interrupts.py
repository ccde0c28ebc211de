"""Signals that end a command: an exception in the main thread, and none while something must not be parted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

import pytest

from bookbuild import interrupts
from bookbuild.interrupts import Interrupted


@pytest.mark.parametrize("number", interrupts.ENDING)
def test_a_signal_is_an_exception_that_says_which(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with interrupts.handled(), pytest.raises(Interrupted) as ended:
        signal.raise_signal(number)
    assert ended.value.number == number
    assert signal.getsignal(number) is before


def test_what_is_ignored_is_ignored_still() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interrupts.handled():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_is_to_be_called_first_is_called_at_once_also_while_signals_wait() -> None:
    called: list[str] = []
    with interrupts.calling(lambda: called.append("first")):
        with pytest.raises(Interrupted) as ended, interrupts.waiting():  # noqa: PT012 (what comes after it is what is tried)
            signal.raise_signal(signal.SIGTERM)
            called.append("done")
        called.append("after")
    assert ended.value.number == signal.SIGTERM
    assert [each for each, before in zip(called, [None, *called], strict=False) if each != before][:2] == [
        "first",
        "done",
    ]
    assert called[-1] == "after"


def test_a_signal_waits_for_the_last_who_holds_it_in_whatever_thread() -> None:
    done: list[str] = []
    holding, let = threading.Event(), threading.Event()

    def hold() -> None:
        with interrupts.waiting():
            holding.set()
            let.wait(10)
            done.append("in the thread")

    thread = threading.Thread(target=hold)
    with interrupts.handled():
        thread.start()
        holding.wait(10)
        with interrupts.waiting():
            signal.raise_signal(signal.SIGTERM)
            done.append("in the main thread")
        with pytest.raises(Interrupted):  # noqa: PT012 (it comes at some time)
            let.set()
            thread.join()
            time.sleep(10)
    assert done == ["in the main thread", "in the thread"]


def test_a_signal_that_waited_is_not_seen_twice() -> None:
    with interrupts.handled():
        with pytest.raises(Interrupted), interrupts.waiting():  # noqa: PT012 (two are one)
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGINT)
        with interrupts.waiting():
            pass


CHECK = """
import signal, sys
from bookbuild import pipeline
pipeline.check = lambda *_, **__: signal.raise_signal({number})
from bookbuild.cli import main
main(["check", "."])
"""


@pytest.mark.parametrize("number", interrupts.ENDING)
def test_every_command_ends_with_a_line_and_a_status(number: signal.Signals, tmp_path: os.PathLike[str]) -> None:
    command = [sys.executable, "-c", CHECK.format(number=int(number))]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (128 + number, "", "bookbuild: interrupted\n")


def test_an_interrupt_while_the_last_threads_end_leaves_no_traceback() -> None:
    """What a command has said and done is done: its status stays."""
    program = (
        "import os, signal, threading\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from bookbuild.cli import main\n"
        "def late():\n"
        "    threading.main_thread().join(0.5)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    threading.main_thread().join(0.5)\n"
        "try:\n"
        "    main(['cache'], prog_name='bookbuild')\n"
        "finally:\n"
        "    ThreadPoolExecutor(1).submit(late)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_signal_that_comes_while_python_calls_back_is_not_lost(capsys: pytest.CaptureFixture[str]) -> None:
    class Going:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    with interrupts.handled(), pytest.raises(Interrupted) as ended:  # noqa: PT012 (it comes after the call)
        going = [Going()]
        going.clear()
        time.sleep(10)
    assert ended.value.number == signal.SIGTERM
    assert "ignored" not in capsys.readouterr().err


@pytest.mark.parametrize("moment", ["click", "bookbuild.arguments", "bookbuild.commands"])
def test_an_interrupt_while_the_command_line_is_imported_ends_without_a_traceback(moment: str) -> None:
    code = f"""
import signal, sys
class Stopping:
    def find_spec(self, name, path, target=None):
        if name == {moment!r}:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Stopping())
from bookbuild.cli import main
main(["check", "nowhere"])
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr
    assert ended.returncode in (-signal.SIGINT, 130)


def test_a_signal_while_a_module_is_imported_that_lets_no_exception_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "greedy.py").write_text(
        "import signal\ntry:\n    signal.raise_signal(signal.SIGTERM)\n    x = 1\nexcept BaseException:\n    x = 2\n"
    )
    module = "greedy"
    with interrupts.handled(), pytest.raises(Interrupted):  # noqa: PT012 (it comes again)
        assert import_module(module).x == 2
        time.sleep(10)
