"""XHTML documents → pages: sections in, a PDF's pages out. How pages are set is known in here alone.

Every section is set by itself; where it begins follows from the pages before it. Contents, indexes and references by
page are set again when the numbers they name are known, until those no longer change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.documents.theme import Theme
from bookbuild.model.book import Book, Matter
from bookbuild.model.document import Document, Rendered
from bookbuild.model.walk import plain
from bookbuild.resolve.words import word
from bookbuild.typeset.design import folio, print_tokens
from bookbuild.typeset.fonts import cuts
from bookbuild.typeset.print_form import Heads, PrintContext, page_anchors, print_form

if TYPE_CHECKING:
    from bookbuild.typeset.engine import Engine

MOST_ROUNDS = 3
RECTO_ALWAYS = frozenset({"half-title", "title-page", "part"})
VERSO = frozenset({"imprint"})
NEXT_PAGE = frozenset({"colophon"})


@dataclass(frozen=True, slots=True)
class Typeset:
    """A book in pages. `labels` is a folio for each page; `starts` the page (from 0) that a section begins on."""

    pdf: bytes
    labels: tuple[str, ...]
    starts: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section begins: page from 0 in the book, its number in its matter, whether that page is a recto."""

    page: int
    number: int
    recto: bool


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A section's pages, and for each the anchors on it."""

    start: Start
    pages: list[Any]
    used: tuple[tuple[str, str | None], ...]


def typeset(
    rendered: Rendered, theme: Theme, identifier: bytes, on_section: Callable[[str], None] = lambda _: None
) -> Typeset:
    """The pages of one edition, as a PDF without its metadata.

    `identifier` becomes the file's ID. Raises MachineLacks where WeasyPrint's libraries are missing.
    """
    from bookbuild.typeset.engine import findings_of, listening

    with listening() as messages:
        pages = _Pages(rendered, theme, on_section)
        rounds = pages.settle()
        pdf = pages.painted(identifier)
    findings = [*findings_of(messages, rendered.book.edition.name)]
    if rounds > MOST_ROUNDS:
        findings.append(
            Finding(
                Code.PAGE_REFERENCE_UNSTABLE,
                "page numbers in the text still change after three rounds",
                "reword a reference by page, so that its line does not depend on the number's width",
                Location(),
                edition=rendered.book.edition.name,
            )
        )
    return Typeset(pdf, tuple(pages.labels()), pages.starts(), tuple(findings))


class _Pages:
    """The pages of a book while they settle."""

    def __init__(self, rendered: Rendered, theme: Theme, on_section: Callable[[str], None]) -> None:
        from bookbuild.typeset.engine import Engine, Fetcher, font_configuration

        self.book = rendered.book
        self.documents = rendered.documents
        self.on_section = on_section
        self.context = print_context(rendered)
        self.wanted = {document.id: page_anchors(document) for document in self.documents}
        faces = [cut.face for cut in cuts(self.book.edition, theme.font_folders)]
        fetcher = Fetcher(
            {resource.href: resource for resource in rendered.resources},
            frozenset(face.path.as_uri() for face in faces if face.own),
        )
        sheet = theme.sheet("print.css")
        fonts = font_configuration()
        self.engines: dict[Matter, Engine] = {
            matter: Engine(print_tokens(self.book, theme.font_folders, matter) + sheet, fetcher, fonts)
            for matter in _matters(self.documents)
        }
        self.fragments: dict[str, _Fragment] = {}
        self.folios: dict[str, str] = {}
        self._blank: list[Any] = []

    def settle(self) -> int:
        """Sets every section, then those again whose page numbers have changed; how many rounds it took."""
        for round_ in range(1, MOST_ROUNDS + 2):
            if not self._round():
                return round_ - 1
        return MOST_ROUNDS + 1

    def _round(self) -> bool:
        """Sets what is not set yet for where it stands and what it names; whether anything was."""
        changed = False
        for document, start in self._placed():
            used = tuple((anchor, self.folios.get(anchor)) for anchor in sorted(self._anchors(document)))
            kept = self.fragments.get(document.id)
            if kept is None or kept.start != start or kept.used != used:
                self.on_section(document.title)
                self.fragments[document.id] = _Fragment(start, self._set(document, start), used)
                self.folios.update(self._folios_of(document))
                changed = True
        return changed

    def _anchors(self, document: Document) -> set[str]:
        """The anchors whose folios stand in `document`, by name."""
        names = set()
        for href in self.wanted[document.id]:
            file, _, anchor = href.partition("#")
            names.add(anchor or self.context.section_of_file[file])
        return names

    def _placed(self) -> Iterator[tuple[Document, Start]]:
        """Each section with where it begins, as far as the pages before it are known."""
        page, number, matter = 0, 1, None
        for document in self.documents:
            if document.matter == "body" and matter == "front":
                number = 1
            first_of_body = document.matter == "body" and matter != "body"
            if self._skips(document, page, first_of_body):
                page, number = page + 1, number + (0 if document.matter == "body" and matter == "front" else 1)
            matter = document.matter
            yield document, Start(page, number, page % 2 == 0)
            count = len(self.fragments[document.id].pages)
            page, number = page + count, number + count

    def _skips(self, document: Document, page: int, first_of_body: bool) -> bool:
        """Whether the section must begin a page later, for the side that it is to begin on."""
        recto = page % 2 == 0
        if document.kind in VERSO:
            return recto and page > 0
        if document.kind in RECTO_ALWAYS or first_of_body:
            return not recto
        return self.book.edition.style.opening == "recto" and document.kind not in NEXT_PAGE and not recto

    def _set(self, document: Document, start: Start) -> list[Any]:
        tree = print_form(document, self.book, self._heads(document), self.context, self.folios.get)
        return self.engines[document.matter].pages(tree, start_css(start))

    def _heads(self, document: Document) -> Heads:
        return heads_of(self.book, document)

    def _folios_of(self, document: Document) -> dict[str, str]:
        """The folio of each anchor of a section: that of the first page that it is on."""
        fragment = self.fragments[document.id]
        found: dict[str, str] = {}
        for number, page in enumerate(fragment.pages, fragment.start.number):
            for anchor in page.anchors:
                found.setdefault(anchor, folio(self.book, document.matter, number))
        return found

    def starts(self) -> dict[str, int]:
        return {name: fragment.start.page for name, fragment in self.fragments.items()}

    def _in_order(self) -> Iterator[tuple[Any, str]]:
        """Every page of the book with its label, blank ones before sections included."""
        at, matter, number = 0, "front", 0
        for document in self.documents:
            fragment = self.fragments[document.id]
            while at < fragment.start.page:
                number += 1
                yield self._blank_page(), folio(self.book, matter, number)  # type: ignore[arg-type]
                at += 1
            matter, number = document.matter, fragment.start.number - 1
            for page in fragment.pages:
                number += 1
                yield page, folio(self.book, document.matter, number)
            at += len(fragment.pages)

    def _blank_page(self) -> Any:
        if not self._blank:
            root = Element("html", {"lang": self.book.language})
            SubElement(root, "body", {"class": "blank"})
            self._blank = next(iter(self.engines.values())).pages(root)[:1]
        return self._blank[0]

    def labels(self) -> Iterator[str]:
        for _, label in self._in_order():
            yield label

    def painted(self, identifier: bytes) -> bytes:
        engine = next(iter(self.engines.values()))
        return engine.painted([page for page, _ in self._in_order()], lambda _document, _pdf: None, identifier)


def _matters(documents: tuple[Document, ...]) -> tuple[Matter, ...]:
    return tuple(dict.fromkeys(document.matter for document in documents))


def print_context(rendered: Rendered) -> PrintContext:
    book = rendered.book
    has_parts = any(line.level == 0 for line in book.contents)
    style = book.edition.style
    return PrintContext(
        section_of_file={document.href: document.id for document in rendered.documents},
        outline={line.target: (line.level + has_parts, plain(line.title)) for line in book.contents},
        page_words=word("page", book.language),
        notes_at_foot=style.notes == "foot",
        notes_by_page=style.note_numbers == "page",
    )


def heads_of(book: Book, document: Document) -> Heads:
    """Running heads: the book's title on versos, the section's on rectos."""
    section = next(section for section in book.sections if section.id == document.id)
    verso, recto = book.title, plain(section.short_title or section.title)
    return Heads(left=recto, right=verso) if book.binding == "right" else Heads(left=verso, right=recto)


def start_css(start: Start) -> str:
    """The side and the number of a document's first page."""
    side = "recto" if start.recto else "verso"
    return f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {start.number} }}"
