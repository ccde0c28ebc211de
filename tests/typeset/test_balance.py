"""Lines in the middle are nearly of one length, and no more than they were."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from bookbuild.typeset.engine import engine
from bookbuild.typeset.lines import balance, leading

ENGLISH = (
    "When you cried to your Lord for help, and He answered you: I am sending you a thousand of the angels, one by one"
)
ARABIC = "ضاقت مكة بأهل الإيمان أعواما طوالا ثم فتح لهم باب لم يكونوا يحتسبونه فأذن لهم في اللحاق بإخوانهم"


def lines(text: str, width: float, style: str, direction: str = "ltr") -> list[Any]:
    css = (
        f"@page {{ size: 400px }} p {{ width: {width}px; font: 12px/16px 'EB Garamond 12', Amiri; margin: 0; {style} }}"
    )
    page = engine.HTML(string=f'<html dir="{direction}"><style>{css}</style><p>{text}').render().pages[0]._page_box
    return [box for box in page.descendants() if isinstance(box, boxes.LineBox)]


@pytest.mark.parametrize(("text", "direction"), [(ENGLISH, "ltr"), (ARABIC, "rtl")])
@pytest.mark.parametrize("width", [140, 170, 200, 240, 280])
def test_no_line_is_much_shorter_than_another(text: str, direction: str, width: int) -> None:
    before = lines(text, width, "text-align: center", direction)
    after = lines(text, width, "text-align: center; --balanced: yes", direction)
    assert len(after) == len(before)
    assert min(line.width for line in after) >= min(line.width for line in before)
    assert min(line.width for line in after) > 0.55 * max(line.width for line in after)
    middles = [line.position_x + line.width / 2 for line in (*before, *after)]
    assert middles == pytest.approx([middles[0]] * len(middles), abs=0.5)


def test_lines_that_do_not_stand_in_the_middle_are_left_alone() -> None:
    found = (lines(ENGLISH, 200, f"text-align: justify; --balanced: {wish}") for wish in ("yes", "no"))
    assert len({tuple(line.width for line in each) for each in found}) == 1


def test_the_function_is_that_of_the_seam() -> None:
    assert block.iter_line_boxes.func is leading.iter_line_boxes
    assert block.iter_line_boxes.args[0].func is balance.iter_line_boxes
