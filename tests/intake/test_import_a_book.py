"""A book out of a PDF, and what an editor would make of it: structure, matter, notes, lists, lists of what was done."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from intake_samples import BOOK, SampleImport, imported

from bookbuild import pipeline
from bookbuild.progress import Unwatched


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SampleImport:
    return imported(tmp_path_factory.mktemp("import"), BOOK)


def test_what_the_title_page_says_stands_in_the_settings(book: SampleImport) -> None:
    settings = tomllib.loads(book.text("book.toml"))
    said = settings["book"]
    assert (said["title"], said["subtitle"]) == ("The Road to Yathrib", "A Journey in Ten Stations")
    assert said["contributors"] == [{"name": "Hala M. Rifai", "role": "author"}]
    assert (said["publisher"], said["published"]) == ("Northgate Press", 2014)
    assert said["rights"] == "© 2014 Northgate Press. All rights reserved."
    assert settings["editions"]["press"]["isbn"] == "978-0-306-40615-7"
    assert "12 Mill Lane" in book.text(said["cataloguing"])


def test_the_printed_contents_tell_parts_chapters_and_headings(book: SampleImport) -> None:
    matter = tomllib.loads(book.text("book.toml"))["matter"]
    assert [(part["title"], part["chapters"]) for part in matter["parts"]] == [
        ("PART ONE: LEAVING", ["chapters/01-the-first-night.md", "chapters/02-a-well-by-the-road.md"]),
        ("PART TWO: ARRIVING", ["chapters/03-the-gate-of-the-city.md"]),
    ]
    assert matter["front"][-1] == "preface.md"
    headings = [line for line in book.all_text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Preface", "# The First Night", "## The guide", "## What was carried", "# A Well by the Road",
        "# The Gate of the City",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "whole",
    [
        "It was written in winter",
        "nobody saw them but a shepherd, who said nothing.[^1]\n",
        "those who might follow.\nThe Prophet ﷺ did not slow his step.",
        "1. how deep it was;\n2. who had dug it;\n3. whether its water was sweet.\n",
        "- bread, and a little more than seemed needed;\n- water.\n",
        "<https://northgate.example/maps/of-the-road/between-the-two-cities/first-part?sheet=3> for a map.",
        "“Whose is it?” he asked, and they said, “Nobody’s.”\n",
        "[Abu Bakr]{.person} (ra) drew water, and the Messenger of Allah ﷺ drank.",
        "[Notes of the road, p. 14]{.source}",
        "[^2]: It is said that he was paid in silver, and it is said that he was paid in camels.",
    ],
)
def test_what_lines_and_pages_broke_is_whole(book: SampleImport, whole: str) -> None:
    assert whole in book.all_text


def test_page_furniture_is_dropped_and_listed(book: SampleImport) -> None:
    reasons = [piece.reason.split(":")[0] for piece in book.done.dropped]
    assert reasons.count("running head") == 5
    assert reasons.count("printed contents") == 9
    assert "ROAD TO YATHRIB" not in book.all_text
    assert all(piece.place.line for piece in book.done.dropped)


def test_every_repair_names_what_stood_there_before_and_where(book: SampleImport) -> None:
    lines = BOOK.replace("\f", "").splitlines()
    assert len(book.done.repairs) > 15
    for repair in book.done.repairs:
        assert repair.before != repair.after
        assert repair.place.line is not None
        assert 1 <= repair.place.line <= len(lines)
    moved = next(repair for repair in book.done.repairs if repair.code == "honorific-moved")
    assert ("Abu Bakr ﷺ" in moved.before, "Abu Bakr (ra)" in moved.after) == (True, True)
    assert "Abu Bakr ﷺ" in lines[(moved.place.line or 0) - 1]


def test_the_report_lists_all_of_it(book: SampleImport) -> None:
    report = book.text("import-report.md")
    for said in ("## For you to look at", "honorific-moved", "word-joined", "running head", "source-1.txt"):
        assert said in report
    assert report.index("For you to look at") < report.index("## Repaired") < report.index("## Dropped")


def test_what_came_out_is_checked_and_has_nothing_to_answer(book: SampleImport) -> None:
    left = pipeline.check(book.folder, progress=Unwatched()).findings
    assert [finding for finding in left if not finding.allowed] == []


def test_a_second_import_gives_the_same_bytes(book: SampleImport, tmp_path: Path) -> None:
    again = imported(tmp_path, BOOK)
    files = sorted(path.relative_to(book.folder) for path in book.folder.rglob("*") if path.is_file())
    assert len(files) > 5
    assert {path: (again.folder / path).read_bytes() for path in files} == {
        path: (book.folder / path).read_bytes() for path in files
    }


def test_several_files_are_chapters_in_their_order(tmp_path: Path) -> None:
    both = imported(tmp_path, "They went out in the evening.\n", "They came in on the third day.\n")
    assert [title for _, title in both.done.chapters] == ["source 1", "source 2"]
    assert "third day" in both.text(both.done.chapters[1][0])
