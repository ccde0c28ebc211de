"""Sections → fragments, set in rounds until the folios that they name no longer change.

Every section is set by itself; where it begins follows from the counts of the pages before it. Contents, indexes and
references by page are set again when the folios that they name are known. Heads and folios are set apart, around empty
pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from itertools import chain, takewhile
from threading import Thread

from bookbuild.model.document import Document
from bookbuild.typeset.book.jobs import Jobs, Placed
from bookbuild.typeset.book.page_map import Start, decide_no_side, starts
from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.workers import Died, Workers

MOST_ROUNDS = 3

ASSEMBLY = "bookbuild.typeset.assembly.assembly"
"""Imported while sections are set: it takes as long as a short one."""

MARGINS = " "
"""What the names of orders for heads and folios begin with: no section's id does."""

Order = tuple[str, Callable[[], Job]]
"""The key of a fragment, and how the job is made that sets it."""


def order_of(job: Job) -> Order:
    return job.key(), lambda: job


class SectionDied(Exception):
    """A section cannot be set: the process that sets it dies."""

    def __init__(self, section: str) -> None:
        super().__init__(section)
        self.section = section


@dataclass(slots=True)
class Pages:
    """The pages of a book while they settle.

    `fonts`: the font files of all fragments, by their digests: the store may be emptied meanwhile. `from_store`: what
    is kept is used; `recalled`: something of it was.
    """

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
    fonts: dict[str, bytes] = field(default_factory=dict)
    from_store: bool = True
    recalled: bool = False

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
            names = [name for name in due if name in ready] or list(due)
            if self.from_store:
                self.store.expect_fragments([due[name][0] for name in names])
            left = [name for name, _ in self._lacking(names)]
            margins = (each for each in self._margins_ahead(due).items() if not self._kept(each[1][0]))
            for name, key, fragment in self._made(chain(self._lacking(left), margins)):
                if name in due:
                    self.content[name], self.keys[name] = fragment, key
            self.folios = dict(self._found_folios())
            due = {name: order for name, order in self._due().items() if name not in self.content}
        return anything

    def _due(self) -> dict[str, Order]:
        """The sections that are not set with what is known now."""
        due: dict[str, Order] = {}
        for document, start in self.starts():
            key, job = self._order(document, start)
            if self.keys.get(document.id) != key:
                due[document.id] = (key, job)
        return due

    def _order(self, document: Document, start: Start) -> Order:
        key = self.jobs.content_key(document, start, self.folios)
        return key, partial(self.jobs.content, document, start, self.folios)

    def _lacking(self, names: Sequence[str]) -> Iterator[tuple[str, Order]]:
        """Those of these sections that are not kept as they stand when they are asked for, one after the other: by then
        those before them may be set, and the side is known. What is kept is taken; where the side is not known, that of
        either side."""
        wanted, guessed = set(names), False
        for document, start in self.starts():
            if document.id not in wanted:
                continue
            order = self._order(document, start)
            others = [replace(start, page=start.page + 1)] if guessed and self.recalled else []
            for key, _ in (order, *(self._order(document, other) for other in others)):
                if kept := self._kept(key):
                    self.content[document.id], self.keys[document.id] = kept, key
                    break
            else:
                guessed = guessed or document.id not in self.content
                yield document.id, order

    def _kept(self, key: str) -> Fragment | None:
        kept = self.store.fragment(key) if self.from_store else None
        self.recalled = self.recalled or kept is not None
        return self._with_fonts(kept) if kept else None

    def _waits(self, document: Document) -> bool:
        """Whether a section is better set later."""
        may = document.id in self.deferred and document.id not in self.content
        return may and self.jobs.waits(document, self.folios)

    def fragments(self, orders: Mapping[str, Order]) -> Iterator[tuple[str, Fragment]]:
        """The fragment of each order, by its name: kept ones first, then those that are set now. Raises SectionDied."""
        if self.from_store:
            self.store.expect_fragments([key for key, _ in orders.values()])
        due: dict[str, Order] = {}
        for name, order in orders.items():
            if kept := self._kept(order[0]):
                yield name, kept
            else:
                due[name] = order
        if due:
            yield from ((name, fragment) for name, _, fragment in self._made(due.items()))

    def _made(self, orders: Iterable[tuple[str, Order]]) -> Iterator[tuple[str, str, Fragment]]:
        """The fragment of each order, with its name and its key, set now. Raises SectionDied."""
        due: dict[str, str] = {}

        def jobs() -> Iterator[Job]:
            for name, (key, job) in orders:
                if not due:
                    Thread(target=import_module, args=(ASSEMBLY,), daemon=True).start()
                due[key] = name
                if name and not name.startswith(MARGINS):
                    self.why[name] = "set again: its page numbers changed" if name in self.content else "nothing kept"
                yield job()

        for made, fragment in self.workers.fragments(jobs(), self.store):
            if isinstance(fragment, Died):
                raise SectionDied(made.section)
            self.on_section(made.title)
            yield due[made.key()], made.key(), self._with_fonts(fragment)

    def _with_fonts(self, fragment: Fragment) -> Fragment:
        for part in fragment.fonts:
            if part.digest not in self.fonts:
                self.fonts[part.digest] = self.store.font(part.digest)
        return fragment

    def starts(self) -> Iterator[tuple[Document, Start]]:
        """Each section with its start, by the pages of those that are set when it is asked for."""
        return starts(self.jobs.book, self.jobs.documents, self._count)

    def _count(self, section: str) -> int:
        fragment = self.content.get(section)
        return len(fragment.pages) if fragment else 1

    def placed(self) -> list[Placed]:
        """Each section with its start and the names of its pages, once all are set."""
        return [(document, start, self._names(document)) for document, start in self.starts()]

    def _names(self, document: Document) -> tuple[str, ...]:
        return tuple(page.name for page in self.content[document.id].pages)

    def _found_folios(self) -> Iterator[tuple[str, str]]:
        """The folio of each anchor: that of the first page that it is on."""
        for document, start in self.starts():
            if document.id not in self.content:
                continue
            seen: set[str] = set()
            for number, page in enumerate(self.content[document.id].pages, start.number):
                for anchor, _ in page.anchors:
                    if anchor not in seen:
                        seen.add(anchor)
                        yield anchor, self.jobs.folio(start, number)

    def set_margins(self) -> None:
        """Set heads and folios, for runs of sections."""
        runs = list(self.jobs.margins(self.placed()))
        jobs = {f"{MARGINS}{number}": order_of(job) for number, (job, _) in enumerate(runs)}
        for name, fragment in self.fragments(jobs):
            for section, first in runs[int(name.removeprefix(MARGINS))][1]:
                self.margins[section] = (fragment, first)

    def _margins_ahead(self, due: Mapping[str, Order]) -> dict[str, Order]:
        """Heads and folios of the body's runs that are whole: there is time for them while contents are set."""
        known = takewhile(lambda each: each[0].id in self.content and each[0].id not in due, self._after_front())
        placed = [(document, start, self._names(document)) for document, start in known]
        return {f"{MARGINS}{n}": order_of(job) for n, (job, _) in enumerate(list(self.jobs.margins(placed))[:-1])}

    def _after_front(self) -> Iterator[tuple[Document, Start]]:
        return ((document, start) for document, start in self.starts() if document.matter != "front")

    def blank(self) -> Fragment:
        """A page for where a section waits for its side."""
        if "" not in self.content:
            self.content.update(self.fragments({"": order_of(self.jobs.blank())}))
        return self.content[""]
