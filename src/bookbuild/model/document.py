"""What render makes of a book: one XHTML document a section, and the files that they use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bookbuild.model.book import Book, Matter, Section


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the edition. `href` is relative to the documents, as they name it (`images/3f2a….svg`)."""

    href: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Document:
    """A section as XHTML. `href` is its file's name (`<id>.xhtml`); links to other sections are `<href>#id`.

    `xhtml` is a whole document (UTF-8, XML declaration, EPUB's namespaces); `title` plain text. `remote` and `svg`
    are EPUB's manifest properties of those names.
    """

    id: str
    kind: str
    matter: Matter
    href: str
    title: str
    lang: str
    direction: Literal["ltr", "rtl"]
    xhtml: bytes
    has_svg: bool = False
    has_mathml: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """All documents of one edition in book order, and the resources that they use, each once.

    `blurb`: what stands on the back of its cover.
    """

    book: Book
    documents: tuple[Document, ...]
    resources: tuple[Resource, ...]
    blurb: Section | None = None


def class_of(kind: str, *, titled: bool = True) -> str:
    """The class of a section: `index index-persons` of `index:persons`, `chapter untitled` of one without a title."""
    name = f"{kind.partition(':')[0]} {kind.replace(':', '-')}" if ":" in kind else kind
    return name if titled else f"{name} untitled"
