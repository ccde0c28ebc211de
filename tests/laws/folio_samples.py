"""A PDF in pages → its links with what is printed in them, and what stands at the places that they lead to."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from bookbuild.model.blocks import Figure, Heading, Table
from bookbuild.model.book import Book
from bookbuild.model.inlines import CrossReference, Entry
from bookbuild.model.walk import nodes, plain

LINE, OPENING, PAGE = 40.0, 200.0, 2000.0
"""pt: as far below its destination a name in a line begins, the title of a section, the caption of a figure."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: the page, counted from 0, and its height on it in pt from the foot of the media box."""

    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and the words that are printed in it: of a line, what its last box holds."""

    target: str
    words: tuple[str, ...]

    @property
    def folio(self) -> str:
        """The last word: of an index's link, the only one, with the comma that stands between two."""
        return self.words[-1].strip(",،\u200f") if self.words else ""

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last word: a title of the other direction turns its line about where it is read back."""
        return bare(self.words[0]) if self.words else "", self.folio


class Pages:
    """The pages of a PDF: labels, destinations by name, links in the order of the pages."""

    def __init__(self, path: Path) -> None:
        self._pdf = pikepdf.open(path)
        self._text = pypdfium2.PdfDocument(path)
        self.labels = [str(page.label) for page in self._pdf.pages]
        self.places = dict(self._places())
        self.links = [link for number in range(len(self.labels)) for link in self._links(number)]

    def close(self) -> None:
        self._text.close()
        self._pdf.close()

    def folio(self, target: str) -> str:
        """The folio of the page that `target` stands on, as it is printed."""
        return bare(self.labels[self.places[target].page])

    def standing_at(self, target: str, depth: float) -> Counter[str]:
        """The letters that are printed from `target` on, `depth` pt down its page, and in the line above it."""
        place = self.places[target]
        left, foot, right, _ = (float(side) for side in self._pdf.pages[place.page].mediabox)
        return letters(self._printed(place.page, (left, max(foot, place.top - depth), right, place.top + LINE / 2)))

    def listed(self, targets: list[str]) -> list[Link]:
        """The links to `targets` where a list of them is printed: of a line that has several, the last. Empty: nowhere."""
        lines = [last for _, links in groupby(self.links, key=lambda link: link.target) for *_, last in [links]]
        return _run(lines, targets)

    def indexed(self, entries: list[list[str]]) -> list[list[Link]]:
        """The links of each entry of an index: a page that it names has one, whose place is known. Empty: nowhere."""
        known = [[target for target in entry if target in self.places] for entry in entries]
        links = iter(_run(self.links, [target for entry in known for target in entry]))
        return [list(islice(links, len(entry))) for entry in known]

    def _places(self) -> Iterator[tuple[str, Place]]:
        numbers = {page.objgen: number for number, page in enumerate(self._pdf.pages)}
        for name, destination in pikepdf.NameTree(self._pdf.Root.Names.Dests).items():
            array: Any = destination.D if isinstance(destination, pikepdf.Dictionary) else destination
            yield str(name), Place(numbers[array[0].objgen], float(array[3]))

    def _links(self, number: int) -> Iterator[Link]:
        for annotation in self._pdf.pages[number].obj.get("/Annots", []):
            if annotation.Subtype == "/Link" and "/Dest" in annotation:
                left, foot, right, top = (float(side) for side in annotation.Rect)
                inset = (top - foot) / 4  # the letters of the lines above and below may reach into a link's area
                words = self._printed(number, (left, foot + inset, right, top - inset)).split()
                yield Link(str(annotation.Dest), tuple(bare(word) for word in words))

    def _printed(self, number: int, box: tuple[float, ...]) -> str:
        page = self._text[number]
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded(*box)
        text_page.close()
        page.close()
        return text


def _run(links: list[Link], targets: list[str]) -> list[Link]:
    starts = (at for at in range(len(links)) if [link.target for link in links[at : at + len(targets)]] == targets)
    return next((links[at : at + len(targets)] for at in starts), [])


def bare(folio: str) -> str:
    """Without what gives a lone letter its form: هـ and ه with a joiner are one abjad."""
    return folio.strip("\u0640\u200d")


def letters(text: str) -> Counter[str]:
    """Letters without marks, case, and whatever else a font may change."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return Counter(sign for sign in plain if unicodedata.category(sign) in ("Lo", "Ll"))


def lists_of(book: Book) -> Iterator[tuple[str, list[str]]]:
    """The contents and the lists of figures and tables that a book has: where their lines lead, in order."""
    if any(section.kind == "contents" for section in book.sections):
        yield "contents", [line.target for line in book.contents]
    for kind, lines in book.lists.items():
        yield kind, [line.target for line in lines]


def indexes_of(book: Book) -> Iterator[tuple[str, list[list[str]]]]:
    """The indexes that a book has: where each entry leads, in order."""
    for kind, index in book.indexes.items():
        yield kind, [[anchor for anchor, _ in line.anchors] for _, lines in index.groups for line in lines]


def references_by_page(book: Book) -> set[str]:
    """Where the cross-references lead that say a page."""
    written = tuple(section.blocks for section in book.sections)
    found = (node for node in nodes(written) if isinstance(node, CrossReference) and node.by_page)
    return {node.target.removeprefix("#") for node in found}


def texts(book: Book) -> dict[str, tuple[str, float]]:
    """What stands at each place that has an id, and how far below it that may begin, in pt."""
    found = {section.id: (plain(section.title), OPENING) for section in book.sections if section.title}
    for node in nodes(tuple((section.title, section.blocks) for section in book.sections)):
        match node:
            case Heading():
                found[node.id] = plain(node.children), OPENING
            case Entry():
                found[node.id] = plain(node.children).split()[0], LINE
            case Figure() | Table():
                found[node.id] = plain(node.caption), PAGE
    return found
