"""A book and the text of its back → its cover as XHTML, by the design's template; the page of an e-book's cover."""

from __future__ import annotations

from typing import Any

from bookbuild.documents.environment import Templates
from bookbuild.documents.frontmatter import front_context
from bookbuild.documents.made import check_made
from bookbuild.documents.renderer import Renderer
from bookbuild.documents.sandbox import STEPS, STEPS_FOR_A_NODE, characters_of
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.language.scripts import direction_of_language
from bookbuild.language.terms import terms_of
from bookbuild.model.book import Book, Section
from bookbuild.model.document import Document
from bookbuild.model.inlines import Text
from bookbuild.model.settings import localized
from bookbuild.model.walk import nodes

COVER, PAGE = "cover.xhtml", "cover-page.xhtml"


def cover_document(
    book: Book,
    blurb: Section | None,
    folders: tuple[GuardedFolder, ...],
    pictures: tuple[str, ...],
    context: dict[str, Any],
) -> Document:
    """The cover. `folders` are those of its design and of the theme, `pictures` the addresses that it may name.

    `context` is what the template is given besides what a title page is. Raises BookError (`template-invalid`).
    """
    section = Section(id="cover", kind="cover", matter="front", title=(Text(book.title),), lang=book.language)
    steps = STEPS + sum(STEPS_FOR_A_NODE + characters_of(node) for node in nodes(blurb.blocks if blurb else ()))
    given = {"blurb": blurb.blocks if blurb else (), **context}
    return _document(book, section, COVER, folders, pictures, given, steps)


def cover_page(book: Book, href: str, picture: str) -> Document:
    """The page of an e-book's cover, in the file `href`; `picture` is the address of the picture."""
    word = terms_of(book.edition).word("cover")
    section = Section(
        id=href.removesuffix(".xhtml"), kind="cover", matter="front", title=(Text(word),), lang=book.language
    )
    context = {"picture": picture, "alt": alternative(book)}
    return _document(book, section, PAGE, (), (picture,), context, STEPS)


def alternative(book: Book) -> str:
    """What a cover shows, in words: its title, and whose book it is."""
    said = [
        book.title,
        book.subtitle,
        *(localized(each.name, book.language) for each in book.edition.book.contributors),
    ]
    return f"{terms_of(book.edition).word('cover')}: {'. '.join(filter(None, said))}"


def _document(
    book: Book,
    section: Section,
    file: str,
    folders: tuple[GuardedFolder, ...],
    pictures: tuple[str, ...],
    context: dict[str, Any],
    steps: int,
) -> Document:
    renderer = Renderer(book, {picture: picture for picture in pictures})
    renderer.section = section
    templates = Templates(folders, renderer.functions(), lambda: steps)
    renderer.macros = templates.macros
    title = section.title[0].text if isinstance(section.title[0], Text) else ""
    given = {
        "section": section, "kind_class": "cover", "epub_type": "cover", "role": "", "generated": True,
        "plain_title": title, "notes": (), "note_series": (), **front_context(book), **context,
    }  # fmt: skip
    xhtml = templates.rendered(file, given).encode()
    check_made(xhtml, file, templates, frozenset(pictures))
    direction = direction_of_language(section.lang)
    return Document(section.id, "cover", "front", f"{section.id}.xhtml", title, section.lang, direction, xhtml)
