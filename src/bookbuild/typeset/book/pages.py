"""Rendered documents → a book's pages: sections settled (`settling.py`), then put together with heads and folios."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.documents.theme import Theme
from bookbuild.model.document import Rendered
from bookbuild.typeset.book.faults import OF_PRINT, finding_of
from bookbuild.typeset.book.jobs import Jobs
from bookbuild.typeset.book.messages import findings_of, missing
from bookbuild.typeset.book.page_map import blanks_at_end, labels
from bookbuild.typeset.book.settling import Pages, SectionDied, order_of
from bookbuild.typeset.work.bounds import SectionTooLarge
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.workers import Workers

if TYPE_CHECKING:
    from pikepdf import Pdf

OF_UNSOUND = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, EOFError, RuntimeError,
    struct.error, zlib.error,
)  # fmt: skip
"""What is raised where values of their right types do not belong together; not what a disk or the memory lacks."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A book in pages, without its metadata. `labels` is a folio for each page; `why` says what was set, and why."""

    document: Pdf
    labels: tuple[str, ...]
    findings: tuple[Finding, ...]
    why: tuple[tuple[str, str], ...]


def typeset(
    rendered: Rendered,
    theme: Theme,
    workers: Workers,
    store: FragmentStore,
    on_section: Callable[[str], None] = lambda _: None,
    *,
    one_go: bool = False,
) -> Typeset:
    """The pages of one edition.

    `one_go`: once settled, set by WeasyPrint in one document a series, for comparison. Raises BookError
    (`worker-died`, `too-large`, `style-invalid`) where a section cannot be set, MachineLacks where WeasyPrint's
    libraries are missing.
    """
    pages = Pages(Jobs(rendered, theme), workers, store, on_section)
    try:
        with _Unsound(pages):
            return _typeset(pages, one_go=one_go)
        return _typeset(Pages(pages.jobs, workers, store, on_section, from_store=False), one_go=one_go)
    except SectionDied as died:
        finding = Finding(
            Code.WORKER_DIED,
            f"the process that sets `{died.section}` dies, also when it is tried alone",
            "look for what is unusual in that section; report it with the section's text",
            edition=rendered.book.edition.name,
        )
        raise BookError([finding]) from died
    except SectionTooLarge as large:
        raise BookError([_too_large(large, rendered)]) from large


class _Unsound:
    """What fails where something kept was used may fail of that: it goes no further, and all is made anew."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def __enter__(self) -> _Unsound:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        return self.pages.recalled and isinstance(error, (*OF_UNSOUND, *_of_libraries()))


def _of_libraries() -> tuple[type[Exception], ...]:
    """What is raised for a font or a PDF that is none; both are there by then."""
    from fontTools.ttLib import TTLibError
    from pikepdf import PdfError

    return TTLibError, PdfError


def _typeset(pages: Pages, *, one_go: bool) -> Typeset:
    settled = pages.settle()
    document = _in_one_go(pages) if one_go else _assembled(pages)
    return Typeset(document, _labels(pages), tuple(_findings(pages, settled=settled)), tuple(pages.why.items()))


def _too_large(large: SectionTooLarge, rendered: Rendered) -> Finding:
    paths = {section.id: section.path for section in rendered.book.sections}
    return Finding(
        Code.TOO_LARGE,
        f"setting `{large.section}` takes more {large.what} than a text of its length can need",
        "take the section apart; look for what is unusual in it",
        Location(paths.get(large.section)),
        edition=rendered.book.edition.name,
    )


def _without_margins(settled: Pages, section: str) -> Finding:
    """Heads and folios are set on pages without text, one for each: a style may leave too few of these."""
    return Finding(
        Code.STYLE_INVALID,
        f"the style sheet makes fewer pages for the heads of `{section}` than its text has",
        "leave `display`, `float` and `columns` of `html`, `body` and `section` as they are",
        edition=settled.jobs.book.edition.name,
    )


def _assembled(settled: Pages) -> Pdf:
    """The whole book. Raises BookError (`style-invalid`) where a style leaves too few pages for its heads."""
    from bookbuild.typeset.assembly.assembly import assembled
    from bookbuild.typeset.assembly.placed_page import PlacedPage

    settled.set_margins()
    pages: list[Any] = []
    for document, start in settled.starts():
        pages += [PlacedPage((settled.blank(), 0)) for _ in range(len(pages), start.page)]
        fragment = settled.content[document.id]
        around, first = settled.margins[document.id]
        if first + len(fragment.pages) > len(around.pages):
            raise BookError([_without_margins(settled, document.id)])
        pages += [PlacedPage((fragment, n), (around, first + n)) for n in range(len(fragment.pages))]
    pages += [PlacedPage((settled.blank(), 0)) for _ in range(blanks_at_end(settled.jobs.book, len(pages)))]
    return assembled(pages, settled.fonts.__getitem__, settled.jobs.book.language, _keeps_fonts(settled))


def _in_one_go(settled: Pages) -> Pdf:
    """The whole book, its sections not set apart."""
    from bookbuild.typeset.assembly.assembly import assembled
    from bookbuild.typeset.assembly.placed_page import PlacedPage
    from bookbuild.typeset.book.single_document import in_one_go

    jobs = {str(n): order_of(job) for n, job in enumerate(in_one_go(settled.jobs, settled.placed(), settled.folios))}
    fragments = dict(settled.fragments(jobs))
    pages: list[Any] = []
    for name in sorted(fragments, key=int):
        if len(pages) % 2:
            pages.append(PlacedPage((settled.blank(), 0)))
        pages += [PlacedPage((fragments[name], n)) for n in range(len(fragments[name].pages))]
    pages += [PlacedPage((settled.blank(), 0)) for _ in range(blanks_at_end(settled.jobs.book, len(pages)))]
    return assembled(pages, settled.fonts.__getitem__, settled.jobs.book.language, _keeps_fonts(settled))


def _keeps_fonts(settled: Pages) -> Any:
    return partial(_kept_font, settled)


def _kept_font(settled: Pages, decided_by: object, make: Callable[[], bytes]) -> bytes:
    """A font file that was made for a book: few changes of its text call for another."""
    key = hashlib.sha256(repr((settled.jobs.machine, decided_by)).encode()).hexdigest()
    content = settled.store.read("subsets", key) if settled.from_store else None
    if content is None:
        settled.store.write("subsets", key, content := make())
    else:
        settled.recalled = True
    return content


def _labels(settled: Pages) -> tuple[str, ...]:
    return tuple(labels(settled.jobs.book, [(start, len(names)) for _, start, names in settled.placed()]))


def _faults(settled: Pages) -> Iterator[Finding]:
    """What is wrong with lines, page by page; with a running head, on its first page."""
    heads: set[str] = set()
    edition, printed = settled.jobs.book.edition.name, settled.jobs.book.edition.press is not None
    paths = {section.id: section.path for section in settled.jobs.book.sections}
    for document, start in settled.starts():
        pages = [page.faults for page in settled.content[document.id].pages]
        if document.id in settled.margins:
            around, first = settled.margins[document.id]
            pages = [faults + around.pages[first + n].faults for n, faults in enumerate(pages)]
        for number, faults in enumerate(pages, start.page + 1):
            for fault in faults:
                if fault.code in OF_PRINT and not printed:
                    continue
                if fault.code != "head-shortened":
                    yield finding_of(fault, paths[document.id], edition, number)
                elif fault.text not in heads:
                    heads.add(fault.text)
                    of_book = fault.text == settled.jobs.head_of_book
                    yield finding_of(fault, "book.toml" if of_book else paths[document.id], edition, number)


def _findings(settled_pages: Pages, *, settled: bool) -> Iterator[Finding]:
    """What is wrong with the pages; `settled`: the folios in their text no longer change."""
    jobs, edition = settled_pages.jobs, settled_pages.jobs.book.edition.name
    fragments = [*settled_pages.content.values(), *(fragment for fragment, _ in settled_pages.margins.values())]
    for character in dict.fromkeys(character for fragment in fragments for character in fragment.missing):
        yield missing(character, edition)
    messages = dict.fromkeys(message for fragment in fragments for message in fragment.messages)
    theme = jobs.theme
    over = theme.texts("print.css") if messages else ()
    yield from findings_of(messages, edition, theme.shown("print.css"), jobs.lines_before_theme, over)
    yield from _faults(settled_pages)
    if not settled:
        yield Finding(
            Code.PAGE_REFERENCE_UNSTABLE,
            "page numbers in the text still change after three rounds",
            "reword a reference by page, so that its line does not depend on the number's width",
            edition=edition,
        )
