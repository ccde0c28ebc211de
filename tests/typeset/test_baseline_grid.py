"""Text behind a figure, a table or Arabic of its own leading stands on the page's lines."""

from __future__ import annotations

from typing import Any

import pytest

from bookbuild.typeset.engine import engine

LINE = 5.0
"""mm"""

CSS = """:root { --line: 5mm } @page { size: 120mm 150mm; margin: 17mm } body { margin: 0; font: 11pt EB Garamond 12 }
p { margin: 0; line-height: var(--line); orphans: 1; widows: 1 } .next { --on-line: 0 } .half { --on-line: 0.5 }
.odd { height: HEIGHTmm; margin: 4mm 0 }"""
WORDS = "They left the city by night and took the southern road. " * 12


def lines(html: str) -> list[tuple[int, float, str]]:
    """Page, height under the text's top in lines, and text of every line."""
    found = []
    for number, page in enumerate(engine.HTML(string=html).render().pages):
        top = page._page_box.content_box_y()
        for box in page._page_box.descendants():
            if type(box).__name__ == "LineBox":
                text = "".join(getattr(part, "text", "") for part in box.descendants())
                found.append((number, (box.position_y - top) * 25.4 / 96 / LINE, text))
    return found


@pytest.mark.parametrize("height", [3, 7.3, 11.9, 30.01, 64.4])
def test_text_returns_to_the_lines_of_the_page(height: float) -> None:
    html = f"<style>{CSS.replace('HEIGHT', str(height))}</style><p>{WORDS}<div class=odd></div><p class=next>{WORDS}<p>{WORDS}"
    places = [place for _, place, _ in lines(html)]
    assert len(places) > 15
    assert places == pytest.approx([round(place) for place in places], abs=1e-3)


def test_text_that_asks_for_nothing_stays() -> None:
    html = f"<style>{CSS.replace('HEIGHT', '7.3')}</style><p>{WORDS}<div class=odd></div><p>{WORDS}"
    assert any(place != pytest.approx(round(place), abs=1e-3) for _, place, _ in lines(html))


def test_half_a_line_can_be_asked_for() -> None:
    html = f"<style>{CSS.replace('HEIGHT', '7.3')}</style><p>One line.<div class=odd></div><p class=half>Half-way.<p class=next>On."
    places: dict[str, Any] = {text: place % 1 for _, place, text in lines(html)}
    assert places["Half-way."] == pytest.approx(0.5, abs=1e-3)
    assert round(places["On."], 3) in (0, 1)
