"""Lines whose characters are decomposed → composed, and places in them as the file has them."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.diagnostics import Code, Finding, Fix, Location
from bookbuild.findings import with_book_and_source
from bookbuild.language.composed_text import column_in, composed

VOCALISED = "مُحَمَّدٌ رَسُولُ اللَّهِ"
TEXTS = ["Ābū Ḥanīfah", "élève Über", "آخر أمّ إلى", "Ṣaḥīḥ", "শো", VOCALISED, "plain", ""]


@pytest.mark.parametrize("text", TEXTS)
def test_both_forms_are_one(text: str) -> None:
    assert composed(normalize("NFD", text.replace("\u0651", ""))) == composed(text.replace("\u0651", ""))
    assert composed(composed(text)) == composed(text)


def test_marks_of_arabic_keep_their_order() -> None:
    assert composed(VOCALISED) == VOCALISED
    assert composed("e\u0301 " + VOCALISED) == "é " + VOCALISED


@given(st.lists(st.sampled_from(["e\u0301", "a", "s\u0323", " ", "ا\u0653", "ب"]), max_size=12))
def test_a_column_is_that_of_the_same_character(clusters: list[str]) -> None:
    written = "".join(clusters)
    for number in range(len(clusters) + 1):
        before = "".join(clusters[:number])
        assert column_in(written, len(composed(before)) + 1) == len(before) + 1


def test_findings_and_fixes_have_the_columns_of_the_file() -> None:
    written = "e\u0301e\u0301 xx"
    fix = Fix("a.md", 1, 4, 1, 6, "y")
    finding = Finding(Code.DIGITS_MIXED, "m", "r", Location("a.md", 1, 4, 2), fix=fix)
    sources = {"a.md": [composed(written)]}
    once = tuple(with_book_and_source([finding], "b", sources, {"a.md": {1: written}}))
    (found,) = with_book_and_source(once, "b", sources, {"a.md": {1: written}})
    assert (found.location.column, found.location.width, found.source) == (6, 2, written)
    assert found.fix == Fix("a.md", 1, 6, 1, 8, "y")
