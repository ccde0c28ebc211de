"""Text → text whose runs of another script are marked: one element a run, with language and direction.

What a run is, Unicode's bidi algorithm says (UAX #9, `tradition/bidi.py`), over the whole of a paragraph, whatever
elements stand in it: all that it sets in the other direction, with the digits, spaces and signs that it gives to it, is
one run. For a page is set box by box, and boxes side by side are ordered by the paragraph's direction alone. Emphasis
that is in a run in part is divided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from bookbuild.model.blocks import Bayt, Cell, Division, Paragraph, Poem
from bookbuild.model.inlines import (
    Code,
    CrossReference,
    Entry,
    Generated,
    Honorific,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Note,
    Run,
    SoftBreak,
    Span,
    Text,
    Verse,
)
from bookbuild.model.walk import INLINE_KINDS, node_fields
from bookbuild.tradition.bidi import levels, type_of
from bookbuild.tradition.scripts import script_of_language

ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
"""Letters, marks, digits and punctuation of the Arabic script: of Unicode's blocks of that name."""

_JOINED = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08ff"
    "\u200c\u200d\u00ad"
)
"""Marks, and what is not shown: part of what they follow (UAX #9, W1 and X9)."""

_LETTER = f"[^\\W\\d_{ARABIC}]"
_ARABIC_LETTER = (
    "[\u0608\u060b\u060d\u061b-\u064a\u066d-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u08c9"
    "\ufb50-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc]"
)
_BRACKETS = "()\\[\\]{}"
_NUMBER = r"(?P<EN>[0-9]+)|(?P<ON>\s+)"
_REST = f"|(?P<other>.)[{_JOINED}]*"
_PIECES: dict[str, re.Pattern[str]] = {
    # what is of the base script goes in one piece up to the next of the other, or to a bracket: most text has none
    "latin": re.compile(
        rf"(?P<L>{_LETTER}(?:[^{ARABIC}{_BRACKETS}]*{_LETTER})?[{_JOINED}]*)"
        rf"|(?P<AL>{_ARABIC_LETTER}+(?:[{_JOINED}]+{_ARABIC_LETTER}*)*)|{_NUMBER}{_REST}", re.DOTALL),
    "arabic": re.compile(
        rf"(?P<AL>{_ARABIC_LETTER}(?:[^A-Za-z\u00aa-\u024f\u02b0-\u02ff\u0370-\u052f\u1d00-\u1fff\u2c60-\u2c7f"
        rf"{_BRACKETS}]*{_ARABIC_LETTER})?[{_JOINED}]*)|(?P<L>{_LETTER}+(?:[{_JOINED}]+{_LETTER}*)*)|{_NUMBER}{_REST}",
        re.DOTALL),
}  # fmt: skip
_HAS_ARABIC = re.compile(f"[{ARABIC}]")
_HAS_LATIN = re.compile(_LETTER)

Script = Literal["arabic", "latin"]
SINGLE = (Honorific, Verse, Run)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a paragraph of one bidirectional type: the node, the text that brackets are told by, and the elements
    around it, the outermost first."""

    kind: str
    node: Inline
    text: str
    around: tuple[_Around, ...]


def marked(tree: Any, language: str) -> Any:
    """`tree` (nodes or tuples of them) of a section in `language`, its runs of another script marked."""
    return _Marking(language).tree(tree, language)


def marked_anew(inlines: Inlines, language: str) -> Inlines:
    """Marked inlines of one section, as they stand in another that is in `language`."""
    bare = tuple(part for node in inlines for part in unmarked(node))
    return marked(bare, language)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Marking:
    section_language: str

    def tree(self, tree: Any, language: str) -> Any:
        if isinstance(tree, tuple):
            if tree and isinstance(tree[0], INLINE_KINDS):
                return self._sequence(tree, language)
            parts = tuple(self.tree(part, language) for part in tree)
            return tree if all(new is old for new, old in zip(parts, tree, strict=True)) else parts
        match tree:
            case Text() | SoftBreak() | str() | int() | None:
                return tree
            case Paragraph() | Cell():
                own = paragraph_language(tree.children, language)
                node = tree if own == language else replace(tree, lang=own)
                return self._fields(node, own)
            case Bayt():
                own = paragraph_language(tuple(node for part in tree.hemistichs for node in part), language)
                return self._fields(tree if own == language else replace(tree, lang=own), own)
            case Division(lang=str(own)) | Poem(lang=str(own)):
                return self._fields(tree, own)
            case _:
                return self._fields(tree, language)

    def _fields(self, node: Any, language: str) -> Any:
        changed = {}
        for name in node_fields(type(node)):
            value = getattr(node, name)
            if value and (new := self.tree(value, language)) is not value:
                changed[name] = new
        return replace(node, **changed) if changed else node

    def _sequence(self, inlines: Inlines, language: str) -> Inlines:
        base: Script = "arabic" if script_of_language(language) == "arabic" else "latin"
        foreign = _HAS_LATIN if base == "arabic" else _HAS_ARABIC
        parts = tuple(self._with_parts_apart(node) for node in inlines)
        parts = inlines if all(new is old for new, old in zip(parts, inlines, strict=True)) else parts
        if not any(foreign.search(_letters(node)) for node in parts):
            return parts
        return tuple(_runs(parts, base))

    def _with_parts_apart(self, node: Any) -> Any:
        """`node` with what is marked by itself, and not with its paragraph: notes, and what says its language."""
        match node:
            case Text() | SoftBreak():
                return node
            case Note():
                return self._fields(node, self.section_language)
            case Span(lang=str(own)):
                return self._fields(node, own)
        changed = {}
        for name in _held(node):
            value = getattr(node, name)
            parts = tuple(self._with_parts_apart(child) for child in value)
            if any(new is not old for new, old in zip(parts, value, strict=True)):
                changed[name] = parts
        return replace(node, **changed) if changed else node


def paragraph_language(children: Inlines, language: str) -> str:
    """The language of a paragraph: its section's, unless it begins in the other script and has more of it."""
    text = "".join(_letters(node) for node in children)
    arabic, latin = _HAS_ARABIC.search(text), _HAS_LATIN.search(text)
    if script_of_language(language) == "arabic":
        if latin and (
            not arabic or (latin.start() < arabic.start() and _count(text, "latin") > _count(text, "arabic"))
        ):
            return "en"
    elif arabic and (not latin or (arabic.start() < latin.start() and _count(text, "arabic") > _count(text, "latin"))):
        return "ar"
    return language


def _count(text: str, script: Script) -> int:
    return len((_HAS_ARABIC if script == "arabic" else _HAS_LATIN).findall(text))


def _letters(node: Any) -> str:
    """The text of a node as far as its script goes."""
    match node:
        case Text() | Code() | Generated():
            return node.text
        case Honorific():
            return "ا" if node.set_as and node.script == "arabic" else "a" if node.set_as else ""
        case Verse():
            return "ا"
        case Note() | SoftBreak() | LineBreak() | Image():
            return ""
        case Span(lang=str(language)):
            return "ا" if script_of_language(language) == "arabic" else "a"
        case CrossReference():
            return "".join(_letters(child) for child in node.text)
        case _:
            return "".join(_letters(child) for child in node.children)


def _held(node: Any) -> tuple[str, ...]:
    """The fields of an inline that hold the inlines in it: `children`, or the `text` of a reference."""
    return tuple(name for name in ("children", "text") if isinstance(getattr(node, name, None), tuple))


def _runs(inlines: Inlines, base: Script) -> Iterator[Inline]:
    """The inlines of a paragraph, or of a line of it, with their runs marked."""
    line: list[_Piece] = []
    for piece in _pieces(inlines, base, ()):
        if isinstance(piece.node, LineBreak):
            yield from _runs_of_line(line, base)
            yield from _rebuilt([piece], set())
            line = []
        else:
            line.append(piece)
    yield from _runs_of_line(line, base)


def _runs_of_line(pieces: list[_Piece], base: Script) -> Iterator[Inline]:
    level = int(base == "arabic")
    found = levels([piece.kind for piece in pieces], [piece.text for piece in pieces], level)
    language, direction = ("en", "ltr") if base == "arabic" else ("ar", "rtl")
    begun: set[_Around] = set()
    for is_run, group in groupby(zip(pieces, found, strict=True), key=lambda pair: pair[1] > level):
        part = [piece for piece, _ in group]
        if not is_run or (base == "arabic" and not _needs_element(part)):
            yield from _rebuilt(part, begun)
            continue
        inner = tuple(_rebuilt(part, begun))
        if len(inner) == 1 and (isinstance(inner[0], SINGLE) or (isinstance(inner[0], Span) and inner[0].lang)):
            yield inner[0]
        else:
            yield Run(inner, language, direction, inner[0].location)  # type: ignore[arg-type]


def _needs_element(part: list[_Piece]) -> bool:
    """Whether a run within Arabic is more than a number in one box, which needs no element to be set right."""
    return any(piece.kind == "L" for piece in part) or len({piece.around for piece in part}) > 1


def _pieces(inlines: Sequence[Any], base: Script, around: tuple[_Around, ...]) -> Iterator[_Piece]:
    for node in inlines:
        match node:
            case Text():
                yield from _text_pieces(node, base, around)
            case Generated():
                yield _Piece(_strong(node.text), node, "", around)
            case Run():  # marked before: in a note that stands in a title
                yield _Piece("L" if node.direction == "ltr" else "R", node, "", around)
            case Honorific() | Verse() | Span(lang=str()):
                yield _Piece(_strong(_letters(node)), node, "", around)
            case Code() | Note() | Image() | SoftBreak() | LineBreak():
                yield _Piece("ON", node, "", around)
            case _:
                (name,) = _held(node)
                yield from _pieces(getattr(node, name), base, (*around, _Around(node, name)))


class _Around:
    """An element around pieces, and its field that holds them; each is only equal to itself."""

    __slots__ = ("name", "node")

    def __init__(self, node: Any, name: str) -> None:
        self.node, self.name = node, name

    def part(self, children: Inlines, *, first: bool) -> Any:
        """The element with a part of what is in it; an id stands at the first part alone."""
        if not first and isinstance(self.node, Entry):
            return Span(children, location=self.node.location)
        return replace(self.node, **{self.name: children}, **({} if first or not self._has_id() else {"id": None}))

    def _has_id(self) -> bool:
        return isinstance(self.node, Span)


def _text_pieces(node: Text, base: Script, around: tuple[_Around, ...]) -> Iterator[_Piece]:
    for found in _PIECES[base].finditer(node.text):
        text = found[0]
        kind = type_of(text[0]) if found.lastgroup == "other" else str(found.lastgroup)
        yield _Piece(kind, Text(text, node.location.moved(found.start())), text, around)


def _strong(text: str) -> str:
    """The type of what is one piece: that of its first letter, or else of its first number."""
    kinds = [type_of(char) for char in text]
    order = (kinds, [kind for kind in kinds if kind in ("EN", "AN")])
    return next((kind for kind in order[0] if kind in ("L", "R", "AL")), next(iter(order[1]), "ON"))


def _rebuilt(pieces: list[_Piece], begun: set[_Around], depth: int = 0) -> Iterator[Inline]:
    """The nodes of pieces, in the elements around them. `begun` are elements of which a part is made already."""
    for around, group in groupby(pieces, key=lambda piece: piece.around[depth] if len(piece.around) > depth else None):
        part = list(group)
        if around is None:
            yield from _joined([piece.node for piece in part])
        else:
            yield around.part(tuple(_rebuilt(part, begun, depth + 1)), first=around not in begun)
            begun.add(around)


def unmarked(node: Any) -> tuple[Any, ...]:
    """`node` without the runs in it: they are part of a run around them. Notes stand elsewhere, and keep theirs."""
    if isinstance(node, Run):
        return tuple(part for child in node.children for part in unmarked(child))
    if isinstance(node, (Text, Note)) or (isinstance(node, Span) and node.lang):
        return (node,)
    names = [name for name in ("children", "text") if isinstance(getattr(node, name, None), tuple)]
    bare = {name: tuple(part for child in getattr(node, name) for part in unmarked(child)) for name in names}
    return (replace(node, **bare),) if bare else (node,)


def _joined(nodes: list[Inline]) -> Iterator[Inline]:
    """`nodes` with texts side by side made one again."""
    for is_text, group in groupby(nodes, key=lambda node: isinstance(node, Text)):
        part = list(group)
        if is_text and len(part) > 1:
            yield Text("".join(text.text for text in part), part[0].location)  # type: ignore[union-attr]
        else:
            yield from part
