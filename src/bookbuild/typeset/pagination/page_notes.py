"""Notes that are numbered by the page: set, counted on the pages where their calls stand, and set again.

WeasyPrint counts notes when it makes boxes, before there are pages: its counter runs on through a section. Each series
is counted apart. Where its marks are no numbers, they are those that its notes have in a section, in their order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

BY_PAGE = "footnote by-page"
_NUMBER = re.compile(r"\d+")
MOST_ROUNDS = 3
"""How often pages are set anew for numbers of another width; seldom more than once."""


def numbered_by_page(root: Element, render: Callable[[], Any]) -> Any:
    """The document of `root` as `render` lays it out, its calls and notes marked from the first mark on each page.

    A call is what the style sheet makes of its note's `data-number`.
    """
    document = render()
    marks: dict[str, dict[str, None]] = defaultdict(dict)
    for note in root.iter("span"):
        if note.get("class") == BY_PAGE:
            marks[_series(note)].setdefault(note.get("data-number", ""))
    ordered = {series: list(found) for series, found in marks.items()}
    for _ in range(MOST_ROUNDS if marks else 0):
        changed = [_mark(note, ordered[_series(note)], at) for page in document.pages for note, at in _notes(page)]
        if not any(changed):
            break
        document = render()
    return document


def _series(note: Element) -> str:
    return note.get("data-series", "")


def _notes(page: Any) -> Iterator[tuple[Element, int]]:
    """The note of each call on a page, in the order of the text, with its place in its series, from 0."""
    seen: set[int] = set()
    counts: dict[str, int] = defaultdict(int)
    for box in page._page_box.descendants():
        note = getattr(box, "element", None)
        if note is None or note.get("class") != BY_PAGE or id(note) in seen:
            continue
        if box.element_tag.endswith("::footnote-call"):
            seen.add(id(note))
            yield note, counts[_series(note)]
            counts[_series(note)] += 1


def _mark(note: Element, marks: Sequence[str], at: int) -> bool:
    """Write a mark, or a number in the same digits, where another stands; whether that changes anything."""
    before = note.get("data-number", "")
    in_digits = _NUMBER.sub(lambda found: _in_digits_of(found[0], at + 1), before)
    after = in_digits if _NUMBER.search(before) else marks[min(at, len(marks) - 1)]
    note.set("data-number", after)
    for link in note.iter("a"):
        if link.get("class") == "note-number":
            link.text = after
    return after != before


def _in_digits_of(written: str, number: int) -> str:
    zero = ord(written[0]) - int(written[0])
    return "".join(chr(zero + int(digit)) for digit in str(number))
