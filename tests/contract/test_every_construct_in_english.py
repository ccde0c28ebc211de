"""A manuscript with every construct of DESIGN §2, in English with Arabic in it → what stands in the e-book."""

from __future__ import annotations

from pathlib import Path

import pytest
from contract_samples import ENGLISH, documents, elements, text

AR = '[@lang="ar" and @xml:lang="ar" and @dir="rtl"]'
SIGN = f'h:span[@class="honorific" and @role="img"]{AR}'
NOTE = "h:aside[@epub:type='footnote']"

# document, XPath, the texts that it finds
CONSTRUCTS = {
    "front matter: the title": ("before", "//h:h1", ["Preface: why lanterns"]),
    "front matter: the title has markup": ("before", "//h:h1/h:em", ["lanterns"]),
    "front matter: the subtitle": ("01-words", "//h:header/h:p[@class='subtitle']", ["Small things"]),
    "front matter: the short title stands in the contents": ("contents", "//h:a[@href='01-words.xhtml']/h:span[@class='entry']", ["Words"]),
    "front matter: lang": ("05-arabic", "/h:html/@lang|/h:html/@dir", ["ar", "rtl"]),
    "front matter: the id": ("before", "//h:section/@id", ["before"]),
    "the first # is the title": ("oil-lamps", "//h:h1", ["Blocks"]),
    "an id of the title is the section's": ("oil-lamps", "//h:section[@class='chapter']/@id", ["oil-lamps"]),
    "a section's id is its file's stem": ("03-scripture", "//h:section[@class='chapter']/@id", ["03-scripture"]),
    "headings": ("01-words", "//h:h2|//h:h3", ["Words apart", "Words apart, again", "Words apart, again"]),
    "ids of headings": ("01-words", "//h:h2/@id|//h:h3/@id", ["words-apart", "01-words--words-apart-again", "01-words--words-apart-again-1"]),
    "a heading's class": ("01-words", "//h:h2[@class='x-apart']", ["Words apart"]),
    "Arabic in English is one element with its inner space, digits and punctuation": (
        "01-words", f"//h:section/h:p[1]/h:span[@class='run']{AR}",
        ["لا تحزن، إن الله (معنا) ١٢ 34 مرة", "لا إله إلا الله"],
    ),
    "and nothing within it says so again": ("01-words", "//h:span[@class='run']//h:*[@lang or @dir]", []),
    "markup within it": ("01-words", "//h:span[@class='run']/h:em|//h:span[@class='run']/h:strong", ["لا إله", "الله"]),
    "a run takes no outer brackets": ("01-words", f"//{NOTE}[1]//h:span[@class='run']", ["ثور"]),
    "emphasis": ("01-words", "//h:p/h:em", ["emphasised", "both", "emphasis", "here"]),
    "strong": ("01-words", "//h:p/h:strong", ["strong"]),
    "struck, lowered, raised": ("01-words", "//h:del|//h:sub|//h:p/h:sup", ["struck", "2", "2"]),
    "code": ("01-words", "//h:code[@dir='ltr']", ["code <b>"]),
    "a line's break": ("01-words", "//h:br", [""]),
    "links": ("01-words", "//h:a[starts-with(@href,'http')]/@href", ["https://example.org/a?b=1&c=2", "https://example.net"]),
    "a link's title": ("01-words", "//h:a/@title", ["Example"]),
    "an escape and an entity are text": ("01-words", "//h:p[contains(.,'*stars*') and contains(.,'& a less-than < sign')]/@dir", []),
    "persons": ("01-words", "//h:span[@class='person']", ["Umm Ayman", "Barakah", "Saʿīd", "Zayd and Usāmah"]),
    "places": ("01-words", "//h:span[@class='place']", ["Madīnah", "Uhud"]),
    "terms and works": ("01-words", "//h:span[@class='term' or @class='work']", ["taqwā", "The Lantern Catalogue", "the Catalogue"]),
    "a class of one's own, a language, an id": ("01-words", "//h:span[@class='x-blue x-wide' and @lang='en' and @id='way']", ["a way"]),
    "a language where the script does not tell": ("01-words", "//h:span[@lang='ur' and @dir='rtl']", ["kitāb", "کتاب اچھی ہے"]),
    "an image in a line": ("01-words", "//h:span[@class='x-dot']/h:img[@id='dot']/@alt", ["a dot"]),
    "notes are called in order": ("01-words", "//h:a[@epub:type='noteref' and @role='doc-noteref']", ["1", "2", "3"]),
    "a note has markup": ("01-words", f"//{NOTE}[1]/h:p/h:em", ["emphasis"]),
    "a note has blocks": ("01-words", f"//{NOTE}[2]/h:p|//{NOTE}[2]/h:ul/h:li", ["2 First paragraph of a note.", "Second paragraph of it, with ﴿لَا تَحۡزَنۡ﴾.", "a list in the note", "of two items"]),
    "a note in place": ("01-words", f"//{NOTE}[3]/h:p", ["3 Set here, with Uhud in it."]),
    "one label in two files": ("04-references", f"//{NOTE}/h:p", ["1 The same label as in another file."]),
    "cross-references: to a heading, a figure, a table, a section": (
        "01-words", "//h:h2[1]/following-sibling::h:p[1]/h:a[@class='cross-reference']",
        ["Words apart", "Figure 1", "Table 1", "Blocks", "Words apart, again"],
    ),
    "by page: in an e-book without pages `here`": ("01-words", "//h:a[@class='page-reference']", ["here", "here"]),
    "pages of a printed book, in a line and between blocks": (
        "04-references", "//h:span[@role='doc-pagebreak' and @epub:type='pagebreak']/@aria-label|//h:div[@class='print-pages']/h:span/@id",
        ["41", "42", "04-references--Page-3", "43"],
    ),
    "by page: where those are known, of the printed book": ("04-references", "//h:a[@class='page-reference']", ["here", "page 43 of the printed book"]),
    "a direction of one's own, and what is in the language within it": (
        "04-references", "//h:p[@dir='rtl' and not(@lang)]/h:span[@dir='ltr' and not(@lang)]", ["A line of English, set from the right: 12 lamps", "an item from the right"],
    ),
    "of words": ("04-references", "//h:p/h:span[@dir='rtl' and not(@lang)]", ["Exit (left)"]),
    "of a heading, a list, a div": ("04-references", "//h:h2[@dir='rtl']|//h:ul[@dir='rtl']|//h:div[@dir='rtl' and not(@class)]", ["From the right", "an item from the right", "All of it from the right."]),
    "of the columns of a table, its text as it is": ("04-references", "//h:table[@dir='rtl']//h:*[@dir='ltr']", ["Table 2. From the right", "first", "second", "(one)", "two"]),
    "and the side of a column": ("04-references", "//h:table[@dir='rtl']//h:th/@class", ["align-right"]),
    "they reach the whole book": ("04-references", "//h:section/h:p[1]/h:a/@href", [
        "oil-lamps.xhtml", "oil-lamps.xhtml#tbl-oil", "03-scripture.xhtml#thawr-verse", "03-scripture.xhtml#hadith-cave",
        "01-words.xhtml#way", "before.xhtml", "list-figures.xhtml",
    ]),
    "the references line under a story": ("01-words", "//h:div[@class='source-line']/h:p", ["Told by the testers; 12"]),
    "block quotations nest": ("oil-lamps", "//h:blockquote/h:blockquote/h:p", ["And one within, with الله أكبر in it."]),
    "lists": ("oil-lamps", "//h:ul/h:li/text()[normalize-space()]", ["tight one", "tight two", "nested", "tight three"]),
    "a loose list has paragraphs": ("oil-lamps", "//h:ol[not(@start)]/h:li/h:p", ["loose one", "loose two", "with more"]),
    "a list's start": ("oil-lamps", "//h:ol[@start='7']/h:li", ["seventh", "eighth"]),
    "definitions": ("books", "//h:dt|//h:dd", ["The Lantern Catalogue", "A list of lanterns.", "And of their makers.", "Second term", "A definition of two paragraphs. The second of them."]),
    "a figure": ("oil-lamps", "//h:figure[@id='fig-lantern']/h:figcaption", ["Figure 1. A lantern, drawn"]),
    "its alternative text": ("oil-lamps", "//h:figure/h:img/@alt", ["A drawing of a lantern", "A dot as a figure", "", ""]),
    "its longer description": ("oil-lamps", "//h:p[@id=../h:img/@aria-describedby]", ["A square with a flame.", "Only described.", "Described again."]),
    "a table with its caption": ("oil-lamps", "//h:table[@id='tbl-oil']/h:caption", ["Table 1. What oil costs"]),
    "its cells": ("oil-lamps", "//h:table[@id='tbl-oil']//h:td", ["olive", "12", "زيت", "sesame | pipe", "3", "سمسم"]),
    "its alignment": ("oil-lamps", "//h:table[@id='tbl-oil']//h:th/@class", ["align-left", "align-right", "align-center"]),
    "a cell in Arabic": ("oil-lamps", f"//h:td{AR}", ["زيت", "سمسم"]),
    "where a page ends": ("oil-lamps", "//h:div[@class='break' or @class='break recto']/following-sibling::h:p[1]", ["The lamp is lit on a page of its own.", "And again on the right."]),
    "an ornament": ("oil-lamps", "//h:hr[@class='ornament']", [""]),
    "code in a block": ("oil-lamps", "//h:pre/h:code", ['if 1 < 2: print("ok & done")', "indented code"]),
    "a question says from whom": ("oil-lamps", "//h:div[@class='question']/h:p", ["Question from A reader in Fez", "Is the lamp lit?"]),
    "an answer, a letter, divs that nest": ("oil-lamps", "//h:div[@class='answer' and @id='the-answer']/h:div[@class='letter x-framed']/h:div[@class='x-inner']/h:p", ["Innermost, closed by a bare fence."]),
    "a bare fence closes the innermost": ("oil-lamps", "//h:div[@class='answer']/h:p[2]", ["After the letter."]),
    "epigraph and dedication": ("epigraph", "//h:div[@class='epigraph' or @class='dedication']", ["Lamps are lit from lamps. A saying", "For whoever carries a light"]),
    "verse: a bayt a line, hemistichs": ("oil-lamps", "//h:p[@class='bayt'][1]/h:span[@class='hemistich']", [
        "قفا نبك من ذكرى حبيب ومنزل", "بسقط اللوى بين الدخول فحومل", "بيت وحيد", "The wick is short", "the night is long",
    ]),
    "the publisher's template": ("oil-lamps", "//h:div[contains(@class,'lantern-verse')]/@id", ["wick"]),
    "a div of a class of one's own, in a language": ("oil-lamps", "//h:div[@class='x-note' and @lang='ur' and @dir='rtl']/h:p", ["یہ چراغ ہے۔"]),
    "scripture, fetched by words": ("03-scripture", f"//h:blockquote[@id='thawr-verse']/h:p[@class='quran-text']{AR}", ["﴿ثَانِيَ ٱثۡنَيۡنِ إِذۡ هُمَا فِي ٱلۡغَارِ﴾"]),
    "scripture, verified": ("03-scripture", "//h:blockquote[2]/h:p[@class='quran-text']", ["﴿قُلۡ هُوَ ٱللَّهُ أَحَدٌ ۝١ ٱللَّهُ ٱلصَّمَدُ ۝٢ لَمۡ يَلِدۡ وَلَمۡ يُولَدۡ ۝٣ وَلَمۡ يَكُن لَّهُۥ كُفُوًا أَحَدُۢ ۝٤﴾"]),
    "its translation": ("03-scripture", "//h:blockquote[2]/h:div[@class='translation']", ["Say: He is Allah, One; Allah, the Refuge; He begot none, nor was He begotten; and none is equal to Him."]),
    "several references, words over all of them": ("03-scripture", "//h:blockquote[3]/h:p[@class='quran-text']", ["﴿وَإِذۡ يَرۡفَعُ إِبۡرَٰهِـۧمُ﴾"]),
    "a body shorter than its reference; conventional spelling": ("03-scripture", "//h:blockquote[4]/h:p[@class='quran-text']", ["﴿فَإِنَّ مَعَ ٱلۡعُسۡرِ يُسۡرًا﴾"]),
    "inline quotations: fetched, verified, looked up": ("03-scripture", f"//h:p/h:span[@class='quran']{AR}", [
        "﴿فَإِنَّ مَعَ ٱلۡعُسۡرِ يُسۡرًا﴾", "﴿لَا تَحۡزَنۡ إِنَّ ٱللَّهَ مَعَنَاۖ﴾", "﴿لَا تَحۡزَنۡ إِنَّ ٱللَّهَ مَعَنَاۖ﴾", "﴿إِنَّ ٱللَّهَ مَعَ ٱلصَّٰبِرِينَ﴾",
        "﴿ثَانِيَ ٱثۡنَيۡنِ إِذۡ هُمَا فِي ٱلۡغَارِ﴾", "﴿قُلۡ هُوَ ٱللَّهُ أَحَدٌ﴾",
    ]),
    "a hadith": ("03-scripture", "//h:blockquote[@class='hadith' and @id='hadith-cave']/h:p", ["ما ظنك باثنين الله ثالثهما", '“What do you think of two, the third of whom is Allah?”', "Bukhari 3653; Muslim 2381"]),
    "Latin in Arabic is one element": ("05-arabic", "//h:section/h:p//h:span[@class='run' and @lang='en' and @dir='ltr']", ["the word lantern 12"]),
    "with the number of a reference": ("05-arabic", f"//{NOTE}//h:span[@class='run' and @lang='en']", ["Bukhari 3653", "Latin"]),
    "signs have a role and the words they stand for": ("01-words", f"//{SIGN}/@aria-label", ["صلى الله عليه وسلم", "جل جلاله", "صلى الله عليه وسلم", "صلى الله عليه وسلم", "جل جلاله"]),
    "half-title": ("half-title", "//h:p", ["The Lantern Book"]),
    "title page": ("title-page", "//h:h1|//h:p", [
        "The Lantern Book", "كتاب القنديل", "Every construct, once", "The Testers", "Translated by Second Hand", "Illustrated by Third Hand",
        "Lanterns, 2", "Lantern Press", "Madīnah",
    ]),
    "imprint": ("imprint", "//h:p", [
        "The Lantern Book", "Free to copy.", "Published by Lantern Press, Madīnah", "2012", "Lanterns, 2",
        "The Lantern Book / The Testers. – Madīnah : Lantern Press, 2012.", "ISBN 978-0-00-000301-0 (e-book)",
    ]),
    "basmala": ("basmala", f"//h:p{AR}", ["بِسۡمِ ٱللَّهِ ٱلرَّحۡمَٰنِ ٱلرَّحِيمِ"]),
    "parts": ("part-1", "//h:section[@epub:type='part']/h:h1", ["Words"]),
    "list of figures": ("list-figures", "//h:li", ["Figure 1 A lantern, drawn", "Figure 2 A dot as a figure"]),
    "list of tables": ("list-tables", "//h:li", ["Table 1 What oil costs", "Table 2 From the right"]),
    "index of persons": ("index-persons", "//h:li", ["Said Words", "Umm Ayman Words, 2", "Zayd and Usāmah Words"]),
    "index of places": ("index-places", "//h:li", ["Madinah Words", "Uhud Words"]),
    "index of terms": ("index-terms", "//h:li", ["taqwā Words"]),
    "index of works": ("index-works", "//h:li", ["The Lantern Catalogue Words, 2, Books used"]),
    "index of verses": ("index-quran", "//h:p[@class='letter']|//h:li", [
        "2. Al-Baqarah", "127 Scripture", "153 Scripture", "9. At-Tawbah", "40 Words, Scripture, 2, 3, 4", "94. Ash-Sharh", "5 Scripture, 2",
        "112. Al-Ikhlas", "1 Scripture", "1–4 Scripture",
    ]),
    "index of hadiths": ("index-hadith", "//h:li", ["Bukhari 3653 Scripture", "Muslim 2381 Scripture"]),
    "colophon": ("colophon", "//h:p[1]", ["Set in EB Garamond 12, Amiri, and Amiri Quran."]),
    "chapters are numbered, the preface is not": ("contents", "//h:span[@class='number']", ["1", "2", "3", "4", "5"]),
    "an Arabic title in an English contents is marked": ("contents", f"//h:span[@class='run']{AR}", ["فصل بالعربية"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct(name: str, built) -> None:
    document, path, expected = CONSTRUCTS[name]
    root = documents(built(ENGLISH) / "english-ebook.epub")[document]
    assert [text(found) for found in elements(root, path)] == [text(part) for part in expected]


# What the tool makes, and where: everything that it finds carries `data-generated`, itself or from above.
GENERATED = {
    "//h:a[@class='note-call']", "//h:a[@class='note-number']", "//h:a[@class='cross-reference']", "//h:a[@class='page-reference']",
    "//h:p[@class='chapter-number']", "//h:*[@class='label']", "//h:*[@class='reference']", "//h:span[@class='bracket']",
    "//h:span[@class='locators']", "//h:ol[@class='contents']//h:a", "//h:nav", "//h:p[@class='isbn']", "//h:p[@class='letter']",
}  # fmt: skip


@pytest.mark.parametrize("path", sorted(GENERATED))
@pytest.mark.parametrize("edition", ["ebook", "phrase"])
def test_what_the_tool_makes_says_so(path: str, edition: str, built) -> None:
    found = [e for root in documents(built(ENGLISH) / f"english-{edition}.epub").values() for e in elements(root, path)]
    assert found
    assert [text(e) for e in found if not elements(e, "ancestor-or-self::*[@data-generated]")] == []


@pytest.mark.parametrize("edition", ["ebook", "phrase"])
def test_what_was_written_does_not(edition: str, built) -> None:
    roots = documents(built(ENGLISH) / f"english-{edition}.epub")
    written = [
        "Set here, with Uhud in it.",
        "A note with emphasis",
        "Free",
        "Told by the testers; 12",
        "A lantern, drawn",
    ]
    unmarked = "//h:*[not(ancestor-or-self::*[@data-generated])]"
    whole = {text(e) for root in roots.values() for e in elements(root, unmarked + "/text()[normalize-space()]/..")}
    assert [words for words in written if words != "Free" and not any(words in line for line in whole)] == []


def test_the_style_sheet_is_the_publishers(built, tmp_path: Path) -> None:
    import zipfile

    with (
        zipfile.ZipFile(built(ENGLISH) / "english-ebook.epub") as own,
        zipfile.ZipFile(built(ENGLISH) / "english-short.epub") as plain,
    ):
        sheets = [archive.read("EPUB/styles/book.css").decode() for archive in (own, plain)]
    assert [".lantern-verse" in sheet for sheet in sheets] == [True, False]
