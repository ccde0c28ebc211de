"""Rendered documents + a theme → the style sheet and the font subsets of an e-book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import uharfbuzz as hb

from bookbuild.documents.theme import Theme
from bookbuild.documents.tokens import without_variables
from bookbuild.fonts.catalogue import Cut, Face, cuts
from bookbuild.fonts.licences import may_be_altered
from bookbuild.fonts.pairing import beside
from bookbuild.model.document import Rendered, Resource

_TAGS = re.compile(r"<[^<>]*>")
MEDIA_TYPES = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".ttc": "font/collection",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
BASIC = {"latin": range(0x20, 0x7F), "arabic": range(0x20, 0x7F), "quran": range(0x20, 0x21)}


def with_styles(rendered: Rendered, theme: Theme) -> Rendered:
    """`rendered` with `styles/book.css` and the fonts that it names."""
    chosen = cuts(rendered.book.edition, theme.font_folders)
    own = without_variables(theme.sheet("epub.css"), beside(chosen))
    fonts = list(_fonts(chosen, _characters(rendered) | set(map(ord, own))))
    css = "\n".join([*(rule for rule, _ in fonts), own])
    sheet = Resource("styles/book.css", css.encode(), "text/css")
    return replace(rendered, resources=(sheet, *(resource for _, resource in fonts), *rendered.resources))


def _characters(rendered: Rendered) -> set[int]:
    found: set[str] = set()
    for document in rendered.documents:
        found.update(_TAGS.sub("", document.xhtml.decode()))
    return {ord(char) for char in found}


def _fonts(chosen: Iterable[Cut], text: set[int]) -> Iterator[tuple[str, Resource]]:
    """A `@font-face` rule and its file for each face; under the names `latin`, `arabic`, `quran`.

    `text` is all that they are to set: the book's, and what the style sheet puts in, such as ornaments.
    """
    for cut in chosen:
        use = cut.name.removeprefix("book-")
        if resource := _subset(cut.face, text | set(BASIC[use]), use):
            style = "italic" if cut.face.italic else "normal"
            yield (
                (
                    f'@font-face {{ font-family: "{cut.name}"; font-weight: {cut.face.weight}; font-style: {style}; '
                    f'src: url("../{resource.href}") }}'
                ),
                resource,
            )


def _subset(face: Face, text: set[int], use: str) -> Resource | None:
    """The part of `face` that sets `text`, or all of it where its terms ask for that; None where it has no letter."""
    style = f"{face.weight}{'-italic' if face.italic else ''}"
    suffix = face.path.suffix.lower()
    href = f"fonts/{use}-{style}{suffix}"
    source = hb.Face(hb.Blob.from_file_path(str(face.path)), face.index)
    wanted = text & set(source.unicodes)
    if not any(chr(code).isalpha() for code in wanted):
        return None
    if not may_be_altered(content := face.path.read_bytes()):
        return Resource(href, content, MEDIA_TYPES[suffix])
    choice = hb.SubsetInput()
    choice.unicode_set.update(wanted)
    _all(choice.layout_feature_tag_set)
    _all(choice.layout_script_tag_set)
    return Resource(href, bytes(hb.subset(source, choice).blob.data), MEDIA_TYPES[suffix])


def _all(tags: hb.Set) -> None:
    """Every tag there is: what is shaped now must be shaped the same in the subset."""
    tags.clear()
    tags.invert()
