"""A PDF of a book's pages → how well they are made up, read from the file alone, whoever made it.

    python benchmarks/page_figures.py BOOK.pdf…

A *line* is the commonest distance of baselines. Counted, from the first chapter to the last:

    short     pages that end no chapter, and stand more than a line above the frame's foot; by more than three
    ends      chapters whose last page has fewer than five lines
    uneven    facing pages, neither an opening nor an end, whose last baselines differ by more than a quarter of a line
    off       lines of the text's size more than 0.6 pt off the grid of the frame
    spaces    justified lines whose middle space is under 133 % of the face's own, and over 200 %

Where notes stand, a page's foot is that of its notes; a page is short by what stands between text and notes beyond the
least such space of the book. A page's head is its first line where that stands at one height on most pages; a chapter
opens on a page that the outline names. The share of spaces is of lines that fill the measure.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pymupdf

SAME_LINE = 3.2
"""pt between baselines that are one line's."""

SPACE = 0.2
"""Em of the space of EB Garamond 12, in which the books that are compared are set."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: baseline in pt, size, left and right edge, its spaces in em."""

    y: float
    size: float
    left: float
    right: float
    spaces: tuple[float, ...]
    text: str


@dataclass(frozen=True, slots=True)
class PageFigures:
    """Counts, and of how many. `short` and `uneven` list pages from 1, with lines that lack."""

    pages: int
    short: tuple[tuple[int, float], ...]
    inner: int
    ends: tuple[int, ...]
    chapters: int
    uneven: tuple[tuple[int, float], ...]
    pairs: int
    off: float
    narrow: float
    wide: float

    def cells(self) -> list[str]:
        by_three = sum(lines > 3 for _, lines in self.short)
        return [
            f"{len(self.short)} of {self.inner}", str(by_three), f"{len(self.ends)} of {self.chapters}",
            f"{len(self.uneven)} of {self.pairs}", f"{self.off:.0%}", f"{self.narrow:.1%}", f"{self.wide:.1%}",
        ]  # fmt: skip


def lines_of(page: Any) -> list[PdfLine]:
    """The lines of a page from the top."""
    spans = [
        (span["origin"][1] if "origin" in span else span["chars"][0]["origin"][1], span)
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if any(not char["c"].isspace() for char in span["chars"])
    ]
    spans.sort(key=lambda each: each[0])
    rows: list[tuple[float, list[Any]]] = []
    for y, span in spans:
        if rows and y - rows[-1][0] < SAME_LINE:
            rows[-1][1].append(span)
        else:
            rows.append((y, [span]))
    return [_line(y, parts) for y, parts in rows]


def _line(y: float, spans: Sequence[Any]) -> PdfLine:
    size = Counter(span["size"] for span in spans for _ in span["chars"]).most_common(1)[0][0]
    chars = [char for span in spans for char in span["chars"] if not char["c"].isspace()]
    chars.sort(key=lambda char: char["bbox"][0])
    gaps = (later["bbox"][0] - char["bbox"][2] for char, later in pairwise(chars))
    spaces = tuple(gap / size for gap in gaps if gap > 0.1 * size)
    text = "".join(char["c"] for char in chars)
    return PdfLine(y, size, chars[0]["bbox"][0], max(char["bbox"][2] for char in chars), spaces, text)


def commonest(values: Iterable[float], nearest: float) -> float:
    counted = Counter(round(value / nearest) * nearest for value in values)
    return counted.most_common(1)[0][0] if counted else 0.0


def measured(path: Path) -> PageFigures:
    """The figures of a PDF that has an outline."""
    with pymupdf.open(path) as document:
        pages = [lines_of(page) for page in document]
        named = sorted({page for level, _, page in document.get_toc() if level == 1 and page > 0})
    return figures(pages, named)


def figures(pages: list[list[PdfLine]], named: Sequence[int]) -> PageFigures:
    """`named`: the pages that the outline names, from 1."""
    bodies = without_furniture(pages)
    full = [body for body in bodies if len(body) > 8]
    size = commonest((line.size for body in full for line in body), 0.25)
    pitch = _pitch(full, size)
    starts = [page for page in named if bodies[page - 1] and bodies[page - 1][0].size > size * 1.15]
    last = {after - 1 for after in starts[1:]} | {len(pages)}
    ends = {max(n for n in range(1, each + 1) if bodies[n - 1]) for each in last}
    text, notes = _parted(bodies, size)
    foot = _foot(text, notes, ends)
    least = min((notes[n][0].y - text[n][-1].y for n in text if text[n] and notes[n]), default=0.0)
    measured_pages = [n for n in text if n >= starts[0] and text[n]]
    inner = [n for n in measured_pages if n not in ends]
    lacking = {n: (notes[n][0].y - text[n][-1].y - least if notes[n] else foot - text[n][-1].y) / pitch for n in inner}
    facing = [
        (n, n + 1)
        for n in range(2, len(pages), 2)
        if {n, n + 1} <= {*inner} - {*starts} and min(len(text[n]), len(text[n + 1])) > 4
    ]
    apart = {n: ((notes[n] or text[n])[-1].y - (notes[m] or text[m])[-1].y) / pitch for n, m in facing}
    of_text = [line for n in measured_pages for line in text[n] if abs(line.size - size) < 0.3]
    off_grid = _off_grid(of_text, pitch)
    closing = [n for n in measured_pages if n in ends and n not in starts]
    spaces = _spaces(of_text)
    return PageFigures(
        len(pages),
        tuple((n, round(lines, 1)) for n, lines in lacking.items() if lines > 1),
        len(inner),
        tuple(n for n in closing if len(text[n]) < 5),
        len(closing),
        tuple((n, round(lines, 1)) for n, lines in apart.items() if abs(lines) > 0.25),
        len(facing),
        off_grid,
        sum(each < 1.33 for each in spaces) / max(len(spaces), 1),
        sum(each > 2 for each in spaces) / max(len(spaces), 1),
    )


def without_furniture(pages: list[list[PdfLine]]) -> list[list[PdfLine]]:
    """The lines of pages without heads and folios: what stands at the height at which most pages begin and end."""
    heads = commonest((lines[0].y for lines in pages if len(lines) > 5), 1)
    folios = commonest((lines[-1].y for lines in pages if len(lines) > 5), 1)
    seen = Counter(line.text for lines in pages for line in lines if abs(line.y - heads) <= 3)
    return [
        [line for line in lines if not (abs(line.y - heads) <= 3 and seen[line.text] >= 3) and line.y < folios - 6]
        for lines in pages
    ]


def _pitch(full: Sequence[Sequence[PdfLine]], size: float) -> float:
    steps = [
        later.y - line.y
        for body in full
        for line, later in pairwise(body)
        if abs(line.size - size) < 0.3 and abs(later.size - size) < 0.3
    ]
    usual = commonest(steps, 0.1)
    return median([step for step in steps if abs(step - usual) < 0.15] or [1.0])


def _parted(bodies: Sequence[list[PdfLine]], size: float) -> tuple[dict[int, list[PdfLine]], dict[int, list[PdfLine]]]:
    """By page from 1, its text and the notes under it: the lines at its end that are smaller."""
    text, notes = {}, {}
    for number, body in enumerate(bodies, 1):
        cut = len(body)
        while cut > 1 and body[cut - 1].size < size * 0.93:
            cut -= 1
        text[number], notes[number] = body[:cut], body[cut:]
    return text, notes


def _foot(text: dict[int, list[PdfLine]], notes: dict[int, list[PdfLine]], ends: set[int]) -> float:
    """The lowest baseline at which more than a few pages without notes end."""
    feet = [text[n][-1].y for n in text if len(text[n]) > 8 and not notes[n] and n not in ends]
    usual = (y for y in feet if sum(abs(y - other) < 1 for other in feet) > len(feet) / 12)
    return max(usual, default=max(feet, default=0.0))


def _off_grid(lines: Sequence[PdfLine], pitch: float) -> float:
    phase = commonest((line.y % pitch for line in lines), 0.2)
    apart = [(line.y - phase) % pitch for line in lines]
    return sum(min(each, pitch - each) > 0.6 for each in apart) / max(len(lines), 1)


def _spaces(lines: Sequence[PdfLine]) -> list[float]:
    """The middle space of each line that fills the measure, in spaces of the face."""
    measure = commonest((line.right - line.left for line in lines), 1)
    filling = [line for line in lines if abs(line.right - line.left - measure) < 6 and line.spaces]
    return [median(line.spaces) / SPACE for line in filling]


HEAD = ("set by", "pages", "short", "by 3", "ends < 5", "uneven", "off grid", "under 133 %", "over 200 %")
WIDTHS = (24, 7, 12, 6, 10, 10, 10, 13, 12)


def row(name: str, cells: Sequence[str]) -> str:
    return "".join(f"{cell:<{width}}" for cell, width in zip([name, *cells], WIDTHS, strict=False))


def main() -> None:
    print(row(HEAD[0], HEAD[1:]))
    for name in sys.argv[1:]:
        found = measured(Path(name))
        print(row(Path(name).stem, [str(found.pages), *found.cells()]))
        print("     short", *found.short, "\n     uneven", *found.uneven)


if __name__ == "__main__":
    main()
