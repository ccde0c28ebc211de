"""Where an honorific is missing: lost in a gap, or asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of, found, mended

LOST = [
    ("خرج النبي  إلى أصحابه", ["3:10"], "خرج النبي ﷺ إلى أصحابه"),
    ("سلّم على النبي ، ثم جلس", ["3:15"], "سلّم على النبي ﷺ، ثم جلس"),
    ("قام أبو بكر  فخطب", ["3:12"], "قام أبو بكر رضي الله عنه فخطب"),
    ("The Prophet  rose, and Abu Bakr  with him", ["3:12", "3:32"], "The Prophet ﷺ rose, and Abu Bakr (ra) with him"),
    ("He asked the Messenger of Allah , and ʿAʾishah ( ) heard", ["3:32", "3:47"],
     "He asked the Messenger of Allah ﷺ, and ʿAʾishah (ra) heard"),
    ("the Prophet \uf072 said", ["3:12"], "the Prophet ﷺ said"),
    ("صحب المصطفى r: ثم مضى", ["3:12"], "صحب المصطفى ﷺ: ثم مضى"),
    ("قال حاطب بن عمرو  كلاما", ["3:17"], "قال حاطب بن عمرو  كلاما"),
    ("Qays ibn Saʿd  came", ["3:14"], "Qays ibn Saʿd  came"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places", "right"), LOST, ids=[case[0] for case in LOST])
def test_a_gap_after_a_name_is_a_lost_sign(tmp_path: Path, text: str, places: list[str], right: str) -> None:
    findings = findings_of(tmp_path, text)
    assert found(findings) == [f"honorific-missing {place}" for place in places]
    assert mended(text, findings) == right


def test_where_many_are_lost_every_gap_is_one(tmp_path: Path) -> None:
    text = "رأى النبي  بابا، ونادى النبي  رجلا، وسمع النبي  صوتا، ثم خرج  من بيته، وقوله  هذا معروف"
    assert len(findings_of(tmp_path, text)) == 5


@pytest.mark.parametrize(
    "text",
    [
        "They went.  The Prophet ﷺ came.  All  of  them  saw  it, and  Abu Bakr  too",
        "قال : نعم ، وقال النبي ﷺ : لا ، ثم مضى ، وعاد أبو بكر رضي الله عنه ، وجلس عمر .",
        "The Prophet ﷺ  rose. Abu Jahl  left. في على  الأرض",
        "::: {.verse}\nقام النبي  فينا // وقد مضى\n:::",
    ],
)
def test_other_gaps_are_left_alone(tmp_path: Path, text: str) -> None:
    assert [finding for finding in found(findings_of(tmp_path, text)) if "honorific" in finding] == []


UNTIDY = [
    ("ذهب الرجل ، ثم عاد ، وسلّم على النبي ، ثم جلس", "3:37"),
    ("قال : نعم . وكان  الناس  معه ، وخرج أبو بكر  إلى أصحابه وهم جلوس في المسجد ينتظرون الصلاة والناس كثير", "3:44"),
    ("قال : ثم قام ، ثم قعد . ثم مضى ، وقال النبي : لا", "3:44"),
]


@pytest.mark.parametrize(("text", "place"), UNTIDY, ids=[case[0] for case in UNTIDY])
def test_stray_spaces_hide_no_lost_sign(tmp_path: Path, text: str, place: str) -> None:
    findings = found(findings_of(tmp_path, text, lang="ar"))
    assert [each for each in findings if place in each] == [f"honorific-missing {place}"]


def test_after_a_name_that_anyone_may_bear_a_lost_sign_is_doubtful(tmp_path: Path) -> None:
    text = "ʿUmar ibn al-Khaṭṭāb (ra) was with the Prophet (saw).\n\nAli  came at dusk. ʿUmar  rose. قام علي  وعمر  معه"
    findings = findings_of(tmp_path, text)
    assert found(findings) == [
        "honorific-doubtful 5:4", "honorific-missing 5:25", "honorific-doubtful 5:40", "honorific-missing 5:46",
    ]  # fmt: skip
    right = "Ali  came at dusk. ʿUmar (ra) rose. قام علي  وعمر رضي الله عنه معه"
    assert mended(text, findings).endswith(right)


def asked(rule: str) -> dict[str, str]:
    return {"more": f'[honorifics]\nrequire = "{rule}"\n'}


OF_TODAY = [
    ("en", "He loved his work.\n\nAli  came, and Uncle Hamza , his neighbour."),
    ("en", "The Prophet ﷺ sat. My cousin Bilal  came. Dr. Umar Faruq  came. Omar Farooq  came."),
    ("tr", "Hacer  geldi, İsa  gitti."),
    ("es", "Hacer  pan. Alí , mi vecino."),
    ("ar", "قال النبي ﷺ كذا. وجاء جارنا عمر  والأستاذ محمد كرد علي  معه."),
]


@pytest.mark.parametrize(("language", "text"), OF_TODAY)
def test_after_a_name_of_today_a_space_is_a_slip(tmp_path: Path, language: str, text: str) -> None:
    findings = findings_of(tmp_path, text, lang=language)
    assert {str(f.code) for f in findings} == {"space-stray"}
    assert "  " not in mended(text, findings)


REQUIRED = [
    ("always", "Abu Bakr came. Abu Bakr (ra) sat. [Abu Bakr]{.person} rose.", ["3:1", "3:35"]),
    ("first", "Abu Bakr came. Abu Bakr sat. [ʿUmar]{.person} rose, and ʿUmar spoke.", ["3:1", "3:30"]),
    ("first", "Abu Bakr (ra) came. Abu Bakr sat.", []),
    ("never", "Abu Bakr came.", []),
    ("always", "“O Abu Bakr, come!” Abu Bakr's house; Muhammad Ibn Foo and Sunan Abi Dawud; Bukhari 12.", []),
    ("always", "The Companions came, and Allah knows. *The Life of Muhammad* tells of it. [al-Tabari]{.source}", []),
    ("always", "خرج رسول الله إلى عمر، وعلي بن أبي طالب معه", ["3:5", "3:24"]),
    ("always", "Muhammad Asad read, Umar Mukhtar rode in Abu Bakr Street, and Our Prophet Muhammad taught.", ["3:67"]),
    ("always", "كتب محمد فؤاد كتابا، وسافر محمد رشيد، وقام محمد في أصحابه خطيبا", ["3:44"]),
    ("always", "Maryam heard Ibrahim, and Ali laughed.", []),
    ("always", "The Prophet ﷺ sat. My father Ibrahim came, Dr. Umar Faruq, and Ali and Sarah, my editors.", []),
    ("always", "The Prophet ﷺ sat. He read “The Road of Ali” (see Abu Dawud), and the Shafiʿi school.", []),
    ("always", "Abu Bakr and ʿUmar (ra) came. Yūnus, the prophet of Nineveh, peace be upon him.", []),
    ("always", "The Prophet ﷺ came. Blessings upon our Prophet Muhammad! Abu Yusuf (rh) and Muhammad said it.", []),
    ("always", "The Prophet came.", ["3:5"]),
    ("always", "وصلى الله على نبينا محمد وآله. وجاء رسول الله، وعمر فاروق جارنا", ["3:37"]),
    ("always", "The Prophet ﷺ came. Her name was Fatima. A driver named Musa and a man called Omar laughed. Omar sang.", []),
    ("always", "He loved the Prophet ﷺ.\n\nAli sang.\n\nYunus dug.\n\nDawud slept.\n\nIsa laughed.", []),
    ("always", "Ali (ra) rode.\n\nAli sang.\n\nYunus dug.\n\nDawud slept.\n\nIsa laughed.", ["5:1"]),
    ("always", "ذكر نبي الله يونس عليه السلام. Peygamber Efendimizin (s.a.v.) devesi.", []),
    ("always", "أخرجه مالك وأبو داود وابن ماجه. وجاء ابن ماجه", ["3:38"]),
    ("always", "It is reported by Ibn Majah and al-Tirmidhi. Ibn Majah came.", ["3:46"]),
    ("always", "Ḥafṣah, the wife of the Prophet ﷺ, came.", ["3:1"]),
    ("always", "Le prophète Musa, paix sur lui. Nabi Musa (as). El profeta Moisés (as). Yusuf Peygamber (as).", []),
    ("always", "Nabi Musa came. Yûsuf Peygamber came. Peygamber came.", ["3:6", "3:17", "3:39"]),
    ("always", "The Prophet ﷺ came. I write Abu Bakr, Umar and Ali without macrons. Our children, Hafsa and Musa.", []),
    ("always", "The Prophet ﷺ came. Mrs. N. Daud, Ghulam Rasul and Shaykh al-Ghazali (d. 505/1111) wrote *Sirat* Rasul.", []),
    ("always", "Ibn Ḥajar's *Fatḥ*; *Fatḥ* of Ibn Ḥajar; Ibn Hishām (d. 218/833). Ibn Ḥajar sat.", ["3:67"]),
    ("always", "- Ibn Hishām, *Sīrah*.\n- ʿAlī, ʿAbdullāh Yūsuf.\n- HAMIDULLAH (Muhammad), *Life*.", []),
    ("always", "> Abu Bakr came.\n\n::: {.letter}\nAbu Bakr came.\n:::\n\n| Abu Bakr |\n|---|\n| Abu Bakr |", []),
    ("always", "قال النبي ﷺ كذا. وبعت لأبي داود الحلاق. والصلاة والسلام على رسول الله. «من عرف نبيه»", []),
    ("always", "«السيرة النبوية» لابن هشام (ت 218هـ). البخاري، مسلم، أبو داود، الترمذي. وجاء أبو داود", ["3:78"]),
    ("always", "She said: “Messenger of Allah, do you command me?” Ibrahim 14:37 and al-Isrāʾ (17:85). The Prophet came.", ["3:92"]),
    ("always", "::: {.hadith source=\"Muslim 1\"}\nقال أبو بكر نعم\n:::", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "places"), REQUIRED)
def test_what_is_asked_for_is_missed(tmp_path: Path, rule: str, text: str, places: list[str]) -> None:
    assert found(findings_of(tmp_path, text, **asked(rule))) == [f"honorific-missing {place}" for place in places]


def test_what_an_edition_asks_for_is_its_own_finding(tmp_path: Path) -> None:
    more = '[editions.a]\nformat = "epub"\n[editions.b]\nformat = "epub"\nhonorifics = { require = "first" }\n'
    findings = findings_of(tmp_path, "Abu Bakr came.", more=more)
    assert [(str(f.code), f.edition) for f in findings] == [("honorific-missing", "b")]
    assert mended("Abu Bakr came.", findings) == "Abu Bakr (ra) came."
