"""Tables whose cells span others or have several rows of heads: grids; where none can hold one, a finding says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_files import WordFile, imported_docx, p
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.intake.conservation import blocks_text
from bookbuild.intake.document import IntakeCell, IntakeParagraph, IntakeTable
from bookbuild.intake.importing.way import Imported, ImportOptions, import_files
from bookbuild.intake.runs import TextRun
from bookbuild.intake.table_grid import placed_cells
from bookbuild.intake.writing.grids import grid_lines
from bookbuild.model.blocks import Table
from bookbuild.model.walk import nodes, plain
from bookbuild.progress import Unwatched
from bookbuild.sources import read_book

PLAIN = "<tr><th>Well</th><th>Water</th></tr><tr><td>near</td><td>sweet</td></tr>"
MERGED = '<tr><th>Well</th><th>Water</th></tr><tr><td colspan="2">dry</td></tr>'
HEADS = (
    "<thead><tr><th>Year</th><th>Rain</th></tr><tr><th>H</th><th>days</th></tr></thead><tr><td>1</td><td>9</td></tr>"
)
TALL = '<tr><th>Well</th><th>Water</th></tr><tr><td rowspan="2">near</td><td>sweet</td></tr><tr><td>salt</td></tr>'
OVER = '<thead><tr><th rowspan="2">Well</th><th>Water</th></tr></thead><tr><td>sweet</td></tr>'

TABLES = {
    "a plain one": (PLAIN, "| Well | Water |\n| --- | --- |\n| near | sweet |", []),
    "a cell over columns": (
        MERGED,
        "+------+-------+\n| Well | Water |\n+======+=======+\n| dry          |\n+--------------+",
        [],
    ),
    "a cell over rows": (TALL, "| near | sweet |\n|      +-------+\n|      | salt  |\n+------+-------+", []),
    "two rows of heads": (
        HEADS,
        "| Year | Rain |\n+------+------+\n| H    | days |\n+======+======+\n| 1    | 9    |\n+------+------+",
        [],
    ),
    "a head that reaches into the body": (
        OVER,
        "| Well | Water |\n| --- | --- |\n|  | sweet |",
        ["the table that begins `Well Water sweet` has a merged cell, which has empty ones beside it"],
    ),
}


def told(done: Imported) -> list[str]:
    return [finding.message for finding in done.findings if finding.code == "import-table"]


def text_of(done: Imported) -> str:
    return "".join((done.folder / path).read_text(encoding="utf-8") for path, _ in done.chapters)


@pytest.mark.parametrize("name", TABLES)
def test_html(name: str, tmp_path: Path) -> None:
    table, written, findings = TABLES[name]
    file = tmp_path / "a.html"
    file.write_text(f"<html><body><h1>A</h1><p>b</p><table>{table}</table></body></html>", encoding="utf-8")
    done = import_files([file], tmp_path / "book", ImportOptions(), Unwatched())
    assert written in text_of(done)
    assert told(done) == findings


def test_word_with_both_in_one_table(tmp_path: Path) -> None:
    head = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('Wells')}</w:tc></w:tr>"
    )
    names = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p('near')}</w:tc><w:tc>{p('far')}</w:tc></w:tr>"
    row = f"<w:tr><w:tc>{p('sweet')}</w:tc><w:tc>{p('salt')}</w:tc></w:tr>"
    done = imported_docx(tmp_path, WordFile(p("The road") + f"<w:tbl>{head}{names}{row}</w:tbl>"))
    assert "| Wells        |\n+-------+------+\n| near  | far  |\n+=======+======+\n| sweet | salt |" in text_of(done)
    assert told(done) == []


SIGNS = ["|", "a|b", "\\", "\\|", "\\\\|b", "| a", "`|`"]


def test_bars_and_backslashes_in_cells_stand_as_they_were(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{sign}</td><td>x</td></tr>" for sign in SIGNS)
    file = tmp_path / "a.html"
    file.write_text(f"<html><body><h1>A</h1><table>{rows}</table></body></html>", encoding="utf-8")
    done = import_files([file], tmp_path / "book", ImportOptions(), Unwatched())
    manuscript, findings = read_book(done.folder)
    assert (manuscript is not None, findings) == (True, ())
    (table,) = (
        node for chapter in manuscript.chapters.values() for node in nodes(chapter.blocks) if isinstance(node, Table)
    )
    assert [plain(row[0].children) for row in table.rows] == SIGNS


WORDS = [
    "البئر",
    "كَلَّا ۚ إِنَّهَا",
    "a|b",
    "a +-- b",
    "=+",
    "two  spaces",
    "`|`",
    "",
    "the long road from one well to the next, by night",
]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_cells_are_read_back_with_what_they_span(data: st.DataObject) -> None:
    width, height = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 5))
    head = data.draw(st.integers(0, height - 1))
    free = {(y, x) for y in range(height) for x in range(width)}
    rows: list[list[IntakeCell]] = [[] for _ in range(height)]
    for y, x in sorted(free):
        if (y, x) in free:
            last = head if y < head else height
            columns = data.draw(
                st.integers(1, next((n for n in range(1, width - x) if (y, x + n) not in free), width - x))
            )
            tall = data.draw(st.integers(1, last - y)) if columns == 1 else 1
            free -= {(y + down, x + right) for down in range(tall) for right in range(columns)}
            text = data.draw(st.sampled_from(WORDS))
            rows[y].append(IntakeCell((IntakeParagraph((TextRun(text),)),) if text else (), columns, tall))
    table = IntakeTable(tuple(map(tuple, rows)), head)
    placed = placed_cells(table)
    if placed is not None:
        assert grid_lines(placed, [_one_line(each.cell) for each in placed], head) is not None


def _one_line(cell: IntakeCell | None) -> str:
    return blocks_text(cell.blocks).replace("|", "\\|").strip() if cell else ""
