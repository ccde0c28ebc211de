"""A build of the made book → the share of its time that goes into what guards it, held to a bar of 3 %.

    python benchmarks/guards.py [--chapters 40] [--words 26000]

Guards are the door to files, the sizes of chapters, what a sheet or a drawing asks for, and the deadline of a section.
Each is timed within one and the same build, so that what else the machine does falls on both; what the clock itself
takes is counted as the guards'.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_book import make

from bookbuild import pipeline  # noqa: F401 (imported before it is timed)
from bookbuild.cli import main as bookbuild
from bookbuild.documents import sheets
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.sources.chapter import limits
from bookbuild.sources.files import svg
from bookbuild.typeset.engine import engine  # noqa: F401
from bookbuild.typeset.seams import deadline

MOST_SHARE = 0.03
GUARDS: tuple[tuple[Any, str], ...] = (
    (GuardedFolder, "read"), (GuardedFolder, "checked"), (limits, "cut_short"), (limits, "heading_in_bounds"),
    (limits, "blocks_in_bounds"), (sheets, "findings_of_sheet"), (sheets, "findings_of_finished"),
    (svg, "svg_problems"), (deadline, "check"),
)  # fmt: skip


class Stopwatch:
    """Seconds of the processor in guards, by their names; one within another is counted once."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.within = threading.local()

    def around(self, name: str, guard: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **options: Any) -> Any:
            if getattr(self.within, "one", False):
                return guard(*arguments, **options)
            self.within.one, start = True, time.thread_time()
            try:
                found = guard(*arguments, **options)
                return list(found) if name == "svg_problems" else found
            finally:
                self.within.one = False
                self.calls[name] += 1
                self.seconds[name] += time.thread_time() - start

        return timed


def put_around(watch: Stopwatch) -> None:
    """Time the guards wherever they are called from."""
    for owner, name in GUARDS:
        guard = getattr(owner, name)
        timed = watch.around(name, guard)
        setattr(owner, name, timed)
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith("bookbuild") and vars(module).get(name) is guard:
                setattr(module, name, timed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chapters", type=int, default=40)
    parser.add_argument("--words", type=int, default=26_000)
    given = parser.parse_args()
    watch = Stopwatch()
    with tempfile.TemporaryDirectory(prefix="bookbuild-guards-") as place:
        book = make(Path(place, "made"), given.chapters, given.words)
        os.environ["BOOKBUILD_CACHE"] = str(Path(place, "cache"))
        put_around(watch)
        start = time.process_time()
        try:
            bookbuild(["build", str(book), "--jobs", "1", "--out", str(Path(place, "dist"))], prog_name="bookbuild")
        except SystemExit as ended:
            if ended.code:
                return 1
        whole = time.process_time() - start
    guarded = sum(watch.seconds.values())
    for name, seconds in watch.seconds.most_common():
        print(f"{name:24} {watch.calls[name]:7} times  {seconds:7.3f} s  {seconds / whole:6.2%}")
    share = guarded / (whole - guarded)
    print(f"guards: {guarded:.2f} s of {whole:.2f} s, {share:.2%} of what is left without them (bar {MOST_SHARE:.0%})")
    return int(share > MOST_SHARE)


if __name__ == "__main__":
    sys.exit(main())
