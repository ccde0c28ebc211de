"""A seed → a girih ornament as an SVG: polygons in contact (E. H. Hankin, 1925) over a tiling.

From the middle of each edge two lines run into the tile, at one angle to the edge on either side. In a regular tile
each goes on to the line of the edge that is so many away: what they enclose is a star, and stars within it; in any
other tile lines that meet first end where they meet. On the other side of an edge the same lines go on straight.
"""

from __future__ import annotations

import cmath
import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.covers.tilings import TILINGS, Points, Tile

ROLES = ("field", "star", "petal", "heart", "strap", "outline")
"""What has a colour of its own, `girih-field` and so on."""

NEAR = 1e-9
LONG, SHORT = 0.78, 0.44
"""The rays of the star in the heart of a rosette, as parts of the heart's radius."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which ornament a seed stands for. `angle` and `turned` in degrees; `across`: how many rosettes stand beside one
    another.
    """

    tiling: int
    angle: float
    turned: float
    across: float


def pattern_of(seed: int) -> Pattern:
    """Neighbouring seeds have tilings of their own, and all else is theirs too."""
    drawn = hashlib.sha256(f"girih {seed}".encode()).digest()
    tiling = seed % len(TILINGS)
    angles = TILINGS[tiling][2]
    return Pattern(tiling, angles[drawn[0] % len(angles)], (0.0, 90.0)[drawn[2] % 2], 2.4 + drawn[3] % 4 * 0.45)


@dataclass(slots=True)
class Drawing:
    """Closed shapes by role, and the lines of the strapwork."""

    shapes: dict[str, list[Points]] = field(default_factory=dict)
    lines: list[Points] = field(default_factory=list)

    def add(self, role: str, points: Iterable[complex]) -> None:
        self.shapes.setdefault(role, []).append(tuple(points))


def girih(seed: int, width: float, height: float, colours: Mapping[str, str], *, rosettes: float = 0.0) -> bytes:
    """The ornament over `width` by `height` mm as an SVG. `rosettes`: how many stand beside one another.

    A rosette stands in the middle.
    """
    pattern = pattern_of(seed)
    tiles, step, _ = TILINGS[pattern.tiling]
    unit = width / ((rosettes or pattern.across) * step)
    across, down = width / unit, height / unit
    turn = cmath.rect(1, math.radians(pattern.turned))
    drawing = Drawing()
    reach = (across, down) if not pattern.turned else (down, across)
    for tile in tiles(*reach):
        turned = _turned(tile, turn)
        if _meets(turned.points, across, down):
            _draw(turned, pattern, drawing)
    return _svg(drawing, width, height, unit, colours)


def _turned(tile: Tile, turn: complex) -> Tile:
    centre = None if tile.centre is None else tile.centre * turn
    return Tile(tuple(point * turn for point in tile.points), centre, tile.apothem)


def _meets(points: Points, across: float, down: float) -> bool:
    return (
        min(point.real for point in points) < across / 2
        and max(point.real for point in points) > -across / 2
        and min(point.imag for point in points) < down / 2
        and max(point.imag for point in points) > -down / 2
    )


def _draw(tile: Tile, pattern: Pattern, drawing: Drawing) -> None:
    if tile.centre is None:
        _in_any(tile, pattern.angle, drawing)
    else:
        _in_regular(tile, tile.centre, pattern, drawing)


def _in_regular(tile: Tile, centre: complex, pattern: Pattern, drawing: Drawing) -> None:
    """Stars within one another: lines of edges that are 1, 2, … apart cross on the axes between these edges."""
    sides = tile.sides
    levels = max(1, int(pattern.angle * sides / 180 + NEAR))
    angle = math.radians(pattern.angle)
    start = cmath.phase((tile.points[0] + tile.points[1]) / 2 - centre)

    def crossing(edge: int, apart: int) -> complex:
        half = apart * math.pi / sides
        distance = tile.apothem * math.cos(angle) / math.cos(half - angle) if apart else tile.apothem
        return centre + cmath.rect(distance, start + 2 * math.pi * edge / sides + half)

    for level in range(levels):
        star = [point for edge in range(sides) for point in (crossing(edge, level), crossing(edge, level + 1))]
        drawing.add(_role(level, levels, sides), star)
    for edge in range(sides):
        drawing.lines.append((crossing(edge, 0), crossing(edge, levels)))
        drawing.lines.append((crossing(edge, 0), crossing(edge - levels, levels)))
    if sides > 4:
        radius = abs(crossing(0, levels) - centre)
        rays = (cmath.rect(radius * (LONG, SHORT)[n % 2], start + math.pi * n / sides) for n in range(2 * sides))
        drawing.add("petal", (centre + ray for ray in rays))


def _role(level: int, levels: int, sides: int) -> str:
    if level == levels - 1:
        return "heart" if sides > 4 else "star"
    return ("star", "petal")[level % 2]


def _in_any(tile: Tile, angle: float, drawing: Drawing) -> None:
    """Of all pairs of lines that meet, those with the shortest ways first (C. S. Kaplan, 2005)."""
    rays = list(_rays(tile, angle))
    met = [
        (abs(point - rays[i][0]) + abs(point - rays[j][0]), i, j, point)
        for i in range(len(rays))
        for j in range(i + 1, len(rays))
        if (point := _meeting(rays[i], rays[j])) is not None
    ]
    used: set[int] = set()
    for _, i, j, point in sorted(met, key=lambda each: (round(each[0], 6), each[1], each[2])):
        if i not in used and j not in used:
            used |= {i, j}
            drawing.lines.append((rays[i][0], point, rays[j][0]))


def _rays(tile: Tile, angle: float) -> Iterator[tuple[complex, complex, int]]:
    """Middle of an edge, direction into the tile, number of the edge."""
    for number, point in enumerate(tile.points):
        following = tile.points[(number + 1) % tile.sides]
        middle, along = (point + following) / 2, following - point
        along /= abs(along)
        for side in (angle, 180 - angle):
            yield middle, along * cmath.rect(1, math.radians(side)), number


def _meeting(one: tuple[complex, complex, int], other: tuple[complex, complex, int]) -> complex | None:
    """Where two rays of different edges meet; None where they do not."""
    (start, way, edge), (start_of_other, way_of_other, other_edge) = one, other
    if edge == other_edge:
        return None
    between = start_of_other - start
    area = way.real * way_of_other.imag - way.imag * way_of_other.real
    if abs(area) < NEAR:
        in_line = abs(way.real * between.imag - way.imag * between.real) < 1e-6
        facing = (way.conjugate() * way_of_other).real < 0 < (way.conjugate() * between).real
        return (start + start_of_other) / 2 if in_line and facing else None
    far = (between.real * way_of_other.imag - between.imag * way_of_other.real) / area
    far_of_other = (between.real * way.imag - between.imag * way.real) / area
    return start + far * way if far > NEAR and far_of_other > NEAR else None


def _svg(drawing: Drawing, width: float, height: float, unit: float, colours: Mapping[str, str]) -> bytes:
    """The drawing about its middle, in mm."""

    def placed(points: Sequence[complex]) -> str:
        return "L".join(f"{width / 2 + p.real * unit:.3f} {height / 2 - p.imag * unit:.3f}" for p in points)

    parts = [f'<rect width="{width:g}" height="{height:g}" fill="{colours["field"]}"/>']
    for role in ("star", "petal", "heart"):
        if shapes := drawing.shapes.get(role):
            path = "".join(f"M{placed(shape)}Z" for shape in shapes)
            parts.append(f'<path d="{path}" fill="{colours[role]}"/>')
    lines = "".join(f"M{placed(line)}" for line in drawing.lines)
    for role, wide in (("outline", 0.15), ("strap", 0.105), ("outline", 0.022)):
        stroke = f'stroke="{colours[role]}" stroke-width="{wide * unit:.3f}"'
        parts.append(f'<path d="{lines}" fill="none" {stroke} stroke-linejoin="round" stroke-linecap="round"/>')
    head = f'width="{width:g}mm" height="{height:g}mm" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{"".join(parts)}</svg>'.encode()
