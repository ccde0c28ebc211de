"""A book, and the sources of another commit → what a build costs, and one in which a word has changed, beside theirs.

    python benchmarks/cost_of_changes.py [--against CHECKOUT] [--book manuscript/companion] [--edition press] [--runs 3]

Seconds of the processor and the largest memory of a whole process with one job, the least of so many runs; the two
sides take turns. `--against`: a checkout of another commit, whose code sets its own book of that path, with the
libraries that are here; it ends with 1 if a bar is missed. Without it, the figures of this one alone.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BARS = {"cold build": 1.15, "one word changed": 1.3, "memory": 1.0}
"""Of what the other commit takes."""

COMMAND = "from bookbuild.cli import main; main(prog_name='bookbuild')"
WORD = re.compile(r"(?<= )[^\W\d_]{4,}(?= )")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor, and MB."""

    seconds: float
    memory: float


def built(checkout: Path, book: Path, edition: str, folder: Path) -> Cost:
    """What building takes; what is kept of builds before is in `folder`."""
    out, cache = folder / "out", folder / "cache"
    options = ("--edition", edition, "--jobs", "1", "--out", str(out), "--cache", str(cache))
    environment = os.environ | {"PYTHONPATH": str(checkout / "src"), "BOOKBUILD_CACHE": str(cache)}
    command = [sys.executable, "-c", COMMAND, "build", str(book), *options]
    quiet = subprocess.DEVNULL  # in a folder of its own: themes of the working directory would be taken
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{checkout}: the build ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def change_a_word(book: Path) -> None:
    """Take a word out of the middle of the book."""
    chapters = sorted(book.rglob("*.md"), key=lambda path: path.relative_to(book))
    long = [path for path in chapters if len(WORD.findall(path.read_text(encoding="utf-8"))) > 20]
    path = long[len(long) // 2]
    text = path.read_text(encoding="utf-8")
    words = list(WORD.finditer(text))
    word = words[len(words) // 2]
    path.write_text(text[: word.start()] + text[word.end() + 1 :], encoding="utf-8")


def costs(checkout: Path, book: Path, edition: str) -> dict[str, float]:
    """The figures of one run, from nothing on."""
    with tempfile.TemporaryDirectory(prefix="bookbuild-bench-") as name:
        copy = Path(name, "book")
        shutil.copytree(book, copy)
        cold = built(checkout, copy, edition, Path(name))
        change_a_word(copy)
        changed = built(checkout, copy, edition, Path(name))
    return {"cold build": cold.seconds, "one word changed": changed.seconds, "memory": cold.memory}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--book", type=Path, default=Path("manuscript", "companion"))
    parser.add_argument("--edition", default="press")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    sides = [HERE, *([given.against.resolve()] if given.against else [])]
    runs = [[costs(side, side / given.book, given.edition) for side in sides] for _ in range(given.runs)]
    kept = True
    for name, bar in BARS.items():
        least = [min(run[side][name] for run in runs) for side in range(len(sides))]
        line = f"{name:<18} {least[0]:>7.1f} {'MB' if name == 'memory' else 's'}"
        if given.against:
            ratio = least[0] / least[1]
            kept = kept and ratio <= bar
            verdict = "kept" if ratio <= bar else "MISSED"
            line += f"  {ratio:>5.2f} ×  {bar:g} ×  {verdict}  against {least[1]:.1f}"
        print(line)
    sys.exit(not kept)


if __name__ == "__main__":
    main()
