"""Rendered sections, and where they stand → the jobs that set them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal, TypeAlias
from xml.etree.ElementTree import Element, SubElement, tostring

from msgspec import structs

from bookbuild.documents.theme import Theme
from bookbuild.fonts.catalogue import cuts
from bookbuild.language.numbers import in_plain_text
from bookbuild.language.terms import terms_of
from bookbuild.model.book import Book, ContentsLine, Matter
from bookbuild.model.document import Document, Rendered, Resource
from bookbuild.model.inlines import Honorific, Inlines
from bookbuild.model.note_series import series_of
from bookbuild.model.settings import localized
from bookbuild.model.walk import mapped, plain
from bookbuild.typeset.book import plates
from bookbuild.typeset.book.design import figure_space, folio, initial_style, print_tokens
from bookbuild.typeset.book.letters_in_figures import figures_readable
from bookbuild.typeset.book.page_map import Start
from bookbuild.typeset.book.print_transforms import Heads, PrintContext, empty_form, page_anchors, page_root, print_form
from bookbuild.typeset.fragments import BLANK, Job
from bookbuild.typeset.machine import digest_of_machine

MARGINS_AT_ONCE = 40
"""Pages whose heads and folios are set in one job: enough to outweigh a job's own cost, few enough to share out."""

_BOXES = ("top-left-corner", "top-left", "top-center", "top-right", "top-right-corner", "right-top", "right-middle",
          "right-bottom", "bottom-right-corner", "bottom-right", "bottom-center", "bottom-left", "bottom-left-corner",
          "left-bottom", "left-middle", "left-top")  # fmt: skip

_WITHOUT_HEADS = " ".join(f"@{box} {{ content: none }}" for box in _BOXES)

# whatever a theme does with a section is no part of its empty form, but for the name of its pages
OWN_RULES = f"""{plates.RULES}
.empty-page + .empty-page, .matter + .matter {{ break-before: page }}
.blank-page {{ page: {BLANK} }}
.only-pages {{
  display: block !important; position: static !important; float: none !important; columns: auto !important;
  break-inside: auto !important;
  height: auto !important; min-height: 0 !important;
  margin: 0 !important; padding: 0 !important; border: none !important
}}
.only-pages::before, .only-pages::after {{ content: none !important; display: none !important }}
@page {BLANK} {{ {_WITHOUT_HEADS} }}
@page {plates.PAGES} {{ margin: 0; {_WITHOUT_HEADS} }}
"""

NAMES_PAGES = (b'"page-reference"', b'"locator"', b'"contents"')
"""What a section's XHTML has in it where folios of other pages are to stand."""

Placed: TypeAlias = tuple[Document, Start, tuple[str, ...]]
"""A section, where it begins, and the name of each of its pages."""


class Jobs:
    """Makes the jobs of one edition."""

    def __init__(self, rendered: Rendered, theme: Theme) -> None:
        self.book: Book = rendered.book
        self.documents: tuple[Document, ...] = rendered.documents
        self.resources = {resource.href: resource for resource in rendered.resources}
        self.resources |= figures_readable(self.documents, self.resources, figure_space(self.book, theme))
        self.theme = theme
        self._context = _print_context(rendered, theme)
        self._wanted = {document.id: self._anchors(document) for document in self.documents}
        self._sections = {section.id: section for section in self.book.sections}
        self._fonts = own_fonts(self.book, theme)
        self._sheets: dict[Matter, str] = {}
        self.machine = digest_of_machine()

    @cached_property
    def _outlines(self) -> dict[str, list[tuple[str, tuple[int, str]]]]:
        """What the outline names, by section."""
        found: dict[str, list[tuple[str, tuple[int, str]]]] = {}
        for line in self.book.contents:
            found.setdefault(line.section, []).append((line.target, self._context.outline[line.target]))
        return found

    @cached_property
    def _of_all(self) -> str:
        """What decides the trees of all sections alike, and all fragments."""
        context = replace(self._context, section_of_file={}, outline={})
        book = (self.book.language, self.book.binding, self.book.edition.purpose)
        return repr((context, book, self._fonts, self.machine))

    @cached_property
    def _sheet_digests(self) -> dict[Matter, str]:
        return {series: _digest(self.sheet(series).encode()) for series in ("front", "body")}

    @cached_property
    def lines_before_theme(self) -> int:
        """Lines of CSS that stand before the theme's own."""
        return print_tokens(self.book, self.theme, "body").count("\n") + 1

    def sheet(self, series: Matter) -> str:
        if series not in self._sheets:
            self._sheets[series] = _sheet(self.book, self.theme, series)
        return self._sheets[series]

    def waits(self, document: Document, folios: Mapping[str, str]) -> bool:
        """Whether folios of other sections that stand in the section are not known yet."""
        unknown = (anchor for anchor in self._wanted[document.id] if anchor not in folios)
        return any(f'id="{anchor}"'.encode() not in document.xhtml for anchor in unknown)

    def tree(self, document: Document, folios: Mapping[str, str]) -> Element:
        """The tree of a section, with the folios that are known."""
        return print_form(document, self.book, self._heads(document), self._context, folios.get)

    def root(self, matters: Iterable[Element]) -> Element:
        return page_root(self.book, matters)

    def whole(self, tree: Element, series: Matter, start: str) -> Job:
        """The job for many sections in one document, heads and folios included."""
        return replace(self._job("", tree, series, start, "all"), resources=tuple(self.resources.values()))

    def content_key(self, document: Document, start: Start, folios: Mapping[str, str]) -> str:
        """The key of the job for a section's content: of all that its tree is made from, so that none need be made."""
        used = [(anchor, folios.get(anchor)) for anchor in self._wanted[document.id]]
        decided_by = (
            document.id, document.lang, document.matter, start.recto, start.series, used, self._heads(document),
            self._outlines.get(document.id), self._of_all, self._sheet_digests[_series(start)],
            [(resource.href, _digest(resource.content)) for resource in self._resources_of(document)],
        )  # fmt: skip
        digest = hashlib.sha256(repr(decided_by).encode())
        digest.update(document.xhtml)
        return digest.hexdigest()

    def content(self, document: Document, start: Start, folios: Mapping[str, str]) -> Job:
        """The job for a section's content."""
        side = f"html {{ break-before: {'recto' if start.recto else 'verso'} }}"
        job = self._job(document.title, self.tree(document, folios), start.series, side, "content", document)
        return replace(job, known_key=self.content_key(document, start, folios))

    def margins(self, placed: Sequence[Placed]) -> Iterator[tuple[Job, list[tuple[str, int]]]]:
        """Jobs for heads and folios of runs of sections, each with (section id, index of its first page in the job)."""
        for run in _runs(placed):
            first = run[0][1]
            begins = [(document.id, start.page - first.page) for document, start, _ in run]
            root = page_root(self.book, self._empty_forms(run))
            side = "recto" if first.recto else "verso"
            css = (
                f"html {{ break-before: {side} }} @page {{ marks: none }} "
                f"@page :first {{ counter-reset: page {first.number} }}"
            )
            yield self._job("", root, first.series, css, "margins"), begins

    def _empty_forms(self, run: Sequence[Placed]) -> Iterator[Element]:
        page = run[0][1].page
        for document, start, names in run:
            for _ in range(page, start.page):
                yield _blank_form()
            yield empty_form(document, self._heads(document), names)
            page = start.page + len(names)

    def blank(self) -> Job:
        """The job for a page without anything on it but the printer's marks."""
        return self._job("", page_root(self.book, [_blank_form()]), self.documents[0].matter, "", "content")

    def _job(
        self, title: str, tree: Element, series: Matter, start: str, parts: Literal["content", "margins", "all"],
        document: Document | None = None,
    ) -> Job:  # fmt: skip
        used = () if document is None else self._resources_of(document)
        return Job(
            section=document.id if document else "",
            title=title,
            tree=tostring(tree),
            sheet=self.sheet("front" if series == "front" else "body"),
            start=start,
            parts=parts,
            resources=used,
            fonts=self._fonts,
            machine=self.machine,
            tagged=self.book.edition.purpose == "screen" and parts != "margins",
        )

    def _resources_of(self, document: Document) -> tuple[Resource, ...]:
        """The images that a section names."""
        return tuple(r for href, r in self.resources.items() if href.encode() in document.xhtml)

    def _anchors(self, document: Document) -> tuple[str, ...]:
        """The ids whose folios stand in the section."""
        if not any(mark in document.xhtml for mark in NAMES_PAGES):
            return ()
        names = set()
        for href in page_anchors(document):
            file, _, anchor = href.partition("#")
            names.add(anchor or self._context.section_of_file[file])
        return tuple(sorted(names))

    def _heads(self, document: Document) -> Heads:
        """The book's title on versos, the section's on rectos: short ones, where there are any."""
        section = self._sections[document.id]
        verso = self.head_of_book
        recto = in_plain_text(plain(_unparted(section.short_title or section.title)), section.lang)
        return Heads(left=recto, right=verso) if self.book.binding == "right" else Heads(left=verso, right=recto)

    @cached_property
    def head_of_book(self) -> str:
        table, language = self.book.edition.book, self.book.language
        return in_plain_text(localized(table.short_title, language) or self.book.title, language)

    def folio(self, start: Start, number: int) -> str:
        return folio(self.book, start.series, number)


def first_job(book: Book, theme: Theme) -> Job:
    """A job like those of the book's body, with a word in it: whoever sets it is ready for them."""
    matter = Element("div", {"class": "matter body", "lang": book.language, "dir": book.direction})
    paragraph = SubElement(SubElement(matter, "section"), "p")
    paragraph.text = book.title
    tree, sheet = tostring(page_root(book, [matter])), _sheet(book, theme, "body")
    fonts = own_fonts(book, theme)
    return Job("", "", tree, sheet, start="", parts="content", fonts=fonts, machine=digest_of_machine())


def _unparted(title: Inlines) -> Inlines:
    """A title whose honorifics have no spaces at which a head that is too long could be cut."""

    def unparted(node: Any) -> Any:
        return structs.replace(node, set_as=node.set_as.replace(" ", "\u00a0")) if isinstance(node, Honorific) else node

    return mapped(title, unparted)


def _sheet(book: Book, theme: Theme, series: Matter) -> str:
    return f"{print_tokens(book, theme, series)}\n{theme.sheet('print.css')}{OWN_RULES}"


def own_fonts(book: Book, theme: Theme) -> tuple[str, ...]:
    faces = (cut.face for cut in cuts(book.edition, theme.font_folders))
    return tuple(sorted({face.path.as_uri() for face in faces if face.own}))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _series(start: Start) -> Matter:
    return "front" if start.series == "front" else "body"


def _blank_form() -> Element:
    return Element("div", {"class": "matter blank-page"})


def _runs(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Sections of one series that follow each other, of some pages together."""
    run: list[Placed] = []
    for each in placed:
        start = each[1]
        if run and (start.series != run[0][1].series or start.page - run[0][1].page >= MARGINS_AT_ONCE):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _print_context(rendered: Rendered, theme: Theme) -> PrintContext:
    book = rendered.book
    has_parts = any(line.level == 0 for line in book.contents)
    matters = {document.id: document.matter for document in rendered.documents}

    def entry(line: ContentsLine) -> tuple[int, str]:
        level = line.level + (has_parts and matters[line.section] == "body")
        return level, in_plain_text(plain(line.title), book.language)

    return PrintContext(
        section_of_file={document.href: document.id for document in rendered.documents},
        outline={line.target: entry(line) for line in book.contents},
        page_words=terms_of(book.edition).word("page"),
        series=tuple(series_of(book.edition).values()),
        initial=initial_style(book, theme),
        has_margin=theme.tokens("print.css").get("--margin-notes", "none").strip() != "none",
    )
