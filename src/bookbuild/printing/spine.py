"""Pages, paper, binding and printer → how wide the spine of a book is, and by which rule."""

from __future__ import annotations

from typing import NamedTuple

from bookbuild.printing.papers import PAPERS, USUAL
from bookbuild.printing.printers import INCH, Printer, printers

BOARD = 2.5
"""mm of the board of a hardcover: its spine is that of the block and of two boards."""


class Spine(NamedTuple):
    """The width of a spine in mm; `rule` says in words what it was computed by."""

    width: float
    rule: str


def spine_of(pages: int, binding: str, printer: str = "", paper: str = USUAL, caliper: float | None = None) -> Spine:
    """The spine of a book of `pages`. `caliper`, the thickness of a leaf in mm, goes before `paper`'s.

    A printer that publishes a rule for its papers is computed by that; `cream-80` there is its `cream`. A book in
    saddle stitch has no spine.
    """
    rules = printers().get(printer)
    if binding == "saddle":
        return Spine(0.0, "saddle stitch has no spine")
    if rules and binding == "hardcover" and rules.case_spine:
        width = next((width for most, width in rules.case_spine if pages <= most), rules.case_spine[-1][1])
        return Spine(width, f"{rules.title}'s table of hardcovers")
    own = _own_paper(paper, rules) if caliper is None and binding == "paperback" else None
    if rules and own:
        return Spine(pages * rules.spine[own] * INCH + rules.spine_cover, f"{rules.title}'s rule for {own} paper")
    leaf = caliper if caliper is not None else _caliper(paper)
    block = (pages + 1) // 2 * leaf
    if binding == "hardcover":
        return Spine(block + 2 * BOARD, f"leaves of {leaf:g} mm and two boards of {BOARD:g} mm")
    return Spine(block, f"leaves of {leaf:g} mm")


def _own_paper(paper: str, rules: Printer | None) -> str | None:
    """The printer's own paper that is meant by a name: that very one, or the one of its colour."""
    names = (paper, paper.split("-")[0])
    return next((name for name in names if rules and name in rules.spine), None)


def _caliper(paper: str) -> float:
    """The thickness of a leaf in mm; a printer's paper of which it publishes nothing is the usual one of its colour."""
    known = PAPERS.get(paper) or PAPERS.get(f"{paper}-80") or PAPERS["white-90"]
    return known.caliper
