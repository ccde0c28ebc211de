"""Sections → a book's pages, in rounds.

Every section is set by itself, into a fragment; where it begins follows from the counts of the pages before it.
Contents, indexes and references by page are set again when the folios that they name are known, until those no longer
change. Heads and folios are set apart, around empty pages, and joined to the fragments when the book is assembled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from itertools import takewhile
from threading import Thread
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.documents.theme import Theme
from bookbuild.model.document import Document, Rendered
from bookbuild.typeset.book.faults import finding_of
from bookbuild.typeset.book.jobs import Jobs, Placed
from bookbuild.typeset.book.messages import findings_of, missing
from bookbuild.typeset.book.page_map import Start, decide_no_side, labels, starts
from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.workers import Died, Workers

if TYPE_CHECKING:
    from pikepdf import Pdf

MOST_ROUNDS = 3

ASSEMBLY = "bookbuild.typeset.assembly.assembly"
"""Imported while sections are set: it takes as long as a short one."""

MARGINS = " "
"""What the names of orders for heads and folios begin with: no section's id does."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A book in pages, without its metadata. `labels` is a folio for each page; `why` says what was set, and why."""

    document: Pdf
    labels: tuple[str, ...]
    findings: tuple[Finding, ...]
    why: tuple[tuple[str, str], ...]


Order = tuple[str, Callable[[], Job]]
"""The key of a fragment, and how the job is made that sets it."""


def _order(job: Job) -> Order:
    return job.key(), lambda: job


class SectionDied(Exception):
    """A section cannot be set: the process that sets it dies."""

    def __init__(self, section: str) -> None:
        super().__init__(section)
        self.section = section


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
    (`worker-died`) where a section cannot be set, MachineLacks where WeasyPrint's libraries are missing.
    """
    pages = Pages(Jobs(rendered, theme), workers, store, on_section)
    try:
        settled = pages.settle()
        document = pages.in_one_go() if one_go else pages.assembled()
    except SectionDied as died:
        finding = Finding(
            Code.WORKER_DIED,
            f"the process that sets `{died.section}` dies, also when it is tried alone",
            "look for what is unusual in that section; report it with the section's text",
            edition=rendered.book.edition.name,
        )
        raise BookError([finding]) from died
    return Typeset(document, pages.labels(), tuple(pages.findings(settled=settled)), tuple(pages.why.items()))


@dataclass(slots=True)
class Pages:
    """The pages of a book while they settle."""

    jobs: Jobs
    workers: Workers
    store: FragmentStore
    on_section: Callable[[str], None]
    content: dict[str, Fragment] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    folios: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    margins: dict[str, tuple[Fragment, int]] = field(default_factory=dict)
    deferred: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.deferred = decide_no_side(self.jobs.book, self.jobs.documents)

    def settle(self) -> bool:
        """Set every section, then those again whose folios or side have changed; whether that came to an end."""
        return any(not self._round() for _ in range(MOST_ROUNDS + 1))

    def _round(self) -> bool:
        """Set what is not set as it stands, last what waits for folios of the rest; whether there was anything."""
        due = self._due()
        anything = bool(due)
        while due:
            ready = {document.id for document in self.jobs.documents if not self._waits(document)}
            orders = {name: order for name, order in due.items() if name in ready} or due
            for name, fragment in self._fragments(orders | self._margins_ahead(due)):
                if name in due:
                    self.content[name], self.keys[name] = fragment, due[name][0]
            self.folios = dict(self._found_folios())
            due = {name: order for name, order in self._due().items() if name not in self.content}
        return anything

    def _due(self) -> dict[str, Order]:
        """The sections that are not set with what is known now."""
        due: dict[str, Order] = {}
        for document, start in self._starts():
            key = self.jobs.content_key(document, start, self.folios)
            if self.keys.get(document.id) != key:
                due[document.id] = (key, partial(self.jobs.content, document, start, self.folios))
        return due

    def _waits(self, document: Document) -> bool:
        """Whether a section is better set later."""
        may = document.id in self.deferred and document.id not in self.content
        return may and self.jobs.waits(document, self.folios)

    def _fragments(self, orders: Mapping[str, Order]) -> Iterator[tuple[str, Fragment]]:
        """The fragment of each order, by its name: kept ones first, then those that are set now."""
        self.store.expect_fragments([key for key, _ in orders.values()])
        due: dict[str, str] = {}
        for name, (key, _) in orders.items():
            if kept := self.store.fragment(key):
                yield name, kept
            else:
                due[key] = name
                if name and not name.startswith(MARGINS):
                    self.why[name] = "set again: its page numbers changed" if name in self.content else "nothing kept"
        if due:
            Thread(target=import_module, args=(ASSEMBLY,), daemon=True).start()
        for job, fragment in self.workers.fragments([orders[name][1]() for name in due.values()], self.store):
            if isinstance(fragment, Died):
                raise SectionDied(job.section)
            self.on_section(job.title)
            yield due[job.key()], fragment

    def _starts(self) -> Iterator[tuple[Document, Start]]:
        counts = {name: len(fragment.pages) for name, fragment in self.content.items()}
        return starts(self.jobs.book, self.jobs.documents, counts)

    def _placed(self) -> list[Placed]:
        """Each section with its start and its count of pages, once all are set."""
        return [(document, start, len(self.content[document.id].pages)) for document, start in self._starts()]

    def _found_folios(self) -> Iterator[tuple[str, str]]:
        """The folio of each anchor: that of the first page that it is on."""
        for document, start in self._starts():
            if document.id not in self.content:
                continue
            seen: set[str] = set()
            for number, page in enumerate(self.content[document.id].pages, start.number):
                for anchor, _ in page.anchors:
                    if anchor not in seen:
                        seen.add(anchor)
                        yield anchor, self.jobs.folio(start, number)

    def assembled(self) -> Pdf:
        """The whole book."""
        from bookbuild.typeset.assembly.assembly import PlacedPage, assembled

        self._set_margins()
        pages: list[Any] = []
        for document, start in self._starts():
            pages += [PlacedPage((self._blank(), 0)) for _ in range(len(pages), start.page)]
            fragment = self.content[document.id]
            around, first = self.margins[document.id]
            pages += [PlacedPage((fragment, n), (around, first + n)) for n in range(len(fragment.pages))]
        return assembled(pages, self.store.font, self.jobs.book.language, self._kept_font)

    def in_one_go(self) -> Pdf:
        """The whole book, its sections not set apart."""
        from bookbuild.typeset.assembly.assembly import PlacedPage, assembled
        from bookbuild.typeset.book.single_document import in_one_go

        jobs = {str(n): _order(job) for n, job in enumerate(in_one_go(self.jobs, self._placed(), self.folios))}
        fragments = dict(self._fragments(jobs))
        pages: list[Any] = []
        for name in sorted(fragments, key=int):
            if len(pages) % 2:
                pages.append(PlacedPage((self._blank(), 0)))
            pages += [PlacedPage((fragments[name], n)) for n in range(len(fragments[name].pages))]
        return assembled(pages, self.store.font, self.jobs.book.language, self._kept_font)

    def _kept_font(self, decided_by: object, make: Callable[[], bytes]) -> bytes:
        """A font file that was made for a book: few changes of its text call for another."""
        key = hashlib.sha256(repr((self.jobs.machine, decided_by)).encode()).hexdigest()
        content = self.store.read("subsets", key)
        if content is None:
            self.store.write("subsets", key, content := make())
        return content

    def _set_margins(self) -> None:
        """Set heads and folios, for runs of sections."""
        runs = list(self.jobs.margins(self._placed()))
        jobs = {f"{MARGINS}{number}": _order(job) for number, (job, _) in enumerate(runs)}
        for name, fragment in self._fragments(jobs):
            for section, first in runs[int(name.removeprefix(MARGINS))][1]:
                self.margins[section] = (fragment, first)

    def _margins_ahead(self, due: Mapping[str, Order]) -> dict[str, Order]:
        """Heads and folios of the body's runs that are whole: there is time for them while contents are set."""
        known = takewhile(lambda each: each[0].id in self.content and each[0].id not in due, self._after_front())
        placed = [(document, start, len(self.content[document.id].pages)) for document, start in known]
        return {f"{MARGINS}{n}": _order(job) for n, (job, _) in enumerate(list(self.jobs.margins(placed))[:-1])}

    def _after_front(self) -> Iterator[tuple[Document, Start]]:
        return ((document, start) for document, start in self._starts() if document.matter != "front")

    def _blank(self) -> Fragment:
        """A page for where a section waits for its side."""
        if "" not in self.content:
            self.content.update(self._fragments({"": _order(self.jobs.blank())}))
        return self.content[""]

    def labels(self) -> tuple[str, ...]:
        return tuple(labels(self.jobs.book, [(start, count) for _, start, count in self._placed()]))

    def findings(self, *, settled: bool) -> Iterator[Finding]:
        """What is wrong with the pages; `settled`: the folios in their text no longer change."""
        edition = self.jobs.book.edition.name
        fragments = [*self.content.values(), *(fragment for fragment, _ in self.margins.values())]
        for character in dict.fromkeys(character for fragment in fragments for character in fragment.missing):
            yield missing(character, edition)
        messages = dict.fromkeys(message for fragment in fragments for message in fragment.messages)
        yield from findings_of(messages, edition, self.jobs.theme.shown("print.css"), self.jobs.lines_before_theme)
        yield from self._faults()
        if not settled:
            yield Finding(
                Code.PAGE_REFERENCE_UNSTABLE,
                "page numbers in the text still change after three rounds",
                "reword a reference by page, so that its line does not depend on the number's width",
                edition=edition,
            )

    def _faults(self) -> Iterator[Finding]:
        """What is wrong with lines, page by page."""
        edition = self.jobs.book.edition.name
        paths = {section.id: section.path for section in self.jobs.book.sections}
        for document, start in self._starts():
            pages = [page.faults for page in self.content[document.id].pages]
            if document.id in self.margins:
                around, first = self.margins[document.id]
                pages = [faults + around.pages[first + n].faults for n, faults in enumerate(pages)]
            for number, faults in enumerate(pages, start.page + 1):
                yield from (finding_of(fault, paths[document.id], edition, number) for fault in faults)
