"""The inlines of a paragraph → pieces of one bidirectional type each; some of these pieces → inlines again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from bookbuild.language.bidi import type_of
from bookbuild.language.marks import (
    ARABIC,
    BIDI_CONTROLS,
    COMBINING_DIACRITICS,
    INVISIBLE,
    MARKS,
    RIGHT_TO_LEFT,
    ranges,
)
from bookbuild.language.scripts import HAS_ARABIC, Script, script_of_language
from bookbuild.model.inlines import (
    CodeSpan,
    CrossReference,
    Entry,
    Generated,
    Honorific,
    Image,
    Inline,
    Inlines,
    LineBreak,
    MathFormula,
    Note,
    PrintPage,
    Run,
    SoftBreak,
    Source,
    Span,
    Text,
    Verse,
)

_JOINED = ranges(COMBINING_DIACRITICS, MARKS, INVISIBLE - BIDI_CONTROLS)
"""Marks, and what is not shown: part of what they follow (UAX #9, W1 and X9)."""

_ARABIC = ranges(ARABIC)
_LETTER = f"[^\\W\\d_{_ARABIC}]"
_ARABIC_LETTER = f"[{ranges(RIGHT_TO_LEFT)}]"
_BRACKETS = "()\\[\\]{}"
_NUMBER = r"(?P<EN>[0-9]+)|(?P<ON>\s+)"
_REST = f"|(?P<other>.)[{_JOINED}]*"
_PIECES: dict[str, re.Pattern[str]] = {
    # what is of the base script goes in one piece up to the next of the other, or to a bracket: most text has none
    "latin": re.compile(
        rf"(?P<L>{_LETTER}(?:[^{_ARABIC}{_BRACKETS}]*{_LETTER})?[{_JOINED}]*)"
        rf"|(?P<AL>{_ARABIC_LETTER}+(?:[{_JOINED}]+{_ARABIC_LETTER}*)*)|{_NUMBER}{_REST}", re.DOTALL),
    "arabic": re.compile(
        rf"(?P<AL>{_ARABIC_LETTER}(?:[^A-Za-z\u00aa-\u024f\u02b0-\u02ff\u0370-\u052f\u1d00-\u1fff\u2c60-\u2c7f"
        rf"{_BRACKETS}]*{_ARABIC_LETTER})?[{_JOINED}]*)|(?P<L>{_LETTER}+(?:[{_JOINED}]+{_LETTER}*)*)|{_NUMBER}{_REST}",
        re.DOTALL),
}  # fmt: skip
HAS_LATIN = re.compile(_LETTER)


@dataclass(frozen=True, slots=True)
class BidiSegment:
    """A part of a paragraph of one bidirectional type: the node, the text that brackets are told by, and the elements
    around it, the outermost first."""

    kind: str
    node: Inline
    text: str
    around: tuple[EnclosingElement, ...]


def letters(node: Any) -> str:
    """The text of a node as far as its script goes."""
    match node:
        case Text() | CodeSpan() | Generated():
            return node.text
        case Honorific():
            return "ا" if node.set_as and node.script == "arabic" else "a" if node.set_as else ""
        case Verse():
            return "ا"
        case Note() | PrintPage() | SoftBreak() | LineBreak() | Image() | MathFormula():
            return ""
        case Span(lang=str(language)):
            return "ا" if script_of_language(language) == "arabic" else "a"
        case CrossReference():
            return "".join(letters(child) for child in node.text)
        case _:
            return "".join(letters(child) for child in node.children)


def held(node: Any) -> tuple[str, ...]:
    """The fields of an inline that hold the inlines in it: `children`, or the `text` of a reference."""
    return tuple(name for name in ("children", "text") if isinstance(getattr(node, name, None), tuple))


def pieces(inlines: Sequence[Any], base: Script, around: tuple[EnclosingElement, ...] = ()) -> Iterator[BidiSegment]:
    """What stands in `inlines`, in the order of the text; `base` is the paragraph's script."""
    for node in inlines:
        match node:
            case Text():
                yield from _text_pieces(node, base, around)
            case Generated():
                yield BidiSegment(_strong(node.text), node, "", around)
            case Run():  # marked before: in a note that stands in a title
                yield BidiSegment("L" if node.direction == "ltr" else "R", node, "", around)
            case Verse(reference=str(reference)) if reference and not HAS_ARABIC.search(reference):
                yield BidiSegment("AL", replace(node, reference=""), "", around)
                yield BidiSegment("L", Generated(f" {reference}", "reference", node.location), "", around)
            case Span(direction=str(direction)):
                yield BidiSegment("L" if direction == "ltr" else "R", node, "", around)
            case Honorific() | Verse() | Span(lang=str()):
                yield BidiSegment(_strong(letters(node)), node, "", around)
            case CodeSpan() | Note() | PrintPage() | Image() | MathFormula() | SoftBreak() | LineBreak():
                yield BidiSegment("ON", node, "", around)
            case _:
                (name,) = held(node)
                yield from pieces(getattr(node, name), base, (*around, EnclosingElement(node, name)))


class EnclosingElement:
    """An element around pieces, and its field that holds them; each is only equal to itself."""

    __slots__ = ("name", "node")

    def __init__(self, node: Any, name: str) -> None:
        self.node, self.name = node, name

    def part(self, children: Inlines, *, first: bool) -> Any:
        """The element with a part of what is in it; an id stands at the first part alone."""
        if not first and isinstance(self.node, Entry):
            return Span(children, location=self.node.location)
        return replace(self.node, **{self.name: children}, **({} if first else self._no_id()))

    def _no_id(self) -> dict[str, str | None]:
        return {"id": None} if isinstance(self.node, Span) else {"id": ""} if isinstance(self.node, Source) else {}


def _text_pieces(node: Text, base: Script, around: tuple[EnclosingElement, ...]) -> Iterator[BidiSegment]:
    for found in _PIECES[base].finditer(node.text):
        text = found[0]
        kind = type_of(text[0]) if found.lastgroup == "other" else str(found.lastgroup)
        yield BidiSegment(kind, Text(text, node.location.moved(found.start())), text, around)


def _strong(text: str) -> str:
    """The type of what is one piece: that of its first letter, or else of its first number."""
    kinds = [type_of(char) for char in text]
    order = (kinds, [kind for kind in kinds if kind in ("EN", "AN")])
    return next((kind for kind in order[0] if kind in ("L", "R", "AL")), next(iter(order[1]), "ON"))


def rebuilt(pieces: list[BidiSegment], begun: set[EnclosingElement], depth: int = 0) -> Iterator[Inline]:
    """The nodes of pieces, in the elements around them. `begun` are elements of which a part is made already."""
    for around, group in groupby(pieces, key=lambda piece: piece.around[depth] if len(piece.around) > depth else None):
        part = list(group)
        if around is None:
            yield from joined([piece.node for piece in part])
        else:
            yield around.part(tuple(rebuilt(part, begun, depth + 1)), first=around not in begun)
            begun.add(around)


def joined(nodes: list[Inline]) -> Iterator[Inline]:
    """`nodes` with texts side by side made one again."""
    for is_text, group in groupby(nodes, key=lambda node: isinstance(node, Text)):
        part: list[Any] = list(group)
        if is_text and len(part) > 1:
            yield Text("".join(text.text for text in part), part[0].location)
        else:
            yield from part
