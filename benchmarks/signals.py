"""Signals of every kind, sent at any moment → whether a build's folder is always one whole state, and what is left.

    .venv/bin/python benchmarks/signals.py [--count 100] [--seed 1] [--cluster]

A book is changed and built again and again, over the files of the build before; each of these builds is sent INT, TERM
or KILL, in the parent, in one of the processes that it began, or in its whole group, at a random moment; a part of them
between the steps in which files are put in their place. After each the folder must be the old state or the new one, no
process may live on, and after the next build no file may be left beside the book's. The bytes of a state are those that
a build which nobody disturbs makes of the same sources.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil

SIGNALS = {"INT": signal.SIGINT, "TERM": signal.SIGTERM, "KILL": signal.SIGKILL}
RECEIVERS = ("parent", "worker", "group")
STEPS = ("before", "after links", "after exchange", "while deleting")
SETTINGS = (
    '[book]\ntitle = "Signals"\n[matter]\nbody = ["*.md"]\n[editions.ebook]\nformat = "epub"\n'
    '[editions.screen]\nformat = "pdf"\n'
)
BUILD = "from bookbuild.cli import main; main(prog_name='bookbuild')"
STOPPED = """
import os, signal, sys
from bookbuild.folders import swap
step, number, group = {step!r}, {number}, {group}
def stop():
    os.killpg(0, number) if group else os.kill(os.getpid(), number)
def stopping(call, when):
    def called(*arguments, **options):
        if when == "before": stop()
        value = call(*arguments, **options)
        if when == "after": stop()
        return value
    return called
moments = [(swap, "carry", "before"), (swap, "exchange", "before"), (swap, "exchange", "after")]
moments.append((swap, "dispose", "before"))
owner, name, when = dict(zip({steps}, moments))[step]
setattr(owner, name, stopping(getattr(owner, name), when))
{build}
"""
GIVES_UP = 120.0
"""Seconds after which a build hangs."""


class Bench:
    """A book in a folder of its own, and the states that builds of it make."""

    def __init__(self, place: Path, cluster: bool) -> None:
        self.place, self.book, self.out = place, place / "book", place / "dist" / "book"
        self.options = ["--cluster", "local"] if cluster else []
        self.temporary = place / "tmp"
        self.states: dict[str, dict[str, str]] = {}
        (self.book / "images").mkdir(parents=True)
        self.temporary.mkdir()
        (self.book / "book.toml").write_text(SETTINGS, "utf-8")
        for number in range(1, 5):
            words = "Patience is a garden whose gate is narrow. " * 60
            (self.book / f"{number}.md").write_text(f"# Chapter {number}\n\n{words}\n", "utf-8")

    def set_words(self, word: str) -> None:
        (self.book / "4.md").write_text(f"# Chapter 4\n\nThe word is {word}.\n", "utf-8")

    def begun(self, code: str = BUILD, out: str = "dist") -> subprocess.Popen[str]:
        environment = os.environ | {"TMPDIR": str(self.temporary), "BOOKBUILD_CACHE": str(self.place / "cache")}
        return subprocess.Popen(
            [sys.executable, "-c", code, "build", "book", "--jobs", "2", "--out", out, *self.options],
            cwd=self.place, env=environment, start_new_session=True, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def state(self, folder: Path) -> dict[str, str]:
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.is_file()}

    def undisturbed(self, word: str) -> float:
        """Make the state of a word; the seconds that it takes."""
        self.set_words(word)
        start = time.monotonic()
        with self.begun(out="plain") as build:
            said = build.communicate(timeout=GIVES_UP)[1]
        if build.returncode:
            raise SystemExit(said)
        self.states[word] = self.state(self.place / "plain" / "book")
        return time.monotonic() - start

    def left(self) -> list[str]:
        """What stands where only the book's files should, and temporary files of bookbuild's or of its libraries."""
        beside = (
            [path.name for path in self.out.parent.iterdir() if path != self.out] if self.out.parent.exists() else []
        )
        within = set(self.state(self.out)) - set(next(iter(self.states.values()))) if self.out.exists() else set()
        folders = [path.name for path in self.out.iterdir() if path.is_dir()] if self.out.exists() else []
        return [*beside, *within, *folders, *(path.name for path in self.temporary.iterdir())]


def processes_of(build: int, seen: set[psutil.Process]) -> set[psutil.Process]:
    """Those that live of a build's, by its descendants and by its session."""
    with suppress(psutil.Error):
        seen |= set(psutil.Process(build).children(recursive=True))
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if os.getsid(process.pid) == build and process.pid != build:
                seen.add(process)
    return {process for process in seen if alive(process)}


def alive(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def sent(build: subprocess.Popen[str], number: int, receiver: str, chosen: random.Random) -> set[psutil.Process]:
    """Send a signal; the processes that the build had."""
    there = processes_of(build.pid, set())
    with suppress(ProcessLookupError, psutil.Error):
        if receiver == "group":
            os.killpg(build.pid, number)
        elif receiver == "worker" and there:
            chosen.choice(sorted(there, key=lambda process: process.pid)).send_signal(number)
        else:
            build.send_signal(number)
    return there


def gone(build: int, seen: set[psutil.Process], seconds: float = 10.0) -> set[psutil.Process]:
    """The processes that do not end."""
    until = time.monotonic() + seconds
    while (left := processes_of(build, seen)) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def trial(bench: Bench, chosen: random.Random, word: str, old: str, seconds: float) -> tuple[str, list[str]]:
    """One build that is disturbed: what was done to it, and what is wrong then."""
    name, receiver = chosen.choice(list(SIGNALS)), chosen.choice(RECEIVERS)
    step = chosen.choice([None, None, *STEPS])
    bench.set_words(word)
    code = BUILD
    if step:
        receiver = chosen.choice(("parent", "group"))
        code = STOPPED.format(
            step=step, number=int(SIGNALS[name]), group=receiver == "group", build=BUILD, steps=repr(STEPS)
        )
    with bench.begun(code) as build:
        seen: set[psutil.Process] = set()
        if step is None:
            time.sleep(chosen.random() * seconds * 1.2)
            seen = sent(build, SIGNALS[name], receiver, chosen)
        try:
            said = build.communicate(timeout=GIVES_UP)[1]
        except subprocess.TimeoutExpired:
            build.kill()
            return f"{name} {receiver} {step}", ["hangs"]
    wrong = []
    state = bench.state(bench.out) if bench.out.exists() else {}
    if state not in (bench.states[old], bench.states[word]):
        wrong.append(f"mixed: {state}")
    if left := gone(build.pid, seen):
        wrong.append(f"lives: {[process.cmdline()[-1][:80] for process in left]}")
    if "Traceback" in said and not in_pythons_start(said):
        wrong.append(said[-600:])
    if build.returncode not in (0, 1, 129, 130, 143, -signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT):
        wrong.append(f"exit {build.returncode}: {said[-300:]}")
    return f"{name} {receiver} {step or 'at a random moment'}", wrong


def in_pythons_start(said: str) -> bool:
    """Whether an interrupt came before the first line of the tool, or of a library that it brings."""
    ours = any(name in said for name in ("bookbuild/", "site-packages"))
    return said.rstrip().endswith("KeyboardInterrupt") and not ours


def trials(bench: Bench, count: int, chosen: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Each disturbed build, and the one after it, which nobody disturbs."""
    words = ["lamp", "well"]
    seconds = max(bench.undisturbed(word) for word in words)
    old = words[0]
    settle(bench, old)
    for _ in range(count):
        word = next(each for each in words if each != old)
        done, wrong = trial(bench, chosen, word, old, seconds)
        settle(bench, word)
        if bench.state(bench.out) != bench.states[word]:
            wrong.append("the next build makes other bytes")
        if left := bench.left():
            wrong.append(f"left: {left}")
        old = word
        yield done, wrong


def settle(bench: Bench, word: str) -> None:
    bench.set_words(word)
    with bench.begun() as build:
        said = build.communicate(timeout=GIVES_UP)[1]
    if build.returncode:
        raise SystemExit(said)
    gone(build.pid, set())


def main(count: int = 100, seed: int = 1, *, cluster: bool = False, tell: Callable[[str], object] = print) -> int:
    """How many of `count` builds were not as they should be."""
    place = Path(tempfile.mkdtemp(prefix="signals-"))
    kinds: Counter[str] = Counter()
    bad = 0
    try:
        for done, wrong in trials(Bench(place, cluster), count, random.Random(seed)):
            kinds[done] += 1
            if wrong:
                bad += 1
                tell(f"{done}: {'; '.join(wrong)}")
    finally:
        shutil.rmtree(place, ignore_errors=True)
    tell(f"{sum(kinds.values()) - bad} of {sum(kinds.values())} good states ({len(kinds)} kinds of disturbance)")
    return bad


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cluster", action="store_true", help="with workers of Dask")
    given = parser.parse_args()
    raise SystemExit(main(given.count, given.seed, cluster=given.cluster) > 0)
