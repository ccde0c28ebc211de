"""Where a link can be clicked: on its text, once."""

from __future__ import annotations

import pytest
from set_texts import set_text

CSS = (
    "p { text-align: start } a { text-decoration: none } .leader::before { content: leader('  .') }"
    "p[dir=ltr] .folio { margin-right: -40px } p[dir=rtl] .folio { margin-left: -40px } p { margin: 0 60px }"
)
LINE = (
    "<p id='x' dir='{}'><a href='#x'><span>{}</span><span class='leader'></span><span class='folio'>12</span></a></p>"
)


@pytest.mark.parametrize(("direction", "lang", "text"), [("ltr", "en", "In the cave"), ("rtl", "ar", "في الغار")])
def test_a_line_with_a_leader_is_one_area_from_its_title_to_its_folio(direction: str, lang: str, text: str) -> None:
    (fragment,) = set_text(LINE.format(direction, text), lang=lang, css=CSS)
    ((_, target, (left, top, right, bottom)),) = fragment.pages[0].links
    margin, width = 8 / 25.4 * 96 + 8, fragment.pages[0].width
    begins, ends = (left, width - right) if direction == "ltr" else (width - right, left)
    assert target == "x"
    assert begins == pytest.approx(margin + 60, abs=1)
    assert ends == pytest.approx(margin + 20, abs=1)
    assert 10 < bottom - top < 60


def test_a_link_over_two_lines_has_an_area_on_each() -> None:
    (fragment,) = set_text(
        "<p id='x'>قال الرجل <a href='#x'><em>لصاحبه</em> في الغار يوم الخروج إلى المدينة من مكة</a> ثم مضى</p>",
        width=70,
    )
    areas = [area for _, _, area in fragment.pages[0].links]
    assert len(areas) == len({area[1] for area in areas}) > 1
    assert all(0 < left < right < fragment.pages[0].width for left, _, right, _ in areas)
