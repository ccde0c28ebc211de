"""Commands of bookbuild and of its peers → medians of whole processes, side by side in one run, held to the bars.

    python benchmarks/run.py [--runs 5] [--chapters 80] [--words 53000] [--only pdf|epub|help]…

The two sides of a line take turns, so that what else the machine does falls on both. It ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from made_book import make

PYTHON = sys.executable
BOOKBUILD = (PYTHON, "-c", "from bookbuild.cli import main; main(prog_name='bookbuild')")
Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Line:
    """What is measured: our command against a peer's, or alone. `bar` is a ratio, or seconds where there is no peer.

    `first` is run once before, and not measured. `made` are folders that are deleted before each run of ours: what is
    kept of the one before would be used.
    """

    name: str
    ours: Command
    bar: float
    peer: Command | None = None
    peer_name: str = ""
    first: Command | None = None
    made: Sequence[Path] = ()


def lines(folder: Path, chapters: int, words: int) -> Iterator[tuple[str, Line]]:
    """The lines by the names that `--only` knows; what a line needs is made when it is asked for."""
    book, out, cache = make(folder / "made", chapters, words), folder / "dist", folder / "cache"
    yield "pdf", pdf(book, out, cache, folder / "dump")
    if shutil.which("pandoc"):
        yield "epub", epub(book, out, cache, folder / "pandoc.epub")
    else:
        print("EPUB is left out: `pandoc` is not on this machine (Debian: apt-get install pandoc)", file=sys.stderr)
    yield "help", Line("bookbuild --help", (*BOOKBUILD, "--help"), 0.25)


def pdf(book: Path, out: Path, cache: Path, dump: Path) -> Line:
    """The press edition against WeasyPrint over the very XHTML and CSS that bookbuild hands it in one go."""
    ours = (*BOOKBUILD, "build", book, "--edition", "press", "--out", out, "--cache", cache)
    theirs = (PYTHON, "-m", "weasyprint", "--quiet", dump / "book.html", dump / "bare.pdf")
    dumped = (PYTHON, Path(__file__).with_name("dump.py"), book, "press", dump)
    return Line("PDF edition", ours, 1.25, theirs, "WeasyPrint, same XHTML and CSS", dumped, (out, cache))


def epub(book: Path, out: Path, cache: Path, theirs_out: Path) -> Line:
    ours = (*BOOKBUILD, "build", book, "--edition", "ebook", "--out", out, "--cache", cache)
    chapters = sorted((book / "chapters").glob("*.md"))
    options = ("--toc", "--metadata", "title=The Made Book", "--metadata", "lang=en")
    theirs = ("pandoc", "--from", "markdown", "--to", "epub3", *options, "-o", theirs_out, *chapters)
    return Line("EPUB", ours, 2.0, theirs, "Pandoc, same text", made=(out, cache))


def seconds(command: Command) -> float:
    """What a whole process takes; it must end well."""
    start = time.perf_counter()
    ran = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    taken = time.perf_counter() - start
    if ran.returncode:
        sys.exit(f"{' '.join(map(str, command))[:200]}\n{ran.stderr.decode(errors='replace')}")
    return taken


def measure(line: Line, runs: int) -> tuple[float, float | None]:
    """The medians of both sides, run in turns."""
    ours, theirs = [], []
    for _ in range(runs):
        for folder in line.made:
            shutil.rmtree(folder, ignore_errors=True)
        ours.append(seconds(line.ours))
        if line.peer:
            theirs.append(seconds(line.peer))
    return median(ours), median(theirs) if theirs else None


def report(line: Line, ours: float, theirs: float | None) -> bool:
    """Print a row; whether the bar is kept."""
    if theirs is None:
        kept, bar, ratio, peer = ours <= line.bar, f"{line.bar:g} s", "", ""
    else:
        kept, bar = ours <= line.bar * theirs, f"{line.bar:g} ×"
        ratio, peer = f"{ours / theirs:.2f} ×", f"{theirs:.2f} s  {line.peer_name}"
    print(f"{line.name:<18} {ours:>7.2f} s  {ratio:>8}  {bar:>8}  {'kept' if kept else 'MISSED':<7} {peer}", flush=True)
    return kept


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--chapters", type=int, default=80)
    parser.add_argument("--words", type=int, default=53_000)
    parser.add_argument("--only", action="append", choices=["pdf", "epub", "help"])
    return parser.parse_args()


def main() -> None:
    given = arguments()
    print(f"{'':<18} {'median':>9}  {'ratio':>8}  {'bar':>8}  {'':<7} against")
    kept = True
    with tempfile.TemporaryDirectory(prefix="bookbuild-bench-") as name:
        folder = Path(name)
        for kind, line in lines(folder, given.chapters, given.words):
            if given.only and kind not in given.only:
                continue
            if line.first:
                seconds(line.first)
            kept = report(line, *measure(line, given.runs)) and kept
    sys.exit(not kept)


if __name__ == "__main__":
    main()
