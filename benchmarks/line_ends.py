"""How the lines of the sample books end, and how wide their spaces are: what a compositor would look at.

    python benchmarks/line_ends.py [BOOK…] [--edition NAME]… [--list]

A row an edition: its lines of running text; those that end between words that are read as one (`Ibn / Isḥāq`,
`[at-Tawbah / 9:40]`, an honorific); those that divide a word, leave under two letters before or three after, divide a
name of the register, are the third to do so running, or do so at a page's end; how many times as wide as by nature the
widest space of a justified line is (95 % of lines, all), and how many lines are over twice. `--list` prints the lines.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from space_widths import lines_of, natural

SAMPLES = Path(__file__).parents[1] / "manuscript"
EDITIONS = {"companion": ("press", "pocket", "large-print"), "hijrah": ("press",), "nusrah": ("press",)}
KINDS = ("lines", "bound parted", "hyphens", "short", "names", "running", "page ends", "95 %", "most", "over 2")
HEAD = f"{'book':<11}{'edition':<13}" + "".join(f"{kind:>14}" for kind in KINDS)


def text_lines(page: Any) -> list[Any]:
    """The lines of a page that stand in no other line, in the order of its boxes, with their paragraphs' elements."""
    inner = {id(within) for line in lines_of(page) for child in line.children for within in lines_of(child)}
    return [line for line in lines_of(page) if id(line) not in inner]


def text_of(line: Any) -> str:
    from bookbuild.language.marks import TATWEEL
    from bookbuild.typeset.lines.line_text import text_boxes

    return "".join(box.text for box in text_boxes(line)).replace(TATWEEL, "")


def bound_at_end(line: Any, following: Any) -> str:
    """`first / second` where a line ends between words that are read as one; else nothing."""
    from bookbuild.language.bindings import Binding, bindings
    from bookbuild.typeset.lines.line_text import text_boxes

    before, after = text_of(line).rstrip(), text_of(following).lstrip()
    if not before or not after or before[-1] in "-\u2010":
        return ""
    last, first = list(text_boxes(line))[-1], next(iter(text_boxes(following)))
    phrase = last.element is first.element and last.element is not None and last.style["white_space"] == "nowrap"
    if bindings(f"{before} {after}").get(len(before)) is Binding.FIRM or phrase:
        return f"{before[-25:]} / {after[:25]}"
    return ""


def measured(page: Path) -> tuple[dict[str, float], list[str]]:
    """The figures of an edition, and the lines that are counted in them."""
    from weasyprint import HTML
    from weasyprint.formatting_structure import boxes

    from bookbuild.tradition.persons.name_words import is_word_of_name
    from bookbuild.typeset.engine import engine  # noqa: F401 (its seams)
    from bookbuild.typeset.lines.divided_lines import HYPHEN, line_end
    from bookbuild.typeset.lines.line_text import text_boxes

    count: Counter[str] = Counter()
    shown: list[str] = []
    spaces: list[float] = []
    known: dict[Any, float] = {}
    pages = [text_lines(each._page_box) for each in HTML(filename=page).render().pages]
    every = [(line, number, line is lines[-1]) for number, lines in enumerate(pages, 1) for line in lines]

    def divides(line: Any) -> bool:
        found = list(text_boxes(line))
        return bool(found) and line_end(found[-1]) == HYPHEN

    def report(kind: str, number: int, text: str) -> None:
        count[kind] += 1
        shown.append(f"{kind}\t{number}\t{text}")

    running = 0
    for (line, number, _), (following, _, _) in pairwise(every):
        same = line.element is following.element and line.element is not None
        count["lines"] += 1
        if same and (parted := bound_at_end(line, following)):
            report("bound parted", number, parted)
        running = running + 1 if same and divides(line) else 0
        if running:
            head = text_of(line).rstrip("-\u2010").split()[-1]
            tail = text_of(following).split()[0]
            left, right = (sum(char.isalpha() and char not in "ʿʾ" for char in part) for part in (head, tail))
            report("hyphens", number, f"{head}|{tail}")
            if left < 2 or right < 3:
                report("short", number, f"{head}|{tail}")
            if is_word_of_name(f"{head}{tail}"):
                report("names", number, f"{head}|{tail}")
            if running > 2:
                report("running", number, f"{head}|{tail}")
            if following is not line and number != next(n for other, n, _ in every if other is following):
                report("page ends", number, f"{head}|{tail}")
    for line, number, _ in every:
        if line.style["text_align_all"] == "justify":
            widest = max(_spaces(line, boxes, known), default=0.0)
            if widest:
                spaces.append(widest)
            if widest > 2:
                report("over 2", number, f"{widest:.2f} {text_of(line)}")
    spaces.sort()
    figures: dict[str, float] = {**count, "95 %": spaces[int(len(spaces) * 0.95)], "most": spaces[-1]}
    return figures, shown


def _spaces(line: Any, boxes: Any, known: dict[Any, float]) -> Iterator[float]:
    for box in line.descendants():
        if isinstance(box, boxes.TextBox) and box.justification_spacing and " " in box.text:
            yield 1 + box.justification_spacing / natural(box.style, known)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("books", nargs="*", type=Path, default=[SAMPLES / book for book in EDITIONS])
    parser.add_argument("--edition", action="append")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measured(asked.books[0])))
        return 0
    print(HEAD)
    for book in asked.books:
        for edition in asked.edition or EDITIONS.get(book.name, ("press",)):
            here = Path(__file__)
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run([sys.executable, here.with_name("dump.py"), book, edition, folder], check=True)
                order = [sys.executable, here, "--measure", Path(folder) / "book.html"]
                figures, shown = json.loads(subprocess.check_output(order))
            cells = (f"{figures.get(kind, 0):>14.2f}" if kind in ("95 %", "most") else f"{figures.get(kind, 0):>14}"
                     for kind in KINDS)  # fmt: skip
            print(f"{book.name:<11}{edition:<13}" + "".join(cells), flush=True)
            if asked.list:
                print(*shown, sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
