"""Text → text whose runs of another script are marked: one element a run, with language and direction.

What a run is, Unicode's bidi algorithm says (UAX #9, `language/bidi.py`), over the whole of a paragraph, whatever
elements stand in it: all that it sets in the other direction, with the digits, spaces and signs that it gives to it, is
one run. For a page is set box by box, and boxes side by side are ordered by the paragraph's direction alone. Emphasis
that is in a run in part is divided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from bookbuild.language.bidi import levels
from bookbuild.language.number_runs import numbers_in_order
from bookbuild.language.scripts import HAS_ARABIC, Script, script_of_language
from bookbuild.language.segments import (
    HAS_LATIN,
    BidiSegment,
    EnclosingElement,
    held,
    letters,
    pieces,
    rebuilt,
)
from bookbuild.model.blocks import Bayt, Cell, Division, Paragraph, Poem, Table
from bookbuild.model.inlines import (
    CodeSpan,
    Direction,
    Honorific,
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

SINGLE = (Honorific, Verse, Run)


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

    def tree(self, tree: Any, language: str, direction: Direction | None = None) -> Any:
        """`direction`: of the nearest block that says one, where no language has been said since."""
        if isinstance(tree, tuple):
            if tree and isinstance(tree[0], INLINE_KINDS):
                if direction is None:
                    return self._line_of_its_own(tree, language)
                return self._sequence(tree, language, direction)
            parts = tuple(self.tree(part, language, direction) for part in tree)
            return tree if all(new is old for new, old in zip(parts, tree, strict=True)) else parts
        match tree:
            case Text() | SoftBreak() | str() | int() | None:
                return tree
            case Paragraph() | Cell():
                own = paragraph_language(tree.children, language)
                node = tree if own == language else replace(tree, lang=own)
                return self._fields(node, own, _said(node, direction if own == language else None))
            case Bayt():
                own = paragraph_language(tuple(node for part in tree.hemistichs for node in part), language)
                bayt = tree if own == language else replace(tree, lang=own)
                return self._fields(bayt, own, direction if own == language else None)
            case Division(lang=str(own)) | Poem(lang=str(own)):
                return self._fields(tree, own, _said(tree, None))
            case Table():
                return self._fields(tree, language, None if tree.direction else direction)
            case _:
                return self._fields(tree, language, _said(tree, direction))

    def _fields(self, node: Any, language: str, direction: Direction | None = None) -> Any:
        changed = {}
        for name in node_fields(type(node)):
            value = getattr(node, name)
            if value and (new := self.tree(value, language, direction)) is not value:
                changed[name] = new
        return replace(node, **changed) if changed else node

    def _line_of_its_own(self, inlines: Inlines, language: str) -> Inlines:
        """A heading, a caption, a term: where it is in the other script, all of it is one run, its last signs too."""
        own = paragraph_language(inlines, language)
        if own == language or any(isinstance(node, (LineBreak, Run, Verse)) for node in inlines):
            return self._sequence(inlines, language)
        if len(inlines) == 1 and (isinstance(inlines[0], SINGLE) or getattr(inlines[0], "lang", None)):
            return self._sequence(inlines, language)
        direction: Any = "rtl" if own == "ar" else "ltr"
        return (Run(self._sequence(inlines, own), own, direction, inlines[0].location),)

    def _sequence(self, inlines: Inlines, language: str, direction: Direction | None = None) -> Inlines:
        own: Script = "arabic" if script_of_language(language) == "arabic" else "latin"
        base: Script = own if direction is None else "arabic" if direction == "rtl" else "latin"
        foreign = HAS_LATIN if base == "arabic" else HAS_ARABIC
        parts = tuple(self._with_parts_apart(node, language) for node in inlines)
        parts = inlines if all(new is old for new, old in zip(parts, inlines, strict=True)) else parts
        parts = numbers_in_order(parts, language, base)
        if not any(foreign.search(letters(node)) for node in parts):
            return parts
        return tuple(_runs(parts, base, own))

    def _with_parts_apart(self, node: Any, language: str) -> Any:
        """`node` with what is marked by itself, and not with its paragraph: notes, and what says its language."""
        match node:
            case Text() | SoftBreak():
                return node
            case Note():
                return self._fields(node, self.section_language)
            case Span(lang=str(own)):
                return self._fields(node, own, node.direction)
            case Span(direction=str(direction)):
                return self._fields(node, language, direction)
        changed = {}
        for name in held(node):
            value = getattr(node, name)
            parts = tuple(self._with_parts_apart(child, language) for child in value)
            if any(new is not old for new, old in zip(parts, value, strict=True)):
                changed[name] = parts
        return replace(node, **changed) if changed else node


def paragraph_language(children: Inlines, language: str) -> str:
    """The language of a paragraph: its section's, unless it begins in the other script and has more of it."""
    text = "".join(letters(node) for node in children)
    arabic, latin = HAS_ARABIC.search(text), HAS_LATIN.search(text)
    if script_of_language(language) == "arabic":
        if latin and (
            not arabic or (latin.start() < arabic.start() and _count(text, "latin") > _count(text, "arabic"))
        ):
            return "en"
    elif arabic and (not latin or (arabic.start() < latin.start() and _count(text, "arabic") > _count(text, "latin"))):
        return "ar"
    return language


def _count(text: str, script: Script) -> int:
    return len((HAS_ARABIC if script == "arabic" else HAS_LATIN).findall(text))


def _said(node: Any, around: Direction | None) -> Direction | None:
    """The direction that a block says, or that around it."""
    return getattr(node, "direction", None) or around


def _runs(inlines: Inlines, base: Script, own: Script) -> Iterator[Inline]:
    """The inlines of a paragraph, or of a line of it, with their runs marked; its language is in the script `own`."""
    line: list[BidiSegment] = []
    for piece in pieces(inlines, base):
        if isinstance(piece.node, LineBreak):
            yield from _runs_of_line(line, base, own)
            yield from rebuilt([piece], set())
            line = []
        else:
            line.append(piece)
    yield from _runs_of_line(line, base, own)


def _runs_of_line(line: list[BidiSegment], base: Script, own: Script) -> Iterator[Inline]:
    level = int(base == "arabic")
    found = levels([piece.kind for piece in line], [piece.text for piece in line], level)
    begun: set[EnclosingElement] = set()

    def run_of(pair: tuple[BidiSegment, int]) -> int | bool:
        """The run that a piece is in: code of the other script, set between others, is one by itself."""
        piece, of_piece = pair
        return of_piece > level or (id(piece) if _is_foreign_code(piece, base) else False)

    for is_run, group in groupby(zip(line, found, strict=True), key=run_of):
        part = [piece for piece, _ in group]
        inner = rebuilt(part, begun)
        if is_run and (base == "latin" or _needs_element(part)):
            yield _run(tuple(inner), base, own)
        else:
            yield from inner


def _is_foreign_code(piece: BidiSegment, base: Script) -> bool:
    foreign = HAS_LATIN if base == "arabic" else HAS_ARABIC
    return isinstance(piece.node, CodeSpan) and bool(foreign.search(piece.node.text))


def _needs_element(part: list[BidiSegment]) -> bool:
    """Whether a run within Arabic is more than a number in one box, which needs no element to be set right."""
    others = any(piece.kind == "L" or isinstance(piece.node, CodeSpan) for piece in part)
    return others or len({piece.around for piece in part}) > 1


def _run(inner: Inlines, base: Script, own: Script) -> Any:
    """The run; what says its language and its direction itself is one without an element around it.

    In a paragraph that is set against its language, what is in that language says its direction alone.
    """
    if len(inner) == 1 and (isinstance(inner[0], SINGLE) or _says_itself(inner[0])):
        return inner[0]
    if own != base:
        return Span(inner, location=inner[0].location, direction="ltr" if base == "arabic" else "rtl")
    language, direction = ("en", "ltr") if base == "arabic" else ("ar", "rtl")
    return Run(inner, language, direction, inner[0].location)  # type: ignore[arg-type]


def _says_itself(node: Any) -> bool:
    return isinstance(node, Span) and bool(node.lang or node.direction)


def unmarked(node: Any) -> tuple[Any, ...]:
    """`node` without the runs in it: they are part of a run around them. Notes stand elsewhere, and keep theirs."""
    if isinstance(node, Run):
        return tuple(part for child in node.children for part in unmarked(child))
    if isinstance(node, (Text, Note)) or _says_itself(node):
        return (node,)
    names = [name for name in ("children", "text") if isinstance(getattr(node, name, None), tuple)]
    bare = {name: tuple(part for child in getattr(node, name) for part in unmarked(child)) for name in names}
    return (replace(node, **bare),) if bare else (node,)
