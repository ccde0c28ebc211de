"""The tool's own words: every language has all of them, in CLDR's plural categories, with the same fields."""

from __future__ import annotations

import tomllib

import pytest
from babel import Locale

from bookbuild.language import terms
from bookbuild.language.ordinals import ordinal_word
from bookbuild.language.scripts import writing_of
from bookbuild.language.terms import LANGUAGES, Terms
from bookbuild.model.relators import RELATORS

ENGLISH = tomllib.loads((terms.FOLDER / "en.toml").read_text(encoding="utf-8"))
FILES = {code: tomllib.loads((terms.FOLDER / f"{code}.toml").read_text(encoding="utf-8")) for code in LANGUAGES}
NO_WORDS = {"also", "chapter-ordinals", "part-ordinals"}


def test_the_languages() -> None:
    assert set(LANGUAGES) == {"en", "ar", "ur", "fa", "tr", "fr", "id", "ms", "bn", "de", "es", "sw"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_and_no_other(language: str) -> None:
    assert set(FILES[language]) - NO_WORDS == set(ENGLISH) - NO_WORDS
    assert [name for name, word in FILES[language].items() if not word] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_with_forms_has_those_of_cldr(language: str) -> None:
    locale = Locale.parse(language)
    for name, word in terms.words_in(language).items():
        rule = locale.ordinal_form if name in terms.NUMBERED_BY_ORDINAL else locale.plural_form
        if isinstance(word, dict):
            assert set(word) == {*rule.tags, "other"}, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_in_the_script_of_the_language(language: str) -> None:
    """`PDF`, `ISBN` and what stands in braces are the same everywhere."""
    letters = {"Arab": range(0x600, 0x700), "Beng": range(0x980, 0xA00)}.get(writing_of(language), range(0x41, 0x250))
    for name, word in terms.words_in(language).items():
        said = word if isinstance(word, str) else word["other"]
        if name not in (
            "comma",
            "semicolon",
            "isbn",
            "edition-screen",
            "series-number",
            "both-years",
            "chapter-ordinal",
        ):
            assert any(ord(char) in letters for char in said.replace("bookbuild", "")), name
        assert not any(char in said for char in ("  ", "\u200f", "\u200e")), name


def test_no_two_languages_say_contents_by_mistake_alike() -> None:
    said = {code: Terms(code, {}).word("contents") for code in LANGUAGES}
    assert said == {
        "en": "Contents", "ar": "الفهرس", "ur": "فہرست", "fa": "فهرست", "tr": "İçindekiler", "fr": "Table des matières",
        "id": "Daftar Isi", "ms": "Kandungan", "bn": "সূচিপত্র", "de": "Inhalt", "es": "Índice", "sw": "Yaliyomo",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_words_for_a_role_are_of_a_role(language: str) -> None:
    assert set(FILES[language].get("also", {}).values()) <= set(RELATORS)


ROLES = {
    "ar": "تحقيق editor, تعليق annotator, تقديم introduction, مراجعة reviewer, إعداد compiler, إشراف director, ترجمة translator, جمع compiler, "
    "شرح commentator, تخريج annotator, تصحيح corrector, عناية editor, اعتنى به editor, ضبط editor, خط calligrapher, رسوم illustrator, "
    "تصميم designer, حققه وعلق عليه editor, خرج أحاديثه annotator, قدم له introduction, راجعه reviewer, صنع فهارسه contributor, "
    "الفهارس contributor, وضع حواشيه annotator, قرأه وقدم له reviewer",
    "fa": "به کوشش editor, مترجم translator, زیر نظر director, صفحه‌آرایی typographer, شارح commentator",
    "ur": "مترجم translator, مرتب compiler, نظرثانی reviewer, زیر نگرانی director, حاشیہ annotator, کتابت calligrapher",
    "tr": "hazırlayan compiler, çeviren translator, sadeleştiren adapter, hattat calligrapher, şerh eden commentator, takriz foreword",
    "fr": "traducteur translator, préface de preface, préfacé par preface, texte établi par editor, relu par proofreader",
    "id": "penerjemah translator, penyunting editor, alih bahasa translator, pentahkik editor, pengantar oleh introduction",
    "ms": "penterjemah translator, penyemak reviewer, penghimpun compiler",
    "bn": "অনুবাদক translator, সম্পাদক editor, তাহকীক editor, মূল author",
    "de": "Übersetzer translator, Herausgeber editor, Aus dem Arabischen von translator, Hrsg. von editor, Registererstellung contributor",
    "es": "traductor translator, prólogo foreword, edición a cargo de editor, revisado por reviewer, índices contributor",
    "sw": "mtafsiri translator, mhariri editor, dibaji foreword",
    "en": "translated and annotated by translator, critically edited by editor, proofread by proofreader, indexer contributor",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_roles_in_words(language: str) -> None:
    for words, role in (each.rsplit(" ", 1) for each in ROLES[language].split(", ")):
        said = terms.role_in_words(words, language)
        assert said is not None, words
        assert role in said.role, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_many_words_for_what_contributors_do(language: str) -> None:
    assert len(FILES[language]["also"]) >= 30


EDITIONS = {
    "en": ["1st edition", "2nd edition", "3rd edition", "11th edition", "22nd edition"],
    "fr": ["1re édition", "2e édition", "3e édition", "11e édition", "22e édition"],
    "bn": ["1ম সংস্করণ", "2য় সংস্করণ", "3য় সংস্করণ", "11তম সংস্করণ", "22তম সংস্করণ"],
    "pt": ["1st edition", "2nd edition", "3rd edition", "11th edition", "22nd edition"],
    "ms": ["Edisi Pertama", "Edisi Ke-2", "Edisi Ke-3", "Edisi Ke-11", "Edisi Ke-22"],
}


@pytest.mark.parametrize("language", EDITIONS)
def test_ordinals_go_by_cldr(language: str) -> None:
    said = [Terms(language, {}).word("edition", count=n, number=n) for n in (1, 2, 3, 11, 22)]
    assert said == EDITIONS[language]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "A, B, and C"), ("en-GB", "A, B and C"), ("ar", "A وB وC"), ("ur", "A، B، اور C"), ("fa", "A، B، و C"),
     ("de", "A, B und C"), ("tr", "A, B ve C"), ("bn", "A, B এবং C"), ("ha", "A, B, da C"), ("acw", "A, B, C")],
)  # fmt: skip
def test_several_are_joined_as_the_language_joins_them(language: str, said: str) -> None:
    assert Terms(language, {}).joined(["A", "B", "C"]).replace("\u200f", "") == said


@pytest.mark.parametrize(("count", "said"), [(1, "بخط A."), (2, "بخطي A."), (3, "بخطوط A."), (11, "بخطوط A.")])
def test_plurals_go_by_cldr(count: int, said: str) -> None:
    assert Terms("ar", {}).word("colophon-set", count=count, fonts="A") == f"صُفَّ هذا الكتاب {said}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["chapter", "part"])
def test_ordinal_words_are_each_another(language: str, kind: str) -> None:
    words = [ordinal_word(n, kind, language) for n in range(1, 11)]  # type: ignore[arg-type]
    assert len(set(words)) == 10
    assert None not in words


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [("ur-PK", "فہرست"), ("fa-AF", "فهرست"), ("prs", "فهرست"), ("arb", Terms("ar", {}).word("contents")), ("pes", Terms("fa", {}).word("contents")), ("en-GB", "Contents"), ("de-CH", "Inhalt"),
     ("ur-Latn", "Contents"), ("ms-Arab", "Contents"), ("ha", "Contents")],
)  # fmt: skip
def test_a_tag_is_spoken_as_its_language_in_its_script(tag: str, spoken: str) -> None:
    assert Terms(tag, {}).word("contents") == spoken


def test_a_books_own_words_go_before() -> None:
    own = Terms("en", {"page": "leaf {page}", "edition": {"one": "first printing", "other": "printing {number}"}})
    assert own.word("page", page=3) == "leaf 3"
    assert [own.word("edition", count=n, number=n) for n in (1, 2)] == ["first printing", "printing 2"]
