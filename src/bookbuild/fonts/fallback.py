"""A style's cuts and how a text is set → the face that sets each character: the first, in order, that has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bookbuild.cache.file_memo import remembered
from bookbuild.fonts.catalogue import (
    Cut,
    Face,
    characters,
    cuts,
    faces_of,
    file_of,
    installed_characters,
    own_families,
)
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.language.marks import ARABIC, INVISIBLE, ranges
from bookbuild.language.scripts import script_of_language

CODE_FAMILY = "Gentium Plus"
"""What the plain theme sets code in."""

NEEDS_NO_GLYPH = re.compile(f"[\\s{ranges(INVISIBLE)}\u180b-\u180e\ufe00-\ufe0f]")
"""Spaces, and what is never shown (Unicode's Default_Ignorable_Code_Point)."""

_QURAN = re.compile("﴿</span>([^<]*)")
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

    def __init__(self, edition: Any, folders: tuple[GuardedFolder, ...]) -> None:
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
            {char for code in arabic if (char := chr(code)) in ARABIC}
            | {char for code in latin if (char := chr(code)) not in ARABIC}
        )

    @cached_property
    def _quran(self) -> frozenset[str]:
        return frozenset(map(chr, characters(self.order(TextSetting("arabic", use="quran"))[0])))

    def doubtful(self, text: str) -> frozenset[str]:
        """The characters of a document that not every face has."""
        doubtful = set(text) - self.safe | set("".join(_QURAN.findall(text))) - self._quran
        return frozenset(char for char in doubtful if not NEEDS_NO_GLYPH.match(char))

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
        """The families at hand that have a character; looked for once."""
        if char not in self._families:
            self._families[char] = families_with(char, self.folders)
        return self._families[char]

    def chosen(self, char: str, setting: TextSetting) -> Face | None:
        return next((face for face in self.order(setting) if ord(char) in characters(face)), None)

    def has(self, char: str) -> bool:
        return any(ord(char) in characters(cut.face) for cut in self.cuts)

    def _cut(self, name: str, setting: TextSetting) -> Face:
        def unlike(cut: Cut) -> tuple[bool, bool]:
            return (cut.face.weight >= 600) != setting.bold, cut.face.italic != setting.italic

        return min((cut for cut in self.cuts if cut.name == name), key=unlike).face


def families_with(char: str, folders: tuple[GuardedFolder, ...]) -> tuple[str, ...]:
    """The families at hand that have a character: the publisher's own, then those that fontconfig knows."""
    own = (name for name in own_families(folders) if _has(faces_of(name, folders), char))
    code = ord(char)
    known = (name for name, parts in installed_characters() if any(lo <= code <= hi for lo, hi in parts))
    return tuple(dict.fromkeys([*own, *sorted(known)]))


def _has(faces: Iterable[Face], char: str) -> bool:
    return any(ord(char) in characters(face) for face in faces)


@remembered(file_of)
def is_set_by(face: Face, word: str) -> bool:
    """Whether `face` shapes a word of its own characters without `.notdef` and without a dotted circle."""
    import uharfbuzz as hb

    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(face.path)), face.index))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    circle = None if chr(DOTTED_CIRCLE) in word else font.get_nominal_glyph(DOTTED_CIRCLE)
    return not any(info.codepoint in (0, circle) for info in buffer.glyph_infos)
