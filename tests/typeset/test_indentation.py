"""The first line of a paragraph begins as far from the margin as it is indented, whichever margin that is."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from bookbuild.typeset.engine import engine

WIDTH, MARGIN, INDENT = 90 / 25.4 * 96, 10 / 25.4 * 96, 20.0
"""px"""
WORDS = {"rtl": "خرج رسول الله من مكة إلى المدينة ومعه صاحبه ", "ltr": "They left the city by night, and went south. "}


def edges(direction: str, align: str) -> list[tuple[float, float]]:
    """How far each line's text stands from the margin where it begins, and from the one where it ends, in px."""
    css = (
        f"@page {{ size: 90mm 200mm; margin: 10mm }} body {{ margin: 0; font: 13px/20px Amiri }}"
        f"p {{ margin: 0; text-indent: {INDENT}px; text-align: {align} }}"
    )
    html = f'<html dir="{direction}"><style>{css}</style><body><p>{(WORDS[direction] * 6).strip()}'
    page = engine.HTML(string=html).render().pages[0]._page_box
    return [_margins(line, direction) for line in page.descendants() if isinstance(line, boxes.LineBox)]


def _margins(line: Any, direction: str) -> tuple[float, float]:
    texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
    left = min(box.position_x for box in texts) - MARGIN
    right = WIDTH - MARGIN - max(box.position_x + box.width for box in texts)
    return (left, right) if direction == "ltr" else (right, left)


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_justified_lines_reach_both_margins_but_for_the_indent(direction: str) -> None:
    first, *others, last = edges(direction, "justify")
    assert first == pytest.approx((INDENT, 0), abs=0.05)
    assert others
    assert all(line == pytest.approx((0, 0), abs=0.05) for line in others)
    assert last[0] == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_ragged_lines_begin_at_the_margin_but_for_the_indent(direction: str) -> None:
    first, *others = edges(direction, "start")
    assert [first[0], *(line[0] for line in others)] == pytest.approx([INDENT] + [0] * len(others), abs=0.05)


def test_centred_lines_lie_as_far_from_either_side() -> None:
    leading, trailing = edges("rtl", "center")[0]
    assert leading - trailing == pytest.approx(INDENT, abs=0.05)
