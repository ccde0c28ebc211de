"""A gradient that repeats → the same, or one colour where it repeats too often for anybody to see it.

Seam: `weasyprint.images.Gradient.draw` writes each repetition, however small, as colours of their own: one that repeats
each 0.001 px took 1 GB on a page.
"""

from __future__ import annotations

from math import hypot
from typing import Any

from weasyprint.images import gradient_average_color, normalize_stop_positions, process_color_stops

from bookbuild.typeset.seams.seam import Function

MOST_COLOURS = 1_000
"""Of a gradient, its repetitions counted."""


def draw(given: Function, gradient: Any, stream: Any, width: float, height: float, style: Any) -> None:
    """Fill a box of so many px with the gradient, or with its average colour."""
    if gradient.repeating and len(gradient.colors) > 1:
        length = hypot(width, height)
        places, _ = process_color_stops(length, gradient.stop_positions, gradient.color_hints, style)
        first, last, positions = normalize_stop_positions(places)
        if length * len(gradient.colors) > MOST_COLOURS * (last - first):
            stream.rectangle(0, 0, width, height)
            stream.set_color(gradient_average_color(list(gradient.colors), positions))
            stream.fill()
            return
    given(gradient, stream, width, height, style)
