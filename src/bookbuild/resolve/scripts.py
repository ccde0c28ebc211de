"""Text → text whose runs of another script are marked: one element a run, with language and direction.

An Arabic run in a Latin paragraph takes in its inner spaces, digits and punctuation and no outer ones: two boxes side
by side would be ordered by the paragraph's direction, and an outer space inside a box is lost at its edge. A Latin run
in an Arabic paragraph also takes in digits that follow it, which Unicode's bidi algorithm gives to it (UAX #9, W7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from bookbuild.model.blocks import Bayt, Cell, Division, Paragraph, Poem
from bookbuild.model.inlines import (
    Code,
    CrossReference,
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
from bookbuild.tradition.scripts import script_of_language

ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
"""Letters, marks, digits and punctuation of the Arabic script: of Unicode's blocks of that name."""

_LATIN = rf"(?:[^\W\d_{ARABIC}][\u0300-\u036f\u200d]*)"
_PIECES: dict[str, re.Pattern[str]] = {
    # what is of the base script is taken in one piece up to the next of the other: most text has none of it
    "latin": re.compile(rf"(?P<foreign>[{ARABIC}]+)|(?P<digits>[0-9]+)|(?P<base>{_LATIN}[^{ARABIC}]*{_LATIN}|{_LATIN})"
                        rf"|(?P<neutral>[^\w{ARABIC}]+|.)", re.DOTALL),
    "arabic": re.compile(rf"(?P<foreign>{_LATIN}+)|(?P<digits>[0-9]+)"
                         rf"|(?P<base>[{ARABIC}](?:[^A-Za-z\u00c0-\u024f\u02b0-\u02ff\u1e00-\u1eff]*[{ARABIC}])?)"
                         rf"|(?P<neutral>[^\w{ARABIC}]+|.)", re.DOTALL),
}  # fmt: skip
_HAS_ARABIC = re.compile(f"[{ARABIC}]")
_HAS_LATIN = re.compile(rf"[^\W\d_{ARABIC}]")
_JOINS_DIGITS = re.compile(r"[\s:.,/–-]+")

_AT_BRACKETS = re.compile(r"[()\[\]{}«»“”\"]|[^()\[\]{}«»“”\"]+")
_CLOSES = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", '"': '"'}

Script = Literal["arabic", "latin"]
Weight = Literal["foreign", "base", "digits", "neutral", "break"]
SINGLE = (Honorific, Verse)


@dataclass(frozen=True, slots=True)
class _Atom:
    weight: Weight
    node: Inline


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
            parts = tuple(self.tree(part, language) for part in tree)
            same = all(new is old for new, old in zip(parts, tree, strict=True))
            parts = tree if same else parts
            return self._sequence(parts, language) if parts and isinstance(parts[0], INLINE_KINDS) else parts
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
            case Note():
                return self._fields(tree, self.section_language)
            case Division(lang=str(own)) | Poem(lang=str(own)) | Span(lang=str(own)):
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
        if not any(foreign.search(_letters(node)) for node in inlines):
            return inlines
        return tuple(_runs(list(_atoms(inlines, base)), base))


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


def _atoms(inlines: Inlines, base: Script) -> Iterator[_Atom]:
    for node in inlines:
        if isinstance(node, Text):
            yield from _text_atoms(node, base)
        elif isinstance(node, (LineBreak, Image)):
            yield _Atom("break", node)
        else:
            yield _Atom(_weight(_letters(node), base), node)


def _text_atoms(node: Text, base: Script) -> Iterator[_Atom]:
    for piece in _PIECES[base].finditer(node.text):
        weight: Weight = piece.lastgroup  # type: ignore[assignment]
        parts = _AT_BRACKETS.finditer(piece.group()) if weight == "neutral" else [piece]
        for part in parts:
            start = piece.start() + (0 if part is piece else part.start())
            yield _Atom(weight, Text(part.group(), node.location.moved(start)))


def _weight(text: str, base: Script) -> Weight:
    arabic, latin = bool(_HAS_ARABIC.search(text)), bool(_HAS_LATIN.search(text))
    if not (arabic or latin):
        return "neutral"
    only = "arabic" if arabic and not latin else "latin" if latin and not arabic else base
    return "base" if only == base else "foreign"


def _runs(atoms: list[_Atom], base: Script) -> Iterator[Inline]:
    language, direction = ("en", "ltr") if base == "arabic" else ("ar", "rtl")
    done = 0
    for start, end in _spans(atoms, base):
        inner = tuple(_joined([part for atom in atoms[start:end] for part in unmarked(atom.node)]))
        yield from _joined([atom.node for atom in atoms[done:start]])
        if len(inner) == 1 and (isinstance(inner[0], SINGLE) or (isinstance(inner[0], Span) and inner[0].lang)):
            yield inner[0]
        else:
            yield Run(inner, language, direction, inner[0].location)  # type: ignore[arg-type]
        done = end
    yield from _joined([atom.node for atom in atoms[done:]])


def unmarked(node: Any) -> tuple[Any, ...]:
    """`node` without the runs in it: they are part of a run around them. Notes stand elsewhere, and keep theirs."""
    if isinstance(node, Run):
        return tuple(part for child in node.children for part in unmarked(child))
    if isinstance(node, (Text, Note)) or (isinstance(node, Span) and node.lang):
        return (node,)
    names = [name for name in ("children", "text") if isinstance(getattr(node, name, None), tuple)]
    bare = {name: tuple(part for child in getattr(node, name) for part in unmarked(child)) for name in names}
    return (replace(node, **bare),) if bare else (node,)


def _spans(atoms: list[_Atom], base: Script) -> Iterator[tuple[int, int]]:
    """First atom and one past the last of each run."""
    done = at = 0
    while at < len(atoms):
        if atoms[at].weight != "foreign":
            at += 1
            continue
        end = _run_end(atoms, at, with_digits=base == "arabic")
        start, end = _with_brackets(atoms, at, end, done)
        yield start, end
        done = at = end


def _run_end(atoms: list[_Atom], start: int, *, with_digits: bool) -> int:
    """One past the last atom of the run that begins at `start`."""
    end = at = start + 1
    while at < len(atoms) and atoms[at].weight not in ("base", "break"):
        weight = atoms[at].weight
        if weight == "foreign" or (with_digits and weight == "digits" and _touches(atoms[end:at])):
            end = at + 1
        at += 1
    return end


def _with_brackets(atoms: list[_Atom], start: int, end: int, done: int) -> tuple[int, int]:
    """The run from `start` to `end`, longer by brackets and quotation marks whose other one is in it.

    A pair of which one stands outside would be mirrored apart (UAX #9, N0): where the other one cannot be taken in,
    the run ends before the bracket. No run begins before `done`.
    """
    opened: list[str] = []
    for at in range(start, end):
        char = _bracket(atoms[at])
        if opened and char == _CLOSES[opened[-1]]:
            opened.pop()
        elif char in _CLOSES.values() and (before := _neutral_bracket(atoms, range(start - 1, done - 1, -1), char)):
            start = before - 1
        elif char in _CLOSES:
            opened.append(char)
        elif char:
            end = max(place for place in range(start, at) if atoms[place].weight == "foreign") + 1
            break
    for char in reversed(opened):
        if after := _neutral_bracket(atoms, range(end, len(atoms)), _CLOSES[char], opening=False):
            end = after
    return start, end


def _neutral_bracket(atoms: list[_Atom], places: range, char: str, *, opening: bool = True) -> int:
    """One past the place of the bracket `char`, or of the one that it closes; 0 where other text comes first."""
    for at in places:
        found = _bracket(atoms[at])
        if found and (_CLOSES.get(found) if opening else found) == char:
            return at + 1
        if found or atoms[at].weight != "neutral":
            break
    return 0


def _bracket(atom: _Atom) -> str:
    """The bracket or quotation mark that an atom is."""
    text = atom.node.text if isinstance(atom.node, Text) else ""
    return text if atom.weight == "neutral" and (text in _CLOSES or text in _CLOSES.values()) else ""


def _touches(between: list[_Atom]) -> bool:
    """Whether only what joins a number to its word stands between: `Bukhari 3653`, `2:45`."""
    return all(isinstance(atom.node, Text) and _JOINS_DIGITS.fullmatch(atom.node.text) for atom in between)


def _joined(nodes: list[Inline]) -> Iterator[Inline]:
    """`nodes` with texts side by side made one again."""
    texts: list[Text] = []
    for node in nodes:
        if isinstance(node, Text):
            texts.append(node)
            continue
        if texts:
            yield Text("".join(text.text for text in texts), texts[0].location)
            texts = []
        yield node
    if texts:
        yield Text("".join(text.text for text in texts), texts[0].location)
