"""The files of fragments → pages of the book's document, with the glyphs of the book's fonts."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pikepdf

from bookbuild.typeset.assembly.embedding import UsedFont
from bookbuild.typeset.assembly.placed_page import PlacedPage
from bookbuild.typeset.fragments import Fragment

SIGN = re.compile(rb"\{[0-9a-f]+\}")
"""The number of a sign in a fragment's content."""


class FragmentFiles:
    """The fragments' files, opened while their pages are copied, with the book's numbers in place of their own."""

    def __init__(self, document: pikepdf.Pdf, fonts: Mapping[str, UsedFont]) -> None:
        self.document = document
        self.leaves: list[pikepdf.Object] = []
        self.fonts = fonts
        self.codes: dict[int, dict[bytes, bytes]] = {}
        self.opened: dict[int, pikepdf.Pdf] = {}
        self.font_dictionaries: list[tuple[pikepdf.Object, frozenset[str]]] = []
        self._seen: dict[tuple[int, int], pikepdf.Object] = {}

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
            self._merge(page.obj.Resources, around.obj.Resources, self.source(margins))
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

    def _merge(self, resources: pikepdf.Object, others: pikepdf.Object, source: pikepdf.Pdf) -> None:
        """Put graphics states and images of the margins beside those of the content; names are made of values."""
        for kind in ("/ExtGState", "/XObject", "/Pattern", "/Shading"):
            entries = others.get(kind, {})
            for name in entries.keys():  # noqa: SIM118 (a pikepdf dictionary)
                if kind not in resources:
                    resources[kind] = pikepdf.Dictionary()
                if name not in resources[kind]:
                    entry = entries[name]
                    foreign = entry if entry.is_indirect else source.make_indirect(entry)
                    resources[kind][name] = self.document.copy_foreign(foreign)

    def close(self, fonts: Mapping[str, pikepdf.Object]) -> None:
        """Put the pages in their order, and the book's fonts where the fragments left room for them."""
        self.document.Root.Pages.Kids = pikepdf.Array(self.leaves)
        self.document.Root.Pages.Count = len(self.leaves)
        for dictionary, names in self.font_dictionaries:
            for name in names:
                dictionary[f"/{name}"] = fonts[name]
