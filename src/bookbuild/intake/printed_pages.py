"""Pages of a printed source → marks where they begin in its blocks, and never within what is read as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from bookbuild.intake.document import IntakeBlock, IntakeDocument, IntakeItem, IntakePageBreak, IntakeParagraph
from bookbuild.intake.rewriting import changed_blocks, changed_document, flat_text, parted_runs
from bookbuild.intake.runs import PageMark, Place, RunPiece, RunPieces, TextRun
from bookbuild.tradition.honorifics.recognition import recognise

_ENOUGH = 3
"""So many numbers that go with their pages are no chance."""
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_VERSE = re.compile(r"﴿[^﴿﴾]*﴾")


def sure_numbers(seen: Mapping[int, str]) -> dict[int, str]:
    """The numbers of pages, by their place in the file, of those that were seen at their heads and feet.

    A number that does not go with those of other pages is not sure. A page without one, between two whose numbers are
    as far apart as they are, has that between. Roman numerals stand as they are.
    """
    values = {page: int(written) for page, written in seen.items() if written.isdecimal()}
    apart = Counter(value - page for page, value in values.items())
    sure = {page for page, value in values.items() if apart[value - page] >= _ENOUGH}
    if not sure:
        return {}
    found = {page: written for page, written in seen.items() if page in sure or written.isalpha()}
    for page, following in pairwise(sorted(sure)):
        if values[following] - values[page] == following - page:
            found |= {page + n: _alike(values[page] + n, seen[page]) for n in range(1, following - page)}
    return found


def _alike(number: int, written: str) -> str:
    """A number in the digits of another."""
    return str(number).translate(_ARABIC_DIGITS) if written[:1] in "٠١٢٣٤٥٦٧٨٩" else str(number)


def with_page_marks(blocks: Sequence[IntakeBlock], begins: Mapping[int, str]) -> list[IntakeBlock]:
    """Blocks with a mark where the text of each page begins. `begins`: the first line of a page → its number.

    Of pages that have no text of their own between two blocks, only the last is marked.
    """
    left = [*sorted(begins.items(), reverse=True)]

    def mark_at(line: int) -> Iterator[str]:
        number = ""
        while left and left[-1][0] <= line:
            number = left.pop()[1]
        if number:
            yield number

    def change(runs: RunPieces) -> RunPieces:
        marked: list[RunPiece] = []
        for run in runs:
            if isinstance(run, TextRun) and run.place.line is not None:
                marked += [PageMark(number, run.place) for number in mark_at(run.place.line)]
            marked.append(run)
        return tuple(marked)

    made: list[IntakeBlock] = []
    for block in blocks:
        place: Place | None = getattr(block, "place", None)
        if place is not None and place.line is not None:
            made += [IntakePageBreak(number, place) for number in mark_at(place.line)]
        made += changed_blocks((block,), change)
    return made


def with_pages_in_place(document: IntakeDocument) -> IntakeDocument:
    """A document whose pages begin behind the space between two words, and in no verse, honorific, link or construct,
    before which they stand."""
    return changed_document(document, lambda runs: _spaced(_unbroken(runs)))


def with_pages_in_paragraphs(blocks: Sequence[IntakeBlock]) -> tuple[IntakeBlock, ...]:
    """Blocks in which a page that begins between two begins in the second, where that is a paragraph or an item."""
    made: list[IntakeBlock] = []
    for block in blocks:
        last = made[-1] if made else None
        if (
            isinstance(last, IntakePageBreak)
            and not last.forced
            and isinstance(block, IntakeParagraph | IntakeItem)
            and any(isinstance(run, TextRun) and run.text.strip() for run in block.runs)
        ):
            made.pop()
            mark = (PageMark(last.number, last.place),) if last.number else ()
            block = replace(block, runs=(*mark, *block.runs))
        made.append(block)
    return tuple(made)


def _spaced(runs: RunPieces) -> RunPieces:
    """Runs whose marks of pages stand behind the spaces around them, which are those on one side."""
    made: list[RunPiece] = []
    pages: list[RunPiece] = []
    for run in runs:
        if isinstance(run, PageMark):
            pages.append(run)
            continue
        if pages and isinstance(run, TextRun):
            bare = run.text.lstrip(" \n")
            before = flat_text(tuple(made[-1:]))
            if bare != run.text and before and not before[-1].isspace():
                made.append(replace(run, text=run.text[: len(run.text) - len(bare)]))
            run = replace(run, text=bare)
        made += [*pages, run] if not isinstance(run, TextRun) or run.text else []
        pages = pages if isinstance(run, TextRun) and not run.text else []
    return (*made, *pages)


def _unbroken(runs: RunPieces) -> RunPieces:
    """Runs without marks of pages in what is read as one."""
    if not any(isinstance(run, PageMark) for run in runs):
        return runs
    spans = [*_whole_spans(runs)]
    kept: list[RunPiece] = []
    moved: dict[int, list[RunPiece]] = {}
    offset = 0
    for run in runs:
        begin = next((begin for begin, end in spans if begin < offset < end), None)
        if isinstance(run, PageMark) and begin is not None:
            moved.setdefault(begin, []).append(run)
        else:
            kept.append(run)
            offset += len(flat_text((run,)))
    made: RunPieces = tuple(kept)
    for begin in sorted(moved, reverse=True):
        after = parted_runs(made, begin, offset + 1)
        there = [*takewhile(lambda run: isinstance(run, PageMark), after)]
        made = (*parted_runs(made, 0, begin), *there, *moved[begin], *after[len(there) :])
    return made


def _whole_spans(runs: RunPieces) -> Iterator[tuple[int, int]]:
    """Where in their text what is read as one begins and ends."""
    text = flat_text(runs)
    for verse in _VERSE.finditer(text):
        yield verse.span()
    for found in recognise(text, after_name=False):
        yield found.start, found.end
    offset, begin, dress = 0, 0, None
    for run in runs:
        if isinstance(run, PageMark):
            continue
        own = (run.classes, run.link) if isinstance(run, TextRun) and (run.classes or run.link) else None
        if own is None or own != dress:
            if dress is not None:
                yield begin, offset
            begin, dress = offset, own
        offset += len(flat_text((run,)))
    if dress is not None:
        yield begin, offset
