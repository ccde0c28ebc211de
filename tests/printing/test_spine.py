"""The spine of each printer's rule, to a tenth of a millimetre."""

from __future__ import annotations

import pytest

from bookbuild.printing.printers import printers
from bookbuild.printing.spine import spine_of

# printer, binding, paper, pages → mm, as the printer's own page or calculator says
SPINES = [
    ("kdp", "paperback", "white", 200, 200 * 0.002252 * 25.4),
    ("kdp", "paperback", "cream", 200, 12.7),
    ("kdp", "paperback", "premium-color", 300, 300 * 0.002347 * 25.4),
    ("kdp", "paperback", "cream-80", 200, 12.7),
    ("lulu", "paperback", "white", 174, 174 / 17.48 + 1.524),
    ("lulu", "paperback", "cream", 444, 25.4 + 1.524),
    ("lulu", "hardcover", "white", 24, 6.0),
    ("lulu", "hardcover", "cream", 140, 13.0),
    ("lulu", "hardcover", "white", 306, 24.0),
    ("lulu", "hardcover", "white", 800, 54.0),
    ("ingramspark", "paperback", "cream-80", 200, 100 * 0.120),
    ("ingramspark", "paperback", "white", 200, 100 * 0.104),
    ("ingramspark", "hardcover", "cream-80", 200, 100 * 0.120 + 5.0),
    ("kdp", "hardcover", "white", 200, 100 * 0.104 + 5.0),
    ("offset", "paperback", "white-90", 256, 128 * 0.117),
    ("offset", "hardcover", "white-90", 256, 128 * 0.117 + 5.0),
    ("offset", "saddle", "white-90", 48, 0.0),
    ("", "paperback", "cream-80", 41, 21 * 0.120),
]


@pytest.mark.parametrize(("printer", "binding", "paper", "pages", "expected"), SPINES)
def test_a_spine_is_that_of_the_printers_rule(printer, binding, paper, pages, expected) -> None:
    assert spine_of(pages, binding, printer, paper).width == pytest.approx(expected, abs=0.05)


def test_the_thickness_of_leaves_goes_before_a_paper() -> None:
    assert spine_of(200, "paperback", "kdp", "", 0.2).width == pytest.approx(20.0)


def test_the_rules_are_told_with_their_sources() -> None:
    assert spine_of(200, "paperback", "lulu", "white").rule == "Lulu's rule for white paper"
    assert any("how-is-spine-width-calculated" in source for source in printers()["lulu"].sources)
