"""A manuscript with every construct of DESIGN §2, in Arabic → what stands in the e-book."""

from __future__ import annotations

import pytest
from contract_samples import ARABIC, documents, elements, text

EN = '[@lang="en" and @xml:lang="en" and @dir="ltr"]'

# document, XPath, the texts that it finds
CONSTRUCTS = {
    "the document's language and direction": ("kalam", "/h:html/@lang|/h:html/@dir", ["ar", "rtl"]),
    "a chapter in English": ("03-english", "/h:html/@lang|/h:html/@dir", ["en", "ltr"]),
    "Latin in Arabic is one element, with its brackets and its numbers": ("kalam", f"//h:section/h:p[1]//h:span[@class='run']{EN}", [
        "The Night Journey, p. 12 (2nd ed.)", "Ibn Kathir", "Bukhari 3653", "code 1",
    ]),
    "and nothing within it says so again": ("kalam", "//h:span[@class='run']//h:span[@lang]", []),
    "a person named in Latin": ("kalam", f"//h:span[@class='run']{EN}/h:span[@class='person']", ["Ibn Kathir"]),
    "signs and phrases": ("kalam", "//h:section/h:p[1]/h:span[@class='honorific']", ["رضي الله عنه", "ﷺ", "عليه السلام", "سبحانه وتعالى", "رحمه الله", "رضي الله عنه"]),
    "chapter numbers in words": ("kalam", "//h:p[@class='chapter-number']", ["الفصل الأول"]),
    "an Arabic number over an English chapter is marked": ("03-english", "//h:p[@class='chapter-number']/h:span[@lang='ar' and @dir='rtl']", ["الفصل الثالث"]),
    "notes run through the book": ("03-english", "//h:a[@epub:type='noteref']", ["(٣)"]),
    "labels": ("abniyah", "//h:span[@class='label']", ["شكل ١.", "جدول ١."]),
    "cross-references": ("before", "//h:a", ["في الكلام", "هنا"]),
    "pages of a printed book, by their own digits": ("abniyah", "//h:span[@role='doc-pagebreak']/@aria-label", ["١٢", "١٣"]),
    "a direction of one's own, and what is in the language within it": ("abniyah", "//h:p[@dir='ltr' and not(@lang)]/h:span[@dir='rtl' and not(@lang)]", ["سطر عربي من اليسار (هنا)"]),
    "of the columns of a table": ("abniyah", "//h:table[@dir='ltr']//h:td[@dir='rtl']", ["واحد", "اثنان"]),
    "by page: of the printed book": ("abniyah", "//h:a[@class='page-reference']", ["ص ١٣ من المطبوع"]),
    "a question": ("abniyah", "//h:div[@class='question']/h:p", ["سؤال من قارئ من فاس", "هل أضاء القنديل؟"]),
    "verse": ("abniyah", "//h:span[@class='hemistich']", ["قفا نبك من ذكرى حبيب ومنزل", "بسقط اللوى بين الدخول فحومل"]),
    "scripture has Arabic references": ("abniyah", "//h:*[@class='reference']", ["[التوبة: ٤٠]", "[الإخلاص: ١]", "[الشرح: ٥]", "[البقرة: ١٥٣]", "البخاري ٣٦٥٣؛ مسلم ٢٣٨١"]),
    "a translation is in its own direction": ("abniyah", f"//h:div[@class='translation']/h:p{EN}", ["Say: He is Allah, One."]),
    "a hadith's translation too": ("abniyah", f"//h:blockquote[@class='hadith']/h:p{EN}", ['“What do you think of two?”']),
    "an id of a heading keeps its letters": ("kalam", "//h:h2/@id", ["kalam--عنوان-داخلي"]),
    "an English title in an Arabic contents is marked": ("contents", f"//h:span[@class='run']{EN}", ["A chapter in English"]),
    "index of persons": ("index-persons", "//h:li", ["ابن كثير الكلام", "خالد الكلام"]),
    "index of verses": ("index-quran", "//h:p[@class='letter']", ["٢. البقرة", "٩. التوبة", "٩٤. الشرح", "١١٢. الإخلاص"]),
    "imprint": ("imprint", "//h:div[@data-generated]/h:p", ["كتاب القنديل", "يجوز نسخه.", "نشر دار القنديل، المدينة", "٢٠١٢", "القناديل، ٢"]),
    "the package": ("opf", "/opf:package/@xml:lang|/opf:package/@dir|//opf:spine/@page-progression-direction", ["ar", "rtl", "rtl"]),
    "the title in the other language": ("opf", "//opf:meta[@property='alternate-script' and @refines='#title-main']", ["The Lantern Book"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct(name: str, built) -> None:
    document, path, expected = CONSTRUCTS[name]
    root = documents(built(ARABIC) / "arabic-ebook.epub")[document]
    assert [text(found) for found in elements(root, path)] == [text(part) for part in expected]


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("ebook", ["رضي الله عنه", "ﷺ", "عليه السلام", "سبحانه وتعالى", "رحمه الله", "رضي الله عنه"]),
        ("short", ["(رض)", "(ص)", "(ع)", "سبحانه وتعالى", "(رح)", "(رض)"]),
    ],
)
def test_honorifics_are_set_as_the_edition_asks(edition: str, expected: list[str], built) -> None:
    root = documents(built(ARABIC) / f"arabic-{edition}.epub")["kalam"]
    assert [text(found) for found in elements(root, "//h:section/h:p[1]/h:span[@class='honorific']")] == expected


def test_notes_at_the_books_end_are_in_the_language_of_their_chapter(built) -> None:
    notes = documents(built(ARABIC) / "arabic-meaning.epub")["notes"]
    assert [text(found) for found in elements(notes, "//h:aside[@lang='en' and @dir='ltr']")] == [
        "(٣) An English note, with عربي in it."
    ]
