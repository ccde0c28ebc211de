"""The lines of a book → how it is set: the size of its text, its leading, the edges of its pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bookbuild.intake.pdf.pages import PageLine, PdfPage

_HEADING = 1.08
_NOTE = 0.94
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class PageEdges:
    """Where full lines of a page begin and end, in pt from the left."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


@dataclass(frozen=True, slots=True)
class BookMeasure:
    """`size` and `font`: of the text. `leading`: of lines of a size. `edges`: of a page and column."""

    size: float
    leading: Mapping[float, float]
    edges: Mapping[tuple[int, int], PageEdges]

    def leading_of(self, line: PageLine) -> float:
        return self.leading.get(round(line.size), 1.45 * line.size)

    def edges_of(self, line: PageLine) -> PageEdges:
        return self.edges[line.page, line.column]

    def is_large(self, line: PageLine) -> bool:
        return line.size > _HEADING * self.size and line.size - self.size > _SAME

    def is_small(self, line: PageLine) -> bool:
        return line.size < _NOTE * self.size and self.size - line.size > _SAME

    def indent(self, line: PageLine) -> float:
        """How far a line begins behind the edge at which it should."""
        edges = self.edges_of(line)
        return edges.right - line.right_edge if line.from_right else line.left - edges.left

    def room(self, line: PageLine) -> float:
        """What a line leaves free at its end."""
        edges = self.edges_of(line)
        return line.left - edges.left if line.from_right else edges.right - line.right_edge


def measure_of(pages: Sequence[PdfPage]) -> BookMeasure:
    lines = [line for page in pages for line in page.lines]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return BookMeasure(size, _leading(pages), _edges(pages, size))


def _leading(pages: Sequence[PdfPage]) -> dict[float, float]:
    steps: dict[float, list[float]] = defaultdict(list)
    for page in pages:
        for before, line in zip(page.lines, page.lines[1:], strict=False):
            step = line.y - before.y
            if 0 < step < 3.5 * line.size and round(before.size) == round(line.size):
                steps[round(line.size)].append(step)
    return {size: _low(found) for size, found in steps.items()}


def _low(steps: Sequence[float]) -> float:
    """The usual step: of those that are no gap. Half of the lines of a page of headings have one before them."""
    least = median(steps)
    near = [step for step in steps if step < 1.25 * least]
    return median(near)


def _edges(pages: Sequence[PdfPage], size: float) -> dict[tuple[int, int], PageEdges]:
    """The edges of each page: those of its own full lines, else of all pages of its side."""
    own: dict[tuple[int, int], PageEdges] = {}
    of_side: dict[tuple[int, int], list[PageEdges]] = defaultdict(list)
    for page in pages:
        for column in {line.column for line in page.lines}:
            lines = [line for line in page.lines if line.column == column]
            full = [
                line for line in lines if abs(line.size - size) < 1.5 and line.right_edge - line.left > 0.2 * page.width
            ]
            found = _page_edges(full or lines)
            own[page.number, column] = found
            if len(full) > 5:
                of_side[page.number % 2, column].append(found)
    usual = {side: _middle(found) for side, found in of_side.items()}
    return {(page, column): _widened(edges, usual.get((page % 2, column))) for (page, column), edges in own.items()}


def _page_edges(lines: Sequence[PageLine]) -> PageEdges:
    lefts, rights = Counter(round(line.left) for line in lines), Counter(round(line.right_edge) for line in lines)
    many = max(2, len(lines) // 8)
    left = min((x for x, count in lefts.items() if count >= many), default=min(lefts))
    right = max((x for x, count in rights.items() if count >= many), default=max(rights))
    return PageEdges(left, right)


def _middle(found: Sequence[PageEdges]) -> PageEdges:
    return PageEdges(median(edges.left for edges in found), median(edges.right for edges in found))


def _widened(edges: PageEdges, usual: PageEdges | None) -> PageEdges:
    """The edges of a page that has few full lines are those of the others, where it stays within them."""
    if usual and edges.left > usual.left - 3 and edges.right < usual.right + 3:
        return usual
    return edges
