"""How much of a book's Arabic comes back out of its PDF, by font and by reader; and what it costs, in time and size.

    python benchmarks/text_layer.py [--words 700] [--runs 3] [--only scores|cost]

Made books in Arabic, unvocalised and fully vocalised, justified with kashida, with notes, heads, tables and Latin, are
built in each font that the machine has, and read by each program that it has. The cost is that of a build against the
same build with WeasyPrint's own text layer, in turns. Exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

SAMPLES = Path(__file__).parents[1] / "manuscript"
FONTS = ("Amiri", "Noto Naskh Arabic", "Amiri Quran", "Scheherazade New")
KINDS = {"bare": "unvocalised", "full": "vocalised"}
SEED = 1446

BARS = {
    "bare": {"poppler": (1.0, None), "mupdf": (1.0, None), "pdfium": (0.995, None)},
    "full": {"poppler": (0.999, 0.99), "mupdf": (0.999, 0.99), "pdfium": (0.9, None)},
}
"""The least share of words whose letters come back, and of those that come back with their marks."""

MOST_TIME, MOST_GROWTH = 1.25, 4 / 3

VOCALISED_WORDS = """
خَرَجَ الرَّجُلُ مِنْ بَيْتِهِ قَبْلَ الْفَجْرِ وَمَعَهُ ابْنُهُ الصَّغِيرُ وَكِتَابٌ قَدِيمٌ فَلَمَّا بَلَغَا النَّهَرَ قَالَ الْوَلَدُ لَا أَرَى جِسْرًا سَفِينَةً فَقَالَ
الْأَبُ انْظُرْ إِلَى الْيَمِينِ هُنَالِكَ شَجَرَةٌ سَقَطَتْ عَلَى الْمَاءِ وَبِهَا نَعْبُرُ شَاءَ اللَّهُ فَتَعَجَّبَ الْغُلَامُ وَتَقَدَّمَ فَحَمَلَ ثُمَّ اتَّخَذَ عَصًا
يَتَّكِئُ عَلَيْهَا حَتَّى الضِّفَّةَ الْأُخْرَى سَالِمًا أَيُّهَا الصَّدِيقُ كُلُّ شَيْءٍ لِلَّهِ وَالسَّلَامُ بَيْنَهُمْ مُؤْمِنٌ مُحَمَّدٌ أَحْمَدُ طَرِيقٌ ضَيِّقٌ
حَقٌّ ظُلْمَةٌ غَيْمَةٌ خَمْسَةٌ جَمَلٌ نَخْلٌ بُسْتَانٌ تُفَّاحَةٌ بِئْرٌ مَلَأَ رُؤُوسٌ شُؤُونٌ هَيْئَةٌ فِئَةٌ قُرًى مَجِيءٌ لَمَّا كَلِمَةٌ فَلَا الْآنَ لِأَنَّ
يَسْتَغْفِرُونَ لَيْلًا نَهَارًا صَبَاحًا مَسَاءً حِكْمَةٌ نَجْمٌ قَمَرٌ سَحَابٌ فَرَسٌ سَيْفٌ
"""
WORDS = VOCALISED_WORDS.split()
LATIN = "Office of the southern shuffle; ʿAbd al-Raḥmān (d. 1234)"

BOOK = """\
[book]
title = "كتاب القياس"
language = "ar"
[matter]
front = []
body = ["chapters/*.md"]
back = []
[style]
fonts = {{ latin = "EB Garamond 12", arabic = "{font}", quran = "Amiri Quran" }}
kashida = "generous"
[editions.screen]
format = "pdf"
purpose = "screen"
"""
OURS = "from bookbuild.cli import main; main(prog_name='bookbuild')"
THEIRS = (
    "from contextlib import nullcontext; from bookbuild.typeset.drawing import font_signs, text_layer;"
    f"text_layer.signs_numbered = lambda: nullcontext(font_signs.DrawnSigns()); {OURS}"
)
"""The same build, but that lines are drawn by WeasyPrint's own function."""


def book(folder: Path, font: str, kind: str, words: int) -> Path:
    """A made book, the same every time: it says nothing."""
    chosen = random.Random(SEED)
    known = WORDS if kind == "full" else [re.sub("[\u064b-\u0652]", "", word) for word in WORDS]
    made = folder / f"{kind}-{font.replace(' ', '')}"
    (made / "chapters").mkdir(parents=True)
    (made / "book.toml").write_text(BOOK.format(font=font), encoding="utf-8")
    for number in range(2):
        (made / "chapters" / f"{number}.md").write_text(chapter(chosen, known, words // 2), encoding="utf-8")
    return made


def chapter(chosen: random.Random, known: list[str], words: int) -> str:
    def some(count: int) -> str:
        return " ".join(chosen.choices(known, k=count))

    table = "\n".join(f"| {some(2)} | {some(1)} |" for _ in range(3)).replace("\n", "\n|---|---|\n", 1)
    parts = [f"# {some(3)}", table]
    for number in range(words // 60):
        parts.append(f"{some(9)}، {some(7)}.[^{number}] {some(15)} ({some(3)}) {LATIN} {some(8)}: «{some(6)}».")
        parts.append(f"[^{number}]: {some(9)}؛ {some(3)}.")
        if number % 4 == 3:
            parts.append(f"## {some(4)}")
    return "\n\n".join([*parts, some(20), ""])


def built(command: str, made: Path, edition: str, folder: Path) -> tuple[Path, float]:
    """The PDF of a book that nothing is known of, and the CPU seconds of its build, alone in one process."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        asked = ("build", made.absolute(), "--edition", edition, "--out", out, "--cache", f"{out}/cache", "--jobs", "1")
        ran = subprocess.run([sys.executable, "-c", command, *asked], capture_output=True, cwd=folder, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        name = f"{made.name}-{edition}.pdf"
        if not (made_file := Path(out) / made.name / name).exists():
            sys.exit(ran.stderr.decode(errors="replace"))
        file = made_file.rename(folder / name)
    return file, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def scores(folder: Path, words: int) -> bool:
    """Print the table of scores; whether all bars are kept."""
    from bookbuild.fonts.catalogue import faces_of
    from bookbuild.inspection import inspect
    from bookbuild.pipeline import documents

    print(f"{'font':<20}{'text':<13}{'read by':<9}{'words':>6}{'letters':>9}{'marked':>8}{'Latin':>8}")
    kept = True
    for font in FONTS:
        if not faces_of(font):
            print(f"{font:<20}is not on this machine")
            continue
        for kind, name in KINDS.items():
            made = book(folder, font, kind, words)
            file, _ = built(OURS, made, "screen", folder)
            found = inspect(file, documents=partial(documents, made, file)).facts["text_layer"]
            for reader, least in BARS[kind].items():
                if reader in found:
                    kept = row(font, name, reader, words, found[reader], least) and kept
    return kept


def row(
    font: str, text: str, reader: str, words: int, found: dict[str, Any], least: tuple[float, float | None]
) -> bool:
    """Print a row; whether the bar is kept."""
    kept = found["letters"] >= least[0] and (least[1] is None or found["marked"] >= least[1])
    shares = f"{found['letters']:>9.4f}{found['marked']:>8.4f}{found['latin']:>8.4f}"
    lost = "" if kept else f"  MISSED: {', '.join(found['lost'])}"
    print(f"{font:<20}{text:<13}{reader:<9}{words:>6}{shares}{lost}", flush=True)
    return kept


def cost(folder: Path, runs: int) -> bool:
    """Print what the text layer costs in the sample books; whether the bars are kept."""
    print(f"\n{'book':<20}{'with':>9}{'without':>10}{'time':>8}{'bar':>8}{'size':>9}{'bar':>8}")
    kept = [_cost(folder, SAMPLES / name, runs) for name in ("hijrah", "nusrah")]
    return all(kept)


def _cost(folder: Path, made: Path, runs: int) -> bool:
    taken: dict[str, list[float]] = {OURS: [], THEIRS: []}
    sizes: dict[str, int] = {}
    for command, times in list(taken.items()) * runs:
        file, seconds = built(command, made, "press", folder)
        times.append(seconds)
        sizes[command] = file.stat().st_size
    ours, theirs = (median(times) for times in taken.values())
    growth = sizes[OURS] / sizes[THEIRS]
    kept = ours <= MOST_TIME * theirs and growth <= MOST_GROWTH
    print(
        f"{made.name:<20}{ours:>7.2f} s{theirs:>8.2f} s{ours / theirs:>6.2f} ×{MOST_TIME:>6} ×{growth:>7.2f} ×"
        f"{MOST_GROWTH:>6.2f} ×{'' if kept else '  MISSED'}",
        flush=True,
    )
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=700)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=["scores", "cost"])
    given = parser.parse_args()
    os.environ.pop("BOOKBUILD_CACHE", None)
    with tempfile.TemporaryDirectory(prefix="bookbuild-bench-") as name:
        folder = Path(name)
        kept = given.only == "cost" or scores(folder, given.words)
        kept = (given.only == "scores" or cost(folder, given.runs)) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
