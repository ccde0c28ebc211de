"""The names of the sūrahs, in print and as people write them."""

from __future__ import annotations

import pytest
import quran_text

from bookbuild.tradition.scripture import surahs

NAMES = [
    (1, "Al-Fatihah", "الفاتحة"), (2, "Al-Baqarah", "البقرة"), (3, "Al ʿImran", "آل عمران"), (9, "At-Tawbah", "التوبة"),
    (36, "Ya Sin", "يس"), (112, "Al-Ikhlas", "الإخلاص"), (114, "An-Nas", "الناس"),
]  # fmt: skip
SPELLINGS = [
    ("at-tawbah", 9), ("Al-Tawba", 9), ("At-Taubah", 9), ("Tawba", 9), ("Surat al-Tawba", 9), ("Sūrat at-Tawbah", 9),
    ("Baraʾah", 9), ("Baraah", 9), ("سورة التوبة", 9), ("التَّوْبَة", 9), ("توبة", 9), ("براءة", 9), ("Āl ʿImrān", 3),
    ("Aal-e-Imran", 3), ("al-Nisa'", 4), ("Al-Isra", 17), ("Bani Isra'il", 17), ("Yaseen", 36), ("Ya-Sin", 36),
    ("Ha Mim as-Sajdah", 41), ("As-Sajdah", 32), ("Ad-Dahr", 76), ("Al-Lahab", 111), ("المؤمن", 40), ("المؤمنون", 23),
]  # fmt: skip

URDU = """
الفاتحہ;البقرۃ;آلِ عمران;النساء;المائدۃ;الانعام;الاعراف;الانفال;التوبۃ;یونس;ہود;یوسف;الرعد;ابراہیم;الحجر;النحل;بنی اسرائیل;الکہف;مریم
طٰہٰ;الانبیاء;الحج;المؤمنون;النور;الفرقان;الشعراء;النمل;القصص;العنکبوت;الروم;لقمان;السجدۃ;الاحزاب;سبا;فاطر;یٰسین;الصّٰفّٰت;صٓ;الزمر;المؤمن
حٰم السجدۃ;الشوریٰ;الزخرف;الدخان;الجاثیۃ;الاحقاف;محمد;الفتح;الحجرات;قٓ;الذّٰریٰت;الطور;النجم;القمر;الرحمٰن;الواقعۃ;الحدید;المجادلۃ
الحشر;الممتحنۃ;الصف;الجمعۃ;المنٰفقون;التغابن;الطلاق;التحریم;الملک;القلم;الحاقّۃ;المعارج;نوح;الجن;المزّمّل;المدّثّر;القیٰمۃ;الدہر;المرسلٰت
النبا;النّٰزعٰت;عبس;التکویر;الانفطار;المطففین;الانشقاق;البروج;الطارق;الاعلیٰ;الغاشیۃ;الفجر;البلد;الشمس;اللیل;الضحیٰ;الم نشرح;التین
العلق;القدر;البینۃ;الزلزال;العٰدیٰت;القارعۃ;التکاثر;العصر;الہمزۃ;الفیل;قریش;الماعون;الکوثر;الکٰفرون;النصر;اللہب;الاخلاص;الفلق;الناس
"""
URDU_TOO = [
    (2, "بقرہ"), (5, "المائدہ"), (20, "طہ"), (23, "المومنون"), (32, "الم السجدہ"), (36, "یاسین"), (37, "الصافات"),
    (40, "المومن"), (41, "حم السجدہ"), (42, "الشورٰی"), (68, "نٓ"), (75, "القیامہ"), (76, "الدھر"), (78, "النباء"),
    (87, "الاعلٰی"), (94, "الانشراح"), (104, "الھمزہ"), (111, "لہب"), (36, "يسين"),
]  # fmt: skip
SURAH_IN_URDU = ["", "سورۂ ", "سورۃ ", "سورہ ", "سورت ", "سُوْرَۃُ "]


@pytest.mark.parametrize(("number", "latin", "arabic"), NAMES)
def test_names_in_print(number, latin, arabic):
    assert (surahs.name(number, "en"), surahs.name(number, "ar")) == (latin, arabic)


@pytest.mark.parametrize(("spelling", "number"), SPELLINGS)
def test_a_name_is_known_however_it_is_spelled(spelling, number):
    assert surahs.number_of(spelling) == number


@pytest.mark.parametrize("word", SURAH_IN_URDU)
def test_all_114_are_known_as_urdu_writes_them(word):
    names = list(enumerate(URDU.strip().replace("\n", ";").split(";"), 1))
    assert len(names) == 114
    for number, name in [*names, *URDU_TOO]:
        assert (name, surahs.number_of(word + name)) == (name, number)


@pytest.mark.parametrize("name", ["", "Al", "Genesis", "سورة", "سورۂ", "پارہ", "جزء"])
def test_what_is_no_name(name):
    assert surahs.number_of(name) is None


def test_all_114_are_known_as_quran_text_names_them():
    for surah in quran_text.Mushaf.hafs().surahs:
        for name in (surah.name_en, surah.name_ar, surah.name_en.lower(), f"Sūrat {surah.name_en}"):
            assert surahs.number_of(name) == surah.number
        for lang in ("en", "ar"):
            assert surahs.number_of(surahs.name(surah.number, lang)) == surah.number


PRINTED = [
    ([(9, 40, 40)], "[At-Tawbah 9:40]", "[التوبة: ٤٠]"),
    ([(9, 40, 41)], "[At-Tawbah 9:40–41]", "[التوبة: ٤٠–٤١]"),
    ([(2, 127, 127), (9, 40, 40)], "[Al-Baqarah 2:127; At-Tawbah 9:40]", "[البقرة: ١٢٧؛ التوبة: ٤٠]"),
]


@pytest.mark.parametrize(("places", "english", "arabic"), PRINTED)
def test_printed_reference(places, english, arabic):
    assert surahs.printed_reference(places, "en") == english
    assert surahs.printed_reference(places, "ar") == arabic
