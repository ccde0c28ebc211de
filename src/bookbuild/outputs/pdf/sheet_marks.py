"""A sheet's plan and what it is → its marks as operators of a content stream: crops, folds, register, the slug.

They stand beyond the bleed, in all separations (`/All`), and are left out where the sheet has no room for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pikepdf

from bookbuild.outputs.pdf.folding import SheetSide
from bookbuild.outputs.pdf.sheet_plan import POINTS, SheetPlan
from bookbuild.outputs.pdf.slug_letters import CAP_HEIGHT, width_of

WEIGHT = 0.35
"""pt: the weight of marks."""
AWAY, LONG = 1.5 * POINTS, 5 * POINTS
"""How far from the bleed marks begin, and how long they are."""
RADIUS = 1.8 * POINTS
SLUG_SIZE = 6.0
COLLATION = (1.0 * POINTS, 4.0 * POINTS)
"""Width and height of the bar on a signature's spine, a step lower for each."""


def separation(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The colour space of what is printed on every plate (ISO 32000-1, 8.6.6.4)."""
    tint = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1
    )  # where there are no plates: all four inks
    return pdf.make_indirect(
        pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, pdf.make_indirect(tint)])
    )


def marks(plan: SheetPlan, side: SheetSide, label: str) -> bytes:
    """All marks of a side; `label`: the words of its slug."""
    lines = [f"q /All CS 1 SCN /All cs 1 scn {WEIGHT} w", *_cuts(plan), *_folds(plan), *_registers(plan)]
    lines += [*_slug(plan, label), *_collation(plan, side), "Q"]
    return "\n".join(lines).encode("ascii")


def room(plan: SheetPlan) -> tuple[float, float]:
    """What is free beyond the bleed at each side, and above and below."""
    left, bottom, _, _ = plan.block
    return left, bottom


def _stroke(*points: tuple[float, float]) -> str:
    (x, y), *others = points
    return f"{x:.3f} {y:.3f} m " + " ".join(f"{a:.3f} {b:.3f} l" for a, b in others) + " S"


def _cuts(plan: SheetPlan) -> Iterator[str]:
    left, bottom, right, top = plan.block
    beside, below = room(plan)
    if below > AWAY:
        long = min(LONG, below - AWAY)
        for x in plan.upright_cuts():
            yield _stroke((x, top + AWAY), (x, top + AWAY + long))
            yield _stroke((x, bottom - AWAY), (x, bottom - AWAY - long))
    if beside > AWAY:
        long = min(LONG, beside - AWAY)
        for y in plan.level_cuts():
            yield _stroke((left - AWAY, y), (left - AWAY - long, y))
            yield _stroke((right + AWAY, y), (right + AWAY + long, y))


def _folds(plan: SheetPlan) -> Iterator[str]:
    left, bottom, right, top = plan.block
    beside, below = room(plan)
    yield "[2 1.5] 0 d"
    if below > AWAY:
        for x in plan.upright_folds():
            yield _stroke((x, top + AWAY), (x, top + AWAY + min(LONG, below - AWAY)))
            yield _stroke((x, bottom - AWAY), (x, bottom - AWAY - min(LONG, below - AWAY)))
    if beside > AWAY:
        for y in plan.level_folds():
            yield _stroke((left - AWAY, y), (left - AWAY - min(LONG, beside - AWAY), y))
            yield _stroke((right + AWAY, y), (right + AWAY + min(LONG, beside - AWAY), y))
    yield "[] 0 d"


def _registers(plan: SheetPlan) -> Iterator[str]:
    """A cross in a circle on each side, in the middle of a page, where no other mark is."""
    left, bottom, right, top = plan.block
    beside, below = room(plan)
    away = AWAY + RADIUS * 1.4
    if below >= away + RADIUS * 1.4:
        x = plan.spine(0) - plan.trim[0] / 2
        yield from _register(x, top + away)
        yield from _register(x, bottom - away)
    if beside >= away + RADIUS * 1.4:
        y = plan.foot(plan.grid[1] - 1) + plan.trim[1] / 2
        yield from _register(left - away, y)
        yield from _register(right + away, y)


def _register(x: float, y: float) -> Iterator[str]:
    arm, bend = RADIUS * 1.4, RADIUS * 0.5523
    yield _stroke((x - arm, y), (x + arm, y))
    yield _stroke((x, y - arm), (x, y + arm))
    quarters = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    path = f"{x + RADIUS:.3f} {y:.3f} m"
    for (a, b), (c, d) in pairwise(quarters):
        points = (
            (x + a * RADIUS + c * bend, y + b * RADIUS + d * bend),
            (x + c * RADIUS + a * bend, y + d * RADIUS + b * bend),
            (x + c * RADIUS, y + d * RADIUS),
        )
        path += " " + " ".join(f"{p:.3f} {q:.3f}" for p, q in points) + " c"
    yield path + " S"


def _slug(plan: SheetPlan, label: str) -> Iterator[str]:
    """The label below the last column's pages, from its spine on."""
    _, bottom, right, _ = plan.block
    _, below = room(plan)
    x = plan.spine(plan.grid[0] - 1) + 3 * POINTS
    if below < AWAY + CAP_HEIGHT * SLUG_SIZE:
        return
    size = min(SLUG_SIZE, (right - 3 * POINTS - x) / max(width_of(label), 0.1))
    shown = label.encode("ascii").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("ascii")
    y = bottom - AWAY - CAP_HEIGHT * SLUG_SIZE
    yield f"BT /Slug {size:.3f} Tf {x:.3f} {y:.3f} Td ({shown}) Tj ET"


def _collation(plan: SheetPlan, side: SheetSide) -> Iterator[str]:
    """A bar over the fold between a signature's first and last page: folded signatures in order have a staircase."""
    if not side.front or len(side.places) == 2:
        return
    first = min(side.places, key=lambda place: place.page)
    width, height = COLLATION
    steps = max(int((plan.trim[1] - 2 * height) // height), 1)
    y = plan.foot(first.row) + plan.trim[1] - height * (2 + (side.signature - 1) % steps)
    yield f"{plan.spine(first.column) - width / 2:.3f} {y:.3f} {width:.3f} {height:.3f} re f"
