"""Trim, bleed, spine and flaps of a printed book → the panels of its cover on one sheet, in mm from its top left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bookbuild.model.settings import Edition
from bookbuild.printing.printers import INCH, Printer, printers
from bookbuild.printing.spine import spine_of

PanelName = Literal["front", "spine", "back", "front-flap", "back-flap"]

SAFETY = 3.0
"""mm from a trimmed edge within which no text stands, where a printer asks for nothing else."""

LEAST_SPINE_TEXT = 5.0
"""mm: on a narrower spine no title can be read, whatever the printer allows."""

TURN_IN, HINGE = 15.0, 8.0
"""mm of a hardcover: its cover is turned in around the boards, which leave a hinge on both sides of the spine."""

ZONE = (2.0 * INCH, 1.2 * INCH)
ZONE_FROM_EDGES = 0.25 * INCH
"""The zone of the barcode, at the foot of the back beside the spine (KDP's, which holds one of full size for all)."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the sheet within the trim. `left`, `top`, `width`, `height` and `safe` in mm; `safe` is how far from
    left and right, and from top and bottom, its text has to stay.
    """

    name: PanelName
    left: float
    top: float
    width: float
    height: float
    safe: tuple[float, float]

    @property
    def safe_box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of where text may stand."""
        across, down = self.safe
        return (
            self.left + across, self.top + down, self.left + self.width - across, self.top + self.height - down
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wrap:
    """A sheet of `width` and `height`, with a bleed on all sides. `spine_text`: whether any may stand on the spine."""

    width: float
    height: float
    bleed: float
    panels: tuple[Panel, ...]
    spine_text: bool = False
    rule: str = ""

    def panel(self, name: str) -> Panel | None:
        return next((panel for panel in self.panels if panel.name == name), None)

    def art(self, panel: Panel) -> tuple[float, float, float, float]:
        """Left, top, width and height of what is drawn under a panel: into the bleed where it is at an edge."""
        right = panel.left + panel.width
        first = min(each.left for each in self.panels)
        last = max(each.left + each.width for each in self.panels)
        left = 0.0 if panel.left == first else panel.left
        return left, 0.0, (self.width if right == last else right) - left, self.height

    def barcode(self, turned: bool) -> tuple[float, float, float, float] | None:
        """Left, top, width and height of the barcode's zone; `turned`: the book is bound on the right."""
        back = self.panel("back")
        if back is None:
            return None
        width = min(ZONE[0], back.width - 2 * ZONE_FROM_EDGES)
        left = back.left + (ZONE_FROM_EDGES if turned else back.width - ZONE_FROM_EDGES - width)
        return left, back.top + back.height - ZONE_FROM_EDGES - ZONE[1], width, ZONE[1]


def wrap_of(edition: Edition, pages: int, *, binding: Literal["left", "right"], flaps: float) -> Wrap:
    """The sheet around a printed edition of `pages`; bound on the right, the front is on the left of it."""
    press = edition.press
    rules = printers().get(press.printer if press else "")
    style = press.binding_style if press else "paperback"
    spine = spine_of(
        pages, style, press.printer if press else "", press.paper if press else "", press.caliper if press else None
    )
    hard = style == "hardcover"
    bleed = TURN_IN + 3.0 if hard else max(edition.bleed, rules.bleed or 0.0 if rules else 0.0)
    width, height = edition.trim
    parts: list[tuple[PanelName, float]] = [("back", width), ("spine", spine.width), ("front", width)]
    if flaps and not hard:
        parts = [("back-flap", flaps), *parts, ("front-flap", flaps)]
    placed = list(_placed(parts, height, bleed, HINGE if hard else 0.0, rules))
    total = sum(part for _, part in parts) + 2 * bleed + (2 * HINGE if hard else 0.0)
    if binding == "right":
        placed = [_mirrored(panel, total) for panel in reversed(placed)]
    fits = pages >= (rules.spine_text_from if rules else 0) and spine.width >= LEAST_SPINE_TEXT
    panels = tuple(panel for panel in placed if panel.width)
    return Wrap(round(total, 4), round(height + 2 * bleed, 4), bleed, panels, fits, spine.rule)


def front_alone(width: float, height: float) -> Wrap:
    """A sheet with nothing but a front, for screens."""
    return Wrap(width, height, 0.0, (Panel("front", 0.0, 0.0, width, height, (SAFETY, SAFETY)),))


def _placed(
    parts: list[tuple[PanelName, float]], height: float, bleed: float, hinge: float, rules: Printer | None
) -> Iterator[Panel]:
    """The panels from left to right."""
    safety = max(SAFETY, rules.safety if rules else 0.0)
    clear = max(1.0, rules.spine_clear if rules else 0.0)
    left = bleed
    for name, width in parts:
        if name == "spine":
            left += hinge
        safe = (clear, safety) if name == "spine" else (safety, safety)
        yield Panel(name, round(left, 4), bleed, width, height, safe)
        left += width + (hinge if name == "spine" else 0.0)


def _mirrored(panel: Panel, total: float) -> Panel:
    left = round(total - panel.left - panel.width, 4)
    return Panel(panel.name, left, panel.top, panel.width, panel.height, panel.safe)
