"""The table of Arabic marks against Unicode's properties, as fontTools and ICU have them."""

from __future__ import annotations

import re
import unicodedata

import icu
import pytest
from fontTools import unicodedata as ucd

from bookbuild.language import marks

CLASSES = {name: value for name, value in vars(marks).items() if isinstance(value, frozenset)}


@pytest.mark.parametrize("name", CLASSES)
def test_a_pattern_of_a_class_matches_that_class_and_nothing_else(name):
    pattern = re.compile(f"[{marks.ranges(CLASSES[name])}]")
    assert {chr(code) for code in range(0x20000) if pattern.match(chr(code))} == CLASSES[name]


def test_a_pattern_of_several_classes_matches_each():
    pattern = re.compile(f"[{marks.ranges(marks.LETTERS, marks.VOWEL_SIGNS, marks.TATWEEL)}]+")
    assert pattern.fullmatch("قَـــد")
    assert not pattern.match("\u06d6")


def test_arabic_is_what_stands_in_blocks_of_that_name():
    assert {ucd.block(char) for char in marks.ARABIC} == {
        "Arabic", "Arabic Supplement", "Arabic Extended-A", "Arabic Extended-B", "Arabic Presentation Forms-A",
        "Arabic Presentation Forms-B",
    }  # fmt: skip
    everything = {chr(code) for code in range(0x10000) if ucd.block(chr(code)).startswith("Arabic")}
    left_out = {char for char in everything - marks.ARABIC if unicodedata.category(char) != "Cn"}
    assert left_out == {"\ufeff"}


def test_marks_are_all_nonspacing_marks_of_the_script():
    of_script = {
        chr(code)
        for code in range(0x10000)
        if unicodedata.category(chr(code)) == "Mn" and "Arab" in ucd.script_extension(chr(code))
    }
    assert of_script == marks.MARKS


def test_diacritics_are_those_of_the_blocks_of_combining_marks():
    blocks = {ucd.block(char) for char in marks.COMBINING_DIACRITICS}
    assert all(block.startswith("Combining") for block in blocks)
    assert len(blocks) == 5


@pytest.mark.parametrize("name", ["LETTERS", "ALPHABET", "SMALL_LETTERS", "PRESENTATION_FORMS"])
def test_letters_are_letters_of_the_script(name):
    # the small alif and its like are marks: Unicode's `Alphabetic` is not what is meant
    assert {unicodedata.category(char) for char in CLASSES[name]} <= {"Lo", "Lm"}
    assert all("Arab" in ucd.script_extension(char) for char in CLASSES[name])


def test_every_letter_is_in_one_class():
    classes = (marks.LETTERS, marks.SMALL_LETTERS, marks.PRESENTATION_FORMS, marks.WORD_SIGNS, {marks.TATWEEL})
    letters = {char for char in marks.ARABIC if unicodedata.category(char) in ("Lo", "Lm")}
    assert letters <= set().union(*classes)
    assert sum(map(len, classes)) == len(set().union(*classes))


def test_ready_made_shapes_become_letters():
    undone = {char for char in marks.PRESENTATION_FORMS if unicodedata.normalize("NFKC", char) == char}
    assert {unicodedata.name(char) for char in undone} == {"ARABIC TAIL FRAGMENT"}
    assert not marks.PRESENTATION_FORMS & {"ﷺ", "ﷻ", "﷽"}


@pytest.mark.parametrize("char", "ﷺﷻ﷽﵀﵁﷏ﷰ\ufbc9\ufbcc\ufdce۽۾")
def test_words_as_one_character(char):
    assert (char in marks.WORD_SIGNS) == (char != "ﷰ")


NAMED = [
    ("VOWEL_SIGNS", "FATHATAN DAMMATAN KASRATAN FATHA DAMMA KASRA SHADDA SUKUN"),
    ("HAMZA_MARKS", "HAMZA"),
    ("HONORIFIC_MARKS", "SALLALLAHOU ALAYHE RAHMATULLAH RADI"),
    ("SMALL_MIM", "MEEM"),
    ("SUPPLIED_LETTERS", "ALEF WAW YEH NOON"),
]


@pytest.mark.parametrize(("name", "words"), NAMED)
def test_classes_have_what_their_names_say(name, words):
    known = set(words.split())
    assert all(known & set(unicodedata.name(char).split()) for char in CLASSES[name])
    assert CLASSES[name] <= marks.MARKS | marks.SMALL_LETTERS


def test_bidi_controls_are_unicodes():
    controls = {chr(code) for code in range(0x20000) if icu.Char.hasBinaryProperty(code, icu.UProperty.BIDI_CONTROL)}
    assert controls == marks.BIDI_CONTROLS


def test_what_is_invisible_is_ignorable_by_default():
    for char in marks.INVISIBLE:
        assert icu.Char.hasBinaryProperty(ord(char), icu.UProperty.DEFAULT_IGNORABLE_CODE_POINT), hex(ord(char))


def test_join_controls_are_unicodes():
    joins = {chr(code) for code in range(0x20000) if icu.Char.hasBinaryProperty(code, icu.UProperty.JOIN_CONTROL)}
    assert joins == marks.JOIN_CONTROLS


@pytest.mark.parametrize(("name", "like"), [("RIGHT_JOINING", "ا"), ("NON_JOINING", "ء")])
def test_letters_join_as_unicode_says(name, like):
    kind = icu.UProperty.JOINING_TYPE
    wanted = icu.Char.getIntPropertyValue(ord(like), kind)
    assert {c for c in marks.LETTERS if icu.Char.getIntPropertyValue(ord(c), kind) == wanted} == CLASSES[name]


def test_what_is_strong_from_the_right_is_so_in_unicode():
    right_to_left = icu.Char.charDirection("ا")
    differing = {c for c in marks.ARABIC if (icu.Char.charDirection(c) == right_to_left) != (c in marks.RIGHT_TO_LEFT)}
    # assigned since the Unicode of this Python
    assert {unicodedata.category(char) for char in differing} <= {"Cn"}


def test_digits_of_each_kind():
    assert "".join(sorted(marks.DIGITS)) == "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
    assert "٢٣ ۴۵ 6".translate(marks.EUROPEAN_DIGITS) == "23 45 6"
