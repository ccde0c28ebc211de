"""Glyphs and the text that they came of → signs: what belongs together, and what stands for what."""

from __future__ import annotations

import pytest

from bookbuild.typeset.drawing.shown import MARK, SIGN
from bookbuild.typeset.drawing.signs import (
    RIGHT_TO_LEFT_MARK,
    clusters,
    grouped,
    joined_places,
    meaning,
    one_a_character,
    stretched_places,
)
from bookbuild.typeset.drawing.told_directions import beginning
from bookbuild.typeset.fragments import ComposedGlyph

NONE: frozenset[int] = frozenset()
FATHA, SHADDA = "\u064e", "\u0651"


def test_marks_joiners_and_stretches_belong_to_the_letter_before() -> None:
    assert joined_places("كُتّ", NONE) == {2, 6}
    assert joined_places("هـ", NONE) == NONE
    assert joined_places("هـ", frozenset({2})) == {2}
    assert joined_places("می\u200cروم", NONE) == {4}
    assert joined_places("plain", NONE) == NONE


def test_stretches_are_what_was_not_written() -> None:
    assert stretched_places("رســول", "رسول") == {4, 6}
    assert stretched_places("هـ رســول", "هـ رسول") == {9, 11}
    assert stretched_places("رسول", "رسول") == NONE


def test_clusters_from_left_to_right() -> None:
    # ك at byte 0, its mark at 2, ت at 4; glyphs stand from left to right
    assert clusters([4, 2, 0], 6, {2}, rtl=True) == [(4, 6, 0, 1), (0, 4, 1, 3)]
    assert clusters([0, 1, 1, 3], 4, set(), rtl=False) == [(0, 1, 0, 1), (1, 3, 1, 3), (3, 4, 3, 4)]


def test_a_mark_that_begins_a_run_stands_alone() -> None:
    assert clusters([2, 0], 4, {0}, rtl=True) == [(2, 4, 0, 1), (0, 2, 1, 2)]


LAM_ALIF = "لا".encode()


def test_a_letter_without_room_goes_with_the_one_before() -> None:
    found = [(2, 4, 0, 1), (0, 2, 1, 2)]
    assert grouped(found, [0.0, 0.5], LAM_ALIF) == [found]
    assert grouped(found, [0.25, 0.25], LAM_ALIF) == [[found[0]], [found[1]]]


def test_a_narrow_letter_goes_with_the_one_before_where_marks_are_the_same() -> None:
    def groups(text: str) -> int:
        encoded = text.encode()
        return len(grouped([(4, 8, 0, 2), (0, 4, 2, 4)], [0, 0.06, 0, 0.3], encoded))

    assert groups("تَخَ") == 1
    assert groups("تُخَ") == 2


def test_meaning_is_without_what_is_silent() -> None:
    assert meaning("رســ\u200eول".encode(), 0, 15, frozenset({4, 6})) == "رسول"
    assert meaning("می\u200cروم".encode(), 0, 13, NONE) == "می\u200cروم"


INK = ((7, 0, 0), (9, 30, 200))


def test_one_sign_a_character() -> None:
    assert one_a_character([ComposedGlyph(INK, 500, f"ب{SHADDA}{FATHA}")], 1) == [
        ComposedGlyph((), 1, FATHA), ComposedGlyph((), 1, SHADDA), ComposedGlyph(INK, 500, "ب"),
    ]  # fmt: skip


def test_letters_of_a_ligature_share_its_advance() -> None:
    alif, lam = one_a_character([ComposedGlyph(INK, 501, "لا")], 1)
    assert alif == ComposedGlyph((), 250, "ا")
    assert lam == ComposedGlyph(((7, -250, 0), (9, -220, 200)), 251, "ل")


def test_signs_side_by_side_keep_their_places() -> None:
    alif, lam = one_a_character([ComposedGlyph(((3, 0, 0),), 0, "ا"), ComposedGlyph(((4, 0, 0),), 600, "ل")], 1)
    assert (alif.glyphs, alif.advance) == (((3, 0, 0),), 300)
    assert (lam.glyphs, lam.advance) == (((4, -300, 0),), 300)


def test_of_two_narrow_letters_the_one_between_the_marks_has_more() -> None:
    pair = [ComposedGlyph(((3, 0, 0),), 70, f"ج{FATHA}"), ComposedGlyph(((4, 0, 0),), 110, f"ح{FATHA}")]
    advances = {sign.text: (sign.advance, sign.glyphs) for sign in one_a_character(pair, 1, narrow=110) if sign.glyphs}
    assert advances == {"ج": (110, ((3, 0, 0),)), "ح": (70, ((4, -40, 0),))}


def test_no_letter_without_ink_stands_alone_between_marks() -> None:
    signs = one_a_character([ComposedGlyph(INK, 600, f"لل{SHADDA}{FATHA}ه")], 1, apart=True)
    assert [sign.text for sign in signs] == ["ه", FATHA, SHADDA, "ل", "ل"]
    assert [bool(sign.glyphs) for sign in signs] == [True, False, False, False, False]
    signs = one_a_character([ComposedGlyph(INK, 600, f"ل{FATHA}ا")], 1, apart=True)
    assert [sign.text for sign in signs] == ["ا", RIGHT_TO_LEFT_MARK, FATHA, "ل"]
    assert [sign.advance for sign in signs if sign.text == FATHA] == [0]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("كتاب", ""),
        ("كتابٌ", MARK),
        ("كتابٌ.", SIGN),
        ("كتاب.", SIGN),
        ("كتاب ", ""),
        ("كتابٌ ", SIGN),
        ("(", SIGN),
        (" ", ""),
        ("", ""),
    ],
)
def test_what_a_run_has_at_its_left(text: str, begins: str) -> None:
    assert beginning(text) == begins
