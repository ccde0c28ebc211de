"""Text beyond the trim or over other text is found, whatever caused it; text that is only close is not."""

from __future__ import annotations

from typing import Any

import pytest

from bookbuild.typeset.engine import engine
from bookbuild.typeset.engine.overprints import overprints_of

TEXT = "They went out by night along the road to the south and the others went north. " * 3


def overprints(body: str, css: str = "") -> list[Any]:
    style = '@page { size: 80mm 60mm; margin: 10mm } body { font: 11pt/1.4 "EB Garamond 12", Amiri; margin: 0 } p { margin: 0 }'
    document = engine.HTML(string=f"<style>{style}{css}</style><body>{body}").render()
    return [fault for page in document.pages for fault in overprints_of(page)]


BEYOND = {
    "a word wider than the page": "<p>" + "1234567890" * 8,
    "a line that begins before the page": f'<p style="margin-left: -12mm">{TEXT}',
    "a line below the page": f'<div style="position: absolute; top: 58mm; height: 2mm">{TEXT[:20]}',
    "a line above the page": f'<div style="position: absolute; top: -13mm">{TEXT[:20]}',
}


@pytest.mark.parametrize("body", BEYOND.values(), ids=BEYOND)
def test_text_beyond_the_trim(body: str) -> None:
    (fault, *_) = overprints(body)
    assert fault.code == "text-outside"
    assert fault.amount > 0.5
    assert fault.over == ""


OVER = {
    "paragraphs": '<p>One stands here.<p style="margin-top: -1.2em">Two stands over it.',
    "a box without height": '<div style="height: 0">One stands here.</div><p>Two stands over it.',
    "Arabic": '<div lang="ar" dir="rtl" style="height: 0">وقف واحد هنا</div><p dir="rtl" lang="ar">ووقف آخر فوقه',
    "a line placed by hand": '<p>One stands here.<span style="position: absolute; left: 0; top: 0">Two</span>',
}


@pytest.mark.parametrize("body", OVER.values(), ids=OVER)
def test_text_over_text(body: str) -> None:
    (fault,) = overprints(body)
    assert fault.text != fault.over != ""


APART = {
    "paragraphs": f"<p>{TEXT}<p>{TEXT}",
    "lines set solid": f'<p style="line-height: 0.9">{TEXT}',
    "raised and lowered letters": "<p>one<sup>23</sup> two<sub>4</sub><br>three<sup>4</sup>",
    "vowelled Arabic": '<p lang="ar" dir="rtl" style="line-height: 1.1">وَقَفَ وَاحِدٌ هُنَا<br>وَوَقَفَ آخَرُ تَحْتَهُ',
    "a hanging number": '<p>One<span style="margin-left: -8mm">12</span>',
    "what is not seen": f'<p>{TEXT[:30]}<p style="margin-top: -1.4em; visibility: hidden">{TEXT[:30]}',
    "columns": f'<div style="columns: 2">{TEXT}</div>',
    "a float": f'<p><span style="float: left">A</span>{TEXT}',
    "spaces that hang over the edge": f"<pre>{TEXT[:20]}{' ' * 80}",
}


@pytest.mark.parametrize("body", APART.values(), ids=APART)
def test_text_that_stands_apart(body: str) -> None:
    assert overprints(body) == []


def test_a_note_that_cannot_be_divided_and_is_higher_than_a_page_is_found() -> None:
    note = '<span class="note">High<span style="display: inline-block; height: 90mm; vertical-align: bottom"></span></span>'
    found = overprints(f"<p>{TEXT}{note}", ".note { float: footnote }")
    assert found
    assert all("High" in fault.text for fault in found)
