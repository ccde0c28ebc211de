"""A page of a PDF → the glyphs that stand on it: each with its text, its place and its dress. Lengths are in pt."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

from bookbuild.inspection.pdf_mirrors import as_drawn

UNKNOWN = "\ufffd"
"""Stands for a glyph whose text the file does not tell."""
MAY_BE_SPACE = "\u2005"
"""Stands where pdfium takes a gap for a space."""
_HYPHEN = 2
"""What pdfium gives for a written hyphen where a line ends."""
_ACROSS = 0.2
_SLANTED = 0.15
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_NAMES = ("italic", "oblique", "kursiv", "slanted")
_NAME_LENGTH = 256
_SIGNS = {unicodedata.normalize("NFKC", sign): sign for sign in "\ufdfa\ufdfb\ufdfd"}


@dataclass(frozen=True, slots=True)
class PdfDress:
    """The font of glyphs, without the prefix of its subset, and their size on the page."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class PdfGlyph:
    """`text`: its characters, one where it is no ligature. `x`, `y`: its origin.

    `left` and `right`: its advance; of a mark, its ink.
    """

    text: str
    x: float
    y: float
    left: float
    right: float
    dress: int
    across: bool = False


@dataclass(slots=True)
class DressTable:
    """The dresses of a document, each once; glyphs name theirs by its index."""

    dresses: list[PdfDress] = field(default_factory=list)
    _known: dict[PdfDress, int] = field(default_factory=dict)

    def index(self, dress: PdfDress) -> int:
        found = self._known.get(dress)
        if found is None:
            found = self._known[dress] = len(self.dresses)
            self.dresses.append(dress)
        return found


@dataclass(slots=True)
class _GlyphReading:
    """What is read again and again for one page."""

    text_page: Any
    table: DressTable
    of_object: dict[int, tuple[int, bool]] = field(default_factory=dict)
    x: Any = field(default_factory=ctypes.c_double)
    y: Any = field(default_factory=ctypes.c_double)
    box: Any = field(default_factory=pdfium.FS_RECTF)
    sides: tuple[Any, ...] = field(default_factory=lambda: tuple(ctypes.c_double() for _ in range(4)))

    @property
    def nowhere(self) -> int:
        """The dress of a character that no object of the page draws; -1 where there is none."""
        return self.of_object.get(0, (-1, False))[0]

    def dress(self, at: int) -> tuple[int, bool]:
        """The dress of a glyph, and whether it stands across the page; told once for each object of the page."""
        pointer = pdfium.FPDFText_GetTextObject(self.text_page, at)
        key = ctypes.addressof(pointer.contents) if pointer else 0
        found = self.of_object.get(key)
        if found is None:
            found = self.of_object[key] = _dress(self, at, pointer)
        return found


def glyphs_of(text_page: Any, table: DressTable) -> list[PdfGlyph]:
    """The glyphs of a page in the order in which pdfium has them, without what it adds."""
    reading = _GlyphReading(text_page, table)
    codes = [pdfium.FPDFText_GetUnicode(text_page, at) for at in range(pdfium.FPDFText_CountChars(text_page))]
    return list(_once(_whole(_read(reading, as_drawn(codes)))))


def _read(reading: _GlyphReading, codes: Sequence[int]) -> Iterator[PdfGlyph]:
    raw, x, y, box = reading.text_page, reading.x, reading.y, reading.box
    before: PdfGlyph | None = None
    for at, code in enumerate(codes):
        if code < 32 and pdfium.FPDFText_IsGenerated(raw, at) == 1:
            continue
        text = _character(code)
        if not text:
            continue
        if text == " " and pdfium.FPDFText_HasUnicodeMapError(raw, at) == 1:
            text = UNKNOWN
        pdfium.FPDFText_GetCharOrigin(raw, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, at, box)
        dress, across = reading.dress(at)
        if text == " " and dress == reading.nowhere:
            text, dress = MAY_BE_SPACE, before.dress if before else dress
        # the box holds ink that reaches before the origin, as that of a rāʾ does
        left, right = x.value if box.left < x.value < box.right else box.left, box.right
        if is_mark(text):
            left, right = _ink(reading, at)
        glyph = PdfGlyph(text, x.value, y.value, left, right, dress, across)
        if dress == reading.nowhere and before and abs(before.y - glyph.y) < reading.table.dresses[before.dress].size:
            # text that marked content gives for its glyphs (`/ActualText`)
            glyph.y, glyph.dress, glyph.across = before.y, before.dress, before.across
        before = glyph if text != MAY_BE_SPACE else before
        yield glyph


def _whole(glyphs: Iterator[PdfGlyph]) -> Iterator[PdfGlyph]:
    """Letters that have one origin as one glyph: a ligature. An honorific that pdfium spells out is its sign."""
    held: PdfGlyph | None = None
    for glyph in glyphs:
        if (
            held
            and MAY_BE_SPACE not in (held.text, glyph.text)
            and held.x == glyph.x
            and held.y == glyph.y
            and held.dress == glyph.dress
        ):
            held.text += glyph.text
            held.right = max(held.right, glyph.right)
            continue
        if held:
            yield _ligature(held)
        held = glyph
    if held:
        yield _ligature(held)


def _ligature(glyph: PdfGlyph) -> PdfGlyph:
    """The glyph with its text: a sign for its words, no space that a producer gives a letter."""
    if len(glyph.text) > 1:
        glyph.text = _SIGNS.get(glyph.text, glyph.text).strip() or " "
    return glyph


@cache
def is_mark(character: str) -> bool:
    """Whether a character has no width of its own, but stands on a letter."""
    return unicodedata.category(character) == "Mn"


@cache
def _character(code: int) -> str:
    """The character of a code; empty for what is none, and for what only orders text."""
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF):
        return UNKNOWN
    if code == _HYPHEN:
        return "-"
    if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    text = chr(code)
    if code in (0xA0, 0x2005):
        return " "
    return "" if unicodedata.category(text) == "Cf" and code != 0xAD else text


def _ink(reading: _GlyphReading, at: int) -> tuple[float, float]:
    left, right, bottom, top = reading.sides
    pdfium.FPDFText_GetCharBox(reading.text_page, at, left, right, bottom, top)
    return left.value, right.value


def _once(glyphs: Iterator[PdfGlyph]) -> Iterator[PdfGlyph]:
    """Without letters that are drawn a second time on themselves, to look bold or to have a shadow."""
    seen: dict[tuple[str, int, int], float] = {}
    for glyph in glyphs:
        if glyph.text in (" ", MAY_BE_SPACE):
            yield glyph
            continue
        key = (glyph.text, round(glyph.x), round(glyph.y))
        if key in seen and abs(seen[key] - glyph.x) < 0.6 and glyph.right - glyph.left > 1.2:
            continue
        seen[key] = glyph.x
        yield glyph


def _dress(reading: _GlyphReading, at: int, pointer: Any) -> tuple[int, bool]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(reading.text_page, at, matrix):
        matrix.a = matrix.d = 1.0
    size = float(pdfium.FPDFText_GetFontSize(reading.text_page, at)) * math.hypot(matrix.c, matrix.d)
    along = math.hypot(matrix.a, matrix.b) or 1.0
    across = abs(matrix.b) > _ACROSS * along or matrix.a < 0
    name, weight, angle = "", 400, 0
    if pointer and (font := pdfium.FPDFTextObj_GetFont(pointer)):
        name = _font_name(font)
        weight = pdfium.FPDFFont_GetWeight(font)
        slope = ctypes.c_int()
        angle = slope.value if pdfium.FPDFFont_GetItalicAngle(font, slope) else 0
    plain = name.lower()
    dress = PdfDress(
        name,
        round(size, 1) if math.isfinite(size) else 0.0,
        bold=any(word in plain for word in _BOLD_NAMES) or (weight >= 600 and not name),
        italic=any(word in plain for word in _ITALIC_NAMES)
        or (angle < 0 and abs(angle) < 45 and "regular" not in plain)
        or abs(matrix.c) > _SLANTED * abs(matrix.d or 1.0),
    )
    return reading.table.index(dress), across


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(_NAME_LENGTH)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_LENGTH)
    name = buffer.value.decode("utf-8", "replace")
    return name[7:] if name[6:7] == "+" else name
