"""Three texts out of other people's files → what import makes of them, held to the bars.

    python benchmarks/imports.py FOLDER [--lines]

FOLDER holds `english-biography.txt`, `arabic-sermon.txt` and `question-and-answer.txt`. They are not ours, and no word
of them stands here: `imports.json` has the first and last line of each paragraph and heading, as one who read the texts
parted them, and `--lines` prints those that import finds, with their beginnings, to read them against the text. Every
manuscript is built. It ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.conservation import runs_text
from bookbuild.intake.document import IntakeBlock, IntakeHeading, IntakeItem, IntakeParagraph
from bookbuild.intake.importing.way import Imported, ImportOptions, import_files
from bookbuild.intake.plain.text_reader import read_plain
from bookbuild.intake.reader import IntakeFile, ReadOptions
from bookbuild.progress import Unwatched

TEXTS = ("english-biography", "arabic-sermon", "question-and-answer")
KEYS = ("headings", "subheadings", "paragraphs")
EXPECTED = Path(__file__).with_name("imports.json")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and the least that it may be."""

    name: str
    value: float
    bar: float

    @property
    def held(self) -> bool:
        return self.value >= self.bar


Span = tuple[int, int]


def told(path: Path) -> Iterator[tuple[bool, Span, str]]:
    """Every heading (True) and paragraph of a text, as import parts it: its first and last line, its text."""
    document = read_plain(IntakeFile(path.name, path.read_bytes()), ReadOptions()).document
    blocks: list[IntakeBlock] = [*(block for _, part in document.front for block in part), *document.blocks]
    for block in blocks:
        if isinstance(block, (IntakeHeading, IntakeParagraph, IntakeItem)):
            span = block.place.line or 0, block.place.end or 0
            yield isinstance(block, IntakeHeading), span, runs_text(block.runs)


def shares(name: str, path: Path) -> Iterator[Figure]:
    """Of the headings and paragraphs that the text has, how many are found; of those found, how many are headings."""
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))[name]
    wanted, below, paragraphs = ({(line, end) for line, end in expected[key]} for key in KEYS)
    found = list(told(path))
    headings = {span for is_heading, span, _ in found if is_heading}
    if wanted:
        yield Figure(f"{name}: headings of the contents found", len(wanted & headings) / len(wanted), 0.95)
        true = len(headings & (wanted | below)) / max(len(headings), 1)
        yield Figure(f"{name}: headings that are headings", true, 1.0)
    else:
        yield Figure(f"{name}: no heading where there is none", float(not headings), 1)
    right = paragraphs & {span for is_heading, span, _ in found if not is_heading}
    yield Figure(f"{name}: paragraphs right, of {len(paragraphs)}", len(right) / len(paragraphs), 0.98)


def counted(name: str, done: Imported) -> Iterator[Figure]:
    """What the text is known to have, and import says of it."""
    repairs = [str(repair.code) for repair in done.repairs]
    codes = [*repairs, *(str(finding.code) for finding in done.findings)]
    messages = " ".join(f"{finding.message} {finding.remedy}" for finding in done.findings)
    moved = sum(codes.count(code) for code in ("honorific-moved", "honorific-mismatch", "honorific-doubtful"))
    gaps = sum(codes.count(code) for code in ("honorific-restored", "honorific-missing"))
    if name == "english-biography":
        yield Figure(f"{name}: misplaced honorifics found", moved, 50)
        verses = sum(verse in messages for verse in ("the text of 9:40", "the text of 2:127"))
        yield Figure(f"{name}: garbled verses named", verses, 2)
    elif name == "arabic-sermon":
        yield Figure(f"{name}: gaps of lost honorifics found", gaps, 59)
        yield Figure(f"{name}: verses recognised", repairs.count("quran-recognised"), 2)
    else:
        yield Figure(f"{name}: guillemets put right", repairs.count("guillemet-restored"), 2)
        yield Figure(f"{name}: slips of names told", sum("stands once" in each.message for each in done.findings), 1)
        yield Figure(f"{name}: gaps of lost honorifics found", gaps, 3)


def measured(name: str, path: Path, place: Path) -> Iterator[Figure]:
    """All figures of one text; its manuscript is built last."""
    yield from shares(name, path)
    begin = time.process_time()
    done = import_files([path], place / name, ImportOptions(), Unwatched())
    seconds = time.process_time() - begin
    yield from counted(name, done)
    build = [Path(sys.prefix, "bin", "bookbuild"), "build", str(place / name), "--out", str(place / "dist")]
    status = subprocess.run(build, check=False, capture_output=True).returncode
    yield Figure(f"{name}: the manuscript builds (imported in {seconds:.2f} s)", float(status == 0), 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", action="store_true")
    chosen = parser.parse_args()
    if chosen.lines:
        for name in TEXTS:
            for is_heading, span, text in told(chosen.folder / f"{name}.txt"):
                print(name, "heading" if is_heading else "paragraph", *span, text[:70])
        return 0
    with tempfile.TemporaryDirectory() as place:
        figures = [figure for name in TEXTS for figure in measured(name, chosen.folder / f"{name}.txt", Path(place))]
    for figure in figures:
        print(f"{figure.value:8.3g}  (bar {figure.bar:g})  {'' if figure.held else 'MISSED  '}{figure.name}")
    return 0 if all(figure.held for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
