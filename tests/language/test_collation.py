"""Headings of indexes in the order of their language, under the letters of its alphabet."""

from __future__ import annotations

import random

import pytest

from bookbuild.language.collation import collation

ORDERED = {
    "Persian: پ after ب, گ after ک": ("fa", "آدم ابن‌سینا بابا پدر تاج جابر چنگیز کتاب گل نان وحید هادی یاسر"),
    "Persian: an article is no letter of a name": ("fa", "انس البخاری پدر"),
    "Urdu: ٹ after ت, ڈ after د, ے last": ("ur", "بات پانی تاج ٹوپی دل ڈر ہوا یار ےار"),
    "Turkish: Ç after C, dotless I before İ": ("tr", "Cem Cuma Çelebi Dede Iğdır İzmir Sam Şam Umur Ümit"),
    "Turkish: articles": ("tr", "Ahmed el-Buhârî Cüneyd ed-Dârimî İbn eş-Şâfiî et-Taberî"),
    "German: Ä with A": ("de", "Adler Äpfel Apostel Azur Ofen Öl Zug"),
    "German: articles, ʿayn": ("de", "ʿAbbās al-Buḫārī aḏ-Ḏahabī Muslim aš-Šāfiʿī ʿUmar"),
    "German: the order of telephone books": ("de-u-co-phonebk", "Adler Ärger Affe"),
    "Spanish: ñ after n": ("es", "lago llama luz nada nzinga ñame oda"),
    "Swedish: å, ä, ö last": ("sv", "Adam Zeta Åke Ärlig Östen"),
    "Bengali: vowels before consonants": ("bn", "অজগর আম ইমাম কমলা খবর গান ঢাকা মক্কা হজ"),
    "Bengali: hasanta, anusvara": ("bn", "বই বংশ বাংলা"),
    "Uzbek: oʻ is a letter, ʿ is none": ("uz", "ʿAbbos Gulnora Olim Zayd Oʻtkir Gʻafur Shams"),
    "numbers": ("de", "Muslim-9 Muslim-18 Muslim-100"),
    "English": ("en", "ʿAbbās Abū al-Bukhārī Étude Fāṭimah aṣ-Ṣiddīq"),
    "English: the article within a name": ("en", "Ibn|Baz Ibn|al-Qayyim Ibn|Sīrīn"),
    "English: its article": ("en", "Abū A|Clot|of|Blood the|Companions Fāṭimah “The|Sealed|Nectar” Theology an|Uncle"),
    "French: its article": ("fr", "Aïcha l’Émigration l'Hégire le|Prophète les|Secours Zayd"),
    "French: a name turned about": ("fr", "Laban Le|Bon,|Gustave la|Mecque"),
    "German: its article": ("de", "Abend die|Auswanderung der|Graben Die|Kaaba das|Zelt"),
    "Spanish: its article": ("es", "Abū la|Batalla El|Cairo los|Compañeros La|Meca Zayd"),
    "Spanish: lā ilāha is no article": ("es", "Kaaba La|ilaha|illa|Allah Libro"),
    "Turkish has no article": ("tr", "Die La|Meca Ömer"),
    "Arabic": ("ar", "أحمد البخاري تميم الثعلبي عُمَر"),
    "Arabic: أل is no article": ("ar", "أسد ألفرد ألمانيا إلياس أمل البخاري"),
    "Arabic: words of which ال is part": (
        "ar",
        "أسد الْتزام التقاء الذي إلزام ألفة اليزابيث إليكم البيت بيت التاريخ التوحيد",
    ),
    "Arabic: الله is no article": ("ar", "أبان الله الله|أكبر أنس ليث"),
    "Arabic: the article within a name": ("ar", "ابن|سيرين ابن|القيم ابن|كثير عبد|الله عبد|الرحمن"),
    "Arabic: the article before hamza": ("ar", "أبو|بكر التزام ألفرد الألوسي الآمدي الأمير الإيجي"),
    "Arabic: Latin last": ("ar", "آدم يوسف Adam Zayd"),
    "Arabic: numbers first": ("ar", "٧ ١٢ آدم"),
    "Persian: الله, the article within a name": ("fa", "ابن|سینا ابن|القیم الله پدر"),
    "Urdu: Latin last": ("ur", "آدم یاسر Adam Zayd"),
}


@pytest.mark.parametrize(("language", "words"), ORDERED.values(), ids=ORDERED)
def test_order(language, words):
    headings = [word.replace("|", " ") for word in words.split()]
    mixed = headings.copy()
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=collation(language).key) == headings


LETTERS = [
    ("fa", "پدر", "پ"), ("fa", "کتاب", "ک"), ("fa", "البخاری", "ب"), ("fa", "Zayd", "Z"), ("ur", "ٹوپی", "ٹ"),
    ("ur", "پانی", "پ"), ("tr", "Çelebi", "Ç"), ("tr", "ıtır", "I"), ("tr", "izmir", "İ"), ("tr", "eş-Şâfiî", "Ş"),
    ("de", "Äpfel", "A"), ("de", "aš-Šāfiʿī", "S"), ("de", "ʿUmar", "U"), ("de", "„Kitāb“", "K"), ("de", "البخاري", "ب"),
    ("es", "ñame", "Ñ"), ("es", "ángel", "A"), ("sv", "Åke", "Å"), ("bn", "ঢাকা", "ঢ"), ("bn", "Zayd", "Z"),
    ("uz", "Oʻtkir", "Oʻ"), ("uz", "Shams", "Sh"), ("fr", "al-Alûsî", "A"), ("fr", "9", "9"), ("en", "ʿAbbās", "A"),
    ("en", "the Trench", "T"), ("en", "the Muhājirūn", "M"), ("en", "The", "T"), ("en", "a", "A"), ("fr", "l’Hégire", "H"),
    ("fr", "La Mecque", "M"), ("de", "Die Prophetengefährten", "P"), ("es", "El Cairo", "C"), ("it", "gli Ansār", "A"),
    ("nl", "de Profeet", "P"), ("id", "La Mecca", "L"),
    ("en-GB", "aṣ-Ṣiddīq", "S"), ("ar", "الثعلبي", "ث"), ("ar-EG", "أحمد", "ا"), ("ar", "ألمانيا", "ا"), ("ar", "المانيا", "ا"),
    *(("ar", word, "ا") for word in (
        "التزام", "الالتزام", "التقاء", "الالتقاء", "التفات", "التهابات", "التئام", "ألفة", "الفة", "ألفية", "الفية", "إلى", "الى", "إليه",
        "اليكم", "الياس", "إلياس", "ألمان", "الألمان", "إلكتروني", "الكترونيات", "القاء", "إلقاء", "الغاء", "ألقاب", "ألوان", "الوان", "إلهام",
        "ألم", "الألم", "الذي", "التي", "ألبوم", "ألب أرسلان", "الطنبغا", "ﷲ", "اللهم", "الآل",
    )),
    ("ar", "التوبة", "ت"), ("ar", "التاريخ", "ت"), ("ar", "اللغة", "ل"), ("ar", "الليث", "ل"), ("ar", "الغزالي", "غ"),
    ("ar", "القاضي", "ق"), ("ar", "الحافظ", "ح"), ("ar", "الفارابي", "ف"), ("ar", "اليمن", "ي"), ("ar", "الزهراء", "ز"),
    ("ar", "ألفرد", "ا"), ("ar", "الله", "ا"), ("ar", "اللَّه", "ا"), ("fa", "الله", "ا"), ("ar", "الألباني", "ا"), ("ar", "Zayd", "Z"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "heading", "letter"), LETTERS)
def test_letter(language, heading, letter):
    assert collation(language).letter(heading) == letter


@pytest.mark.parametrize("language", ["xx", "qaa", "x-klingon", "en_GB", "pa-Arab-PK"])
def test_a_language_that_cldr_does_not_know_is_sorted_all_the_same(language):
    assert sorted(["b", "ä", "a", "c"], key=collation(language).key) == ["a", "ä", "b", "c"]


@pytest.mark.parametrize("language", ["fa", "ur", "tr", "de", "bn", "es", "en", "ar"])
def test_a_letter_is_told_once(language):
    """Headings under one letter stand together."""
    words = " ".join(words for _, words in ORDERED.values()).split()
    order = collation(language)
    told = [order.letter(word) for word in sorted(words, key=order.key)]
    begins = [letter for before, letter in zip(["", *told], told, strict=False) if letter != before]
    assert len(begins) == len(set(begins))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_icu_is_loaded_for_no_book_in_english_or_arabic(language):
    import subprocess
    import sys

    code = f"""
import sys
from bookbuild.language.collation import collation
order = collation({language!r})
order.key('al-Bukhari'), order.letter('al-Bukhari')
sys.exit('icu' in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
