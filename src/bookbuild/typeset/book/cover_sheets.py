"""A cover's document, its style and its pictures → one page, set as sections are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring, tostring

from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.documents.theme import Theme
from bookbuild.model.book import Book
from bookbuild.model.document import Document, Resource
from bookbuild.typeset.book.design import print_tokens
from bookbuild.typeset.book.jobs import own_fonts
from bookbuild.typeset.book.print_transforms import matter_of, page_root, plain_names
from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.machine import digest_of_machine
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.workers import Died, Workers

if TYPE_CHECKING:
    from pikepdf import Pdf


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """A cover that is set: its page, and the font files that it uses, by their digests."""

    fragment: Fragment
    language: str
    fonts: dict[str, bytes] = field(repr=False)

    def document(self) -> Pdf:
        """The page as a file, without metadata."""
        from bookbuild.typeset.assembly.assembly import assembled
        from bookbuild.typeset.assembly.placed_page import PlacedPage

        return assembled([PlacedPage((self.fragment, 0))], self.fonts.__getitem__, self.language)


def lines_before(book: Book, theme: Theme) -> int:
    """Lines of CSS that stand before a cover's own."""
    return _before(book, theme).count("\n") + 1


def _before(book: Book, theme: Theme) -> str:
    return f"{print_tokens(book, theme, 'front')}\n{theme.sheet('print.css')}"


def cover_job(
    document: Document, book: Book, theme: Theme, css: str, resources: Sequence[Resource], *, tagged: bool
) -> Job:
    """The job of a cover: the book's fonts, its theme, and over it the cover's own `css`."""
    source = fromstring(document.xhtml)
    plain_names(source)
    body = source.find("body")
    tree = page_root(book, [matter_of(document, body if body is not None else ())])
    return Job(
        section="cover",
        title=document.title,
        tree=tostring(tree),
        sheet=f"{_before(book, theme)}\n{css}",
        start="",
        parts="content",
        resources=tuple(resources),
        fonts=own_fonts(book, theme),
        machine=digest_of_machine(),
        tagged=tagged,
    )


def cover_sheet(job: Job, language: str, workers: Workers, store: FragmentStore) -> CoverSheet:
    """Set a cover, or take it as it was kept. Raises BookError (`worker-died`, `style-invalid`)."""
    fragment: Fragment | Died | None = store.fragment(job.key())
    if fragment is None:
        _, fragment = next(iter(workers.fragments([job], store)))
    if isinstance(fragment, Died):
        message, remedy = (
            "the process that sets the cover dies",
            "look for what is unusual in its pictures and its text",
        )
        raise BookError([Finding(Code.WORKER_DIED, message, remedy)])
    if len(fragment.pages) != 1:
        message = f"the cover has {len(fragment.pages)} pages, not one"
        remedy = "leave the panels of the cover in their places, `position: absolute`"
        raise BookError([Finding(Code.STYLE_INVALID, message, remedy)])
    return CoverSheet(fragment, language, {part.digest: store.font(part.digest) for part in fragment.fonts})
