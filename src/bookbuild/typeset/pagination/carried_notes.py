"""The notes of a page: those called on it, what went over from the page before, and how much of each has room.

A note begins on the page of its call. Where it is longer than what the text has left of the page, its rest is carried
to the next, where it stands first. WeasyPrint 70 does not divide a note: it prints it over the text, or later.

Seams: `NotesOfPage` stands on a layout context and keeps its `current_page_footnotes` (the notes of the page, here as
`Begun`), `reported_footnotes` (what is carried on), `footnotes` (whose calls are still to come) and `page_bottom`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import absolute, block

from bookbuild.typeset.pagination.note_parts import ROUNDING, LaidNote
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.custom_properties import values
from bookbuild.typeset.seams.deadline import check
from bookbuild.typeset.seams.seam import Function


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """A note on a page, from the unit `first` on.

    `room`: px below the line of its call; `kept`: of them, those for what is to stand on the page with that line.
    `carried`: it is not called on that page, but on one before.
    """

    note: Any
    laid: LaidNote
    first: int = 0
    room: float = inf
    kept: float = 0.0
    carried: bool = False

    @property
    def series(self) -> int:
        """Which series at the foot it is of, from 0."""
        return int(self.note.element.get("data-order", "0"))


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


SERIES_SPACE, SERIES_RULE = "__series_space", "__series_rule"
"""How WeasyPrint keeps `--series-space` and `--series-rule` of the area among computed values: as lists of tokens."""

HALF = 0.5
"""The space above a further series, of that above all notes."""

_laid: Attached[dict[tuple[int, float, str], LaidNote]] = Attached("laid_notes")
"""On a layout context: by note, width and direction of its area. A note is laid out once."""

_pages: Attached[NotesOfPage] = Attached("notes_of_page")


class NotesOfPage:
    """The area at the foot of a page, and what stands in it. All lengths are in px."""

    def __init__(self, context: Any, area: Any) -> None:
        self.context, self.area = context, area
        self.bottom: float = context.page_bottom
        self.empty = block.block_level_layout(
            context, area.copy_with_children([]), -inf, None, area.page, page_is_empty=True
        )[0]
        self.decoration: float = self.empty.margin_height() - self.empty.height
        self.next_series = self._next_series()
        self.ends: list[int] = []
        _pages.put(context, self)

    def _next_series(self) -> Any:
        """The area of a further series, empty: under a rule as the first, or under a space alone."""
        further = self.empty.copy()
        further.height = 0
        share = next(iter(values(self.empty.style, SERIES_SPACE, "number")), HALF)
        further.margin_top = self.empty.margin_top * share
        if "none" in values(self.empty.style, SERIES_RULE, "ident"):
            further.border_top_width = further.padding_top = 0
        return further

    @property
    def begun(self) -> list[Begun]:
        begun: list[Begun] = self.context.current_page_footnotes
        return begun

    def laid(self, note: Any) -> LaidNote:
        """A note, laid out in the width of the area."""
        known = _laid.made_once(self.context, dict)
        key = id(note), round(self.empty.width, 2), self.empty.style["direction"]
        if key not in known:
            check()
            known[key] = self._lay_out(note)
        return known[key]

    def _lay_out(self, note: Any) -> LaidNote:
        """By itself, whatever stands on the page: on a copy of the context, which no line of the text knows."""
        apart = copy(self.context)
        apart.footnotes, apart.broken_out_of_flow, apart.in_column, apart.current_page = [], {}, False, 0
        apart._excluded_shapes, apart._excluded_shapes_root_boxes = {}, []
        box = build.create_anonymous_boxes(note.deepcopy())
        box.position_x, box.position_y = self.empty.content_box_x(), self.empty.content_box_y()
        beside: list[Any] = []
        around = self.empty.copy()
        apart.create_block_formatting_context(around)
        laid, _, _, margins, *_ = block.block_level_layout(apart, box, -inf, None, self.empty, True, beside, beside, [])
        apart.finish_block_formatting_context(around)
        for placeholder in beside:
            absolute.absolute_layout(apart, placeholder, self.area.page, beside, bottom_space=0, skip_stack=None)
        return LaidNote.of(laid, block.collapse_margin(margins or [laid.margin_bottom]))

    # ---- how much of each has room ----

    def height(self, begun: Sequence[Begun], ends: Sequence[int]) -> float:
        """Of the whole area with these parts; nothing where there are none."""
        inside = self._height_inside(begun, ends)
        return inside + self.decoration if inside else 0.0

    def _height_inside(self, begun: Sequence[Begun], ends: Sequence[int]) -> float:
        return sum(space + each.laid.height(each.first, end) for each, end, space in self.placed(begun, ends))

    def placed(self, begun: Sequence[Begun], ends: Sequence[int]) -> Iterator[tuple[Begun, int, float]]:
        """The parts that are not empty, series by series, each with the space above it, and the rule of its series."""
        before: Begun | None = None
        below = 0.0
        parts = ((each, end) for each, end in zip(begun, ends, strict=True) if end > each.first)
        for each, end in sorted(parts, key=lambda part: part[0].series):
            if before is None:
                space = 0.0
            elif before.series != each.series:
                space = self.next_series.margin_height()
            else:
                space = max(below, self._above(each))
            yield each, end, space
            before, below = each, each.laid.below if end == each.laid.end else 0.0

    def _above(self, begun: Begun) -> float:
        return 0.0 if begun.first else max(begun.laid.top - self.empty.content_box_y(), 0.0)

    def shared(self, begun: Sequence[Begun], room: float) -> list[int] | None:
        """Where each ends, in `room` px with the rule: the first as far as they can, the later ones with two lines at
        least; None where there is no room for that."""
        ends = [each.laid.least(each.first) for each in begun]
        if self.height(begun, ends) > room + ROUNDING:
            return None
        for at, each in enumerate(begun):
            over = room - self.height(begun, ends) + each.laid.height(each.first, ends[at])
            ends[at] = max(each.laid.furthest(each.first, over) or ends[at], ends[at])
            while self.height(begun, ends) > room + ROUNDING and ends[at] > each.laid.least(each.first):
                ends[at] = each.laid.furthest(each.first, over := over - 1.0) or each.laid.least(each.first)
        return ends

    def crammed(self, begun: Sequence[Begun], room: float) -> list[int]:
        """Where each ends, where there is no room for all: one after the other, as far as they can; the later wait."""
        ends = [each.first for each in begun]
        for at, each in enumerate(begun):
            left = room - self.height(begun, ends) - (self.decoration if not any(self.placed(begun, ends)) else 0.0)
            found = each.laid.furthest(each.first, left, anywhere=True)
            ends[at] = each.first if found is None else found
            if self.height(begun, ends) > room + ROUNDING:
                ends[at] = each.first
            if ends[at] < each.laid.end:
                break
        if begun and not any(self.placed(begun, ends)):
            ends[0] = begun[0].first + 1  # higher than a page, as a picture may be: it has to stand somewhere
        return ends

    # ---- what comes and goes while the text is laid out ----

    def carry_on(self, carried: Iterable[Begun]) -> None:
        """Begin a page with what went over from the last."""
        self.begun.extend(Begun(each.note, self.laid(each.note), each.first, carried=True) for each in carried)
        self.settle()

    def has_room(
        self, notes: Sequence[Any], room: float, kept: float = 0.0, behind: Sequence[Any] = (), *, must: bool
    ) -> bool:
        """Begin the notes of a line, below which are `room` px: of them `kept` for what follows it on the page, and
        room for two lines of each of the notes `behind`, which are called there.

        Where there is no room, nothing is changed. They `must` begin where the line cannot stand on another page: then
        what is before them gives way.
        """
        added, later = ([Begun(note, self.laid(note), 0, room) for note in some] for some in (notes, behind))
        found = self.shared([*self.begun, *added, *later], self._room(self.begun, room - kept))
        if not must and (found is None or not self._is_fair(found, [*added, *later])):
            return False
        kept = 0.0 if found is None else kept + self._least([*added, *later]) - self._least(added)
        for note in notes:
            self.context.footnotes.remove(note)
        self.begun.extend(replace(each, kept=kept) for each in added)
        self.settle()
        return True

    def _room(self, begun: Sequence[Begun], last: float) -> float:
        """px that these have together: what the lowest line of their calls leaves them, and `last` at most."""
        page: float = self.area.page.height
        return min(last, page, *(each.room for each in begun))

    def _least(self, begun: Sequence[Begun]) -> float:
        """px that these need at least, below a note that stands already."""
        height: float = self.height(begun, [each.laid.least(each.first) for each in begun])
        return height

    def _is_fair(self, found: list[int], added: list[Begun]) -> bool:
        """Whether what stood on the page loses nothing, and of the added notes the last alone goes over, unless they
        have no room on any page."""
        least = [*(each.laid.end for each in added[:-1]), added[-1].laid.least(0)]
        fits_nowhere = self.height(added, least) > self.area.page.height * 0.8
        before = len(self.ends)
        whole = all(end == each.laid.end for end, each in zip(found[before:-1], added[:-1], strict=True))
        kept = all(now >= then for now, then in zip(found, self.ends, strict=False))
        return kept and (whole or fits_nowhere)

    def take_off(self, note: Any) -> None:
        """A line that is taken off the page again takes its note with it."""
        kept = [each for each in self.begun if each.note is not note or each.carried]
        if len(kept) < len(self.begun):
            self.context.current_page_footnotes = kept
            self.settle()

    def settle(self) -> None:
        """Divide the room, and end the text above it."""
        begun = self.begun
        room = self._room(begun, begun[-1].room - begun[-1].kept if begun else inf)
        ends = self.shared(begun, room)
        self.ends = self.crammed(begun, room) if ends is None else ends
        height = self.height(begun, self.ends)
        self.area.height = height - self.decoration if height else "auto"
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
        """The box of the area, with its parts in their places."""
        children: list[Any] = []
        into, series, y = children, None, self.empty.content_box_y()
        for each, end, space in self.placed(self.begun, self.ends):
            if series not in (None, each.series):
                into = self._begin_series(children, y)
            series, y = each.series, y + space
            part = each.laid.part(each.first, end)
            part.translate(
                self.empty.content_box_x() - each.laid.box.position_x, y - (part.position_y + part.margin_top)
            )
            into.append(part)
            y += each.laid.height(each.first, end)
        for further in children:
            if isinstance(further, boxes.FootnoteAreaBox):
                last = further.children[-1]
                further.height = last.position_y + last.margin_height() - last.margin_bottom - further.content_box_y()
        area = self.empty.copy_with_children(children)
        area.height = y - self.empty.content_box_y()
        area.translate(dy=self.bottom - area.margin_height() - area.position_y)
        return area

    def _begin_series(self, children: list[Any], y: float) -> list[Any]:
        """Put the area of a further series at `y`; what stands in it."""
        further = self.next_series.copy_with_children([])
        further.translate(dy=y - further.position_y)
        children.append(further)
        inside: list[Any] = further.children
        return inside


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
    _laid.put(context, {})
    return bool(context.footnotes)
