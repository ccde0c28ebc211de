"""EPUB read for import: package, contents, pages; and the law that a book of ours comes back as it was."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pytest
from foreign_samples import FILES, PACKAGE, headings, package, read
from lxml import etree

from bookbuild.diagnostics import BookError, Code
from bookbuild.inspection.epub import epub_text
from bookbuild.intake.conservation import blocks_text, letters_of
from bookbuild.intake.document import IntakeContributor, IntakeHeading
from bookbuild.intake.importing.way import ImportOptions, import_files
from bookbuild.intake.runs import NoteCall, PageMark, TextRun
from bookbuild.intake.walking import runs_of
from bookbuild.progress import Unwatched

ROOT = Path(__file__).parents[2]
BOOKS = [
    pytest.param(name, marks=pytest.mark.slow if name == "companion" else ())
    for name in ("nusrah", "hijrah", "companion")
]
ELEMENTS = frozenset(
    ("h1", "h2", "h3", "table", "figure", "blockquote", "li", "dt", "dd", "aside", "tr", "ul", "ol", "hr")
)
CLASSES = frozenset(
    ("bayt", "hemistich", "quran", "hadith", "letter", "question", "answer", "cross-reference", "source")
)


def test_contents_give_headings_their_levels_and_are_dropped() -> None:
    found = read("a.epub", package())
    assert headings(found.document.blocks) == [(1, "Leaving"), (1, "The Night"), (1, "The Day")]
    assert [block.part for block in found.document.blocks if isinstance(block, IntakeHeading)] == [True, False, False]
    contents = [piece.text for piece in found.dropped if piece.place.place == "contents"]
    assert contents == ["Leaving", "The Night", "The Day"]


def test_notes_pages_and_links_over_documents() -> None:
    found = read("a.epub", package())
    runs = list(runs_of(found.document.blocks))
    assert [blocks_text(note.blocks) for note in found.document.notes] == ["In the spring."]
    assert sum(isinstance(run, NoteCall) for run in runs) == 1
    assert [run.number for run in runs if isinstance(run, PageMark)] == ["7"]
    assert [(run.text, run.link) for run in runs if isinstance(run, TextRun) and run.link] == [("the day", "#p9")]


def test_metadata_of_the_package() -> None:
    data = read("a.epub", package()).document.metadata
    assert (data.title, data.subtitle, data.publisher) == ("The Well", "Six days on the road", "Northgate Press")
    assert data.contributors == (IntakeContributor("Hala Rifai", "translator"),)
    assert (data.published, data.isbns, data.series) == ("2014-05-02", ("9780306406157",), "Roads")


ENCRYPTED = (
    '<encryption xmlns:e="x"><e:EncryptedData><e:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
    "</e:EncryptedData></encryption>"
)
HOSTILE = {
    "encrypted": ({**FILES, "META-INF/encryption.xml": ENCRYPTED}, Code.IMPORT_ENCRYPTED),
    "without a package": ({"META-INF/container.xml": FILES["META-INF/container.xml"]}, Code.IMPORT_FORMAT),
    "a bomb": ({**FILES, "OPS/a.xhtml": "<html>" + "a" * 30_000_000}, Code.ARCHIVE_UNSAFE),
    "leading out": ({**FILES, "../a": "x"}, Code.ARCHIVE_UNSAFE),
    "entities": ({**FILES, "OPS/book.opf": f'<!DOCTYPE p [<!ENTITY a "b">]>{PACKAGE}'}, Code.ARCHIVE_UNSAFE),
}


@pytest.mark.parametrize(("files", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_get_their_finding(files: dict[str, str], code: Code) -> None:
    with pytest.raises(BookError, match=str(code)):
        read("a.epub", package(files))


def test_a_document_that_is_not_well_formed_is_read_as_html() -> None:
    assert "Then it was not." in blocks_text(read("a.epub", package()).document.blocks)


def shape(path: Path) -> Counter[str]:
    """How often each element and class stands in the documents of an EPUB that have been written, not generated."""
    counts: Counter[str] = Counter()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith(".xhtml") or "nav" in name:
                continue
            for element in etree.fromstring(archive.read(name)).iter("{*}*"):
                tag = etree.QName(element).localname
                if tag == "section" and element.get("data-generated") is not None:
                    break
                counts.update({tag} & ELEMENTS)
                counts.update(set((element.get("class") or "").split()) & CLASSES)
    return counts


@pytest.mark.parametrize("name", BOOKS)
def test_law_a_book_of_ours_comes_back_with_its_text_and_its_structure(name, bookbuild, tmp_path: Path) -> None:
    assert (
        bookbuild("build", ROOT / "manuscript" / name, "--edition", "ebook", "--out", tmp_path / "one").exit_code == 0
    )
    first = tmp_path / "one" / name / f"{name}-ebook.epub"
    done = import_files([first], tmp_path / name, ImportOptions(), Unwatched())
    assert bookbuild("build", tmp_path / name, "--edition", "ebook", "--out", tmp_path / "two").exit_code == 0
    second = tmp_path / "two" / name / f"{name}-ebook.epub"
    expected = letters_of("\n".join(epub_text(first)))
    for repair in done.repairs:  # honorifics that the checks are certain of
        expected.subtract(letters_of(repair.before))
        expected.update(letters_of(repair.after))
    assert sum(expected.values()) > 10_000
    differing = {letter for letter in expected | letters_of("\n".join(epub_text(second)))
                 if expected[letter] != letters_of("\n".join(epub_text(second)))[letter]}  # fmt: skip
    assert differing <= letters_of("ﷺ صلى الله عليه وسلم رضي عنها رحمها").keys() if done.repairs else not differing
    assert shape(first) == shape(second)
