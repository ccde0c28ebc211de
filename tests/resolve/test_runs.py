"""A paragraph → its runs of the other script: `<ar …>` is one element with language and direction."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bookbuild.language.runs import marked, marked_anew
from bookbuild.model.inlines import CodeSpan, Entry, Generated, Note, Run, SoftBreak, Text, Verse
from bookbuild.sources.chapter.chapters import read_chapter, split_lines
from bookbuild.sources.chapter.parse_context import ParseContext


def shown(node: Any) -> str:
    match node:
        case tuple():
            return "".join(map(shown, node))
        case Text():
            return node.text
        case SoftBreak():
            return " "
        case Run():
            return f"<{node.lang} {shown(node.children)}>"
        case Note():
            return f"^{shown(node.blocks[0].children)}^"
        case Entry():
            return f"[{shown(node.children)}]"
        case CodeSpan():
            return f"*{node.text}*"
        case _:
            return f"*{shown(node.children)}*"


def paragraph(text: str) -> Any:
    return read_chapter(ParseContext("chapter.md", split_lines(text))).blocks[0].children


IN_ENGLISH = {
    "He said: لا تحزن. Then": "He said: <ar لا تحزن>. Then",
    "at لا، تحزن 12 إن 3 the": "at <ar لا، تحزن 12 إن 3> the",
    "a word ١٢ alone": "a word <ar ١٢> alone",
    "it (لا تحزن) and “لا” too": "it (<ar لا تحزن>) and “<ar لا>” too",
    "of الله (معنا) that": "of <ar الله (معنا)> that",
    "of (معنا) الله that": "of (<ar معنا>) <ar الله> that",
    "said «لا» then «لا» إن end": "said «<ar لا>» then «<ar لا» إن> end",
    "see (the لا تحزن) إن end": "see (the <ar لا تحزن>) <ar إن> end",
    "x *لا إله* إلا **الله** end": "x <ar *لا إله* إلا *الله*> end",
    "in [ثور]{.place} الجبل end": "in <ar [ثور] الجبل> end",
    "say لا[^1] تحزن end\n\n[^1]: of لا so": "say <ar لا^of <ar لا> so^ تحزن> end",
    "line لا\nتحزن end": "line <ar لا تحزن> end",
    "no Arabic (at) all": "no Arabic (at) all",
    "the باب (12) is, the فصل [13] next": "the <ar باب (12)> is, the <ar فصل [13]> next",
    "price ٥٠٪ of ٢٠$ so": "price <ar ٥٠>٪ of <ar ٢٠>$ so",
    "The *first كلمة* كلمة end": "The *first *<ar *كلمة* كلمة> end",
    "The [first كلمة]{.place} كلمة end": "The [first ]<ar *كلمة* كلمة> end",
}
IN_ARABIC = {
    "قال 12*-15* ثم": "قال 12*-15* ثم",
    "نص Al-Ṭabarī، Taʾrīkh، ج": "نص <en Al-Ṭabarī، Taʾrīkh>، ج",
    "نص *ثم The* Road هنا": "نص *ثم *<en *The* Road> هنا",
    "ثم (1932) The Road هنا": "ثم (1932) <en The Road> هنا",
    "نص The `x` ثم": "نص <en The> <en *x*> ثم",
    "قال The Night (2nd ed.) ثم": "قال <en The Night (2nd ed.)> ثم",
    "في Bukhari 3653، ثم 12": "في <en Bukhari 3653>، ثم 12",
    "كتاب «Allah’s 3» هنا": "كتاب «<en Allah’s 3>» هنا",
    "قال *the* word ثم": "قال <en *the* word> ثم",
    "لا لاتيني هنا (٣)": "لا لاتيني هنا (٣)",
}


@pytest.mark.parametrize(("text", "expected"), IN_ENGLISH.items())
def test_arabic_in_english(text: str, expected: str) -> None:
    assert shown(marked(paragraph(text), "en")) == expected


@pytest.mark.parametrize(("text", "expected"), IN_ARABIC.items())
def test_latin_in_arabic(text: str, expected: str) -> None:
    assert shown(marked(paragraph(text), "ar")) == expected


def _bare(inlines: Any) -> str:
    """The text without runs and elements: those that are in a run in part are divided."""
    return re.sub(r"<(ar|en) |[>*\[\]]", "", shown(inlines))


@pytest.mark.parametrize("text", [*IN_ENGLISH, *IN_ARABIC])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_marking_loses_no_text_and_nests_nothing(text: str, language: str) -> None:
    written = paragraph(text)
    runs = marked(written, language)
    assert _bare(runs) == _bare(written)
    assert shown(marked_anew(runs, language)) == shown(runs)


def test_the_reference_of_a_verse_stands_outside_of_its_run() -> None:
    """It is Latin in an English book, and what follows it is no part of the Arabic before it."""
    verses = Verse("9:40", reference="[9:40]"), Text(", "), Verse("9:41", reference="[9:41]")
    found = marked((Text("He said قال "), *verses, Text(".")), "en")
    kinds = [type(node).__name__ for node in found]
    assert kinds == ["Text", "Run", "Generated", "Text", "Verse", "Generated", "Text"]
    assert [node.text for node in found if isinstance(node, Generated)] == [" [9:40]", " [9:41]"]
    assert marked(verses, "en")[0] == Verse("9:40")


HEADINGS = {
    ("ar", "Is it `x`?"): "<en Is it *x*?>",
    ("ar", "The end `x`"): "<en The end *x*>",
    ("ar", "`x` begins"): "<en *x* begins>",
    ("ar", "See [the site](https://example.org)."): "<en See *the site*.>",
    ("ar", "The end^[so]"): "<en The end^so^>",
    ("ar", "The قصة end (1)"): "<en The <ar قصة> end (1)>",
    ("ar", "قصة The end `x`"): "قصة <en The end> <en *x*>",
    ("en", "قصة بدر!"): "<ar قصة بدر!>",
    ("en", "The قصة!"): "The <ar قصة>!",
}


@pytest.mark.parametrize(("language", "text"), HEADINGS)
def test_a_heading_in_the_other_script_is_one_run(language: str, text: str) -> None:
    assert shown(marked(paragraph(text), language)) == HEADINGS[language, text]
