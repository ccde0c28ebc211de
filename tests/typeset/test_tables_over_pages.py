"""A long table: its head on each page, no row alone at a page's foot or top, columns as wide as what is in them needs."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from page_samples import PRESS, built, prose

from bookbuild.typeset.book.column_widths import table_form
from bookbuild.typeset.book.print_tables import tables_on_pages
from bookbuild.typeset.lines.kept_lines import place_of

HEAD = "| Number | Said |\n|---|---|\n"


def table(rows: int, words: int = 3) -> str:
    return HEAD + "\n".join(f"| row{number} | {prose(words + number % 3 * words, number)} |" for number in range(rows))


@pytest.mark.parametrize("before", range(150, 420, 90))
@pytest.mark.parametrize("words", [3, 24])
def test_rows_are_not_alone(before: int, words: int, tmp_path: Path) -> None:
    pages = built(tmp_path, f"# A\n\n{prose(before)}\n\n{table(60, words)}\n\n{prose(200)}\n").pages
    rows = [re.findall(r"row(\d+)", page) for page in pages]
    assert [int(number) for page in rows for number in page] == list(range(60))
    assert [page for page in rows if len(page) == 1] == []
    heads = [page.count("Number") for page in pages]
    assert heads == [int(bool(found)) for found in rows]


@pytest.mark.parametrize("before", range(180, 400, 44))
def test_a_head_does_not_stand_without_rows(before: int, tmp_path: Path) -> None:
    pages = built(tmp_path, f"# A\n\n{prose(before)}\n\n{table(40)}\n\n: Caption\n").pages
    assert [page for page in pages if ("Number" in page or "Caption" in page) and "row" not in page] == []


def test_pages_of_rows_are_full(tmp_path: Path) -> None:
    book = built(tmp_path, f"# A\n\n{prose(20)}\n\n{table(90)}\n")
    lengths = [len(re.findall(r"row\d+", page)) for page in book.pages]
    assert max(lengths[1:-1]) - min(lengths[1:-1]) <= 1


def test_a_table_of_many_columns_has_room(tmp_path: Path) -> None:
    row = "| " + " | ".join(["caravan north"] * 7) + " |"
    text = f"# A\n\n{row}\n{'|---' * 7}|\n{row}\n{row}\n"
    built(tmp_path, text, editions=PRESS + 'trim = "pocket"\n')


def test_a_column_is_as_wide_as_what_is_in_it_makes_rows_low() -> None:
    rows = [["1", "a name of four words", "what was said of it " * 12]] * 4
    form = table_form(rows, 30)
    assert form.closeness == 0
    assert form.shares[0] < 0.1
    assert form.shares[2] > 0.55
    assert form.shares[1] * 30 - 1.2 >= len("words") * 0.5
    assert abs(sum(form.shares) - 1) < 0.01


def test_a_table_that_needs_less_than_the_width_has_it() -> None:
    assert table_form([["a", "b"], ["c", "d"]], 30).shares == ()


def test_less_room_then_smaller_type() -> None:
    word = "caravanserai"
    assert [table_form([[word] * columns], 31).closeness for columns in (3, 4, 5, 9)] == [0, 0, 2, 2]
    assert table_form([["caravan"] * 7], 31).closeness == 1


def test_shares_stand_in_a_colgroup() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>{prose(40)}</td></tr>" for number in range(3))
    section = fromstring(f'<section><div class="table"><table><tbody>{rows}</tbody></table></div></section>')
    tables_on_pages(section, width=28, lines=300)
    styles = [column.get("style", "") for column in section.iter("col")]
    assert len(styles) == 2
    assert all(re.fullmatch(r"width: \d+\.\d%", style) for style in styles)


def test_a_row_whose_cells_all_go_over_is_a_place() -> None:
    """A page may begin within several cells of a row at once."""
    assert place_of({0: {3: {0: {1: None}, 1: {2: {4: None}}}}}) == (0, 3, 0, 1)
