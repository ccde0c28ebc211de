"""Which pages are chosen for rows, and how they are filled: heights in lines, without boxes."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bookbuild.typeset.pagination.page_breaks import page_ends
from bookbuild.typeset.pagination.page_rows import Frame, PageEnd, PageRow, RowParagraph

FRAME = Frame(10.0, 1.25, begins_spread=False)
LINE = PageRow(0.0, 0.0, 1.0, 1.0)


def paragraph(lines: int, *, longer: float | None = None, notes: float = 0.0) -> list[PageRow]:
    """Its lines, of which a page's end leaves two at least on either side; a note is called in the last."""
    whole = RowParagraph(lines, lambda count: longer if count == lines + 1 else None)
    rows = [
        replace(LINE, cost=1.0 if 2 <= n <= lines - 2 else inf, paragraph=whole, first=n == 0, last=n == lines - 1)
        for n in range(lines)
    ]
    rows[0] = replace(rows[0], cost=0.0, on_line=0.0)
    rows[-1] = replace(rows[-1], notes=notes, least=min(notes, 1.5))
    return rows


def quotation(lines: int, *, grows: float = 1.0) -> list[PageRow]:
    """Lines that no page parts, with a line above, and a leading of their own."""
    rows = [PageRow(0.0, 0.0, 0.9, 0.9, cost=inf) for _ in range(lines)]
    return [replace(rows[0], above=1.0, cost=0.0, grows=grows), *rows[1:]]


def below(rows: list[PageRow], *, grows: float = 1.0) -> list[PageRow]:
    return [replace(rows[0], above=1.0, grows=grows), *rows[1:]]


def shorts(pages: list[PageEnd]) -> list[float]:
    return [round(page.short, 2) for page in pages]


def test_a_page_ends_where_no_line_is_left_alone() -> None:
    pages = page_ends([*paragraph(9), *paragraph(6)], 0, FRAME)
    assert [page.end for page in pages] == [9, 15]
    assert shorts(pages) == [1, 0]


def test_a_paragraph_is_a_line_longer_where_that_fills_the_page() -> None:
    pages = page_ends([*paragraph(5, longer=20.0), *paragraph(4), *paragraph(6)], 0, FRAME)
    assert [(page.end, [lines for _, lines in page.longer]) for page in pages] == [(9, [6]), (15, [])]
    assert shorts(pages) == [0, 0]


def test_the_space_around_a_quotation_grows_by_whole_lines_until_the_page_is_full() -> None:
    pages = page_ends([*paragraph(2), *quotation(2), *below(paragraph(3)), *paragraph(9)], 0, FRAME)
    assert pages[0].end == 7
    assert sum(more for _, more in pages[0].more) == pytest.approx(1.0)
    assert [row for row, _ in pages[0].more] == [2, 4]


def test_facing_pages_end_level_rather_than_one_of_them_full() -> None:
    rows = [*paragraph(10), *paragraph(9), *paragraph(9), *paragraph(9), *paragraph(10), *paragraph(3)]
    pages = page_ends(rows, 0, Frame(10.0, 1.25, begins_spread=True))
    ends = [page.short for page in pages]
    for left, right in zip(ends[2:-1:2], ends[3:-1:2], strict=False):
        assert abs(left - right) <= 0.25


def test_a_chapter_ends_with_five_lines_where_it_can() -> None:
    pages = page_ends([*paragraph(6), *paragraph(6), *paragraph(11)], 0, FRAME)
    assert [page.end - page.first for page in pages] == [9, 9, 5]


def test_notes_take_their_room_from_the_text() -> None:
    pages = page_ends([*paragraph(6, notes=2.0), *paragraph(6), *paragraph(6)], 0, FRAME)
    assert pages[0].end == 6
    assert pages[0].notes == 2.0
    assert pages[0].height + pages[0].notes + FRAME.around_notes <= FRAME.lines


def test_a_long_note_begins_with_its_call_and_goes_over() -> None:
    rows = [*paragraph(6, notes=7.0), *paragraph(6), *paragraph(6)]
    first, second, *_ = page_ends(rows, 0, FRAME)
    assert (first.end, round(first.notes, 2), round(first.carried, 2)) == (6, 2.75, 4.25)
    assert round(second.before, 2) == 4.25
    assert second.height + second.notes + FRAME.around_notes <= FRAME.lines + 0.02


def called(rows: list[PageRow], at: int, notes: float, least: float = 1.5) -> list[PageRow]:
    """Rows, of which one calls a note."""
    rows[at] = replace(rows[at], notes=notes, least=least, parts=least)
    return rows


def test_the_lines_that_are_to_stand_with_a_call_do_and_the_note_has_the_rest_of_the_page() -> None:
    rows = called([*paragraph(2), *paragraph(6)], 2, 30.0)
    first = page_ends(rows, 0, FRAME)[0]
    assert (first.end, first.notes) == (4, 4.75)


def test_a_heading_with_a_long_note_has_text_below_it() -> None:
    heading = replace(LINE, notes=30.0, least=1.5, parts=1.5)
    rows = [*paragraph(4), heading, replace(paragraph(6)[0], cost=inf), *paragraph(6)[1:]]
    assert page_ends(rows, 0, FRAME)[0].end == 7


def test_notes_that_stand_together_and_fit_on_no_page_go_over_in_parts() -> None:
    rows = called(called(paragraph(2), 0, 30.0), 1, 30.0)
    first = page_ends([*rows, *paragraph(6)], 0, FRAME)[0]
    assert (first.end, first.in_parts, first.notes, first.carried) == (2, True, 6.75, 53.25)


def test_a_page_has_notes_alone_where_the_text_beside_them_would_part_what_stands_together() -> None:
    rows = called(paragraph(3), 2, 4.0, 4.0)
    alone, whole = page_ends(rows, 0, FRAME, carried=3.0)
    assert (alone.first, alone.end, alone.notes) == (0, 0, 3.0)
    assert (whole.first, whole.end, whole.notes, whole.carried) == (0, 3, 4.0, 0.0)


def test_no_page_has_one_line_alone_out_of_the_midst_of_a_paragraph() -> None:
    rows = called(called(paragraph(7), 1, 9.0), 3, 7.0, 7.0)
    pages = page_ends(rows, 0, FRAME)
    assert 1 not in [page.end - page.first for page in pages]


def test_what_is_higher_than_a_page_has_one_to_itself() -> None:
    rows = [*paragraph(3), PageRow(0.0, 0.0, 30.0, 30.0), *paragraph(3)]
    assert [page.end for page in page_ends(rows, 0, FRAME)] == [3, 4, 7]


def test_rows_that_no_page_may_part_are_left_to_weasyprint() -> None:
    rows = [replace(LINE, cost=inf) for _ in range(40)]
    assert [page.end for page in page_ends(rows, 0, FRAME)] == [40]
    assert [page.end for page in page_ends([*paragraph(3), *quotation(30), *paragraph(3)], 0, FRAME)][-1] == 36


@example([(2, None, 0.0, False), (3, None, 0.0, False), (4, None, 0.0, False)], False)  # a line below the frame
@given(
    st.lists(
        st.builds(
            lambda lines, longer, notes, quoted: (lines, longer, notes, quoted),
            st.integers(1, 14), st.sampled_from([None, 10.0, 60.0]), st.sampled_from([0.0, 0.0, 1.0, 4.0, 25.0]),
            st.booleans(),
        ),
        min_size=1, max_size=14,
    ),
    st.booleans(),
)  # fmt: skip
def test_every_row_stands_on_one_page_and_none_reaches_below_it(
    parts: list[tuple[int, float | None, float, bool]], begins_spread: bool
) -> None:
    rows = [
        row
        for lines, longer, notes, quoted in parts
        for row in (quotation(lines) if quoted else below(paragraph(lines, longer=longer, notes=notes)))
    ]
    pages = page_ends(rows, 0, Frame(10.0, 1.25, begins_spread=begins_spread))
    assert [page.first for page in pages] == [0, *(page.end for page in pages[:-1])]
    assert pages[-1].end == len(rows)
    for page in pages[:-1]:
        assert rows[page.end].cost < inf
    for page in pages:
        if page.end - page.first > 1 and not page.before and not any(lines > 6 and q for lines, _, _, q in parts):
            notes = page.notes + FRAME.around_notes if page.notes else 0.0
            assert page.height + notes <= FRAME.lines + max(page.beyond, 0) + 0.47, page
