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
    """The document of `root` as `render` lays it out, its calls and notes numbered from 1 on each page."""
    document = render()
    notes = {note.get("id"): note for note in root.iter("span") if note.get("class") == BY_PAGE}
    for _ in range(MOST_ROUNDS if notes else 0):
        changed = [_number(*pair) for page in document.pages for pair in enumerate(_calls(page, notes), 1)]
        if not any(changed):
            break
        document = render()
    return document


def _calls(page: Any, notes: dict[str | None, Element]) -> Iterator[tuple[Element, Element]]:
    """Each call on a page, in the order of the text, with the number in its note."""
    seen = set()
    for box in page._page_box.descendants():
        call = getattr(box, "element", None)
        if call is None or call.get("class") != "note-call" or id(call) in seen:
            continue
        seen.add(id(call))
        note = notes.get(call.get("href", "").removeprefix("#"))
        number = None if note is None else next((a for a in note.iter("a") if a.get("class") == "note-number"), None)
        if number is not None:
            yield call, number


def _number(number: int, places: tuple[Element, Element]) -> bool:
    """Write a number where another stands, in the same digits; whether that changes anything."""
    changed = False
    for place in places:
        before = place.text or ""
        place.text = _NUMBER.sub(lambda found: _in_digits_of(found[0], number), before)
        changed = changed or place.text != before
    return changed


def _in_digits_of(written: str, number: int) -> str:
    zero = ord(written[0]) - int(written[0])
    return "".join(chr(zero + int(digit)) for digit in str(number))
