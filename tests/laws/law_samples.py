"""Books → what the laws compare: the text of the model as resolved, and words of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bookbuild.checks import checked
from bookbuild.fonts.catalogue import characters, faces_of
from bookbuild.model import blocks, inlines
from bookbuild.model.book import Book, Section
from bookbuild.model.walk import mapped, node_fields, nodes
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

ROOT = Path(__file__).parent.parent.parent
CONTRACT = ROOT / "tests" / "contract"
SAMPLES = [*sorted(path.parent for path in ROOT.glob("manuscript/*/book.toml"))]
LONG = {"companion"}
"""Books of which a law asks much: for the slow tests."""

CONSTRUCTS = [CONTRACT / "every-construct" / "english", CONTRACT / "every-construct" / "arabic"]

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1effʿʾ]+")
ARABIC = re.compile(r"[\u0620-\u065f\u0670-\u06d3\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]+")
HYPHENS = re.compile(r"[-\u00ad\u2010\u2011][ \n]*(?=\w)")
MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")


def books() -> list[Any]:
    """What a law over books is asked of: the samples, the long ones slow, and the constructs."""
    return [
        pytest.param(folder, id=folder.name, marks=[pytest.mark.slow] if folder.name in LONG else [])
        for folder in (*SAMPLES, *CONSTRUCTS)
    ]


def resolved(folder: Path) -> Iterator[Book]:
    """The book as each of its editions sets it."""
    manuscript, _ = read_book(folder)
    assert manuscript is not None
    manuscript, _ = checked(manuscript)
    for edition in manuscript.editions:
        faces = faces_of(edition.style.fonts.arabic)
        yield resolve(manuscript, edition, lambda sign: any(ord(sign) in characters(face) for face in faces))[0]  # noqa: B023


def section_text(section: Section, notes: list[Any]) -> str:
    """What was written in a section, without its notes, which are put into `notes`."""
    written = (section.title, section.subtitle, section.blocks)
    return " ".join(piece for part in written for piece in _pieces(part, notes))


def book_text(book: Book) -> list[str]:
    """The text of each section that holds text of the manuscript, its notes where the edition has them."""
    texts: list[str] = []
    apart: list[Any] = []
    for section in book.sections:
        notes: list[Any] = []
        if section.kind == "notes":
            texts.append("")
        elif section.kind in ("chapter", "imprint"):
            blocks_only = section.kind == "imprint"
            text = " ".join(_pieces(section.blocks, notes)) if blocks_only else section_text(section, notes)
            here = [note for note in notes if not _stands_at_the_end(note, book)]
            apart += [note for note in notes if _stands_at_the_end(note, book)]
            texts.append(" ".join([text, *_notes(here, book)]))
    whole = " ".join(_notes(apart, book))
    return [whole if not text and apart else text for text in texts]


def _stands_at_the_end(note: Any, book: Book) -> bool:
    """Whether a note stands at the end of the book: as its series says, or else as the style does."""
    series = book.edition.notes.series.get(note.label.rpartition(":")[0])
    return ((series and series.place) or book.edition.style.notes) == "book"


def _notes(notes: list[Any], book: Book) -> Iterator[str]:
    """The text of notes: those without a prefix, then series by series, in their order."""
    series = book.edition.notes.series
    names = ["", *sorted(series, key=lambda name: (series[name].order or 0, list(series).index(name)))]
    for note in sorted(notes, key=lambda note: names.index(note.label.rpartition(":")[0])):
        yield from _pieces(note.blocks, [])


def _pieces(node: Any, notes: list[Any]) -> Iterator[str]:
    match node:
        case tuple():
            yield "".join(piece for part in node for piece in _pieces(part, notes))
        case inlines.Text() | inlines.CodeSpan() | blocks.CodeBlock():
            yield node.text
        case inlines.SoftBreak() | inlines.LineBreak():
            yield " "
        case inlines.Honorific():
            yield node.set_as
        case inlines.Verse():
            yield node.text or node.typed
        case inlines.Note():
            notes.append(node)
        case inlines.CrossReference() | inlines.Generated() | inlines.Image():
            return
        case blocks.Bayt():
            for part in node.hemistichs:
                yield from _pieces(part, notes)
                yield " "
        case blocks.Quran():
            yield f"{node.text}\n"
            yield from _pieces(node.translation, notes)
        case blocks.Table():
            for part in (node.caption, node.header, node.subheads, node.rows):
                yield from _pieces(part, notes)
                yield "\n"
        case blocks.Paragraph() | blocks.Cell() | blocks.Heading():
            yield from _pieces(node.children, notes)
            yield "\n"
        case _:
            for name in node_fields(type(node)):
                yield from _pieces(getattr(node, name), notes)
                yield " "


def written_text(tree: Any, *, honorifics: bool = True) -> str:
    """The texts of a tree in their order, each honorific as it was written; what is fetched or made is left out."""
    out: list[str] = []
    bare = mapped(tree, lambda node: replace(node, text=()) if isinstance(node, inlines.CrossReference) else node)
    for node in nodes(bare):
        match node:
            case inlines.Text() | inlines.CodeSpan() | blocks.CodeBlock():
                out.append(node.text)
            case inlines.Honorific() if honorifics:
                out.append(node.written)
    return "".join(out)


def letters(text: str) -> str:
    """Without white space and hyphens."""
    return re.sub(r"[\s\u00a0\u00ad-]+", "", text)


def latin_words(text: str) -> Counter[str]:
    """Latin words without hyphens: poppler takes those at a line's end out, whoever put them there."""
    return Counter(LATIN.findall(HYPHENS.sub("", text)))


def lost_latin(written: str, pages: str) -> list[str]:
    """Latin words of `written` that pages have not: neither whole nor divided by a hyphen, be it over pages or columns."""
    found = latin_words(pages) | Counter(LATIN.findall(pages))
    heads = set(re.findall(rf"({LATIN.pattern})[-\u00ad\u2010](?=\s|$)", pages, re.MULTILINE))
    lost = (latin_words(written) - found).elements()
    return [w for w in lost if not any(w.startswith(head) and found[w.removeprefix(head)] for head in heads)]


def arabic_words(text: str) -> Counter[str]:
    """Arabic words by their letters."""
    words = ARABIC.findall(unicodedata.normalize("NFC", text))
    return Counter(bare for word in words if (bare := MARKS.sub("", word)))


def arabic_letters(text: str) -> Counter[str]:
    return Counter(MARKS.sub("", "".join(ARABIC.findall(unicodedata.normalize("NFC", text)))))
