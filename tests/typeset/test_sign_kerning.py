"""ʿ and ʾ stand clear of the letters beside them."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from bookbuild.typeset.engine import engine  # noqa: F401 (its seams)
from bookbuild.typeset.lines.collisions import words
from bookbuild.typeset.lines.ink import STRIP, _glyphs
from bookbuild.typeset.lines.shaping import face_of
from bookbuild.typeset.lines.sign_kerning import BELOW, moved

SIGN = dict.fromkeys(range(5, 13), (0.43, 0.65))
"""As in an italic whose sign is that of the roman: its ink from .125 to .325 em, its advance .2."""

HIGH, LOW = dict.fromkeys(range(20), (0.0, 0.7)), dict.fromkeys(range(20), (0.0, 0.1))
MOVED = {
    "it moves back over what is free": ({}, 0.0, HIGH, (-0.115, 0.02)),
    "a letter before it leaves less": (HIGH, 0.5, HIGH, (-0.115, 0.02)),
    "a wide one none": (HIGH, 0.4, HIGH, (-0.015, 0.12)),
    "a letter that stays below is not met": ({}, 0.0, LOW, (0.0, 0.0)),
    "without a letter after it, it stays": ({}, 0.0, {}, (0.0, 0.0)),
    "from a letter before that it touches it moves on": (dict.fromkeys(range(30), (0.0, 0.7)), 0.6, {}, (0.035, 0.0)),
}


@pytest.mark.parametrize(("before", "advance", "after", "expected"), MOVED.values(), ids=MOVED)
def test_how_far_a_sign_moves(before: Any, advance: float, after: Any, expected: tuple[float, float]) -> None:
    assert moved(SIGN, 0.2, before, advance, after) == pytest.approx(expected)


FONTS = ("EB Garamond 12", "Gentium Plus", "Gentium Book Plus")
WORDS = ("al-ʿIqd", "Shuʿayb", "ʿUmar", "dāʿī", "Qurʾān", "Ka\u02bfb", "al-ʿAmal")


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("style", ["normal", "italic"])
def test_no_letter_is_overprinted(font: str, style: str) -> None:
    body = "<br>".join(WORDS)
    page = HTML(string=f"<p lang=en style=\"font: {style} 20px '{font}'\">{body}").render().pages[0]
    for box in page._page_box.descendants():
        if isinstance(box, boxes.TextBox) and box.text.strip():
            face = face_of(box.style)
            placed = list(_glyphs(face, box.text))
            for at, (sign, x, _) in enumerate(placed):
                if box.text[at] in "ʿʾ":
                    low = min(strip[0] for strip in sign.values()) - BELOW
                    for other, other_x, _ in placed[max(at - 1, 0) : at] + placed[at + 1 : at + 2]:
                        beside = [other_x + strip * STRIP for strip, (_, high) in other.items() if high > low]
                        inks = [x + strip * STRIP for strip in sign]
                        if beside:
                            assert max(beside) < min(inks) or min(beside) > max(inks), box.text


def test_a_box_is_as_wide_as_what_is_drawn_in_it() -> None:
    page = HTML(string="<p lang=en style=\"font: italic 20px 'EB Garamond 12'\">Shuʿayb and ʿIqd").render().pages[0]
    (line,) = (box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox))
    assert sum(word.width for word in words(line)) + 2 * face_of(line.style).width(" ") * 20 == pytest.approx(
        line.width, abs=0.1
    )
