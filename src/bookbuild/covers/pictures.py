"""An edition and the panels of its cover → what is drawn on them: ornament, picture, logo, barcode."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bookbuild.covers.ean13 import Barcode, barcode
from bookbuild.covers.girih import ROLES, girih
from bookbuild.covers.wrap import Panel, Wrap
from bookbuild.documents.images import resource_of
from bookbuild.documents.prepared_images import prepared
from bookbuild.documents.theme import Theme
from bookbuild.fonts.catalogue import cuts
from bookbuild.fonts.outlines import outline
from bookbuild.fonts.pairing import regular
from bookbuild.guarded.folder import MOST_IMAGE, FileRefused, GuardedFolder
from bookbuild.language.scripts import script_of_language
from bookbuild.model.book import Book
from bookbuild.model.document import Resource
from bookbuild.model.settings import CoverTable

GIRIH_ON, ROSETTES, PICTURE_ON, GIANT = "--girih-on", "--girih-rosettes", "--picture-on", "--giant"
"""Tokens of a design: the panels with an ornament, how many rosettes stand beside one another on the front, the panels
besides the front that have its picture, and the colour of the first letter of the title (of its first word, in Arabic)
where it is drawn large."""


BARS_TOP = 4.8
"""mm from the top of the zone to the bars: the ISBN stands above them."""


@dataclass(slots=True)
class Pictures:
    """`art` are addresses by panel; those of `logo`, `initial` and `bars` are empty where there is none.

    `rules` is CSS that has their sizes, `digits` are those below the bars, each with the CSS of its place.
    """

    resources: dict[str, Resource] = field(default_factory=dict)
    art: dict[str, str] = field(default_factory=dict)
    logo: str = ""
    initial: str = ""
    bars: str = ""
    digits: list[tuple[str, str]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def add(self, content: bytes, suffix: str = ".svg") -> str:
        resource = resource_of(content, suffix)
        self.resources[resource.href] = resource
        return resource.href


def pictures_of(
    book: Book, cover: CoverTable, wrap: Wrap, tokens: Mapping[str, str], theme: Theme, *, turned: bool
) -> Pictures:
    """What is drawn on a cover. `tokens` are the design's."""
    found = Pictures()
    for panel in wrap.panels:
        if panel.name in tokens.get(GIRIH_ON, "").split():
            _, _, width, height = wrap.art(panel)
            wanted = _number(tokens.get(ROSETTES, "")) * (width / wrap.art(_front(wrap))[2])
            drawn = girih(cover.seed, width, height, girih_colours(tokens), rosettes=wanted)
            found.art[panel.name] = found.add(drawn)
    folder = GuardedFolder.of(book.folder)
    if cover.front and (picture := _read(folder, cover.front)):
        shown = ["front", *tokens.get(PICTURE_ON, "").split()]
        found.art |= dict.fromkeys((panel.name for panel in wrap.panels if panel.name in shown), found.add(*picture))
    if cover.logo and (picture := _read(folder, cover.logo)):
        found.logo = found.add(*picture)
    if colour := tokens.get(GIANT):
        found.initial = _initial(book, theme, colour, found)
    zone = wrap.barcode(turned)
    if zone and book.edition.isbn:
        _barcode(barcode(_isbn13(book.edition.isbn), cover.price, zone[2] - 2.0), zone[2], found)
    return found


def _barcode(made: Barcode, width: float, found: Pictures) -> None:
    """Bars and digits in the middle of a zone of `width` mm, below the line with the ISBN."""
    left = (width - made.width) / 2
    found.bars = found.add(made.svg)
    size = f"width: {made.width:.4f}mm; height: {made.height:.4f}mm"
    found.rules.append(f".barcode > .bars {{ left: {left:.4f}mm; top: {BARS_TOP:g}mm; {size} }}")
    for digit, middle, top, letters in made.digits:
        place = f"left: {left + middle - letters / 2:.4f}mm; top: {BARS_TOP + top:.4f}mm"
        found.digits.append((digit, f"{place}; width: {letters:.4f}mm; font-size: {letters:.4f}mm"))


def _front(wrap: Wrap) -> Panel:
    front = wrap.panel("front")
    assert front is not None
    return front


def girih_colours(tokens: Mapping[str, str]) -> dict[str, str]:
    return {role: tokens.get(f"--girih-{role}", "#888") for role in ROLES}


def _number(written: str) -> float:
    """How many rosettes a token says; 0 where it says none."""
    return float(written) if written.replace(".", "", 1).isdecimal() else 0.0


def _read(folder: GuardedFolder, path: str) -> tuple[bytes, str] | None:
    """A picture of the book and its suffix; one that cannot be read has its finding already."""
    with suppress(FileRefused):
        suffix = PurePosixPath(path).suffix.lower()
        return prepared(folder.read(path, MOST_IMAGE), suffix, ebook=False), suffix
    return None


def _initial(book: Book, theme: Theme, colour: str, found: Pictures) -> str:
    """The first letter of the title, or its first word where letters join, as a drawing; its width over its height."""
    arabic = script_of_language(book.language) == "arabic"
    letters = book.title.split()[0] if arabic else book.title[:1]
    face = regular(cuts(book.edition, theme.font_folders), "book-arabic" if arabic else "book-latin")
    drawn = outline(face, letters) if face else None
    if drawn is None:
        return ""
    left, bottom, right, top = drawn.bounds
    width, height = right - left, top - bottom
    place = f"translate({-left:g} {top:g}) scale(1 -1)"
    head = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    path = f'<path transform="{place}" d="{drawn.path}" fill="{colour}"/>'
    found.rules.append(f":root {{ --giant-ratio: {width / height:.4f} }}")
    return found.add(f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{path}</svg>'.encode())


def _isbn13(written: str) -> str:
    from stdnum import isbn

    return str(isbn.compact(isbn.to_isbn13(written)))
