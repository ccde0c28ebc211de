"""Series of notes stand apart: each under a rule of its own, in the order of the settings, marked by itself."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pymupdf
import pytest
from lxml import etree

from bookbuild import pipeline
from bookbuild.diagnostics import Finding
from bookbuild.language.numerals import in_style
from bookbuild.workshop import workshop

XHTML = "{http://www.w3.org/1999/xhtml}"
SETTINGS = """[book]
title = "Notes"
{language}
[style]
{style}
[notes.series.tk]
title = {{ en = "Sources", ar = "التخريج" }}
marks = "{marks}"
order = 2
{more}
[notes.series.ed]
title = {{ en = "Editor’s notes", ar = "حواشي المحقق" }}
marks = "letters"
order = 1
[editions.ebook]
format = "epub"
[editions.screen]
format = "pdf"
"""
LINE = "They went out by night along the road to the south, and the others went north. "
CHAPTER = (
    "# One\n\n" + "\n\n".join(f"{LINE}[^tk:{n}] {LINE}[^{n}] {LINE}[^ed:{n}] {LINE * 4}" for n in range(1, 13)) + "\n\n"
    "" + "\n\n".join(f"[^{n}]: Own {n}.\n\n[^ed:{n}]: Editor {n}.\n\n[^tk:{n}]: Source {n}." for n in range(1, 13))
)


def built(
    folder: Path, text: str = CHAPTER, *, style: str = "", more: str = "", marks: str = "symbols", language: str = ""
) -> tuple[list[list[str]], dict[str, etree._Element], tuple[Finding, ...]]:
    """The lines of each page, the e-book's documents by name, and the findings."""
    (folder / "chapters").mkdir(parents=True)
    (folder / "book.toml").write_text(SETTINGS.format(style=style, more=more, marks=marks, language=language))
    for at in (1, 2):
        (folder / "chapters" / f"{at:02}.md").write_text(text, encoding="utf-8")
    with workshop(1, folder / "cache") as shop:
        result = pipeline.build(
            folder, editions=(), out=folder / "out", strict=False, one_go=False, workshop=shop, progress=Quiet()
        )
    paths = {edition.name: edition.path for edition in result.editions}
    pages = [page.get_text(sort=True).split("\n") for page in pymupdf.open(paths["screen"])]
    with zipfile.ZipFile(paths["ebook"]) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        documents = {name.rpartition("/")[2]: etree.fromstring(archive.read(name)) for name in names}
    return [[" ".join(line.split()) for line in page if line.strip()] for page in pages], documents, result.findings


class Quiet:
    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...


def notes_of(page: list[str]) -> list[str]:
    """The lines of notes: those that end as ours do."""
    kinds = ("Own", "Editor", "Source")
    return [line for line in page if len(words := line.split()) == 3 and words[1] in kinds]


def test_series_stand_in_their_order_each_marked_by_itself(tmp_path: Path) -> None:
    pages, _, findings = built(tmp_path / "book")
    assert findings == ()
    found = [notes_of(page) for page in pages]
    assert sum(map(len, found)) == 72
    for page in found:
        kinds = [line.split()[1] for line in page]
        assert kinds == sorted(kinds, key=["Own", "Editor", "Source"].index)
    first = next(page for page in found if page)
    assert [line.split()[0] for line in first if "Editor" in line] == ["a", "b", "c", "d"][: len(first) // 3]
    assert "1 Own 1." in first
    assert "* Source 1." in first


def test_a_series_begins_anew_on_each_page_where_it_says_so(tmp_path: Path) -> None:
    pages, _, _ = built(tmp_path / "book", more='numbering = "page"')
    for page in pages:
        marks = [line.split()[0] for line in notes_of(page) if "Source" in line]
        assert marks == ["*", "†", "‡", "§"][: len(marks)]
    own = [line.split()[0] for page in pages for line in notes_of(page) if "Own" in line]
    assert own == 2 * [str(n) for n in range(1, 13)]


def test_a_series_is_counted_through_the_book_where_it_says_so(tmp_path: Path) -> None:
    pages, _, _ = built(tmp_path / "book", more='numbering = "book"', marks="digits")
    assert [line.split()[0] for page in pages for line in notes_of(page) if "Source" in line] == [
        str(n) for n in range(1, 25)
    ]


@pytest.mark.parametrize(
    ("more", "where"), [('place = "chapter"', "the chapter's last page"), ('place = "book"', "the last page")]
)
def test_a_series_has_a_place_of_its_own(more: str, where: str, tmp_path: Path) -> None:
    pages, documents, findings = built(tmp_path / "book", more=more)
    assert findings == ()
    sources = [number for number, page in enumerate(pages) for line in notes_of(page) if "Source" in line]
    others = [number for number, page in enumerate(pages) for line in notes_of(page) if "Own" in line]
    assert len(sources) == 24
    assert len(others) == 24
    assert len(set(sources)) < len(set(others)) if where == "the chapter's last page" else min(sources) > max(others)
    assert ("notes.xhtml" in documents) is (where == "the last page")


def test_an_ebook_has_a_list_a_series_and_says_its_name(tmp_path: Path) -> None:
    _, documents, _ = built(tmp_path / "book")
    (chapter,) = (root for name, root in documents.items() if name == "01.xhtml")
    lists = [section for section in chapter.iter(f"{XHTML}section") if "notes" in section.get("class", "").split()]
    assert [section.get("aria-label") for section in lists] == [None, "Editor’s notes", "Sources"]
    assert [len(list(section.iter(f"{XHTML}aside"))) for section in lists] == [12, 12, 12]
    calls = [call for call in chapter.iter(f"{XHTML}a") if call.get("class") == "note-call"]
    assert [(call.text, call.get("aria-label")) for call in calls[:3]] == [
        ("*", "Sources *"), ("1", None), ("a", "Editor’s notes a"),
    ]  # fmt: skip


def test_an_arabic_book_has_its_own_digits_and_abjad(tmp_path: Path) -> None:
    text = (
        "# واحد\n\nخرج الرجل[^1] من بيته[^tk:1] قبل الفجر.[^ed:1]\n\n[^1]: حاشية.\n\n[^tk:1]: مصدر.\n\n[^ed:1]: محقق.\n"
    )
    _, documents, findings = built(tmp_path / "book", text, marks="abjad", language='language = "ar"')
    assert findings == ()
    calls = [call.text for call in documents["01.xhtml"].iter(f"{XHTML}a") if call.get("class") == "note-call"]
    assert calls == ["(١)", "(ا)", "(a)"]


MARKS = {
    "letters": [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (703, "aaa")],
    "symbols": [(1, "*"), (2, "†"), (6, "¶"), (7, "**"), (13, "***")],
    "abjad": [(1, "ا"), (15, "يه")],
}


@pytest.mark.parametrize(("style", "number", "mark"), [(s, n, m) for s, pairs in MARKS.items() for n, m in pairs])
def test_marks(style: str, number: int, mark: str) -> None:
    assert in_style(number, style, "en") == mark  # type: ignore[arg-type]


def test_notes_of_one_paragraph_run_on_in_its_lines(tmp_path: Path) -> None:
    pages, _, findings = built(tmp_path / "book", more='set = "run-in"\nnumbering = "page"')
    assert findings == ()
    lines = [line for page in pages for line in page if "Source" in line]
    assert sum(line.count("Source") for line in lines) == 24
    assert max(sum("Source" in line for line in page) for page in pages) == 1
    assert all(line.startswith("* Source") for line in lines)


def test_notes_of_one_paragraph_run_on_from_the_right(tmp_path: Path) -> None:
    words = "خرج الرجل من بيته قبل الفجر ومعه ابنه الصغير،"
    text = "# واحد\n\n" + " ".join(f"{words}[^tk:{n}]" for n in range(6)) + "\n\n"
    text += "\n\n".join(f"[^tk:{n}]: مصدر." for n in range(6))
    pages, _, findings = built(
        tmp_path / "book", text, more='set = "run-in"', marks="abjad", language='language = "ar"'
    )
    assert findings == ()
    lines = [line for page in pages for line in page if "مصدر" in line or "ردصم" in line]
    assert len(lines) == 4  # of two chapters, two each


def test_an_ebook_has_notes_of_one_paragraph(tmp_path: Path) -> None:
    _, documents, _ = built(tmp_path / "book", more='set = "run-in"')
    chapter = documents["01.xhtml"]
    sets = {section.get("data-series"): section.get("data-set") for section in chapter.iter(f"{XHTML}section")}
    assert sets["tk"] == "run-in"
    assert sets["ed"] is None
