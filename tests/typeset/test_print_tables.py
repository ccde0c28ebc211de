"""Tables in print → their captions stand outside, and what is longer than a page begins where it stands."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from bookbuild.typeset.book.print_tables import tables_on_pages


def changed(rows: str, caption: str = "") -> str:
    from xml.etree.ElementTree import tostring

    section = fromstring(f'<section><div class="table"><table>{caption}<tbody>{rows}</tbody></table></div></section>')
    tables_on_pages(section, width=28, lines=30)
    return tostring(section, encoding="unicode")


def test_a_caption_stands_before_its_table() -> None:
    text = changed("<tr><td>a</td></tr>", "<caption>Words</caption>")
    assert '<div class="table"><figcaption class="of-table">Words</figcaption><table>' in text


def test_a_short_table_stays_together() -> None:
    assert "long" not in changed("<tr><td>a</td></tr>" * 10)


def test_a_table_of_many_rows_goes_over_and_its_rows_do_not() -> None:
    text = changed("<tr><td>a</td></tr>" * 40)
    assert text.count('"table long"') == 1
    assert "<tr>" in text


def test_a_row_of_more_than_a_page_goes_over() -> None:
    text = changed(f"<tr><td>a</td><td>{'some words ' * 300}</td></tr><tr><td>b</td></tr>")
    assert text.count('<tr class="long">') == 1


def test_what_spans_columns_makes_none_of_them_wide_and_rows_of_one_cell_stay_together() -> None:
    words = "as long as a line of the text, and then some more of it " * 3
    section = fromstring(
        changed(
            "<tr><td rowspan='2'>1</td><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
            f"<tr><td colspan='2'>{words}</td><td>{words}</td></tr>"
        )
    )
    widths = [float(col.get("style", "").strip("width: %")) for col in section.iter("col")]
    assert len(widths) == 3
    assert widths[2] > 3 * max(widths[:2])
    assert [row.get("class") for row in section.iter("tr")] == ["goes-on", None, None]


def test_a_note_in_a_cell_has_no_part_in_the_columns_and_rows() -> None:
    cells = "<tr><td>a{note}</td><td>some words of a cell</td></tr>" * 10
    note = f'<span class="called"><span class="footnote by-page">{"words " * 90}</span><a>1</a></span>'
    assert changed(cells.format(note=note)).replace(note, "") == changed(cells.format(note=""))
