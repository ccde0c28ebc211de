"""A rendered edition → what its fonts cannot set, before anything is set: `glyph-missing`, each with its place.

Fast where nothing is wrong: a document's characters are one set, held against those that every cut of the style has.
Only a section with others is gone through word by word, as its fonts would set it, and doubtful words are shaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from bookbuild.cache.file_memo import remembered
from bookbuild.diagnostics import NOWHERE, Code, Finding, Location
from bookbuild.fonts.catalogue import Cut, Face, characters, cuts, faces_of, file_of, installed_characters, own_families
from bookbuild.language.scripts import script_of, script_of_language
from bookbuild.language.segments import ARABIC
from bookbuild.model import blocks, inlines
from bookbuild.model.book import Section
from bookbuild.model.document import Document, Rendered
from bookbuild.model.walk import node_fields

CODE_FAMILY = "Gentium Plus"
"""What the plain theme sets code in."""

MOST_PLACES = 10
"""So many places of one character in one section are told."""

MOST_FAMILIES = 6

_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1"
    "\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_NO_LETTER = ' \t\r\n\u2000-\u200a\u2028\u2029(){}\\[\\]<>«»‹›“”"،؛؟:.,!?/–—-'
LONELY = re.compile(f"(?:^|(?<=[{_NO_LETTER}]))[{_MARKS}]")
"""A mark that stands on no letter: shaped, it gets a dotted circle, or hangs over a space. A no-break space may hold
one."""

_IGNORED = re.compile("[\\s\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufe00-\ufe0f\ufeff]")
"""Spaces, and what is never shown (Unicode's Default_Ignorable_Code_Point): needs no glyph."""

_ARABIC = re.compile(f"[{ARABIC}]")
_QURAN = re.compile("﴿</span>([^<]*)")
_CHUNK = re.compile(r"\S+")
DOTTED_CIRCLE = 0x25CC


@dataclass(frozen=True, slots=True)
class TextSetting:
    """How a piece of text is set: its script, its weight, its slant, and whether it is scripture or code."""

    script: str
    bold: bool = False
    italic: bool = False
    use: str = ""

    def in_language(self, language: str | None) -> TextSetting:
        return replace(self, script=script_of_language(language)) if language else self


class Faces:
    """The cuts of a style, and what they have."""

    def __init__(self, edition: Any, folders: tuple[Path, ...]) -> None:
        self.cuts = cuts(edition, folders)
        self.folders = folders
        self._orders: dict[TextSetting, tuple[Face, ...]] = {}
        self._families: dict[str, tuple[str, ...]] = {}

    @cached_property
    def safe(self) -> frozenset[str]:
        """What is set in the right face wherever it stands: Arabic that all Arabic cuts have, other text that all Latin
        ones have."""
        arabic, latin = (
            frozenset.intersection(*(characters(cut.face) for cut in self.cuts if cut.name == name))
            for name in ("book-arabic", "book-latin")
        )
        return frozenset(
            {char for code in arabic if _ARABIC.match(char := chr(code))}
            | {char for code in latin if not _ARABIC.match(char := chr(code))}
        )

    @cached_property
    def _quran(self) -> frozenset[str]:
        return frozenset(map(chr, characters(self.order(TextSetting("arabic", use="quran"))[0])))

    def doubtful(self, text: str) -> frozenset[str]:
        """The characters of a document that not every face has."""
        doubtful = set(text) - self.safe | set("".join(_QURAN.findall(text))) - self._quran
        return frozenset(char for char in doubtful if not _IGNORED.match(char))

    def order(self, setting: TextSetting) -> tuple[Face, ...]:
        """The faces that a text is set in, the first that has a character sets it."""
        if setting not in self._orders:
            arabic, latin = self._cut("book-arabic", setting), self._cut("book-latin", setting)
            faces = [arabic, latin] if setting.script == "arabic" else [latin, arabic]
            if setting.use == "quran":
                faces = [self._cut("book-quran", setting), arabic]
            elif setting.use == "code":
                faces = [*faces_of(CODE_FAMILY, self.folders)[:1], latin, arabic]
            self._orders[setting] = tuple(faces)
        return self._orders[setting]

    def families_with(self, char: str) -> tuple[str, ...]:
        """The families at hand that have a character."""
        if char not in self._families:
            self._families[char] = families_with(char, self.folders)
        return self._families[char]

    def _cut(self, name: str, setting: TextSetting) -> Face:
        def unlike(cut: Cut) -> tuple[bool, bool]:
            return (cut.face.weight >= 600) != setting.bold, cut.face.italic != setting.italic

        return min((cut for cut in self.cuts if cut.name == name), key=unlike).face


def coverage(rendered: Rendered, folders: tuple[Path, ...]) -> Iterator[Finding]:
    """What the fonts of an edition cannot set; nothing where a family is missing, which is a finding of its own."""
    faces = Faces(rendered.book.edition, folders)
    if len({cut.name for cut in faces.cuts}) < 3:
        return
    told: set[str] = set()
    seen: set[str] = set()
    for section, document in zip(rendered.book.sections, rendered.documents, strict=True):
        text = document.xhtml.decode()
        doubtful = faces.doubtful(text)
        if doubtful or LONELY.search(text):
            seen |= doubtful
            yield from _of_section(section, document, faces, doubtful, told)
    for char in sorted(seen - told):
        if not any(ord(char) in characters(cut.face) for cut in faces.cuts):
            # no chapter has it: it is made of the settings
            yield _missing(char, faces, TextSetting(script_of_language(rendered.book.language)), Location("book.toml"))


def _of_section(
    section: Section, document: Document, faces: Faces, doubtful: frozenset[str], told: set[str]
) -> Iterator[Finding]:
    """`told` gets the characters that were found."""
    counts: Counter[str] = Counter()
    parts = (section.title, section.subtitle, section.short_title, section.blocks)
    for text, place, of in _texts(parts, TextSetting(script_of_language(document.lang))):
        for char, finding in _of_text(text, place, of, faces, doubtful):
            counts[char] += 1
            if counts[char] <= MOST_PLACES:
                yield finding
    told |= set(counts)


def _texts(tree: Any, setting: TextSetting) -> Iterator[tuple[str, Location, TextSetting]]:
    """Each piece of text, where it stands, and how it is set."""
    match tree:
        case tuple():
            for part in tree:
                yield from _texts(part, setting)
        case inlines.Text() | inlines.Generated():
            yield tree.text, tree.location, setting
        case inlines.CodeSpan():
            yield tree.text, tree.location.moved(1), replace(setting, use="code")
        case blocks.CodeBlock():
            yield tree.text, tree.location, replace(setting, use="code")
        case inlines.Honorific():
            yield tree.set_as, tree.location, replace(setting, script=tree.script)
        case inlines.Verse() | blocks.Quran():
            yield from _scripture(tree, setting)
        case inlines.Strong():
            yield from _texts(tree.children, replace(setting, bold=True))
        case inlines.Emphasis():
            arabic = setting.script == "arabic"
            yield from _texts(tree.children, replace(setting, bold=arabic or setting.bold, italic=not arabic))
        case inlines.SoftBreak() | str() | None:
            return
        case _:
            inner = setting.in_language(getattr(tree, "lang", None))
            for name in node_fields(type(tree)):
                yield from _texts(getattr(tree, name), inner)


def _scripture(node: Any, setting: TextSetting) -> Iterator[tuple[str, Location, TextSetting]]:
    scripture = TextSetting("arabic", use="quran")
    yield node.text, node.location, scripture
    yield node.reference, node.location, setting
    if isinstance(node, blocks.Quran):
        yield from _texts(() if node.text else node.typed, scripture)
        yield from _texts(node.translation, setting)
    elif not node.text:
        yield node.typed, node.location, scripture


def _of_text(
    text: str, place: Location, setting: TextSetting, faces: Faces, doubtful: frozenset[str]
) -> Iterator[tuple[str, Finding]]:
    """What is wrong in one piece of text, with the character that it is about."""
    for found in LONELY.finditer(text):
        yield found[0], _lonely(found[0], _moved(place, text, found.start()))
    if doubtful.isdisjoint(text):
        return
    for chunk in _CHUNK.finditer(text):
        if not doubtful.isdisjoint(chunk[0]):
            for at, finding in _of_word(chunk[0], setting, faces):
                yield chunk[0][at], replace(finding, location=_moved(place, text, chunk.start() + at))


def _of_word(word: str, setting: TextSetting, faces: Faces) -> Iterator[tuple[int, Finding]]:
    """What is wrong in what stands between two spaces, with the offset of the character that it is about."""
    order = faces.order(setting)
    chosen = [next((face for face in order if ord(char) in characters(face)), None) for char in word]
    main: dict[str, Face] = {}
    for char, face in zip(word, chosen, strict=True):
        if face and (script := script_of(char)):
            main[script] = min(main.get(script, face), face, key=order.index)
    sound = True
    for at, (char, face) in enumerate(zip(word, chosen, strict=True)):
        if _IGNORED.match(char):
            continue
        if face is None:
            sound = False
            yield at, _missing(char, faces, setting, NOWHERE)
        elif face != (of_word := main.get(script_of(char) or "", face)):
            sound = False
            yield at, _torn(word, char, face, of_word, faces)
    if sound and any(not _is_set_by(face, word) for face in set(main.values()) if set(chosen) == {face}):
        yield 0, _lonely(word, NOWHERE)


@remembered(file_of)
def _is_set_by(face: Face, word: str) -> bool:
    """Whether `face` shapes a word of its own characters without `.notdef` and without a dotted circle."""
    import uharfbuzz as hb

    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(face.path)), face.index))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    circle = None if chr(DOTTED_CIRCLE) in word else font.get_nominal_glyph(DOTTED_CIRCLE)
    return not any(info.codepoint in (0, circle) for info in buffer.glyph_infos)


def _moved(place: Location, text: str, offset: int) -> Location:
    """The place of a character of a text; that of the text where it is not known to stand in one line."""
    return place if "\n" in text[:offset] else place.moved(offset)


def named(char: str) -> str:
    """A character as findings name it: `ẖ` (U+1E96 LATIN SMALL LETTER H WITH LINE BELOW)."""
    shown = f"\u25cc{char}" if unicodedata.combining(char) else char
    return f"`{shown}` (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"


def _missing(char: str, faces: Faces, setting: TextSetting, place: Location) -> Finding:
    families = ", ".join(f"`{family}`" for family in dict.fromkeys(face.family for face in faces.order(setting)))
    return Finding(Code.GLYPH_MISSING, f"{named(char)} is in none of {families}", _remedy(char, faces), place)


def _torn(word: str, char: str, face: Face, first: Face, faces: Faces) -> Finding:
    return Finding(
        Code.GLYPH_MISSING,
        f"{named(char)} is not in `{first.family}`: `{word}` would be set in two fonts, the other `{face.family}`",
        _remedy(char, faces),
    )


def _lonely(text: str, place: Location) -> Finding:
    what = f"the mark {named(text)}" if len(text) == 1 else f"a mark of `{text}`"
    return Finding(
        Code.GLYPH_MISSING,
        f"{what} stands on no letter, and would be set on a dotted circle",
        "write it right after its letter, or after a no-break space if it is meant alone",
        place,
    )


def _remedy(char: str, faces: Faces) -> str:
    found = faces.families_with(char)
    if not found:
        return "write it another way: no font on this machine has it"
    names = ", ".join(f"`{family}`" for family in found[:MOST_FAMILIES])
    return f"choose a font that has it ({names}), or write it another way"


def families_with(char: str, folders: tuple[Path, ...]) -> tuple[str, ...]:
    """The families at hand that have a character: the publisher's own, then those that fontconfig knows."""
    own = [family for family in own_families(folders) if any(_has(face, char) for face in faces_of(family, folders))]
    known = sorted(
        family for family, ranges in installed_characters() if any(lo <= ord(char) <= hi for lo, hi in ranges)
    )
    return tuple(dict.fromkeys([*own, *known]))


def _has(face: Face, char: str) -> bool:
    return ord(char) in characters(face)
