"""Hyphens, stops and quotation marks of justified lines, hung over the margins: measured from the glyphs of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest
from set_texts import FONTS, file_of, set_text

from bookbuild.typeset.engine import engine  # noqa: F401 (its seams)
from bookbuild.typeset.engine.proofreading import faults_of
from bookbuild.typeset.lines.hanging import AT_END, AT_START

LATIN = (
    "“Whoever sits” beside the road, learns patience: from ʿUmar and the caravans, for the companions of the desert do "
    "not hurry; they remember the wells – they answer questions with <em>“questions,”</em> and measure ‘friendship’. "
)
ARABIC = (
    "«قصد الصاحبان» جنوب مكة، والمدينة في شمالها؛ ليكون الطلب في جهة، وهما في جهة: وصعدا في ظلمة الليل إلى غار في جبل. "
    "فأقاما فيه ثلاث ليال، والحمد لله رب العالمين «ولم يهاجر وحده»، بل جند للهجرة أهل بيته ومواليه كل في موضعه. "
)
TEXTS = {"en": LATIN, "ar": ARABIC}
MARGIN, WIDTHS = 8 * 72 / 25.4, (70, 82, 95, 111)
"""pt, and mm of the trim: each has margins of 8 mm."""

SHOWN_AS = {"\u00ad": "-", "\u2010": "-"}


def rows(language: str, trim: int, css: str, tmp_path: Path, text: str = "") -> list[list[dict[str, Any]]]:
    """The characters of each line but the last, from its left."""
    body = f"<p>{(text or TEXTS[language]) * 5}</p>"
    fragments = set_text(
        body, lang=language, width=trim, css=f"body {{ margin: 0 }} p {{ --fits: 0.025 0.02 0.04; {css} }}"
    )
    page = pymupdf.open(file_of(fragments, tmp_path / "lines.pdf"))[0]
    found: dict[int, list[dict[str, Any]]] = {}
    blocks = page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]
    for line in (line for block in blocks for line in block["lines"]):
        for char in (char for span in line["spans"] for char in span["chars"]):
            if char["c"].strip() and char["c"] not in "\u200e\u200f\u061c":
                found.setdefault(round(char["origin"][1]), []).append(char)
    lines = [sorted(found[y], key=lambda char: (char["bbox"][0], char["bbox"][2])) for y in sorted(found)]
    return lines[:-1]


def beyond(line: list[dict[str, Any]], trim: int) -> tuple[float, float]:
    """By how many pt a line is beyond the margin at its left and its right."""
    right = max(char["bbox"][2] for char in line)
    return MARGIN - line[0]["bbox"][0], right - (trim * 72 / 25.4 - MARGIN)


def share(shares: dict[str, float], char: dict[str, Any]) -> float:
    """By how many pt a character should hang."""
    width: float = char["bbox"][2] - char["bbox"][0]
    return shares.get(SHOWN_AS.get(char["c"], char["c"]), 0.0) * width


@pytest.mark.parametrize("trim", WIDTHS)
def test_lines_in_latin_script_hang_by_the_shares_of_their_characters(trim: int, tmp_path: Path) -> None:
    hung = 0
    for number, line in enumerate(rows("en", trim, "--hangs: 1", tmp_path)):
        left, right = beyond(line, trim)
        last = max(line, key=lambda char: char["bbox"][2])
        assert left == pytest.approx(share(AT_START, line[0]), abs=0.2), (number, line[0]["c"])
        assert right == pytest.approx(share(AT_END, last), abs=0.2), (number, last["c"])
        hung += right > 0.5
    assert hung > 2


@pytest.mark.skipif("Amiri" not in FONTS, reason="no Amiri")
@pytest.mark.parametrize("trim", WIDTHS)
def test_lines_in_arabic_hang_at_their_left_when_they_end_and_at_their_right_when_they_begin(
    trim: int, tmp_path: Path
) -> None:
    hung = 0
    for line in rows("ar", trim, "--hangs: 1", tmp_path):
        left, right = beyond(line, trim)
        first = max(line, key=lambda char: char["bbox"][2])
        assert right == pytest.approx(share(AT_START, first), abs=0.2), first["c"]
        assert left == pytest.approx(share(AT_END, line[0]), abs=0.2), line[0]["c"]
        hung += left > 0.5
    assert hung > 1


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("css", ["", "--hangs: 0", "--hangs: off"])
def test_nothing_hangs_where_the_theme_does_not_ask(language: str, css: str, tmp_path: Path) -> None:
    for line in rows(language, 95, css, tmp_path):
        assert beyond(line, 95) == pytest.approx((0, 0), abs=0.2)


def test_a_theme_lets_characters_hang_by_a_part_of_their_shares(tmp_path: Path) -> None:
    ends = [
        [(beyond(line, 95)[1], max(line, key=lambda char: char["bbox"][2])) for line in rows("en", 95, css, tmp_path)]
        for css in ("--hangs: 0.5", "--hangs: 7")
    ]
    for of_share, lines in zip((0.5, 1.0), ends, strict=True):
        for right, char in lines:
            assert right == pytest.approx(of_share * share(AT_END, char), abs=0.2)


NOT_HUNG = {
    "an indented first line begins where it is indented": ("text-indent: 20px", "“Who sits by the road"),
    "lines that are not justified": ("text-align: left", "“Who sits by the road"),
}


@pytest.mark.parametrize(("css", "text"), NOT_HUNG.values(), ids=NOT_HUNG)
def test_what_does_not_hang(css: str, text: str, tmp_path: Path) -> None:
    first = rows("en", 95, f"--hangs: 1; {css}", tmp_path, f"{text}, and listens, and listens, and so on. ")[0]
    assert beyond(first, 95)[0] <= 0.1


@pytest.mark.parametrize("language", TEXTS)
def test_what_hangs_is_no_fault_and_what_is_too_wide_is_one_still(language: str) -> None:
    from weasyprint import HTML

    def faults(text: str) -> list[Any]:
        direction = "rtl" if language == "ar" else "ltr"
        css = (
            "@page { size: 300px 1200px; margin: 30px } html { font: 14px Amiri; --hangs: 1 }"
            "p { text-align: justify; hyphens: none }"
        )
        page = HTML(string=f"<style>{css}</style><p lang={language} dir={direction}>{text}").render().pages[0]
        return [fault for fault in faults_of(page) if fault.code == "line-overfull"]

    assert not faults(TEXTS[language] * 4)
    assert len(faults(f"{TEXTS[language]} {'wwwwwwwwww' * 4}, {TEXTS[language]}")) == 1
