"""What is set for an honorific, by how it is written, by style and by what is around it: the table of docs/honorifics.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.checks import checked
from bookbuild.model.book import Section
from bookbuild.model.inlines import Honorific, Text
from bookbuild.model.walk import nodes
from bookbuild.resolve import resolve
from bookbuild.sources import read_book
from bookbuild.tradition.honorifics.formulas import SIGNS
from bookbuild.tradition.honorifics.recognition import recognise
from bookbuild.tradition.honorifics.sign_words import SIGN_WORDS

STYLES = ("as-written", "glyph", "phrase", "transliteration", "translation", "abbreviation", "none")
VOWELLED = "صَلَّى اللَّهُ عَلَيْهِ وَسَلَّمَ"
AR, EN = "ar", "en"


def section(folder: Path, text: str, style: str | None, lang: str, has_glyph=lambda sign: sign in "ﷺﷻ") -> Section:
    asked = f'[honorifics]\nstyle = "{style}"\n' if style else ""
    settings = f'[book]\ntitle = "A"\nlanguage = "{lang}"\n[matter]\nfront = []\nbody = ["1.md"]\n{asked}'
    (folder / "book.toml").write_text(settings, encoding="utf-8")
    (folder / "1.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    manuscript, _ = read_book(folder)
    assert manuscript is not None
    manuscript, _ = checked(manuscript)
    return resolve(manuscript, manuscript.editions[0], has_glyph)[0].sections[0]


def honorific(folder: Path, text: str, style: str | None, lang: str, has_glyph=lambda sign: sign in "ﷺﷻ") -> str:
    found = [
        node for node in nodes(section(folder, text, style, lang, has_glyph).blocks) if isinstance(node, Honorific)
    ]
    return found[-1].set_as if found else ""


TABLE = [
    # a sign or an abbreviation
    (AR, "النبي ﷺ", "ﷺ", "ﷺ", "صلى الله عليه وسلم", "صلى الله عليه وسلم", "صلى الله عليه وسلم", "(ص)", ""),
    (AR, "أبو بكرؓ", "رضي الله عنه", "رضي الله عنه", "رضي الله عنه", "رضي الله عنه", "رضي الله عنه", "(رض)", ""),
    (EN, "Aisha (ra)", "(ra)", "رضي الله عنها", "رضي الله عنها", "(raḍiya Llāhu ʿanhā)", "(may Allah be pleased with her)", "(ra)", ""),
    (EN, "Allah ﷻ", "ﷻ", "ﷻ", "جل جلاله", "(jalla jalāluhu)", "(exalted is His majesty)", "(swt)", ""),
    # the phrase of a sign
    (AR, "النبي صلى الله عليه وسلم", "صلى الله عليه وسلم", "ﷺ", *["صلى الله عليه وسلم"] * 3, "(ص)", ""),
    (AR, "الله جل جلاله", "جل جلاله", "ﷻ", *["جل جلاله"] * 4, ""),
    (AR, f"النبي {VOWELLED}", *[VOWELLED] * 5, "(ص)", ""),
    # any other wording
    *((AR, f"{name} {said}", *[said] * 7) for name, said in (
        ("محمد", "صلى الله عليه وآله وسلم"), ("محمد", "صلى الله عليه وعلى آله وصحبه وسلم"), ("الله", "عز وجل"),
        ("محمد", "صلى الله تعالى عليه وآله وسلم"), ("الله", "تبارك وتعالى"), ("الله", "تعالى"), ("الله", "سبحانه وتعالى"),
        ("مالك", "رحمه الله تعالى"), ("عمر", "رضي الله تعالى عنه"), ("محمد", "عليه الصلاة والسلام"),
    )),
    # a phrase or a sign with what is added to it, which is one with it
    *((AR, f"{name} {said} قال", *[said] * 7) for name, said in (
        ("النبي", "صلى الله عليه وسلم وعلى آله"), ("النبي", "صلى الله عليه وسلم وآله"),
        ("النبي", "صلى الله عليه وسلم وعلى آله وصحبه أجمعين"), ("النبي", "ﷺ وعلى آله الطيبين الطاهرين"),
        ("النبي", "صلى الله عليه و سلم و على أصحابه"), ("النبي", "صلى الله عليه وسلم وشرف وكرم"),
        ("النبي", "صلى الله عليه وسلم تسليماً كثيراً إلى يوم الدين"), ("عمر", "رضي الله عنه وعن والديه"),
        ("عمر", "رضي الله عنه وعنا"), ("الصحابة", "رضي الله عنهم أجمعين"), ("مالك", "رحمه الله رحمة واسعة"),
        ("مالك", "رحمه الله وغفر له"), ("موسى", "عليه السلام ورحمة الله"), ("الله", "جل جلاله وتقدست أسماؤه"),
    )),
    (AR, "خرج النبي صلى الله عليه وسلم وأصحابه", "صلى الله عليه وسلم", "ﷺ", *["صلى الله عليه وسلم"] * 3, "(ص)", ""),
    *((EN, f"{name} {said}", *[said] * 7) for name, said in (
        ("Muhammad", "صلى الله عليه وآله وسلم"), ("Allah", "عز وجل"), ("Malik", "رحمه الله تعالى"),
        ("Allah", "azza wa jall"), ("ʿUmar", "raḍiya Llāhu taʿālā ʿanhu"),
        ("Muhammad", "(may Allah bless him and his family and grant him peace)"),
    )),
    (EN, "Musa, peace be upon him,", *["peace be upon him"] * 3, "(ʿalayhi s-salām)", "(peace be upon him)", "(as)", ""),
    (EN, "Allah سبحانه وتعالى", *["سبحانه وتعالى"] * 3, "(subḥānahu wa-taʿālā)", "(glorified and exalted is He)", "(swt)", ""),
]  # fmt: skip
CASES = [(row[0], row[1], style, text) for row in TABLE for style, text in zip(STYLES, row[2:], strict=True)]


@pytest.mark.parametrize(("lang", "text", "style", "right"), CASES)
def test_a_style_dresses_the_words_that_are_written(
    tmp_path: Path, lang: str, text: str, style: str, right: str
) -> None:
    assert honorific(tmp_path, text, style, lang) == right


SETTINGS_OF_OTHERS = [
    "::: {{.hadith source=\"Bukhari 1\"}}\n{}\n:::", "> {}", "::: {{.verse}}\n{}\n:::", "::: {{.letter}}\n{}\n:::",
    "::: {{.quran ref=\"1:1\"}}\n\nIn the name of Allah: {}\n:::", "::: {{.letter}}\n- *{}*\n:::",
]  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("around", SETTINGS_OF_OTHERS)
@pytest.mark.parametrize("written", ["ﷺ", "(saw)", "صلى الله عليه وسلم", VOWELLED, "peace be upon him"])
def test_what_others_say_stays(tmp_path: Path, around: str, style: str, written: str) -> None:
    assert honorific(tmp_path, around.format(f"the Prophet {written}"), style, EN) == written


@pytest.mark.parametrize("style", STYLES)
def test_a_short_sign_in_a_hadith_stays_on_its_letter(tmp_path: Path, style: str) -> None:
    set_ = section(tmp_path, '::: {.hadith source="Bukhari 1"}\nقال أبو بكرؓ نعم\n:::', style, AR)
    assert "".join(node.text for node in nodes(set_.blocks) if isinstance(node, Text)) == "قال أبو بكرؓ نعم"


def test_a_note_on_a_quotation_is_the_authors_own(tmp_path: Path) -> None:
    assert honorific(tmp_path, "> Words.^[Of Abu Bakr (ra).]", "phrase", EN) == "رضي الله عنه"


@pytest.mark.parametrize(
    ("lang", "right"), [("ar", "صلى الله عليه وسلم"), ("ar-EG", "صلى الله عليه وسلم"), ("en", "ﷺ")]
)
def test_a_book_in_arabic_is_set_as_written(tmp_path: Path, lang: str, right: str) -> None:
    assert honorific(tmp_path, "النبي صلى الله عليه وسلم", None, lang) == right


@pytest.mark.parametrize("sign", sorted(SIGN_WORDS))
def test_a_sign_says_its_own_words(tmp_path: Path, sign: str) -> None:
    assert honorific(tmp_path, f"هو {sign}", "phrase", AR) == SIGN_WORDS[sign]
    assert honorific(tmp_path, f"هو {sign}", "glyph", AR, lambda _: True) == sign
    assert honorific(tmp_path, f"هو {sign}", "as-written", AR) == sign


def test_every_sign_has_words_but_those_that_take_a_persons_gender() -> None:
    assert set(SIGN_WORDS) == set(SIGNS) - set("\u0610\u0611\u0612\u0613")


def test_words_of_signs_are_read_as_of_their_kind() -> None:
    for sign, words in SIGN_WORDS.items():
        for match in recognise(f"هو {words}", after_name=True):
            assert match.kind in (None, SIGNS[sign][0]), words


BETWEEN_GUILLEMETS = {
    "all of it": (AR, "قال: «إن محمدا صلى الله عليه وسلم خير»", ["صلى الله عليه وسلم"]),
    "and not what is around it": (AR, "محمد صلى الله عليه وسلم قال: «أبو بكر» ومحمد صلى الله عليه وسلم", ["ﷺ", "ﷺ"]),
    "emphasis in it": (AR, "قال: «إن *محمدا صلى الله عليه وسلم* خير»", ["صلى الله عليه وسلم"]),
    "one that goes on in the next paragraph": (AR, "قال: «محمد صلى الله عليه وسلم\n\n«ومحمد صلى الله عليه وسلم»",
                                               ["صلى الله عليه وسلم"] * 2),
    "one within another": (AR, "قال: «قال: «نعم» ومحمد صلى الله عليه وسلم»", ["صلى الله عليه وسلم"]),
    "marks as they are typed": (AR, 'قال: "إن محمدا صلى الله عليه وسلم خير"', ["صلى الله عليه وسلم"]),
    "a note on it": (AR, "قال: «نعم^[محمد صلى الله عليه وسلم]»", ["ﷺ"]),
    "an abbreviation": (EN, "He said «ʿUmar (ra) came» to ʿUmar (ra).", ["(ra)", "رضي الله عنه"]),
    "marks the other way round": (EN, "»ʿUmar came« to ʿUmar (ra).", ["رضي الله عنه"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BETWEEN_GUILLEMETS)
def test_words_between_guillemets_are_a_quotation(tmp_path: Path, case: str) -> None:
    lang, text, want = BETWEEN_GUILLEMETS[case]
    found = nodes(section(tmp_path, text, "glyph", lang).blocks)
    assert [node.set_as for node in found if isinstance(node, Honorific)] == want
