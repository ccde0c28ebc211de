"""A book's PDF, as MuPDF reads it → where each word of a made book stands, and what is wrong with its pages.

Nothing is asked of what made the pages. `faults` compares them with what was written (`whole_books.py`), by the rules of a
good house: nothing lost or set twice, all in its order, no line of a paragraph or a note alone on a page, no heading at a
foot, each note where it is called and under all text, nothing beyond the trim or over other text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pymupdf
from whole_books import BookDrawn, Written

PROSE = {"paragraph", "mixed", "quotation", "item", "after-run-in", "note"}
FLOATS = {"caption", "cell", "table-head"}
APART = {*FLOATS, "hemistich", "margin", "note", "within"}
"""What does not stand in the order of the text."""

HYPHENS = "-\u00ad\u2010"

SAME_LINE = 3.0
"""pt between baselines of one line."""


@dataclass(frozen=True, order=True)
class Place:
    """Of a word: its page, from 0, and its baseline in pt from the top."""

    page: int
    y: float


@dataclass(frozen=True)
class Run:
    """A run of one size in a line: its text, the edges of the middle of its letters, in pt."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Pages:
    runs: tuple[Run, ...]
    sizes: tuple[tuple[float, float], ...]
    places: dict[str, list[Place]]
    ends: dict[str, Place]
    """Of words that a hyphen divides, where they end."""

    def of(self, text: Written) -> list[Place]:
        return [self.places[word][0] for word in text.words if word in self.places]

    def lines_of(self, text: Written) -> dict[int, int]:
        """By page, how many lines a text has there; one that has the end of a divided word alone is one, too."""
        return lines_on_pages([*self.of(text), *(self.ends[word] for word in text.words if word in self.ends)])


def read(path: Path, written: Sequence[Written]) -> Pages:
    """The pages of a PDF, and the places of what is written in them."""
    runs, sizes = [], []
    with pymupdf.open(path) as document:
        for number, page in enumerate(document):
            sizes.append((page.rect.width, page.rect.height))
            runs += list(_runs(page, number))
    places, ends = _places(runs, written)
    return Pages(tuple(runs), tuple(sizes), places, ends)


def _runs(page: pymupdf.Page, number: int) -> Iterator[Run]:
    """Each word of one size."""
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for between, chars in groupby(span["chars"], key=lambda char: char["c"].isspace()):
                    if not between:
                        yield _run(list(chars), number, span["size"])


def _run(chars: list[dict[str, Any]], page: int, size: float) -> Run:
    y = chars[0]["origin"][1]
    left, right = min(char["bbox"][0] for char in chars), max(char["bbox"][2] for char in chars)
    return Run(page, "".join(char["c"] for char in chars), left, right, y - 0.4 * size, y, size)


def _places(runs: Sequence[Run], written: Sequence[Written]) -> tuple[dict[str, list[Place]], dict[str, Place]]:
    """Words whole; of those that a hyphen divides, the place where they begin, and the place where they end."""
    words = {word for text in written for word in text.words}
    after = {word: later for text in written for word, later in pairwise(text.words)}
    places: dict[str, list[Place]] = defaultdict(list)
    bare = [_letters(run.text) for run in runs]
    tails = {text for text in bare if text not in words}
    ends: dict[str, Place] = {}
    for at, (run, text) in enumerate(zip(runs, bare, strict=True)):
        if run.text[-1] in HYPHENS:
            whole = after.get(bare[at - 1], "")
            if not whole.startswith(text) or whole[len(text) :] not in tails:
                whole = next((text + tail for tail in bare[at + 1 :] if text + tail in words), text)
            places[whole].append(Place(run.page, run.bottom))
            found = [n for n in range(at + 1, len(runs)) if text + bare[n] == whole]
            before_next = (n for n in found if bare[n + 1 : n + 2] == [after.get(whole)])
            end = runs[next(before_next, found[0] if found else at)]
            ends[whole] = Place(end.page, end.bottom)
        elif text in words:
            places[text].append(Place(run.page, run.bottom))
    return dict(places), ends


def _letters(text: str) -> str:
    kept = (char for char in unicodedata.normalize("NFC", text.lower()) if unicodedata.category(char) in ("Ll", "Lo"))
    return "".join(kept)


def faults(path: Path, book: BookDrawn, written: Sequence[Written]) -> Iterator[str]:
    pages = read(path, written)
    yield from _lost(book, pages, written)
    yield from _alone(book, pages, written)
    yield from _notes(pages, written)
    yield from _headings(pages, written)
    yield from _order(pages, written)
    yield from _floats(pages, written)
    yield from _outside(pages)
    yield from _overprints(pages)


def _lost(book: BookDrawn, pages: Pages, written: Sequence[Written]) -> Iterator[str]:
    begins = "title"
    for text in written:
        for at, word in enumerate(text.words):
            found = len(pages.places.get(word, ()))
            drawn = book.initial != "none" and begins == "title" and text.kind == "paragraph" and at == 0
            if not found and not drawn:
                yield f"lost: {word} of {text.kind}"
            if found > 1 and text.kind not in ("title", "table-head", "heading"):
                yield f"twice: {word} of {text.kind}, on pages {[place.page for place in pages.places[word]]}"
        begins = text.kind if text.kind != "note" else begins


def lines_on_pages(places: Sequence[Place]) -> dict[int, int]:
    """By page, how many lines these places are."""
    lines: dict[int, int] = {}
    for page, on_page in groupby(sorted(places), key=lambda place: place.page):
        ys = [place.y for place in on_page]
        lines[page] = 1 + sum(later - y > SAME_LINE for y, later in pairwise(ys))
    return lines


def _alone(book: BookDrawn, pages: Pages, written: Sequence[Written]) -> Iterator[str]:
    with_text = {
        place.page for text in written if text.kind not in {*FLOATS, "note", "title"} for place in pages.of(text)
    }
    for text in written:
        if text.kind in PROSE and not (text.series == "tk:" and book.set_as == "run-in"):
            lines = pages.lines_of(text)
            if len(lines) > 1 and min(lines.values()) < 2:
                yield f"a line alone: {text.kind} {text.words[0]}, lines by page {lines}"
            between = {*range(min(lines, default=0), max(lines, default=0))} - lines.keys()
            if between & with_text:
                yield f"a page between: {text.kind} {text.words[0]}, lines by page {lines}"


def _notes(pages: Pages, written: Sequence[Written]) -> Iterator[str]:
    tops: dict[int, float] = {}
    for text in written:
        if text.kind == "note" and (places := pages.of(text)):
            called = pages.places.get(text.called_at)
            on = {pages.ends.get(text.called_at, place).page for place in called or ()}
            if called and places[0].page not in on:
                yield f"away: note {text.words[0]} on page {places[0].page}, called on {called[0].page}"
            for place in places:
                tops[place.page] = min(tops.get(place.page, place.y), place.y)
    for text in written:
        if text.kind not in ("note", "title"):
            for place in pages.of(text):
                if place.page in tops and place.y > tops[place.page] - SAME_LINE:
                    yield f"under the notes: {text.kind} {text.words[0]} on page {place.page}"
                    break


def _headings(pages: Pages, written: Sequence[Written]) -> Iterator[str]:
    flow = [text for text in written if text.kind != "note"]
    for text, following in pairwise(flow):
        if text.kind in ("heading", "title") and following.kind in PROSE | {"run-in", "bayt"}:
            lines = pages.lines_of(following)
            at = pages.of(text)[-1].page if text.kind == "heading" else min(lines, default=0)
            least = 1 if following.kind in ("item", "run-in", "bayt") else min(2, sum(lines.values()))
            if lines.get(at, 0) < least:
                yield f"a heading at a foot: {text.words[0]} on page {at}, lines behind it {lines}"
        if text.kind == "run-in" and _apart(pages, pages.of(text)[-1], pages.of(following)[0], following.words[0]):
            yield f"a run-in head apart: {text.words[0]}"


def _apart(pages: Pages, head: Place, place: Place, word: str) -> bool:
    """Whether a word that is to run on from a head stands on another line than the head's last, which has room for it."""
    if head.page == place.page and abs(head.y - place.y) <= SAME_LINE:
        return False
    on_page = [run for run in pages.runs if run.page == head.page]
    line = [run for run in on_page if abs(run.bottom - head.y) <= SAME_LINE]
    widths = [run.right - run.left for run in pages.runs if _letters(run.text) == word]
    taken = max(run.right for run in line) - min(run.left for run in line)
    measure = max(run.right for run in on_page) - min(run.left for run in on_page)
    return head.page != place.page or taken + min(widths, default=0.0) < measure


def _order(pages: Pages, written: Sequence[Written]) -> Iterator[str]:
    flow = [text for text in written if text.kind not in APART and text.kind != "title"]
    before, ends = Place(0, 0.0), ""
    for text in flow:
        if text.kind in ("break", "recto"):
            ends = text.kind
        for word in text.words:
            place = pages.places.get(word, [before])[0]
            if (place.page, place.y) < (before.page, before.y - SAME_LINE):
                yield f"out of order: {word} of {text.kind} on page {place.page}"
            if ends and (place.page == before.page or (ends == "recto" and place.page % 2)):
                yield f"no page ends: {word} on page {place.page}, after {ends}"
            before, ends = place, ""
    for text in written:
        if text.kind == "note":
            found = pages.of(text)
            if any(later < Place(place.page, place.y - SAME_LINE) for place, later in pairwise(found)):
                yield f"out of order: note {text.words[0]}"


def _floats(pages: Pages, written: Sequence[Written]) -> Iterator[str]:
    """A figure or table goes over no heading, one whose place is asked for into no other chapter."""
    before = Place(0, 0.0)
    waiting: list[tuple[Written, Place]] = []
    for text in written:
        places = pages.of(text)
        if text.kind in ("heading", "run-in", "title") and places:
            first = min(places) if text.kind != "title" else _opening(pages, text)
            bound = [each for each in waiting if text.kind == "title" or not each[0].asked]
            for each, place in bound:
                if place > first:
                    yield f"over a heading: {each.kind} {each.words[0]} on page {place.page}"
            before, waiting = first, [each for each in waiting if each not in bound]
        elif text.kind in FLOATS and places:
            if min(places) < before:
                yield f"before its heading: {text.kind} {text.words[0]} on page {min(places).page}"
            waiting.append((text, max(places)))


def _opening(pages: Pages, title: Written) -> Place:
    return min(pages.places[title.words[0]])


def _outside(pages: Pages) -> Iterator[str]:
    for run in pages.runs:
        width, height = pages.sizes[run.page]
        if run.left < -0.5 or run.right > width + 0.5 or run.top < 0 or run.bottom > height:
            yield f"outside: {run.text[:20]} on page {run.page}"


def _overprints(pages: Pages) -> Iterator[str]:
    """Runs whose middles stand over one another, by more than a tenth of the smaller one's size."""
    for _, on_page in groupby(pages.runs, key=lambda run: run.page):
        runs = sorted((run for run in on_page if len(run.text) > 1), key=lambda run: run.top)
        for number, run in enumerate(runs):
            for other in runs[number + 1 :]:
                if other.top >= run.bottom:
                    break
                across = min(run.right, other.right) - max(run.left, other.left)
                deep = min(run.bottom, other.bottom) - other.top
                if across > 1.5 and deep > 0.1 * min(run.size, other.size) and re.search(r"\w", run.text + other.text):
                    yield f"overprint: {run.text[:20]} and {other.text[:20]} on page {run.page}"
