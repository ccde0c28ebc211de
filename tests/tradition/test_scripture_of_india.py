"""Verses in the spelling of India and Pakistan, made from those of record by its rules: right ones, and changed ones."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.tradition.scripture.riwayah import Range, Riwayah

HAFS = Riwayah.load("hafs")
AYAT = [(surah, ayah) for surah in range(1, 115) for ayah in range(1, HAFS.ayah_count(surah) + 1)]
HAMZA_AND_ALIF = re.compile("ءَا(?!\u0653)|أ\u0653|ـ[\u064e\u0654]{2}ا")
HAMZA_ON_ALIF = re.compile("[أإ]")
TANWIN_BEFORE = re.compile("(?<=[\u064b-\u064d\u08f0-\u08f2])([اى]?) ([يو])(?!\u0651)")
NUN_BEFORE = re.compile("(?<=ن) ([يو])(?!\u0651)")
LETTERS = str.maketrans({"ك": "ک", "ه": "ہ", "ة": "ۃ", "ي": "ی", "ٱ": "ا", "\u06e1": "\u0652"})
VOWELS = "\u064e\u064f\u0650"


def indian(text: str) -> str:
    """No hamza on an alif, اٰ for ءا, a shadda on what a nūn or a tanwīn is assimilated to, letters of Urdu."""
    text = HAMZA_AND_ALIF.sub("ا\u0670", unicodedata.normalize("NFC", text))
    text = TANWIN_BEFORE.sub("\\1 \\2\u0651", HAMZA_ON_ALIF.sub("ا", text))
    return NUN_BEFORE.sub(" \\1\u0651", text).translate(LETTERS)


def held(surah: int, ayah: int) -> None:
    wanted = (Range(surah, ayah, ayah),)
    typed = indian(HAFS.quotation(wanted).plain)
    found = HAFS.verify(typed, wanted)
    assert (found.kind, found.differences) == ("agrees", ()), (surah, ayah, typed)


def test_a_sample_of_ayat_agrees():
    for place in AYAT[::19]:
        held(*place)


@pytest.mark.slow
def test_every_ayah_agrees():
    for place in AYAT:
        held(*place)


@settings(deadline=None)
@given(st.sampled_from(AYAT), st.data())
def test_a_strange_word_is_seen(place, data):
    wanted = (Range(place[0], place[1], place[1]),)
    words = indian(HAFS.quotation(wanted).plain).split()
    at = data.draw(st.integers(0, len(words) - 1))
    found = HAFS.verify(" ".join([*words[:at], "قُسْطَنْطِیْنِیَّۃُ", *words[at + 1 :]]), wanted)
    assert found.kind == "mismatch"
    assert any("قُسْطَنْطِیْنِیَّۃُ" in difference.differing for difference in found.differences)


CHANGED = [  # as typed, reference, the word that is wrong in it
    ("اِنَّ مَعَ الْعُسْرُ يُسْرًا", "94:6", "الْعُسْرُ"),
    ("اَنَّ مَعَ الْعُسْرِ يُسْرًا", "94:6", "اَنَّ"),
    ("قُلْ هُوَ اللّٰهُ اُحَدٌ", "112:1", "اُحَدٌ"),
    ("قُلْ ہُوَ اللّٰہُ اَحَدٍ", "112:1", "اَحَدٍ"),
    ("لَا تَاْخُذُهٗ سِنَۃٌ وُّ لَا نَوْمٌ", "2:255", "وُّ لَا"),
    ("فَوَيْلٌ یَوْمَئِذٍ لِّلْمُكَذَّبِيْنَ", "52:11", "لِّلْمُكَذَّبِيْنَ"),
    ("قُلْ ہُوَّ اللّٰہُ اَحَدٌ", "112:1", "ہُوَّ"),
    ("وَأَنَّهُ هُوَ اَضْحَكَ وَأَبْكَى", "53:43", "اَضْحَكَ"),
]


@pytest.mark.parametrize(("typed", "ref", "wrong"), CHANGED)
def test_what_is_wrong_is_named(typed, ref, wrong):
    found = HAFS.verify(typed, HAFS.parse_reference(ref))
    assert (found.kind, [each.differing for each in found.differences]) == ("mismatch", [wrong])
