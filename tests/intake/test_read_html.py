"""HTML read for import: blocks, runs, notes, pictures, links; files that mean harm."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from foreign_samples import headings, read
from PIL import Image

from bookbuild.diagnostics import BookError, Code
from bookbuild.intake.conservation import blocks_text, runs_text
from bookbuild.intake.document import (
    IntakeCode,
    IntakeDefinition,
    IntakeFigure,
    IntakeItem,
    IntakePageBreak,
    IntakeParagraph,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.runs import NoteCall, PageMark, RunMark, TextRun
from bookbuild.intake.walking import runs_of


def test_a_note_is_called_where_its_mark_stood_and_the_way_back_is_dropped() -> None:
    found = read(
        "a.html",
        '<p>One<sup><a id="r1" href="#n1">1</a></sup> two</p><hr><p id="n1"><a href="#r1">1</a>. The <b>note</b>.</p>',
    )
    (note,) = found.document.notes
    assert blocks_text(note.blocks) == "The note."
    assert [run.key for run in runs_of(found.document.blocks) if isinstance(run, NoteCall)] == [note.key]
    assert sorted(piece.text for piece in found.dropped) == ["1", "1"]


def test_a_note_that_nothing_calls_stays_as_text() -> None:
    found = read("a.html", '<p>One</p><aside epub:type="footnote" id="n"><p>Alone.</p></aside>')
    assert found.document.notes == ()
    assert "Alone." in blocks_text(found.document.blocks)


def test_a_note_within_a_note_follows_the_note_that_calls_it() -> None:
    call = '<a epub:type="noteref" href="#{0}">{0}</a>'
    notes = f'<aside epub:type="footnote" id="a"><p>A {call.format("b")}</p></aside>'
    notes += '<aside epub:type="footnote" id="b"><p>B</p></aside>'
    found = read("a.html", f"<p>T {call.format('a')}</p>{notes}")
    (note,) = found.document.notes
    assert blocks_text(note.blocks).split() == ["A", "b", "B"]


def test_lists_keep_numbers_levels_and_what_stands_in_them() -> None:
    found = read(
        "a.html",
        "<ol start=3><li>c<ul><li>inner</li></ul></li><li><p>d</p><p>more</p><pre>x\n y</pre><p>after</p></li></ol>",
    )
    items = [block for block in found.document.blocks if isinstance(block, IntakeItem)]
    assert [(runs_text(item.runs), item.marker, item.number, item.level) for item in items] == [
        ("c", "3.", 3, 1), ("inner", "-", None, 2), ("d", "4.", 4, 1), ("more", "", None, 1),
    ]  # fmt: skip
    assert [type(block) for block in items[-1].blocks] == [IntakeCode, IntakeParagraph]


def test_tables_keep_spans_heads_and_captions() -> None:
    found = read(
        "a.html",
        "<table dir=rtl><caption>Kin</caption><thead><tr><th colspan=2>Name</th></tr></thead>"
        "<tr><td rowspan=2>a</td><td><p>b</p><ul><li>c</li></ul></td></tr><tr><td>d</td></tr></table>",
    )
    (table,) = (block for block in found.document.blocks if isinstance(block, IntakeTable))
    assert (runs_text(table.caption), table.head_rows, table.direction) == ("Kin", 1, "rtl")
    assert [(cell.columns, cell.rows, cell.head) for cell in table.rows[0]] == [(2, 1, True)]
    assert [cell.rows for cell in table.rows[1]] == [2, 1]
    assert all(isinstance(block, IntakeParagraph) for row in table.rows for cell in row for block in cell.blocks)


def test_verse_definitions_quotations_ruby_and_pages() -> None:
    found = read(
        "a.html",
        '<div class="poem"><p>one<br>two</p><p>three</p></div><dl><dt>term</dt><dd>said</dd></dl>'
        "<blockquote><h4>Head</h4><p>quoted</p></blockquote><p>a <ruby>b<rp>(</rp><rt>c</rt></ruby></p>"
        '<p><span class="pagenum">[Pg 12]</span></p><p>x <a epub:type="pagebreak" title="xii"></a>y</p>',
    )
    kinds = [type(block) for block in found.document.blocks]
    assert kinds[:3] == [IntakeVerse, IntakeDefinition, IntakeQuotation]
    verse = found.document.blocks[0]
    assert isinstance(verse, IntakeVerse)
    assert [[runs_text(half) for (half,) in stanza] for stanza in verse.stanzas] == [["one", "two"], ["three"]]
    assert [block.number for block in found.document.blocks if isinstance(block, IntakePageBreak)] == ["12"]
    assert [run.number for run in runs_of(found.document.blocks) if isinstance(run, PageMark)] == ["xii"]
    assert "b(c)" in blocks_text(found.document.blocks)


def test_dress_comes_from_elements_and_from_style_sheets() -> None:
    found = read(
        "a.html",
        "<style>.c3 {font-style: italic} .sc {font-variant: small-caps}</style>"
        '<p lang=ar dir=rtl>a <b>b</b> <span class="c3">c</span> <span class="sc">d</span> <em lang=fr>e</em></p>',
    )
    runs = [run for run in runs_of(found.document.blocks) if isinstance(run, TextRun) and run.text.strip()]
    assert [set(run.marks) for run in runs] == [
        set(), {RunMark.BOLD}, {RunMark.ITALIC}, {RunMark.SMALL_CAPITALS}, {RunMark.ITALIC},
    ]  # fmt: skip
    assert [run.language for run in runs] == ["ar", "ar", "ar", "ar", "fr"]
    assert all(run.direction == "rtl" for run in runs)


def test_pictures_beside_the_file_are_kept_and_others_are_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(buffer, "BMP")
    (tmp_path / "map.bmp").write_bytes(buffer.getvalue())
    found = read("a.html", '<p><img src="map.bmp" alt="A map"></p><p>x<img src="../up.png"></p>', folder=tmp_path)
    (figure,) = (block for block in found.document.blocks if isinstance(block, IntakeFigure))
    assert (figure.picture.name, figure.picture.alt) == ("map.png", "A map")
    assert figure.picture.data.startswith(b"\x89PNG")
    assert [(finding.code, finding.allowed) for finding in found.findings] == [(Code.IMAGE_MISSING, True)]


def test_a_page_of_a_title_goes_into_the_settings() -> None:
    found = read(
        "a.html",
        '<html lang=en><head><title>The Well</title><meta name=author content="H. Rifai"></head>'
        "<h1>The Well</h1><p>by H. Rifai</p><h2>First</h2><p>a</p><h2>Second</h2><p>b</p>",
    )
    assert [taken.key for taken in found.document.metadata.taken] == ["title", "contributors"]
    assert headings(found.document.blocks) == [(2, "First"), (2, "Second")]


DEEP = {
    "boxes": "<div>" * 100_000, "quotations": "<blockquote>" * 1_500, "lists": "<ul><li>" * 900,
    "tables": "<table><tr><td>" * 600, "dresses": "<p>" + "<i><b>" * 5_000,
    "wide cells": "<table><tr><td colspan=999999999 rowspan=999999999>x</table>",
}  # fmt: skip


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_hostile_html_is_read_or_refused_in_time(text: str) -> None:
    began = time.monotonic()
    try:
        said = blocks_text(read("a.html", f"<html><body>{text} last words").document.blocks)
    except BookError as refused:
        said = f"{refused.findings[0].code}: last words" if refused.findings[0].code is Code.IMPORT_FORMAT else ""
    assert "last words" in said
    assert time.monotonic() - began < 4  # 2 s alone; the machine of the tests has other work


def test_entities_of_its_own_and_other_encodings_are_refused() -> None:
    with pytest.raises(BookError, match="archive-unsafe"):
        read("a.html", '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><p>&a;')
    with pytest.raises(BookError, match="encoding-invalid"):
        read("a.html", b"<html><p>\xff\xfe\xfa", "html")
    assert (
        blocks_text(read("a.html", '<meta charset="windows-1256"><p>كتاب'.encode("cp1256"), "html").document.blocks)
        == "كتاب"
    )
