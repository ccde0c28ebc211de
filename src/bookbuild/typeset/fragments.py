"""What typesetting a section asks for, and what comes of it: a fragment, from which books are put together.

A fragment is a value: it can be made in another process or on another machine, kept, and used again by every build
that asks for the same. What only the whole book can number is named in it by symbols: fonts by their file's digest,
glyphs of a character by the font's own ids, all other signs by what they are made of and stand for, images by the
digest of their content, places by the manuscript's ids.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from bookbuild.model.document import Resource

BLANK = "blank-page"
"""The name of the pages that have neither head nor folio, whatever the theme."""

AGAIN = "data-again"
"""The attribute of an element that shows what another has shown: it is not read aloud."""

Rectangle = tuple[float, float, float, float]
"""x1, y1, x2, y2 in px (96 dpi) from the page's top left."""


@dataclass(frozen=True, slots=True)
class Job:
    """A tree to set with a style sheet.

    `tree` is XML. `start` is the CSS that says on which side, and with which number, its first page stands. `fonts`
    are URIs of font files that fontconfig does not know. `parts`: what is drawn, a section's content or the page
    margins around it. `tagged`: with the tree for screen readers. `machine` is a digest of what sets it: versions and
    fonts.
    """

    section: str
    title: str
    tree: bytes
    sheet: str
    start: str
    parts: Literal["content", "margins", "all"]
    resources: tuple[Resource, ...] = ()
    fonts: tuple[str, ...] = ()
    machine: str = ""
    tagged: bool = False
    known_key: str = ""

    def key(self) -> str:
        """The digest of all that decides the fragment; `known_key` where it is that of what the tree is made from."""
        if self.known_key:
            return self.known_key
        parts = [self.parts, str(self.tagged), self.start, self.sheet, self.machine, *self.fonts]
        parts += [f"{resource.href} {hashlib.sha256(resource.content).hexdigest()}" for resource in self.resources]
        digest = hashlib.sha256("\0".join(parts).encode())
        digest.update(self.tree)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Bookmark:
    level: int
    label: str
    x: float
    y: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line or a picture of a page, by the code of its finding; `text` is the line's.

    `amount`: how many times as wide as by nature its spaces are; or pt beyond its measure; or pt that are missing
    between its marks and the line above; or pt beyond the trim, or of its width that stands on the text `over`. Of a
    running head `text` is the whole and `over` what of it stands there; of a picture `text` is its name, `amount` its
    pixels an inch, and `over` how many print needs.
    """

    code: Literal[
        "line-loose", "line-overfull", "marks-collide", "text-outside", "head-shortened", "image-resolution",
        "image-too-coarse",
    ]  # fmt: skip
    text: str
    amount: float
    over: str = ""


@dataclass(frozen=True, slots=True)
class FragmentPage:
    """What is known of a page besides its content. Lengths in px.

    `links` are (`internal` with an id, or `external` with a URL; where), `anchors` the ids on the page, `faults` what
    is wrong with its lines. `name`: of the pages of the style sheet (`@page bare`), `BLANK` of one that nothing stands
    on; by it heads and folios are set.
    """

    width: float
    height: float
    links: tuple[tuple[str, str, Rectangle], ...]
    anchors: tuple[tuple[str, Rectangle], ...]
    bookmarks: tuple[Bookmark, ...]
    faults: tuple[Fault, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class ComposedGlyph:
    """What is drawn as one glyph and stands for one piece of text.

    `glyphs` are ids of a font's glyphs, each with its place from the sign's origin; places and `advance` are in the
    font's units. `text` is as written.
    """

    glyphs: tuple[tuple[int, int, int], ...]
    advance: int
    text: str


@dataclass(frozen=True, slots=True)
class FontPart:
    """What a fragment uses of a font file.

    `name` is the resource's name in the content; `widths` in thousandths of an em and `texts` are by glyph id;
    `variations` are those of a variable font. `signs` are by the number that the content calls them by.
    """

    name: str
    digest: str
    index: int
    family: str
    base_name: str
    flags: int
    ascent: int
    descent: int
    variations: tuple[tuple[str, float], ...]
    widths: tuple[tuple[int, float], ...]
    texts: tuple[tuple[int, str], ...]
    missing: tuple[int, ...] = ()
    signs: tuple[tuple[int, ComposedGlyph], ...] = ()


MarkedContent = tuple[Literal["content", "link"], int, int]
"""A piece of content, by its number on a page of the fragment; or a link, by its place among a page's links."""


@dataclass(frozen=True, slots=True)
class StructureNode:
    """An element of the tree for screen readers: a standard structure type, and what it holds."""

    type: str
    lang: str
    alt: str
    children: tuple[StructureNode | MarkedContent, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A section in pages. `pdf` holds their content, uncompressed, with empty font dictionaries.

    `messages` are what WeasyPrint had to say; `missing` the characters that no font of the style has, each once, in the
    order in which they are drawn. `structure` where the job asks for it.
    """

    pages: tuple[FragmentPage, ...]
    pdf: bytes
    fonts: tuple[FontPart, ...]
    messages: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    structure: StructureNode | None = None
