"""Texts of which one thing is many, long or deep → how the time of `check` and `build` grows with the size.

    python benchmarks/growth.py [--command check|epub|pdf]… [--only WORDS] [--sizes 1 2 4 8]

Each line is a kind of text of `grown_texts.py` at 1, 2, 4 and 8 eighths of its largest size: the processor's seconds of
each, the exponent (1: time grows with the text, 2: with its square) over the last doubling of which both took 0.2 s
beyond an empty book, the most memory of one process, and the exit status of the largest. Every run is a process of its
own, forked from one that has everything imported; one that is over the limits is ended and is a failure, and so is any
exit status but 0, 1, 2, 3. The exponent is of what is beyond an empty book. Exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grown_texts import KINDS, Files, of

from bookbuild import pipeline  # noqa: F401 (imported before a run is forked)
from bookbuild.cli import main as bookbuild

SOUND = (0, 1, 2, 3)
MOST_EXPONENT = 1.35
LEAST_SECONDS = 0.2
COMMANDS = {
    "check": ("check",),
    "epub": ("build", "--edition", "ebook"),
    "pdf": ("build", "--edition", "screen", "--jobs", "1"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One process: its exit status (negative: the signal that ended it), seconds of the processor, bytes at most."""

    status: int
    seconds: float
    memory: int
    said: str


def written(folder: Path, files: Files) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def run(command: str, files: Files, most_seconds: float) -> Run:
    folder = Path(tempfile.mkdtemp(prefix="bookbuild-growth-"))
    try:
        book = written(folder / "grown", files)
        child = os.fork()
        if child == 0:
            _carry_out(command, book, folder)
        return _ended(child, folder / "said", most_seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _carry_out(command: str, book: Path, folder: Path) -> None:
    """What the child does; it never returns."""
    os.setsid()
    said = os.open(folder / "said", os.O_CREAT | os.O_WRONLY)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.environ["BOOKBUILD_CACHE"] = str(folder / "cache")
    arguments = [*COMMANDS[command], str(book)]
    if command != "check":
        arguments += ["--out", str(folder / "out")]
    try:
        bookbuild(arguments, prog_name="bookbuild")
    except SystemExit as ended:
        os._exit(ended.code if isinstance(ended.code, int) else 1)
    finally:
        os._exit(99)


def _ended(child: int, said: Path, most_seconds: float) -> Run:
    begin = time.monotonic()
    while True:
        pid, status, used = os.wait4(child, os.WNOHANG)
        if pid:
            break
        if time.monotonic() - begin > most_seconds * 3:
            os.killpg(child, signal.SIGKILL)
        if _resident(child) > 8 << 30:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.02)
    text = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
    return Run(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss << 10, text)


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def exponent(runs: Sequence[Run], sizes: Sequence[int], empty: float) -> float | None:
    """Of the last doubling of which both runs took long enough to say; None where there is none."""
    found = None
    for (one, size), (other, larger) in zip(zip(runs, sizes), list(zip(runs, sizes))[1:]):  # noqa: B905
        before, after = one.seconds - empty, other.seconds - empty
        if min(before, after) > LEAST_SECONDS and one.status == other.status:
            found = math.log(after / before) / math.log(larger / size)
    return found


def measured(command: str, name: str, sizes: Sequence[int], empty: float, given: argparse.Namespace) -> bool:
    """Print the line of a kind; whether it is within the bars."""
    kind, runs = KINDS[name], []
    for size in sizes:
        runs.append(run(command, kind.files(max(kind.most * size // max(sizes), 1)), given.seconds))
        if runs[-1].status < 0:
            break
    last, grown = runs[-1], exponent(runs, sizes, empty)
    memory = max(each.memory for each in runs)
    bad = [each.status for each in runs if each.status not in SOUND]
    within = max(each.seconds for each in runs) <= given.seconds and memory <= given.memory << 20 and not bad
    within = within and (grown is None or grown <= MOST_EXPONENT)
    seconds = " ".join(f"{each.seconds:6.2f}" for each in runs)
    told = "-" if grown is None else f"{grown:.2f}"
    codes = ",".join(sorted({w.split("]")[0] for w in last.said.split("error[")[1:]}))
    statuses = f"exit {bad[0] if bad else last.status}"
    mark = "  " if within else "!!"
    print(f"{mark} {command:5} {name:32} {seconds:28} ^{told:5} {memory >> 20:5} MB {statuses} {codes}", flush=True)
    if bad:
        print("   ", last.said.strip()[-300:].replace("\n", "\n    "), flush=True)
    return within


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", nargs="+", choices=COMMANDS, default=["check", "epub"])
    parser.add_argument("--only", nargs="+", default=[], help="kinds in whose names any of these words stands")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--memory", type=int, default=1024, help="megabytes of one process")
    given = parser.parse_args()
    missed = 0
    for command in given.command:
        run(command, of("Text."), given.seconds)
        empty = run(command, of("Text."), given.seconds).seconds
        for name in KINDS:
            if not given.only or any(word in name for word in given.only):
                missed += not measured(command, name, sorted(given.sizes), empty, given)
    print(f"{missed} missed")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
