"""Fragments in book order → one PDF: pages, each font and each image once, links, destinations, outline."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from bookbuild.cache.memo import anew
from bookbuild.typeset.assembly.embedding import FontCache, UsedFont, distinct, embedded, united
from bookbuild.typeset.assembly.tagging import Tagging
from bookbuild.typeset.fragments import Bookmark, Fragment, FragmentPage, Rectangle

SIGN = re.compile(rb"\{[0-9a-f]+\}")
"""The number of a sign in a fragment's content."""

PT = 0.75
"""pt in a px at 96 dpi."""


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page of the book: a page of a fragment's content, and the page of another's margins that goes around it."""

    content: tuple[Fragment, int]
    margins: tuple[Fragment, int] | None = None

    @property
    def facts(self) -> FragmentPage:
        fragment, number = self.content
        return fragment.pages[number]


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
    sources = _Sources(document, fonts)
    for page in pages:
        sources.append(page)
    sources.close(embedded(document, fonts))
    _share_images(document)
    annotations = _link(document, pages)
    if any(fragment.structure for fragment in fragments):
        _tag(document, pages, annotations, language)
    _outline(document, pages)
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


class _Sources:
    """The fragments' files, opened while their pages are copied, with the book's numbers in place of their own."""

    def __init__(self, document: pikepdf.Pdf, fonts: Mapping[str, UsedFont]) -> None:
        self.document = document
        self.leaves: list[pikepdf.Object] = []
        self.fonts = fonts
        self.codes: dict[int, dict[bytes, bytes]] = {}
        self.opened: dict[int, pikepdf.Pdf] = {}
        self.font_dictionaries: list[tuple[pikepdf.Object, frozenset[str]]] = []

    def source(self, fragment: Fragment) -> pikepdf.Pdf:
        if id(fragment) not in self.opened:
            codes: dict[bytes, bytes] = {}
            for part in fragment.fonts:
                codes |= self.fonts[part.name].codes(part)
            self.codes[id(fragment)] = codes
            self.opened[id(fragment)] = pikepdf.open(io.BytesIO(fragment.pdf))
            if b"/Form" in fragment.pdf or b"/Pattern" in fragment.pdf:
                self._number_forms(fragment)
        return self.opened[id(fragment)]

    def _number_forms(self, fragment: Fragment) -> None:
        """The same in what is drawn apart from a page's content: groups and patterns."""
        for entry in self.opened[id(fragment)].objects:
            if isinstance(entry, pikepdf.Stream) and (entry.get("/Subtype") == "/Form" or "/PatternType" in entry):
                entry.write(self.numbered(fragment, entry.read_bytes()))

    def numbered(self, fragment: Fragment, content: bytes) -> bytes:
        """A fragment's content with the glyphs of the book's fonts."""
        codes = self.codes[id(fragment)]
        return SIGN.sub(lambda found: codes[found[0]], content)

    def append(self, placed: PlacedPage) -> None:
        fragment, number = placed.content
        source = self.source(fragment)
        own = source.pages[number]
        page = self._copied(source, own)
        fonts = {part.name for part in fragment.fonts}
        content = self.numbered(fragment, own.obj.Contents.read_bytes())
        if placed.margins:
            margins, at = placed.margins
            around = self.source(margins).pages[at]
            fonts |= {part.name for part in margins.fonts}
            self._merge(page.obj.Resources, around.obj.Resources)
            drawn = self.numbered(margins, around.obj.Contents.read_bytes())
            if fragment.structure:
                drawn = b"/Artifact BMC\n" + drawn + b"\nEMC"
            content = b"q\n" + content + b"\nQ\nq\n" + drawn + b"\nQ"
        page.obj.Contents = self.document.make_indirect(pikepdf.Stream(self.document, content))
        self.font_dictionaries.append((page.obj.Resources.Font, frozenset(fonts)))

    def _copied(self, source: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Page:
        """A page of a fragment's file in the book, still without its content.

        `pages.append` counts all pages each time: it takes longer the longer the book is.
        """
        leaf = self.document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page, Parent=self.document.Root.Pages))
        for key, value in page.obj.items():
            if key in ("/Resources", "/Group"):
                leaf[key] = self.document.copy_foreign(value if value.is_indirect else source.make_indirect(value))
            elif key.endswith("Box"):
                leaf[key] = pikepdf.Array(list(value))
        self.leaves.append(leaf)
        return pikepdf.Page(leaf)

    def _merge(self, resources: pikepdf.Object, others: pikepdf.Object) -> None:
        """Put graphics states and images of the margins beside those of the content; names are made of values."""
        for kind in ("/ExtGState", "/XObject", "/Pattern", "/Shading"):
            entries = others.get(kind, {})
            for name in entries.keys():  # noqa: SIM118 (a pikepdf dictionary)
                if kind not in resources:
                    resources[kind] = pikepdf.Dictionary()
                if name not in resources[kind]:
                    entry = entries[name]
                    resources[kind][name] = self.document.copy_foreign(entry) if entry.is_indirect else entry

    def close(self, fonts: Mapping[str, pikepdf.Object]) -> None:
        """Put the pages in their order, and the book's fonts where the fragments left room for them."""
        self.document.Root.Pages.Kids = pikepdf.Array(self.leaves)
        self.document.Root.Pages.Count = len(self.leaves)
        for dictionary, names in self.font_dictionaries:
            for name in names:
                dictionary[f"/{name}"] = fonts[name]


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


def _link(document: pikepdf.Pdf, pages: Sequence[PlacedPage]) -> list[dict[int, pikepdf.Object]]:
    """Link annotations, by page and place among the page's links, and named destinations for all that is meant."""
    made: list[dict[int, pikepdf.Object]] = []
    leaves = [page.obj for page in document.pages]
    wanted = {target for page in pages for kind, target, _ in page.facts.links if kind == "internal"}
    places = dict(_destinations(leaves, pages, wanted))
    for number, placed in enumerate(pages):
        annotations = {
            at: _annotation(document, kind, target, _flipped(rectangle, placed.facts))
            for at, (kind, target, rectangle) in enumerate(placed.facts.links)
            if kind == "external" or target in places
        }
        made.append(annotations)
        if annotations:
            leaves[number].Annots = pikepdf.Array(list(annotations.values()))
    if places:
        names: list[pikepdf.Object] = []
        for name in sorted(places):
            names += [pikepdf.String(name), places[name]]
        document.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array(names)))
    return made


def _destinations(
    leaves: Sequence[pikepdf.Object], pages: Sequence[PlacedPage], wanted: set[str]
) -> Iterator[tuple[str, pikepdf.Array]]:
    seen: set[str] = set()
    for number, placed in enumerate(pages):
        for name, rectangle in placed.facts.anchors:
            if name in wanted and name not in seen:
                seen.add(name)
                x, _, _, y = _flipped(rectangle, placed.facts)
                yield name, _place(leaves[number], x, y)


def _place(leaf: pikepdf.Object, x: float, y: float) -> pikepdf.Array:
    return pikepdf.Array([leaf, pikepdf.Name.XYZ, round(x, 3), round(y, 3), 0])


def _flipped(rectangle: Rectangle, page: FragmentPage) -> Rectangle:
    """A rectangle of a page's px from its top left, in pt from its bottom left: left, bottom, right, top."""
    x1, y1, x2, y2 = rectangle
    return x1 * PT, (page.height - y2) * PT, x2 * PT, (page.height - y1) * PT


def _annotation(document: pikepdf.Pdf, kind: str, target: str, rectangle: Rectangle) -> pikepdf.Object:
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[round(edge, 3) for edge in rectangle],
        BS=pikepdf.Dictionary(W=0),
        Contents=pikepdf.String(target),
    )
    if kind == "internal":
        annotation.Dest = pikepdf.String(target)
    else:
        annotation.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(target))
    return document.make_indirect(annotation)


def _outline(document: pikepdf.Pdf, pages: Sequence[PlacedPage]) -> None:
    """The bookmarks of all pages as a tree by their levels."""
    with document.open_outline() as outline:
        leaves = [page.obj for page in document.pages]
        open_items: list[tuple[int, pikepdf.OutlineItem]] = []
        for number, placed in enumerate(pages):
            for bookmark in placed.facts.bookmarks:
                item = _outline_item(leaves[number], bookmark, placed.facts)
                while open_items and open_items[-1][0] >= bookmark.level:
                    open_items.pop()
                siblings = open_items[-1][1].children if open_items else outline.root
                siblings.append(item)
                open_items.append((bookmark.level, item))


def _outline_item(leaf: pikepdf.Object, bookmark: Bookmark, page: FragmentPage) -> pikepdf.OutlineItem:
    place = _place(leaf, bookmark.x * PT, (page.height - bookmark.y) * PT)
    item = pikepdf.OutlineItem(bookmark.label, place)
    item.is_closed = bookmark.closed
    return item
