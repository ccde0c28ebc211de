"""Scripts of characters, texts and languages, and their directions."""

from __future__ import annotations

import pytest

from bookbuild.language.scripts import (
    direction_of_language,
    dominant_script,
    language_of_script,
    script_of,
    script_of_language,
)


@pytest.mark.parametrize("char", "اءپﷺﷲٱﻻ﵀")
def test_arabic_letters(char):
    assert script_of(char) == "arabic"


@pytest.mark.parametrize("char", "aZéṣʿʾĀﬁ")
def test_latin_letters(char):
    assert script_of(char) == "latin"


@pytest.mark.parametrize("char", "1٣۳ .,،؟()﴿﴾–×÷€\u064e\u0301\u200f۝")
def test_what_has_no_script(char):
    assert script_of(char) is None


LANGUAGES = [
    ("ar", "arabic", "rtl"), ("ar-EG", "arabic", "rtl"), ("AR", "arabic", "rtl"), ("ar-Latn", "latin", "ltr"),
    ("en", "latin", "ltr"), ("en-GB", "latin", "ltr"), ("fa", "arabic", "rtl"), ("ur-PK", "arabic", "rtl"),
    ("ms", "latin", "ltr"), ("ms-Arab", "arabic", "rtl"), ("pa-Arab-PK", "arabic", "rtl"), ("he", "latin", "rtl"),
    ("az-Cyrl", "latin", "ltr"), ("yi", "latin", "rtl"), ("tr", "latin", "ltr"), ("ckb", "arabic", "rtl"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "script", "direction"), LANGUAGES)
def test_languages(language, script, direction):
    assert (script_of_language(language), direction_of_language(language)) == (script, direction)


@pytest.mark.parametrize(
    ("script", "book", "language"),
    [("arabic", "en", "ar"), ("latin", "en-GB", "en-GB"), ("latin", "ar", "en"), ("arabic", "ur", "ur")],
)
def test_language_of_a_run(script, book, language):
    assert language_of_script(script, book) == language


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("He said لا تحزن", "latin"),
        ("قال ok لا تحزن", "arabic"),
        ("12: ۝", None),
        ("ab اب", "latin"),
        ("اب ab", "arabic"),
    ],
)
def test_dominant_script(text, script):
    assert dominant_script(text) == script


def test_what_is_known_without_the_libraries_is_what_they_say() -> None:
    from fontTools.unicodedata import script, script_horizontal_direction

    from bookbuild.language import scripts

    latin = [char for char in map(chr, range(0x80, 0x3000)) if scripts.LATIN_BLOCKS.match(char)]
    assert {script(char) for char in latin} == {"Latn"}
    assert len(latin) > 600
    for language, usual in scripts.USUAL_SCRIPTS.items():
        assert scripts._of_likely_subtags(language, "") == usual
        assert script_horizontal_direction(usual) == scripts.direction_of_language(language).upper()
