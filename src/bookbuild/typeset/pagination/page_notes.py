"""Notes that are numbered by the page: set, counted on the pages where their calls stand, and set again.

WeasyPrint counts notes when it makes boxes, before there are pages: its counter runs on through a section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

BY_PAGE = "footnote by-page"
MOST_ROUNDS = 3
"""How often pages are set anew for numbers of another width; seldom more than once."""

_NUMBER = re.compile(r"\d+")


def numbered_by_page(root: Element, render: Callable[[], Any]) -> Any:
    """The document of `root` as `render` lays it out, its calls and notes numbered from 1 on each page.

    A call is what the style sheet makes of its note's `data-number`.
    """
    document = render()
    numbered = any(note.get("class") == BY_PAGE for note in root.iter("span"))
    for _ in range(MOST_ROUNDS if numbered else 0):
        changed = [_number(*pair) for page in document.pages for pair in enumerate(_notes(page), 1)]
        if not any(changed):
            break
        document = render()
    return document


def _notes(page: Any) -> Iterator[Element]:
    """The note of each call on a page, in the order of the text."""
    seen: set[int] = set()
    for box in page._page_box.descendants():
        note = getattr(box, "element", None)
        if note is None or note.get("class") != BY_PAGE or id(note) in seen:
            continue
        if box.element_tag.endswith("::footnote-call"):
            seen.add(id(note))
            yield note


def _number(number: int, note: Element) -> bool:
    """Write a number where another stands, in the same digits; whether that changes anything."""
    before = note.get("data-number", "")
    after = _NUMBER.sub(lambda found: _in_digits_of(found[0], number), before)
    note.set("data-number", after)
    for link in note.iter("a"):
        if link.get("class") == "note-number":
            link.text = after
    return after != before


def _in_digits_of(written: str, number: int) -> str:
    zero = ord(written[0]) - int(written[0])
    return "".join(chr(zero + int(digit)) for digit in str(number))
