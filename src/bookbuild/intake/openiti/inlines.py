"""The text of a unit with its tags → runs: pages as marks, notes as calls, verses of the Qurʾān in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bookbuild.intake.reader import Dropped
from bookbuild.intake.runs import NoteCall, PageMark, Place, RunPiece, TextRun

PAGE = re.compile(r"Page(?:Beg|End)?V(\d+)P(\d+)[A-Z]?")
NOTE = re.compile(r"\(¬(\d+)\)")
TAG = "a tag of OpenITI, which is no text"
PAGE_NUMBER = "the number of a page, kept as a break"
_TOKEN = re.compile(
    rf"(?P<page>{PAGE.pattern})|(?P<note>{NOTE.pattern})|(?P<quran>@Q[BE]@)|(?P<ms>(?<![\w-])ms[A-Z]?\d+(?:-\d+)?(?!\w))"
    r"|(?P<tag>@[A-Z]{1,5}\d{0,4}@?(?![a-z])(?:_?@)?|\$[A-Z]{2,5}\$)"
)


@dataclass(slots=True)
class UnitTags:
    """What the tags of a text tell as it is read. `pages`: the number of the page that begins behind each mark.

    `noted`: pairs of page section and number of notes that there are, by call → key.
    """

    pages: list[str]
    notes: dict[int, str] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    page: int = 0
    call: int = 0

    def runs(self, text: str, place: Place) -> Iterator[RunPiece]:
        """The runs of a text, in order; each call moves on over pages and calls."""
        at = 0
        for found in _TOKEN.finditer(text):
            if before := text[at : found.start()]:
                yield TextRun(before, place=place)
            at = found.end()
            yield from self._run(found, place)
            if (
                not (found["note"] or found["quran"])
                and text.endswith(" ", 0, found.start())
                and text[at : at + 1] == " "
            ):
                at += 1  # two spaces would tell of something lost
        if rest := text[at:]:
            yield TextRun(rest, place=place)

    def _run(self, found: re.Match[str], place: Place) -> Iterator[RunPiece]:
        if found["page"]:
            self.dropped.append(Dropped(found[0], PAGE_NUMBER, place))
            if number := self.pages[self.page] if self.page < len(self.pages) else "":
                yield PageMark(number, place)
            self.page += 1
        elif found["note"]:
            key = self.notes.get(self.call)
            self.call += 1
            yield NoteCall(key, found[0], place) if key else TextRun(found[0], place=place)
        else:
            self.dropped.append(Dropped(found[0], TAG, place))
            if found["quran"]:
                yield TextRun("﴿" if found[0] == "@QB@" else "﴾", place=place)


def pages_after(text: str) -> tuple[str, list[str]]:
    """The number of the first page, and behind each mark (it ends a page) that of the page which begins there."""
    marks = [(int(volume), int(page)) for volume, page in (found.groups() for found in PAGE.finditer(text))]
    several = len({volume for volume, page in marks if volume}) > 1
    numbers = [_number(volume, page, several=several) for volume, page in marks]
    return (numbers[0] if numbers else ""), [*numbers[1:], ""] if numbers else []


def _number(volume: int, page: int, *, several: bool) -> str:
    if not page:
        return ""
    return f"{volume}/{page}" if several else str(page)


def note_keys(units: list[tuple[bool, str]]) -> tuple[dict[int, str], dict[int, str]]:
    """Which calls have a note: number of the call in the text → key, and place of the note's unit → key.

    Units are pairs: whether it is a note (it begins with `(¬1)`), and its text. A note answers the last call before it
    of its number that has none.
    """
    calls: dict[int, str] = {}
    notes: dict[int, str] = {}
    waiting: dict[str, list[int]] = {}
    count = 0
    for at, (is_note, text) in enumerate(units):
        found = list(NOTE.finditer(text))
        if is_note and found and waiting.get(found[0][1]):
            call = waiting[found[0][1]].pop()
            calls[call] = notes[at] = f"note-{call + 1}"
            found = found[1:]
            count += 1
        for call_match in found:
            waiting.setdefault(call_match[1], []).append(count)
            count += 1
    return calls, notes
