"""What a proofreader marks: each finding at its place, with the text as mended; and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of, found, mended

SPACES = [
    ("ar", "قال : نعم ، ثم مضى .", ["3:4", "3:10", "3:19"], "قال: نعم، ثم مضى."),
    ("ar", "قال ،ثم مضى", ["3:4"], "قال، ثم مضى"),
    ("ar", "و كان الرجل ف قال و هو قائم", ["3:2", "3:14", "3:20"], "وكان الرجل فقال وهو قائم"),
    ("ar", "قال ( كذا ) ومضى  إلى بيته", ["3:6", "3:10", "3:17"], "قال (كذا) ومضى إلى بيته"),
    ("en", "He came , and  left ; so .", ["3:8", "3:14", "3:20", "3:25"], "He came, and left; so."),
    ("ur", "وہ آیا ، اور گیا ۔", ["3:7", "3:17"], "وہ آیا، اور گیا۔"),
]  # fmt: skip
FOREIGN = [
    ("ar", "قال الرجل, ثم مضى; فهل عاد?", ["3:10", "3:18", "3:27"], "قال الرجل، ثم مضى؛ فهل عاد؟"),
    ("fa", "این کتاب, خوب است; چرا?", ["3:9", "3:18", "3:23"], "این کتاب، خوب است؛ چرا؟"),
    ("en", "He came، and left؛ why؟", ["3:8", "3:18", "3:23"], "He came, and left; why?"),
    ("en", "قال الرجل, ثم مضى", ["3:10"], "قال الرجل، ثم مضى"),
]  # fmt: skip
LETTERS = [
    ("ar", "کان یکتب فی کتابه", ["3:1", "3:5", "3:10", "3:13"], "كان يكتب في كتابه"),
    ("ar", "جلس القاضى على كرسى فى الدار", ["3:5", "3:16", "3:21"], "جلس القاضي على كرسي في الدار"),
    ("ar", "عن أبى هريرة، وعلى بن أبى طالب، والبخارى", ["3:4", "3:23", "3:33"],
     "عن أبي هريرة، وعلى بن أبي طالب، والبخاري"),
    ("ar", "هذا شىء من الإسلامى والعسقلانى", ["3:5", "3:12", "3:21"], "هذا شيء من الإسلامي والعسقلاني"),
    ("ar", "في سنة 1445ھ مضى", ["3:12"], "في سنة 1445ه مضى"),
    ("ar", "ذهب إلى مکہ ثم عاد", ["3:9"], "ذهب إلى مکہ ثم عاد"),
    ("fa", "اين كتاب درباره تاريخ است", ["3:1", "3:5", "3:17"], "این کتاب درباره تاریخ است"),
    ("ur", "يہ ميری كتاب ہے", ["3:1", "3:4", "3:9"], "یہ میری کتاب ہے"),
]  # fmt: skip
BRACKETS = [
    ("ar", "قال (كذا ثم مضى", ["3:5"], "قال (كذا ثم مضى"),
    ("ar", "قال )كذا( ثم مضى", ["3:5", "3:9"], "قال (كذا) ثم مضى"),
    ("ar", "قال (كذا( ثم مضى", ["3:9"], "قال (كذا) ثم مضى"),
    ("ar", "قال: «نعم ثم مضى", ["3:6"], "قال: «نعم ثم مضى"),
    ("en", "He came (late and left) again).", ["3:30"], "He came (late and left) again)."),
    ("en", "A note.[^1]\n\n[^1]: It is [so.", ["5:13"], "A note.[^1]\n\n[^1]: It is [so."),
]  # fmt: skip
DOUBLED = [
    ("ar", "قال،، ثم مضى؛؛ وكيف حاله؟؟ نعم..", ["3:4", "3:13", "3:25", "3:31"], "قال، ثم مضى؛ وكيف حاله؟ نعم.."),
    ("ar", "قال، ، ثم مضى", ["3:4"], "قال، ثم مضى"),
    ("ar", "كَتَبَ الكِِتاب", ["3:11"], "كَتَبَ الكِتاب"),
    ("en", "He came,, and left..", ["3:8", "3:19"], "He came, and left.."),
]  # fmt: skip

CASES = [
    (code, *case)
    for code, cases in (
        ("space-stray", SPACES), ("punctuation-foreign", FOREIGN), ("letter-foreign", LETTERS),
        ("bracket-unclosed", BRACKETS), ("mark-doubled", DOUBLED),
    )
    for case in cases
]  # fmt: skip


@pytest.mark.parametrize(("code", "lang", "text", "places", "right"), CASES, ids=[case[2] for case in CASES])
def test_what_is_out_of_place_is_found_and_mended(
    tmp_path: Path, code: str, lang: str, text: str, places: list[str], right: str
) -> None:
    findings = findings_of(tmp_path, text, lang=lang)
    assert found(findings) == [f"{code} {place}" for place in places]
    assert mended(text, findings) == right


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They went.  Then they came ... and . . . saw 1 : 2, `a ,b`, v. 2.3, a.md and .md; a) so, (i) so."),
        ("en", "“So it is,\n\n“and so on,” said he. (A long aside\n\nends here.)"),
        ("en", "The words كتاب, قلم and باب; he said «لا تحزن», and 10,000 came!"),
        ("bn", "আরবি শব্দ, যেমন الصبر, কোনো চিহ্ন চায় না; এভাবেই الكتاب? হ্যাঁ।"),
        ("en", "companion(s), [sic], what?! No … e.g., etc., and “(so)”."),
        ("fr", "Il dit : « Oui ! » et partit ; puis ? Jamais."),
        ("de", "Er sagte „ja“ und »nein« dazu."),
        ("ar", "حتى موسى وعيسى ومصطفى رأى الهدى والفتوى والكبرى، وأتى المستشفى، وصلى على ليلى في منى؛ أبى وولى."),
        ("ar", "تعالى الله، وسعى إلى القرى واليتامى والنصارى، ومعنى الأولى والأقصى، ويرضى الغنى والمولى لدى متى."),
        ("ar", "١) كذا، أ) كذا، (ب) كذا، أ و ب، وقال ﷺ: نعم. كيف؟! ﴿قُلۡ هُوَ ٱللَّهُ أَحَدٌ﴾ [112:1]."),
        ("ar", "قال سعدي بالفارسية: «خدای را که در این چمن است»، ثم مضى."),
        ("ar", "ثمن 3,5 و10,000، والموقع example.com/?a=1, انتهى"),
        ("fa", "او گفت: «إنما الأعمال بالنيات وإنما لكل امرئ ما نوى» و رفت و آمد."),
        ("en", "A separator \u2028 is a finding of its own \u0085 alone."),
        ("ur", "وہ آیا ۔۔۔ پھر چلا گیا ۔۔ کل۔"),
        ("ur", "اس نے کہا: قال رسول الله: «من كان يؤمن بالله» اور وہ چلا گیا۔"),
    ],
)  # fmt: skip
def test_what_is_in_place_is_left(tmp_path: Path, lang: str, text: str) -> None:
    assert [f.message for f in findings_of(tmp_path, text, lang=lang) if "honorific" not in f.code] == []


def test_a_library_s_block_has_its_own_punctuation(tmp_path: Path) -> None:
    (tmp_path / "cip.md").write_text("Doe, J. Title : subtitle / J. Doe ; ed.\n", encoding="utf-8")
    assert findings_of(tmp_path, "Text.", more='cataloguing = "cip.md"\n') == []
