"""A trim, a size of type and a theme's canon → where the text stands on the page."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.documents.tokens import Canon

LEAST_INNER = 11.0
"""mm that the binding needs."""

LEAST_OUTER = 8.5
"""mm that a thumb needs."""

HEAD, FOOT = 1.9, 2.3
"""Lines of a margin that a running head above the text needs, and a folio below it."""

LEAST_EDGE = 3.0
"""mm between a head, or a folio, and the edge of the page."""

UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "q": 0.25}
"""CSS's absolute units of length, in mm."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The text block of a page and its margins, in mm. `height` is whole lines of `line`."""

    line: float
    width: float
    height: float
    inner: float
    top: float
    outer: float
    bottom: float


def page_plan(
    trim: tuple[float, float], line: float, letter: float, canon: Canon, least_inner: float = LEAST_INNER
) -> PagePlan:
    """The plan of a page of `trim`, for lines `line` apart and letters `letter` wide on average (all in mm).
    `least_inner`: what the binding needs, in mm.

    The line has as many letters as the canon's measure, or fewer where the trim is narrow; there are fewer lines, and
    less room below them than the canon says, where head and folio would not stand on the page.
    """
    across, down = trim
    widest = min(canon.widest * across, across - least_inner - LEAST_OUTER)
    width = min(canon.measure * letter, widest)
    above, below = (lines * line + LEAST_EDGE for lines in (HEAD, FOOT))
    height = max(1, min(int(canon.tallest * down / line + 1e-6), int((down - above - below) / line))) * line
    inner = max(least_inner, (across - width) * canon.inner / (canon.inner + canon.outer))
    outer = max(LEAST_OUTER, across - width - inner)
    free = max(0.0, down - height)
    top = max(free * canon.top / (canon.top + canon.bottom), min(above, free - below), 0.0)
    return PagePlan(line, across - inner - outer, height, inner, top, outer, down - height - top)


def millimetres(length: str) -> float:
    """A length of the settings (`Length`) in mm."""
    number = length.rstrip("abcdefghijklmnopqrstuvwxyzQ")
    return float(number) * UNITS[length[len(number) :].lower()]
