"""The lines of a paged text → the lines without running heads and page numbers, and these as dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.printed_pages import sure_numbers
from bookbuild.intake.reader import Dropped

_NUMBER = re.compile(
    r"^\W*(?:(?:page|p|pg|ص|صفحة)\W*)?(?P<number>\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|من)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_IN_HEAD = re.compile(r"^(?:\D*\s(?=\d+\W*$))?(?P<number>\d{1,4})(?=\W*$|\s+\D+$)")
"""A running head with the number of its page at one end."""
_DIGITS = re.compile(r"\d+")
_ENOUGH = 3
"""So many pages with one head, or with numbers that follow one another, are no chance."""
_LONGEST_HEAD = 90
_CONTENTS_LIKE = re.compile(r"(?:\.{3,}|…|\t)\s*\S{1,6}$")
NUMBER, HEAD = "page number: pages are numbered anew", "running head: running heads are made anew"


def without_furniture(lines: Sequence[PlainLine]) -> tuple[list[PlainLine], list[Dropped]]:
    """The lines that are text, and the page numbers and running heads that are not."""
    gone = {id(line): NUMBER for line in _page_numbers(lines)}
    gone.update({id(line): HEAD for line in _running_heads([line for line in lines if id(line) not in gone])})
    dropped = [Dropped(line.text, gone[id(line)], line.place) for line in lines if id(line) in gone]
    return _closed_up([(line, id(line) in gone) for line in lines]), dropped


def printed_pages(lines: Sequence[PlainLine], kept: Sequence[PlainLine]) -> dict[int, str]:
    """The first line that is `kept` of each page whose number is sure → that number, of a text in `lines`."""
    edges = _edges(lines)
    text = {line.number for line in kept}
    seen: dict[int, str] = {}
    for line in lines:
        if line.number in text:
            continue
        found = _NUMBER.match(line.text) or (_IN_HEAD.match(line.text) if len(line.text) <= _LONGEST_HEAD else None)
        if found and id(line) in edges:
            seen.setdefault(line.page, found["number"])
    numbers = sure_numbers(seen)
    begins: dict[int, str] = {}
    done: set[int] = set()
    for line in kept:
        if line.page not in done and line.page in numbers:
            begins[line.number] = numbers[line.page]
        done.add(line.page)
    return begins


def _closed_up(lines: Iterable[tuple[PlainLine, bool]]) -> list[PlainLine]:
    """What is kept; blank lines before what is gone stand before the next line that is kept."""
    kept: list[PlainLine] = []
    blanks = 0
    for line, gone in lines:
        if gone:
            blanks += line.blanks + 1
        else:
            kept.append(replace(line, blanks=line.blanks + blanks) if blanks else line)
            blanks = 0
    return kept


def _page_numbers(lines: Sequence[PlainLine]) -> list[PlainLine]:
    """Lines that are a number alone at the head or foot of a page, where they follow one another."""
    edges = _edges(lines)
    found = [(line, value) for line in lines if (value := _value(line, edges))]
    numbers = [
        line
        for at, (line, value) in enumerate(found)
        if sum(_follows(value, line, other, page) for page, other in found[max(at - 4, 0) : at + 5]) >= _ENOUGH
    ]
    # where pages are numbered, a roman number alone before them is the front matter's
    roman = [line for line, _ in found if numbers and line.page < numbers[0].page and line.text.strip(" -–").isalpha()]
    return [*roman, *numbers]


def _value(line: PlainLine, edges: set[int]) -> int:
    match = _NUMBER.match(line.text)
    return _number(match["number"]) if match and id(line) in edges else 0


def _follows(value: int, line: PlainLine, other: int, page: PlainLine) -> bool:
    """Whether two page numbers are as far apart as their pages, give or take an unnumbered one."""
    apart, pages = other - value, page.page - line.page
    return apart == pages or (apart * pages > 0 and abs(apart - pages) <= 2) or line is page


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in written.lower()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _edges(lines: Sequence[PlainLine]) -> set[int]:
    """The first and the last line of each page, by `id`; in a text without pages, lines between blank ones."""
    edges: set[int] = set()
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        if before is None or after is None or before.page != line.page or after.page != line.page:
            edges.add(id(line))
    return edges


def _running_heads(lines: Sequence[PlainLine]) -> list[PlainLine]:
    """First and last lines of pages that recur, but for the first time where that is a heading of its own."""
    edges = _edges(lines)
    alike: dict[str, list[PlainLine]] = defaultdict(list)
    for line in lines:
        if id(line) in edges and len(line.text) <= _LONGEST_HEAD and not _CONTENTS_LIKE.search(line.text):
            alike[_bare(line.text)].append(line)
    heads: list[PlainLine] = []
    for bare, group in alike.items():
        if bare and len({line.page for line in group}) >= _ENOUGH:
            heads += group[1:] if _is_heading(group[0], lines) else group
    return heads


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", _DIGITS.sub("", text)).casefold().split())


def _is_heading(line: PlainLine, lines: Sequence[PlainLine]) -> bool:
    """Whether the first of the lines that recur is the heading or title that the others repeat."""
    if _DIGITS.search(line.text):
        return False
    if line.page == 0:
        return True
    at = next(index for index, other in enumerate(lines) if other is line)
    before = lines[at - 1].text if at else "."
    after = lines[at + 1] if at + 1 < len(lines) else None
    opens = after is not None and after.blanks > 0 and not after.text[:1].islower()
    return opens and before[-1] in '.!?؟:”"»)]…﴾'
