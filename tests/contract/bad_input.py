"""Bad input as data: files laid over the stock book → the findings that must come, `code path:line:column`.

What stands in `CASES` comes from `check` and from `build`; `PAGES` comes from `build` alone; `FILES` are what `inspect`
is given, and `PRESS` with a printer or a profile of the press. What dies or cannot be written is no input, and stands in test_bad_input.py.
"""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

TOML = '[book]\ntitle = "Stock"\n[matter]\nfront = []\nbody = ["chapters/*.md"]\n'
TAIL = '[editions.ebook]\nformat = "epub"\n[editions.screen]\nformat = "pdf"\n'
ONE = "chapters/01.md"
Files = dict[str, str | bytes]


def png_head(width: int, height: int) -> bytes:
    """A PNG of so many pixels that has none of them."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", b""), (b"IEND", b"")]
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chapter(text: str) -> Files:
    return {ONE: f"# One {{#one}}\n\n{text}\n"}


def settings(text: str) -> Files:
    return {"book.toml": TOML + text + TAIL}


def edition(text: str) -> Files:
    return {"book.toml": f"{TOML}{TAIL}{text}"}


def arabic(text: str, style: str = "") -> Files:
    """A chapter of a book in Arabic."""
    settings = TOML.replace("[matter]", 'language = "ar"\n[matter]')
    return {"book.toml": settings + style + TAIL, **chapter(text)}


def png(width: int, height: int) -> bytes:
    """A PNG in grey of so many pixels, which are not all alike."""
    rows = b"".join(b"\0" + bytes((x * 7 + y * 3) % 256 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def printed(text: str, picture: bytes = b"") -> Files:
    """A book with one edition, which is printed whatever its name, and a picture."""
    edition = f'[editions.screen]\nformat = "pdf"\npurpose = "press"\n{text}'
    return {"book.toml": TOML + edition, "images/a.png": picture or png(2000, 40), **chapter("![Alpine](images/a.png)")}


CASES: dict[str, tuple[Files, list[str]]] = {
    # printing
    "a printing condition that is none": (printed('profile = "fogra93"\n'), ["setting-invalid book.toml:9:11"]),
    "a condition whose profile is not here": (
        printed('profile = "japan-color-2011"\nstandard = "x4"\n'),
        ["profile-missing book.toml:-:-"],
    ),
    "a standard without a condition": (printed('standard = "x4"\n'), ["setting-invalid book.toml:9:12"]),
    "a paper that is none": (printed('paper = "creme-80"\n'), ["setting-invalid book.toml:9:9"]),
    "a printer for what is read on a screen": (edition('printer = "kdp"\n'), ["setting-invalid book.toml:10:11"]),
    # sizes
    "a word that is none": (chapter("It is " + "a" * 2001), ["too-large chapters/01.md:3:7"]),
    "marks on one letter": (chapter("It is a" + "\u0301" * 31), ["too-large chapters/01.md:3:8"]),
    # the settings
    "broken TOML": ({"book.toml": '[book]\ntitle = "Stock\n'}, ["toml-invalid book.toml:2:15"]),
    "TOML with a key twice": ({"book.toml": '[book]\ntitle = "A"\ntitle = "B"\n'}, ["toml-invalid book.toml:3:12"]),
    "no settings": ({"book.toml": b""}, ["setting-invalid book.toml:-:-"]),
    "settings that are not UTF-8": ({"book.toml": b'[book]\ntitle = "\xe9"\n'}, ["encoding-invalid book.toml:2:10"]),
    "an unknown key": (settings('[style]\nthem = "plain"\n'), ["setting-unknown book.toml:7:1"]),
    "an unknown table": (settings('[stile]\ntheme = "plain"\n'), ["setting-unknown book.toml:6:2"]),
    "an unknown key of an edition": (edition('trimm = "A5"\n'), ["setting-unknown book.toml:10:1"]),
    "an unknown key of an overlay": (edition('style.sise = "9pt"\n'), ["setting-unknown book.toml:10:7"]),
    "a key of the wrong type": (settings("[style]\nsize = 11\n"), ["setting-invalid book.toml:7:8"]),
    "a word that is not one of those": (settings('[style]\nfolios = "romann"\n'), ["setting-invalid book.toml:7:10"]),
    "a number out of range": (settings("[style]\ncontents-depth = 9\n"), ["setting-invalid book.toml:7:18"]),
    "a trim that is none": (edition('trim = "A55"\n'), ["setting-invalid book.toml:10:8"]),
    "a language that is none": ({"book.toml": '[book]\ntitle = "Stock"\nlanguage = "english!"\n'}, ["setting-invalid book.toml:3:12"]),
    "a language without words of its own": (
        {"book.toml": '[book]\ntitle = "Stock"\nlanguage = "ha"\n'}, ["words-missing book.toml:3:12"],
    ),
    "a word that there is not": (settings('[words]\ncontens = "What is in it"\n'), ["setting-unknown book.toml:7:1"]),
    "a word without what is filled in": (settings('[words]\npage = "on the page"\n'), ["setting-invalid book.toml:7:8"]),
    "a role that is no relator": (
        {"book.toml": '[book]\ntitle = "Stock"\ncontributors = [{ name = "A", role = "autor" }]\n'},
        ["setting-invalid book.toml:3:38"],
    ),
    "no title": ({"book.toml": "[book]\n"}, ["setting-invalid book.toml:1:2"]),
    "a theme that nobody has": (settings('[style]\ntheme = "plane"\n'), ["setting-invalid book.toml:-:-"]),
    "a riwāyah that is no file": (settings('[scripture]\nriwayah = "warsh.json"\n'), ["setting-invalid book.toml:7:11"]),
    "a riwāyah that is no muṣḥaf": (
        {**settings('[scripture]\nriwayah = "text.json"\n'), "text.json": "{}"},
        ["setting-invalid book.toml:-:-"],
    ),
    "body and parts at once": (
        {"book.toml": '[book]\ntitle = "Stock"\n[matter]\nbody = ["chapters/*.md"]\nparts = []\n'},
        ["setting-invalid book.toml:5:1"],
    ),
    "a waiver of no code": (settings('[[allow]]\ncode = "qoran-mismatch"\nreason = "x"\n'), ["setting-invalid book.toml:7:8"]),
    "a waiver that is not used": (settings('[[allow]]\ncode = "note-unused"\nreason = "x"\n'), ["allow-unused book.toml:6:1"]),
    "an ISBN with a wrong check digit": (edition('isbn = "978-0-00-000101-7"\n'), ["isbn-invalid book.toml:10:8"]),
    "an ISBN that is too short": (edition('isbn = "978-0-00"\n'), ["isbn-invalid book.toml:10:8"]),
    "one ISBN for two editions": (
        {"book.toml": TOML + '[editions.a]\nformat = "epub"\nisbn = "978-0-00-000101-6"\n[editions.b]\nformat = "pdf"\nisbn = "9780000001016"\n'},
        ["isbn-duplicate book.toml:11:8"],
    ),
    # the printer
    "a trim that the printer does not make": (
        edition('[editions.press]\nformat = "pdf"\npurpose = "press"\nprinter = "kdp"\ntrim = "A6"\n'), ["trim-refused book.toml:14:8"],
    ),
    "a binding that the printer has not": (
        edition('[editions.press]\nformat = "pdf"\npurpose = "press"\nprinter = "kdp"\nbinding-style = "saddle"\n'),
        ["setting-invalid book.toml:14:17"],
    ),
    "a PDF without fonts": (
        edition('[editions.press]\nformat = "pdf"\nfonts = "none"\n'), ["setting-invalid book.toml:12:9"],
    ),
    "a language that the printer does not name": (
        {"book.toml": TOML.replace("[matter]", 'language = "ar"\n[matter]') + '[editions.press]\nformat = "pdf"\npurpose = "press"\nprinter = "kdp"\ntrim = "6x9in"\n'},
        ["store-language book.toml:3:12"],
    ),
    # files
    "a missing chapter": ({"book.toml": TOML.replace("*", "03")}, ["chapter-missing book.toml:5:9"]),
    "a glob without a match": ({"book.toml": TOML.replace("*", "x*")}, ["chapter-missing book.toml:5:9"]),
    "a file named twice": (
        {"book.toml": TOML.replace('["chapters/*.md"]', '["chapters/*.md", "chapters/01.md"]')},
        ["setting-invalid book.toml:5:26"],
    ),
    "an item that is none": ({"book.toml": TOML.replace("[]", '["half-titel"]')}, ["setting-invalid book.toml:4:10"]),
    "an empty chapter": ({"chapters/03.md": ""}, ["chapter-empty chapters/03.md:1:1"]),
    "a chapter of white space": ({"chapters/03.md": " \n\n\t\n"}, ["chapter-empty chapters/03.md:1:1"]),
    "a chapter that is not UTF-8": ({"chapters/03.md": "# Three\n\nnaïve\n".encode("latin-1")}, ["encoding-invalid chapters/03.md:3:3"]),
    "a path outside": ({"book.toml": TOML.replace("chapters/*.md", "../other.md")}, ["path-outside book.toml:5:9"]),
    "an absolute path": ({"book.toml": TOML.replace("chapters/*.md", "/etc/passwd.md")}, ["path-outside book.toml:5:9"]),
    "a cataloguing block outside": (
        {"book.toml": '[book]\ntitle = "Stock"\ncataloguing = "../cip.md"\n'}, ["path-outside book.toml:3:15"],
    ),
    "a missing cataloguing block": (
        {"book.toml": '[book]\ntitle = "Stock"\ncataloguing = "cip.md"\n'}, ["chapter-missing book.toml:3:15"],
    ),
    "an image outside": (chapter("![A](../../a.png)"), [f"path-outside {ONE}:3:1"]),
    "a missing image": (chapter("![A](../images/b.png)"), [f"image-missing {ONE}:3:1"]),
    "a broken image": ({**chapter("![A](../images/b.png)"), "images/b.png": b"\x89PNG\r\n\x1a\nno"}, [f"image-invalid {ONE}:3:1"]),
    "an image that is another": ({**chapter("![A](../images/b.png)"), "images/b.png": b"GIF89a"}, [f"image-invalid {ONE}:3:1"]),
    "a broken drawing": ({**chapter("![A](../images/b.svg)"), "images/b.svg": "<svg"}, [f"image-invalid {ONE}:3:1"]),
    "a drawing with a script": (
        {**chapter("![A](../images/b.svg)"), "images/b.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'},
        [f"image-invalid {ONE}:3:1"],
    ),
    "an image over the network": (chapter("![A](https://example.org/a.png)"), [f"resource-remote {ONE}:3:1"]),
    "an image over the network, in a line": (chapter("see ![A](//example.org/a.png) it"), [f"resource-remote {ONE}:3:5"]),
    "a picture of too many pixels": (
        {**chapter("![A](../images/b.png)"), "images/b.png": png_head(1, 80_000_000)}, [f"too-large {ONE}:3:1"],
    ),
    "a drawing that fetches": (
        {
            **chapter("![A](../images/b.svg)"),
            "images/b.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/a.png"/></svg>',
        },
        [f"resource-remote {ONE}:3:1"],
    ),
    "a generated item twice": ({"book.toml": TOML.replace("[]", '["contents", "contents"]')}, ["setting-invalid book.toml:4:22"]),
    "a type size of nothing": (settings('[style]\nsize = "0pt"\n'), ["setting-invalid book.toml:7:8"]),
    "a control character in a setting": ({"book.toml": '[book]\ntitle = "A\\u0007"\n'}, ["setting-invalid book.toml:2:9"]),
    "an id that is a part's": (
        {"book.toml": '[book]\ntitle = "S"\n[matter]\nparts = [{ title = "P", chapters = ["chapters/*.md"] }]\n', "chapters/03.md": "# T {#part-1}\n\nx\n"},
        ["id-duplicate chapters/03.md:1:6"],
    ),
    # the text
    "a control character": (chapter("a\u0007b"), [f"encoding-invalid {ONE}:3:2"]),
    "raw HTML": (chapter("A <b>bold</b> word."), [f"html-forbidden {ONE}:3:3", f"html-forbidden {ONE}:3:10"]),
    "a block of raw HTML": (chapter("<div>\nText\n</div>"), [f"html-forbidden {ONE}:3:1"]),
    "an unknown class": (chapter("[Abu Bakr]{.persn}"), [f"construct-unknown {ONE}:3:12"]),
    "an unknown div": (chapter("::: {.quraan}\n:::"), [f"construct-unknown {ONE}:3:6"]),
    "a break that holds something": (chapter("Text\n\n::: {.break}\nText\n:::"), [f"construct-unknown {ONE}:5:1"]),
    "an edition that there is not": (chapter("::: {only=screan}\nText\n:::"), [f"construct-unknown {ONE}:3:6"]),
    "no edition": (chapter('::: {only=""}\nText\n:::'), [f"construct-unknown {ONE}:3:6"]),
    "a title for some editions": ({ONE: "# One {#one only=screen}\n\nText\n"}, [f"construct-unknown {ONE}:1:13"]),
    "a reference to what an edition leaves out": (
        chapter("Text [](#a).\n\n## Here {#a only=screen}\n\nText"), [f"link-broken {ONE}:3:6"],
    ),
    "a div that is not closed": (chapter("::: letter\nText"), [f"construct-unknown {ONE}:3:1"]),
    "a title twice": ({"chapters/03.md": "---\ntitle: A\n---\n\n# B\n\nText.\n"}, ["setting-invalid chapters/03.md:5:1"]),
    "an unknown key of the front matter": ({"chapters/03.md": "---\ntitel: A\n---\n\n# B\n\nText.\n"}, ["setting-unknown chapters/03.md:2:1"]),
    "an undefined note": (chapter("Text.[^a]"), [f"note-undefined {ONE}:3:6"]),
    "a note that is not called": (chapter("Text.\n\n[^a]: A note."), [f"note-unused {ONE}:5:1"]),
    "an undefined reference": (chapter("See [](#nowhere)."), [f"link-broken {ONE}:3:5"]),
    "a link to a file": (chapter("See [it](02.md)."), [f"link-broken {ONE}:3:5"]),
    "an id twice": (chapter("## A {#x}\n\n## B {#x}"), [f"id-duplicate {ONE}:5:7"]),
    "an id in two files": ({"chapters/03.md": "# Three {#one}\n\nText.\n"}, ["id-duplicate chapters/03.md:1:10"]),
    "an id that is a section's": ({"chapters/03.md": "# Three\n\n## A {#02}\n\nText.\n"}, ["id-duplicate chapters/03.md:3:7"]),
    "an id that is a generated section's": ({"chapters/03.md": "# Three {#contents}\n\nText.\n"}, ["id-duplicate chapters/03.md:1:10"]),
    "a level left out": (chapter("### Three"), [f"heading-skipped {ONE}:3:1"]),
    "an image without a text": (chapter("![](../images/lantern.svg)"), [f"alt-missing {ONE}:3:1"]),
    # scripture
    "an unknown verse": (chapter("[9:140]{.quran}"), [f"quran-reference-unknown {ONE}:3:1"]),
    "an unknown sūrah": (chapter("::: {.quran ref=\"115:1\"}\n:::"), [f"quran-reference-unknown {ONE}:3:1"]),
    "words that there are not": (chapter('[9:40]{.quran words="90-95"}'), [f"quran-reference-unknown {ONE}:3:1"]),
    "a wrong word": (chapter("﴿ثَانِيَ اثْنَيْنِ إِذْ هُمَا فِي الْعَهْدِ﴾ [9:40]"), [f"quran-mismatch {ONE}:3:31"]),
    "a wrong word in a quotation set off": (
        chapter('::: {.quran ref="9:40"}\nثَانِيَ اثْنَيْنِ إِذْ هُمَا فِي الْعَهْدِ\n:::'), [f"quran-mismatch {ONE}:4:30"],
    ),
    "what is not Qurʾān": (chapter("﴿هذا كلام من عندنا نحن﴾"), [f"quran-mismatch {ONE}:3:1"]),
    "another verse's reference": (chapter("﴿قل هو الله أحد﴾ [9:40]"), [f"quran-reference-wrong {ONE}:3:1"]),
    # honorifics
    "a space before a comma": (chapter("He came , and went."), [f"space-stray {ONE}:3:8"]),
    "a Latin comma in Arabic": (chapter("قال الرجل, ثم مضى إلى بيته"), [f"punctuation-foreign {ONE}:3:10"]),
    "a Persian letter in Arabic": (chapter("قال الرجل کلمة ثم مضى إلى بيته"), [f"letter-foreign {ONE}:3:11"]),
    "a bracket that is not closed": (chapter("He came (at noon and went."), [f"bracket-unclosed {ONE}:3:9"]),
    "a comma twice": (chapter("He came,, and went."), [f"mark-doubled {ONE}:3:8"]),
    "an unmarked verse that its reference belies": (
        chapter("ثَانِيًا رَبَّنَا أَبْشَرْنَاهُ (التوبة: 40)"), [f"quran-doubtful {ONE}:3:1"],
    ),
    "an index without an entry": (
        {"book.toml": TOML.replace("[matter]", '[matter]\nback = ["index:terms"]') + TAIL}, ["index-empty book.toml:4:9"],
    ),
    "a citation of Pandoc's": (chapter("As told [@key, p. 12] here."), [f"citation-unknown {ONE}:3:9"]),
    "an honorific that is required": (
        {**settings('[honorifics]\nrequire = "always"\n'), **chapter("[Umar]{.person} came.")}, [f"honorific-missing {ONE}:3:1"],
    ),
    "an honorific of a Companion that is the Prophet's": (chapter("Abu Bakr ﷺ came."), [f"honorific-mismatch {ONE}:3:10"]),
    "an honorific of one of two who share a name": (
        chapter("Ibrahim (ra), the son of Mariyah (ra), was born in Madinah."), [f"honorific-doubtful {ONE}:3:9"],
    ),
    # words
    "words of the Qurʾān that are not marked": (arabic("وقرأ: لا تحزن إن الله معنا ثم مضى."), [f"quran-unreferenced {ONE}:3:7"]),
    "digits of two kinds": (chapter("They were ٤٠ men, and 30 of them came."), [f"digits-mixed {ONE}:3:11"]),
    "a word stretched by hand": (arabic("قال الرجـــل وهو يمشي"), [f"tatweel-in-source {ONE}:3:9"]),
    "a mark of direction": (chapter("He came\u200f at noon."), [f"bidi-control {ONE}:3:8"]),
    "letters as ready-made shapes": (arabic("كتب ﻛﺘﺎﺑﺎ ثم مضى"), [f"arabic-presentation-form {ONE}:3:5"]),
    "a name in two spellings": (
        chapter("They came to al-Hudaybiyyah, and left al-Hudaybiyyah, not al-Hudaibiyah."), [f"transliteration-mixed {ONE}:3:62"],
    ),
    "a hadith that its collection has not": (
        chapter('::: {.hadith source="Bukhari 99999"}\nActions are by intentions.\n:::'), [f"source-unparsed {ONE}:3:1"],
    ),
    "a date that is another day": (chapter("London, 15 Shaʿbān 1446 AH / 17 February 2025 CE"), [f"date-disagrees {ONE}:3:9"]),
    # the theme
    "a template that does not parse": ({"styles/plain/verse.xhtml": "{% macro Poem(node) %}\n{{ node. }}"}, ["template-invalid styles/plain/verse.xhtml:2:-"]),
    "a template that fails": (
        {"styles/plain/chapter.xhtml": "{% extends 'document.xhtml' %}\n{% block content %}{{ nobody.knows }}{% endblock %}"},
        ["template-invalid styles/plain/chapter.xhtml:2:-"],
    ),
    "a template that divides by nothing": (
        {"styles/plain/chapter.xhtml": "{% extends 'document.xhtml' %}\n{% block content %}{{ 1 / 0 }}{% endblock %}"},
        ["template-invalid styles/plain/chapter.xhtml:2:-"],
    ),
    "a template that is not UTF-8": ({"styles/plain/verse.xhtml": b"\xe9"}, ["template-invalid styles/plain/verse.xhtml:-:-"]),
    "a template that makes no XML": (
        {"styles/plain/chapter.xhtml": "{% extends 'document.xhtml' %}{% block content %}<p>{% endblock %}"},
        ["template-invalid styles/plain/chapter.xhtml:-:-"],
    ),
    "a template without a section": (
        {"styles/plain/chapter.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>x</p></body></html>'},
        ["template-invalid styles/plain/chapter.xhtml:-:-"],
    ),
    "a template without a macro": (
        {"styles/plain/blocks.xhtml": "{% macro Heading(node) %}{% endmacro %}"}, ["template-invalid styles/plain/blocks.xhtml:-:-"],
    ),
    "a style sheet that does not parse": ({"styles/plain/print.css": "p { color: red\n"}, ["style-invalid styles/plain/print.css:2:1"]),
    "tokens that double each other": (
        {"styles/plain/print-own.css": "p { " + "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1}); " for n in range(40)) + "--a40: x }\n"},
        ["style-invalid styles/plain/print-own.css:1:5"],
    ),
    "a brace too many": ({"styles/plain/epub.css": "p { color: red }\n}\n"}, ["style-invalid styles/plain/epub.css:2:2"]),
    "a declaration that is none": ({"styles/plain/epub.css": "p { margin 0 }\n"}, ["style-invalid styles/plain/epub.css:1:13"]),
    "a style sheet that is not UTF-8": ({"styles/plain/print.css": b"/* \xe9 */"}, ["style-invalid styles/plain/print.css:-:-"]),
    "a style sheet that imports over the network": ({"styles/plain/print.css": '@import "https://example.org/a.css";'}, ["resource-remote styles/plain/print.css:1:1"]),
    "a style sheet that imports": ({"styles/plain/epub.css": '@import "a.css";'}, ["style-invalid styles/plain/epub.css:1:1"]),
    "a note of a series that is not declared": (chapter("Sentence.[^ed:1]\n\n[^ed:1]: A note."), [f"note-series-unknown {ONE}:3:10"]),
    "a style sheet with a picture": ({"styles/plain/epub.css": "p { background: url(a.png) }"}, ["style-invalid styles/plain/epub.css:1:17"]),
    "an e-book's style sheet that sets direction": ({"styles/plain/epub.css": "p { direction: rtl }"}, ["style-invalid styles/plain/epub.css:1:5"]),
    "a style sheet that fetches": ({"styles/plain/print.css": 'p { background: url("https://example.org/a.png") }'}, ["resource-remote styles/plain/print.css:1:17"]),
    "a character that no font has": (chapter("A \U00013000 sign."), [f"glyph-missing {ONE}:3:3"]),
    "a mark without a letter": (chapter("He said \u064f so."), [f"glyph-missing {ONE}:3:9"]),
    "a font that is not there": (settings('[style]\nfonts = { latin = "Zapf Nowhere" }\n'), ["font-missing book.toml:-:-"]),
}  # fmt: skip

PAGES: dict[str, tuple[Files, list[str]]] = {
    "a picture of too few pixels": (printed("", png(120, 90)), [f"image-too-coarse {ONE}:3:3"]),
    "more ink than the edition's limit": (
        {
            **printed('ink = "colour"\nink-limit = 300\n'),
            "styles/plain/print.css": "h1 { color: device-cmyk(0.9 0.9 0.9 0.9) } img { width: 100% }\n",
        },
        ["ink-excess book.toml:-:-"],
    ),
    "a picture of few pixels": (printed("", png(800, 30)), [f"image-resolution {ONE}:3:3"]),
    "a book without a section": (
        {"book.toml": '[book]\ntitle = "Stock"\n[matter]\nfront = []\nbody = []\n'}, ["chapter-missing book.toml:3:2"],
    ),
    "a line with wide spaces": (
        {
            **chapter("::: {.x-narrow}\nOne two Wallpaperwallpaper\n:::"),
            "styles/plain/print.css": ".x-narrow { width: 11em; text-align: justify }\n",
        },
        [f"line-loose {ONE}:4:1"],
    ),
    "a running head longer than its line": (
        {ONE: f"# {'A head without an end ' * 8}{{#one}}\n\n{'Words of a page. ' * 900}\n"}, [f"head-shortened {ONE}:1:3"],
    ),
    "a book too thin for its printer": (
        {"book.toml": TOML + '[editions.press]\nformat = "pdf"\npurpose = "press"\nprinter = "kdp"\ntrim = "6x9in"\n'}, ["page-count book.toml:-:-"],
    ),
    "a word wider than the page": (
        chapter("1234567890" * 20), [f"line-overfull {ONE}:3:1", f"text-outside {ONE}:3:1"],
    ),
    "a paragraph that is printed over another": (
        {
            **chapter("One stands here.\n\n::: {.x-over}\nTwo stands over it.\n:::"),
            "styles/plain/print.css": "p { margin: 0; line-height: 1.4 } .x-over { margin-top: -1.3em }\n",
        },
        [f"text-outside {ONE}:6:1"],
    ),
    "a cover whose text stands in what is trimmed": (
        {
            "book.toml": TOML + '[cover]\ndesign = "ours"\n' + TAIL,
            "styles/covers/ours/cover.css": ".cover .plate { left: 1mm }\n",
        },
        ["margin-narrow -:-:-"],
    ),
    "marks that touch the line above": (
        arabic(f"{'بِجٍ ' * 12}\\\n{'أُلَّا ' * 12}", "[style]\nleading = 1.0\n"), [f"marks-collide {ONE}:4:1"],
    ),
    "a page that is iii where its reference says iv, and iv where it says iii": (
        {
            "book.toml": TOML + '[style]\nfolios = "roman"\nopening = "recto"\n' + TAIL,
            "chapters/02.md": "# Two\n\n[](#there){.page}\n\n::: {.x-filler}\nFiller.\n:::\n\n::: {#there .x-there}\nThere.\n:::\n",
            # A line for each letter of the reference: one letter more, and the place moves to the next page.
            "styles/plain/print.css": (
                ".page-reference { display: block; width: 16pt; letter-spacing: 9pt; font-size: 10pt; line-height: 44pt; "
                "overflow-wrap: anywhere } .x-filler { height: 95pt } .x-there { height: 20pt; break-inside: avoid }\n"
            ),
        },
        ["page-reference-unstable -:-:-"],
    ),
}  # fmt: skip

FILES: dict[str, tuple[str, bytes, list[str]]] = {
    "an e-book that is no archive": ("book.epub", b"PK\x03\x04", ["archive-unsafe -:-:-"]),
    "a PDF that ends where it begins": ("book.pdf", b"%PDF-1.7\n%%EOF", ["archive-unsafe -:-:-"]),
}
"""The name of a file, its bytes, what `inspect` finds in it."""


def press_pdf(content: bytes, *, lang: str = "en", annotated: bool = False, **resources: Dictionary) -> bytes:
    """One page of 3 × 3 in, with a form of text without meaning in PDF 1.4."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(216, 216))
    page = pdf.pages[0].obj
    pdf.Root.Lang = String(lang)
    page.Contents = pdf.make_stream(content)
    page.Resources = Dictionary(**resources)
    if "XObject" in resources:
        grey = pdf.make_stream(bytes(100 * 100), Type=Name.XObject, Subtype=Name.Image, Width=100, Height=100)
        grey.ColorSpace, grey.BitsPerComponent = Name.DeviceGray, 8
        page.Resources.XObject.I = grey
    if "Font" in resources:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Blocks, Encoding=Name.WinAnsiEncoding)
        program = pdf.make_stream(b"OTTO", Subtype=Name.OpenType)
        font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Blocks, Flags=32, FontFile3=program)
        page.Resources.Font.F = pdf.make_indirect(font)
    if annotated:
        page.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[9, 9, 20, 20]))])
    saved = io.BytesIO()
    pdf.save(saved, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return saved.getvalue()


PRESS: dict[str, tuple[tuple[str, str], bytes, list[str]]] = {
    "a PDF that is no PDF/X": (
        ("--profile", "x4"),
        press_pdf(b"0 g 9 9 9 9 re f"),
        [*["preflight-version -:-:-"] * 5, "preflight-intent -:-:-", "preflight-box -:-:-"],
    ),
    "a PDF of a size and in a language that KDP does not take": (
        ("--printer", "kdp"),
        press_pdf(b"", lang="ar", annotated=True),
        ["trim-refused -:-:-", "page-count -:-:-", "preflight-annotation -:-:-", "store-language -:-:-"],
    ),
    "what KDP does not print": (
        ("--printer", "kdp"),
        press_pdf(
            b"/G gs 1 g 90 90 40 40 re f 0 G 0.1 w 90 90 m 99 99 l S q 100 0 0 100 60 60 cm /I Do Q "
            b"0 g BT /F 9 Tf 2 100 Td (A) Tj ET",
            ExtGState=Dictionary(G=Dictionary(op=True, ca=0.5)), XObject=Dictionary(), Font=Dictionary(),
        ),
        [
            "trim-refused -:-:-", "page-count -:-:-", "line-thin -:-:-", "preflight-overprint -:-:-",
            "preflight-image -:-:-", "preflight-transparency -:-:-", "preflight-font -:-:-", "margin-narrow -:-:-",
        ],
    ),
    "what Lulu does not print": (
        ("--printer", "lulu"),
        press_pdf(b"1 1 1 0 k 90 90 40 40 re f q 36 0 0 36 60 60 cm /I Do Q", XObject=Dictionary()),
        ["trim-refused -:-:-", "page-count -:-:-", "preflight-colour -:-:-", "preflight-ink -:-:-", "image-resolution -:-:-"],
    ),
}  # fmt: skip
"""An option, the bytes of `book.pdf`, what `inspect` finds in it with that option."""
