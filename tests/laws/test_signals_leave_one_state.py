"""Law: whoever is killed when, and however many build at once, a folder holds one whole state, with the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from law_samples import CONTRACT, ROOT

pytestmark = pytest.mark.slow

BUILD = "from bookbuild.cli import main; main(prog_name='bookbuild')"


@pytest.mark.parametrize("options", [("--count", "12"), ("--count", "4", "--cluster")], ids=["processes", "cluster"])
def test_builds_that_are_sent_signals(options: tuple[str, ...]) -> None:
    """The benchmark sends a hundred; this is one of its kind, with other moments."""
    command = [sys.executable, ROOT / "benchmarks" / "signals.py", "--seed", "3", *options]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def begun(place: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILD, "build", "stock", "--jobs", "2", *options]
    environment = os.environ | {"BOOKBUILD_CACHE": str(place / "cache")}
    return subprocess.Popen(
        command, cwd=place, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


ROUNDS = int(os.environ.get("BOOKBUILD_ROUNDS", "3"))
"""Of four builds each; 13 rounds are the fifty builds that are asked for."""


@pytest.mark.parametrize("shared", [False, True], ids=["places of their own", "one place"])
def test_four_builds_at_once_on_one_cache_that_is_cleared_every_second(shared: bool, tmp_path: Path) -> None:
    shutil.copytree(CONTRACT / "stock", tmp_path / "stock")
    with begun(tmp_path, "--out", "first") as first:
        assert first.wait() == 0
    expected = digests(tmp_path / "first" / "stock")
    ended = threading.Event()

    def clear() -> None:
        while not ended.wait(1):
            shutil.rmtree(tmp_path / "cache", ignore_errors=True)

    clearing = threading.Thread(target=clear)
    clearing.start()
    try:
        for number in range(ROUNDS):
            outs = [f"out{number}" if shared else f"out{number}-{each}" for each in range(4)]
            builds = [begun(tmp_path, "--out", out) for out in outs]
            said = [build.communicate(timeout=300)[0] for build in builds]
            assert [build.returncode for build in builds] == [0] * 4, said
            for out in outs:
                assert digests(tmp_path / out / "stock") == expected
                assert [path.name for path in (tmp_path / out).iterdir()] == ["stock"]
    finally:
        ended.set()
        clearing.join()
