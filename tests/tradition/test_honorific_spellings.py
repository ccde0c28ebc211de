"""Every spelling of an honorific, and what only looks like one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.tradition.honorifics.abbreviations import ends_with_name
from bookbuild.tradition.honorifics.arabic_spellings import ARABIC, arabic_hint
from bookbuild.tradition.honorifics.formulas import FORMULAS, SIGNS, WISHES
from bookbuild.tradition.honorifics.letters import flattened, places, skeleton
from bookbuild.tradition.honorifics.recognition import Match, recognise
from bookbuild.tradition.honorifics.wording import setting

M1, F1, M2, M3, F3 = ("m", "singular"), ("f", "singular"), ("m", "dual"), ("m", "plural"), ("f", "plural")
NONE, DUAL, PLURAL = (None, None), (None, "dual"), (None, "plural")


def found(text: str, *, after_name: bool = False) -> list[tuple[str, str | None, tuple[str | None, str | None], str]]:
    matches = recognise(text, after_name=after_name)
    return [(text[m.start : m.end], m.kind, (m.gender, m.number), m.form) for m in matches]


SPELLINGS = [
    ("the Prophet ﷺ said", "ﷺ", "muhammad", NONE, "sign"),
    ("the Prophet (ﷺ) said", "(ﷺ)", "muhammad", NONE, "sign"),
    ("Allah ﷻ", "ﷻ", "allah", NONE, "sign"),
    ("أبو بكرؓ قال", "ؓ", "companion", NONE, "sign"),
    ("موسى ؑ قال", "ؑ", "prophet", NONE, "sign"),
    ("Maryam \ufd4d", "\ufd4d", "prophet", F1, "sign"),
    ("the two ﵄", "﵄", "companion", DUAL, "sign"),
    ("Anywhere:saw: at all", ":saw:", "muhammad", NONE, "abbreviation"),
    ("nobody :RA: here", ":RA:", "companion", NONE, "abbreviation"),
    ("Muhammad (saw) said", "(saw)", "muhammad", NONE, "abbreviation"),
    ("Muhammad (S.A.W.S.) said", "(S.A.W.S.)", "muhammad", NONE, "abbreviation"),
    ("Muhammad (s. a. w.) said", "(s. a. w.)", "muhammad", NONE, "abbreviation"),
    ("Abu Bakr's (ra) house", "(ra)", "companion", NONE, "abbreviation"),
    ("Abu Bakr, (r.a.) said", "(r.a.)", "companion", NONE, "abbreviation"),
    ("as-Siddiq [RA] said", "[RA]", "companion", NONE, "abbreviation"),
    ("ʿAli (ra)", "(ra)", "companion", NONE, "abbreviation"),
    ("‘Umar (ra)", "(ra)", "companion", NONE, "abbreviation"),
    ("`Uthman (ra)", "(ra)", "companion", NONE, "abbreviation"),
    ("Musa (as)", "(as)", "prophet", NONE, "abbreviation"),
    ("al-Bukhari (rh)", "(rh)", "scholar", NONE, "abbreviation"),
    ("Allah (swt)", "(swt)", "allah", NONE, "abbreviation"),
    ("the Prophet (pbuh)", "(pbuh)", None, NONE, "abbreviation"),
    ("the Prophet, pbuh, said", "pbuh", None, NONE, "abbreviation"),
    ("the Prophet (peace be on him)", "(peace be on him)", None, M1, "translation"),
    ("Allah (glory be to Him)", "(glory be to Him)", "allah", NONE, "translation"),
    ("موسى (as)", "(as)", "prophet", NONE, "abbreviation"),
    ("أبو بكر (رض)", "(رض)", "companion", NONE, "abbreviation"),
    ("رسول الله صلى الله عليه وسلم", "صلى الله عليه وسلم", "muhammad", M1, "phrase"),
    ("صَلَّى اللَّهُ عَلَيْهِ وَسَلَّمَ", "صَلَّى اللَّهُ عَلَيْهِ وَسَلَّمَ", "muhammad", M1, "phrase"),
    ("محمد (صلى الله عليه وآله وسلم)", "(صلى الله عليه وآله وسلم)", "muhammad", M1, "phrase"),
    ("محمد صلى الله عليه وعلى آله وصحبه وسلم", "صلى الله عليه وعلى آله وصحبه وسلم", "muhammad", M1, "phrase"),
    ("قال الله تعالى", "تعالى", "allah", NONE, "phrase"),
    ("بِاللهِ تَعَالَى", "تَعَالَى", "allah", NONE, "phrase"),
    ("الله سبحانه وتعالى", "سبحانه وتعالى", "allah", NONE, "phrase"),
    ("الله عزّ وجلّ", "عزّ وجلّ", "allah", NONE, "phrase"),
    ("موسى عليه السلام", "عليه السلام", "prophet", M1, "phrase"),
    ("مريم عليها السلام", "عليها السلام", "prophet", F1, "phrase"),
    ("موسى وهارون عليهما السلام", "عليهما السلام", "prophet", M2, "phrase"),
    ("الأنبياء عليهم السلام", "عليهم السلام", "prophet", M3, "phrase"),
    ("النبي عليه الصلاة والسلام", "عليه الصلاة والسلام", None, M1, "phrase"),
    ("عمر رضي الله عنه", "رضي الله عنه", "companion", M1, "phrase"),
    ("عائشة رَضِيَ ٱللَّهُ عَنْهَا", "رَضِيَ ٱللَّهُ عَنْهَا", "companion", F1, "phrase"),
    ("ابن عمر رضي الله عنهُما", "رضي الله عنهُما", "companion", M2, "phrase"),
    ("الصحابة رضي الله تعالى عنهم", "رضي الله تعالى عنهم", "companion", M3, "phrase"),
    ("أمهات المؤمنين رضي الله عنهن", "رضي الله عنهن", "companion", F3, "phrase"),
    ("مالك رحمه الله", "رحمه الله", "scholar", M1, "phrase"),
    ("رابعة رحمها الله", "رحمها الله", "scholar", F1, "phrase"),
    ("الشيخان رحمهما ﷲ", "رحمهما ﷲ", "scholar", M2, "phrase"),
    ("ʿIsa, peace be upon him, said", "peace be upon him", None, M1, "translation"),
    ("ʿIsa (Peace be upon him)", "(Peace be upon him)", None, M1, "translation"),
    ("Maryam, peace be upon her, said", "peace be upon her", "prophet", F1, "translation"),
    ("the prophets (peace be upon them)", "(peace be upon them)", "prophet", PLURAL, "translation"),
    ("the two (may Allah be pleased with them both)", "(may Allah be pleased with them both)", "companion", DUAL,
     "translation"),
    ("Malik, may Allah have mercy on him, said", "may Allah have mercy on him", "scholar", M1, "translation"),
    ("he, peace and blessings of Allah be upon him, rose", "peace and blessings of Allah be upon him", "muhammad", NONE,
     "translation"),
    ("Muhammad (ṣallā Llāhu ʿalayhi wa-sallam)", "(ṣallā Llāhu ʿalayhi wa-sallam)", "muhammad", NONE,
     "transliteration"),
    ("Muhammad sallallahu `alaihi wasallam", "sallallahu `alaihi wasallam", "muhammad", NONE, "transliteration"),
    ("Allah subhanahu wa ta'ala", "subhanahu wa ta'ala", "allah", NONE, "transliteration"),
    ("Musa ʿalayhi s-salām", "ʿalayhi s-salām", "prophet", M1, "transliteration"),
    ("Musa alaihissalam", "alaihissalam", "prophet", M1, "transliteration"),
    ("ʿUmar radi Allahu ʿanhu", "radi Allahu ʿanhu", "companion", M1, "transliteration"),
    ("ʿAʾishah raḍiya Llāhu ʿanhā", "raḍiya Llāhu ʿanhā", "companion", F1, "transliteration"),
    ("Malik rahimahullah", "rahimahullah", "scholar", M1, "transliteration"),
    ("Muhammad (prayers and peace of Allah be upon him)", "(prayers and peace of Allah be upon him)", "muhammad", NONE,
     "translation"),
    ("النبيّ صلَّى الله عليه و سلَّم خرج", "صلَّى الله عليه و سلَّم", "muhammad", M1, "phrase"),
    ("عمر -رضي الله عنه- لُقّب", "-رضي الله عنه-", "companion", M1, "phrase"),
    ("ʿUmar (rta)", "(rta)", "companion", NONE, "abbreviation"),
    ("في سبيل الله -تعالى- جهرا", "-تعالى-", "allah", NONE, "phrase"),
    ("he (saw) said", "(saw)", "muhammad", NONE, "abbreviation"),
    ("then He (ra) called", "(ra)", "companion", NONE, "abbreviation"),
    ("to him (pbuh)", "(pbuh)", None, NONE, "abbreviation"),
    ("He (saw)had", "(saw)", "muhammad", NONE, "abbreviation"),
    ("Abu Bakr  (ra)", "(ra)", "companion", NONE, "abbreviation"),
    ("Abu Sufyan (RA)", "(RA)", "companion", NONE, "abbreviation"),
    ("Rabiʿah al-ʿAdawiyyah (RA)", "(RA)", "companion", NONE, "abbreviation"),
    ("Musa (as) the son of ʿImran", "(as)", "prophet", NONE, "abbreviation"),
    ("the Prophet PBUH said", "PBUH", None, NONE, "abbreviation"),
    ("the Prophet s.a.w. said", "s.a.w.", "muhammad", NONE, "abbreviation"),
    ("Allah SWT knows", "SWT", "allah", NONE, "abbreviation"),
    ("Umar R.A. said", "R.A.", "companion", NONE, "abbreviation"),
    ("Prophet Musa AS said", "AS", "prophet", NONE, "abbreviation"),
    ("محمد (ص)", "(ص)", "muhammad", NONE, "abbreviation"),
    ("موسى (ع)", "(ع)", "prophet", NONE, "abbreviation"),
    ("Allah {SWT} says", "{SWT}", "allah", NONE, "abbreviation"),
    ("Allah ( SWT) says", "( SWT)", "allah", NONE, "abbreviation"),
    ("عَنْ أَبِى مُوسَى – رضى الله عنه – أنه", "– رضى الله عنه –", "companion", M1, "phrase"),
    ("رَحْمَةُ الـلّٰـهِ عَـلَيْه", "رَحْمَةُ الـلّٰـهِ عَـلَيْه", "scholar", M1, "phrase"),
    ("صَلَّى اللهُ عَلَيْهِ وَاٰلِهٖ وَسَلَّم", "صَلَّى اللهُ عَلَيْهِ وَاٰلِهٖ وَسَلَّم", "muhammad", M1, "phrase"),
    ("ʿUzayr [a.s.]", "[a.s.]", "prophet", NONE, "abbreviation"),
    ("Qudamah ibn Mazʿun (ra)", "(ra)", "companion", NONE, "abbreviation"),
    ("Ibn ʿUmar (may Allah be pleased with him and his father)", "(may Allah be pleased with him and his father)",
     "companion", DUAL, "translation"),
    ("Allah, Tabaraka wa-Taʿala, says", "Tabaraka wa-Taʿala", "allah", NONE, "transliteration"),
    ("Allah taʿala says", "taʿala", "allah", NONE, "transliteration"),
    ("ʿAli كرم الله وجهه", "كرم الله وجهه", "companion", M1, "phrase"),
    ("شيخنا حفظه الله", "حفظه الله", "scholar", M1, "phrase"),
    ("he \U00010ed1", "\U00010ed1", "prophet", F1, "sign"),
    ("our teacher \ufbcc", "\ufbcc", "scholar", M1, "sign"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spelling", "kind", "carries", "form"), SPELLINGS, ids=[s[0] for s in SPELLINGS])
def test_one_honorific_is_found(text, spelling, kind, carries, form):
    assert found(text) == [(spelling, kind, carries, form)]


WRITTEN_OUT = {
    ("muhammad", None, None): """
        sallallahu alayhi wa sallam|sallallaahu 'alayhi wa sallam|Sallallahu Alaihi Wasallam|sallAllahu `aleyhi wa sallam|
        salla Allahu 'alaihi wa sallam|ṣallā Llāhu ʿalayhi wa-sallam|salallahu alayhi wasalam|sallallahu alaihe wasallam|
        Sallalahu alaihi wasallam|ṣallā Llāhu ʿalayhi wa-ālihi wa-sallam|SallAllahu alayhi wa salaam|
        sallallahu alaihi wa aalihi wa sallam""",
    ("companion", "m", "singular"): """
        radiallahu anhu|radi Allahu 'anhu|radiyallahu anhu|radhiallahu anhu|radhiyallahu 'anhu|raziallahu anhu|
        Razi Allah Anho|Radi-Allahu ta'ala anhu|radhi'Allahu anhu|raḍiya Llāhu ʿanhu|radiyallaahu ‘anhu""",
    ("companion", "f", "singular"): "radiyAllahu anha|radi Allahu ʿanhā",
    ("companion", None, "dual"): "radiyallahu 'anhuma|radi Allahu anhumaa",
    ("companion", "m", "plural"): "radiya Allahu `anhum|RadhiAllahu ‘anhum",
    ("prophet", "m", "singular"): """
        alayhis salam|alaihissalam|'alayhi as-salam|alaihis-salaam|alayhi s-salam|aleyhis selam|ʿalayhi al-salām|
        'alayhi as-salatu was-salam""",
    ("prophet", "f", "singular"): "alaiha assalam|ʿalayhā s-salām",
    ("prophet", "m", "plural"): "alayhimus salam|'alayhim as-salam|alaihim us-salaam",
    ("scholar", "m", "singular"): """
        rahimahullah|rahimahu Allah|rahimahullaah ta'ala|Rahimahu Allahu Ta'ala|rahmatullahi alayhi|rahmatullah alaih""",
    ("allah", None, None): """
        subhanahu wa ta'ala|Subhanahu wa-Taʿala|SubhanAllahu wa ta'ala|'azza wa jall|ʿazza wa-jalla|jalla jalaluhu""",
}


@pytest.mark.parametrize(
    ("means", "text"), [(means, text.strip()) for means, texts in WRITTEN_OUT.items() for text in texts.split("|")]
)
def test_transliterations_differ_and_mean_the_same(means, text):
    assert found(f"he ({text}) said") == [(f"({text})", means[0], means[1:], "transliteration")]


NO_HONORIFICS = [
    "such (as) this", "Such (as) this", "(RA) radio", "The (ra) of it", "a well (as) spring", "He saw (saw) it",
    "see  (as)", "radio  (RA)", "as :sawn: off", "(saw)", "[as]",
    "قال تعالى", "تعالى الحق", "ورضي الله عنه", "رضي الله عن المؤمنين", "عنه السلام", "رحمهم اللهم",
    "He said: peace be upon him", "Peace be upon him", "and peace be upon him the day he was born",
    "Peace be upon him who follows the guidance", "They say, “may Allah have mercy on him”",
    "a hill that is called Allah", "alas, salamander",
    "American Samoa (AS)", "the Royal Academy (RA)", "Rabat (RA)", "Relative Humidity [RH]", "Oslo (AS)",
    "They knew Musa [as] the son of a weaver", "he [as] they say", "Yusuf saw it", "Musa as a boy", "MUSA AS A CHILD",
    "MUHAMMAD SAW IT", "in Boston (as) a carpenter", "the (ع) letter", "ص 12", "He was (as) ever", "Umar ran",
    "at an A.S. level",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_HONORIFICS)
def test_plain_words_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(("text", "spelling"), [(" (ra) said", "(ra)"), ("(pbuh)", "(pbuh)"), (" تعالى في", "تعالى")])
def test_a_name_may_stand_outside_the_text(text, spelling):
    assert [each[0] for each in found(text, after_name=True)] == [spelling]
    assert found(text) == []


def test_several_are_found_in_order():
    text = "Abu Bakr (ra) and ʿUmar (ra), with the Prophet ﷺ: قال رسول الله صلى الله عليه وسلم"
    assert [each[0] for each in found(text)] == ["(ra)", "(ra)", "ﷺ", "صلى الله عليه وسلم"]


@pytest.mark.parametrize("text", ["Abu Bakr", "as-Siddiq", "“ʿAli", "Bakr,", "أبو بكر", "*Umar*"])
def test_a_name_can_end_so(text):
    assert ends_with_name(text)


@pytest.mark.parametrize("text", ["", "such", "Such", "the cave", "1439", "—"])
def test_a_name_cannot_end_so(text):
    assert not ends_with_name(text)


def test_every_sign_is_named_in_unicode_as_it_is_understood():
    words = {"companion": "RADI ALLA", "prophet": "ALAY", "allah": "", "scholar": "", "muhammad": "SALLALL"}
    named = {sign: unicodedata.name(sign, "") for sign in SIGNS}
    known = {sign: name for sign, name in named.items() if name}
    assert len(known) >= 24, "those of Unicode 14, which Python 3.11 knows"
    for sign, name in known.items():
        assert sign in WISHES or words[SIGNS[sign][0]] in name


SENTENCES = [
    "a youth in Makkah. May Allah be pleased with him, with the Anṣār, and with all who came.",
    "and thus fell Muṣʿab. May Allah be pleased with him and with his companions of that day.",
    "ʿUmar, may Allah be pleased with him and with all of them, said",
    "Then Yunus fell silent. “May God have mercy on him and on us,” they said.",
    "the Prophet, peace be upon him, upon Ibrahim, and upon all prophets",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_wish_for_more_than_the_name_is_a_sentence(text):
    assert found(text) == []


def test_every_arabic_phrase_is_found_by_its_hint():
    assert all(arabic_hint().search(phrase) for phrase in ARABIC)
    assert all(skeleton(phrase) == phrase for phrase in ARABIC)


IN_ARABIC, IN_LATIN = ("glyph", "phrase"), ("transliteration", "translation", "abbreviation")
READ_AGAIN = [
    pytest.param(known, style, id=f"{known.kind} {known.gender} {known.number} {style}")
    for known in FORMULAS
    for style in (IN_ARABIC if known.wish else IN_ARABIC + IN_LATIN)  # wishes are not read in Latin script
]


@pytest.mark.parametrize(("known", "style"), READ_AGAIN)
def test_what_an_edition_sets_is_recognised_again(known, style):
    text = setting(
        known.kind, known.gender, known.number, style, "en", wish=known.wish, has_glyph=lambda sign: True
    ).text
    (match,) = recognise(f"Name {text}", after_name=False)
    assert (match.start, match.end) == (5, 5 + len(text))
    assert match.kind in (known.kind, None)
    assert match.number in (known.number, None) or (match.form == "translation" and match.number == "plural")
    assert match.gender in (known.gender, None) or known.number == "dual"


PARTS = st.sampled_from([
    "Abu Bakr", " ", "(ra)", "ﷺ", "صلى", " الله", " عليه وسلم", "تعالى", ":saw:", "(", "as", ")", "ـ", "peace be upon",
    " him", "ʿ", "ﷲ", "َ", "\n", "İ", "rahimahu", "llah", "٣",
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(PARTS).map("".join)), st.booleans())
def test_matches_lie_within_the_text_and_do_not_overlap(text, after_name):
    end = 0
    for match in recognise(text, after_name=after_name):
        assert isinstance(match, Match)
        assert end <= match.start < match.end <= len(text)
        end = match.end


@given(st.text())
def test_places_stay_true(text):
    assert len(flattened(text)) == len(text)
    assert len(places(text)) == len(skeleton(text)) + 1
