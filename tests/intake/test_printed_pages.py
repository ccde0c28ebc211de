"""Pages of a printed source → `.print-page` in the manuscript, in each format that tells of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from foreign_samples import OPENITI

from bookbuild import pipeline
from bookbuild.cli import main
from bookbuild.intake.importing.way import Imported, ImportOptions, import_files
from bookbuild.intake.printed_pages import sure_numbers
from bookbuild.model.inlines import PrintPage
from bookbuild.model.walk import nodes
from bookbuild.progress import Unwatched
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

HTML = {
    "at the head of a paragraph": ("<p>{6} They went.</p>", "[6]They went."),
    "between two paragraphs": ("<p>One.</p>{6}<p>Two.</p>", "One.\n\n[6]Two."),
    "in a line, its spaces one": ("<p>They went and {7} drew.</p>", "They went and [7]drew."),
    "within a word": ("<p>They drew wa{7}ter.</p>", "They drew wa[7]ter."),
    "at the head of an item": ("<p>a</p><ul><li>one</li><li>{8}two</li></ul>", "a\n\n- one\n- [8]two"),
    "between two items": ("<p>a</p><ul><li>one</li></ul>{8}<ul><li>two</li></ul>", "a\n\n- one\n- [8]two"),
    "before a heading of a chapter, behind its title": ("<p>a</p><h1>{9}The Road</h1><p>b</p>", "a\n# The Road\n\n[9]b"),
    "before a heading below": ("<p>a</p>{9}<h2>The Road</h2><p>b</p>", "a\n\n[9]\n\n## The Road\n\nb"),
    "before a verse that it parts": ("<p>He said ﴿إِنَّ مَعَ {9} الْعُسْرِ يُسْرًا﴾ there.</p>", "He said [9]﴿إِنَّ مَعَ الْعُسْرِ يُسْرًا﴾ there."),
    "before an honorific that it parts": ("<p>Salim رضي {9} الله عنه went.</p>", "Salim [9]رضي الله عنه went."),
    "one behind another": ("<p>Salim {9} رضي {10} الله عنه went.</p>", "Salim [9][10]رضي الله عنه went."),
    "in quotation marks, which are curled by what is around": ('<p>He said, "{9}Go."</p>', "He said, “[9]Go.”"),
    "in a quotation": ("<p>a</p><blockquote><p>b</p>{9}<p>c</p></blockquote>", "a\n\n> b\n>\n> [9]c"),
    "in a cell": ("<p>a</p><table><tr><td>b</td><td>c {9} d</td></tr><tr><td>e</td><td>f</td></tr></table>", "| b | c [9]d |"),
    "in verse": ('<p>a</p><div class="poem"><p>one<br/>{9} two<br/>three</p></div>', "one\n[9]two\nthree"),
}  # fmt: skip


def imported(tmp_path: Path, name: str, text: str) -> Imported:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return import_files([path], tmp_path / "book", ImportOptions(), Unwatched())


def shown(done: Imported) -> str:
    """The chapters, each page as its number in brackets."""
    texts = [(done.folder / path).read_text(encoding="utf-8") for path, _ in done.chapters]
    return re.sub(r"\[\]\{\.print-page n=\"?([^\"}]+)\"?\}", r"[\1]", "".join(texts))


@pytest.mark.parametrize("name", HTML)
def test_html(name: str, tmp_path: Path) -> None:
    written, expected = HTML[name]
    marked = re.sub(r"\{(\d+)\}", r'<span epub:type="pagebreak" title="\1"></span>', written)
    done = imported(tmp_path, "a.html", f"<html><title>T</title><body><h1>Wells</h1>{marked}</body></html>")
    assert expected in shown(done)
    left = pipeline.check(done.folder, progress=Unwatched()).findings
    assert [finding for finding in left if not finding.allowed] == []


def test_openiti_in_verse_too(tmp_path: Path) -> None:
    text = OPENITI.replace("PageV01P006", "PageV02P001").replace("خفف خطاك", "PageV01P006 خفف خطاك")
    chapters = shown(imported(tmp_path, "a-ara1", text))
    assert "ساروا [1/6]حتى" in chapters
    assert "[2/1]خفف خطاك // على الحصى" in chapters


WORDS = ("water", "bread", "dates", "rope", "sleep", "shade")
PAGE = "{head}\n\nAt dusk of day {n} they asked for {word} at a well by the road, and\ngot {word} there, and went on to {n} more wells, asking {word}\n"


def paged(heads: list[str]) -> str:
    pages = zip(heads, WORDS, strict=False)
    return "\f".join(PAGE.format(head=head, n=n, word=word) for n, (head, word) in enumerate(pages, 2)) + "again."


TEXTS = {
    "numbers of running heads": (
        ["THE ROAD 9", "10 WELLS", "THE ROAD 11", "12 WELLS", "THE ROAD 13", "14 WELLS"],
        ["9", "10", "11", "12", "13", "14"],
    ),
    "numbers alone": (["9", "10", "11", "12"], ["9", "10", "11", "12"]),
    "a page without one, between two that have one": (
        ["9", "10", "The third day", "12", "13"],
        ["9", "10", "11", "12", "13"],
    ),
    "numbers that go with no page": (["9", "41", "3", "700"], []),
}


@pytest.mark.parametrize("name", TEXTS)
def test_plain_text(name: str, tmp_path: Path) -> None:
    heads, numbers = TEXTS[name]
    found = re.findall(r"print-page n=(\w+)", "".join(
        (done.folder / path).read_text(encoding="utf-8")
        for done in [imported(tmp_path, "a.txt", paged(heads))] for path, _ in done.chapters
    ))  # fmt: skip
    assert found == numbers


SURE = {
    "of their own digits": ({1: "٩", 2: "١٠", 4: "١٢"}, {1: "٩", 2: "١٠", 3: "١١", 4: "١٢"}),
    "too few": ({1: "9", 2: "10"}, {}),
    "one that is none": ({1: "9", 2: "10", 3: "1999", 4: "12"}, {1: "9", 2: "10", 3: "11", 4: "12"}),
    "roman ones before them": ({0: "iv", 1: "1", 2: "2", 3: "3"}, {0: "iv", 1: "1", 2: "2", 3: "3"}),
}


@pytest.mark.parametrize("name", SURE)
def test_numbers_of_pages_are_sure(name: str) -> None:
    seen, sure = SURE[name]
    assert sure_numbers(seen) == sure


def test_the_pages_of_an_e_book_of_ours_come_back(tmp_path: Path) -> None:
    body = "<h1>The Road</h1><p>At the {1}well.</p>{2}<h2>Dusk</h2><p>It was {3}dry.</p>"
    marked = re.sub(r"\{(\d)\}", r'<span epub:type="pagebreak" title="\1"></span>', body)
    first = imported(tmp_path, "a.html", f"<html><title>T</title><body>{marked}</body></html>")
    built = CliRunner().invoke(
        main, ["build", str(first.folder), "--edition", "ebook", "--out", str(tmp_path / "dist")]
    )
    assert built.exit_code == 0
    again = import_files([tmp_path / "dist/book/book-ebook.epub"], tmp_path / "again", ImportOptions(), Unwatched())
    assert "At the [1]well.\n\n[2]\n\n## Dusk" in shown(again)
    assert "It was [3]dry." in shown(again)


def test_a_pdf_has_pages_of_its_own_alone(tmp_path: Path) -> None:
    first = imported(
        tmp_path, "a.html", '<html><body><h1>A</h1><p>b<a role="doc-pagebreak" title="1"/>c</p></body></html>'
    )
    manuscript, _ = read_book(first.folder)
    assert manuscript is not None
    kept = {
        edition.name: sum(
            isinstance(node, PrintPage)
            for section in resolve(manuscript, edition)[0].sections
            for node in nodes(section.blocks)
        )
        for edition in manuscript.editions
    }
    assert kept == {"ebook": 1, "press": 0, "screen": 0}
