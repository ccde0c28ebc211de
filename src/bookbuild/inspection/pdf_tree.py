"""The structure tree of a PDF → what a screen reader says, in order, with the language of each piece.

`/ActualText` of an element stands for what it holds, `/Alt` where it holds no text; artifacts are not in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from bookbuild.inspection.marked_text import KnownFonts, marked_texts
from bookbuild.inspection.pdf import opened_pdf
from bookbuild.inspection.pdf_values import name_of, text_of

_INLINE = frozenset(("Span", "Link", "Reference", "Lbl", "Quote", "Code", "Formula", "Annot", "Em", "Strong", "Ruby"))
_DEPTH = 200


@dataclass(frozen=True, slots=True)
class SpokenPiece:
    """Text, its language by the elements around it, and their types from the outermost."""

    text: str
    lang: str
    types: tuple[str, ...]


def pdf_tree_text(path: Path) -> str:
    """What a screen reader says of the PDF at `path`, a line a block. Raises BookError where it cannot be read."""
    with opened_pdf(path) as pdf:
        return spoken_text(spoken_pieces(pdf))


def spoken_text(pieces: Iterator[SpokenPiece]) -> str:
    lines = "".join(piece.text for piece in pieces).split("\n")
    return "\n".join(line for line in (" ".join(line.split(" ")).strip() for line in lines) if line)


def spoken_pieces(pdf: pikepdf.Pdf) -> Iterator[SpokenPiece]:
    """The tree in order; a piece `\\n` stands where an element begins or ends that is a block."""
    root = pdf.Root.get("/StructTreeRoot")
    if isinstance(root, pikepdf.Dictionary):
        walk = _Walk(pdf, root)
        yield from walk.children(root, None, text_of(pdf.Root.get("/Lang")) or "", ())


class _Walk:
    def __init__(self, pdf: pikepdf.Pdf, root: Any) -> None:
        self.roles = root.get("/RoleMap", {})
        self.pages = {page.objgen: page for page in pdf.pages}
        self.fonts: KnownFonts = {}
        self.texts: dict[tuple[int, int], dict[int, str]] = {}
        self.seen: set[tuple[int, int]] = set()

    def children(self, element: Any, page: Any, lang: str, types: tuple[str, ...]) -> Iterator[SpokenPiece]:
        kids = element.get("/K")
        page = element.get("/Pg", page)
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield SpokenPiece(self._text(page, kid), lang, types)
            elif isinstance(kid, pikepdf.Dictionary) and len(types) < _DEPTH:
                yield from self._child(kid, page, lang, types)

    def _child(self, kid: Any, page: Any, lang: str, types: tuple[str, ...]) -> Iterator[SpokenPiece]:
        kind = name_of(kid.get("/Type"))
        if kind == "MCR":
            number = kid.get("/MCID")
            yield SpokenPiece(self._text(kid.get("/Pg", page), number), lang, types)
        elif kind != "OBJR" and (kid.objgen == (0, 0) or kid.objgen not in self.seen):
            self.seen.add(kid.objgen)
            yield from self._element(kid, page, lang, types)

    def _element(self, element: Any, page: Any, lang: str, types: tuple[str, ...]) -> Iterator[SpokenPiece]:
        own = name_of(element.get("/S"))
        types = (*types, name_of(self.roles.get(f"/{own}")) or own)
        lang = text_of(element.get("/Lang")) or lang
        edge = [] if types[-1] in _INLINE else [SpokenPiece("\n", lang, types)]
        yield from edge
        if (actual := text_of(element.get("/ActualText"))) is not None:
            yield SpokenPiece(actual, lang, types)
        elif alt := text_of(element.get("/Alt")):
            inner = list(self.children(element, page, lang, types))
            silent = types[-1] in ("Figure", "Formula") or not any(piece.text.strip() for piece in inner)
            yield from [SpokenPiece(alt, lang, types)] if silent else inner
        else:
            yield from self.children(element, page, lang, types)
        yield from edge

    def _text(self, page: Any, number: Any) -> str:
        """The text of a piece of marked content of a page; each page is read once."""
        if not isinstance(page, pikepdf.Dictionary) or page.objgen not in self.pages or not isinstance(number, int):
            return ""
        if page.objgen not in self.texts:
            self.texts[page.objgen] = marked_texts(self.pages[page.objgen], self.fonts)
        return self.texts[page.objgen].get(number, "")
