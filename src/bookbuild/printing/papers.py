"""Papers by name → how thick and how heavy they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper for a book's block. `caliper` is the thickness of a leaf in mm, `weight` in g/m²."""

    name: str
    caliper: float
    weight: float


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("white-80", 0.104, 80),
        Paper("white-90", 0.117, 90),
        Paper("white-100", 0.130, 100),
        Paper("cream-80", 0.120, 80),
        Paper("cream-90", 0.135, 90),
        Paper("cream-100", 0.150, 100),
    )
}
"""Uncoated book papers: white of a bulk of 1.3 cm³/g, cream (volume 1.5) of 1.5."""

OF_PRINTERS = ("white", "cream", "premium-color")
"""The papers that printers on demand have, each its own."""

USUAL = "cream-80"
