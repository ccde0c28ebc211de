"""An Arabic book of 100,000 words with 1,000 quotations → what its scripture costs beyond parsing, held to the bars.

    python benchmarks/scripture.py [--words 100000] [--runs 5]

Of twenty quotations one has a word changed, ten have no reference; they are in three spellings. Times are the
processor's; each line is measured in a process of its own, so that nothing is kept. It ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from checks import Bar, beyond_parsing, timed
from made_book import ARABIC, BOOK

QUOTATIONS = 1000
WORDS_OF_A_PARAGRAPH = 90


def quoting(folder: Path, words: int) -> Path:
    """A book in Arabic, of made paragraphs with quotations in them."""
    chosen, quotations = random.Random(words), QUOTATIONS * words // 100_000
    paragraphs = [
        [" ".join(chosen.choices(ARABIC, k=WORDS_OF_A_PARAGRAPH))] for _ in range(words // WORDS_OF_A_PARAGRAPH)
    ]
    for quotation in _quotations(chosen, quotations):
        chosen.choice(paragraphs).append(quotation)
    (folder / "chapters").mkdir(parents=True)
    (folder / "book.toml").write_text(BOOK.replace('"en"', '"ar"'), encoding="utf-8")
    for number in range(0, len(paragraphs), 12):
        text = "\n\n".join(" ".join(parts) for parts in paragraphs[number : number + 12])
        path = folder / "chapters" / f"{number:04}.md"
        path.write_text(f"# {chosen.choice(ARABIC)}\n\n{text}\n", encoding="utf-8")
    return folder


def _quotations(chosen: random.Random, count: int) -> Iterator[str]:
    import quran_text

    mushaf = quran_text.Mushaf.hafs()
    ayat = [ayah for surah in mushaf.surahs for ayah in surah.ayahs if len(ayah.words) <= 40]
    for number in range(count):
        ayah = chosen.choice(ayat)
        words = list((ayah.words, ayah.rasm_imlai, [_bare(word) for word in ayah.words])[number % 3])
        if None in words:
            words = list(ayah.words)
        if number % 20 == 7:
            words[chosen.randrange(len(words))] = chosen.choice(ARABIC)
        yield f"﴿{' '.join(words)}﴾" + (f" [{ayah.key}]" if number % 2 else "")


def _bare(word: str) -> str:
    import unicodedata

    return "".join(char for char in word if unicodedata.category(char) != "Mn")


def loading(_: Path) -> float:
    """The text of record, read and ready to be quoted."""
    from bookbuild.tradition.scripture.riwayah import Riwayah

    return timed(lambda: Riwayah.load("hafs").basmalah)


def looking_up(_: Path) -> float:
    """The first quotation that is looked up: the concordance is made for it."""
    from bookbuild.tradition.scripture.riwayah import Riwayah

    riwayah = Riwayah.load("hafs")
    assert riwayah.basmalah
    return timed(lambda: riwayah.verify("ثاني اثنين إذ هما في الغار"))


def scripture_alone(book: Path) -> float:
    """All quotations verified, and all other text searched for such as are not marked."""
    from bookbuild.resolve.scripture import Scripture
    from bookbuild.resolve.unmarked import unmarked
    from bookbuild.sources import read_book
    from bookbuild.tradition.scripture.riwayah import Riwayah

    manuscript, _ = read_book(book)
    assert manuscript is not None
    riwayah = Riwayah.load("hafs")
    quotations = Scripture(riwayah, manuscript, manuscript.editions[0])
    trees = [(chapter.title, chapter.blocks) for chapter in manuscript.chapters.values()]
    return timed(lambda: [(quotations.resolved(tree), list(unmarked(tree, riwayah))) for tree in trees])


BARS = {
    "load": Bar("text of record", loading, 0.1),
    "first": Bar("first quotation looked up", looking_up),
    "scripture": Bar("scripture of the book", scripture_alone, 2.5),
    "check": Bar("check beyond parsing", beyond_parsing, 3.0),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", choices=BARS, help=argparse.SUPPRESS)
    parser.add_argument("--book", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(BARS[given.one].seconds(given.book))
        return 0
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        book = quoting(Path(folder) / "quoting", given.words)
        for name, bar in BARS.items():
            command = (sys.executable, __file__, "--one", name, "--book", book)
            runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(given.runs)]
            taken = median(float(run.stdout) for run in runs)
            missed |= bar.bar is not None and taken > bar.bar
            print(f"{bar.name:26} {taken:6.3f} s" + (f"   at most {bar.bar:.2f} s" if bar.bar else ""))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
