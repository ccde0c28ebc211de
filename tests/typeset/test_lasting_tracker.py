"""Python's tracker of names may be killed: what there is goes to the next one, and nobody reads of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("distributed")

KILLED = """
import os, signal
from multiprocessing import get_context, resource_tracker
{first}
begun, tracker = get_context("spawn"), resource_tracker._resource_tracker
locks = [begun.Lock() for _ in range(3)]
for _ in range(2):
    os.kill(tracker._pid, signal.SIGKILL)
    os.waitid(os.P_PID, tracker._pid, os.WEXITED | os.WNOWAIT)
    del locks[0]
    locks.append(begun.Lock())
"""
OURS = "from bookbuild.typeset.work.lasting_tracker import keep_tracker; keep_tracker()"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no tracker")
@pytest.mark.parametrize(("first", "quiet"), [(OURS, True), ("", False)], ids=["ours", "Python's"])
def test_a_killed_tracker_is_followed_by_another(first: str, quiet: bool) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", KILLED.format(first=first)], capture_output=True, text=True, timeout=60, check=True
    )
    assert (ran.stderr == "") == quiet, ran.stderr


def test_names_of_dead_processes_are_deleted(tmp_path: Path) -> None:
    from bookbuild.typeset.work.lasting_tracker import sweep_semaphores

    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stay = {f"sem.bookbuild-{os.getpid()}-abcdefgh", "sem.mp-abcdefgh", f"bookbuild-{dead.pid}-abcdefgh"}
    for name in (*stay, f"sem.bookbuild-{dead.pid}-ab_defg8"):
        (tmp_path / name).touch()
    sweep_semaphores(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == stay
