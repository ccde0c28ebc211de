"""What the content of a page uses: colours, fonts, pictures, thin lines, transparency, each as a value with its place.

Lengths are in pt of paper, `UserUnit` is counted in; a place is left, bottom, right and top on the page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from bookbuild.inspection.colour_spaces import ColourSpace

PagePlace = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Painted = Literal["text", "fill", "stroke", "shading", "picture", "group"]


@dataclass(frozen=True, slots=True, eq=False)
class Paint:
    """A colour; each is made once, and is equal to itself alone. `ink`: in % of all plates, None where not known."""

    space: ColourSpace
    values: tuple[float, ...]
    ink: float | None

    @property
    def white(self) -> bool:
        return self.ink == 0


class PaintUse(NamedTuple):
    """Something is painted. `operator`: what set the colour; `place`: where that matters, else None."""

    paint: Paint
    kind: Painted
    operator: str
    overprints: bool
    place: PagePlace | None


class TextUse(NamedTuple):
    """Text is shown in a font of `ContentReader.fonts`."""

    font: Any


class PictureUse(NamedTuple):
    """A picture of `ContentReader.pictures` is drawn; `resolution`: the lower of both directions, in pixels an inch."""

    picture: Any
    resolution: float
    place: PagePlace


class LineUse(NamedTuple):
    """A line, or a side of a filled rectangle, is so many pt wide."""

    width: float
    place: PagePlace | None


class TransparencyUse(NamedTuple):
    """Something is transparent; `what`: in words."""

    what: str


class ForeignUse(NamedTuple):
    """Something that no standard of PDF/X takes; `what`: in words."""

    what: str


class SpaceUse(NamedTuple):
    """The colour space of a transparency group."""

    space: ColourSpace


Use = PaintUse | TextUse | PictureUse | LineUse | TransparencyUse | ForeignUse | SpaceUse


@dataclass(frozen=True, slots=True, eq=False)
class DrawnPicture:
    """A picture of a file. `mask`: it is painted in the colour at hand. `stream`: None of an inline image."""

    name: str
    width: int
    height: int
    bits: int
    space: ColourSpace | None
    filters: tuple[str, ...]
    mask: bool
    soft: bool
    stream: Any

    @property
    def line_art(self) -> bool:
        return self.mask or self.bits == 1


def times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(matrix: Matrix, points: list[tuple[float, float]]) -> PagePlace:
    """The upright box around `points`, which must not be none."""
    places = [moved(matrix, x, y) for x, y in points]
    across, upward = [x for x, _ in places], [y for _, y in places]
    return min(across), min(upward), max(across), max(upward)


def smallest_scale(matrix: Matrix) -> float:
    """How long a unit is at least, whatever its direction."""
    a, b, c, d = matrix[:4]
    half, area = (a * a + b * b + c * c + d * d) / 2, abs(a * d - b * c)
    return math.sqrt(max(half - math.sqrt(max(half * half - area * area, 0.0)), 0.0))
