"""Rendered editions → files in `dist/<book>/`: all of them at once, or none."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bookbuild.cache.build_record import RECORD
from bookbuild.diagnostics import Finding
from bookbuild.documents.theme import Theme
from bookbuild.model.book import Manuscript
from bookbuild.model.document import Rendered
from bookbuild.model.settings import Edition
from bookbuild.outputs.manifest import manifest
from bookbuild.outputs.product import Product
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.workers import Workers

if TYPE_CHECKING:
    from bookbuild.progress import Progress

NO_DATE = 946_684_800
"""2000-01-01: the date of a book that gives none, where SOURCE_DATE_EPOCH gives none either."""


class Delivery:
    """Makes files beside the last good ones, and puts them in their place together."""

    def __init__(
        self, manuscript: Manuscript, out: Path, workers: Workers, store: FragmentStore, *, one_go: bool = False
    ) -> None:
        self.manuscript = manuscript
        self.workers = workers
        self.store = store
        self.one_go = one_go
        self.folder = out / manuscript.name
        self._staging: Path | None = None

    def __enter__(self) -> Delivery:
        self._created = [folder for folder in (self.folder, *self.folder.parents) if not folder.exists()]
        self.folder.mkdir(parents=True, exist_ok=True)
        self._staging = Path(tempfile.mkdtemp(prefix=".building-", dir=self.folder))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._staging:
            shutil.rmtree(self._staging, ignore_errors=True)
        for folder in self._created:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def made(self, rendered: Rendered, theme: Theme, progress: Progress) -> Product:
        """Typeset and write one edition, into the staging folder. Raises BookError where that cannot be done."""
        edition = rendered.book.edition
        make = self._epub if edition.format == "epub" else self._pdf
        return make(rendered, theme, progress)

    def deliver(self, made: list[Product], findings: tuple[Finding, ...], key: str) -> None:
        """Put every file that was made in its place, and the record of the build last.

        Raises CancelledError, and leaves what was there, where the build was interrupted.
        """
        assert self._staging is not None
        (self._staging / RECORD).write_bytes(manifest(self.manuscript, made, findings, key))
        self.workers.check_open()
        for name in [*(product.path.name for product in made), RECORD]:
            (self._staging / name).replace(self.folder / name)

    def _epub(self, rendered: Rendered, theme: Theme, progress: Progress) -> Product:
        from bookbuild.outputs.epub.package import write_epub
        from bookbuild.outputs.epub.styles import with_styles

        progress.step(self.manuscript.name, rendered.book.edition.name, "write")
        path = self._path(rendered.book.edition)
        complete = with_styles(rendered, theme)
        write_epub(complete, path, epoch=epoch_of(rendered.book.edition))
        return self._product(rendered, path, None, (), theme)

    def _pdf(self, rendered: Rendered, theme: Theme, progress: Progress) -> Product:
        from bookbuild.outputs.pdf.document import write_pdf
        from bookbuild.typeset.book.pages import typeset

        book = rendered.book
        progress.step(book.name, book.edition.name, "typeset")
        pages = typeset(
            rendered,
            theme,
            self.workers,
            self.store,
            lambda title: progress.section(book.name, book.edition.name, title),
            one_go=self.one_go,
        )
        progress.step(book.name, book.edition.name, "write")
        path = self._path(book.edition)
        write_pdf(pages.document, pages.labels, book, path, epoch=epoch_of(book.edition))
        return replace(self._product(rendered, path, len(pages.labels), pages.findings, theme), why=pages.why)

    def _path(self, edition: Edition) -> Path:
        assert self._staging is not None
        return self._staging / f"{self.manuscript.name}-{edition.name}.{edition.format}"

    def _product(
        self, rendered: Rendered, path: Path, pages: int | None, findings: tuple[Finding, ...], theme: Theme
    ) -> Product:
        from bookbuild.fonts.catalogue import cuts

        edition = rendered.book.edition
        fonts = tuple(dict.fromkeys(cut.face.path for cut in cuts(edition, theme.font_folders)))
        content = path.read_bytes()
        return Product(
            edition=edition,
            path=self.folder / path.name,
            pages=pages,
            sections=len(rendered.documents),
            bytes=len(content),
            findings=findings,
            fonts=fonts,
            digest=hashlib.sha256(content).hexdigest(),
        )


def epoch_of(edition: Edition) -> int:
    """The date that files carry: SOURCE_DATE_EPOCH, else the book's, else a fixed one. Seconds since 1970, UTC."""
    given: Any = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    published = edition.book.published
    if published is None:
        return NO_DATE
    import datetime

    return int(datetime.datetime(published.year, published.month, published.day, tzinfo=datetime.UTC).timestamp())
