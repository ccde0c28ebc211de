"""Where the text stands on a page, for every listed trim and the sizes that books are set in."""

from __future__ import annotations

from itertools import product

import pytest

from bookbuild.documents.tokens import Canon
from bookbuild.fonts.catalogue import faces_of
from bookbuild.fonts.metrics import arabic_beside, average_width, has_superiors, height
from bookbuild.sources.settings.measures import TRIMS
from bookbuild.typeset.book.page_plan import LEAST_INNER, LEAST_OUTER, page_plan

POINT = 25.4 / 72
SIZES = (8, 9, 11, 13, 16, 20)
CANONS = (Canon(), Canon(inner=2, top=3, outer=4, bottom=6, tallest=0.7, widest=0.7))


@pytest.mark.parametrize("trim", TRIMS.values(), ids=TRIMS)
def test_margins_and_text_make_the_trim(trim: tuple[float, float]) -> None:
    for size, canon in product(SIZES, CANONS):
        plan = page_plan(trim, size * POINT * 1.42, size * POINT * 0.38, canon)
        assert plan.inner + plan.width + plan.outer == pytest.approx(trim[0])
        assert plan.top + plan.height + plan.bottom == pytest.approx(trim[1])
        assert plan.height / plan.line == pytest.approx(round(plan.height / plan.line))
        assert plan.width <= canon.measure * size * POINT * 0.38 + 1e-9
        assert plan.inner >= LEAST_INNER
        assert plan.outer >= LEAST_OUTER
        assert plan.top < plan.bottom


def test_margins_stand_to_each_other_as_the_canon_says() -> None:
    plan = page_plan((170, 240), 5.2, 1.6, CANONS[1])
    assert plan.outer / plan.inner == pytest.approx(2)
    assert plan.bottom / plan.top == pytest.approx(2)


@pytest.mark.parametrize("size", [9, 11, 13, 16])
def test_head_and_folio_stand_on_the_smallest_trim(size: float) -> None:
    line = size * POINT * 1.42
    plan = page_plan(TRIMS["A6"], line, size * POINT * 0.38, Canon(top=5, bottom=8, tallest=0.76))
    assert plan.top >= 1.9 * line + 2.99
    assert plan.bottom >= 2.3 * line + 2.99


def test_a_line_taller_than_the_page_is_still_a_line() -> None:
    assert page_plan((50, 50), 80, 10, Canon()).height == 80


def regular(family: str):
    return next(face for face in faces_of(family) if face.weight == 400 and not face.italic)


def test_arabic_is_seated_between_x_and_ascender() -> None:
    latin, arabic = regular("EB Garamond 12"), regular("Amiri")
    x, stem = height(latin, "x") / height(arabic, "ه"), height(latin, "d") / height(arabic, "ا")
    assert stem < arabic_beside(latin, arabic) < x
    assert 1.05 < arabic_beside(latin, arabic) < 1.2


def test_letters_are_as_wide_as_prose_is() -> None:
    assert 0.36 < average_width(regular("EB Garamond 12"), "latin") < 0.41
    assert average_width(regular("Gentium Plus"), "latin") > average_width(regular("EB Garamond 12"), "latin")
    assert 0.3 < average_width(regular("Amiri"), "arabic") < 0.4


def test_figures_for_notes_are_found_where_they_are_drawn() -> None:
    assert has_superiors(regular("EB Garamond 12"))
    assert not has_superiors(regular("Gentium Plus"))
