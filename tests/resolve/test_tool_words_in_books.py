"""What the tool writes in a book: its words, digits, roles, years, the numbers of parts; and a translation's script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from book_command import command

from bookbuild.documents import render
from bookbuild.documents.frontmatter import front_context
from bookbuild.model.blocks import Quran
from bookbuild.model.book import Book
from bookbuild.model.walk import nodes, plain
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

EPUB = '[editions.ebook]\nformat = "epub"\n'


def book_of(folder: Path, settings: str, *chapters: str) -> Book:
    laid(folder, settings, *chapters)
    manuscript, findings = read_book(folder)
    assert manuscript is not None, findings
    assert findings == ()
    return resolve(manuscript, manuscript.editions[0])[0]


def laid(folder: Path, settings: str, *chapters: str) -> Path:
    (folder / "chapters").mkdir()
    (folder / "book.toml").write_text(f"{settings}\n{EPUB}", encoding="utf-8")
    for number, chapter in enumerate(chapters or ("Text.",), 1):
        (folder / f"chapters/{number}.md").write_text(f"# A\n\n{chapter}\n", encoding="utf-8")
    return folder


def checked(folder: Path) -> list[str]:
    return [
        f"{each['code']} {each['remedy']}" for each in json.loads(command("check", folder, "--json").stdout)["findings"]
    ]


def xhtml(book: Book, section: str) -> str:
    return next(document.xhtml.decode() for document in render(book, ()).documents if document.id == section)


# ---- words of the book's own, and of no language that the tool speaks ----


def test_words_of_the_book_stand_in_the_place_of_the_tools(tmp_path: Path) -> None:
    words = '[words]\ncontents = "What Stands Where"\nfigure = "Plate"\n"index:terms" = "Glossary"'
    matter = '[matter]\nfront = ["contents"]\nback = ["index:terms", "list:figures"]'
    book = book_of(tmp_path, f'[book]\ntitle = "T"\n{matter}\n{words}', "[zuhd]{.term}")
    assert [plain(section.title) for section in book.sections] == ["What Stands Where", "A", "Glossary", "Figures"]


def test_an_edition_may_have_words_of_its_own(tmp_path: Path) -> None:
    settings = (
        '[book]\ntitle = "T"\n[words]\ncontents = "One"\npage = "p. {page}"\n[editions.ebook.words]\ncontents = "Two"'
    )
    edition = book_of(tmp_path, settings).edition
    assert edition.words == {"contents": "Two", "page": "p. {page}"}


def test_a_language_without_words_is_found_until_they_are_written(tmp_path: Path) -> None:
    settings = '[book]\ntitle = "T"\nlanguage = "ha"\ncontributors = [{ name = "N", role = "translator" }]'
    laid(tmp_path, settings)
    [found] = checked(tmp_path)
    assert found.startswith("words-missing write under `[words]`")
    keys = found.split("`")[5::2]
    assert {"contents = …", "page = …", "role-translator = …"} <= set(keys)
    assert not {"colophon = …", "role-editor = …", '"index:quran" = …', "isbn = …"} & set(keys)
    english = {"page": "{page}", "pages": "{pages}", "page-of-print": "{page}", "question-from": "{name}",
               "role-translator": "{names}", "chapter-ordinal": "{chapter} {ordinal}"}  # fmt: skip
    fields = {"hijri-year": "{year}", "gregorian-year": "{year}"}
    written = [key.removesuffix(" = …") for key in keys]
    words = "\n".join(f'{key} = "x {({**english, **fields}).get(key, "")}"' for key in written)
    (tmp_path / "book.toml").write_text(f"{settings}\n[words]\n{words}\n{EPUB}", encoding="utf-8")
    assert checked(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('contens = "C"', "setting-unknown write `contents`"),
        ('page = "the page"', 'setting-invalid write it such as `"page {page}"`'),
        ('page = "{page} {line}"', "setting-invalid what is filled in is `{page}`"),
        ('page = "{page.__class__}"', "setting-invalid what is filled in is `{page}`"),
        ('contents = "{"', "setting-invalid take it out"),
        ('contents = ""', 'setting-invalid write the word, such as `"Contents"`'),
        ("contents = 3", 'setting-invalid write a text, or one a plural form: `{ one = "…", other = "…" }`'),
        ('contents = { one = "C" }', "setting-invalid add `other = …`: the form that holds where no other does"),
    ],
)
def test_a_word_that_cannot_be(tmp_path: Path, words: str, found: str) -> None:
    assert checked(laid(tmp_path, f'[book]\ntitle = "T"\n[words]\n{words}')) == [found]


# ---- what the title page and the imprint say ----


@pytest.mark.parametrize(
    ("language", "settings", "said"),
    [
        ("en", "published = 2012", {"published": "2012"}),
        ("en", "published = { hijri = 1433, gregorian = 2012 }", {"published": "1433 AH / 2012 CE"}),
        ("ar", "published = { hijri = 1433, gregorian = 2012 }", {"published": "١٤٣٣ هـ / ٢٠١٢ م"}),
        ("ur", "published = { hijri = 1433, gregorian = 2012 }", {"published": "۱۴۳۳ھ / ۲۰۱۲ء"}),
        ("bn", "published = { hijri = 1433 }", {"published": "১৪৩৩ হিজরি"}),
        ("tr", "published = { hijri = 1433, gregorian = 2012 }", {"published": "H. 1433 / M. 2012"}),
        ("en", "edition = 2\nvolume = 3", {"edition_statement": "2nd edition", "volume": "Volume 3"}),
        ("ar", "edition = 2\nvolume = 3", {"edition_statement": "الطبعة الثانية", "volume": "المجلد الثالث"}),
        ("fa", "edition = 2\nvolume = 30", {"edition_statement": "چاپ دوم", "volume": "جلد ۳۰"}),
        ("en", 'edition = "Revised edition"', {"edition_statement": "Revised edition"}),
    ],
)
def test_edition_volume_and_years(tmp_path: Path, language: str, settings: str, said: dict[str, str]) -> None:
    context = front_context(book_of(tmp_path, f'[book]\ntitle = "T"\nlanguage = "{language}"\n{settings}'))
    assert {name: context[name].replace("\u00a0", " ") for name in said} == said


@pytest.mark.parametrize("written", ["{ }", '"2012"', "0", "{ hijri = 0 }", "{ solar = 1391 }", "2012.5"])
def test_a_time_that_is_none(tmp_path: Path, written: str) -> None:
    found = checked(laid(tmp_path, f'[book]\ntitle = "T"\npublished = {written}'))
    assert len(found) == 1
    assert found[0].startswith("setting-")


@pytest.mark.parametrize(
    ("hijri", "gregorian", "found"),
    [(1433, 2011, 0), (1433, 2012, 0), (1433, 2013, 1), (1433, 1912, 1), (1447, 2025, 0), (1447, 2026, 0), (1, 622, 0),
     (656, 1258, 0), (656, 1256, 1)],
)  # fmt: skip
def test_years_that_have_no_day_in_common(tmp_path: Path, hijri: int, gregorian: int, found: int) -> None:
    settings = f'[book]\ntitle = "T"\npublished = {{ hijri = {hijri}, gregorian = {gregorian} }}'
    said = [each.split()[0] for each in checked(laid(tmp_path, settings))]
    assert said == ["date-disagrees"] * found


@pytest.mark.parametrize(
    ("language", "role", "said"),
    [
        ("en", "translator", "Translated by N"), ("en", "writer of foreword", "Foreword by N"), ("en", "author", "N"),
        ("en", "dancer", "N"), ("ar", "editor", "تحرير N"), ("ar", "تحقيق", "تحقيق N"), ("ar", "تعليق", "تعليق N"),
        ("ar", "تقديم", "تقديم N"), ("ar", "مراجعة", "مراجعة N"), ("ar", "إعداد", "إعداد N"), ("ar", "إشراف", "إشراف N"),
        ("en", "تحقيق", "Edited by N"), ("de", "Übersetzt von", "Übersetzt von N"), ("de", "trl", "Übersetzt von N"),
        ("ur", "مترجم", "مترجم: N"), ("tr", "Yayına hazırlayan", "Yayına Hazırlayan: N"), ("fr", "Préface de", "Préface de N"),
        ("bn", "অনুবাদ", "অনুবাদ: N"), ("id", "translator", "Penerjemah: N"), ("sw", "translator", "Kimetafsiriwa na N"),
    ],
)  # fmt: skip
def test_roles(tmp_path: Path, language: str, role: str, said: str) -> None:
    settings = f'[book]\ntitle = "T"\nlanguage = "{language}"\ncontributors = [{{ name = "N", role = "{role}" }}]'
    assert [words for _, words in front_context(book_of(tmp_path, settings))["credits_by_role"]] == [said]


def test_the_credit_of_a_contributor_goes_before_the_word_of_the_role(tmp_path: Path) -> None:
    people = """contributors = [
      { name = "A", role = "editor", credit = "Text established by" }, { name = "B", role = "editor" },
      { name = "C", role = "editor" }, { name = "D", role = "translator", credit = "{names} turned it into English" },
    ]"""
    context = front_context(book_of(tmp_path, f'[book]\ntitle = "T"\n{people}'))
    assert [words for _, words in context["credits_by_role"]] == [
        "Text established by A", "Edited by B and C", "D turned it into English",
    ]  # fmt: skip


# ---- numbers ----


@pytest.mark.parametrize(
    ("language", "style", "said"),
    [
        ("en", 'chapter-numbers = "part"', ["Part One", "Chapter One", "Chapter Two", "Part Two", "Chapter One"]),
        ("en", "", ["", "Chapter One", "Chapter Two", "", "Chapter Three"]),
        ("en", 'part-number = "roman"', ["Part i", "Chapter One", "Chapter Two", "Part ii", "Chapter Three"]),
        ("ar", 'chapter-numbers = "part"', ["الباب الأول", "الفصل الأول", "الفصل الثاني", "الباب الثاني", "الفصل الأول"]),
        ("ur", 'chapter-numbers = "part"', ["حصہ اول", "پہلا باب", "دوسرا باب", "حصہ دوم", "پہلا باب"]),
        ("fa", 'chapter-numbers = "part"', ["بخش اول", "فصل اول", "فصل دوم", "بخش دوم", "فصل اول"]),
        ("tr", 'chapter-numbers = "part"', ["Birinci Kısım", "Birinci Bölüm", "İkinci Bölüm", "İkinci Kısım", "Birinci Bölüm"]),
        ("fr", 'chapter-numbers = "part"',
         ["Première partie", "Chapitre premier", "Chapitre deuxième", "Deuxième partie", "Chapitre premier"]),
        ("de", 'chapter-numbers = "part"', ["Erster Teil", "Erstes Kapitel", "Zweites Kapitel", "Zweiter Teil", "Erstes Kapitel"]),
        ("id", 'chapter-numbers = "part"', ["Bagian Pertama", "Bab Pertama", "Bab Kedua", "Bagian Kedua", "Bab Pertama"]),
        ("bn", 'chapter-numbers = "part"', ["প্রথম পর্ব", "প্রথম অধ্যায়", "দ্বিতীয় অধ্যায়", "দ্বিতীয় পর্ব", "প্রথম অধ্যায়"]),
        ("es", 'chapter-numbers = "part"',
         ["Primera parte", "Capítulo primero", "Capítulo segundo", "Segunda parte", "Capítulo primero"]),
        ("sw", 'chapter-numbers = "part"', ["Sehemu ya kwanza", "Sura ya kwanza", "Sura ya pili", "Sehemu ya pili", "Sura ya kwanza"]),
    ],
)  # fmt: skip
def test_numbers_of_parts_and_of_chapters_in_them(tmp_path: Path, language: str, style: str, said: list[str]) -> None:
    parts = '[[matter.parts]]\ntitle = "I"\nchapters = ["chapters/[12].md"]\n[[matter.parts]]\ntitle = "II"\nchapters = ["chapters/3.md"]'
    parts = parts.replace("chapters/[12].md", 'chapters/1.md", "chapters/2.md')
    settings = f'[book]\ntitle = "T"\nlanguage = "{language}"\n[matter]\nfront = []\n{parts}\n[style]\nchapter-number = "ordinal"\n{style}'
    book = book_of(tmp_path, settings, "x", "y", "z")
    assert [section.number for section in book.sections] == said
    if said[0]:
        assert f'<p class="part-number" data-generated="">{said[0]}</p>' in xhtml(book, "part-1").replace("</span>", "")


@pytest.mark.parametrize(
    ("language", "style", "source", "said"),
    [
        ("ar", "", "البخاري 1; مسلم ١٩٠٧", "البخاري ١؛ مسلم ١٩٠٧"), ("ur", "", "البخاري ١", "البخاري ۱"),
        ("fa", "", "البخاري 1", "البخاري ۱"), ("bn", "", "Bukhari 19", "Bukhari ১৯"), ("en", "", "Bukhari ١٩", "Bukhari 19"),
        ("ar", 'digits = "as-written"', "البخاري 1", "البخاري 1"), ("ar", 'folios = "digits"', "البخاري ١", "البخاري 1"),
        ("tr", "", "Bukhari 1", "Bukhari 1"),
    ],
)  # fmt: skip
def test_references_have_the_digits_of_all_numbers(
    tmp_path: Path, language: str, style: str, source: str, said: str
) -> None:
    settings = f'[book]\ntitle = "T"\nlanguage = "{language}"\n[matter]\nback = ["index:hadith"]\n[style]\n{style}'
    book = book_of(tmp_path, settings, f'::: {{.hadith source="{source}"}}\nإنما الأعمال بالنيات\n:::')
    indexed = [plain(line.heading) for _, lines in book.indexes["index:hadith"].groups for line in lines]
    assert "؛ ".join(sorted(indexed)) == said
    assert said.split("؛")[0] in xhtml(book, "1").replace('<span class="run" lang="en" xml:lang="en" dir="ltr">', "")


@pytest.mark.parametrize(
    ("language", "style", "said"),
    [
        ("ar", "", "[الشرح: ٦]"),
        ("ur", "", "[الشرح: ۶]"),
        ("ar", 'folios = "digits"', "[الشرح: 6]"),
        ("bn", "", "[Ash-Sharh ৯৪:৬]"),
    ],
)
def test_a_verse_has_the_digits_of_all_numbers(tmp_path: Path, language: str, style: str, said: str) -> None:
    settings = f'[book]\ntitle = "T"\nlanguage = "{language}"\n[style]\n{style}'
    book = book_of(tmp_path, settings, '::: {.quran ref="94:6"}\n:::')
    assert [node.reference for node in nodes(book.sections[-1].blocks) if isinstance(node, Quran)] == [said]


# ---- a translation in the script of the Qurʾān ----


@pytest.mark.parametrize("language", ["ur", "fa", "en", "ar"])
@pytest.mark.parametrize(
    "translation",
    ["پس بے شک مشکل کے ساتھ آسانی ہے۔", "همانا با سختی آسانی است", "اور وہ تمہارے ساتھ ہے جہاں بھی تم ہو", "بێگومان لەگەڵ تەنگانەدا ئاسانی هەیە",
     "نو بې شکه له سختۍ سره آساني ده"],
)  # fmt: skip
def test_a_paragraph_in_another_language_of_the_script_is_the_translation(
    tmp_path: Path, language: str, translation: str
) -> None:
    settings = f'[book]\ntitle = "T"\nlanguage = "{language}"\n[scripture]\ntranslation = {{ name = "N" }}'
    typed = "إن مع العسر يسرا"
    laid(
        tmp_path,
        settings,
        f'::: {{.quran ref="94:6"}}\n{translation}\n:::\n\n::: {{.quran}}\n{typed}\n\n{translation}\n:::',
    )
    manuscript, _ = read_book(tmp_path)
    assert manuscript
    book, findings = resolve(manuscript, manuscript.editions[0])
    quoted = [node for node in nodes(book.sections[-1].blocks) if isinstance(node, Quran)]
    assert [plain(paragraph.children) for node in quoted for paragraph in node.translation] == [translation] * 2
    assert [node.places for node in quoted] == [((94, 6, 6),), ((94, 5, 6),)] or all(node.text for node in quoted)
    assert [finding.message for finding in findings] == []


@pytest.mark.parametrize("typed", ["إِنَّ مَعَ الۡعُسۡرِ یُسۡرًا", "ان مع العسر یسرا"])
def test_the_quran_typed_on_a_keyboard_of_urdu_is_the_quran(tmp_path: Path, typed: str) -> None:
    book = book_of(tmp_path, '[book]\ntitle = "T"\nlanguage = "ur"', f'::: {{.quran ref="94:6"}}\n{typed}\n:::')
    [quoted] = [node for node in nodes(book.sections[-1].blocks) if isinstance(node, Quran)]
    assert (quoted.translation, bool(quoted.text)) == ((), True)


def test_words_that_are_none_of_the_quran_are_still_found(tmp_path: Path) -> None:
    laid(tmp_path, '[book]\ntitle = "T"\nlanguage = "ur"', '::: {.quran ref="94:6"}\nإنما الأعمال بالنيات\n:::')
    assert [found.split()[0] for found in checked(tmp_path)] == ["quran-mismatch"]
