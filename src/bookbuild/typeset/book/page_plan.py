"""A trim, a size of type and a theme's canon → where the text stands on the page."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.documents.tokens import Canon

LEAST_INNER = 11.0
"""mm that the binding needs."""

LEAST_OUTER = 8.5
"""mm that a thumb needs."""

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


def page_plan(trim: tuple[float, float], line: float, letter: float, canon: Canon) -> PagePlan:
    """The plan of a page of `trim`, for lines `line` apart and letters `letter` wide on average (all in mm).

    The line has as many letters as the canon's measure, or fewer where the trim is narrow.
    """
    across, down = trim
    widest = min(canon.widest * across, across - LEAST_INNER - LEAST_OUTER)
    width = min(canon.measure * letter, widest)
    height = max(1, int(canon.tallest * down / line + 1e-6)) * line
    inner = max(LEAST_INNER, (across - width) * canon.inner / (canon.inner + canon.outer))
    outer = max(LEAST_OUTER, across - width - inner)
    top = max(0.0, down - height) * canon.top / (canon.top + canon.bottom)
    return PagePlan(line, across - inner - outer, height, inner, top, outer, down - height - top)


def millimetres(length: str) -> float:
    """A length of the settings (`Length`) in mm."""
    number = length.rstrip("abcdefghijklmnopqrstuvwxyzQ")
    return float(number) * UNITS[length[len(number) :].lower()]
