"""A style → what its fonts make of words: how wide they are, and of how many glyphs.

It stands on WeasyPrint's layouts (`weasyprint.text.line_break.Layout`) and the Pango that is behind them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout, _font_style_cache_key, line_size

from bookbuild.language.marks import TATWEEL
from bookbuild.typeset.seams.attached import Attached

TOLERANCE = 0.2
"""The share of a tatweel by which a word may grow more or less than that: beyond it, its letters change shape."""

LEAST_TATWEEL = 0.02
"""Em: a font whose tatweel is narrower (that of a nastaliq has no width at all) cannot be stretched by tatweels."""

TALL = 1.25
"""Em from the lowest to the highest point of `TALL_WORD`: beyond it, letters alone may touch those of the next line."""

TALL_WORD = "مستنصر"

MEASURING_SIZE = 1000
"""In px."""

MOST_SHAPES = 100_000

Strips = dict[int, tuple[float, float]]
"""The lowest and the highest point in each strip that has ink, by its number from an origin on."""

PANGO_SCALE = 1024


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is set: its width in em, and how many glyphs it has besides those of tatweels."""

    width: float
    glyphs: int


class ShapingCache:
    """The fonts of a style, and what they make of words. Kept with WeasyPrint's fonts, as its struts are.

    All is measured at one size: the same word is as wide in every process, whatever it has set before.
    """

    def __init__(self, style: Any) -> None:
        self.style = style
        self.layout: Any = None
        self.shapes: dict[str, Shape] = {}
        self.widths: dict[str, float] = {}
        self.reaches: dict[str, tuple[float, float]] = {}
        self.inks: dict[str, Strips] = {}
        self.words: dict[Any, Any] = {}

    def width(self, text: str) -> float:
        """In em."""
        if (width := self.widths.get(text)) is None:
            if len(self.widths) >= MOST_SHAPES:
                self.widths.clear()
            width, _ = line_size(self.line(text), self.layout.style)
            width = self.widths[text] = width / MEASURING_SIZE
        return width

    def reach(self, text: str) -> tuple[float, float]:
        """How far the ink of a text goes below and above the baseline, in em."""
        if (reach := self.reaches.get(text)) is None:
            if len(self.reaches) >= MOST_SHAPES:
                self.reaches.clear()
            ink = ffi.new("PangoRectangle *")
            pango.pango_layout_line_get_extents(self.line(text), ink, ffi.NULL)
            unit = PANGO_SCALE * MEASURING_SIZE
            reach = self.reaches[text] = ((ink.y + ink.height) / unit, -ink.y / unit)
        return reach

    def stretches(self) -> bool:
        """Whether words can be stretched by its tatweel."""
        return self.width(TATWEEL) >= LEAST_TATWEEL

    def is_tall(self) -> bool:
        """Whether its Arabic letters, without marks, are so high that lines may touch: those of a nastaliq are."""
        return sum(self.reach(TALL_WORD)) > TALL

    def gain(self, word: str, offset: int, count: int) -> float:
        """By how much a word grows with `count` tatweels, in em."""
        return self.width(word[:offset] + TATWEEL * count + word[offset:]) - self.width(word)

    def joins(self, word: str, offset: int) -> bool:
        """Whether a tatweel there adds its own width and no more: no ligature breaks, no letter takes another shape.

        Never in a font whose tatweel has no width.
        """
        if not self.stretches():
            return False
        unit = self.width(TATWEEL)
        before, after = self._shape(word), self._shape(word[:offset] + TATWEEL + word[offset:])
        return before.glyphs == after.glyphs and abs(after.width - before.width - unit) <= TOLERANCE * unit

    def _shape(self, text: str) -> Shape:
        if text not in self.shapes:
            if len(self.shapes) >= MOST_SHAPES:
                self.shapes.clear()
            self.shapes[text] = self._shaped(text)
        return self.shapes[text]

    def _shaped(self, text: str) -> Shape:
        line = self.line(text)
        width, _ = line_size(line, self.layout.style)
        encoded, tatweel, glyphs = text.encode(), TATWEEL.encode(), 0
        run = line.runs[0]
        while run != ffi.NULL:
            item, glyph_string = run.data.item, run.data.glyphs
            starts = glyph_string.log_clusters[0 : glyph_string.num_glyphs]
            glyphs += sum(not encoded.startswith(tatweel, item.offset + start) for start in starts)
            run = run.next
        return Shape(width / MEASURING_SIZE, glyphs)

    def line(self, text: str) -> Any:
        """`text` as Pango sets it at the measuring size."""
        if self.layout is None:
            self.layout = Layout(self._measuring_style())
        self.layout.set_text(text)
        line, _ = self.layout.get_first_line()
        return line

    def _measuring_style(self) -> Any:
        style = self.style.copy()
        style["font_size"], style["letter_spacing"], style["word_spacing"] = MEASURING_SIZE, "normal", 0
        return style


_face: Attached[ShapingCache] = Attached("face")
"""On a style."""

_faces: Attached[dict[Any, ShapingCache]] = Attached("faces")
"""On WeasyPrint's configuration of fonts: by what tells the fonts of styles apart."""


def face_of(style: Any) -> ShapingCache:
    """The face of a style: one for all of the same fonts."""
    face = _face.of(style)
    if face is None:
        faces, key = _faces.made_once(style.font_config, dict), _font_style_cache_key(style)
        face = _face.put(style, faces.get(key) or faces.setdefault(key, ShapingCache(style)))
    return face
