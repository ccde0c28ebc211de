"""`only="press pocket"`: what it stands on is in these editions alone, with all that is in it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from book_command import command, working_in

from bookbuild.model.book import Book
from bookbuild.model.inlines import Entry, Note
from bookbuild.model.walk import nodes, plain
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

EDITIONS = """[editions.press]
format = "pdf"
[editions.ebook]
format = "epub"
"""


def laid(folder: Path, text: str, matter: str = "") -> Path:
    book = folder / "book"
    (book / "chapters").mkdir(parents=True, exist_ok=True)
    (book / "book.toml").write_text(f'[book]\ntitle = "x"\n[matter]\nfront = []\n{matter}{EDITIONS}', encoding="utf-8")
    (book / "chapters" / "a.md").write_text(f"# A {{#a}}\n\n{text}\n", encoding="utf-8")
    return book


def resolved(book: Path) -> dict[str, tuple[Book, list[str]]]:
    """By edition: the book, and the codes of what is wrong with it."""
    manuscript, found = read_book(book)
    assert manuscript
    assert found == ()
    made = {edition.name: resolve(manuscript, edition) for edition in manuscript.editions}
    return {name: (made_of, [str(finding.code) for finding in wrong]) for name, (made_of, wrong) in made.items()}


def words(book: Book) -> list[str]:
    """The text of each run of inlines: of paragraphs, headings, cells and terms."""
    found = []
    for node in nodes(book.sections[0].blocks):
        for name in ("children", "term", "caption"):
            value = getattr(node, name, ())
            if type(node).__name__ in ("Paragraph", "Heading", "Cell", "Definition", "Figure") and value:
                found.append(" ".join(plain(value).split()))
    return found


KINDS = {
    "a div": ("a\n\n::: {.letter only=press}\nb\n:::", ["a", "b"], ["a"]),
    "several editions": ('::: {only="ebook press"}\na\n:::', ["a"], ["a"]),
    "one within another": ('::: {only="ebook press"}\na\n\n::: {only=press}\nb\n:::\n:::', ["a", "b"], ["a"]),
    "a heading": ("a\n\n## b {only=press}\n\nc", ["a", "b", "c"], ["a", "c"]),
    "words": ("a [b]{only=press} [c]{.x-c only=ebook} d", ["a b d"], ["a c d"]),
    "a paragraph of nothing else": ("a\n\n[b]{only=press}\n\n*[c]{only=press}*", ["a", "b", "c"], ["a"]),
    "a link": ("a [b](https://example.org){only=press}", ["a b"], ["a"]),
    "an item": ("- a\n- [b]{only=press}\n- c", [], []),
    "a quotation that is empty then": ("a\n\n> [b]{only=press}", ["a", "b"], ["a"]),
    "a cell stays": ("| a | b |\n|---|---|\n| [c]{only=press} | d |", ["a", "b", "c", "d"], ["a", "b", "d"]),
    "a table": ("a\n\n| b |\n|---|\n| c |\n\n: d {only=press}", ["a", "b", "c"], ["a"]),
    "a definition": ("a\n:   [b]{only=press}\n\nc\n:   d", ["a", "b", "c", "d"], ["c", "d"]),
    "a break": ("a\n\n::: {.break only=press}\n:::\n\nb", ["a", "b"], ["a", "b"]),
}


@pytest.mark.parametrize("kind", [kind for kind, (_, first, _) in KINDS.items() if first])
def test_what_stands_in_each_edition(kind: str, tmp_path: Path) -> None:
    text, press, ebook = KINDS[kind]
    made = resolved(laid(tmp_path, text))
    assert (words(made["press"][0]), words(made["ebook"][0])) == (press, ebook)


def test_lists_keep_the_marks_of_the_items_that_are_left(tmp_path: Path) -> None:
    made = resolved(laid(tmp_path, "- [x] a\n- [ ] [b]{only=press}\n- [ ] c\n\na) a\nb) [b]{only=press}\nc) c"))
    boxes, letters = made["ebook"][0].sections[0].blocks
    assert (len(boxes.items), boxes.tasks) == (2, (True, False))  # type: ignore[union-attr]
    assert letters.markers == ("a)", "c)")  # type: ignore[union-attr]


def test_notes_and_index_entries_follow(tmp_path: Path) -> None:
    text = "::: {only=press}\n[Zayd]{.person}.[^z]\n:::\n\nb[^b]\n\n[^z]: c\n\n[^b]: d"
    made = resolved(laid(tmp_path, text, 'back = ["index:persons"]\n[[allow]]\ncode = "index-empty"\nreason = "-"\n'))
    notes = {
        name: [node.number for node in nodes(book.sections[0].blocks) if isinstance(node, Note)]
        for name, (book, _) in made.items()
    }
    assert notes == {"press": ["1", "2"], "ebook": ["1"]}
    assert [isinstance(node, Entry) for node in nodes(made["ebook"][0].sections[0].blocks)].count(True) == 0
    assert ["index:persons" in book.indexes for book, _ in made.values()] == [True, False]


def test_a_note_whose_text_is_for_another_edition_is_not_called(tmp_path: Path) -> None:
    made = resolved(laid(tmp_path, "a[^a]\n\n[^a]: [b]{only=press}"))
    assert [any(isinstance(n, Note) for n in nodes(book.sections[0].blocks)) for book, _ in made.values()] == [
        True,
        False,
    ]


def test_one_id_in_two_editions_and_a_reference_to_it(tmp_path: Path) -> None:
    text = "::: {#map only=press}\na\n:::\n\n::: {#map only=ebook}\nb\n:::\n\nSee [it](#map)."
    assert [codes for _, codes in resolved(laid(tmp_path, text)).values()] == [[], []]


def test_one_id_twice_in_an_edition_is_still_found(tmp_path: Path) -> None:
    book = laid(tmp_path, '::: {#map only=press}\na\n:::\n\n::: {#map only="ebook press"}\nb\n:::')
    _, found = read_book(book)
    assert [(str(finding.code), finding.location.line) for finding in found] == [("id-duplicate", 7)]


def test_a_reference_to_what_an_edition_leaves_out_is_broken_there(tmp_path: Path) -> None:
    book = laid(tmp_path, "See [](#map) and [](#map){.page}.\n\n## Map {#map only=press}\n\nText.")
    with working_in(tmp_path):
        said = json.loads(command("check", book, "--json").stdout)["findings"]
    assert [(each["code"], each["edition"], each["line"]) for each in said] == [("link-broken", "ebook", 3)] * 2


def test_scripture_is_verified_in_every_part(tmp_path: Path) -> None:
    book = laid(tmp_path, "::: {only=press}\nHe recited ﴿فإن مع اليسر عسرا﴾ [94:5].\n:::")
    with working_in(tmp_path):
        said = json.loads(command("check", book, "--json").stdout)["findings"]
    assert [(each["code"], each["edition"]) for each in said] == [("quran-mismatch", "press")]


def test_a_build_after_an_edit_of_the_attribute_is_not_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOOKBUILD_CACHE", str(tmp_path / "cache"))
    seen = []
    for names in ("ebook", "press", '"press ebook"'):
        book = laid(tmp_path, f"Before.\n\n::: {{only={names}}}\nThe lamp is lit.\n:::")
        with working_in(tmp_path):
            result = command("build", book, "--edition", "ebook")
            assert result.exit_code == 0, result.output
        with zipfile.ZipFile(tmp_path / "dist" / "book" / "book-ebook.epub") as archive:
            seen.append(b"The lamp is lit." in archive.read("EPUB/a.xhtml"))
    assert seen == [True, False, True]
