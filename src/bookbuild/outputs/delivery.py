"""Rendered editions → files in `dist/<book>/`: all of them at once, or none."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import structs

from bookbuild.cache.build_record import RECORD
from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.documents.theme import Theme
from bookbuild.folders.swap import Swap, refusal
from bookbuild.interrupts import waiting
from bookbuild.model.book import Book, Manuscript
from bookbuild.model.document import Rendered
from bookbuild.model.settings import Edition
from bookbuild.outputs.epoch import epoch_of
from bookbuild.outputs.manifest import manifest
from bookbuild.outputs.page_counts import count_refused
from bookbuild.outputs.product import CoverFile, Product
from bookbuild.printing.printers import printers
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.workers import Workers

if TYPE_CHECKING:
    from bookbuild.covers.making import Cover
    from bookbuild.progress import Progress
    from bookbuild.typeset.book.pages import Typeset


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
        self._swap = Swap(self.folder)

    def __enter__(self) -> Delivery:
        with waiting():
            try:
                self._swap.begin()
            except OSError as error:
                self._swap.end()
                raise unwritable(self.folder, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with waiting():
            self._swap.end()

    def made(self, rendered: Rendered, theme: Theme, progress: Progress) -> Product:
        """Typeset and write one edition, into the staging folder. Raises BookError where that cannot be done."""
        edition = rendered.book.edition
        make = self._epub if edition.format == "epub" else self._pdf
        return make(rendered, theme, progress)

    def deliver(
        self, made: list[Product], findings: tuple[Finding, ...], key: str, read: object, *, onix: bool = False
    ) -> None:
        """Put every file that was made in its place, and the record of the build with them; with `onix`, the message.

        Raises CancelledError where the build was interrupted, BookError (`output-unwritable`) where they cannot be put
        there; then what was there stays.
        """
        with waiting():
            self.workers.check_open()
            try:
                metadata = self._metadata(made) if onix and made else {}
                for name, content in metadata.items():
                    (self._swap.made / name).write_bytes(content)
                record = manifest(self.manuscript, made, findings, key, read, metadata)
                (self._swap.made / RECORD).write_bytes(record)
                files = [path.name for product in made for path in _files(product)]
                self._swap.put_in_place([*files, *metadata, RECORD])
            except OSError as error:
                raise unwritable(self.folder, error) from error

    def _metadata(self, made: list[Product]) -> dict[str, bytes]:
        """What shops are told of the editions that were made: the file's name and content."""
        from bookbuild.outputs.onix.accessibility import accessibility_of
        from bookbuild.outputs.onix.descriptive import OnixProduct
        from bookbuild.outputs.onix.message import onix_message, onix_name

        products = [
            OnixProduct(each.edition, each.pages, each.bytes, accessibility_of(self._swap.made / each.path.name))
            for each in made
        ]
        return {onix_name(self.manuscript): onix_message(self.manuscript, products, epoch_of(made[0].edition))}

    def _epub(self, rendered: Rendered, theme: Theme, progress: Progress) -> Product:
        from bookbuild.outputs.epub.kept_words import with_kept_words
        from bookbuild.outputs.epub.package import write_epub
        from bookbuild.outputs.epub.styles import with_styles

        progress.step(self.manuscript.name, rendered.book.edition.name, "write")
        path = self._path(rendered.book.edition)
        complete: Rendered = with_kept_words(with_styles(rendered, theme))
        found: tuple[Finding, ...] = ()
        if rendered.book.edition.cover:
            complete, found = self._covered(complete, theme)
        write_epub(complete, path, epoch=epoch_of(rendered.book.edition))
        return self._product(rendered, path, None, found, theme)

    def _covered(self, complete: Rendered, theme: Theme) -> tuple[Rendered, tuple[Finding, ...]]:
        """An e-book with its cover, and what is wrong with that."""
        from bookbuild.covers.ebook import picture_of, with_cover
        from bookbuild.covers.making import front, saved

        cover = front(complete, theme, self.workers, self.store)
        return with_cover(complete, picture_of(saved(cover.sheet))), cover.findings

    def _pdf(self, rendered: Rendered, theme: Theme, progress: Progress) -> Product:
        from bookbuild.outputs.pdf.document import write_pdf
        from bookbuild.outputs.pdf.own_preflight import of_press
        from bookbuild.outputs.pdf.profiles import profile_content

        book = rendered.book
        progress.step(book.name, book.edition.name, "typeset")
        first = self._first_page(rendered, theme)
        pages, book = self._typeset(rendered, theme, progress, first)
        progress.step(book.name, book.edition.name, "write")
        path, epoch = self._path(book.edition), epoch_of(book.edition)
        profile = profile_content(book.folder, book.edition.press)
        write_pdf(pages.document, pages.labels, book, path, epoch=epoch, profile=profile, covered=first is not None)
        found = (*pages.findings, *count_refused(book.edition, len(pages.labels)), *of_press(path, book.edition))
        found = (*found, *(first.findings if first else ()))
        made = replace(self._product(rendered, path, len(pages.labels), found, theme), why=pages.why)
        return self._wrapped(made, rendered, theme) if _is_wrapped(book.edition) else made

    def _first_page(self, rendered: Rendered, theme: Theme) -> Cover | None:
        """The cover of a PDF for screens."""
        from bookbuild.covers.making import front

        edition = rendered.book.edition
        if edition.cover is None or edition.purpose != "screen":
            return None
        return front(rendered, theme, self.workers, self.store)

    def _wrapped(self, made: Product, rendered: Rendered, theme: Theme) -> Product:
        """A printed edition with the cover around its pages."""
        from bookbuild.covers.making import wrapped
        from bookbuild.outputs.pdf.cover import write_cover

        book = rendered.book
        cover = wrapped(rendered, theme, made.pages or 0, self.workers, self.store)
        path = self._swap.made / cover_name(self.manuscript, book.edition)
        write_cover(cover.sheet.document(), cover.wrap.bleed, book, path, epoch=epoch_of(book.edition))
        content = path.read_bytes()
        file = CoverFile(self.folder / path.name, len(content), hashlib.sha256(content).hexdigest())
        return replace(made, findings=(*made.findings, *cover.findings), cover=file)

    def _typeset(
        self, rendered: Rendered, theme: Theme, progress: Progress, first: Cover | None
    ) -> tuple[Typeset, Book]:
        """The pages of an edition, and its book with the inner margin that the printer asks for at so many pages.

        A wider one makes more pages, and never fewer: it comes to an end.
        """
        from bookbuild.typeset.book.pages import typeset

        book, margin = rendered.book, least_inner(rendered.book.edition, 1)
        while True:
            book = with_least_inner(book, margin)
            pages = typeset(
                Rendered(book, rendered.documents, rendered.resources, rendered.blurb),
                theme,
                self.workers,
                self.store,
                partial(progress.section, book.name, book.edition.name),
                one_go=self.one_go,
                cover=first.sheet if first else None,
            )
            if (asked := least_inner(book.edition, len(pages.labels))) <= margin:
                return pages, book
            margin = asked

    def _path(self, edition: Edition) -> Path:
        return self._swap.made / file_name(self.manuscript, edition)

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


def least_inner(edition: Edition, pages: int) -> float:
    """The least inner margin that the printer of an edition asks for, in mm; 0 where it asks for none."""
    rules = printers().get(edition.press.printer) if edition.press else None
    return rules.least_inner(pages) if rules else 0.0


def with_least_inner(book: Book, margin: float) -> Book:
    """A book whose edition keeps an inner margin of at least `margin` mm."""
    if book.edition.press is None:
        return book
    press = structs.replace(book.edition.press, least_inner=margin)
    return replace(book, edition=structs.replace(book.edition, press=press))


def file_name(manuscript: Manuscript, edition: Edition) -> str:
    """What the file of an edition is called."""
    return f"{manuscript.name}-{edition.name}.{edition.format}"


def cover_name(manuscript: Manuscript, edition: Edition) -> str:
    """What the cover around a printed edition is called."""
    return f"{manuscript.name}-{edition.name}-cover.pdf"


def _is_wrapped(edition: Edition) -> bool:
    return edition.cover is not None and edition.format == "pdf" and edition.purpose == "press"


def _files(product: Product) -> tuple[Path, ...]:
    return (product.path, product.cover.path) if product.cover else (product.path,)


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.ENAMETOOLONG})
"""What a disk does not take, wherever it is: there is no room, or a name is longer than its names are."""


def refused(out: Path, manuscript: Manuscript, editions: tuple[Edition, ...]) -> tuple[Finding, ...]:
    """`output-unwritable` where it is clear before anything is made that the files cannot be put into their place."""
    folder = out / manuscript.name
    names = [file_name(manuscript, edition) for edition in editions]
    names += [cover_name(manuscript, edition) for edition in editions if _is_wrapped(edition)]
    error = refusal(folder, [*names, RECORD])
    return unwritable(folder, error).findings if error else ()


@contextmanager
def disk_watched(folder: Path) -> Iterator[None]:
    """Where what a disk does not take, in `folder` or for temporary files, becomes a finding.

    Raises BookError (`output-unwritable`), and OSError for all else.
    """
    try:
        yield
    except OSError as error:
        places = [os.path.realpath(place) for place in (folder, tempfile.gettempdir())]
        names = [os.path.realpath(name) for name in (error.filename, error.filename2) if isinstance(name, str)]
        inside = any(name.startswith(place + os.sep) for name in names for place in places)
        if error.errno not in FULL and not inside:
            raise
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: OSError) -> BookError:
    """An error of the disk as `output-unwritable`: the one place where they are translated."""
    reason = (error.strerror or "it does not take what is written").lower()
    where = f", `{Path(error.filename).name}`" if isinstance(error.filename, str) else ""
    remedy = (
        "see to the space there and in the folder for temporary files (`TMPDIR`), to permissions, to what has its name"
    )
    return BookError([Finding(Code.OUTPUT_UNWRITABLE, f"`{folder}` cannot be written: {reason}{where}", remedy)])
