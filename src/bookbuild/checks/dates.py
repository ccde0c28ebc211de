"""Passages of a chapter → `date-disagrees` where a Hijrī date and the Gregorian next to it are two days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bookbuild.checks.passages import BREAK, Passage
from bookbuild.diagnostics import Code, Finding
from bookbuild.tradition.calendar.dates import disagreements

_SHORT = 60
_DIGIT = re.compile(r"\d")


def dates(passages: Sequence[Passage]) -> Iterator[Finding]:
    """The findings of a chapter; a date may stand alone in a paragraph, and its other calendar in the next."""
    for passage in passages:
        if _DIGIT.search(passage.text):
            yield from _disagreeing(passage, passage.text)
    for passage, following in pairwise(passages):
        both = (passage.text, following.text)
        alone = all(len(text) < _SHORT and _DIGIT.search(text) for text in both)
        if alone and not any(True for text in both for _ in disagreements(text)):
            yield from _disagreeing(passage, BREAK.join(both))


def _disagreeing(passage: Passage, text: str) -> Iterator[Finding]:
    for found in disagreements(text):
        begin = min(found.begin, max(len(passage.text) - 1, 0))
        place = passage.place(begin, max(min(found.end, len(passage.text)) - begin, 1))
        message = f"`{found.hijri}` and `{found.gregorian}` are not the same: it is {found.right}"
        yield Finding(Code.DATE_DISAGREES, message, "correct one of the two", place)
