"""Rendered documents + a theme → the style sheet and the font subsets of an e-book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import uharfbuzz as hb

from bookbuild.documents.theme import Theme
from bookbuild.documents.tokens import without_variables
from bookbuild.fonts.catalogue import Cut, Face, cuts
from bookbuild.fonts.licences import may_be_altered
from bookbuild.fonts.pairing import beside
from bookbuild.language.marks import ARABIC_DIGITS
from bookbuild.model.document import Rendered, Resource
from bookbuild.outputs.epub.used_fonts import NotFollowed, needs_of

_ASKS = re.compile(r"font-(feature-settings|variant-alternates|variant-ligatures|variant\s*:|variation-settings)")
"""How a sheet asks for features beyond those below."""
_FEATURES = ("smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "sups", "subs", "ordn", "frac", "case", "zero")
"""What `font-variant-caps`, `-numeric` and `-position` ask for, beside what devices apply by themselves, which a subset
has anyway: forms of Arabic letters, ligatures, marks, kerning."""
_TAGS = re.compile(r"<[^<>]*>")
MEDIA_TYPES = {
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".ttc": "font/collection",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
BASIC = {
    "latin": range(0x20, 0x7F),
    "arabic": (*range(0x20, 0x41), *sorted(map(ord, ARABIC_DIGITS))),
    "quran": range(0x20, 0x21),
}
"""What a face has at least: a list's numbers, and Latin for what a reading system writes itself."""


def with_styles(rendered: Rendered, theme: Theme) -> Rendered:
    """`rendered` with `styles/book.css` and the fonts that it names; without fonts where its edition has none."""
    chosen = cuts(rendered.book.edition, theme.font_folders)
    own = without_variables(theme.sheet("epub.css"), beside(chosen))
    fonts = (
        list(_fonts(_texts(rendered, own, chosen), every_feature=bool(_ASKS.search(own))))
        if rendered.book.edition.embeds_fonts
        else []
    )
    css = "\n".join([*(rule for rule, _ in fonts), own])
    sheet = Resource("styles/book.css", css.encode(), "text/css")
    return replace(rendered, resources=(sheet, *(resource for _, resource in fonts), *rendered.resources))


def _characters(rendered: Rendered) -> set[int]:
    found: set[str] = set()
    for document in rendered.documents:
        found.update(_TAGS.sub("", document.xhtml.decode()))
    return {ord(char) for char in found}


def _texts(rendered: Rendered, sheet: str, chosen: tuple[Cut, ...]) -> dict[Cut, set[int]]:
    """The characters that each face which is used is to have: those of the text that are set in it, and what the style
    sheet puts in, such as ornaments and the numbers of lists."""
    put_in = set(map(ord, sheet))
    try:
        needs = needs_of(rendered.documents, sheet, chosen)
    except NotFollowed:
        return dict.fromkeys(chosen, _characters(rendered) | put_in)
    used = {cut: need for cut, need in needs.items() if any(not chr(code).isspace() for code in need.own)}
    beyond_basic = {code for code in put_in if code > BASIC["latin"][-1]}
    return {cut: need.own | need.beside | beyond_basic for cut, need in used.items()}


def _fonts(texts: Mapping[Cut, set[int]], *, every_feature: bool) -> Iterator[tuple[str, Resource]]:
    """A `@font-face` rule and its file for each face and what it is to set; under the names `latin`, `arabic`,
    `quran`."""
    for cut, text in texts.items():
        use = cut.name.removeprefix("book-")
        if resource := _subset(cut.face, text | set(BASIC[use]), use, every_feature=every_feature):
            style = "italic" if cut.face.italic else "normal"
            yield (
                (
                    f'@font-face {{ font-family: "{cut.name}"; font-weight: {cut.face.weight}; font-style: {style}; '
                    f'src: url("../{resource.href}") }}'
                ),
                resource,
            )


def _subset(face: Face, text: set[int], use: str, *, every_feature: bool) -> Resource | None:
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
    choice.layout_feature_tag_set.update(map(_tag, _FEATURES))
    _all(choice.layout_script_tag_set)
    if every_feature:
        _all(choice.layout_feature_tag_set)
    return Resource(href, bytes(hb.subset(source, choice).blob.data), MEDIA_TYPES[suffix])


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"))


def _all(tags: hb.Set) -> None:
    """Every tag there is: what is shaped now must be shaped the same in the subset."""
    tags.clear()
    tags.invert()
