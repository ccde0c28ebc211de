"""A section's notes, which stand at its end → behind their calls, to float to the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bookbuild.model.note_series import SetSeries

_SPACES = re.compile(r"[ \t\r\n]+")


def notes_to_calls(section: Element, series: SetSeries, order: int) -> None:
    """Notes of a series at the end of the section → behind their calls, to float to the foot of the call's page.

    `order`: of the series at the foot, from 0.
    """
    by_page = series.numbering == "page"
    notes = next((child for child in section.iter("section") if _is_of(child, series)), None)
    if notes is None:
        return
    by_id = {note.get("id"): note for note in notes.iter("aside")}
    for parent, call in list(_with_parents(section, "a")):
        if call.get("class") != "note-call":
            continue
        note = by_id.pop(call.get("href", "").removeprefix("#"), None)
        if note is None:
            continue
        note.tag = "span"
        note.set("class", "footnote by-page" if by_page else "footnote")
        note.set("data-series", series.name)
        note.set("data-order", str(order))
        if series.run_in:
            note.set("data-set", "run-in")
        if series.marks:
            note.set("data-marks", series.marks)
        if by_page:
            note.set("data-number", call.text or "")
            call.text = None
        _one_line(note)
        # in one element, the number last: what stands behind it goes to the next line where a line ends there
        at = list(parent).index(call)
        both = Element(
            "span", {"class": "called next-call" if at and _is_call_right_before(parent[at - 1]) else "called"}
        )
        both.tail, call.tail, note.tail = call.tail, None, None
        parent[at] = both
        both.extend((call, note) if by_page else (note, call))
    for parent, child in _with_parents(section, "section"):
        if child is notes:
            parent.remove(notes)
            break


def _is_of(section: Element, series: SetSeries) -> bool:
    """Whether an element has the notes of a series."""
    return section.get("class") in ("notes", "notes of-series") and section.get("data-series", "") == series.name


def _is_call_right_before(element: Element) -> bool:
    """Whether an element is a call, with its note or not yet, and no text follows: of that CSS knows nothing."""
    return element.get("class", "").startswith(("called", "note-call")) and not element.tail


def _one_line(note: Element) -> None:
    """White space as HTML collapses it: WeasyPrint keeps the line ends of what floats to the foot.

    Between blocks there is none: it would be set as a line of its own.
    """
    if note.text and note.text.isspace():
        note.text = None
    for block in note:
        if block.tail and block.tail.isspace():
            block.tail = None
    for element in note.iter():
        if element.text:
            element.text = _SPACES.sub(" ", element.text)
        if element.tail:
            element.tail = _SPACES.sub(" ", element.tail)


def _with_parents(root: Element, tag: str) -> Iterator[tuple[Element, Element]]:
    for parent in root.iter():
        for child in parent:
            if child.tag == tag:
                yield parent, child
