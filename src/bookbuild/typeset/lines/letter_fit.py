"""A justified line → its letters set a little wider or narrower, so that its spaces need not do all.

After Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting system" (2000): glyphs scaled by up to two per
cent are not seen, and do to the spaces of a line what ten per cent of its spaces' width would do. How far is a theme's,
as the custom property `--fits`, which is inherited: the shares of widening and of narrowing, the share of widening
where the spaces of a line would be too wide otherwise, and where they would be nearly twice as wide even so. Nothing
where it is not set. The Qur'ān's text is never scaled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bookbuild.typeset.lines.kashida_style import in_quran_font
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.custom_properties import values

PROPERTY = "__fits"

OF_SPACES = 0.5
"""The share of what a line lacks that its spaces take before its letters."""

TOO_WIDE = 0.6
"""The share of their natural width by which spaces are wider before letters are widened in need."""

FAR_TOO_WIDE = 0.9
"""The same before letters are widened as far as they ever are."""

SCALE: Attached[float] = Attached("letter_scale")
"""On a text box of a line: how many times as wide as by nature its letters are."""


@dataclass(frozen=True, slots=True)
class LetterFit:
    """The shares of their width by which letters may be widened and narrowed; `widest`: widened in need; `utmost`:
    widened where the spaces are far too wide even so."""

    wider: float = 0.0
    narrower: float = 0.0
    widest: float = 0.0
    utmost: float = 0.0

    def taken(self, lacks: float, letters: float, spaces: float) -> float:
        """By how many px the letters of a line change that lacks so many px (below 0: that is too wide); `letters` and
        `spaces` are its px by nature."""
        if lacks < 0:
            return -min(-lacks, self.narrower * letters)
        usual = min(lacks * (1 - OF_SPACES), self.wider * letters)
        if (needs := lacks - TOO_WIDE * spaces) <= usual:
            return usual  # as of nearly all lines that are looked at
        in_need = min(needs, max(self.widest, self.wider) * letters)
        return max(in_need, min(lacks - FAR_TOO_WIDE * spaces, self.utmost * letters))


NO_FIT = LetterFit()

_fit: Attached[LetterFit] = Attached("letter_fit")
"""On a style."""


def letter_fit(style: Any) -> LetterFit:
    """What `--fits` says."""
    return _fit.made_once(style, lambda: _told(style))


def _told(style: Any) -> LetterFit:
    shares = values(style, PROPERTY, "number")
    return LetterFit(*shares[:4]) if len(shares) >= 2 else NO_FIT


def may_scale(box: Any) -> bool:
    """Whether the letters of a text box may be scaled with those of its line."""
    return not in_quran_font(box.style)


def scale_of(box: Any) -> float:
    """How many times as wide as by nature the letters of a box are."""
    return SCALE.of(box) or 1.0
