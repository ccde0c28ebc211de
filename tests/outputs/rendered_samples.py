"""Rendered books made by hand, for the tests of what is written."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

from bookbuild.model.book import Book, ContentsLine
from bookbuild.model.document import Document, Rendered, Resource
from bookbuild.model.inlines import Honorific, Note, Run, Text
from bookbuild.model.settings import (
    BookTable,
    Contributor,
    Edition,
    HonorificsTable,
    MatterTable,
    ScriptureTable,
    Series,
    StyleTable,
)

EPOCH = 1_700_000_000
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff030000060005"
    "57bfabd40000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><title>A sign</title><path d="M0 0h2v2H0z"/></svg>'
CSS = b"p { margin: 0 } .note { font-size: 0.9em }"


def xhtml(title: str, body: str, *, lang: str = "en", direction: str = "ltr", kind: str = "bodymatter") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{lang}" xml:lang="{lang}" dir="{direction}">\n'
        f'<head><title>{title}</title><link rel="stylesheet" type="text/css" href="styles/book.css"/></head>\n'
        f'<body epub:type="{kind}">{body}</body></html>\n'
    ).encode()


def document(id: str, body: str, *, title: str = "", matter: Any = "body", **changes: Any) -> Document:
    lang, direction = changes.pop("lang", "en"), changes.pop("direction", "ltr")
    return Document(
        id=id,
        kind=changes.pop("kind", "chapter"),
        matter=matter,
        href=f"{id}.xhtml",
        title=title or id,
        lang=lang,
        direction=direction,
        xhtml=xhtml((title or id).replace("&", "&amp;").replace("<", "&lt;"), body, lang=lang, direction=direction),
        **changes,
    )


def edition(table: BookTable, *, isbn: str | None = None) -> Edition:
    return Edition(
        name="ebook",
        format="epub",
        purpose="screen",
        trim=(148, 210),
        bleed=0,
        marks=False,
        isbn=isbn,
        book=table,
        matter=MatterTable(),
        style=StyleTable(),
        honorifics=HonorificsTable(),
        scripture=ScriptureTable(),
    )


def book(table: BookTable, *, isbn: str | None = None, **changes: Any) -> Book:
    title = table.title if isinstance(table.title, str) else table.title[table.language]
    subtitle = table.subtitle if isinstance(table.subtitle, str) else ""
    rtl = table.language.startswith("ar")
    made = Book(
        name="cave",
        folder=Path("/nowhere/cave"),
        edition=edition(table, isbn=isbn),
        language=table.language,
        direction="rtl" if rtl else "ltr",
        binding="right" if rtl else "left",
        title=title,
        subtitle=subtitle or "",
        sections=(),
    )
    return replace(made, **changes)


def line(target: str, title: str, level: int = 1, section: str = "", number: str = "") -> ContentsLine:
    return ContentsLine(target, (Text(title),) if title else (), level, section or target, number)


def english() -> Rendered:
    """Left to right, with everything: parts, notes, pictures, Arabic in it, all metadata."""
    table = BookTable(
        title={"en": "Companion in the <Cave> & Beyond", "ar": "صاحب الغار"},
        subtitle='Stories "of" the first caliph',
        language="en",
        contributors=(
            Contributor(name={"en": "Abdullah Example", "ar": "عبد الله"}, role="author", sort="Example, Abdullah"),
            Contributor(name="Maryam Example", role="Translator"),
            Contributor(name="Nobody Knows", role="friend of the press"),
        ),
        publisher="The House",
        place="Cairo",
        published=datetime.date(2012, 5, 1),
        rights="© The House",
        series=Series(name={"en": "Companions", "ar": "الصحابة"}, number=2),
        subjects=("Islam", "Biography & history"),
        description="Stories.\nOf & about <companions>.",
    )
    note = (
        '<p>See<a epub:type="noteref" role="doc-noteref" id="call-1" href="#note-1">'
        '<span data-generated="">1</span></a> and <a href="two.xhtml#there">there</a>.</p>'
        '<aside epub:type="footnote" role="doc-footnote" id="note-1" class="note"><p>A note.</p></aside>'
    )
    drawn = (
        '<p>Text <span lang="ar" xml:lang="ar" dir="rtl">لا تحزن</span></p><h2 id="there">There</h2>'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" role="img" aria-label="A dot">'
        '<path d="M0 0h1v1"/></svg>'
        '<p><img src="images/sign.svg" alt="A sign"/></p>'
    )
    honorific = Honorific("muhammad", None, None, "(saw)", set_as="ﷺ")
    lines = (
        line("preface", "Preface"),
        line("part-1", "Part One", 0),
        ContentsLine("one", (Text("With the Prophet "), honorific, Note((), "1")), 1, "one"),
        line("two", "Two"),
        line("there", "There & then", 2, "two"),
        ContentsLine("ar", (Run((Text("الغار"),), "ar", "rtl"),), 1, "ar"),
        line("sources", ""),
    )
    documents = (
        document("title", "<h1>Companion</h1>", matter="front", kind="title-page", title="Companion"),
        document(
            "contents", '<h1>What is in it</h1><p><a href="one.xhtml">One</a></p>', matter="front", kind="contents"
        ),
        document("preface", "<h1>Preface</h1><p>Words.</p>", matter="front", title="Preface"),
        document("part-1", "<h1>Part One</h1>", kind="part", title="Part One"),
        document("one", "<h1>With the Prophet</h1>" + note, title="With the Prophet"),
        document("two", "<h1>Two</h1>" + drawn, title="Two", has_svg=True),
        document("ar", "<h1>الغار</h1><p>نص</p>", title="الغار", lang="ar", direction="rtl"),
        document("sources", "<h1>Sources</h1>", matter="back", title="Sources & more"),
        document("index-persons", "<h1>Persons</h1>", matter="back", kind="index:persons", title="Persons"),
    )
    resources = (
        Resource("styles/book.css", CSS, "text/css"),
        Resource("images/sign.svg", SVG, "image/svg+xml"),
        Resource("cover.png", PNG, "image/png"),
    )
    return Rendered(book(table, isbn="978-0-306-40615-7", contents=lines), documents, resources)


def arabic() -> Rendered:
    """Right to left, bound on the right, without contents lines, ISBN or contributors; a chapter called `nav`."""
    table = BookTable(title="رفيق الغار", language="ar")
    documents = (
        document("nav", "<h1>الأول</h1><p>نص.</p>", title="الأول", lang="ar", direction="rtl"),
        document("الغار", "<h1>الغار</h1>", title="الغار", lang="ar", direction="rtl"),
        document(
            "en", '<h1>English</h1><p><img src="images/p.png" alt=""/></p>', title="English", lang="en", direction="ltr"
        ),
    )
    resources = (Resource("styles/book.css", CSS, "text/css"), Resource("images/p.png", PNG, "image/png"))
    return Rendered(book(table), documents, resources)


def plain(**changes: Any) -> Rendered:
    """The least there is."""
    rendered = Rendered(
        book(BookTable(title="A")),
        (document("one", "<h1>One</h1><p>Text.</p>", title="One"),),
        (Resource("styles/book.css", CSS, "text/css"),),
    )
    return replace(rendered, **changes)
