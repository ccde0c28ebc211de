"""Characters, spellings, sources and dates: every finding at its place, with what mends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of, found, mended

RLM, LRE, PDF = "\u200f", "\u202a", "\u202c"
ARABIC = {"lang": "ar"}

# Text, language, findings, the text as mended.
CHARACTERS = [
    ("جاء في ٤٠ رجلا وعاد في 30 منهم، وهم ٧٠.", "ar", ["digits-mixed 3:24"], "جاء في ٤٠ رجلا وعاد في ٣٠ منهم، وهم ٧٠."),
    ("They were ٤٠ men, and 30 of them came.", "en", ["digits-mixed 3:11"], "They were ٤٠ men, and 30 of them came."),
    ("The year 1٤2 is none.", "en", ["digits-mixed 3:10"], "The year 1٤2 is none."),
    ("عام ۱۴۴۵ ثم ١٤٤٦ ثم ١٤٤٧", "ar", ["digits-mixed 3:5"], "عام ١٤٤٥ ثم ١٤٤٦ ثم ١٤٤٧"),
    ("قال الرجـــل وهو يمشي", "ar", ["tatweel-in-source 3:9"], "قال الرجل وهو يمشي"),
    ("قالـَ ثم مضـى", "ar", ["tatweel-in-source 3:4", "tatweel-in-source 3:12"], "قالَ ثم مضى"),
    ("قال هٰـذا ومضى", "ar", ["tatweel-in-source 3:7"], "قال هٰذا ومضى"),
    ("عاد ٣٠ ثم ٤٠ رجلا.\n\n[البخاري 1؛ مسلم 2/236]{.source}", "ar", [], "عاد ٣٠ ثم ٤٠ رجلا.\n\n[البخاري 1؛ مسلم 2/236]{.source}"),
    ("The 30 fasted in ٢ ﷺ.", "en", ["digits-mixed 3:18"], "The 30 fasted in ٢ ﷺ."),
    (f"He came{RLM} at {LRE}noon{PDF}.", "en", ["bidi-control 3:13", "bidi-control 3:18", "bidi-control 3:8"],
     "He came at noon."),
    ("٣٠ ثم ٤٠ ثم ٧٠، والمغني 2/236.", "ar", ["digits-mixed 3:25", "digits-mixed 3:27"], "٣٠ ثم ٤٠ ثم ٧٠، والمغني ٢/٢٣٦."),
    (f"نص{RLM} في ٤٠ رجلا", "ar", ["bidi-control 3:3"], "نص في ٤٠ رجلا"),
    ("الجزء 3 والصفحة ١٢ ثم", "ar", ["digits-mixed 3:7"], "الجزء ٣ والصفحة ١٢ ثم"),
    ("كتب ﻛﺘﺎﺑﺎ ثم مضى", "ar", ["arabic-presentation-form 3:5"], "كتب كتابا ثم مضى"),
    ("بسم ﷲ", "ar", ["arabic-presentation-form 3:5"], "بسم الله"),
    ("كتب ﺎﺑﺎﺘﻛ ثم مضى", "ar", ["arabic-presentation-form 3:5"], "كتب ﺎﺑﺎﺘﻛ ثم مضى"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lang", "want", "right"), CHARACTERS, ids=[case[0] for case in CHARACTERS])
def test_characters_that_are_out_of_place(tmp_path: Path, text: str, lang: str, want: list[str], right: str) -> None:
    findings = findings_of(tmp_path, text, lang=lang)
    assert sorted(found(findings)) == sorted(want)
    assert mended(text, findings) == right


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("In 1445 he wrote «عام ١٤٤٥» and left.", "en"),
        ("سنة ١٤٤٥هـ، وحرف عـ، والـ PDF، وهو A4 و B12.", "ar"),
        ("قال: ﴿إِنَّ ٱللَّهَ مَعَ ٱلصَّـٰبِرِينَ﴾ ثم مضى", "ar"),
        ("النبي ﷺ، وسبحانه ﷻ، و﷽، ثم (﵎)", "ar"),
        ("فصل 12، وفصل 13، و`١٢` رمز", "ar"),
        ("في ٤٠ رجلا، هاتف: +966 50 123 4567، و050-123-4567.", "ar"),
        ("في ٤٠ رجلا، وهاتفه 920001234، ردمك 978-3-16-148410-0.", "ar"),
        (f"في ٢{RLM}/{RLM}٢٣٦ و٢٦{RLM}/٠٦{RLM}/٢٠٢٥ و\u061c٢:٢٥٥.", "ar"),
    ],
)
def test_characters_that_are_in_place(tmp_path: Path, text: str, lang: str) -> None:
    assert found(findings_of(tmp_path, text, lang=lang)) == []


def test_a_name_in_two_spellings_is_found_once_where_it_is_rarer(tmp_path: Path) -> None:
    chapters = ["Abu Bakr (ra) and `Aisha (ra). `Aisha said so.", "`Aishah told, and `Aishah's house; al-Hudaybiyyah."]
    findings = findings_of(tmp_path, *chapters, "`Aisha came to al-Hudaibiyah.")
    assert [(f.location.path, f.location.line, f.location.column) for f in findings] == [
        ("2.md", 3, 1), ("3.md", 3, 19),
    ]  # fmt: skip
    assert "`1.md` line 3" in findings[0].message
    assert findings[0].remedy == "write ``Aisha`, or change that everywhere"


@pytest.mark.parametrize(
    "text",
    [
        "Muhammad ﷺ was kind. Dr. Mohammed Karim wrote *The Life of Muhammed*. [Muhammed, by one]{.source}",
        "al-Ḥasan came, and Ḥassān came. Musa and Moses; `Umar, `Umar's and ``Umer``.",
        "al-Bukhārī gathered it; see Bukhari 12 and Abu Dawud 3. Abū Dāwūd is his peer.",
        "Abī Bakr's son: ʿĀʾishah bint Abī Bakr; Abū Bakr; AS-SIDDIQ and As-Siddiq.",
        "Most came. Must they? Feeling tired, Filling up. Sheep's wool, Sheep. We'll see; Will you? They're There.",
        "[Most]{.place} [Must]{.place} [Feeling]{.term} [Filling]{.term} [Sheep]{.term} [Sheep's]{.term}",
        'Muhammad ﷺ came. Is it “Mohammed”, or "Mohamed"? I write Umar and Abu Bakr here (ʿUmar, Abū Bakr).',
        "Obey them. The Rabbi came. Said he: Sad was the hour, and Lot sad.",
    ],
)
def test_names_that_are_not_mixed(tmp_path: Path, text: str) -> None:
    assert [f.message for f in findings_of(tmp_path, text) if f.code == "transliteration-mixed"] == []


@pytest.mark.parametrize(
    ("text", "rarer"),
    [
        ("Abū Bakr came. Abu Bakr sat. Abu Bakr rose.", "Abū"),
        ("ʿAbdullāh ibn ʿUmar. Abdullah ibn ʿUmar. Abdullah ibn ʿUmar.", "ʿAbdullāh"),
        ("ʿUmar ibn al-Khattab. Umar came. ʿUmar sat.", "Umar"),
        ("Qurʾān and Qur'an and Qurʾān", "Qur'an"),
        ("Khadija and Khadijah, Khadijah", "Khadija"),
        ("as-Siddiq; al-Siddeeq; as-Siddiq", "Siddeeq"),
    ],
)
def test_each_difference_of_spelling_is_one(tmp_path: Path, text: str, rarer: str) -> None:
    (finding,) = [f for f in findings_of(tmp_path, text) if f.code == "transliteration-mixed"]
    assert finding.message.startswith(f"`{rarer}` is spelled")


def hadith(source: str) -> str:
    return f'::: {{.hadith source="{source}"}}\nHe was kind.\n:::'


SOURCES = [
    ("Bukhari 3653; Muslim 2381", 0), ("Sahih al-Bukhārī, no. 3653", 0), ("Musnad Ahmad 1/23", 0), ("البخاري ٣٩٠٥", 0),
    ("رواه الترمذي 3925؛ ابن ماجه 3108".replace("؛", ";"), 0), ("Abū Dāwūd 4031a", 0), ("Muslim 12-14", 0),
    ("Bukhari 99999", 1), ("Bukhari 0", 1), ("Bukhari", 1), ("The Book of Nobody 12", 1), ("agreed upon", 1),
    ("Muslim 12-99999", 1), ("Bukhari 1; Nobody 2; Muslim", 2),
]  # fmt: skip


@pytest.mark.parametrize(("source", "count"), SOURCES)
def test_sources_of_hadiths(tmp_path: Path, source: str, count: int) -> None:
    findings = findings_of(tmp_path, hadith(source))
    assert [str(f.code) for f in findings] == ["source-unparsed"] * count
    assert all(f.location.line == 3 and f.remedy for f in findings)


def test_a_source_line_is_free_but_for_numbers_that_cannot_be(tmp_path: Path) -> None:
    text = "[Ibn Hishām, al-Sīrah; Bukhari 3905; Muslim 99999]{.source}"
    assert found(findings_of(tmp_path, text)) == ["source-unparsed 3:38"]


DATES = [
    ("London, 15 Shaʿbān 1446 AH\\\n14 February 2025 CE", False),
    ("London, 15 Shaʿbān 1446 AH\\\n13 February 2025 CE", False),
    ("London, 15 Shaʿbān 1446 AH\\\n17 February 2025 CE", True),
    ("18 Dhul Hijjah 1439 AH\n\n29/8/2018 CE", False),
    ("18 Dhul Hijjah 1439 AH\n\n29/9/2018 CE", True),
    ("1445 Hijri/2024 AD", False), ("1445 Hijri/2021 AD", True), ("He died in 911 AH (1505 CE).", False),
    ("He died in 911 AH (1515 CE).", True), ("١٨ ذو الحجة ١٤٣٩هـ الموافق ٢٩ أغسطس ٢٠١٨م", False),
    ("١٨ ذو الحجة ١٤٣٩هـ الموافق ٢٠ أغسطس ٢٠١٨م", True), ("August 29, 2018 (18 Dhu al-Hijjah 1439 AH)", False),
    ("In Ramadan 1446 AH / June 2025 it was hot.", True), ("In 13 AH he rose, and in 1990 CE we read of it.", False),
    ("1 Ramadan 1445 (11 March 2024)", False), ("1 Ramadan 1445 (11 April 2024)", True), ("Ramadan 12, 2024 pages", False),
    ("١ رمضان ١٤٤٥ هـ (١١ مارس ٢٠٢٤ م)", False), ("١ رمضان ١٤٤٥ هـ (١١ مايو ٢٠٢٤ م)", True),
    ("the year 1 AH (622 CE)", False), ("12 AH; 1500 pages", False), ("1 Muharram 1445 AH, 31 February 2023", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong"), DATES)
def test_a_date_in_two_calendars(tmp_path: Path, text: str, wrong: bool) -> None:
    findings = [f for f in findings_of(tmp_path, text) if f.code != "digits-mixed"]
    assert [str(f.code) for f in findings] == ["date-disagrees"] * wrong


def test_the_right_date_is_told(tmp_path: Path) -> None:
    (finding,) = findings_of(tmp_path, "London, 15 Shaʿbān 1446 AH / 17 February 2025 CE")
    assert "2025-02-14" in finding.message
    assert (finding.location.column, finding.location.width) == (9, 40)
