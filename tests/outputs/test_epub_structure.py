"""What an e-book says of itself to every device: NCX, roles, source, languages and directions, series."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from book_command import command
from lxml import etree
from rendered_samples import EPOCH, arabic, book, document, english, line, plain

from bookbuild.inspection.epub import epub_facts, epub_findings
from bookbuild.inspection.judges import epubcheck
from bookbuild.model.document import Rendered
from bookbuild.model.settings import BookTable, Contributor
from bookbuild.outputs.epub.package import write_epub

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TYPE = "{http://www.idpf.org/2007/ops}type"
# Digital Publishing WAI-ARIA Module 1.1 and the EPUB Type to ARIA Role Authoring Guide; an endnote is a `doc-footnote`,
# since `doc-endnote` is deprecated; `cover` is of pictures alone.
ROLES = {
    kind: f"doc-{kind}"
    for kind in (
        "abstract", "acknowledgments", "afterword", "appendix", "bibliography", "chapter", "colophon", "conclusion",
        "credits", "dedication", "endnotes", "epigraph", "epilogue", "errata", "footnote", "foreword", "glossary", "index",
        "introduction", "noteref", "pagebreak", "part", "preface", "prologue", "qna", "subtitle", "toc",
    )
} | {"endnote": "doc-footnote", "page-list": "doc-pagelist"}  # fmt: skip


def entry(rendered: Rendered, path: Path, name: str) -> bytes:
    write_epub(rendered, path, epoch=EPOCH)
    assert epub_findings(path) == ()
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"EPUB/{name}")


def points(element: etree._Element, level: int = 1) -> list[tuple[str, str, int]]:
    found = []
    for point in element.findall(f"{NCX}navPoint"):
        label, content = point.findtext(f"{NCX}navLabel/{NCX}text"), point.find(f"{NCX}content")
        found += [(label, f"EPUB/{content.get('src')}", level), *points(point, level + 1)]
    return found


@pytest.mark.parametrize("make", [english, arabic])
def test_the_ncx_has_the_lines_of_the_navigation_document(make, tmp_path):
    root = etree.fromstring(entry(make(), tmp_path / "a.epub", "toc.ncx"))
    facts = epub_facts(tmp_path / "a.epub")
    assert facts["ncx"]
    assert points(root.find(f"{NCX}navMap")) == [(e["title"], e["target"], e["level"]) for e in facts["toc"]]
    assert (root.get(f"{XML}lang"), root.get("dir")) == (facts["language"], facts["package_direction"])


def test_the_ncx_has_the_identifier_the_depth_and_the_pages(tmp_path, judged):
    mark = '<span id="p{0}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{0}"></span>'
    body = f"<h1>One</h1><p>a{mark.format('xii')}b</p><p>{mark.format(1)}c</p>"
    contents = (line("c", "One"), line("p1", "Twice", 2, "c"), line("p1", "Twice", 2, "c"))
    rendered = plain(book=book(BookTable(title="A"), contents=contents), documents=(document("c", body),))
    root = etree.fromstring(entry(rendered, tmp_path / "a.epub", "toc.ncx"))
    head = {meta.get("name"): meta.get("content") for meta in root.iter(f"{NCX}meta")}
    assert head == {
        "dtb:uid": epub_facts(tmp_path / "a.epub")["identifiers"][0],
        "dtb:depth": "2",
        "dtb:totalPageCount": "2",
        "dtb:maxPageNumber": "1",
    }
    pages = [(e.get("type"), e.findtext(f"{NCX}navLabel/{NCX}text")) for e in root.iter(f"{NCX}pageTarget")]
    assert pages == [("front", "xii"), ("normal", "1")]
    assert [verdict.remarks for verdict in judged(epubcheck, tmp_path / "a.epub")] == [()]


def test_texts_of_the_package_say_their_language_and_direction(tmp_path):
    table = BookTable(
        title={"ar": "رفيق الغار", "en": "Companion"},
        language="ar",
        contributors=(Contributor(name={"en": "Nobody"}, sort="Nobody, A."),),
        publisher={"ar": "الدار", "en": "The House"},
    )
    package = entry(replace(arabic(), book=book(table)), tmp_path / "a.epub", "content.opf").decode()
    for shown in (
        '<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="id" version="3.0" '
        'prefix="rendition: http://www.idpf.org/vocab/rendition/#" xml:lang="ar" dir="rtl">',
        '<dc:title id="title-main" xml:lang="ar" dir="rtl">رفيق الغار</dc:title>',
        'property="alternate-script" xml:lang="en" dir="ltr">Companion</meta>',
        '<dc:creator id="contributor-1" xml:lang="en" dir="ltr">Nobody</dc:creator>',
        'property="file-as">Nobody, A.</meta>',
        '<dc:publisher xml:lang="ar" dir="rtl">الدار</dc:publisher>',
    ):
        assert shown in package


def test_a_series_is_said_in_both_ways(tmp_path):
    package = entry(english(), tmp_path / "a.epub", "content.opf").decode()
    assert 'property="belongs-to-collection" id="series" xml:lang="en" dir="ltr">Companions</meta>' in package
    assert '<meta refines="#series" property="collection-type">series</meta>' in package
    assert '<meta refines="#series" property="group-position">2</meta>' in package
    assert '<meta name="calibre:series" content="Companions"/>' in package
    assert '<meta name="calibre:series_index" content="2"/>' in package


def test_a_cover_is_said_in_both_ways(tmp_path):
    package = entry(english(), tmp_path / "a.epub", "content.opf").decode()
    cover = re.search(r'<meta name="cover" content="([^"]+)"/>', package)
    assert re.search(rf'<item href="cover.png" id="{cover[1]}" [^>]*properties="cover-image"', package)


@pytest.mark.parametrize(
    ("body", "languages"),
    [
        ("<p>One.</p>", ["en"]),
        ('<p>With <span lang="ar" xml:lang="ar" dir="rtl">لا تحزن</span>.</p>', ["en"]),
        (
            '<p lang="ar" xml:lang="ar" dir="rtl">لا تحزن</p><div lang="ar" xml:lang="ar-EG"><p>لا</p></div>',
            ["en", "ar"],
        ),
        (
            '<p lang="fa" xml:lang="fa" dir="rtl">متن</p><p lang="ur" xml:lang="ur" dir="rtl">متن</p>',
            ["en", "fa", "ur"],
        ),
        ('<section data-generated=""><p lang="ar" xml:lang="ar" dir="rtl">الغار</p></section>', ["en"]),
        ('<p lang="en-GB" xml:lang="en-GB">One.</p><p lang="und" xml:lang="und">x</p>', ["en"]),
    ],
)
def test_other_languages_are_those_of_whole_paragraphs(body, languages, tmp_path):
    write_epub(plain(documents=(document("one", f"<h1>One</h1>{body}"),)), tmp_path / "a.epub", epoch=EPOCH)
    assert epub_facts(tmp_path / "a.epub")["languages"] == languages


SAMPLE = {
    "book.toml": """
[book]
title = "Cave"
[matter]
front = ["title-page", "epigraph.md", "dedication.md", "contents"]
back = ["index:persons", "colophon"]
[style]
notes = "book"
[cover]
[editions.ebook]
format = "epub"
isbn = "978-0-306-40615-7"
[editions.large]
format = "pdf"
purpose = "press"
isbn = "978-0-00-000301-0"
[editions.press]
format = "pdf"
purpose = "press"
isbn = "978-0-00-000302-7"
""",
    "epigraph.md": "::: epigraph\nWords before.\n:::\n",
    "dedication.md": "::: dedication\nTo the reader.\n:::\n",
    "chapters/one.md": "# One\n\n[Hind]{.person} wrote text[^1] of it.\n\n[^1]: A note.\n",
}


@pytest.fixture(scope="module")
def ebook(tmp_path_factory):
    folder = tmp_path_factory.mktemp("structure") / "cave"
    for name, text in SAMPLE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    result = command("build", folder, "--edition", "ebook", "--out", folder.parent / "out")
    assert result.exit_code == 0, result.output
    return folder.parent / "out" / "cave" / "cave-ebook.epub"


def test_every_type_has_its_role(ebook):
    seen = set()
    with zipfile.ZipFile(ebook) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                for element in etree.fromstring(archive.read(name)).iter():
                    for kind in element.get(TYPE, "").split():
                        if kind in ROLES and element.getparent().getparent().get("hidden") is None:
                            seen.add(kind)
                            assert element.get("role") == ROLES[kind] or element.tag.endswith("}a"), (name, kind)
    assert {"epigraph", "dedication", "endnote", "endnotes", "noteref", "index", "colophon", "chapter", "toc"} <= seen


def test_the_source_is_the_printed_book_by_its_isbn(ebook, judged):
    facts = epub_facts(ebook)
    assert (facts["sources"], facts["identifiers"]) == (["urn:isbn:9780000003027"], ["urn:isbn:9780306406157"])
    assert [verdict.remarks for verdict in judged(epubcheck, ebook)] == [()]


def test_without_a_printed_book_there_is_no_source(tmp_path):
    write_epub(english(), tmp_path / "a.epub", epoch=EPOCH)
    assert epub_facts(tmp_path / "a.epub")["sources"] == []


def test_long_descriptions_and_formulas_are_among_the_features(tmp_path):
    body = '<h1>One</h1><p class="longdesc" id="a">Long.</p><p><math xmlns="http://www.w3.org/1998/Math/MathML"/></p>'
    described = plain(documents=(document("one", body, has_mathml=True),))
    for number, (rendered, among) in enumerate(((described, True), (plain(), False))):
        write_epub(rendered, tmp_path / f"{number}.epub", epoch=EPOCH)
        features = set(epub_facts(tmp_path / f"{number}.epub")["accessibility"]["accessibilityFeature"])
        assert ({"longDescription", "MathML"} <= features) is among
