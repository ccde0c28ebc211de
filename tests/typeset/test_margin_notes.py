"""`::: {.margin}`: beside the line where it stands in a theme with a margin for it, else within rules in the text."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from page_samples import PRESS, BuiltBook, built, prose

THEME = ":root { --margin-notes: 24mm; --widest: 0.58; --canon: 3 5 9 8 }\n"
FILES = {"styles/plain/print-own.css": THEME}


def note(words: str) -> str:
    return f"::: {{.margin}}\n{words}\n:::"


def places(book: BuiltBook, page: int, mark: str) -> tuple[float, float, float, float]:
    """The box of the lines of a page that a word stands in: left, top, right, bottom, in pt."""
    found = [
        line["bbox"]
        for block in book.document[page].get_text("dict")["blocks"]
        for line in block.get("lines", ())
        if mark in "".join(span["text"] for span in line["spans"])
    ]
    assert found, mark
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


@pytest.mark.parametrize("binding", ["left", "right"])
def test_it_stands_in_the_outer_margin_beside_its_line(binding: str, tmp_path: Path) -> None:
    text = "# A\n\n" + "\n\n".join(
        f"{prose(70, n)}\n\n{note(f'beside{n}')}\n\nmark{n} {prose(70, n)}" for n in range(8)
    )
    book = built(tmp_path, text, style=f'binding = "{binding}"', files=FILES)
    seen = 0
    for page, words in enumerate(book.pages):
        recto = page % 2 == 0
        for number in range(8):
            if f"beside{number}" in words:
                left, top, right, _ = places(book, page, f"beside{number}")
                text_left, text_top, text_right, _ = places(book, page, f"mark{number}")
                assert (left > text_right) if recto == (binding == "left") else (right < text_left)
                assert abs(top - text_top) < 6
                seen += 1
    assert seen == 8


def test_none_stands_over_another_or_the_edge(tmp_path: Path) -> None:
    notes = "\n\n".join(f"{note(f'first{n} ' + prose(9, n) + f' last{n}')}\n\n{prose(6, n)}" for n in range(6))
    for before in (10, 120, 190):
        book = built(tmp_path / str(before), f"# A\n\n{prose(before)}\n\n{notes}\n", files=FILES)
        for page, words in enumerate(book.pages):
            here = [n for n in range(6) if f"first{n}" in words]
            spans = sorted((places(book, page, f"first{n}")[1], places(book, page, f"last{n}")[3]) for n in here)
            assert all(end <= begin + 3 for (_, end), (begin, _) in pairwise(spans))
            assert all(end < book.document[page].rect.height for _, end in spans)


def test_what_is_longer_than_the_page_is_found(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="text-outside"):
        built(tmp_path, f"# A\n\n{note(prose(400))}\n\n{prose(50)}\n", files=FILES)


def test_without_a_margin_it_stands_in_the_text(tmp_path: Path) -> None:
    book = built(tmp_path, f"# A\n\n{prose(40)}\n\n{note('beside ' + prose(12))}\n\nmark {prose(40, 1)}\n")
    assert places(book, 0, "beside")[3] < places(book, 0, "mark")[1]


def test_in_an_ebook_it_is_an_aside(tmp_path: Path) -> None:
    editions = PRESS + '[editions.ebook]\nformat = "epub"\n'
    book = built(tmp_path, f"# A\n\n{note('beside')}\n\n{prose(40, 1)}\n", editions=editions)
    with zipfile.ZipFile(book.folder / "book-ebook.epub") as archive:
        assert b'<aside class="margin">\n<p>beside</p>\n</aside>' in archive.read("EPUB/one.xhtml")
