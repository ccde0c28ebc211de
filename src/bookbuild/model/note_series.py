"""The settings of an edition → its series of notes, in the order in which they stand at the foot of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bookbuild.model.settings import Edition, NoteSeries, localized

OWN = ""
"""The name of the book's own series: of notes whose labels have no prefix."""


@dataclass(frozen=True, slots=True)
class SetSeries:
    """A series as an edition sets it. `title`: in the language of the book, empty for the book's own series.

    `marks`: None for the digits that the book is numbered with. `run_in`: its notes are one paragraph.
    """

    name: str
    title: str
    marks: Literal["digits", "arabic-indic", "letters", "abjad", "symbols"] | None
    numbering: Literal["page", "chapter", "book"]
    place: Literal["foot", "chapter", "book"]
    run_in: bool = False


def series_of(edition: Edition) -> dict[str, SetSeries]:
    """By name: the book's own series first, the others by their `order`, or as they are declared."""
    declared = enumerate(edition.notes.series.items(), 1)
    ordered = sorted(declared, key=lambda each: (each[0] if each[1][1].order is None else each[1][1].order, each[0]))
    found = {OWN: _set(OWN, NoteSeries(title=""), edition)}
    return found | {name: _set(name, series, edition) for _, (name, series) in ordered}


def _set(name: str, series: NoteSeries, edition: Edition) -> SetSeries:
    style = edition.style
    title = name if series.title is None else localized(series.title, edition.book.language)
    numbering, place = series.numbering or style.note_numbers, series.place or style.notes
    return SetSeries(name, title, series.marks, numbering, place, series.set == "run-in")


def has_notes_at_its_end(edition: Edition) -> bool:
    """Whether some series stands at the end of the book."""
    return any(series.place == "book" for series in series_of(edition).values())
