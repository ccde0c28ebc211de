"""What all tests share: the judges, the command run in this process, the books that are built once a run."""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from book_command import command, working_in
from click.testing import Result
from hypothesis import settings

from bookbuild.diagnostics import MachineLacks

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell leaves it to what it runs in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)

FUZZ_SEED = os.environ.get("BOOKBUILD_FUZZ_SEED", "")
"""What Hypothesis begins with: not given, each test with a seed of its own, the same in every run; a number; `random`."""

settings.register_profile("bookbuild", derandomize=not FUZZ_SEED, database=None, print_blob=True)
settings.load_profile("bookbuild")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if FUZZ_SEED.isdigit() and config.getoption("hypothesis_seed") is None:
        config.option.hypothesis_seed = FUZZ_SEED


@pytest.fixture
def bookbuild(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command, called in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return command


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """All editions of a book, built once for all tests and workers: `built(folder)` gives `dist/<book>`."""
    worker = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if worker else base) / "built"
    place.mkdir(exist_ok=True)

    def build(folder: Path) -> Path:
        out = place / "dist" / folder.name
        with (place / f"{folder.name}.lock").open("w") as lock, working_in(place):
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not out.exists():
                result = command("build", folder, "--json")
                assert result.exit_code == 0, result.output
        return out

    return build


@pytest.fixture(scope="session")
def judged() -> Callable[..., Any]:
    """Call a judge: `judged(epubcheck, path)`. One that the machine lacks skips, and fails in CI."""

    def call(judge: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        try:
            return judge(*arguments, **options)
        except MachineLacks as lack:
            if os.environ.get("CI"):
                pytest.fail(f"{lack}: {lack.remedy}")
            pytest.skip(str(lack))

    return call
