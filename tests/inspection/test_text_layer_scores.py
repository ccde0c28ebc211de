"""How much of what was written comes back: counted by words, of each script apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from set_in_helvetica import page_of

from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.inspection import inspect
from bookbuild.inspection.text_layer import score, text_layer

CASES = {
    "all of it": ("قال كِتَابٌ word", "word كِتَابٌ قال", (1.0, 1.0, 1.0, [])),
    "letters without their marks": ("قال كِتَابٌ", "قال كتاب", (1.0, 0.5, None, ["كِتَابٌ"])),
    "a word in pieces": ("قال كتاب", "قال كتا ب", (0.5, 0.5, None, ["كتاب"])),
    "a word of other letters": ("قال كتاب", "قال كتات", (0.5, 0.5, None, ["كتاب"])),
    "twice written, once found": ("قال قال", "قال", (0.5, 0.5, None, ["قال"])),
    "stretches and what orders text": ("قال", "\u202bقــال\u200f\u202c", (1.0, 1.0, None, [])),
    "presentation forms": ("لا", "\ufefb", (1.0, 1.0, None, [])),
    "a divided word": ("knowledge", "know\u00ad\nledge", (None, None, 1.0, [])),
    "a divided word over pages": ("knowledge", "know\u00ad\n\nA note\nledge", (None, None, 1.0, [])),
    "a joined compound": ("al-Khazraj al-Aws al-Khazraj", "alKhazraj alAws alKhazraj", (None, None, 1.0, [])),
    "a Latin word that is not there": ("one two", "one", (None, None, 0.5, ["two"])),
}


@pytest.mark.parametrize(("written", "found", "expected"), CASES.values(), ids=CASES.keys())
def test_shares_of_words(
    written: str, found: str, expected: tuple[float | None, float | None, float | None, list[str]]
) -> None:
    assert tuple(score(written, found).values()) == expected


XHTML = (
    b'<html xmlns="http://www.w3.org/1999/xhtml"><body><h1 data-generated="">Made by the tool</h1>'
    b"<p>Some words of a page</p></body></html>"
)


def test_what_is_generated_is_not_asked_for(tmp_path: Path) -> None:
    found = text_layer(page_of("Some words of a page", tmp_path / "a.pdf"), [XHTML])
    assert found["pdfium"] == {"letters": None, "marked": None, "latin": 1.0, "lost": []}
    assert {shares["latin"] for shares in found.values()} == {1.0}


def test_a_file_is_held_against_documents_where_there_are_some(tmp_path: Path) -> None:
    path = page_of("Some words of", tmp_path / "a.pdf")
    assert "text_layer" not in inspect(path).facts
    assert inspect(path, documents=lambda: [XHTML]).facts["text_layer"]["pdfium"]["lost"] == ["a", "page"]


def test_a_book_that_has_no_documents_takes_nothing_from_the_facts_of_the_file(tmp_path: Path) -> None:
    finding = Finding(Code.TOML_INVALID, "no table", "close the bracket")

    def broken() -> list[bytes]:
        raise BookError([finding])

    report = inspect(page_of("Some words of", tmp_path / "a.pdf"), documents=broken)
    assert report.facts["pages"] == 1
    assert report.findings[-1] == finding
