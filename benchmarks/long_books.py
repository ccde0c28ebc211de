"""Long books: what is built again, what is kept, and what it costs, against bare WeasyPrint in the same run.

    python benchmarks/long_books.py [--runs 5] [--only cold word page nothing editions memory pages size peers]

Whole processes, medians, ratios. The book is made by `made_book.py`. Exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

from made_book import make
from peers import commands

PYTHON = sys.executable
BOOKBUILD = (PYTHON, "-c", "from bookbuild.cli import main; main(prog_name='bookbuild')")
EDITIONS = """
[editions.tall]
format = "pdf"
trim = "150mm x 230mm"
[editions.large]
format = "pdf"
trim = "170mm x 240mm"
[editions.large.style]
size = "16pt"
[editions.screen]
format = "pdf"
trim = "A5"
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A process: wall seconds, and the largest resident set of it and its children in MB."""

    seconds: float
    megabytes: float


class Workplace:
    """A made book, a folder for what is built of it, and a cache of its own."""

    def __init__(self, folder: Path, chapters: int, words: int) -> None:
        self.folder = folder
        self.book = make(folder / "made", chapters, words)
        self.cache = folder / "cache"
        self.out = folder / "dist"

    def build(self, *options: str, editions: Sequence[str] = ("press",)) -> Taken:
        named = [part for name in editions for part in ("--edition", name)]
        command = [*BOOKBUILD, "build", self.book, *named, "--out", self.out, *options]
        return run(command, BOOKBUILD_CACHE=str(self.cache))

    def forget(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)
        shutil.rmtree(self.out, ignore_errors=True)

    def bare(self) -> Taken:
        return run([PYTHON, "-m", "weasyprint", "--quiet", self.dumped / "book.html", self.folder / "bare.pdf"])

    @property
    def dumped(self) -> Path:
        dump = self.folder / "dump"
        if not dump.exists():
            run([PYTHON, Path(__file__).with_name("dump.py"), self.book, "press", dump])
        return dump

    def chapter(self, number: int) -> Path:
        return sorted((self.book / "chapters").glob("*.md"))[number]


def run(command: Sequence[str | Path], **environment: str) -> Taken:
    """What a whole process takes; it must end well."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    taken = Taken(time.perf_counter() - start, usage.ru_maxrss / 1024)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))[:200]}\n{said.decode(errors='replace')}")
    return taken


def paired(runs: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """The medians of both, run in turns."""
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def cold(place: Workplace, runs: int) -> Iterator[tuple[str, float, float, float]]:
    def ours() -> float:
        place.forget()
        return place.build().seconds

    mine, bare = paired(runs, ours, lambda: place.bare().seconds)
    yield "cold PDF, 2 cores / bare WeasyPrint", mine, bare, 0.60


def word(place: Workplace, runs: int) -> Iterator[tuple[str, float, float, float]]:
    yield "one word changed / bare", *paired(runs, lambda: edited(place, "and"), lambda: place.bare().seconds), 0.12


def page(place: Workplace, runs: int) -> Iterator[tuple[str, float, float, float]]:
    grown = " ".join(["A sentence that makes the chapter longer than it was."] * 60)
    yield "grown by a page / bare", *paired(runs, lambda: edited(place, grown), lambda: place.bare().seconds), 0.20


def edited(place: Workplace, addition: str) -> float:
    """The time of a build after something was added to a chapter near the front, all else being kept.

    What it keeps itself is forgotten: the next time heads and contents would be found there.
    """
    place.build()
    chapter, kept = place.chapter(4), place.folder / "kept"
    before = chapter.read_text()
    shutil.copytree(place.cache, kept)
    chapter.write_text(f"{before}\n\nIt was so {time.time_ns()} {addition}.\n")
    try:
        return place.build().seconds
    finally:
        chapter.write_text(before)
        shutil.rmtree(place.cache)
        kept.rename(place.cache)


def nothing(place: Workplace, runs: int) -> Iterator[tuple[str, float, float, float]]:
    place.build()
    yield "nothing changed (s)", median(place.build().seconds for _ in range(runs)), 1.0, 0.6


def editions(place: Workplace, runs: int) -> Iterator[tuple[str, float, float, float]]:
    book = place.book / "book.toml"
    if "editions.tall" not in book.read_text():
        book.write_text(book.read_text() + EDITIONS)
    names = ("ebook", "press", "tall", "large", "screen")

    def together() -> float:
        place.forget()
        return place.build(editions=names).seconds

    def apart() -> float:
        total = 0.0
        for name in names:
            place.forget()
            total += place.build("--jobs", "1", editions=(name,)).seconds
        return total

    yield "five editions / sum of five with --jobs 1", *paired(max(1, runs // 2), together, apart), 0.60


def size(place: Workplace, _runs: int) -> Iterator[tuple[str, float, float, float]]:
    place.build()
    pdf = place.out / "made" / "made-press.pdf"
    mine = pdf.stat().st_size
    place.build("--one-go")
    yield "PDF's size / one go (bytes)", mine, pdf.stat().st_size, 1.05


def memory(place: Workplace, _runs: int) -> Iterator[tuple[str, float, float, float]]:
    large = Workplace(place.folder / "large", 275, 182_000)
    yield "largest process at 1,100 pages (MB)", large.build().megabytes, 1.0, 250


def pages(place: Workplace, runs: int) -> Iterator[tuple[str, float, float, float]]:
    large = Workplace(place.folder / "huge", 1_250, 828_000)
    place.forget()
    small = median(place.build().seconds for _ in range(1 if runs < 3 else 2) if not place.forget())
    huge = large.build().seconds
    yield "time a page, 5,000 pages / 280", huge / count(large), small / count(place), 1.2


def against_peers(place: Workplace, runs: int) -> Iterator[tuple[str, float, float, float]]:
    """Other tools on the same book: no bar, for they do other things; with the pages that each makes of it."""

    def ours() -> float:
        place.forget()
        return place.build().seconds

    mine = median(ours() for _ in range(runs))
    for name, command, made in commands(place.book, place.dumped / "book.html", place.folder):
        theirs = median(run(command).seconds for _ in range(runs))
        yield f"cold PDF, {count(place)} pages / {name}, {pages_of(made)}", mine, theirs, inf


def count(place: Workplace) -> int:
    return pages_of(place.out / "made" / "made-press.pdf")


def pages_of(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


LINES = {
    "cold": cold, "word": word, "page": page, "nothing": nothing, "editions": editions, "size": size, "memory": memory,
    "pages": pages, "peers": against_peers,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=sorted(LINES), default=list(LINES))
    asked = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        place = Workplace(Path(folder), 80, 53_000)
        print(f"{'what':<56} {'ours':>10} {'against':>10} {'ratio':>8} {'bar':>8}")
        for name in asked.only:
            for what, ours, against, bar in LINES[name](place, asked.runs):
                ratio = ours / against
                kept = kept and ratio <= bar
                mark = "" if bar == inf else "kept" if ratio <= bar else "MISSED"
                print(f"{what:<56} {ours:>10.2f} {against:>10.2f} {ratio:>8.3f} {bar:>8g}  {mark}", flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
