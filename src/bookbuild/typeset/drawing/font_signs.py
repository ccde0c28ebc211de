"""What a fragment draws with each font → the codes in its content, the signs behind them, the characters that lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bookbuild.typeset.drawing.faces import Measures
from bookbuild.typeset.drawing.shown import Shown
from bookbuild.typeset.fragments import ComposedGlyph


@dataclass(slots=True)
class DrawnSigns:
    """What is counted while a fragment is drawn.

    `last`: the number that a sign was given last; `missing`: the code points that no font has, in the order in which
    they were met.
    """

    last: int = 0
    missing: dict[int, None] = field(default_factory=dict)


@dataclass(slots=True)
class FontSigns:
    """What a fragment draws with one of WeasyPrint's fonts; `drawn` is the fragment's."""

    font: Any
    drawn: DrawnSigns
    measures: Measures
    codes: dict[int, str] = field(default_factory=dict)
    spaces: dict[tuple[float, int, bool], Shown] = field(default_factory=dict)

    def code(self, sign: ComposedGlyph) -> str:
        """What the content calls a sign by."""
        called = self.measures.called(sign)
        if isinstance(called, str):
            self.font.widths[sign.glyphs[0][0]] = self.measures.width(sign)
            self.font.to_unicode[sign.glyphs[0][0]] = sign.text
            return called
        return self.codes.get(called) or self._number(called)

    def content(self, shown: Shown) -> str:
        """The body of a string. What it lacks is noted with the font, which gets a glyph for it, and the fragment."""
        for code in shown.missing:
            self.font.missing[code] = 0
            self.drawn.missing[code] = None
        self.font.widths.update(shown.widths)
        self.font.to_unicode.update(shown.texts)
        codes, number = self.codes, self._number
        return "".join([each if isinstance(each, str) else codes.get(each) or number(each) for each in shown.pieces])

    def _number(self, sign: int) -> str:
        self.drawn.last += 1
        code = self.codes[sign] = f"{{{self.drawn.last:x}}}"
        return code

    def signs(self) -> Iterator[tuple[int, ComposedGlyph]]:
        """The signs of the fragment by their numbers."""
        for sign, code in self.codes.items():
            yield int(code[1:-1], 16), self.measures.signs[sign]
