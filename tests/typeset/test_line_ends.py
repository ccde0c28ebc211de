"""What a line ends with decides nothing about the lines around it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

from bookbuild.typeset.engine import engine, patches
from bookbuild.typeset.lines import joined_boxes, line_ends

TEXT = "They walked the whole of the way on the side of the road that lay in the shade, and they called: <em>Here we are, and here he is!</em>"


def lines(width: int, text: str = TEXT) -> list[str]:
    """The lines of a text in a measure of `width` px."""
    style = f'@page {{ size: {width}px 900px; margin: 0 }} p {{ margin: 0; font: 16px "EB Garamond 12" }}'
    document = engine.HTML(string=f"<style>{style}</style><p>{text}").render()
    return [text for page in document.pages for text in _lines(page._page_box)]


def _lines(box: Any) -> Iterator[str]:
    if isinstance(box, boxes.LineBox):
        yield "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))
    else:
        for child in getattr(box, "children", ()):
            yield from _lines(child)


def test_no_word_stands_alone_before_a_longer_line() -> None:
    for width in range(280, 400):
        set_lines = lines(width)
        assert len(set_lines) > 1
        assert [line for line in set_lines[:-1] if " " not in line.strip()] == [], (width, set_lines)


CALLS = "He went.<a>1</a> Then he came!<a>(2)</a> He said “yes”<a>3</a> and stayed (late)<a>4</a>. To and fro-<a>fro</a> he went. "


def test_no_line_begins_with_the_call_of_a_note() -> None:
    set_lines = [line.strip() for width in range(90, 300, 7) for line in lines(width, CALLS * 2)]
    assert [line for line in set_lines if line.startswith(("1", "(2)", "3", "4", "."))] == []
    assert [line for line in set_lines if line.startswith(("(late", "fro "))]


def test_two_letters_are_asked_for_between_boxes() -> None:
    assert inline.can_break_text.func is joined_boxes.can_break_text
    assert "can_break_text(\n                    last_letter + first, child.style['lang'])" in inspect.getsource(inline)


def test_the_expression_stands_where_it_was() -> None:
    original = patches.original("weasyprint.text.line_break", "split_first_line")
    assert line_ends.COUNTS_SPACE in inspect.getsource(original)
    assert line_break.split_first_line is not original
