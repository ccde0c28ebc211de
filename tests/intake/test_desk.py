"""What the desk repairs in a line, case by case, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from intake_samples import SHATTERED, imported

from bookbuild.intake.arabic.repairs import repaired_line
from bookbuild.intake.desk.ayn import ayn_edits
from bookbuild.intake.desk.guillemets import guillemet_edits
from bookbuild.intake.desk.quotes import quote_edits
from bookbuild.intake.runs import Place
from bookbuild.intake.text_edits import apart, with_edits


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("`Umar and `Ali", "ʿUmar and ʿAli"),
        ("Qur'an", "Qurʾan"),
        ("Ka'bah", "Kaʿbah"),
        ("'Uthman's house", "ʿUthman's house"),
        ("Abu Ad-Darda'", "Abu Ad-Dardaʾ"),
        ("it's nobody's", "it's nobody's"),
        ("the ``code`` stays", "the ``code`` stays"),
        ("rock 'n' roll", "rock 'n' roll"),
    ],
)
def test_ayn_and_hamzah(written: str, meant: str) -> None:
    assert with_edits(written, apart(ayn_edits(written))) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('He said, "Go."', "He said, “Go.”"),
        ("\"'Go,' he said.\"", "“‘Go,’ he said.”"),
        ("it's", "it’s"),
        ("the brothers' house", "the brothers’ house"),
        ('قال: "اذهب الآن".', "قال: «اذهب الآن»."),
        ('a board of 6" and more', 'a board of 6" and more'),
        ("«as it stands»", "«as it stands»"),
    ],
)
def test_straight_quotes(written: str, meant: str) -> None:
    assert with_edits(written, apart(quote_edits(written))) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("»الطريق« he said", "«الطريق» he said"),
        ("««الطريق»»", "«الطريق»"),
        ("«الطريق إلى «المدينة he said", "«الطريق إلى المدينة» he said"),
        ("«الطريق» و «المدينة»", "«الطريق» و «المدينة»"),
        ("«قال » ثم « ذهب»", "«قال » ثم « ذهب»"),
    ],
)
def test_guillemets(written: str, meant: str) -> None:
    assert with_edits(written, apart(guillemet_edits(written))) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ﺍﻟﻄﺮﻳﻖ ﻃﻮﻳﻞ", "الطريق طويل"),
        ("قال رسول اهلل لهم", "قال رسول الله لهم"),
        ("االنسان يعلم", "الانسان يعلم"),
        ("ق ا ل و ا  ذ ل ك", "قالوا ذلك"),
        ("أ ب ج د", "أ ب ج د"),
        ("ال طريق طويل", "الطريق طويل"),
        ("النبي  كان هناك", "النبي  كان هناك"),
        ("صلى الله عليه وسلم ﷺ", "صلى الله عليه وسلم ﷺ"),
    ],
)
def test_letters_of_arabic(written: str, meant: str) -> None:
    assert repaired_line(written, Place(1, 1), turned=False)[0] == meant


def test_arabic_in_the_order_of_drawing_is_read_again(tmp_path: Path) -> None:
    done = imported(tmp_path, SHATTERED)
    assert done.chapter.endswith("خرجوا في الليل ثم قال الطريق كذلك قال الراعي لما رأناهم\n")
    assert done.codes().count("order-restored") == 2


def test_numbers_and_latin_words_stay_as_they_are_in_a_line_that_is_turned() -> None:
    line, repairs = repaired_line("2014 ﻡﺎﻋ (ﺔﻨﺴﻟﺍ)", Place(1, 1), turned=True)
    assert line == "(السنة) عام 2014"
    assert len(repairs) >= 2
