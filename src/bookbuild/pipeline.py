"""The way of a book: read → parse → resolve → render → typeset → write → inspect."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

from bookbuild import mending
from bookbuild.build_result import BuildResult, Built
from bookbuild.cache import reads
from bookbuild.cache.build_record import key_of
from bookbuild.cache.memo import Recall, anew
from bookbuild.checks import checked
from bookbuild.checks.index_marks import index_marks
from bookbuild.covers.blurb import blurb_findings, of_blurb
from bookbuild.covers.designs import design_findings
from bookbuild.diagnostics import BookError, Finding, Fix, Severity
from bookbuild.documents import render
from bookbuild.documents.theme import Theme, theme_findings, theme_of
from bookbuild.findings import gathered, with_book_and_source
from bookbuild.fonts.catalogue import cuts, missing_fonts
from bookbuild.fonts.coverage import coverage
from bookbuild.fonts.uses import FontUse, font_uses, has_sign
from bookbuild.model.book import Manuscript, Section
from bookbuild.model.document import Rendered
from bookbuild.model.settings import Edition
from bookbuild.nearest import nearest
from bookbuild.outputs.delivery import Delivery, disk_watched, refused
from bookbuild.outputs.pdf.profiles import profile_findings
from bookbuild.outputs.product import Product
from bookbuild.progress import Progress, Unwatched
from bookbuild.resolve import resolve
from bookbuild.sources import read_book
from bookbuild.typeset.book.jobs import first_job
from bookbuild.typeset.work.pool import InProcess
from bookbuild.workshop import Workshop

MENDING_ROUNDS = 4
"""How often sources are mended and read again: what a fix uncovers is mended too, and none goes on for ever."""

Remembered = Callable[[str], AbstractContextManager[Recall]]
"""The name of a step → what it came to before."""


class EditionUnknown(Exception):
    """An edition was asked for that the book does not have."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        near = nearest(name, known)
        self.name, self.known = name, known
        super().__init__(f"there is no edition `{name}`" + (f"; did you mean `{near}`?" if near else ""))


class _Build:
    """One book's way; findings grow as it goes."""

    def __init__(
        self, folder: Path, progress: Progress, workshop: Workshop | None = None, remembered: Remembered | None = None
    ) -> None:
        self.folder = folder
        self.workshop = workshop
        self.remembered = remembered
        self.name = folder.resolve().name
        self.progress = progress
        self.findings: list[Finding] = []
        self.fixes: list[Fix] = []
        self.manuscript: Manuscript | None = None
        self._of_editions: list[Finding] = []

    def read(self) -> Manuscript | None:
        self.progress.step(self.name, None, "read")
        with self._recall("read") as recall:
            manuscript, found = read_book(self.folder, recall)
        self.findings += found
        self.manuscript = manuscript
        return manuscript

    def checked(self) -> Manuscript | None:
        """The manuscript, its words checked and its honorifics given to their persons."""
        manuscript = self.read()
        if manuscript is None:
            return None
        with self._recall("check") as recall:
            manuscript, found = checked(manuscript, recall)
        self.findings += found
        return manuscript

    def _recall(self, step: str) -> AbstractContextManager[Recall]:
        if self.remembered:
            return self.remembered(step)
        return self.workshop.recall(self.folder, step) if self.workshop else nullcontext(anew)

    def rendered(self, manuscript: Manuscript, edition: Edition) -> tuple[Rendered, Theme] | None:
        """Resolve and render an edition; None where that cannot be done."""
        theme = theme_of(manuscript.folder, edition)
        reads.note_fonts(cut.face.path for cut in cuts(edition, theme.font_folders))
        lacks = [*missing_fonts(edition, theme.font_folders), *profile_findings(manuscript.folder, edition)]
        try:
            self.progress.step(self.name, edition.name, "resolve")
            with self._recall(f"resolve {edition.name}") as recall:
                lacks += theme_findings(manuscript.folder, edition, recall)
                self.findings += lacks
                book, found = resolve(manuscript, edition, has_sign(edition, theme.font_folders), recall)
            self._of_editions += (_of_edition(finding, edition) for finding in found)
            self.fixes += book.fixes
            if self.workshop and edition.format == "pdf" and not lacks:
                self.workshop.workers.warm(first_job(book, theme))
            self.progress.step(self.name, edition.name, "render")
            rendered = replace(render(book, theme.folders), blurb=self._blurb(manuscript, edition, theme))
            self._of_editions += (_of_edition(finding, edition) for finding in coverage(rendered, theme.font_folders))
            return rendered, theme
        except BookError as error:
            self.findings += error.findings
            return None

    def _blurb(self, manuscript: Manuscript, edition: Edition, theme: Theme) -> Section | None:
        """The text of the back of a cover, set as a chapter is."""
        if edition.cover is None:
            return None
        self.findings += design_findings(manuscript.folder, edition.cover)
        with self._recall(f"blurb {edition.name}") as recall:
            book, found = resolve(manuscript, of_blurb(edition), has_sign(edition, theme.font_folders), recall)
        section = next(iter(book.sections), None)
        found = (*found, *(blurb_findings(section) if section else ()))
        self._of_editions += (_of_edition(finding, edition) for finding in found)
        return section

    def gathered(self, manuscript: Manuscript | None, *, complete: bool) -> tuple[Finding, ...]:
        editions = len(manuscript.editions) if manuscript else 1
        return gathered(self.name, manuscript, [*self.findings, *self._of_editions], editions, complete=complete)


def build(
    book: Path,
    *,
    editions: tuple[str, ...],
    out: Path,
    strict: bool,
    one_go: bool,
    onix: bool = False,
    workshop: Workshop,
    progress: Progress,
) -> BuildResult:
    """Every edition of `book` that is named in `editions` (none: all) into `out/<book>/`: all of them, or none.

    `onix`: with what bookshops are told of them. Raises EditionUnknown, and MachineLacks where a library is not there.
    """
    work = _Build(book, progress, workshop)
    key = key_of(editions, one_go=one_go, onix=onix)
    try:
        with reads.recorded(book) as ledger, disk_watched(out / work.name):
            return _built(work, editions, out, key, ledger, strict=strict, one_go=one_go, onix=onix)
    except BookError as error:
        work.findings += error.findings
        return BuildResult(work.name, (), work.gathered(work.manuscript, complete=False))


def _built(
    work: _Build,
    editions: tuple[str, ...],
    out: Path,
    key: str,
    ledger: reads.Ledger,
    *,
    strict: bool,
    one_go: bool,
    onix: bool,
) -> BuildResult:
    """What comes of a book; its files are delivered where nothing stops that. Raises BookError."""
    workshop, manuscript = work.workshop, work.checked()
    if manuscript is None or workshop is None:
        return BuildResult(work.name, (), work.gathered(None, complete=False))
    wanted = named(manuscript, editions)
    work.findings += refused(out, manuscript, wanted)
    sound = not _stops(work.gathered(manuscript, complete=False), strict)
    if sound and any(edition.format == "pdf" for edition in wanted):
        workshop.workers.warm()
    ready = [rendered for edition in wanted if (rendered := work.rendered(manuscript, edition))]
    if _stops(found := work.gathered(manuscript, complete=False), strict):
        return BuildResult(work.name, (), found)
    with Delivery(manuscript, out, workshop.workers, workshop.store, one_go=one_go) as delivery:
        made = _made(delivery, ready, work.progress)
        work.findings += (finding for product in made for finding in product.findings)
        found = work.gathered(manuscript, complete=len(wanted) == len(manuscript.editions))
        if _stops(found, strict):
            return BuildResult(work.name, (), found)
        delivery.deliver(made, found, key, ledger.record(), onix=onix)
    built = tuple(
        Built(p.edition.name, p.path, p.edition.format, p.pages, p.sections, p.bytes, p.cover.path if p.cover else None)
        for p in made
    )
    reasons = tuple((product.edition.name, *reason) for product in made for reason in product.why)
    of_store = with_book_and_source(
        workshop.store.take_findings(), work.name, manuscript.sources, manuscript.decomposed
    )
    return BuildResult(work.name, built, (*found, *of_store), reasons)


def _made(delivery: Delivery, ready: list[tuple[Rendered, Theme]], progress: Progress) -> list[Product]:
    """Every edition, side by side: while one is put together the workers set sections of another.

    WeasyPrint itself is no work for threads: in this process editions are made one after the other.
    """
    count = 1 if isinstance(delivery.workers, InProcess) else max(len(ready), 1)
    contexts = [copy_context() for _ in ready]  # what they read is noted together
    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(lambda run, each: run.run(delivery.made, *each, progress), contexts, ready))


def check(book: Path, *, progress: Progress, remembered: Remembered | None = None) -> BuildResult:
    """Everything that can be found out about `book` without setting pages; no file is written.

    `remembered`: what each step came to before, where a book is checked again and again.
    """
    return _checked(book, progress, remembered=remembered)[0]


def mend(book: Path, *, dry_run: bool, progress: Progress, mark: tuple[str, ...] = ()) -> BuildResult:
    """`check`, with what can be mended without a doubt mended in the sources; with `dry_run` nothing is written, and
    the result's `changes` say what would be. `mark`: the indexes (`persons`, `places`) whose entries are marked too.

    The findings are those that remain. Raises MachineLacks where a source cannot be written.
    """
    result, fixes = _checked(book, progress, mark)
    changed = mending.changes(book, fixes)
    if dry_run:
        return replace(result, changes=changed)
    told, rounds = changed, MENDING_ROUNDS
    while changed and rounds:
        mending.write(book, changed)
        result, fixes = _checked(book, progress, mark)
        changed, rounds = mending.changes(book, fixes), rounds - 1
        told = mending.joined(told, changed if rounds else ())
    return replace(result, changes=told)


def _checked(
    book: Path, progress: Progress, mark: tuple[str, ...] = (), remembered: Remembered | None = None
) -> tuple[BuildResult, tuple[Fix, ...]]:
    work = _Build(book, progress, remembered=remembered)
    manuscript = work.checked()
    if manuscript:
        for edition in manuscript.editions:
            work.rendered(manuscript, edition)
    findings = work.gathered(manuscript, complete=False)
    marks = index_marks(manuscript, mark) if manuscript and mark else ()
    return BuildResult(work.name, (), findings), (*mending.certain(findings), *work.fixes, *marks)


def editions(book: Path) -> tuple[tuple[Edition, ...], tuple[Finding, ...]]:
    """The editions of a book, and what is wrong with its sources."""
    work = _Build(book, Unwatched())
    manuscript = work.read()
    return (manuscript.editions if manuscript else ()), work.gathered(manuscript, complete=False)


def fonts(book: Path) -> list[FontUse]:
    """The font families that each edition names.

    Raises BookError where the book cannot be read, MachineLacks where fontconfig is not there.
    """
    manuscript, found = read_book(book)
    if manuscript is None:
        raise BookError(found)
    return [use for edition in manuscript.editions for use in font_uses(manuscript.folder, edition)]


def documents(book: Path, file: Path) -> tuple[bytes, ...]:
    """The XHTML of the edition that a PDF is named after, else of the first that has pages.

    Raises BookError where the book cannot be read.
    """
    work = _Build(book, Unwatched())
    manuscript = work.checked()
    paged = [edition for edition in manuscript.editions if edition.format == "pdf"] if manuscript else []
    paged.sort(key=lambda edition: file.stem != f"{work.name}-{edition.name}")
    if manuscript is None or (paged and (ready := work.rendered(manuscript, paged[0])) is None):
        raise BookError(work.gathered(manuscript, complete=False))
    return tuple(document.xhtml for document in ready[0].documents) if paged and ready else ()


def named(manuscript: Manuscript, wanted: tuple[str, ...]) -> tuple[Edition, ...]:
    """The editions named, in the order of the book; all where none is named. Raises EditionUnknown."""
    known = {edition.name: edition for edition in manuscript.editions}
    for name in wanted:
        if name not in known:
            raise EditionUnknown(name, tuple(known))
    return tuple(edition for name, edition in known.items() if not wanted or name in wanted)


def _stops(findings: tuple[Finding, ...], strict: bool) -> bool:
    return any(not f.allowed and (strict or f.severity is Severity.ERROR) for f in findings)


def _of_edition(finding: Finding, edition: Edition) -> Finding:
    return replace(finding, edition=edition.name)
