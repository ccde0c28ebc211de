"""A quotation at the end of a page: what may part there, how far its rule goes, where a note and a space go."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from bookbuild.typeset.engine import engine, patches
from bookbuild.typeset.pagination import page_ends

PAGE = """<style>@page { size: 300px 208px; margin: 20px } html { font: 12px/16px "EB Garamond 12" } p { margin: 0 }
p.first { break-after: avoid; --ends-page: 2 } blockquote { margin: 16px 0 0; border-left: 1px solid }</style>"""


def pages(before: int, first: int, reference: str = "") -> list[Any]:
    """So many lines, and a quotation of so many and of four, on pages of ten."""
    lines = "<br>".join
    html = f"{PAGE}<p>{lines('x' * before)}</p><blockquote><p class=first>{lines('a' * first)}</p>"
    return engine.HTML(string=f"{html}<p style='{reference}'>{lines('bcde')}</p></blockquote>").render().pages


def letters(page: Any) -> str:
    return "".join(box.text for box in page._page_box.descendants() if isinstance(box, boxes.TextBox))


@pytest.mark.parametrize(
    ("before", "first", "expected"),
    [
        (3, 2, ["xxxaabcde", ""]),  # all fits
        (5, 2, ["xxxxxaabc", "de"]),
        (7, 2, ["xxxxxxxaa", "bcde"]),  # the translation has not two lines here: the Arabic has
        (8, 1, ["xxxxxxxx", "abcde"]),  # one line does not stand alone
    ],
)
def test_a_page_ends_behind_two_lines_of_arabic(before: int, first: int, expected: list[str]) -> None:
    found = [letters(page) for page in pages(before, first)]
    assert [*found, ""][:2] == expected


def test_what_must_not_begin_a_page_does_not() -> None:
    assert [letters(page) for page in pages(7, 2, "break-before: avoid")] == ["xxxxxxx", "aabcde"]


def test_a_rule_ends_with_the_last_line() -> None:
    quotation = next(box for box in pages(6, 2)[0]._page_box.descendants() if box.element_tag == "blockquote")
    assert quotation.height == 2 * 16


def test_a_rule_ends_with_the_last_line_where_more_was_tried() -> None:
    """The translation would stand here, but for its source, which stays with it."""
    parts = [
        "<p class=first>a<br>a",
        "<p style='break-inside: avoid'>b<br>b<br>b<br>b",
        "<p style='break-before: avoid'>c",
    ]
    html = f"{PAGE}<p>x<br>x<br>x</p><blockquote>{''.join(parts)}</blockquote>"
    found = engine.HTML(string=html).render().pages
    assert [letters(page) for page in found] == ["xxxaa", "bbbbc"]
    quotation = next(box for box in found[0]._page_box.descendants() if box.element_tag == "blockquote")
    assert quotation.height == 2 * 16


def test_the_functions_are_those_of_the_seams() -> None:
    assert block.block_level_page_break.func is page_ends.block_level_page_break
    assert page_ends.FILLS_THE_PAGE in inspect.getsource(patches.original(patches.BLOCK, "block_container_layout"))
