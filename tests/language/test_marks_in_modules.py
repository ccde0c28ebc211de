"""Modules that once spelled classes of their own agree on the characters that some of them had forgotten."""

from __future__ import annotations

import pytest

from bookbuild.language import marks
from bookbuild.language.scripts import script_of
from bookbuild.language.segments import pieces
from bookbuild.model.inlines import Text
from bookbuild.sources.chapter.brackets import SPELLED
from bookbuild.sources.chapter.languages import mainly_arabic
from bookbuild.tradition.honorifics.letters import end_of_marks, skeleton
from bookbuild.tradition.persons.name_keys import keys
from bookbuild.tradition.persons.name_line import NameLine
from bookbuild.tradition.scripture.orthography import WORD, read
from bookbuild.tradition.scripture.quotations import shows_uthmani
from bookbuild.tradition.scripture.references import Range, parse
from bookbuild.typeset.drawing.signs import belongs_before
from bookbuild.typeset.lines.collisions import MARK
from bookbuild.typeset.lines.kashida import places

SOME_MARKS = "\u0613\u064b\u0653\u0656\u065a\u0670\u06d6\u06e2\u06ed\u08d0\u08e5\u08f0"
INVISIBLE = "\u00ad\u034f\u061c\u200b\u200d\u200e\u2060\u2067\ufeff"


@pytest.mark.parametrize("mark", SOME_MARKS)
def test_a_mark_is_none_of_a_words_letters(mark):
    word = f"عم{mark}ر"
    assert keys(word) == keys("عمر")
    assert skeleton(word) == "عمر"
    assert [name.keys for name in NameLine(word).words] == [("عمر",)]
    assert [letter.char for letter in read(word).letters] == list("عمر")
    assert WORD.fullmatch(word)
    assert MARK.search(word)
    assert belongs_before(mark)
    assert [piece.text for piece in pieces((Text(word),), "latin")] == [word]


@pytest.mark.parametrize("char", INVISIBLE)
def test_what_is_invisible_is_no_part_of_a_word(char):
    word = f"عم{char}ر"
    assert keys(word) == keys("عمر")
    assert skeleton(word) == "عمر"
    assert WORD.fullmatch(word)
    assert belongs_before(char)


@pytest.mark.parametrize("char", sorted(marks.INVISIBLE - marks.BIDI_CONTROLS))
def test_what_is_neutral_at_a_boundary_divides_no_run(char):
    word = f"عم{char}ر"
    assert [piece.text for piece in pieces((Text(word),), "latin")] == [word]


def test_marks_after_a_phrase_are_part_of_it_and_honorific_marks_are_not():
    assert end_of_marks("اللهُّ", 4) == 6
    assert end_of_marks("الله\u0610", 4) == 4


@pytest.mark.parametrize("letter", sorted(marks.RIGHT_JOINING | marks.NON_JOINING | {"ى"}))
def test_nothing_is_stretched_where_nothing_joins(letter):
    offsets = {place.offset for place in places(f"سب{letter}بسم")}
    assert 3 not in offsets
    assert offsets


@pytest.mark.parametrize("letter", "ݕݣࢠࢷ")
def test_letters_of_other_languages_are_stretched(letter):
    assert 3 in {place.offset for place in places(f"سب{letter}د")}


@pytest.mark.parametrize("reference", ["[9:40]", "[٩:٤٠]", "[۹:۴۰]", "(التَّوْبَةِ: ٤٠)"])
def test_digits_of_a_reference(reference):
    assert SPELLED.fullmatch(reference)
    if reference[0] == "[":
        assert parse(reference, lambda surah: 129) == (Range(9, 40, 40),)


@pytest.mark.parametrize("reference", ["(مریم: ۷۷)", "[سورۂ بقرہ، آیات ۱۸۳ تا ۱۸۵]", "(البقرۃ: آیت نمبر ۱۸۳)"])
def test_a_reference_in_urdu_is_one(reference):
    assert SPELLED.fullmatch(reference)


@pytest.mark.parametrize("bracket", ["(پارہ ۳۰)", "[پارہ: ۳۰]", "(الجزء ٣٠)", "(سپارہ ۱ تا ۳)"])
def test_a_thirtieth_is_no_reference(bracket):
    assert not SPELLED.match(bracket)


@pytest.mark.parametrize(
    ("text", "uthmani"), [("قَدْ", False), ("هٰذا", False), ("قَوْلࣰا", True), ("ٱلله", True), ("عليكُمۡ", True)]
)
def test_signs_of_the_mushaf(text, uthmani):
    assert shows_uthmani(text) == uthmani


@pytest.mark.parametrize(
    ("text", "arabic"), [("كتاب ab", True), ("قَـ", True), ("ab ق", False), ("ࢠࢡࢢ ab", True), ("ab ﴾﴿﴾", False)]
)
def test_letters_alone_make_a_text_arabic(text, arabic):
    assert mainly_arabic(text) == arabic


def test_a_noncharacter_is_of_no_script():
    """Passages have one in an honorific's place, beside which a number is not one of Arabic."""
    assert script_of("\ufdd0") is None
