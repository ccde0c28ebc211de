"""Levels by Unicode's bidi algorithm: the letters of UAX #9's examples, capitals are Arabic."""

from __future__ import annotations

import pytest

from bookbuild.language.bidi import levels, type_of

# base, text (capitals: Arabic letters; ²³: Arabic-Indic digits), levels
LEVELS = [
    (0, "car is A CAR", "000000011111"),
    (0, "a AB 12 b", "001112200"),
    (1, "AB 12", "11122"),
    (1, "AB cd 12", "11122222"),
    (1, "AB 12 cd", "11122122"),
    (1, "12-15", "22222"),
    (1, "A 12-15", "1122122"),
    (1, "A ²-³", "11212"),
    (1, "A ²,³", "11222"),
    (1, "A 5%", "1121"),
    (1, "5%", "22"),
    (0, "A (b) C", "1000001"),
    (0, "A (B) c", "1111100"),
    (1, "a (b) C", "2222211"),
    (1, "a (B) c", "2111112"),
    (0, "a (B)", "00010"),
    (0, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("base", "text", "expected"), LEVELS)
def test_levels(base: int, text: str, expected: str) -> None:
    kinds = ["AL" if char.isupper() else "AN" if char in "²³" else type_of(char) for char in text]
    assert "".join(map(str, levels(kinds, list(text), base))) == expected


def test_types() -> None:
    assert [type_of(char) for char in "aا1٣-.% («"] == ["L", "AL", "EN", "AN", "ES", "CS", "ET", "ON", "ON", "ON"]
