"""What pages are chosen of: the rows of a chapter, and the pages that they are put on.

All heights are in lines of the page. Pure: nothing here knows boxes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class RowParagraph:
    """A paragraph whose lines are rows. `in_lines` says whether it can be set in so many, and at what cost."""

    lines: int
    in_lines: Callable[[int], float | None]
    costs: dict[int, float | None] = field(default_factory=dict)

    def cost_of(self, lines: int) -> float | None:
        if lines not in self.costs:
            self.costs[lines] = self.in_lines(lines) if lines > 0 else None
        return self.costs[lines]


@dataclass(frozen=True, slots=True, eq=False)
class PageRow:
    """What no page divides: a line, a picture, a row of a table.

    `above`: from the bottom of the row before; `at_top`: from the page's top where it is the page's first; both
    before it is moved to a line of the page, which `on_line` asks for (a line, or 0.5 for half-way between two).
    `foot`: where a line of the text's size would end that has the same baseline, from the row's top. `grows`,
    `shrinks`: by how much the space above it may. `cost`: of a page's end before it; inf where none may be. `notes`:
    the height of its notes, `least`: of what must stand on their page, `parts`: of the first lines of each of them.
    `ends_hyphen`: it ends with a divided word.
    `first`, `last`: of its paragraph.
    """

    above: float
    at_top: float
    height: float
    foot: float
    on_line: float | None = None
    grows: float = 0.0
    shrinks: float = 0.0
    cost: float = 0.0
    notes: float = 0.0
    least: float = 0.0
    parts: float = 0.0
    ends_hyphen: bool = False
    paragraph: RowParagraph | None = None
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PageFloat:
    """A figure or a table that may leave its place: its rows, `first` to `end`; -1 where it is waiting already.

    `height`: what it takes at the head or the foot of a page, with the space beside the text, in whole lines.
    `mention`: the row that names it first. `place`: `auto`, or `top`, `bottom`, `page`, which the author asks for.
    `limit`: the row that it stands before, the next heading's; where the author asks for a place, the chapter's end.
    `behind`: row `end`, where the float is away.
    """

    first: int
    end: int
    height: float
    mention: int
    limit: int
    place: str
    behind: PageRow | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's text: its lines; what notes take besides their own heights; whether this is a spread's first page."""

    lines: float
    around_notes: float
    begins_spread: bool


@dataclass(frozen=True, slots=True)
class PageFloats:
    """The floats of a page, by their numbers: at its head, at its foot, and those whose place is on the page but who
    stand on another; `waiting`: those that are still to be put when it ends; `height`: lines, of those it has.
    `alone`: the page has no text."""

    top: tuple[int, ...] = ()
    bottom: tuple[int, ...] = ()
    away: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    height: float = 0.0
    alone: bool = False

    @property
    def waited(self) -> tuple[int, ...]:
        """Those that were still to be put when it began."""
        return (*self.top, *(n for n in (*self.bottom, *self.waiting) if n not in self.away))


NO_FLOATS = PageFloats()


@dataclass(frozen=True, slots=True)
class PageEnd:
    """A page: its first row, and the row that the next page begins with; how far its text reaches, and its notes.

    `more`: by row, what the space above it grows by. `longer`: paragraphs that are set in another count of lines.
    `short`: by how much its text ends above the frame's foot, or above its notes or floats there. `beyond`: by how many
    lines it ends below the frame, notes and all, as its facing page does; below 0: above its foot. `carried`: of its
    notes, the height that goes over to the next page; `before`: what has come over from the page before. `in_parts`:
    more than one of them goes over.
    """

    first: int
    end: int
    height: float
    notes: float
    short: float
    beyond: int = 0
    carried: float = 0.0
    in_parts: bool = False
    before: float = 0.0
    more: tuple[tuple[int, float], ...] = ()
    longer: tuple[tuple[RowParagraph, int], ...] = ()
    floats: PageFloats = NO_FLOATS

    @property
    def level(self) -> float:
        """By how much its last line, of text or of notes, stands above the frame's foot."""
        if self.floats.alone:
            return 0.0
        return float(-self.beyond) if self.notes or self.floats.bottom else self.short
