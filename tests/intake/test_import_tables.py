"""Tables that our format cannot hold as they are: their letters stand in plain cells, and one finding a table says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_files import WordFile, imported_docx, p

from bookbuild.intake.importing.way import Imported, ImportOptions, import_files
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

TABLES = {
    "a plain one": (PLAIN, "| Well | Water |\n| --- | --- |\n| near | sweet |", []),
    "a cell over columns": (
        MERGED,
        "| Well | Water |\n| --- | --- |\n| dry |  |",
        ["the table that begins `Well Water dry` has a merged cell, which has empty ones beside it"],
    ),
    "a cell over rows": (
        TALL,
        "| near | sweet |\n|  | salt |",
        ["the table that begins `Well Water near sweet salt` has a merged cell, which has empty ones beside it"],
    ),
    "two rows of heads": (
        HEADS,
        "| Year | Rain |\n| --- | --- |\n| H | days |\n| 1 | 9 |",
        ["the table that begins `Year Rain H days 1 9` has 2 rows of heads, of which the first is the head"],
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
    assert "| Wells |  |\n| --- | --- |\n| near | far |\n| sweet | salt |" in text_of(done)
    (message,) = told(done)
    assert "a merged cell, which has empty ones beside it; 2 rows of heads, of which the first is the head (" in message


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
