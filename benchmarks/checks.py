"""A book of 100,000 words → what checking it costs beyond parsing it, held to the bars.

    python benchmarks/checks.py [--words 100000] [--runs 5]

Its English and Arabic are those of `made_book.py`, with names and honorifics in every other sentence, more than a book
has. Times are the processor's, medians of one process in which nothing is kept from run to run: a check is the work of
one thread, and what else the machine does is not counted. It ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from made_book import make

NAMED = (
    "Abu Bakr (ra)", "the Prophet ﷺ", "`Umar Ibn Al-Khattab ؓ", "ʿĀʾishah رضي الله عنها", "Musa (as)", "Ibn ʿAbbās",
    "Muhammad Ibn Maslamah (ra)", "the Messenger of Allah (saw)", "al-Bukhārī (rh)", "Qays ibn Saʿd", "Allah (swt)",
    "قال أبو بكر رضي الله عنه", "عن ابن عمر رضي الله عنهما أن رسول الله ﷺ",
    "Umm Salamah (may Allah be pleased with her)",
)  # fmt: skip
SENTENCE = re.compile(r"(?<=[a-z]{4})(?=\. [A-Z])")


@dataclass(frozen=True, slots=True)
class Bar:
    """What is measured, and the seconds that it may take for 100,000 words."""

    name: str
    seconds: Callable[[Path], float]
    bar: float | None = None


def peopled(folder: Path, words: int) -> Path:
    """The made book in `folder`, with people in it."""
    make(folder, words // 660, words)
    chosen = random.Random(words)
    for path in sorted((folder / "chapters").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        text = SENTENCE.sub(lambda _: f" with {chosen.choice(NAMED)}" if chosen.random() < 0.5 else "", text)
        path.write_text(text, encoding="utf-8")
    return folder


def timed(step: Callable[[], object]) -> float:
    begin = time.process_time()
    step()
    return time.process_time() - begin


def parsing(book: Path) -> float:
    from bookbuild.sources import read_book

    return timed(lambda: read_book(book))


def words_checked(book: Path) -> float:
    """The checks of `bookbuild.checks`: honorifics and persons, characters, spellings, sources, dates."""
    from bookbuild.checks import checked
    from bookbuild.sources import read_book

    manuscript, _ = read_book(book)
    assert manuscript is not None
    return timed(lambda: checked(manuscript))


def beyond_parsing(book: Path) -> float:
    """All of `bookbuild check` but reading and parsing."""
    from bookbuild import pipeline

    class Unwatched:
        def step(self, *_: object) -> None: ...

        def section(self, *_: object) -> None: ...

    return timed(lambda: pipeline.check(book, progress=Unwatched())) - parsing(book)


BARS = (
    Bar("reading and parsing", parsing),
    Bar("words and honorifics", words_checked, 1.0),
    Bar("check beyond parsing", beyond_parsing, 3.0),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        book = peopled(Path(folder) / "peopled", given.words)
        for bar in BARS:
            taken = median(bar.seconds(book) for _ in range(given.runs))
            allowed = bar.bar and bar.bar * given.words / 100_000
            missed |= allowed is not None and taken > allowed
            print(f"{bar.name:24} {taken:6.2f} s" + (f"   at most {allowed:.2f} s" if allowed else ""))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
