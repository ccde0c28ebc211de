"""Two lines, one under the other → how much farther apart they would have to stand for their ink not to touch.

Lines are WeasyPrint's, laid out and justified; lengths are in px. Only lines are asked about of which one has vowel
marks, or is set in a face of tall letters: those of naskh alone keep clear of each other in any leading that one reads
by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from typing import Any

from bookbuild.language.marks import LETTERS, MARKS, ranges
from bookbuild.typeset.lines.ink import STRIP, ink_of
from bookbuild.typeset.lines.letter_fit import scale_of
from bookbuild.typeset.lines.line_text import text_boxes
from bookbuild.typeset.lines.shaping import ShapingCache, face_of

MARK = re.compile(f"[{ranges(MARKS)}]")
ARABIC = re.compile(f"[{ranges(LETTERS)}]")

_GAPS = re.compile("([ \u00a0]+)")


@dataclass(frozen=True, slots=True)
class InkedWord:
    """A word of a line: its left edge, its baseline, and how far its ink goes below and above that."""

    face: ShapingCache
    text: str
    size: float
    x: float
    width: float
    baseline: float
    low: float
    high: float


def is_marked(line: Any) -> bool:
    """Whether a line, or a line box that is not broken yet, has vowel marks, or Arabic in a face of tall letters."""
    return any(MARK.search(box.text) or _is_tall(box) for box in text_boxes(line))


def _is_tall(box: Any) -> bool:
    return ARABIC.search(box.text) is not None and face_of(box.style).is_tall()


def words(line: Any) -> Iterator[InkedWord]:
    """The words of a line, with all that stands in it."""
    for box in text_boxes(line):
        style = box.style
        if not (size := style["font_size"]) or style["visibility"] != "visible":
            continue
        face, rtl = face_of(style), style["direction"] == "rtl"
        x, scale = box.position_x + box.width if rtl else box.position_x, scale_of(box)
        for number, part in enumerate(_GAPS.split(box.text)):
            width = face.width(part) * size
            width = (
                width + len(part) * (box.justification_spacing + style["word_spacing"]) if number % 2 else width * scale
            )
            if part and not number % 2:
                low, high = face.reach(part)
                left = x - width if rtl else x
                yield InkedWord(face, part, size, left, width, box.position_y + box.baseline, low * size, high * size)
            x += -width if rtl else width


def missing(upper: Any, lower: Any, clearance: float) -> float:
    """By how much the lines stand too near: there is less than `clearance`, in em, between their ink; 0 where not."""
    above, below = list(words(upper)), list(words(lower))
    if not above or not below:
        return 0.0
    highest = min(word.baseline - word.high for word in below)
    deep = [word for word in above if word.baseline + word.low + clearance * word.size > highest]
    if not deep:
        return 0.0
    lowest = max(word.baseline + word.low + clearance * word.size for word in deep)
    tall = [word for word in below if word.baseline - word.high < lowest]
    return max((_too_near(one, other, clearance) for one in deep for other in tall), default=0.0)


def _too_near(upper: InkedWord, lower: InkedWord, clearance: float) -> float:
    clear = clearance * min(upper.size, lower.size)
    if upper.x > lower.x + lower.width + STRIP * lower.size or lower.x > upper.x + upper.width + STRIP * upper.size:
        return 0.0
    if upper.baseline + upper.low + clear <= lower.baseline - lower.high:
        return 0.0
    ink, most = ink_of(lower.face, lower.text), 0.0
    for strip, (low, _) in ink_of(upper.face, upper.text).items():
        at = floor((upper.x + (strip + 0.5) * STRIP * upper.size - lower.x) / (STRIP * lower.size))
        if found := ink.get(at):
            most = max(most, upper.baseline - low * upper.size + clear - (lower.baseline - found[1] * lower.size))
    return most
