"""Law: whatever stands on the pages of a PDF, it is read with all its letters; whatever a PDF holds, it ends well."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_files import SENTENCES, pdf, prose, read

from bookbuild.diagnostics import BookError
from bookbuild.intake.conservation import check_reading
from bookbuild.intake.pdf import pdf_reader
from bookbuild.intake.reader import IntakeFile, ReadOptions

WORDS = (
    "the", "well", "1", "2.", "(3)", "*", "†", "•", "رئبلا", "ﷺ", "﴾لق﴿", "(9:40)", "Contents", "12", "iv", "Chapter", "ver-", ".",
    "ﻖﻳﺮﻄﻟﺍ", "«رئبلا»", "\ufffd", "*a*", "A.", "____", "من", "ḥ", "َ", "[2]", "page", "Index", "https://a.example/b", "By", "﴿", "¹",
)  # fmt: skip
PLACES = st.integers(20, 380).map(float)
WORD = st.tuples(st.sampled_from(WORDS), PLACES, st.integers(0, 4), st.integers(0, 3))
LINE = st.tuples(st.integers(20, 580).map(float), st.lists(WORD, min_size=1, max_size=9))
PAGES = st.lists(st.lists(LINE, max_size=14), min_size=1, max_size=5)
OUTLINE = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(("the well", "Index", "1")), st.integers(0, 6)), max_size=4
)
DRESSES = [
    ["A", 11.0, False, False],
    ["A", 11.0, True, False],
    ["A", 8.0, False, False],
    ["B", 18.0, False, True],
    ["", 7.0, False, False],
]


def facts(pages: list[list[Any]], outline: list[Any]) -> dict[str, Any]:
    """What the child would say of such pages."""
    letters: Counter[str] = Counter()
    said = []
    for lines in pages:
        rows = []
        for y, words in sorted(lines, reverse=True):
            placed = [
                [text, x, x + 6.0 * len(text), dress, flags]
                for text, x, dress, flags in sorted(words, key=lambda w: w[1])
            ]
            letters.update("".join(text for text, *_ in words))
            rows.append([y, placed])
        said.append(
            {
                "label": "",
                "box": [0, 0, 400, 600],
                "lines": rows,
                "across": "",
                "rules": [[80.0, 20.0, 120.0]],
                "pictures": [],
            }
        )
    return {
        "pages": said,
        "dresses": DRESSES,
        "letters": dict(letters),
        "pictures_left_out": 0,
        "outline": outline,
        "title": "T",
    }


@settings(max_examples=150, deadline=None)
@given(pages=PAGES, outline=OUTLINE)
def test_letters_on_pages_are_kept_or_listed(pages: list[list[Any]], outline: list[Any]) -> None:
    with pytest.MonkeyPatch.context() as patch, suppress(BookError):
        patch.setattr(pdf_reader, "_facts", lambda _: (facts(pages, outline), ()))
        check_reading(pdf_reader.read_pdf(IntakeFile("a.pdf", b""), ReadOptions()))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 20_000), length=st.integers(0, 60), new=st.binary(max_size=20))
def test_any_damage_to_a_pdf_is_read_or_refused(at: int, length: int, new: bytes) -> None:
    whole = pdf(f"<h1>The well</h1><p>{prose(0)}</p><p>{SENTENCES[0]} نزلوا عند البئر</p>")
    at %= len(whole)
    with suppress(BookError):
        read(whole[:at] + new + whole[at + length :])
