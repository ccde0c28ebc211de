"""Small files of foreign formats, made by code: an EPUB, HTML, a page of Shamela, an OpenITI text, Pandoc's JSON."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bookbuild.intake.conservation import check_reading, runs_text
from bookbuild.intake.document import IntakeBlock, IntakeHeading
from bookbuild.intake.importing.formats import reader_of
from bookbuild.intake.reader import IntakeFile, ReadDocument, ReadOptions

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">
<metadata><dc:title id="t">The Well</dc:title><dc:title id="s">Six days on the road</dc:title>
<meta refines="#s" property="title-type">subtitle</meta><dc:language>en</dc:language>
<dc:creator id="c">Hala Rifai</dc:creator><meta refines="#c" property="role">trl</meta>
<dc:publisher>Northgate Press</dc:publisher><dc:identifier>urn:isbn:9780306406157</dc:identifier>
<dc:date>2014-05-02</dc:date><meta property="belongs-to-collection">Roads</meta></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="p" href="part.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine page-progression-direction="ltr"><itemref idref="p"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol><li><a href="part.xhtml">Leaving</a><ol><li><a href="a.xhtml">The Night</a></li>
<li><a href="b.xhtml">The Day</a></li></ol></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="b.xhtml#p9">9</a></li></ol></nav></body></html>"""
PART = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Leaving</h1></body></html>'
FIRST = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<p class="ct">The Night</p>
<p>They left<a epub:type="noteref" href="#n1">1</a> by the well <span epub:type="pagebreak" title="7"/>of the <i>tribe</i>;
see <a href="b.xhtml#p9">the day</a>.</p>
<aside epub:type="footnote" id="n1"><p><a href="#r">1</a>. In the spring.</p></aside></body></html>"""
SECOND = """<html xmlns="http://www.w3.org/1999/xhtml"><body><h2>The Day</h2>
<p id="p9">It was hot.<br>Then it was not.</p></body></html>"""
FILES = {
    "META-INF/container.xml": CONTAINER, "OPS/book.opf": PACKAGE, "OPS/nav.xhtml": NAV, "OPS/part.xhtml": PART,
    "OPS/a.xhtml": FIRST, "OPS/b.xhtml": SECOND,
}  # fmt: skip
SHAMELA = """<!DOCTYPE html><html lang='ar' dir='rtl'><head><title>كتاب الطريق</title></head><body><div class='Main'>
<div class='PageText'><p><span class='title'>الكتاب:</span> كتاب الطريق<p><span class='title'>المؤلف:</span> فلان
<p><span class='title'>القسم:</span> التاريخ</div>
<div class='PageText'><div class='PageHead'><span class='PartName'>كتاب الطريق</span><span class='PageNumber'>(ص: ٥)</span>
<hr/></div><span data-type='title' id=toc-1>باب البئر</span></p>نزلوا عند البئر (1) ليلا</p>ثم ساروا حتى
<hr width='95' align='right'><div class='footnote'>(1) بئر معروفة</p><font color=#be0000>(2)</font> بلا موضع</div></div>
<div class='PageText'><div class='PageHead'><span class='PartName'>كتاب الطريق</span><span class='PageNumber'>(ص: ٦)</span>
<hr/></div>بلغوا المنزل.</p></div></div></body></html>"""
OPENITI = """######OpenITI#

#META# 010.AuthorNAME\t:: فلان بن فلان
#META# 020.BookTITLE\t:: كتاب الطريق
#META# 043.EdPUBLISHER\t:: دار النشر
#META# 045.EdYEAR\t:: 1406

#META#Header#End#

### | باب البئر
# نزلوا عند البئر ليلا
~~ثم ساروا PageV01P005 حتى بلغوا (¬1) المنزل ms001
# (¬1) منزل معروف
### || فصل في السير
# يا سائرا %~% في ليله
# خفف خطاك %~% على الحصى
# $RWY$ حدثنا فلان عن فلان @MATN@ قال كذا @HUKM@ صحيح
### $ فلان بن فلان
# كان من أهل البئر PageV01P006
"""


def package(files: Mapping[str, str | bytes] = FILES) -> bytes:
    """An EPUB of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def ast(*blocks: Any, **meta: Any) -> bytes:
    """A document as `pandoc -t json` writes it."""
    return json.dumps({"pandoc-api-version": [1, 23], "meta": meta, "blocks": blocks}).encode()


def words(text: str) -> list[Any]:
    """A text as inlines of Pandoc."""
    pieces: list[Any] = []
    for word in text.split(" "):
        pieces += [{"t": "Space"}, {"t": "Str", "c": word}] if pieces else [{"t": "Str", "c": word}]
    return pieces


def para(text: str) -> Any:
    return {"t": "Para", "c": words(text)}


def read(name: str, data: bytes | str, wanted: str | None = None, folder: Path | None = None) -> ReadDocument:
    """A file read by the reader of its format, its letters balanced."""
    file = IntakeFile(name, data.encode() if isinstance(data, str) else data, folder)
    found = reader_of(file, wanted)(file, ReadOptions())
    check_reading(found)
    return found


def headings(blocks: tuple[IntakeBlock, ...]) -> list[tuple[int | None, str]]:
    return [(block.level, runs_text(block.runs)) for block in blocks if isinstance(block, IntakeHeading)]
