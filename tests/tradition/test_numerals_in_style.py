"""Numbers as a book prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.language.numerals import abjad, arabic_ordinal, default_digits, digits_in, gender_of, in_style, roman

IN_STYLE = [
    (18, "digits", "en", "18"), (18, "arabic-indic", "ar", "١٨"), (18, "arabic-indic", "fa", "۱۸"),
    (18, "arabic-indic", "en", "١٨"), (1, "abjad", "ar", "ا"), (5, "abjad", "ar", "هـ"), (15, "abjad", "ar", "يه"),
    (16, "abjad", "ar", "يو"), (25, "abjad", "ar", "كه"), (100, "abjad", "ar", "ق"), (1000, "abjad", "ar", "غ"),
    (1439, "abjad", "ar", "غتلط"), (2000, "abjad", "ar", "٢٠٠٠"), (0, "abjad", "ar", "٠"), (4, "roman", "en", "iv"),
    (9, "roman", "en", "ix"), (1994, "roman", "en", "mcmxciv"), (4000, "roman", "en", "4000"),
    (1, "ordinal", "en", "One"), (12, "ordinal", "en", "Twelve"), (20, "ordinal", "en", "Twenty"),
    (21, "ordinal", "en", "Twenty-One"), (99, "ordinal", "en", "Ninety-Nine"), (100, "ordinal", "en", "100"),
    (1, "ordinal", "ar", "الأول"), (11, "ordinal", "ar", "الحادي عشر"), (20, "ordinal", "ar", "العشرون"),
    (21, "ordinal", "ar", "الحادي والعشرون"), (99, "ordinal", "ar", "التاسع والتسعون"), (100, "ordinal", "ar", "١٠٠"),
]  # fmt: skip


@pytest.mark.parametrize(("n", "style", "lang", "printed"), IN_STYLE)
def test_in_style(n, style, lang, printed):
    assert in_style(n, style, lang) == printed


@pytest.mark.parametrize(("noun", "gender"), [("الفصل", "m"), ("الباب", "m"), ("الحكاية", "f"), ("الذكرى", "f")])
def test_the_gender_of_what_is_counted(noun, gender):
    assert gender_of(noun) == gender
    assert in_style(21, "ordinal", "ar", gender) == {"m": "الحادي والعشرون", "f": "الحادية والعشرون"}[gender]


@pytest.mark.parametrize(
    ("n", "printed"),
    [
        (1, "الأولى"),
        (10, "العاشرة"),
        (11, "الحادية عشرة"),
        (12, "الثانية عشرة"),
        (30, "الثلاثون"),
        (99, "التاسعة والتسعون"),
    ],
)
def test_ordinals_for_what_is_feminine(n, printed):
    assert arabic_ordinal(n, "f") == printed


ABJAD = dict(
    zip("ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", [*range(1, 10), *range(10, 100, 10), *range(100, 1001, 100)], strict=True)
)
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@given(st.integers(1, 1999))
def test_abjad_adds_up(n):
    assert sum(ABJAD[letter] for letter in abjad(n).replace("ـ", "")) == n


@given(st.integers(1, 3999))
def test_roman_adds_up(n):
    values = [ROMAN[letter] for letter in roman(n)]
    assert sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)) == n


def test_ordinals_are_all_different():
    for lang in ("en", "ar"):
        assert len({in_style(n, "ordinal", lang) for n in range(1, 100)}) == 99


def test_digits_follow_the_language():
    assert digits_in("ص 12، 2018", "ar") == "ص ١٢، ٢٠١٨"
    assert digits_in("p. 12", "en") == "p. 12"
    assert (default_digits("ar"), default_digits("en"), default_digits("ur")) == (
        "arabic-indic",
        "digits",
        "arabic-indic",
    )
