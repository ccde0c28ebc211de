"""Lines of Arabic are as wide as what is drawn in them, and their full stops are those of Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import line_size

from bookbuild.typeset.engine import engine  # noqa: F401 (its seams)
from bookbuild.typeset.lines.letter_fit import scale_of
from bookbuild.typeset.lines.line_text import text_boxes
from bookbuild.typeset.lines.punctuation_script import LETTER_MARK, with_script

KERNED = (
    "فناداهم بالأمان، وعرض عليهم الزاد والمتاع، فلم يُطلب منه إلا كلمة واحدة: «أَخْفِ عَنَّا». ورجع ومعه كتاب أمن في رقعة من "
    "أديم، خطّه عامر بن فهيرة <span class=h>رضي الله عنه</span>. ثم مضى، وقال: «كُفيتم». وخرج أبو بكر <b>رحمه الله</b>. "
)
CSS = (
    "@page { size: 340px 900px; margin: 20px } body { margin: 0 } p { font: 16px Amiri; text-align: justify; "
    "--kashida: moderate; --fits: 0.025 0.02 0.04; --quran: 'Amiri Quran'; --arabic: 'Amiri' }"
)


def lines() -> list[Any]:
    page = HTML(string=f"<style>{CSS}</style><p lang=ar dir=rtl>{KERNED * 3}").render().pages[0]
    return [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]


def drawn(box: Any) -> Any:
    """The line of Pango's as it is drawn."""
    box.pango_layout.reactivate(box.style)
    return box.pango_layout.get_first_line()[0]


def glyphs(box: Any) -> Iterator[tuple[str, int]]:
    """The characters that glyphs of a box stand for, and their numbers in the font."""
    run, text = drawn(box).runs[0], box.pango_layout.text.encode()
    while run != ffi.NULL:
        for glyph, start in zip(
            run.data.glyphs.glyphs[0 : run.data.glyphs.num_glyphs],
            run.data.glyphs.log_clusters[0 : run.data.glyphs.num_glyphs],
            strict=True,
        ):
            yield chr(text[run.data.item.offset + start]), glyph.glyph
        run = run.next


def test_a_line_is_as_wide_as_what_is_drawn_in_it() -> None:
    for line in lines()[:-1]:
        width = sum(line_size(drawn(box), box.style)[0] * scale_of(box) for box in text_boxes(line))
        assert width == pytest.approx(300, abs=0.5)
        assert line.width == pytest.approx(300, abs=0.1)


def test_all_full_stops_are_those_of_arabic() -> None:
    found = {glyph for line in lines() for box in text_boxes(line) for char, glyph in glyphs(box) if char == "."}
    assert len(found) == 1
    assert any(box.text.strip() == "." for line in lines() for box in text_boxes(line))


@pytest.mark.parametrize("text", [".", ").", ". ", "؟!", ":"])
def test_punctuation_by_itself_has_a_script(text: str) -> None:
    assert with_script(text) == text + LETTER_MARK
    assert with_script(with_script(text)) == text + LETTER_MARK


@pytest.mark.parametrize("text", ["", " ", "قال.", "12.", "١٢.", "—", ". . . . . ."])
def test_what_has_a_script_or_needs_none_is_left_alone(text: str) -> None:
    assert with_script(text) == text
