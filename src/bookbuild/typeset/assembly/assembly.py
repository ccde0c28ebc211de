"""Fragments in book order → one PDF: pages, each font and each image once, links, destinations, outline."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

import pikepdf

from bookbuild.typeset.assembly.embedding import FontCache, anew, distinct, embedded, united
from bookbuild.typeset.assembly.fragment_files import FragmentFiles
from bookbuild.typeset.assembly.links import add_links
from bookbuild.typeset.assembly.outline import add_outline
from bookbuild.typeset.assembly.placed_page import PlacedPage
from bookbuild.typeset.assembly.tagging import Tagging
from bookbuild.typeset.fragments import Fragment


def assembled(
    pages: Sequence[PlacedPage], font_content: Callable[[str], bytes], language: str, kept: FontCache = anew
) -> pikepdf.Pdf:
    """One document of `pages`. `font_content` gives a font file by its digest; `language` is the book's; `kept` are
    font files that were made before.
    """
    document = pikepdf.new()
    fragments = _fragments(pages)
    fonts = united(part for fragment in fragments for part in fragment.fonts)
    for font in distinct(fonts):
        font.close(font_content(font.part.digest), kept)
    sources = FragmentFiles(document, fonts)
    for page in pages:
        sources.append(page)
    sources.close(embedded(document, fonts))
    _share_images(document)
    annotations = add_links(document, pages)
    if any(fragment.structure for fragment in fragments):
        _tag(document, pages, annotations, language)
    add_outline(document, pages)
    return document


def _tag(
    document: pikepdf.Pdf,
    pages: Sequence[PlacedPage],
    annotations: Sequence[Mapping[int, pikepdf.Object]],
    language: str,
) -> None:
    """The structure tree of all fragments, in book order."""
    tagging = Tagging(document, annotations, language)
    stand: dict[int, list[int]] = {}
    for number, placed in enumerate(pages):
        stand.setdefault(id(placed.content[0]), []).append(number)
    for placed in pages:
        fragment, first = placed.content
        if fragment.structure and first == 0:
            tagging.add(fragment.structure, stand[id(fragment)])
    tagging.close()


def _fragments(pages: Sequence[PlacedPage]) -> list[Fragment]:
    """Every fragment in the order of its first page."""
    found: dict[int, Fragment] = {}
    for page in pages:
        for fragment, _ in filter(None, (page.content, page.margins)):
            found.setdefault(id(fragment), fragment)
    return list(found.values())


def _share_images(document: pikepdf.Pdf) -> None:
    """The same image from several fragments → one."""
    known: dict[bytes, pikepdf.Object] = {}
    done: set[tuple[int, int]] = set()
    for page in document.pages:
        objects = page.obj.Resources.get("/XObject", {})
        if not len(objects) or objects.objgen in done:
            continue
        done.add(objects.objgen)
        for name in list(objects.keys()):
            entry = objects[name]
            if entry.get("/Subtype") == pikepdf.Name.Image:
                digest = hashlib.sha256(entry.read_raw_bytes()).digest() + repr(entry.get("/SMask", "")).encode()
                objects[name] = known.setdefault(digest, entry)
