"""A printed edition and its pages → its measures: trim, spine, weight by its paper (List 48)."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.model.press import Press
from bookbuild.model.settings import Edition
from bookbuild.outputs.onix.elements import OnixPart, element, text
from bookbuild.printing.papers import PAPERS, USUAL
from bookbuild.printing.spine import spine_of

COVER = 250.0
"""g/m² of a paperback's cover."""
BOARDS = 1_500.0
"""g/m² of a hardcover's boards with what covers them."""
BULK = 1.5
"""cm³/g of a paper that is given by its thickness alone."""


def measures(edition: Edition, pages: int) -> Iterator[OnixPart]:
    """Height, width and thickness in mm, weight in g; none of an edition that is not printed."""
    if edition.press is None or not pages:
        return
    width, height = edition.trim
    thickness = spine(edition.press, pages)
    yield _measure("01", f"{height:g}", "mm")
    yield _measure("02", f"{width:g}", "mm")
    yield _measure("03", f"{thickness:.1f}", "mm") if thickness else None
    yield _measure("08", f"{weight(edition, pages):.0f}", "gr")


def spine(press: Press, pages: int) -> float:
    """The width of the spine in mm, by the printer's rule or the paper's caliper."""
    return spine_of(pages, press.binding_style, press.printer, press.paper or USUAL, press.caliper).width


def weight(edition: Edition, pages: int) -> float:
    """Grams: the leaves by their paper, and the cover."""
    press, (width, height) = edition.press or Press(), edition.trim
    leaves = (pages + 1) // 2 * width * height / 1e6 * _grammage(press)
    cover = (2 * width + spine(press, pages)) * height / 1e6
    return leaves + cover * (BOARDS if press.binding_style == "hardcover" else COVER)


def _grammage(press: Press) -> float:
    """g/m² of an edition's paper."""
    if press.caliper is not None:
        return press.caliper * 1000 / BULK
    paper = PAPERS.get(press.paper) or PAPERS.get(f"{press.paper}-80") or PAPERS[USUAL]
    return paper.weight


def _measure(kind: str, value: str, unit: str) -> OnixPart:
    return element("Measure", text("MeasureType", kind), text("Measurement", value), text("MeasureUnitCode", unit))
