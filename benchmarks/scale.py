"""A made catalogue of small titles → what it takes with 1, 2 and 4 workers, cold and kept, and whether the bytes agree.

    python benchmarks/scale.py [--titles 40] [--words 4000] [--chapters 6] [--workers 1 2 4] [--cluster]

Each line is one whole process that builds the whole catalogue. The efficiency of N workers is the time of one, divided
by N times theirs; more workers than the machine has cores have nothing to run on.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from made_book import make
from run import BOOKBUILD, seconds


@dataclass(frozen=True, slots=True)
class Way:
    """How the catalogue is built: the options, and how many set pages."""

    name: str
    workers: int
    options: tuple[str, ...]


def catalogue(folder: Path, titles: int, chapters: int, words: int) -> list[Path]:
    """Books of one length, each with words of its own."""
    return [make(folder / f"title-{n:03}", chapters, words, seed=n) for n in range(1, titles + 1)]


def ways(workers: list[int], *, cluster: bool) -> Iterator[Way]:
    for count in workers:
        yield Way(f"--jobs {count}", count, ("--jobs", str(count)))
        if cluster:
            yield Way(f"--cluster local, {count}", count, ("--cluster", "local", "--jobs", str(count)))


def built(books: list[Path], way: Way, folder: Path) -> tuple[float, float, str]:
    """Seconds cold and with all fragments kept, and the digest of all that came out."""
    os.environ["BOOKBUILD_CACHE"] = str(folder / "cache")
    taken, digests = [], []
    for out in (folder / "cold", folder / "kept"):
        taken.append(seconds((*BOOKBUILD, "build", *books, "--edition", "press", "--out", out, *way.options)))
        digests.append(digest_of(out))
    if len(set(digests)) > 1:
        sys.exit(f"{way.name}: kept fragments give other bytes")
    return taken[0], taken[1], digests[0]


def digest_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.pdf")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=int, default=40)
    parser.add_argument("--chapters", type=int, default=6)
    parser.add_argument("--words", type=int, default=4000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--cluster", action="store_true", help="each count of workers on Dask too")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    cores = os.cpu_count() or 1
    print(f"{given.titles} titles of {given.words} words; {cores} cores; load before: {os.getloadavg()[0]:.1f}")
    print("| workers | cold | a title | efficiency | of the cores there are | kept |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    digests, first = set(), 0.0
    with tempfile.TemporaryDirectory(prefix="bookbuild-scale-") as name:
        books = catalogue(Path(name, "books"), given.titles, given.chapters, given.words)
        for number, way in enumerate(ways(given.workers, cluster=given.cluster)):
            cold, kept, digest = built(books, way, Path(name, str(number)))
            digests.add(digest)
            first = first or cold * way.workers
            usable = min(way.workers, cores)
            shares = f"{first / cold / way.workers:.2f} | {first / cold / usable:.2f}"
            print(f"| {way.name} | {cold:.1f} s | {cold / given.titles:.2f} s | {shares} | {kept:.1f} s |", flush=True)
    print("the same bytes in all" if len(digests) == 1 else "BYTES DIFFER")
    sys.exit(len(digests) > 1)


if __name__ == "__main__":
    main()
