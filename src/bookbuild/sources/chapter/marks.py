"""Neighbouring texts of a line → the same with honorifics as nodes of their own, and findings for stray marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from bookbuild.diagnostics import Code
from bookbuild.model.inlines import (
    CrossReference,
    Emphasis,
    Entry,
    Honorific,
    Image,
    Inline,
    Link,
    Note,
    PrintPage,
    SoftBreak,
    Span,
    Strong,
    Text,
)
from bookbuild.model.walk import plain
from bookbuild.sources.chapter.brackets import AYAH_NUMBER
from bookbuild.sources.chapter.citations import citations
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.stray_attributes import stray_attributes
from bookbuild.sources.chapter.unread import unread
from bookbuild.tradition.honorifics.abbreviations import ends_with_name
from bookbuild.tradition.honorifics.recognition import recognise

BRACKETS = re.compile("[﴿﴾]")


class Boundary:
    """Stands between texts that must not be read as one, such as after an escaped bracket."""


BOUNDARY = Boundary()
TextOrBreak = Text | SoftBreak


def marked(reading: ParseContext, nodes: Sequence[Inline | Boundary]) -> tuple[Inline, ...]:
    """The nodes with honorifics recognised in each run of texts, boundaries left out."""
    out: list[Inline] = []
    run: list[TextOrBreak] = []
    for node in nodes:
        if isinstance(node, (Text, SoftBreak)):
            run.append(node)
        else:
            out.extend(_honorifics(reading, run, out))
            run = []
            if not isinstance(node, Boundary):
                out.append(node)
    out.extend(_honorifics(reading, run, out))
    return tuple(out)


def _honorifics(reading: ParseContext, run: list[TextOrBreak], before: Sequence[Inline]) -> Iterator[Inline]:
    if not run:
        return
    joined = "".join([piece.text if isinstance(piece, Text) else " " for piece in run])
    _find_strays(reading, run, joined, behind=bool(before) and isinstance(before[-1], (CrossReference, Image, Link)))
    position, starts = 0, _starts(run)
    for match in recognise(joined, after_name=_after_name(before)):
        yield from _cut(run, starts, position, match.start)
        written = joined[match.start : match.end]
        begin = next(_cut(run, starts, match.start, match.end))
        yield Honorific(
            match.kind, match.gender, match.number, written, match.form, match.wish, location=begin.location
        )
        position = match.end
    yield from _cut(run, starts, position, len(joined)) if position else run


def _starts(run: Sequence[TextOrBreak]) -> list[int]:
    """Where each piece of a run begins in its joined text."""
    lengths = (len(piece.text) if isinstance(piece, Text) else 1 for piece in run)
    return list(accumulate(lengths, initial=0))[:-1]


def _cut(run: Sequence[TextOrBreak], starts: Sequence[int], begin: int, end: int) -> Iterator[TextOrBreak]:
    """The part of a run from `begin` to `end`, counted over its joined text, in which its pieces begin at `starts`."""
    for index in range(max(bisect_right(starts, begin) - 1, 0), len(run)):
        piece, start = run[index], starts[index]
        if start >= end:
            break
        length = len(piece.text) if isinstance(piece, Text) else 1
        low, high = max(begin - start, 0), min(end - start, length)
        if low < high:
            whole = isinstance(piece, SoftBreak) or high - low == length
            yield piece if whole else Text(piece.text[low:high], piece.location.moved(low))  # type: ignore[union-attr]


def _after_name(before: Sequence[Inline]) -> bool:
    """Whether what stands before ends with a name; a note's call or a page between them does not matter."""
    last = next((node for node in reversed(before) if not isinstance(node, Note | PrintPage)), None)
    match last:
        case Entry():
            return last.kind == "person"
        case Span(children=(*_, Entry(kind="person"))):
            return True
        case Text():
            return ends_with_name(last.text)
        case Emphasis() | Strong() | Link() | Span():
            return ends_with_name(plain(last.children))
        case _:
            return False


def _find_strays(reading: ParseContext, run: list[TextOrBreak], joined: str, *, behind: bool) -> None:
    of_tex = 0
    for match, what, remedy in unread(joined):
        of_tex = max(of_tex, match.end())
        _find(reading, run, match, Code.CONSTRUCT_UNKNOWN, f"`{match.group()}` is {what}, which is not read", remedy)
    if "{" in joined:
        for match, message, remedy in stray_attributes(joined, behind_construct=behind):
            if match.start() >= of_tex:
                _find(reading, run, match, Code.CONSTRUCT_UNKNOWN, message, remedy)
    if "﴿" in joined or "﴾" in joined:
        for match in BRACKETS.finditer(AYAH_NUMBER.sub(lambda number: " " * len(number[0]), joined)):
            message = f"`{match.group()}` without the other bracket of a quotation"
            remedy = "close each `﴿` with a `﴾` in the same paragraph"
            _find(reading, run, match, Code.CONSTRUCT_UNKNOWN, message, remedy)
    for match in citations(joined):
        message = f"`{match.group()}` is a citation, and is printed as it stands"
        remedy = "write the source in words, in a note or as `[…]{.source}`; before what is no citation, a backslash"
        _find(reading, run, match, Code.CITATION_UNKNOWN, message, remedy)


def _find(
    reading: ParseContext, run: list[TextOrBreak], match: re.Match[str], code: Code, message: str, remedy: str
) -> None:
    place = next(_cut(run, _starts(run), match.start(), match.end())).location
    reading.find(code, message, remedy, replace(place, width=len(match.group())))
