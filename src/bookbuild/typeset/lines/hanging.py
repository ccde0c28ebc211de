"""The first and the last character of a justified line → by how many px it hangs over the margin.

After Hàn Thế Thành, "Margin kerning and font expansion with pdfTeX" (TUGboat 22, 2001): a margin looks straight where a
hyphen or a full stop, which has little ink, stands partly beyond it. How far is a theme's, as the custom property
`--hangs`, which is inherited: of the shares below, so great a share; 0, or not set, is nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.typeset.lines.breaking import BreakPlace
from bookbuild.typeset.lines.justification import HAMZA
from bookbuild.typeset.lines.line_text import LineText
from bookbuild.typeset.lines.shaping import face_of
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.custom_properties import values

PROPERTY = "__hangs"
"""How WeasyPrint keeps `--hangs` among a box's computed values."""


def _shares(*rows: tuple[str, float]) -> dict[str, float]:
    return {character: share for characters, share in rows for character in characters}


AT_EITHER = _shares(("“”‘’„‚\"'", 0.4), ("«»‹›", 0.3), ("ʿʾʻʼʽ", 0.4), ("–—", 0.25))
AT_START = AT_EITHER
AT_END = AT_EITHER | _shares(("-\u2010\u2011", 0.6), (".,", 0.6), ("،۔", 0.5), (":;؛", 0.4), ("!?؟", 0.2))
"""The share of its width by which a character hangs at most, at a line's start and at its end, in either direction."""

OVER: Attached[tuple[float, float]] = Attached("over_margins")
"""On a line: by how many px it hangs over the margin at its start and at its end."""


_hangs: Attached[float] = Attached("hangs")
"""On a style."""


def hangs(style: Any) -> float:
    """What `--hangs` says of a paragraph, from 0 to 1; 0 where its lines are not justified."""
    return _hangs.made_once(style, lambda: _told(style))


def _told(style: Any) -> float:
    if style["text_align_all"] != "justify" or not style[PROPERTY]:
        return 0.0
    return min(max(next(iter(values(style, PROPERTY, "number")), 0.0), 0.0), 1.0)


def overhang(shares: dict[str, float], character: str, style: Any, paragraph: Any, amount: float) -> float:
    """By how many px a character of a text of `style` hangs at an end of a line of its `paragraph`'s style.

    A run of the other direction ends within the line: it has no character at the margin.
    """
    share = shares.get(character)
    if share is None or style["direction"] != paragraph["direction"]:
        return 0.0
    face = face_of(style)
    beside = HAMZA if style["direction"] == "rtl" else ""  # a stop by itself has no script, and may have another glyph
    return amount * share * (face.width(character + beside) - face.width(beside)) * float(style["font_size"])


def without_hangs(
    places: list[BreakPlace], characters: Sequence[tuple[int, int]], paragraph: LineText, *, indented: bool
) -> list[BreakPlace]:
    """The places where a paragraph may be broken, whose widths leave out what would hang over the margins.

    `characters`: of each place, where the line's text ends, and where the next line's begins. What stands first does
    not hang where it is `indented`.
    """
    amount, text, style = hangs(paragraph.style), paragraph.text, paragraph.style
    if not amount:
        return places
    starts, found = [piece.start for piece in paragraph.pieces], places.copy()

    def over(shares: dict[str, float], at: int, shown: str) -> float:
        box = paragraph.pieces[bisect_right(starts, at) - 1].box
        return overhang(shares, shown or box.style["hyphenate_character"][-1:], box.style, style, amount)

    for number, (end, resume) in enumerate(characters):
        x, begin, gaps, gaps_on, words, still, cost, hyphen = places[number]
        last = "" if hyphen else text[end - 1 : end]
        if number and (hyphen or last in AT_END):
            x -= over(AT_END, end - 1, last)
        if text[resume : resume + 1] in AT_START and (number or not indented):
            begin += over(AT_START, resume, text[resume])
        found[number] = (x, begin, gaps, gaps_on, words, still, cost, hyphen)
    return found


def over_margins(line: Any, *, indented: bool) -> tuple[float, float]:
    """By how many px a line that is set hangs over the margins at its start, if it is not indented, and its end."""
    amount = hangs(line.style)
    if not amount:
        return 0.0, 0.0
    first, last = _outermost(line, 1), _outermost(line, -1)
    start = overhang(AT_START, first.text[0], first.style, line.style, amount) if first and not indented else 0.0
    end = overhang(AT_END, last.text[-1], last.style, line.style, amount) if last else 0.0
    return start, end


def _outermost(box: Any, step: int) -> Any:
    """The first text box in a line or an inline box, the last with a `step` of -1; None without one."""
    if isinstance(box, boxes.TextBox):
        return box if box.text else None
    return next(filter(None, (_outermost(child, step) for child in getattr(box, "children", ())[::step])), None)
