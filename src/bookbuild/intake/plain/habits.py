"""The lines of a text → how it is set: whether lines are wrapped, at what width, and what parts its paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.intake.plain.imprint import blocks_of
from bookbuild.intake.plain.lines import PlainLine

_WORD = re.compile(r"[^\W\d_][\w'’`ʿʾ]*(?:-[^\W\d_][\w'’`ʿʾ]*)*")
_WIDEST = 140
_FULL = 0.72


@dataclass(frozen=True, slots=True)
class LineHabits:
    """`width`: of a full line, in characters, 0 where lines are not wrapped. `each_line`: every line is a paragraph.

    `indented`: a paragraph begins with an indent. `words`: how often each word of the text stands in it, in lower case.
    `continued`: where it is known, the lines with which a paragraph goes on that a page has broken.
    `hyphenated`: lines are known to divide words.
    """

    width: int = 0
    each_line: bool = False
    indented: bool = False
    words: Counter[str] = field(default_factory=Counter)
    continued: frozenset[int] | None = None
    hyphenated: bool = False


def line_habits(lines: Sequence[PlainLine]) -> LineHabits:
    """How the lines of a text are set."""
    inner = [len(line.text) for block in blocks_of(lines) for line in block[:-1]]
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    blank = sum(line.blanks > 0 for line in lines)
    if lines and blank * 8 < len(lines) and _median([len(line.text) for line in lines]) > _WIDEST:
        return LineHabits(each_line=True, words=words)
    width = sorted(inner)[int(len(inner) * 0.9)] if inner else 0
    full = sum(length >= width * _FULL for length in inner)
    if not inner or width > _WIDEST or width < 30 or full * 2 < len(inner):
        return LineHabits(words=words)
    return LineHabits(width=width, indented=_indented(lines), words=words)


def _median(numbers: Sequence[int]) -> int:
    return sorted(numbers)[len(numbers) // 2]


def _indented(lines: Sequence[PlainLine]) -> bool:
    """Whether paragraphs follow one another without a blank line, told apart by their indents."""
    least = min(line.indent for line in lines)
    begun = sum(line.indent > least + 1 and not line.blanks for line in lines)
    return begun > 2 and begun * 3 < len(lines)


def paragraphs_of(lines: Sequence[PlainLine], habits: LineHabits) -> Iterator[list[PlainLine]]:
    """The lines of each paragraph, before any are joined over blank lines and pages."""
    least = min((line.indent for line in lines), default=0)
    for block in blocks_of(lines):
        if habits.each_line:
            yield from ([line] for line in block)
            continue
        paragraph: list[PlainLine] = []
        for line in block:
            if paragraph and _begins(line, paragraph[-1], habits, least):
                yield paragraph
                paragraph = []
            paragraph.append(line)
        yield paragraph


def _begins(line: PlainLine, before: PlainLine, habits: LineHabits, least: int) -> bool:
    """Whether a line begins a paragraph by its indent: where paragraphs do, or where a sentence has just ended."""
    if habits.indented:
        return line.indent > least + 1 >= before.indent
    return before.indent == least < line.indent and before.text[-1] in ".!?؟:”»"


def is_full(line: PlainLine, following: PlainLine, habits: LineHabits) -> bool:
    """Whether a wrapped line ends because the next word had no room."""
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) >= habits.width * 0.8
