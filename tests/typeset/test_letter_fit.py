"""Letters of justified lines, set a little wider or narrower with their spaces."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from bookbuild.typeset.engine import engine  # noqa: F401 (its seams)
from bookbuild.typeset.lines.justification import natural_spaces
from bookbuild.typeset.lines.letter_fit import LetterFit, scale_of
from bookbuild.typeset.lines.line_text import text_boxes

TAKEN = {
    "letters take half of what a line lacks": (6.0, 200.0, 30.0, 3.0),
    "and no more than they may": (20.0, 200.0, 30.0, 5.0),
    "but for a line whose spaces would be too wide": (24.0, 200.0, 30.0, 6.0),
    "which is not set without an end": (60.0, 200.0, 30.0, 8.0),
    "a line that is too wide is narrowed by its letters first": (-3.0, 200.0, 30.0, -3.0),
    "and then by its spaces": (-9.0, 200.0, 30.0, -4.0),
}


@pytest.mark.parametrize(("lacks", "letters", "spaces", "taken"), TAKEN.values(), ids=TAKEN)
def test_what_letters_take(lacks: float, letters: float, spaces: float, taken: float) -> None:
    assert LetterFit(0.025, 0.02, 0.04).taken(lacks, letters, spaces) == pytest.approx(taken)


ENGLISH = (
    "Whoever sits beside the road learns patience from the caravans, for the companions of the desert do not hurry; "
    "they remember the wells, they answer questions with <em>questions</em>, and they measure friendship by silence. "
)
ARABIC = (
    "قصد الصاحبان جنوب مكة والمدينة في شمالها ليكون الطلب في جهة وهما في جهة وصعدا في ظلمة الليل إلى غار في جبل ثور "
    "فأقاما فيه ثلاث ليال والحمد لله رب العالمين ولم يهاجر أبو بكر وحده بل جند للهجرة أهل بيته ومواليه كل في موضعه "
)
TEXTS = {"en": (ENGLISH, "ltr", "EB Garamond 12"), "ar": (ARABIC, "rtl", "Amiri")}


def lines(language: str, fits: str) -> list[Any]:
    text, direction, font = TEXTS[language]
    css = (
        f"@page {{ size: 300px 900px; margin: 30px }} p {{ font: 14px '{font}'; text-align: justify; --kashida: moderate; "
        f"--fits: {fits}; --quran: 'Amiri Quran'; --arabic: 'Amiri' }}"
    )
    page = HTML(string=f"<style>{css}</style><p lang={language} dir={direction}>{text * 3}").render().pages[0]
    return [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]


@pytest.mark.parametrize("language", TEXTS)
def test_lines_are_as_wide_as_their_measure_and_their_spaces_evener(language: str) -> None:
    plain, fitted = lines(language, "0 0 0"), lines(language, "0.025 0.02 0.04")
    widest = [
        max(1 + more / width for line in found[:-1] for width, more in natural_spaces(line))
        for found in (plain, fitted)
    ]
    assert widest[1] < widest[0]
    for line in fitted[:-1]:
        assert line.width == pytest.approx(224, abs=0.1)
    scales = [scale_of(box) for line in fitted[:-1] for box in text_boxes(line)]
    assert 0.98 - 1e-6 <= min(scales) < max(scales) <= 1.04 + 1e-6
    assert {scale_of(box) for line in plain for box in text_boxes(line)} == {1.0}


def test_boxes_of_a_line_follow_each_other_without_a_gap() -> None:
    for line in lines("en", "0.025 0.02 0.04")[:-1]:
        found = list(text_boxes(line))
        for box, following in pairwise(found):
            assert following.position_x == pytest.approx(box.position_x + box.width, abs=0.01)


def test_spaces_that_a_style_sheet_sets_are_not_widened() -> None:
    phrase = '<span style="word-spacing: -1px; white-space: nowrap" dir=rtl lang=ar>رضي الله عنه</span>'
    css = "@page { size: 300px 900px; margin: 30px } body { margin: 0 } p { font: 14px 'EB Garamond 12'; text-align: justify }"
    text = ENGLISH.replace("caravans", f"caravans {phrase}")
    page = HTML(string=f"<style>{css}</style><p lang=en>{text * 3}").render().pages[0]
    found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    assert all(line.width == pytest.approx(240, abs=0.1) for line in found[:-1])
    phrases = [box for line in found for box in text_boxes(line) if box.text == "رضي الله عنه"]
    assert len({round(box.width / scale_of(box), 2) for box in phrases}) == 1
    assert {box.justification_spacing for box in phrases} == {0.0}


@pytest.mark.parametrize("measure", [256, 280, 304, 328, 346])
def test_letters_of_the_quran_that_are_not_narrowed_are_not_reckoned_with(measure: int) -> None:
    words = "مَا فِي ٱلۡأَرۡضِ جَمِيعࣰا مَّآ أَلَّفۡتَ بَيۡنَ قُلُوبِهِمۡ"
    quoted = f'<span style="font-family: Amiri Quran" dir=rtl lang=ar>{words} {words}</span>'
    css = (
        f"@page {{ size: {measure + 60}px 1200px; margin: 30px }} body {{ margin: 0 }} p {{ font: 14px 'EB Garamond 12'; "
        "text-align: justify; hyphens: none; --fits: 0.025 0.02 0.04; --quran: 'Amiri Quran'; --arabic: 'Amiri' }"
    )
    body = f"<p lang=en>{f'{ENGLISH}{quoted}, {quoted} [al-Anfāl 8:63], and so they {quoted} ' * 3}"
    page = HTML(string=f"<style>{css}</style>{body}").render().pages[0]
    found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    assert max(line.width for line in found) <= measure + 0.1


@pytest.mark.parametrize("language", TEXTS)
def test_spaces_of_all_fonts_of_a_line_are_wider_by_the_same_share(language: str) -> None:
    text, direction, font = TEXTS[language]
    larger = text.replace(" the ", " <span style='font-size: 20px'>the great and </span> ")
    larger = larger.replace(" في ", " <span style='font-size: 20px'>في كل </span> ")
    css = f"@page {{ size: 300px 900px; margin: 30px }} p {{ font: 14px '{font}'; text-align: justify; hyphens: none }}"
    page = HTML(string=f"<style>{css}</style><p lang={language} dir={direction}>{larger * 3}").render().pages[0]
    found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    shares = [[more / natural for natural, more in natural_spaces(line)] for line in found]
    assert sum(len({round(natural, 2) for natural, _ in natural_spaces(line)}) > 1 for line in found) > 3
    for of_line in shares:
        assert of_line == pytest.approx([of_line[0]] * len(of_line)) if of_line else True
