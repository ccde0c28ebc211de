"""A note begins on the page of its call and goes over to as many pages as it needs, wherever it is called."""

from __future__ import annotations

import pytest
from pages_with_notes import faults, laid_out, note, pages, paragraph

from bookbuild.typeset.engine.proofreading import faults_of

LONG = 40
"""Lines: more than a page of these tests has room for."""

ON_LINES = "html { --line: 4.939mm }"
"""Pages are chosen where text stands on lines of the page; elsewhere WeasyPrint ends each where it is full."""

BEFORE = paragraph("before", 9)
AFTER = paragraph("after", 30)
CALLED_IN = {
    "a paragraph": paragraph("p", 6, [(2, note("a", LONG))]),
    "the first line of a paragraph": paragraph("p", 6, [(0, note("a", LONG))]),
    "the last line but one of a paragraph": paragraph("p", 6, [(4, note("a", LONG))]),
    "a heading": f"<h2>Heading {note('a', LONG)}</h2>" + paragraph("p", 6),
    "a cell of a table": f"<table><tr><td>One</td><td>Two {note('a', LONG)}</td></tr><tr><td>Three</td></tr></table>",
    "a caption": f"<figure class='together'><div class='tall'></div><figcaption>Seen {note('a', LONG)}</figcaption></figure>",
    "a list": f"<ul><li>One</li><li>Two {note('a', LONG)}</li><li>Three</li></ul>",
    "a quotation": f"<blockquote class='together'>{paragraph('p', 5, [(1, note('a', LONG))])}</blockquote>",
    "an inline block": f"<p>Half of a verse <span style='display: inline-block'>and half {note('a', LONG)}</span></p>",
}


@pytest.mark.parametrize("called_in", CALLED_IN.values(), ids=CALLED_IN)
@pytest.mark.parametrize("before", [0, 1, 2], ids=["at the top", "half way down", "near the foot"])
def test_a_long_note(called_in: str, before: int) -> None:
    found = pages(BEFORE * before, called_in, AFTER)
    assert list(faults(found, {"a": LONG}, {"after": 30})) == []


def test_a_heading_with_a_long_note_has_text_below_it() -> None:
    found = pages(BEFORE, CALLED_IN["a heading"], AFTER)
    heading = next(page for page in found if ["Heading", "call_a"] in page.text)
    assert heading.text[-1] != ["Heading", "call_a"]


def test_a_heading_and_the_line_below_it_that_have_long_notes_stand_together() -> None:
    below = paragraph("p", 2, [(0, note("b", LONG))])
    found = pages(BEFORE, f"<h2>Heading {note('a', LONG)}</h2>", below, AFTER, style=ON_LINES)
    heading = next(page for page in found if ["Heading", "call_a"] in page.text)
    assert [words[0] for words in heading.text][-3:] == ["Heading", "p.0", "p.1"]
    assert {words[0].split("/")[0] for words in heading.notes} == {"a", "b"}


def test_a_line_between_two_notes_is_not_alone_on_its_page() -> None:
    for lines in range(2, 30):
        called = [(1, note("a", lines)), (3, note("b", 16)), (4, note("c", 30))]
        found = pages(BEFORE, paragraph("p", 5, called), AFTER, style=ON_LINES)
        assert list(faults(found, {"a": lines, "b": 16, "c": 30}, {"p": 5, "after": 30})) == []


@pytest.mark.parametrize("style", ["", ON_LINES])
def test_a_row_of_a_table_with_two_long_notes_keeps_the_head_above_it(style: str) -> None:
    cells = f"<td>One {note('a', LONG)}<br/>two {note('b', 4)}</td>"
    table = f"<table><thead><tr><th>Head</th></tr></thead><tr><td>First</td></tr><tr>{cells}</tr></table>"
    found = pages(BEFORE, table, AFTER, style=style)
    page = next(page for page in found if "call_a" in page.called())
    assert ["Head"] in page.text
    assert list(faults(found, {"a": LONG, "b": 4})) == []


def test_several_long_notes_of_one_line() -> None:
    lines = {"a": LONG, "b": 3, "c": LONG}
    found = pages(BEFORE, paragraph("p", 4, [(1, note(name, count)) for name, count in lines.items()]), AFTER)
    assert list(faults(found, lines, {"after": 30})) == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_note_of_three_lines_is_not_divided(count: int) -> None:
    for lines in range(4, 16):
        found = pages(paragraph("p", lines, [(-1, note("a", count))]), AFTER)
        assert sum(any(words[0].startswith("a/") for words in page.notes) for page in found) == 1


def test_a_short_page_is_filled_with_the_first_lines_of_a_note() -> None:
    first = pages(paragraph("p", 13, [(12, note("a", 8))]), AFTER)[0]
    assert first.notes
    assert first.area_begins - first.text_ends < 11 / 0.75


def test_a_page_has_notes_alone_where_they_leave_no_room_for_text() -> None:
    found = pages(paragraph("p", 2, [(0, note("a", 100))]), AFTER)
    assert [bool(page.text) for page in found][1:4] == [False, False, False]
    assert all(page.notes for page in found[:4])


def test_notes_are_done_before_the_next_section_begins() -> None:
    section = "<section>{}</section>".format
    found = pages(section(paragraph("p", 3, [(2, note("a", 30))])), section(AFTER))
    begins = next(at for at, page in enumerate(found) if ["after.0"] in page.text)
    assert all(not page.notes for page in found[begins:])
    assert list(faults(found, {"a": 30})) == []


def test_a_section_that_begins_on_the_right_waits_for_notes() -> None:
    opening = "section + section { break-before: right }"
    found = pages(
        f"<section>{paragraph('p', 3, [(2, note('a', 25))])}</section><section>{AFTER}</section>", style=opening
    )
    assert [bool(page.text) for page in found[:3]] == [True, False, True]
    assert found[1].notes


def test_a_picture_that_has_no_room_beside_notes_goes_to_the_next_page() -> None:
    found = pages(paragraph("p", 8, [(7, note("a", 20))]), "<div class='tall'>tall</div>", AFTER)
    tall = next(at for at, page in enumerate(found) if ["tall"] in page.text)
    assert list(faults(found, {"a": 20}, {"after": 30})) == []
    assert tall >= 1


def test_a_note_of_paragraphs_leaves_none_of_their_lines_alone() -> None:
    inside = "{}</p>" + "".join(f"<p>a{at}<br/>a{at}<br/>a{at}</p>" for at in range(12)) + "<p>end"
    found = pages(paragraph("p", 10, [(8, note("a", 3, inside))]), AFTER)
    for name in range(12):
        parts = [page.notes.count([f"a{name}"]) for page in found]
        assert [count for count in parts if count] == [3]


def test_a_table_in_a_note_is_divided_between_rows() -> None:
    rows = "".join(f"<tr><td>r{at}</td><td>x<br/>y</td></tr>" for at in range(30))
    found = pages(paragraph("p", 10, [(8, note("a", 2, "{}</p><table>" + rows + "</table><p>end"))]), AFTER)
    told = [words for page in found for words in page.notes]
    assert [words for words in told if words[0].startswith("r")] == [[f"r{at}"] for at in range(30)]
    assert len([page for page in found if page.notes]) > 1


def test_a_picture_higher_than_a_page_ends() -> None:
    inside = "{}</p><div style='height: 200mm'>high</div><p>end"
    found = pages(paragraph("p", 10, [(8, note("a", 2, inside))]), AFTER)
    assert [words for page in found for words in page.notes] == [["a/0"], ["a/1"], ["high"], ["end"]]


def test_the_space_below_the_rule_is_the_same_for_lines_of_other_heights() -> None:
    vowelled = "<span lang='ar' dir='rtl'>قَالَ رَبُّنَا</span>"
    found = pages(
        *(paragraph(f"p{at}", 5, [(2, note(f"n{at}", 1 + at % 7, vowelled * (at % 2) + "{}"))]) for at in range(12))
    )
    spaces = {round(page.first_note_line - page.rule, 1) for page in found if page.notes}
    assert len(spaces) == 1


def test_columns_keep_their_notes() -> None:
    body = "".join(paragraph(f"p{at}", 6, [(2, note(f"n{at}", 2))]) for at in range(8))
    found = pages(f"<div style='columns: 2'>{body}</div>")
    told = [words[0] for page in found for words in page.notes]
    assert sorted(told) == sorted(f"n{at}/{line}" for at in range(8) for line in range(2))


def test_marks_of_a_note_do_not_touch_the_note_above() -> None:
    vowelled = "<span lang='ar' dir='rtl'>بِجٍ بِجٍ بِجٍ</span>"
    called = [(1, note(f"n{at}", 1, ("أُلَّا " * 8 if at else vowelled) + "{}")) for at in range(2)]
    style = "html { --leading-grows: yes } .footnote { line-height: 7pt }"
    faults_found = [
        fault for page in laid_out(paragraph("p", 4, called), style=style).pages for fault in faults_of(page)
    ]
    assert [fault.code for fault in faults_found] == []


@pytest.mark.parametrize("order", ["", "x", "-1", "٣", "99999999999"])
def test_what_a_theme_lets_float_to_the_foot_stands_there(order: str) -> None:
    floating = f'<span class="footnote" data-order="{order}" data-set="run-in">a/0</span>'
    (page,) = pages(paragraph("p", 3, [(1, floating)]), "<blockquote class='footnote'>a/1</blockquote>")
    assert ["a/0"] in page.notes
    assert ["a/1"] in page.notes
