"""Whose an honorific is: right, wrong, or doubtful."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from check_samples import book_of, findings_of, mended

from bookbuild.checks import checked
from bookbuild.model.inlines import Honorific
from bookbuild.model.walk import nodes

RIGHT = [
    "The Prophet ﷺ came, and with him Abu Bakr (ra), `Umar ؓ and Uthman رضي الله عنه.",
    "Abu Bakr رضي الله عنه and A'ishah رضي الله عنها; Umm Salamah \ufd42 and az-Zubayr \ufd41.",
    "Ibn ʿUmar رضي الله عنهما narrated, and Ibn ʿUmar رضي الله عنه narrated again; so did Asmāʾ bint Abī Bakr رضي الله عنهما.",
    "Abu Bakr and ʿUmar رضي الله عنهما agreed, and so did ʿUthman, ʿAli and Talhah رضي الله عنهم.",
    "They asked the Companions رضي الله عنهم and the Mothers of the Believers رضي الله عنهن.",
    "One of the Companions (may Allah be pleased with him) was there.",
    "Musa (as), Maryam عليها السلام, Musa and Harun عليهما السلام, and the prophets عليهم السلام.",
    "Maryam (may Allah be pleased with her) prayed, and Jibril (peace be upon him) came.",
    "ash-Shafiʿi (rh), Rabiʿah al-ʿAdawiyyah رحمها الله and an-Nawawi (may Allah have mercy on him).",
    "Allah (swt) said to the Messenger of Allah ﷺ, Allah's Messenger ﷺ, the Messenger of Allah, Muhammad ﷺ.",
    "Muhammad ibn ʿAbdullah ﷺ, Muhammad al-Mustafa ﷺ, the Seal of the Prophets ﷺ, the Chosen One ﷺ, Ahmad ﷺ.",
    "He ﷺ rose, his ﷺ mantle on him; our Master ﷺ smiled, and the Companions of the Prophet ﷺ with him.",
    "the wife of the Prophet رضي الله عنها and the uncle of the Messenger of Allah رضي الله عنه",
    "Prophet Muhammad (pbuh), Jesus (pbuh), Nabi Muhammad ﷺ, Rasūlullāh ﷺ, the Holy Prophet (saws)",
    "Shaykh Ibrahim (rh), Imam Muhammad (rh), Imam Malik (rh), ʿAli al-Qari (rh) and Abu Bakr al-Jassas (rh) wrote on it.",
    "Fatimah bint Muhammad ﷺ and Asma bint ʿUmays (ra); Abu Bakr's (ra) house; the Lion of Allah (swt)",
    "قال رسول الله ﷺ لأبي بكر رضي الله عنه ولعائشة رضي الله عنها وهما مع النبي عليه الصلاة والسلام.",
    "عن ابن عباس رضي الله عنهما، وعن أبي بكر وعمر رضي الله عنهما، وعن أم سلمة رضي الله عنها.",
    "أصحاب النبي ﷺ وأصحاب النبي رضي الله عنهم وزوج النبي رضي الله عنها وأحد الصحابة رضي الله عنه",
    "موسى عليه السلام، ومريم عليها السلام، وإبراهيم وإسماعيل عليهما السلام، والأنبياء عليهم السلام",
    "قوله ﷺ وفعله ﷺ، وخرج ﷺ، وسيد المرسلين ﷺ، وخاتم الأنبياء ﷺ، وعمره ﷺ يومئذ أربعون.",
    "قال الله تعالى، والله عز وجل أعلم، ونبي الله موسى عليه السلام، ورسول الله محمد ﷺ",
    "الإمام الشافعي رحمه الله، وأبو بكر الرازي رحمه الله، والشيخ علي رحمه الله، والعلماء رحمهم الله",
    "زكريا وابنه يحيى عليهما السلام، وعمر وابنه رضي الله عنهما، وعبد الله بن عمرو بن العاص رضي الله عنهما",
    "In the year ʿAli (ra) was born, ʿAli ibn Abi Talib (ra), he of whom we tell, karrama.",
    "ʿAli كرم الله وجهه and our teacher حفظه الله; the Mahdi \ufdcd",
    "Son of the Prophet's cousin, he ﷺ is not meant; she (ra) came, he (ra) went, and her father رضي الله عنه too.",
    "Muhammad ﷺ ibn ʿAbdullah, and `Umar (ra) ibn al-Khattab with him",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_right_honorifics_are_not_found(tmp_path: Path, text: str) -> None:
    assert [(finding.code, finding.message) for finding in findings_of(tmp_path, text)] == []


# The honorifics that are wrong stand between braces.
WRONG = [
    ("mismatch", "جاء ولده عثمان {رضي الله عنها} إلى المسجد."),
    ("mismatch", "قال وزيره عمر {رضي الله عنها}. جاء ابنها محمد {رحمها الله}. جاء ابنه عبد الله {رضي الله عنها}"),
    ("mismatch", "أخته زينب {رحمه الله}"),
    ("mismatch", "كانت الدكتورة ليلى {رحمه الله} في المدرسة مع جدتي أم كلثوم {رحمه الله}"),
    ("mismatch", "Abu Bakr {ﷺ} and Bilal {(saw)}, ʿUmar ibn al-Khattab {(pbuh)}, Usamah {(peace be upon him)} and Musa {ﷺ}."),
    ("mismatch", "the Prophet {(ra)}, the Messenger of Allah {رضي الله عنه}, Musa {(ra)}, the Prophet {رحمه الله}"),
    ("mismatch", "Abu Hurayrah {رحمه الله}, al-Bukhari {ﷺ}, Imam Ahmad {(as)}, Abu Bakr {(rh)}, Allah {(ra)}, Allah {ﷺ}"),
    ("mismatch", "A'ishah {رضي الله عنه}, ʿUmar {رضي الله عنها}, Fatimah {\ufd41}, Bilal {\ufd42}, Maryam {\ufd47}"),
    ("mismatch", "Abu Bakr {رضي الله عنهما}, Bilal {رضي الله عنهم}, the Companions {رضي الله عنه}, Anas {\ufd43}"),
    ("mismatch", "Umm Salamah {(may Allah be pleased with him)}, Khalid ibn al-Walid {(may Allah be pleased with her)}"),
    ("mismatch", "Abu Bakr {(may Allah be pleased with them)}, Harun {عليهما السلام}, Maryam {عليه السلام}"),
    ("mismatch", "Muhammad Ibn Abu Bakr {ﷺ}, Asma Bint Abu Bakr {ﷺ}, Umm Kulthoom Bint Abu Bakr {ﷺ}"),
    ("mismatch", "Hatib Ibn Abi Baltaʿah {ﷺ}, Umm Khalid {ﷺ}, Qays ibn Saʿd {ﷺ}, Buraydah ibn al-Husayb {(saw)}"),
    ("mismatch", "Umm Khalid {رضي الله عنه}, Hind bint Harith {رضي الله عنه}, Qays ibn Saʿd {رضي الله عنها}"),
    ("mismatch", "Abu Jahl {(ra)}, the Caliph {ﷺ}, the Companions {ﷺ}, as-Siddiq {ﷺ}"),
    ("mismatch", "أبو بكر {ﷺ}، وعمر بن الخطاب {صلى الله عليه وسلم}، والبخاري {ﷺ}، وموسى {رضي الله عنه}"),
    ("mismatch", "عائشة {رضي الله عنه}، وعمر {رضي الله عنها}، وأبو هريرة {رضي الله عنهم}، ومريم {عليه السلام}"),
    ("mismatch", "محمد بن أبي بكر {ﷺ}، وأسماء بنت أبي بكر {ﷺ}، وقال النبي {رضي الله عنه}"),
    ("mismatch", "أمهات المؤمنين {رضي الله عنه}، والصحابة {رضي الله عنهن}، والأنبياء {عليه السلام}"),
    ("doubtful", "ʿAli {عليه السلام}, Fatimah {عليها السلام}, al-Husayn {(as)}, Malik ibn Anas {رضي الله عنه}"),
    ("doubtful", "ʿAbd ar-Rahman {ﷺ} and Qays {ﷺ} and Yusuf {(rh)}; the Messenger of Allah {(as)}"),
    ("doubtful", "قال النبي {عليه السلام}، والحسن بن علي {عليه السلام}، والشافعي {رضي الله عنه}"),
    ("doubtful", "the husband of Khadijah {ﷺ}"),
    ("doubtful", "his wife {ﷺ} came, and she {رضي الله عنه} spoke; he {رضي الله عنها} left"),
    ("mismatch", "then she {ﷺ} said to her {(saw)}; Muhammad {ﷺ} Ibn Abi Bakr, `Umar {ﷺ} ibn al-Khattab"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), WRONG)
def test_wrong_honorifics_are_found_at_their_places(tmp_path: Path, code: str, text: str) -> None:
    plain = re.sub("[{}]", "", text)
    columns = [match.start() + 1 - 2 * at for at, match in enumerate(re.finditer("{", text))]
    findings = findings_of(tmp_path, plain)
    assert [(str(f.code), f.location.column) for f in findings] == [(f"honorific-{code}", column) for column in columns]
    assert all(finding.remedy and finding.location.line == 3 for finding in findings)


def test_a_bare_name_is_taken_in_its_chapters_light(tmp_path: Path) -> None:
    text = "## Muhammad Ibn Maslamah\n\nMuhammad ﷺ was of the Aws. ʿAbdullah (ra) knew him.\n\n## The road\n\nMuhammad ﷺ came."
    findings = findings_of(tmp_path, text)
    assert [(str(f.code), f.location.line) for f in findings] == [("honorific-doubtful", 5)]
    assert "Muhammad Ibn Maslamah" in findings[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Muhammad ibn Ismaʿil al-Bukhari (rh) gathered the words of Muhammad ﷺ.",
        "ʿUmar ibn ʿAbd al-ʿAziz (rh) ruled. ʿUmar (rh) was just.",
        "Ibrahim an-Nakhaʿi (rh) taught. Ibrahim (rh) said this, and Ibrahim (as) built the house.",
        "Muhammad ibn Maslamah (ra) loved the Prophet Muhammad ﷺ.",
    ],
)
def test_others_of_the_same_name_do_no_harm(tmp_path: Path, text: str) -> None:
    assert findings_of(tmp_path, text) == []


def test_a_person_that_is_marked_is_that_person(tmp_path: Path) -> None:
    (tmp_path / "persons.toml").write_text('[kaab]\nname = "Kaʿab"\nkind = "scholar"\n', encoding="utf-8")
    text = '[the man]{.person key="abu-bakr"} ﷺ and [Kaʿab]{.person} (as); [he]{.person key="kaab"} (rh) and [Nobody]{.person} (ra)'
    assert [str(f.code) for f in findings_of(tmp_path, text)] == ["honorific-mismatch", "honorific-mismatch"]


FIXES = [
    ("Abu Bakr ﷺ said", "Abu Bakr (ra) said"),
    ("Abu Bakr (saw) said", "Abu Bakr (ra) said"),
    ("Allah (ﷺ) said", "Allah (ﷻ) said"),
    ("قال أبو بكر ﷺ", "قال أبو بكر رضي الله عنه"),
    ("عائشة رضي الله عنه", "عائشة رضي الله عنها"),
    ("Umm Salamah (may Allah be pleased with him) said", "Umm Salamah (may Allah be pleased with her) said"),
    ("Harun, peace be upon them both, said", "Harun, peace be upon him, said"),
    ("the Companions raḍiya Llāhu ʿanhu", "the Companions raḍiya Llāhu ʿanhum"),
    ("Umm Khalid ﷺ", "Umm Khalid ﷺ"),
    ("ʿAbd ar-Rahman ﷺ", "ʿAbd ar-Rahman ﷺ"),
    ("ʿAli (as)", "ʿAli (as)"),
]


@pytest.mark.parametrize(("text", "right"), FIXES)
def test_what_is_certain_is_mended(tmp_path: Path, text: str, right: str) -> None:
    assert mended(text, findings_of(tmp_path, text)) == right


@pytest.mark.parametrize(
    "text",
    ["Son of Asma Bint `Umais ﷺ, Muhammad ﷺ", "the husband of Asma bint ʿUmays ﷺ", "the aunt of Abu Bakr ﷺ came"],
)
def test_what_two_could_bear_is_left(tmp_path: Path, text: str) -> None:
    found = findings_of(tmp_path, text)
    assert [str(f.code) for f in found] == ["honorific-doubtful"]
    assert mended(text, found) == text


TAKEN = [
    ("A'ishah (ra)", "companion", "f", "singular"),
    ("the Companions (ra)", "companion", "m", "plural"),
    ("Abu Bakr and ʿUmar (ra)", "companion", "m", "dual"),
    ("Abu Bakr ؓ and ʿUmar ؓ", "companion", "m", "singular"),
    ("Umm Khalid (ra)", "companion", "f", "singular"),
    ("the wife of the Prophet (ra)", "companion", "f", None),
    ("an aunt of Abu Bakr (ra)", "companion", "m", "singular"),
    ("Sumayyah (ra), the mother of ʿAmmar (ra)", "companion", "m", "singular"),
    ("the husband of Asma bint ʿUmays (ra)", "companion", "f", "singular"),
    ("the slaves of ʿUmar (ra)", "companion", "m", "singular"),
    ("the mother of Musa (as)", "prophet", "m", "singular"),
    ("the daughter of Khubayb ibn ʿAdi (ra)", "companion", "m", "singular"),
    ("ʿA'ishah bint Abi Bakr (ra)", "companion", "f", "singular"),
    ("عمة أبي بكر (رض)", "companion", "m", "singular"),
    ("Musa (pbuh)", "prophet", "m", "singular"),
    ("the Prophet (pbuh)", "muhammad", "m", "singular"),
    ("Maryam (as)", "prophet", "f", "singular"),
    ("then she (ra)", "companion", "f", None),
    ("عائشة (رض)", "companion", "f", "singular"),
]


@pytest.mark.parametrize(("text", "kind", "gender", "number"), TAKEN)
def test_an_honorific_takes_from_its_person_what_it_does_not_say(tmp_path, text, kind, gender, number) -> None:
    manuscript, _ = checked(book_of(tmp_path, text))
    *_, last = (node for node in nodes(manuscript.chapters["1.md"].blocks) if isinstance(node, Honorific))
    assert (last.kind, last.gender, last.number) == (kind, gender, number)
