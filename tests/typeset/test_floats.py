"""Figures and tables at the head or the foot of a page: which are chosen, and that each is set once, where it may be."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from itertools import pairwise
from math import ceil, inf
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_make_up import LINE as LINE_IN_MM
from test_make_up import LINES, STYLE, foot, text_of, words
from test_page_breaks import FRAME, paragraph
from weasyprint.formatting_structure import boxes

from bookbuild.typeset.engine import engine
from bookbuild.typeset.engine.overprints import overprints_of
from bookbuild.typeset.pagination.carried_notes import WaitingNotes
from bookbuild.typeset.pagination.chosen_pages import ChosenPages
from bookbuild.typeset.pagination.page_breaks import page_ends
from bookbuild.typeset.pagination.page_rows import Frame, PageEnd, PageFloat, PageRow

FLOAT_STYLE = f"""{STYLE}
figure {{ margin: {LINE_IN_MM}mm 0; break-inside: avoid; --on-line: none; --gives: 0.5 1.5; --floats: auto }}
figure div {{ background: silver }} figure * {{ --floats: none }}
figcaption {{ font-size: 8pt; line-height: 4mm }}
.at-top {{ --floats: top }} .at-bottom {{ --floats: bottom }} .at-page {{ --floats: page }} .here {{ --floats: none }}
"""


def with_float(
    rows: list[PageRow], first: int, height: float, *, mention: int | None = None, place: str = "auto"
) -> tuple[list[PageRow], PageFloat]:
    """Rows, with a picture of so many lines before row `first`, and a line of space around it."""
    picture = PageRow(1.0, 0.0, height, height)
    behind = replace(rows[first], above=rows[first].above + 1.0)
    floats = PageFloat(
        first, first + 1, ceil(height + 0.74), first if mention is None else mention, len(rows) + 1, place, rows[first]
    )
    return [*rows[:first], picture, behind, *rows[first + 1 :]], floats


def pages_with(rows: list[PageRow], *floats: PageFloat) -> list[PageEnd]:
    return page_ends(rows, 0, FRAME, floats=floats)


def test_a_picture_that_does_not_fit_goes_to_the_head_of_the_next_page() -> None:
    rows, picture = with_float([*paragraph(8), *paragraph(12)], 8, 4.0)
    first, second, *_ = pages_with(rows, picture)
    assert (first.floats.away, first.floats.waiting, second.floats.top) == ((0,), (0,), (0,))
    assert [round(page.short, 2) for page in (first, second)] == [0, 0]


def test_a_picture_that_fits_stays_where_it_is_written() -> None:
    rows, picture = with_float([*paragraph(3), *paragraph(10)], 3, 2.0)
    assert [page.floats.away for page in pages_with(rows, picture)] == [(), ()]


def test_a_picture_stands_at_the_foot_where_the_author_wants_it() -> None:
    rows, picture = with_float([*paragraph(3), *paragraph(10)], 3, 2.0, place="bottom")
    first = pages_with(rows, picture)[0]
    assert (first.floats.bottom, first.floats.away) == ((0,), (0,))


def test_a_picture_has_a_page_of_its_own_where_the_author_wants_it() -> None:
    rows, picture = with_float([*paragraph(12), *paragraph(12)], 12, 3.0, place="page")
    assert [page.floats.alone for page in pages_with(rows, picture)] == [False, False, True, False]


def test_no_picture_goes_into_the_next_section() -> None:
    rows, picture = with_float([*paragraph(8), *paragraph(12)], 8, 4.0)
    first = pages_with(rows, replace(picture, limit=9))[0]
    assert first.floats.waiting == ()


heights = st.lists(st.tuples(st.integers(2, 9), st.sampled_from([1.3, 2.0, 4.5, 6.0]), st.integers(0, 3)), max_size=6)


@given(heights)
@settings(max_examples=200, deadline=None)
def test_each_picture_is_put_once_in_order_and_not_before_its_mention(parts: list[tuple[int, float, int]]) -> None:
    rows: list[PageRow] = paragraph(5)
    floats: list[PageFloat] = []
    for lines, height, later in parts:
        at = len(rows)
        rows = [*rows, PageRow(1.0, 0.0, height, height), *paragraph(lines)]
        behind, rows[at + 1] = rows[at + 1], replace(rows[at + 1], above=1.0)
        mention = min(at + later, len(rows) - 1)
        floats.append(PageFloat(at, at + 1, ceil(height + 0.74), mention, 10**6, "auto", behind))
    pages = page_ends(rows, 0, FRAME, floats=floats)
    assert [page.end for page in pages][-1] == len(rows)
    put: list[int] = []
    for page in pages:
        stay = [n for n, each in enumerate(floats) if page.first <= each.first < page.end and n not in page.floats.away]
        put += [*page.floats.top, *stay, *page.floats.bottom]
        if page.short > -5:  # not one that nothing fits on
            assert all(floats[n].mention < page.first for n in page.floats.top)
            assert all(floats[n].mention < page.end for n in page.floats.bottom)
    assert put == list(range(len(floats)))


# ---- on pages ----


def set_pages(body: str) -> list[Any]:
    return [page._page_box for page in engine.HTML(string=f"<style>{FLOAT_STYLE}</style><body>{body}").render().pages]


def figure(number: int, lines: float, names: str = "") -> str:
    height = lines * LINE_IN_MM - 4
    return (
        f'<figure id="f{number}" class="{names}"><div style="height: {height}mm"></div>'
        f"<figcaption>Picture {number}.</figcaption></figure>"
    )


def on_page(pages: list[Any], words_of_text: str) -> int:
    (found,) = (n for n, page in enumerate(pages) if words_of_text in text_of(page))
    return found


def text(lines: int, begin: int = 0) -> str:
    return f"<p>{words(lines * 9, begin)}</p>"


def test_the_page_before_a_picture_is_full() -> None:
    pages = set_pages(text(8) + text(9) + figure(1, 9) + text(12) + text(12))
    assert round(foot(pages[0])) == LINES
    assert on_page(pages, "Picture 1.") == 1
    caption = next(box for box in pages[1].descendants() if box.element_tag == "figcaption")
    assert caption.position_y < pages[1].content_box_y() + 9.1 * LINE_IN_MM * 96 / 25.4


def test_what_is_higher_than_a_page_stays_in_the_text_where_pages_part_it() -> None:
    rows = "".join(f"<tr><td>row{at}.</td></tr>" for at in range(2 * LINES))
    table = f'<figure class="at-top" style="break-inside: auto"><table>{rows}</table></figure>'
    pages = set_pages(text(8) + text(14) + table + text(12) + text(12))
    found = "".join(text_of(page) for page in pages)
    assert all(f"row{at}." in found for at in range(2 * LINES))
    assert max(foot(page) for page in pages) <= LINES + 0.1


@pytest.mark.parametrize(("names", "page", "where"), [("at-bottom", 0, LINES), ("at-top", 1, 6), ("here", 0, 12)])
def test_a_picture_stands_where_it_is_wanted(names: str, page: int, where: float) -> None:
    pages = set_pages(text(5) + figure(1, 6, names) + text(11) + text(12))
    assert on_page(pages, "Picture 1.") == page
    box = next(box for box in pages[page].descendants() if box.element_tag == "figure" and box.height)
    end = (box.position_y + box.margin_height() - box.margin_bottom - pages[page].content_box_y()) * 25.4 / 96
    assert end / LINE_IN_MM == pytest.approx(where, abs=0.7)


def test_a_picture_is_as_wide_as_the_text_of_its_page() -> None:
    sides = "<style>@page :left { margin: 10mm 20mm 10mm 5mm } @page :right { margin: 10mm 5mm 10mm 20mm }</style>"
    pages = set_pages(sides + text(8) + text(9) + figure(1, 9) + text(12) + text(12))
    assert on_page(pages, "Picture 1.") == 1
    box = next(box for box in pages[1].descendants() if box.element_tag == "figure" and box.height)
    assert (box.position_x, box.width) == (pages[1].content_box_x(), pages[1].width)


def test_a_picture_stands_on_a_page_of_its_own() -> None:
    pages = set_pages(text(15) + figure(1, 6, "at-page") + text(16) + text(12))
    page = pages[on_page(pages, "Picture 1.")]
    assert text_of(page).strip() == "Picture 1."


def test_no_picture_stands_before_the_line_that_names_it() -> None:
    names = '<p>The caravan is drawn in <a href="#f1">picture 1</a>, as the old men told of it.</p>'
    pages = set_pages(text(9) + figure(1, 6) + text(14) + names + text(12) + text(12))
    assert on_page(pages, "Picture 1.") >= on_page(pages, "as the old men told")


def test_no_picture_stands_behind_the_heading_of_the_next_section() -> None:
    pages = set_pages(text(16) + figure(1, 9) + "<h2>The town</h2>" + text(12) + text(12))
    captioned, heading = on_page(pages, "Picture 1."), on_page(pages, "The town")
    assert captioned <= heading


def test_what_is_kept_of_a_page_is_not_what_the_page_changes() -> None:
    """A page is set again from it: a note that was taken from the first would stand on no page."""
    first, second = object(), object()
    notes = WaitingNotes([first, second])
    kept = copy(notes)
    notes.remove(first)
    assert (list(kept), list(notes)) == ([first, second], [second])


def test_a_link_leads_to_where_the_picture_stands() -> None:
    body = text(8) + text(9) + figure(1, 9) + text(12) + text(12)
    document = engine.HTML(string=f"<style>{FLOAT_STYLE}</style><body>{body}").render()
    assert ["f1" in page.anchors for page in document.pages] == [False, True, False][: len(document.pages)]


parts_of_text = st.lists(
    st.tuples(st.sampled_from(["p", "p", "h2", "figure", "figure", "note", "table"]), st.integers(1, 14)),
    min_size=1,
    max_size=14,
)


A_NOTE_IN_A_TABLE = [
    ("table", 7),
    ("p", 11),
    ("p", 5),
    ("p", 14),
    ("figure", 4),
    ("note", 4),
    ("p", 12),
    ("note", 9),
]
"""The first page has room for a line more where nothing is known of the table's note."""


@given(parts_of_text, st.sampled_from(["", "", "at-top", "at-bottom", "at-page"]))
@example(A_NOTE_IN_A_TABLE, "")
@settings(max_examples=25, deadline=None)
def test_nothing_is_lost_or_set_twice(parts: list[tuple[str, int]], names: str) -> None:
    made = {
        "p": lambda n, k: f"<p>w{n} {words(k * 9, k)} z{n}.</p>",
        "h2": lambda n, _: f"<h2>w{n} The town z{n}.</h2>",
        "note": lambda n, k: (
            f"<p>w{n} {words(20, k)}<span class=note>y{n} {words(k * 8, k)}</span> {words(9)} z{n}.</p>"
        ),
        "table": lambda n, k: (
            f"<table><tr><td>w{n}.<span class=note>y{n} {words(k * 8, k)}</span><tr><td>z{n}.</table>"
        ),
        "figure": lambda n, k: figure(n, k + 1, names),
    }
    body = "".join(made[kind](n, size) for n, (kind, size) in enumerate(parts)) + text(3)
    pages = set_pages(body)
    drawn = " ".join(text_of(page) for page in pages)
    for n, (kind, _) in enumerate(parts):
        wanted = {"figure": [f"Picture {n}."], "table": [f"w{n}.", f"y{n} "], "note": [f"w{n} ", f"y{n} "]}
        wanted_here = wanted.get(kind, [f"w{n} "]) + ([] if kind == "figure" else [f"z{n}."])
        assert [drawn.count(word) for word in wanted_here] == [1] * len(wanted_here)
    pictures = [f"Picture {n}." for n, (kind, _) in enumerate(parts) if kind == "figure"]
    assert [drawn.index(word) for word in pictures] == sorted(drawn.index(word) for word in pictures)
    for page in pages:
        spans = sorted(spans_of(page))
        assert all(above[1] <= below[0] + 2 for above, below in pairwise(spans))  # px: a call raises its line


def spans_of(page: Any) -> list[tuple[float, float]]:
    """Where the lines of a page, its pictures and its notes begin and end, in px."""
    root, *below = page.children
    inside = (box for box in root.descendants() if isinstance(box, boxes.LineBox) or box.element_tag == "div")
    found = [(box.position_y, box.position_y + box.height) for box in inside]
    return found + [(box.border_box_y(), box.border_box_y() + box.border_height()) for box in below if box.children]


def test_rows_that_nothing_fits_on_still_end() -> None:
    rows = [PageRow(0.0, 0.0, 30.0, 30.0), *paragraph(3)]
    floats = [PageFloat(0, 1, 31.0, 0, inf, "auto", rows[1])]  # type: ignore[arg-type]
    assert page_ends(rows, 0, Frame(10.0, 1.0, begins_spread=False), floats=floats)[-1].end == len(rows)


NOTES_STYLE = ".footnote { float: footnote; footnote-policy: line; font-size: 8pt; line-height: 4mm }"


def test_a_picture_that_waits_goes_behind_notes_that_leave_it_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pages are not chosen it stands at the head of the first that has room."""
    chosen = ChosenPages.page

    def on_first_page(pages: ChosenPages, place: Any, number: int, *others: Any) -> PageEnd | None:
        return chosen(pages, place, number, *others) if number == 1 else None

    monkeypatch.setattr(ChosenPages, "page", on_first_page)
    note = f'<span class="footnote" data-number="">{words(600, 700)}</span>'
    body = text(8) + text(4, 100) + figure(1, 12) + f"<p>{words(20, 200)}{note} {words(40, 250)}</p>" + text(24, 300)
    pages = engine.HTML(string=f"<style>{FLOAT_STYLE}{NOTES_STYLE}</style><body>{body}").render().pages
    assert [fault for page in pages for fault in overprints_of(page)] == []
    assert "".join(text_of(page._page_box) for page in pages).count("Picture 1.") == 1
