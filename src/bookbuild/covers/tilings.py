"""A kind of tiling and a rectangle → the polygons of equal edges that cover it, the ground of a girih pattern.

Edges have length 1; points are complex numbers, counterclockwise where y runs up.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Points = tuple[complex, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A polygon. `centre` and `apothem` of a regular one; None of another."""

    points: Points
    centre: complex | None = None
    apothem: float = 0.0

    @property
    def sides(self) -> int:
        return len(self.points)


def apothem(sides: int) -> float:
    return 0.5 / math.tan(math.pi / sides)


def regular(sides: int, centre: complex, edge_at: float) -> Tile:
    """A regular polygon; the middle of one of its edges lies at the angle `edge_at` (degrees) from its centre."""
    radius = 0.5 / math.sin(math.pi / sides)
    half = math.pi / sides
    points = tuple(
        centre + cmath.rect(radius, math.radians(edge_at) - half + 2 * half * number) for number in range(sides)
    )
    return Tile(points, centre, apothem(sides))


def _lattice(first: complex, second: complex, width: float, height: float) -> Iterator[complex]:
    """The points of a lattice about a rectangle around the origin, and around it as far as a cell reaches."""
    reach = abs(first) + abs(second)
    across, down = width / 2 + reach, height / 2 + reach
    area = abs(first.real * second.imag - first.imag * second.real)
    most = int((across + down) * reach / area) + 2
    for i in range(-most, most + 1):
        for j in range(-most, most + 1):
            point = i * first + j * second
            if abs(point.real) <= across and abs(point.imag) <= down:
                yield point


def octagons(width: float, height: float) -> Iterator[Tile]:
    """4.8.8: octagons, and squares between them."""
    step = 1 + math.sqrt(2)
    for point in _lattice(step, step * 1j, width, height):
        yield regular(8, point, 0)
        yield regular(4, point + step * (1 + 1j) / 2, 45)


def dodecagons(width: float, height: float) -> Iterator[Tile]:
    """3.12.12: dodecagons, and triangles between them."""
    first, second = _triangular(2 * apothem(12))
    for point in _lattice(first, second, width, height):
        yield regular(12, point, 0)
        yield regular(3, point + (first + second) / 3, 30)
        yield regular(3, point + (2 * second - first) / 3, -30)


def dodecagons_apart(width: float, height: float) -> Iterator[Tile]:
    """4.6.12: dodecagons, with squares and hexagons between them."""
    first, second = _triangular(2 * apothem(12) + 1)
    for point in _lattice(first, second, width, height):
        yield regular(12, point, 0)
        for angle in (0, 60, 120):
            yield regular(4, point + cmath.rect(abs(first) / 2, math.radians(angle)), angle)
        yield regular(6, point + (first + second) / 3, 30)
        yield regular(6, point + (2 * second - first) / 3, 30)


def hexagons(width: float, height: float) -> Iterator[Tile]:
    """3.6.3.6: hexagons, and triangles between them."""
    first, second = _triangular(2.0)
    for point in _lattice(first, second, width, height):
        yield regular(6, point, 30)
        yield regular(3, point + (first + second) / 3, -30)
        yield regular(3, point + (2 * second - first) / 3, 30)


def decagons(width: float, height: float) -> Iterator[Tile]:
    """Decagons edge to edge in rows, and the bow ties that they leave: the tiles of the Darb-i Imam."""
    step, radius = 2 * apothem(10), 0.5 / math.sin(math.pi / 10)
    first, second = complex(step), cmath.rect(step, math.radians(72))

    def corner(centre: complex, angle: float) -> complex:
        return centre + cmath.rect(radius, math.radians(angle))

    for point in _lattice(first, second, width, height):
        yield regular(10, point, 0)
        right, top, across = point + first, point + second, point + first + second
        yield Tile((
            corner(point, 18), corner(right, 126), corner(across, 234),
            corner(across, 198), corner(top, -54), corner(point, 54),
        ))  # fmt: skip


def _triangular(step: float) -> tuple[complex, complex]:
    return complex(step), cmath.rect(step, math.radians(60))


TILINGS: tuple[tuple[Callable[[float, float], Iterator[Tile]], float, tuple[float, ...]], ...] = (
    (decagons, 2 * apothem(10), (54, 72, 60)),
    (octagons, 1 + math.sqrt(2), (67.5, 56, 62)),
    (dodecagons_apart, 2 * apothem(12) + 1, (60, 67.5, 75)),
    (hexagons, 2.0, (60, 54, 66)),
    (dodecagons, 2 * apothem(12), (60, 75, 67.5)),
)
"""Tilings, the distance of their rosettes, and the angles at which lines may meet an edge."""
