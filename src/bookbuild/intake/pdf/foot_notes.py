"""Pages → the same without the notes at their feet, the notes by key, and calls marked in the lines that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bookbuild.intake.pdf.heads import place_of
from bookbuild.intake.pdf.measure import BookMeasure
from bookbuild.intake.pdf.pages import PageLine, PdfPage
from bookbuild.intake.plain.joining import ends_sentence
from bookbuild.intake.plain.notes import MARK
from bookbuild.intake.reader import Dropped

_MARK = re.compile(
    r"^(?:[\[(]\s?(\d{1,3}|[*†‡§¶]{1,3})\s?[\])]|(\d{1,3}|[†‡§¶]{1,3}|\*{1,3}(?=\s))[.)]?)(?=\s|[^\W\d])\s*(?=\S)"
)
_RAISED_MARK = re.compile(r"^[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[\])]?$")
_CALLS = (
    r"(?<=\S)\s?[\[(]\s?{n}\s?[\])]",
    r"(?<=[^\W\d_.][.,;:!?”\"’)»])(?<!\d.){n}(?![\d.,:/\w])",
    r"(?<=[^\W\d_]){n}(?=[.,;:!?”\"’)»،؛؟]*(?:\s|$))",
    r"(?<=[.,;:!?”\"’)»﴾\]]){n}(?![\w])",
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "012345678901234567890123456789")
_MOST = 0.75
"""Notes take so much of a page at most, unless it has nothing else."""


@dataclass(slots=True)
class PdfNote:
    """`mark` as written, empty for one that goes on from the page before."""

    key: str
    mark: str
    lines: list[PageLine]


@dataclass(slots=True)
class _Found:
    notes: list[PdfNote] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def without_notes(pages: Sequence[PdfPage], measure: BookMeasure) -> tuple[list[PdfNote], list[Dropped]]:
    """Take the notes out of `pages`; their calls become marks in the lines, which `plain.notes.CALL` reads."""
    found = _Found()
    before: list[PageLine] = []
    for page in pages:
        last, before = before, page.lines
        foot = _foot(page, measure)
        if not foot:
            continue
        notes = list(_parted(foot, page.number, found.notes))
        if not notes:
            continue
        gone = {id(line) for line in foot}
        body = [line for line in page.lines if id(line) not in gone]
        fresh = [note for note in notes if note.mark]
        # a note for which there is no room stands at the foot of the next page
        if fresh and not any(_call(note, body) or _call(note, last) for note in fresh):
            continue
        if not fresh and not (found.notes and notes):
            continue
        page.lines = before = body
        _take(notes, body, last, found)
    return found.notes, found.dropped


def _foot(page: PdfPage, measure: BookMeasure) -> list[PageLine]:
    """The small lines at the foot of a page, or of each of its columns; those below a rule, where there is one."""
    foot = [line for _, column in groupby(page.lines, _column) for line in _small_at_end(list(column), measure)]
    below = [rule for rule in page.rules if rule > 0.3 * page.height]
    if not foot and below:
        rule = max(below)
        foot = [line for line in page.lines if line.y > rule and line.size <= measure.size]
    if foot and not _starts(foot[0]) and (begun := _begun(foot, measure)):
        foot = foot[begun:]
    return foot if len(foot) <= _MOST * len(page.lines) or foot == page.lines else []


def _column(line: PageLine) -> int:
    return line.column


def _small_at_end(lines: Sequence[PageLine], measure: BookMeasure) -> list[PageLine]:
    small: list[PageLine] = []
    for line in reversed(lines):
        if not measure.is_small(line):
            break
        small.insert(0, line)
    return small


def _begun(foot: Sequence[PageLine], measure: BookMeasure) -> int:
    """Where the notes begin in small lines of which the first are something else: behind white, with a mark."""
    for at in range(1, len(foot)):
        if _starts(foot[at]) and foot[at].y - foot[at - 1].y > 1.3 * measure.leading_of(foot[at]):
            return at
    return 0


def _starts(line: PageLine) -> str:
    """The mark that a line begins with; empty without one."""
    if line.raised and line.raised[0][0] == 0:
        mark = line.raised[0][1].strip()
        return mark if _RAISED_MARK.match(mark) else ""
    match = _MARK.match(line.text)
    return (match[1] or match[2]) if match else ""


def _parted(foot: Sequence[PageLine], page: int, before: Sequence[PdfNote]) -> Iterator[PdfNote]:
    """The notes of small lines: each begins with a mark that may follow that of the one before."""
    note: PdfNote | None = None
    count = 0
    for line in foot:
        mark = _starts(line)
        if mark and _follows(mark, note, before):
            if note:
                yield note
            count += 1
            note = PdfNote(f"p{page + 1}-{count}", mark, [line])
        elif note:
            note.lines.append(line)
        elif before and before[-1].lines[-1].page == page - 1 and not ends_sentence(before[-1].lines[-1].text):
            note = PdfNote("", "", [line])
        else:
            return
    if note:
        yield note


def _follows(mark: str, note: PdfNote | None, before: Sequence[PdfNote]) -> bool:
    last = note.mark if note and note.mark else next((each.mark for each in reversed(before) if each.mark), "")
    value, previous = _value(mark), _value(last)
    if note is None or not note.mark or value is None or previous is None:
        return True
    return value in (previous + 1, previous + 2, 1)


def _value(mark: str) -> int | None:
    plain = mark.translate(_SUPERSCRIPTS).strip("()[] .")
    return int(plain) if plain.isdecimal() else None


def _take(notes: Sequence[PdfNote], body: list[PageLine], before: Sequence[PageLine], found: _Found) -> None:
    for note in notes:
        if not note.mark:
            found.notes[-1].lines += note.lines
            continue
        _cut_mark(note, found)
        called = _call(note, body) or _call(note, before)
        if called:
            line, begin, end = called
            found.dropped.append(Dropped(line.text[begin:end].strip(), MARK, place_of(line.page)))
            _put(line, begin, end, note.key)
        elif body:
            _put(body[-1], len(body[-1].text), len(body[-1].text), note.key)
        elif found.notes:
            found.notes[-1].lines += note.lines
            continue
        found.notes.append(note)


def _put(line: PageLine, begin: int, end: int, key: str) -> None:
    call = f"\ufdd2{key}\ufdd3"
    moved = len(call) - (end - begin)
    line.text = f"{line.text[:begin]}{call}{line.text[end:]}"
    line.raised = tuple((at + moved if at >= end else at, text) for at, text in line.raised if not begin <= at < end)


def _cut_mark(note: PdfNote, found: _Found) -> None:
    """A note's text without its mark."""
    line = note.lines[0]
    if line.raised and line.raised[0][0] == 0:
        written = line.raised[0][1]
        cut = len(written)
    else:
        match = _MARK.match(line.text)
        written = match[0] if match else ""
        cut = len(written)
    found.dropped.append(Dropped(written.strip(), MARK, place_of(line.page)))
    line.text = line.text[cut:].strip()
    line.raised = ()


def _call(note: PdfNote, body: Sequence[PageLine]) -> tuple[PageLine, int, int] | None:
    """Where a note is called: what stands raised, else a number behind a word."""
    plain = note.mark.translate(_SUPERSCRIPTS)
    for line in body:
        for at, text in line.raised:
            if text.strip().translate(_SUPERSCRIPTS).strip("()[]") == plain:
                begin = line.text.find(text, at)
                return line, begin, begin + len(text)
    for form in _CALLS if note.mark.strip("*") else ():
        pattern = re.compile(form.replace("{n}", re.escape(note.mark)))
        for line in body:
            if match := pattern.search(line.text):
                return line, match.start(), match.end()
    return None
