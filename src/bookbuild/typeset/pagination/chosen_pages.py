"""The pages that were chosen for a galley: each as it was to be, chosen anew where one ended elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookbuild.typeset.pagination.galley_rows import FlowPlace, Galley
from bookbuild.typeset.pagination.page_breaks import MOST_ROWS, horizon_of, page_ends
from bookbuild.typeset.pagination.page_floats import first_row
from bookbuild.typeset.pagination.page_rows import Frame, PageEnd
from bookbuild.typeset.pagination.placed_floats import Waiting

TOLERANCE = 0.3
"""Lines that stay free below a page's last line: the next one needs more."""

CHOSEN_AGAIN, FEW_ROWS = 3, 100
"""How often the pages of a galley are chosen all together, as some end elsewhere than they were to; after that those of
so many rows are."""

SET_AGAIN, ROWS_AGAIN = 5, 3000
"""How often, in mean, rows may stand in a galley again, and so many of them in any case; after that WeasyPrint ends
pages that no galley knows."""


@dataclass(slots=True)
class ChosenPages:
    """The pages of a galley: `ends`, by their numbers. `looked_at`: over how many rows pages were chosen."""

    galley: Galley
    ends: dict[int, PageEnd] = field(default_factory=dict)
    looked_at: int = 0

    def expect(self, place: FlowPlace, page_number: int) -> None:
        """Know a place within a paragraph that has other lines than in the galley: the page before ended where it was
        to end."""
        before, after = self.ends.get(page_number - 1), self.ends.get(page_number)
        if before is None or after is None or place in self.galley.places or before.end >= len(self.galley.rows):
            return
        row = self.galley.rows[before.end]
        if row.paragraph is not None and any(row.paragraph is paragraph for paragraph, _ in after.longer):
            self.galley.places[place] = before.end

    def page(
        self, place: FlowPlace, page_number: int, frame: Frame, carried: float, waiting: Waiting
    ) -> PageEnd | None:
        """What was chosen for a page, or is now: where it begins, what notes it goes on with, or which floats are still
        to be put is not what was expected."""
        galley = self.galley
        to_put = tuple(galley.float_boxes.index(each) for each in waiting)
        first = galley.places[place]
        page = self.ends.get(page_number)
        if (
            page is None
            or first_row(galley.rows, galley.floats, first, to_put)
            != first_row(galley.rows, galley.floats, page.first, to_put)
            or abs(page.before - carried) > TOLERANCE
            or page.floats.waited != to_put
        ):
            self._choose(first, frame, carried, page_number, to_put)
            page = self.ends.get(page_number)
        return page

    def _choose(self, first: int, frame: Frame, carried: float, page_number: int, waiting: tuple[int, ...]) -> None:
        """Choose the pages from row `first` on; where that was done often, the next few."""
        rows = self.galley.rows
        often = self.looked_at > CHOSEN_AGAIN * (MOST_ROWS + len(rows))
        most = FEW_ROWS if often else MOST_ROWS
        self.looked_at += horizon_of(rows, first, most) - first
        pages = page_ends(
            rows,
            first,
            frame,
            carried=carried,
            opens=first == 0,
            floats=self.galley.floats,
            waiting=waiting,
            most=most,
        )
        self.ends = {page_number + n: page for n, page in enumerate(pages)}


@dataclass(slots=True)
class Galleys:
    """Where the rows begin that stood in a galley, and how many stood in one again."""

    places: set[FlowPlace] = field(default_factory=set)
    again: int = 0

    @property
    def enough(self) -> bool:
        return self.again > SET_AGAIN * len(self.places) + ROWS_AGAIN

    def add(self, galley: Galley) -> None:
        self.again += sum(place in self.places for place in galley.places)
        self.places.update(galley.places)
