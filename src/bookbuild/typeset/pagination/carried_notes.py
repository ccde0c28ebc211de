"""The notes of a page: those called on it, what went over from the page before, and how much of each has room.

A note begins on the page of its call. Where it is longer than what the text has left of the page, its rest is carried
to the next, where it stands first. WeasyPrint 70 does not divide a note: it prints it over the text, or later.

Seams: `NotesOfPage` stands on a layout context and keeps its `current_page_footnotes` (the notes of the page, here as
`Begun`), `reported_footnotes` (what is carried on), `footnotes` (whose calls are still to come) and `page_bottom`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import Any

from bookbuild.typeset.pagination.note_area import FITS_NOWHERE, Begun, NoteArea, lay_out_anew
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function


class WaitingNotes:
    """The notes whose calls are still to come, in the place of WeasyPrint's list: asked for each box of each line."""

    def __init__(self, notes: Iterable[Any]) -> None:
        self._notes = {id(note): note for note in notes}

    def __contains__(self, note: Any) -> bool:
        return id(note) in self._notes

    def __iter__(self) -> Iterator[Any]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)

    def append(self, note: Any) -> None:
        self._notes[id(note)] = note

    def remove(self, note: Any) -> None:
        del self._notes[id(note)]

    def copy(self) -> WaitingNotes:
        return WaitingNotes(self)

    __copy__ = copy


_pages: Attached[NotesOfPage] = Attached("notes_of_page")


class NotesOfPage:
    """The area at the foot of a page, and what stands in it. All lengths are in px.

    `most`: how high it may be where the page was chosen to end with a note that goes over; else what is kept below the
    line of its call bounds it. `in_parts`: of each it may have the first lines alone.
    """

    def __init__(self, context: Any, area: Any, most: float = inf, in_parts: bool = False) -> None:
        self.context, self.area = context, area
        self.bottom: float = context.page_bottom
        self.most, self.in_parts = most, in_parts
        self.notes = NoteArea(context, area)
        self.ends: list[int] = []
        _pages.put(context, self)

    @property
    def begun(self) -> list[Begun]:
        begun: list[Begun] = self.context.current_page_footnotes
        return begun

    # ---- what comes and goes while the text is laid out ----

    def carry_on(self, carried: Iterable[Begun]) -> None:
        """Begin a page with what went over from the last."""
        for each in carried:
            laid = self.notes.laid(each.note, each.indent)
            self.begun.append(Begun(each.note, laid, each.first, carried=True, indent=each.indent))
        self.settle()

    def has_room(
        self, notes: Sequence[Any], room: float, kept: float = 0.0, behind: Sequence[Any] = (), *, must: bool
    ) -> bool:
        """Begin the notes of a line, below which are `room` px: of them `kept` for what follows it on the page, and
        room for two lines of each of the notes `behind`, which are called there.

        Where there is no room, nothing is changed. They `must` begin where the line cannot stand on another page: then
        what is before them gives way.
        """
        kept = 0.0 if self.most < inf else kept
        chain = self._chained(self.begun, [*notes, *behind], room)
        added, later = chain[: len(notes)], chain[len(notes) :]
        found = self.notes.shared([*self.begun, *added, *later], self._room(self.begun, room, kept))
        if not must and (found is None or not (self.in_parts or self._is_fair(found, [*added, *later]))):
            return False
        kept = 0.0 if found is None else kept + self._least([*added, *later]) - self._least(added)
        for note in notes:
            self.context.footnotes.remove(note)
        self.begun.extend(replace(each, kept=kept) for each in added)
        self.settle()
        return True

    def _chained(self, before: Sequence[Begun], notes: Sequence[Any], room: float) -> list[Begun]:
        """Notes as they begin behind those that stand `before` them."""
        chain = list(before)
        for note in notes:
            chain.append(self.notes.begin(Begun(note, self.notes.laid(note), room=room), chain))
        return chain[len(before) :]

    def _room(self, begun: Sequence[Begun], last: float, kept: float) -> float:
        """px that these have together: what the lowest line of their calls leaves them, `last` at most; less what is
        `kept`."""
        page: float = self.area.page.height
        return min(min(last, self.most) - kept, page, *(each.room for each in begun))

    def _least(self, begun: Sequence[Begun]) -> float:
        """px that these need at least, below a note that stands already."""
        height: float = self.notes.height(begun, [each.laid.least(each.first) for each in begun])
        return height

    def _is_fair(self, found: list[int], added: list[Begun]) -> bool:
        """Whether what stood on the page loses nothing, and of the added notes the last alone goes over, unless they
        have no room on any page."""
        least = [*(each.laid.end for each in added[:-1]), added[-1].laid.least(0)]
        fits_nowhere = self.notes.height(added, least) > self.area.page.height * FITS_NOWHERE
        before = len(self.ends)
        whole = all(end == each.laid.end for end, each in zip(found[before:-1], added[:-1], strict=True))
        kept = all(now >= then for now, then in zip(found, self.ends, strict=False))
        return kept and (whole or fits_nowhere)

    def take_off(self, note: Any) -> None:
        """A line that is taken off the page again takes its note with it."""
        kept = [each for each in self.begun if each.note is not note or each.carried]
        if len(kept) < len(self.begun):
            chain: list[Begun] = []
            for each in kept:
                chain.append(each if each.carried else self.notes.begin(each, chain))
            self.context.current_page_footnotes = chain
            self.settle()

    def settle(self) -> None:
        """Divide the room, and end the text above it."""
        begun = self.begun
        room = self._room(begun, *((begun[-1].room, begun[-1].kept) if begun else (inf, 0.0)))
        ends = self.notes.shared(begun, room)
        self.ends = self.notes.crammed(begun, room) if ends is None else ends
        height = self.notes.height(begun, self.ends)
        nothing = 0.0 if begun and self.context.in_column else "auto"  # `column.py` adds it to others
        self.area.height = height - self.notes.decoration if height else nothing
        if not self.context.in_column:  # `column.py` counts the area itself
            self.context.page_bottom = self.bottom - height

    # ---- the page is done ----

    def rests(self) -> list[Begun]:
        """What goes over to the next page."""
        return [
            replace(each, first=end, room=inf)
            for each, end in zip(self.begun, self.ends, strict=True)
            if end < each.laid.end
        ]

    def filled(self) -> Any:
        """The box of the area, with its notes."""
        return self.notes.filled(self.begun, self.ends, self.bottom)

    @property
    def text_height(self) -> float:
        """px that the notes leave of the page."""
        height: float = self.area.page.height - self.notes.height(self.begun, self.ends)
        return height


def notes_of_page(context: Any) -> NotesOfPage:
    """Those of the page that a context is at."""
    notes = _pages.of(context)
    assert notes is not None
    return notes


def unlayout_footnote(_: Function, context: Any, footnote: Any) -> None:
    """A call is taken off the page: its note waits again."""
    if footnote not in context.footnotes:
        context.footnotes.append(footnote)
        notes_of_page(context).take_off(footnote)


def report_footnote(_: Function, context: Any, begun: Begun) -> None:
    """A note that has no room below columns begins on the next page."""
    context.current_page_footnotes.remove(begun)
    context.reported_footnotes.append(replace(begun, room=inf))
    notes_of_page(context).settle()


def forget(context: Any) -> bool:
    """Lay all notes out anew, as page numbers in them may have changed; whether there are any."""
    context.footnotes = WaitingNotes(context.footnotes)
    context.reported_footnotes = []
    lay_out_anew(context)
    return bool(context.footnotes)
