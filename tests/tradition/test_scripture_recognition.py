"""Running text: words of the Qur'ān that stand in it unmarked, and Arabic that is left alone."""

from __future__ import annotations

import pytest
from editions import AYAT, EDITIONS, HAFS, conventional, plain

from bookbuild.tradition.scripture import recognition

PROSE = "وفي صباح ذلك النهار خرج التاجر من داره قاصدا سوق المدينة، وجلس عند باب صديقه يحدثه عن سفره الطويل، ثم قال له:"


def recognised(text):
    return [(text[found.start : found.end], str(found.place), found.words) for found in HAFS.recognised(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{PROSE} لا تحزن إن الله معنا. {PROSE}", [("لا تحزن إن الله معنا", "9:40", (19, 23))]),
        ("قرأ: إذا زلزلت الأرض زلزالها (1) وأخرجت الأرض أثقالها (2) ثم سكت", [("إذا زلزلت الأرض زلزالها (1) وأخرجت الأرض أثقالها", "99:1-2", None)]),
        ("يا أيها الذين آمنوا اتقوا الله حق تقاته", [("يا أيها الذين آمنوا اتقوا الله حق تقاته", "3:102", (1, 7))]),
        ("ثَانِيَ اثْنَيْنِ إِذْ هُمَا فِي الْغَارِ", [("ثَانِيَ اثْنَيْنِ إِذْ هُمَا فِي الْغَارِ", "9:40", (10, 15))]),
        ("ثاني اثنين اذ هما فى الغار", [("ثاني اثنين اذ هما فى الغار", "9:40", (10, 15))]),
        ("ثاني اثنين إذ هما", []),
        ("ثاني اثنين إذ هما في البيت", [("ثاني اثنين إذ هما في", "9:40", (10, 14))]),
        ("ثَانِيَ اثْنَيْنِ إِذْ هُمَا فِيَ الْغَارُ", []),
        ("ثاني اثنين إذ and هما في الغار", []),
        ("ثاني اثنين إذ \ufffc هما في الغار", []),
        ("إنا لله وإنا إليه راجعون", []),
        ("لا إله إلا الله وحده لا شريك له، له الملك وله الحمد وهو على كل شيء قدير", []),
        ("من كان يؤمن بالله واليوم الآخر فليكرم ضيفه", []),
        ("وآخر دعوانا أن الحمد لله رب العالمين", []),
        ("بسم الله الرحمن الرحيم الحمد لله الذي بيده كل أمر", []),
        ("بسم الله الرحمن الرحيم قل هو الله أحد", []),
        ("بسم الله الرحمن الرحيم إنا أنزلناه في ليلة القدر", [("إنا أنزلناه في ليلة القدر", "97:1", None)]),
        ("﷽ إنا أنزلناه في ليلة القدر", [("إنا أنزلناه في ليلة القدر", "97:1", None)]),
        ("﷽ قل هو الله أحد", []),
        ("كانوا يأمرون بالمعروف وينهون عن المنكر في كل سوق", []),
        ("أستغفر الله الذي لا إله إلا هو وأتوب إليه", []),
        ("أشهد أنه لا إله إلا الله", []),
        ("كان له: من دون الله وليا", []),
        (PROSE, []),
        ("", []),
        ("\u064e" * 3000, []),
        ("ا" * 3000, []),
        ("ل " * 2000, []),
    ],
)  # fmt: skip
def test_five_words_are_recognised(text, found):
    assert recognised(text) == found


@pytest.mark.parametrize("edition", EDITIONS)
def test_verses_are_recognised_in_every_edition(edition):
    for ayah in AYAT[::97]:
        if len(plain(ayah).split()) >= 5:
            text = f"{PROSE} {EDITIONS[edition](ayah)}"
            assert recognised(text), (edition, ayah)


def test_phrases_of_four_words_are_left_alone():
    for ayah in AYAT[::41]:
        words = conventional(ayah).split()
        for at in range(len(words) - 4):
            assert recognised(f"{PROSE} {' '.join(words[at : at + 4])} وهكذا") in ([], recognised(f"{PROSE} وهكذا"))


def test_whatever_is_left_alone_as_said_stands_in_the_quran(monkeypatch):
    """What does not would never be taken for a quotation, and is a slip of the list."""
    monkeypatch.setattr(recognition, "_said", tuple)
    monkeypatch.setattr(recognition, "_TELLING", {})
    recogniser = recognition.Recogniser(HAFS)
    for phrase in recognition.said():
        found = recogniser.recognised(phrase)
        assert [phrase[each.start : each.end] for each in found] == [phrase]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("يسبحون الليل والنهار لا يفترون", "21:20"),  # another number of lāms than in the rasm
        ("ذكر رحمة ربك عبده زكريا", "19:2"),  # another tāʾ
        ("وداعيا إلى الله بإذنه وسراجا منيرا", "33:46"),  # a whole āyah, though a part of what is said
    ],
)
def test_verses_that_are_spelled_otherwise_or_said_in_part_are_recognised(text, found):
    assert [place for _, place, _ in recognised(text)] == [found]
