"""Words in an SVG → drawn joined, in bidirectional order, and found in the file as they were written."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from set_texts import file_of, mupdf, set_text

from bookbuild.typeset.drawing.svg_text import visual_order


def drawn(inner: str, path: Path) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">{inner}</svg>'
    return mupdf(file_of(set_text(f"<p>{svg}</p>"), path / "a.pdf"))


@pytest.mark.parametrize("attributes", ['x="290" direction="rtl"', 'x="10"', 'x="150" text-anchor="middle"'])
@pytest.mark.parametrize("words", ["بئر زمزم والكعبة", "سُورَةُ الكَهْفِ"])
def test_arabic_is_found_as_written(attributes: str, words: str, tmp_path: Path) -> None:
    found = drawn(f'<text y="30" font-size="20" font-family="Amiri" {attributes}>{words}</text>', tmp_path)
    assert "".join(found.replace("\u200f", "").split()) == "".join(words.split())


def test_words_of_several_colours_stand_from_right_to_left(tmp_path: Path) -> None:
    text = 'واحد <tspan fill="red">اثنان</tspan> ثلاثة'
    drawn(f'<text x="290" y="30" direction="rtl" font-family="Amiri">{text}</text>', tmp_path)
    with pymupdf.open(tmp_path / "a.pdf") as document:
        left = {word: x for x, _, _, _, word, *_ in document[0].get_text("words")}
    assert left["ثلاثة"] < left["اثنان"] < left["واحد"]


PIECES = {
    "a <tspan>b <tspan>c</tspan> d</tspan> e": "a b c d e",
    "a<tspan>b<tspan>c<tspan>d</tspan>e</tspan>f</tspan>g": "abcdefg",
    "واحد <tspan>اثنان <tspan>ثلاثة</tspan> أربعة</tspan> خمسة": "خمسة أربعة ثلاثة اثنان واحد",
}


@pytest.mark.parametrize("inner", PIECES)
def test_what_stands_behind_a_piece_within_a_piece_is_drawn(inner: str, tmp_path: Path) -> None:
    drawn(f'<text x="20" y="30" font-family="Amiri">{inner}</text>', tmp_path)
    with pymupdf.open(tmp_path / "a.pdf") as document:
        words = sorted(document[0].get_text("words"))
    assert " ".join(word[4] for word in words) == PIECES[inner]


def test_a_text_that_is_used_twice_is_drawn_as_often(tmp_path: Path) -> None:
    text = '<text id="t" x="20" y="15" font-family="Amiri">a <tspan>b <tspan>c</tspan> d</tspan> e</text>'
    assert drawn(f'{text}<use href="#t" y="25"/>', tmp_path).split() == ["a", "b", "c", "d", "e"] * 2


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ([], []),
        ([0, 0], [0, 1]),
        ([1, 1], [1, 0]),
        ([0, 1, 0], [0, 1, 2]),
        ([1, 2, 1], [2, 1, 0]),
        ([0, 1, 2, 1], [0, 3, 2, 1]),
    ],
)
def test_runs_are_turned_by_their_levels(levels: list[int], order: list[int]) -> None:
    assert visual_order(levels) == order


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("size", ["", 'width="100%"', 'width="100%" height="100%"', 'height="20"', 'width="20"'])
def test_a_drawing_without_a_size_stands_in_a_line(direction: str, size: str, tmp_path: Path) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" {size}><rect width="9" height="9"/></svg>'
    words = "قبل بعد" if direction == "rtl" else "before after"
    first, second = words.split()
    fragments = set_text(f"<p>{first} {svg} {second}</p>", lang="ar" if direction == "rtl" else "en")
    assert sorted(mupdf(file_of(fragments, tmp_path / "a.pdf")).split()) == sorted(words.split())
