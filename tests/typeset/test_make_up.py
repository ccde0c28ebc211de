"""Chapters as they stand on pages: full and level, on the lines of the page, and with nothing lost."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from bookbuild.typeset.engine import engine
from bookbuild.typeset.engine.patches import left_out
from bookbuild.typeset.pagination import chosen_pages, make_up
from bookbuild.typeset.pagination.galley import galley_of
from bookbuild.typeset.pagination.page_breaks import page_ends

LINE, LINES = 5.0, 20
"""mm, and of a page."""

STYLE = f"""
:root {{ --line: {LINE}mm; --on-line: 0 }} * {{ --gives: 0 0 }}
@page {{ size: 100mm {LINE * LINES + 20}mm; margin: 10mm;
  @footnote {{ margin-top: 3mm; padding-top: 1mm; border-top: 0.1mm solid }} }}
html, body {{ font: 10pt/{LINE}mm "EB Garamond"; margin: 0; text-align: justify; orphans: 2; widows: 2; hyphens: none }}
p {{ margin: 0; text-indent: 1em }}
h2 {{ font-size: 11pt; margin: {LINE}mm 0; break-after: avoid; --gives: 0 1 0 0 }}
blockquote {{ margin: {LINE}mm; font-size: 9pt; --on-line: none; --gives: 0.5 1 }}
.note {{ float: footnote; font-size: 8pt; line-height: 3.6mm }}
"""
TEXT = "The caravan came down from the north at the end of the summer and nobody in the town had seen its like before"


def words(count: int, begin: int = 0) -> str:
    words_of_text = TEXT.split()
    return " ".join(words_of_text[(begin + n * 7) % len(words_of_text)] for n in range(count))


def set_pages(body: str) -> list[Any]:
    return [page._page_box for page in engine.HTML(string=f"<style>{STYLE}</style><body>{body}").render().pages]


def lines_of(page: Any) -> list[Any]:
    root = page.children[0]
    return [box for box in root.descendants() if isinstance(box, boxes.LineBox) and text_of(box).strip()]


def text_of(box: Any) -> str:
    return "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))


def foot(page: Any) -> float:
    """Lines from the page's text to the last line's end."""
    last = lines_of(page)[-1]
    end: float = last.position_y + last.height - page.content_box_y()
    return end / (LINE * 96 / 25.4)


def body_of(parts: list[tuple[str, int]]) -> str:
    made = {
        "p": lambda n: f"<p>{words(n * 12, n)}</p>",
        "h2": lambda _: f"<h2>{words(3)}</h2>",
        "blockquote": lambda n: f"<blockquote><p>{words(n * 9, n)}</p></blockquote>",
        "note": lambda n: f"<p>{words(20, n)}<span class=note>{words(n * 15, n)}</span> {words(9, n)}</p>",
    }
    return "".join(made[kind](size) for kind, size in parts)


MIXED = [
    ("p", 5),
    ("p", 7),
    ("blockquote", 4),
    ("p", 6),
    ("h2", 1),
    ("p", 9),
    ("blockquote", 3),
    ("p", 8),
    ("p", 4),
] * 4


def shorts(pages: list[Any]) -> list[float]:
    """By how many lines each page but the last ends above the text's foot."""
    return [round(LINES - foot(page), 1) for page in pages[:-1]]


def test_pages_of_a_chapter_are_full_or_level_with_the_facing_page() -> None:
    short = shorts(set_pages(body_of(MIXED)))
    with left_out("make_up.make_page", "make_up.block_level_layout_switch"):
        before = shorts(set_pages(body_of(MIXED)))
    assert len(short) > 5
    assert max(short) <= 1.1
    assert sum(short) < sum(before) / 2
    assert short[1:-1:2] == short[2::2]


def test_a_chapter_that_fills_its_last_page_ends_on_it() -> None:
    """Though the page is less than a hundredth of a line too low for it, as lengths in points are rounded."""
    page = f"<style>@page {{ size: 100mm {LINE * LINES + 19.995}mm }}</style>"
    (only,) = set_pages(page + "".join(f"<p>{words(7, n)}</p>" for n in range(LINES)))
    assert len(lines_of(only)) == LINES


def test_text_stands_on_the_lines_of_the_page() -> None:
    for page in set_pages(body_of(MIXED)):
        for line in lines_of(page):
            if abs(line.height - LINE * 96 / 25.4) < 0.01 and line.style["font_size"] > 13:
                at = (line.position_y - page.content_box_y()) / (LINE * 96 / 25.4)
                assert abs(at - round(at)) < 0.01


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "p", "h2", "blockquote", "note"]), st.integers(1, 14)), min_size=1, max_size=20
    )
)
@settings(max_examples=25, deadline=None)
def test_nothing_is_lost_or_set_twice(parts: list[tuple[str, int]]) -> None:
    body = body_of([*parts, ("p", 3)])
    pages = set_pages(body)
    with left_out("make_up.make_page", "make_up.block_level_layout_switch", "kept_lines.iter_line_boxes"):
        plain = set_pages(body)
    assert "".join(text_of(page).replace(" ", "") for page in in_order(pages)) == "".join(
        text_of(page).replace(" ", "") for page in in_order(plain)
    )
    for page in pages:
        lines = lines_of(page)
        assert lines == [] or foot(page) <= LINES + 1.5
        assert all(one.position_y < other.position_y for one, other in pairwise(lines))


def in_order(pages: list[Any]) -> list[Any]:
    """The texts of pages, then their notes: where a note stands depends on the pages."""
    return [page.children[0] for page in pages] + [area for page in pages for area in page.children[1:2]]


def test_a_page_is_chosen_once_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages end where they were chosen to: no second galley is needed."""
    made: list[int] = []

    def counted(*arguments: Any) -> Any:
        made.append(arguments[4])
        return galley_of(*arguments)

    monkeypatch.setattr(make_up, "galley_of", counted)
    assert len(set_pages(body_of(MIXED))) > 5
    assert made == [1]


@pytest.mark.parametrize("given", ["1", "1 2 3", "1e999 1e999", "-5 -5", "0.5 1 0 0 7 7", "1 1e308", "word"])
def test_whatever_a_style_says_of_spaces_pages_are_made(given: str) -> None:
    pages = set_pages(f"<style>blockquote, h2 {{ --gives: {given} }}</style>{body_of(MIXED)}")
    assert len(pages) > 5
    assert all(foot(page) <= LINES + 1.5 for page in pages)


TABLE = "<table><thead><tr><th>head</thead><tbody>" + "<tr><td>row</tr>" * 150 + "</tbody></table>"


def test_pages_of_a_table_end_where_they_were_chosen_to_though_its_head_stands_on_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen: list[int] = []

    def counted(*arguments: Any, **named: Any) -> Any:
        chosen.append(arguments[1])
        return page_ends(*arguments, **named)

    monkeypatch.setattr(chosen_pages, "page_ends", counted)
    pages = set_pages(f"<p>{words(40)}</p>{TABLE}<p>{words(40)}</p>")
    assert len(pages) > 7
    assert all("head" in text_of(page) for page in pages)
    assert chosen == [0]


def test_pages_that_no_galley_knows_are_left_to_weasyprint_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each would set the rest of the chapter: a long one would take time by the square of its length."""
    made: list[int] = []
    add = chosen_pages.Galleys.add

    def forgetting(galleys: Any, galley: Any) -> None:
        made.append(len(galley.rows))
        add(galleys, galley)
        galley.places = {place: row for place, row in galley.places.items() if row == 0}

    monkeypatch.setattr(chosen_pages.Galleys, "add", forgetting)
    monkeypatch.setattr(chosen_pages, "SET_AGAIN", 1)
    monkeypatch.setattr(chosen_pages, "ROWS_AGAIN", 0)
    assert len(set_pages(body_of(MIXED))) > 5
    assert sum(made) < 4 * made[0]
