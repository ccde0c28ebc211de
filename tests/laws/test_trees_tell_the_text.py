"""Law: what the tree of a PDF tells a screen reader = text(manuscript), word for word, each Arabic word as Arabic; what a
file says that it keeps, it keeps."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from law_samples import ARABIC, MARKS, SAMPLES, book_text, books, resolved

from bookbuild.inspection.judges import validate_pdf
from bookbuild.inspection.pdf import opened_pdf, pdf_facts
from bookbuild.inspection.pdf_tree import SpokenPiece, spoken_pieces, spoken_text
from bookbuild.inspection.pdf_values import annotations_of, text_of
from bookbuild.model.book import Book

ARABIC_SCRIPT = ("ar", "fa", "ur")
UNSEEN = "\u0640\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"


def screens(folder: Path) -> list[Book]:
    return [book for book in resolved(folder) if book.edition.format == "pdf" and book.edition.purpose == "screen"]


def said(path: Path) -> list[SpokenPiece]:
    with opened_pdf(path) as pdf:
        return list(spoken_pieces(pdf))


def words(text: str) -> list[str]:
    """The words of a text by their letters, without marks, stretches and what only orders text."""
    letters = [c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M" and c not in UNSEEN]
    return "".join(c if unicodedata.category(c)[0] == "L" else " " for c in letters).split()


@pytest.mark.parametrize("folder", [each for each in books() if each.values[0] in SAMPLES])
def test_words_are_those_of_the_manuscript(folder: Path, built: Any) -> None:
    for book in screens(folder):
        pieces = said(built(folder) / f"{book.name}-{book.edition.name}.pdf")
        written, told = words("\n".join(book_text(book))), words(spoken_text(iter(pieces)))
        assert len(written) > 1000
        assert Counter(written) - Counter(told) == Counter(), book.edition.name


@pytest.mark.parametrize("folder", books())
def test_each_arabic_word_is_told_in_a_language_of_its_script(folder: Path, built: Any) -> None:
    for book in screens(folder):
        pieces = said(built(folder) / f"{book.name}-{book.edition.name}.pdf")
        arabic = [piece for piece in pieces if any(MARKS.sub("", found) for found in ARABIC.findall(piece.text))]
        assert arabic
        assert [piece for piece in arabic if not piece.lang.startswith(ARABIC_SCRIPT)] == [], book.edition.name


def all_links(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from annotations_of(page)


@pytest.mark.parametrize("folder", books())
def test_links_say_words(folder: Path, built: Any) -> None:
    for book in screens(folder):
        path = built(folder) / f"{book.name}-{book.edition.name}.pdf"
        told = set(words(spoken_text(iter(said(path)))))
        with opened_pdf(path) as pdf:
            links = {(text_of(link.Contents) or "", text_of(link.get("/Dest"))) for link in all_links(pdf)}
            assert links
            assert [text for text, _ in links if sum(map(str.isalpha, text)) < 2] == []
            assert [text for text, place in links if text == place and set(words(text)) - told] == []


@pytest.mark.parametrize("folder", books())
def test_a_claim_is_true(folder: Path, built: Any, judged: Any) -> None:
    for book in screens(folder):
        path = built(folder) / f"{book.name}-{book.edition.name}.pdf"
        assert book.edition.conforms == ("ua1",)
        assert pdf_facts(path)["claims"] == ["PDF/UA-1"]
        assert judged(validate_pdf, path, "ua1").remarks == ()
