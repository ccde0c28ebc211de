"""OpenITI mARkdown and the exports of Shamela, read for import."""

from __future__ import annotations

from pathlib import Path

import pytest
from foreign_samples import OPENITI, SHAMELA, headings, read

from bookbuild.diagnostics import BookError
from bookbuild.intake.conservation import blocks_text, runs_text
from bookbuild.intake.document import IntakeContributor, IntakePageBreak, IntakeQuotation, IntakeVerse
from bookbuild.intake.reader import RepairCode
from bookbuild.intake.runs import NoteCall, PageMark
from bookbuild.intake.walking import runs_of


def test_openiti_headings_biographies_and_metadata() -> None:
    found = read("0001Fulan.Tariq.X1-ara1", OPENITI).document
    assert headings(found.blocks) == [(1, "باب البئر"), (2, "فصل في السير"), (3, "فلان بن فلان")]
    assert found.metadata.title == "كتاب الطريق"
    assert found.metadata.contributors == (IntakeContributor("فلان بن فلان"),)
    assert found.metadata.published == ""  # 1406 is a year of the Hijrah
    assert (found.language, found.direction) == ("ar", "rtl")


def test_openiti_pages_begin_where_those_before_them_end() -> None:
    found = read("a-ara1", OPENITI).document
    first = found.blocks[0]
    assert isinstance(first, IntakePageBreak)
    assert first.number == "5"
    assert [run.number for run in runs_of(found.blocks) if isinstance(run, PageMark)] == ["6"]


def test_openiti_marks_that_are_no_text_leave_one_space() -> None:
    """Two would tell of something lost."""
    unit = "# ساروا ms12 في الليل PageV01P003\n~~ورجعوا PageV01P004 نهارا msA13 وناموا\n"
    found = read("a-ara1", OPENITI + unit).document
    assert blocks_text(found.blocks[-1:]).strip() == "ساروا في الليل ورجعوا نهارا وناموا"


def test_openiti_verses_hadiths_and_notes() -> None:
    found = read("a-ara1", OPENITI).document
    (verse,) = (block for block in found.blocks if isinstance(block, IntakeVerse))
    assert [[runs_text(half) for half in line] for line in verse.stanzas[0]] == [
        ["يا سائرا", "في ليله"], ["خفف خطاك", "على الحصى"],
    ]  # fmt: skip
    (hadith,) = (block for block in found.blocks if isinstance(block, IntakeQuotation))
    assert [(part.kind, blocks_text(part.blocks)) for part in hadith.blocks if isinstance(part, IntakeQuotation)] == [
        ("isnad", "حدثنا فلان عن فلان"), ("matn", "قال كذا"), ("grade", "صحيح"),
    ]  # fmt: skip
    assert [blocks_text(note.blocks) for note in found.notes] == ["منزل معروف"]
    assert sum(isinstance(run, NoteCall) for run in runs_of(found.blocks)) == 1


def test_openiti_reads_the_yml_beside(tmp_path: Path) -> None:
    (tmp_path / "0001Fulan.Tariq.yml").write_text("10#BOOK#TITLEA#AR: Kitab al-Tariq\n", encoding="utf-8")
    text = "######OpenITI#\n#META#Header#End#\n# نص\n"
    assert read("0001Fulan.Tariq.X1-ara1", text, folder=tmp_path).document.metadata.title == "Kitab al-Tariq"


def test_shamela_pages_notes_and_catalogue() -> None:
    found = read("a.htm", SHAMELA)
    document = found.document
    assert headings(document.blocks) == [(None, "باب البئر")]
    assert [blocks_text(note.blocks) for note in document.notes] == ["بئر معروفة", "بلا موضع"]
    assert [taken.key for taken in document.metadata.taken] == ["title", "contributors"]
    assert [block.number for block in document.blocks if isinstance(block, IntakePageBreak)] == ["٥"]
    assert [run.number for run in runs_of(document.blocks) if isinstance(run, PageMark)] == ["٦"]
    assert [repair.code for repair in found.repairs] == [RepairCode.PARAGRAPH_JOINED]
    assert "ثم ساروا حتى بلغوا المنزل." in " ".join(blocks_text(document.blocks).split())


@pytest.mark.parametrize(
    ("name", "data", "wanted", "right"),
    [
        ("a.txt", OPENITI, "shamela", "openiti"),
        ("a.htm", SHAMELA, "pandoc-json", "shamela"),
        ("a.html", "<html><p>x", "epub", "html"),
        ("a.json", '{"pandoc-api-version":[1,23],"meta":{},"blocks":[]}', "openiti", "pandoc-json"),
    ],
)
def test_a_wrong_format_gets_the_right_one_named(name: str, data: str, wanted: str, right: str) -> None:
    with pytest.raises(BookError) as raised:
        read(name, data, wanted)
    assert f"--from {right}" in raised.value.findings[0].remedy
