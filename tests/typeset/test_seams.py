"""What stands on WeasyPrint's private parts: each test fails when the part moves."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest
from seconds import seconds
from weasyprint import layout, pdf
from weasyprint.layout import inline
from weasyprint.pdf.stream import Stream

from bookbuild.typeset.drawing.text_runs import joined_shifts
from bookbuild.typeset.engine import engine, patches
from bookbuild.typeset.lines import bound_words, indentation
from bookbuild.typeset.pagination import pages_of_notes


def test_weasyprint_does_not_divide_notes() -> None:
    area = inspect.getsource(patches.original("weasyprint.layout:LayoutContext", "_update_footnote_area"))
    assert "self, footnote_area, -inf, None," in area
    assert pages_of_notes.DELAYS_NOTES in inspect.getsource(patches.original(patches.BLOCK, "_linebox_layout"))


def test_first_lines_are_indented_where_they_begin() -> None:
    original = patches.original(patches.INLINE, "get_next_linebox")
    assert indentation.INDENTS_AT_LEFT in inspect.getsource(original)
    assert inline.get_next_linebox is not original


def test_a_line_before_a_bound_word_is_full() -> None:
    original = patches.original(patches.INLINE, "_break_waiting_children")
    assert bound_words.ENDS_A_PIXEL_BEFORE in inspect.getsource(original)
    words = "there was a price upon the journey. He stood beside the Prophet\u00a0<span>ﷺ</span> through thirteen years"
    for width in range(96, 112):
        html = f'<body style="width: {width}mm; margin: 0; font: 12pt EB Garamond 12, Amiri"><p>{words}</p>'
        page = engine.HTML(string=html).render().pages[0]._page_box
        lines = [box for box in page.descendants() if type(box).__name__ == "LineBox"]
        first = "".join(getattr(box, "text", "") for box in lines[0].descendants())
        assert len(first.split()) > 3 or len(lines) == 1, (width, first)


def test_margin_boxes_are_made_where_the_switch_stands() -> None:
    assert "make_margin_boxes(context, page, state)" in inspect.getsource(layout.layout_document)


def test_fonts_are_closed_where_they_are_captured() -> None:
    assert "build_fonts_dictionary(pdf, document.fonts, compress, subset, options)" in inspect.getsource(
        pdf.generate_pdf
    )


def test_html_has_what_the_tree_gives_it() -> None:
    fields = set(vars(engine.HTML(string="<p>a")))
    assert fields == {"base_url", "url_fetcher", "media_type", "wrapper_element", "etree_element"}


def test_text_is_shown_through_our_shifts() -> None:
    assert vars(Stream)["show_text"] is not Stream.__mro__[1].show_text


SHIFTS = [
    ("<0027>0<>-148.6<0001>-141", "<0027>-148.6<0001>-141"),
    ("<0027>0<0028>-10", "<00270028>-10"),
    ("<0027>0<0028>0", "<00270028>"),
    ("<>28<0047>0", "28<0047>"),
    ("<>28<0047>0<>1.5<1111>", "28<0047>1.5<1111>"),
    ("-28.696683161040614<0076>", "-28.6967<0076>"),
    ("<>0", ""),
]


@pytest.mark.parametrize(("written", "joined"), SHIFTS)
def test_shifts_between_glyphs_are_one_number(written: str, joined: str) -> None:
    assert joined_shifts(written) == joined


def test_libraries_are_found_by_the_names_of_their_files() -> None:
    code = (
        "import ctypes.util\n"
        "def looked_for(name): raise AssertionError(name)\n"
        "ctypes.util.find_library = looked_for\n"
        "import bookbuild.typeset.engine.engine\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_long_runs_take_time_in_proportion() -> None:
    """32 times as long a run takes about 32 times as long; the bar is 4 times that, a square would be 32 times."""
    short, long = ("<0027>0<0028>" * count + "<>-1.5<0001>" for count in (1000, 32_000))
    assert seconds(lambda: joined_shifts(long)) < 4 * 32 * seconds(lambda: joined_shifts(short))


def test_tags_are_grown_where_they_are_added() -> None:
    assert "add_tags(pdf, document, options['pdf_version'], page_streams)" in inspect.getsource(pdf.generate_pdf)
    assert "self._tags[box] = {'tag': tag, 'mcid': mcid}" in inspect.getsource(Stream.marked)
