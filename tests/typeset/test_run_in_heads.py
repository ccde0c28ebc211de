"""`{.run-in}`: a heading in the line of the paragraph that follows it, and still a heading for all who ask."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from page_samples import built, prose

TEXT = "# {}\n\n{}\n\n## {} {{.run-in #guide}}\n\n{}\n\n{}\n"
EDITIONS = '[editions.press]\nformat = "pdf"\npurpose = "screen"\n[editions.ebook]\nformat = "epub"\n'
HEADS = {"en": ("Night", "The guide."), "ar": ("الليلة", "الدليل.")}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_stands_in_the_line_and_in_outline_and_tree(language: str, tmp_path: Path) -> None:
    title, head = HEADS[language]
    paragraphs = [prose(40, seed, language) for seed in range(3)]
    text = TEXT.format(title, paragraphs[0], head, *paragraphs[1:])
    book = built(tmp_path, text, language=language, editions=EDITIONS)
    lines = [
        {round(span["bbox"][3]) for span in line["spans"]}
        for block in book.document[0].get_text("dict")["blocks"]
        for line in block.get("lines", ())
        if head.strip(".") in "".join(span["text"] for span in line["spans"])
    ]
    first = paragraphs[1].split()[0]
    page = " ".join(book.pages[0].split())
    assert lines
    assert f"{head} {first}" in page or language == "ar"
    with pikepdf.open(tmp_path / "dist/book/book-press.pdf") as pdf:
        found = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
        elements = [each for each in found if "/S" in each and "/P" in each]
        kinds = [str(each.S) for each in elements]
        heads_in_paragraphs = [each for each in elements if each.S == "/H2" and each.P.S == "/P"]
        with pdf.open_outline() as outline:
            told = [item.title for top in outline.root for item in (top, *top.children)]
    assert head in told
    assert "/H2" in kinds
    assert not heads_in_paragraphs


def test_in_an_ebook_it_is_a_heading(tmp_path: Path) -> None:
    book = built(tmp_path, TEXT.format("A", "b", "The guide", "c", "d"), editions=EDITIONS)
    with zipfile.ZipFile(book.folder / "book-ebook.epub") as archive:
        root = etree.fromstring(archive.read("EPUB/one.xhtml"))
        contents = archive.read("EPUB/nav.xhtml").decode()
    found = root.xpath("//*[local-name()='h2' and @class='run-in']/following-sibling::*[1]")
    assert [(element.tag.split("}")[1], element.text) for element in found] == [("p", "c")]
    assert "one.xhtml#guide" in contents


def test_where_no_paragraph_follows_it_is_as_any_other(tmp_path: Path) -> None:
    pages = built(tmp_path, f"# A\n\n## The guide {{.run-in .unlisted}}\n\n- {prose(5)}\n").pages
    assert "The guide\n" in pages[0]


def test_a_reference_to_it_knows_its_page(tmp_path: Path) -> None:
    text = f"# A\n\nSee [](#guide){{.page}}.\n\n{prose(700)}\n\n## The guide {{.run-in #guide}}\n\n{prose(60, 1)}\n"
    pages = built(tmp_path, text).pages
    at = next(number for number, page in enumerate(pages, 1) if "The guide" in page.split("See")[-1])
    assert f"page {at}" in " ".join(pages[0].split())
