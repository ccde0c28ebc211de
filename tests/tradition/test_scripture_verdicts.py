"""Quotations as typed: what is right in any of the three spellings, and what is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.tradition.scripture.lexicon import Lexicon
from bookbuild.tradition.scripture.orthography import read
from bookbuild.tradition.scripture.riwayah import Range, Riwayah, parse_reference

HAFS = Riwayah.load("hafs")
AYAT = [(surah, ayah) for surah in range(1, 115) for ayah in range(1, HAFS.ayah_count(surah) + 1)]


@pytest.fixture(scope="module", autouse=True)
def concordance():
    """Made once, before times are taken."""
    HAFS.verify("كلام", None)


def verdict(typed, ref=""):
    return HAFS.verify(typed, parse_reference(ref) if ref else None)


def composed(text):
    """Marks in one order: that of the text of record is its own."""
    return unicodedata.normalize("NFC", text)


def ranges(found):
    return "; ".join(map(str, found.ranges))


CONVENTIONAL = [  # as Tanzil's simple text has it
    ("4:63", "فَأَعْرِضْ عَنْهُمْ وَعِظْهُمْ وَقُل لَّهُمْ فِي أَنفُسِهِمْ قَوْلًا بَلِيغًا"),
    ("4:67", "وَإِذًا لَّآتَيْنَاهُم مِّن لَّدُنَّا أَجْرًا عَظِيمًا"),
    ("4:69", "وَمَن يُطِعِ اللَّهَ وَالرَّسُولَ فَأُولَـٰئِكَ مَعَ الَّذِينَ أَنْعَمَ اللَّهُ عَلَيْهِم مِّنَ النَّبِيِّينَ وَالصِّدِّيقِينَ"),
    ("4:71", "يَا أَيُّهَا الَّذِينَ آمَنُوا خُذُوا حِذْرَكُمْ فَانفِرُوا ثُبَاتٍ أَوِ انفِرُوا جَمِيعًا"),
    ("4:73", "كَأَن لَّمْ تَكُن بَيْنَكُمْ وَبَيْنَهُ مَوَدَّةٌ يَا لَيْتَنِي كُنتُ مَعَهُمْ"),
    ("4:77", "وَأَقِيمُوا الصَّلَاةَ وَآتُوا الزَّكَاةَ فَلَمَّا كُتِبَ عَلَيْهِمُ الْقِتَالُ"),
    ("4:82", "أَفَلَا يَتَدَبَّرُونَ الْقُرْآنَ ۚ وَلَوْ كَانَ مِنْ عِندِ غَيْرِ اللَّهِ لَوَجَدُوا فِيهِ اخْتِلَافًا كَثِيرًا"),
    ("4:88", "فَمَا لَكُمْ فِي الْمُنَافِقِينَ فِئَتَيْنِ وَاللَّهُ أَرْكَسَهُم بِمَا كَسَبُوا"),
    ("4:91", "كُلَّ مَا رُدُّوا إِلَى الْفِتْنَةِ أُرْكِسُوا فِيهَا"),
    ("4:91", "وَأُولَـٰئِكُمْ جَعَلْنَا لَكُمْ عَلَيْهِمْ سُلْطَانًا مُّبِينًا"),
    ("4:92", "وَمَا كَانَ لِمُؤْمِنٍ أَن يَقْتُلَ مُؤْمِنًا إِلَّا خَطَأً"),
    ("4:109", "هَا أَنتُمْ هَـٰؤُلَاءِ جَادَلْتُمْ عَنْهُمْ فِي الْحَيَاةِ الدُّنْيَا فَمَن يُجَادِلُ اللَّهَ عَنْهُمْ يَوْمَ الْقِيَامَةِ"),
    ("4:119", "وَلَأُضِلَّنَّهُمْ وَلَأُمَنِّيَنَّهُمْ وَلَآمُرَنَّهُمْ فَلَيُبَتِّكُنَّ آذَانَ الْأَنْعَامِ"),
    ("4:125", "وَاتَّبَعَ مِلَّةَ إِبْرَاهِيمَ حَنِيفًا ۗ وَاتَّخَذَ اللَّهُ إِبْرَاهِيمَ خَلِيلًا"),
    ("4:126", "وَلِلَّهِ مَا فِي السَّمَاوَاتِ وَمَا فِي الْأَرْضِ ۚ وَكَانَ اللَّهُ بِكُلِّ شَيْءٍ مُّحِيطًا"),
    ("4:127", "فِي يَتَامَى النِّسَاءِ اللَّاتِي لَا تُؤْتُونَهُنَّ مَا كُتِبَ لَهُنَّ"),
    ("4:135", "وَإِن تَلْوُوا أَوْ تُعْرِضُوا فَإِنَّ اللَّهَ كَانَ بِمَا تَعْمَلُونَ خَبِيرًا"),
    ("4:140", "أَنْ إِذَا سَمِعْتُمْ آيَاتِ اللَّهِ يُكْفَرُ بِهَا وَيُسْتَهْزَأُ بِهَا"),
    ("4:142", "وَإِذَا قَامُوا إِلَى الصَّلَاةِ قَامُوا كُسَالَىٰ يُرَاءُونَ النَّاسَ"),
]  # fmt: skip
UTHMANI = [  # as an encoding with ی, ۟ and ۤ has it
    ("14:9", "أَلَمۡ یَأۡتِكُمۡ نَبَؤُا۟ ٱلَّذِینَ مِن قَبۡلِكُمۡ قَوۡمِ نُوحࣲ وَعَادࣲ وَثَمُودَۛ وَٱلَّذِینَ مِنۢ بَعۡدِهِمۡۛ"),
    ("14:21", "فَقَالَ ٱلضُّعَفَٰۤؤُا۟ لِلَّذِینَ ٱسۡتَكۡبَرُوۤا۟ إِنَّا كُنَّا لَكُمۡ تَبَعࣰا"),
    ("14:27", "یُثَبِّتُ ٱللَّهُ ٱلَّذِینَ ءَامَنُوا۟ بِٱلۡقَوۡلِ ٱلثَّابِتِ فِی ٱلۡحَیَوٰةِ ٱلدُّنۡیَا وَفِی ٱلۡءَاخِرَةِۖ"),
    ("14:32", "وَأَنزَلَ مِنَ ٱلسَّمَاۤءِ مَاۤءࣰ فَأَخۡرَجَ بِهِۦ مِنَ ٱلثَّمَرَٰتِ رِزۡقࣰا لَّكُمۡۖ"),
    ("14:37", "فَٱجۡعَلۡ أَفۡـِٔدَةࣰ مِّنَ ٱلنَّاسِ تَهۡوِیۤ إِلَیۡهِمۡ"),
    ("14:40", "رَبِّ ٱجۡعَلۡنِی مُقِیمَ ٱلصَّلَوٰةِ وَمِن ذُرِّیَّتِیۚ رَبَّنَا وَتَقَبَّلۡ دُعَاۤءِ"),
    ("14:52", "وَلِیَذَّكَّرَ أُو۟لُوا۟ ٱلۡأَلۡبَٰبِ"),
    ("15:7", "لَّوۡ مَا تَأۡتِینَا بِٱلۡمَلَٰۤئِكَةِ إِن كُنتَ مِنَ ٱلصَّٰدِقِینَ"),
    ("15:24", "وَلَقَدۡ عَلِمۡنَا ٱلۡمُسۡتَقۡدِمِینَ مِنكُمۡ وَلَقَدۡ عَلِمۡنَا ٱلۡمُسۡتَـٔۡخِرِینَ"),
    ("15:27", "وَٱلۡجَاۤنَّ خَلَقۡنَٰهُ مِن قَبۡلُ مِن نَّارِ ٱلسَّمُومِ"),
    ("15:32", "قَالَ یَٰۤإِبۡلِیسُ مَا لَكَ أَلَّا تَكُونَ مَعَ ٱلسَّٰجِدِینَ"),
    ("15:92", "فَوَرَبِّكَ لَنَسۡـَٔلَنَّهُمۡ أَجۡمَعِینَ"),
    ("16:20", "وَٱلَّذِینَ یَدۡعُونَ مِن دُونِ ٱللَّهِ لَا یَخۡلُقُونَ شَیۡـࣰٔا وَهُمۡ یُخۡلَقُونَ"),
    ("3:102", "يَـٰٓأَيُّهَا ٱلَّذِينَ ءَامَنُوا۟ ٱتَّقُوا۟ ٱللَّهَ حَقَّ تُقَاتِهِۦ"),
]  # fmt: skip
INDIAN = [  # as India and Pakistan print it, and as Urdu keyboards type it
    ("89:27", "یٰۤاَیَّتُہَا النَّفۡسُ الۡمُطۡمَئِنَّۃُ"),
    ("94:6", "اِنَّ مَعَ الْعُسْرِ يُسْرًا"),
    ("112:1", "قُلْ هُوَ اللّٰهُ اَحَدٌ"),
    ("2:285", "اٰمَنَ الرَّسُوْلُ بِمَاۤ اُنْزِلَ اِلَیْهِ مِنْ رَّبِّهٖ وَ الْمُؤْمِنُوْنَ"),
    ("2:5", "اُولٰٓئِکَ عَلٰی ھُدًی مِّنْ رَّبِّھِمْ"),
    ("55:29", "کُلَّ یَوْمٍ ھُوَ فِیْ شَاْنٍ"),
    ("2:255", "لَا تَاْخُذُهٗ سِنَۃٌ وَّ لَا نَوْمٌ"),
    ("17:24", "رَبِّ ارْحَمْہُمَا کَمَا رَبَّیٰنِیْ صَغِیْرًا"),
    ("52:11", "فَوَيْلٌ يَّوْمَئِذٍ لِّلْمُكَذِّبِيْنَ"),
]  # fmt: skip
AS_TYPED = [
    ("9:40", "لا تحزن ان الله معنا"),
    ("9:40", "﴿ لا تحزن إنّ الله معنا ﴾"),
    ("9:40", "لا تحــزن إن ﷲ معنا"),
    ("112:1-2", "قل هو الله أحد (1) الله الصمد (2)"),
    ("112:1-2", "قُلۡ هُوَ ٱللَّهُ أَحَدٌ ۝١ ٱللَّهُ ٱلصَّمَدُ ۝٢"),
    ("2:1", "الم"),
    ("50:1", "ق والقرآن المجيد"),
    ("1:1", "﷽"),
    ("1:1-2", "﷽ الحمد لله رب العالمين"),
    ("112:1", "﷽ قل هو الله أحد"),
]  # fmt: skip


@pytest.mark.parametrize(("ref", "typed"), [*CONVENTIONAL, *UTHMANI, *INDIAN, *AS_TYPED])
def test_all_spellings_agree(ref, typed):
    found = verdict(typed, ref)
    assert (found.kind, found.differences) == ("agrees", ())


@pytest.mark.parametrize(("ref", "typed"), [*CONVENTIONAL, *UTHMANI, *INDIAN])
def test_all_spellings_are_looked_up(ref, typed):
    found = verdict(typed)
    surah, ayah = map(int, ref.split(":"))
    assert found.kind == "agrees"
    assert (found.ranges[0].surah, found.ranges[0].first) <= (surah, ayah)


WRONG = [  # as typed, reference, differing, expected, offset
    ("ثَانِيَ اثْنَيْنِ إِذْ هُمَا فِي الْعَهْدِ", "9:40", "فِي الْعَهْدِ", "فِي ٱلۡغَارِ", 29),
    ("ثاني اثنين إذ هم في الغار", "9:40", "هم", "هُمَا", 14),
    ("إذ هما الغار", "9:40", "هما الغار", "هُمَا فِي ٱلۡغَارِ", 3),
    ("إذ هما معا في الغار", "9:40", "هما معا في", "هُمَا فِي", 3),
    ("وأنزل من السما ماء", "14:32", "من السما", "مِنَ ٱلسَّمَآءِ", 6),
    ("﴿قل هو الله واحد﴾", "112:1", "واحد", "أَحَدٌ", 12),
    ("إِلَّا رَحۡمَهࣰ مِّنَّا وَمَتَٰعًا إِلَىٰ حِينࣲ", "36:44", "رَحۡمَهࣰ", "رَحۡمَةࣰ", 7),
    ("اِنَّ مَعَ الْيُسْرِ يُسْرًا", "94:6", "مَعَ الْيُسْرِ", "مَعَ ٱلۡعُسۡرِ", 6),
    ("إِلَّا رَحْمَهً مِنَّا وَمَتَاعًا إِلَى حِينٍ", "36:44", "رَحْمَهً", "رَحۡمَةࣰ", 7),
]


@pytest.mark.parametrize(("typed", "ref", "differing", "expected", "offset"), WRONG)
def test_what_differs_is_named(typed, ref, differing, expected, offset):
    found = verdict(typed, ref)
    ((at, typed_word, right, vowels),) = found.differences
    assert (found.kind, typed_word, at, vowels) == ("mismatch", differing, offset, False)
    assert composed(right) == composed(expected)
    assert typed[offset:].startswith(differing)


def test_a_part_names_its_words():
    assert verdict("ثاني اثنين إذ هما في الغار", "9:40").words == (10, 15)
    assert verdict("قل هو الله أحد", "112:1").words is None


def test_a_wrong_reference_is_put_right():
    found = verdict("ثاني اثنين إذ هما في الغار", "9:41")
    assert (found.kind, ranges(found), found.words) == ("wrong-reference", "9:40", (10, 15))


def test_more_than_the_reference_is_a_wrong_reference():
    assert ranges(verdict("قل هو الله أحد الله الصمد", "112:1")) == "112:1-2"


def test_the_first_place_of_the_mushaf_is_found():
    assert ranges(verdict("فبأي آلاء ربكما تكذبان")) == "55:13"
    assert ranges(verdict("بسم الله الرحمن الرحيم")) == "1:1"
    assert ranges(verdict("الحمد لله رب العالمين الرحمن الرحيم")) == "1:2-3"


def test_ellipses_divide_a_quotation():
    found = verdict("ثاني اثنين … لا تحزن ... إن الله معنا", "9:40")
    assert (found.kind, found.pieces) == ("agrees", ((10, 11), (19, 20), (21, 23)))
    assert verdict("لا تحزن … ثاني اثنين", "9:40").kind == "mismatch"
    assert ranges(verdict("ثاني اثنين … لا تحزن")) == "9:40"


def test_a_basmalah_before_a_surah_is_taken_as_such():
    found = verdict("بسم الله الرحمن الرحيم قل هو الله أحد", "112:1")
    assert (found.kind, found.basmalah, found.words) == ("agrees", True, None)
    looked_up = verdict("بسم الله الرحمن الرحيم قل هو الله أحد")
    assert (looked_up.kind, looked_up.basmalah, ranges(looked_up)) == ("agrees", True, "112:1")
    assert verdict("بسم الله الرحمن الرحيم لا تحزن إن الله معنا", "9:40").kind == "mismatch"
    assert verdict("بسم الله الرحمن الرحيم براءة من الله", "9:1").kind == "mismatch"
    wrong = verdict("بسم الله الرحمن الرحيم قل هو الله واحد", "112:1")
    assert [difference.differing for difference in wrong.differences] == ["واحد"]


def test_nearly_the_quran_is_a_mismatch():
    found = verdict("ثاني اثنين إذ هما في العهد إذ يقول لصاحبه")
    assert (found.kind, ranges(found)) == ("mismatch", "9:40")
    assert [difference.differing for difference in found.differences] == ["في العهد"]


@pytest.mark.parametrize("typed", ["كلام ليس من القرآن في شيء أبدا", "hello", "", "﴿﴾", "٤٠"])
def test_what_is_not_found_is_unknown(typed):
    assert verdict(typed).kind == "unknown"


def held(surah, ayah):
    wanted = (Range(surah, ayah, ayah),)
    quotation = HAFS.quotation(wanted)
    spellings = [quotation.plain, quotation.text(signs=True, ayah_numbers=True)]
    conventional = HAFS._mushaf.ayah(surah, ayah).rasm_imlai
    if None not in conventional:
        spellings.append(" ".join(conventional))
    for typed in spellings:
        found = HAFS.verify(typed, wanted)
        assert (found.kind, found.ranges, found.pieces) == ("agrees", wanted, ()), (surah, ayah, typed)


def test_a_sample_of_ayat_verifies_as_itself():
    for place in AYAT[::23]:
        held(*place)


@pytest.mark.slow
def test_every_ayah_verifies_as_itself():
    for place in AYAT:
        held(*place)


@pytest.mark.slow
def test_every_ayah_is_found_without_reference():
    for surah, ayah in AYAT:
        found = HAFS.verify(HAFS.quotation((Range(surah, ayah, ayah),)).plain)
        assert found.kind == "agrees"
        assert (found.ranges[0].surah, found.ranges[0].first) <= (surah, ayah)


@settings(deadline=None)
@given(st.sampled_from(AYAT), st.data())
def test_any_part_of_an_ayah_is_accepted_and_named(place, data):
    wanted = (Range(place[0], place[1], place[1]),)
    count = HAFS.quotation(wanted).total
    first = data.draw(st.integers(1, count))
    last = data.draw(st.integers(first, count))
    typed = HAFS.quotation(wanted, (first, last)).plain
    found = HAFS.verify(typed, wanted)
    assert found.kind == "agrees"
    assert HAFS.quotation(wanted, found.pieces or None).plain.split() == typed.split() or len(typed.split()) < 4


@settings(deadline=None)
@given(st.sampled_from(AYAT), st.data())
def test_a_strange_word_is_always_seen(place, data):
    wanted = (Range(place[0], place[1], place[1]),)
    words = HAFS.quotation(wanted).plain.split()
    at = data.draw(st.integers(0, len(words) - 1))
    typed = " ".join([*words[:at], "قسطنطينية", *words[at + 1 :]])
    found = HAFS.verify(typed, wanted)
    assert found.kind == "mismatch"
    assert any("قسطنطينية" in difference.differing for difference in found.differences)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=40))
def test_any_text_has_a_verdict(typed):
    found = HAFS.verify(typed, parse_reference("9:40"))
    assert found.kind in ("agrees", "mismatch", "wrong-reference", "unknown")
    assert found.differences or found.kind != "mismatch"
    for difference in found.differences:
        assert typed[difference.offset :].startswith(difference.differing)


def fits(one, other):
    """Whether a typed word may stand for a word of record."""
    return Lexicon.of([other], [None]).fit([read(one)], 0, 1)


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("آمنوا", "ءَامَنُواْ"), ("ءَامَنُوا۟", "ءَامَنُواْ"), ("شَيْـًٔا", "شَيۡـࣰٔا"), ("العالمين", "ٱلۡعَٰلَمِينَ"), ("العلمين", "ٱلۡعَٰلَمِينَ"),
        ("ٱلْءَاخِرَةِ", "ٱلۡأٓخِرَةِ"), ("السمآء", "ٱلسَّمَآءِ"), ("السماء", "ٱلسَّمَآءِ"), ("ﷲ", "ٱللَّهُ"), ("ﺍﻟﻠﻪ", "ٱللَّهُ"), ("مَسۡـُٔولٗا", "مَسۡـُٔولࣰا"),
    ],
)  # fmt: skip
def test_words_are_the_same(typed, record):
    assert fits(typed, record)


@pytest.mark.parametrize(
    ("typed", "record"),
    [("ما", "مَآءࣰ"), ("كتب", "كَاتِبࣱ"), ("رحيم", "رَجِيمࣲ"), ("هده", "هُدٗى"), ("علي", "عَلَىٰ"), ("فى", "فِي"), ("ان", "إِنَّ"), ("رحمه", "رَحۡمَةࣰ"), ("آلله", "ٱللَّهُ")],
)  # fmt: skip
def test_words_are_not_the_same(typed, record):
    assert not fits(typed, record)


def test_a_long_quotation_with_one_wrong_word_is_found_in_time():
    """A sūrah of 3,000 words: word by word against itself would be ten million pairs."""
    words = HAFS.quotation(parse_reference("7:1-206")).plain.split()
    typed = " ".join([*words[:1500], "قسطنطينية", *words[1501:]])
    for ref in ("", "7:1-206"):
        found = verdict(typed, ref)
        assert (found.kind, [difference.differing for difference in found.differences]) == ("mismatch", ["قسطنطينية"])
        assert ranges(found) == "7:1-206"
