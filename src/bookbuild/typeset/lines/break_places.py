"""The text of a paragraph → the places where it may be broken, their costs, and how wide the text is up to each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from weasyprint.text import line_break

from bookbuild.language.bindings import Binding, bindings, bound_slashes
from bookbuild.language.marks import COMBINING_DIACRITICS, MARKS, ranges
from bookbuild.typeset.lines.breaking import PARTS_BOUND_WORDS, WEAKLY_BOUND, BreakPlace
from bookbuild.typeset.lines.hyphenation import WordRules, cost_behind, divisions, word_rules
from bookbuild.typeset.lines.kashida import USUAL_STRETCH, WORD, places
from bookbuild.typeset.lines.kashida_style import amount_of, in_quran_font
from bookbuild.typeset.lines.line_text import LineText, LineTextBox
from bookbuild.typeset.lines.shaping import MOST_SHAPES, ShapingCache
from bookbuild.typeset.seams.custom_properties import values

PROPERTY = "__bound"
"""How WeasyPrint keeps `--bound` among a box's computed values: with `weakly`, what a style sheet does not let wrap
(`white-space: nowrap`) is broken where no line could be set otherwise. In other boxes it is never broken."""

NEVER = 1e9
"""What that costs."""

MOST_BOUND = 4
"""Words: a phrase of more is bound weakly, as it would leave too much of a line empty."""

COST = {Binding.FIRM: PARTS_BOUND_WORDS, Binding.WEAK: WEAKLY_BOUND}

_GAPS = re.compile("([ \u00a0]+)")
_UNBROKEN = re.compile(f"[\\w.,;:!?()\\[\\]\"'’‘“”«»،؛؟۔{ranges(COMBINING_DIACRITICS, MARKS)}]+")
BREAKS_BEHIND = re.compile("[-/\u00ad\u200b\u2010-\u2015\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
"""Behind these alone a line ends between two boxes that no space parts: a note's call stays with its word."""

_IDEOGRAPHS = re.compile("[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class BreakWord:
    """Text without spaces, in em: how wide it is, by how much its words are usually stretched, where it may be divided
    (offset, width with a hyphen, width without, cost), and whether a line may end in it elsewhere too."""

    width: float
    stretch: float
    divisions: tuple[tuple[int, float, float, float], ...]
    breaks: bool


class ParagraphReader:
    """Reads a paragraph from a character on: where it may be broken, and how wide it is up to there."""

    def __init__(self, paragraph: LineText, start: int) -> None:
        self.places: list[BreakPlace] = []
        self.characters: list[tuple[int, int]] = []
        """Of each place: where the line's text ends, and where the next line's begins."""
        self._text = paragraph.text
        self._attributes = line_break.get_log_attrs(self._text, paragraph.style["lang"])
        self._rules = word_rules(paragraph.style)
        self._bound = {at: COST[binding] for at, binding in bindings(self._text).items()}
        self._bound |= dict.fromkeys(bound_slashes(self._text), COST[Binding.FIRM])
        self._stretches = paragraph.style["direction"] == "rtl" and amount_of(paragraph.style) is not None
        self._x = self._gaps = self._words = self._still = 0.0
        self._place(start, start, 0.0, 0.0)
        for piece in paragraph.pieces:
            if piece.start + len(piece.box.text) > start:
                self._read(piece, max(start - piece.start, 0))
        spaces = len(self._text) - len(self._text.rstrip(" "))
        at_end = spaces * paragraph.pieces[-1].face.width(" ") * paragraph.pieces[-1].box.style["font_size"]
        x = self._x - at_end + min(paragraph.behind, 0.0)
        self._place(len(self._text) - spaces, len(self._text), x, self._gaps - at_end)

    @property
    def width(self) -> float:
        """Of the text, in px."""
        return self.places[-1][0]

    def _place(self, end: int, resume: int, x: float, gaps: float, cost: float = 0.0) -> None:
        self.places.append((x, self._x, gaps, self._gaps, self._words, self._still, cost, False))
        self.characters.append((end, resume))

    def _read(self, piece: LineTextBox, skip: int) -> None:
        style, face, at = piece.box.style, piece.face, piece.start + skip
        size, breaks = style["font_size"], style["white_space"] != "nowrap"
        cost = 0.0 if breaks else cost_in(piece.box)
        limits = style["hyphenate_limit_chars"] if breaks and style["hyphens"] == "auto" else None
        still = in_quran_font(style)
        stretches = self._stretches and not still and amount_of(style) is not None
        self._x += piece.before
        breaks_before = at and not skip and BREAKS_BEHIND.match(self._text, at - 1)
        if breaks and breaks_before and self._attributes[at].is_line_break:
            self._place(at, at, self._x, self._gaps, self._bound.get(at, 0.0))
        for number, part in enumerate(_GAPS.split(piece.box.text[skip:])):
            if number % 2:
                width, x, gaps = face.width(part) * size + len(part) * style["word_spacing"], self._x, self._gaps
                self._x, after = x + width, at + len(part)
                self._gaps = gaps if style["word_spacing"] else gaps + width
                if after < len(self._text) and self._attributes[after].is_line_break:
                    begins = not breaks and at == piece.start
                    bound = WEAKLY_BOUND if begins and cost < NEVER else cost
                    self._place(at, after, x, gaps, max(bound, self._bound.get(at, 0.0)))
            elif part:
                word = word_of(face, part, style, limits, self._rules)
                if breaks and (word.divisions or word.breaks):
                    self._places_within(at, part, word, size, piece)
                self._x += word.width * size
                if still:
                    self._still += word.width * size
                elif stretches:
                    self._words += word.stretch * size
            at += len(part)

    def _places_within(self, at: int, text: str, word: BreakWord, size: float, piece: LineTextBox) -> None:
        found = {offset: (end, begin, cost, True) for offset, end, begin, cost in word.divisions}
        if word.breaks:
            for offset in range(1, len(text)):
                if self._attributes[at + offset].is_line_break:
                    width = piece.face.width(text[:offset])
                    cost = max(cost_behind(text[:offset]), self._bound.get(at + offset, 0.0))
                    found[offset] = (width, width, cost, False)
        for offset, (end, begin, cost, hyphen) in sorted(found.items()):
            x, same = self._x, (self._gaps, self._gaps, self._words, self._still)
            self.places.append((x + end * size, x + begin * size, *same, cost, hyphen))
            self.characters.append((at + offset, at + offset))


def word_of(
    face: ShapingCache, text: str, style: Any, limits: tuple[int, int, int] | None, rules: WordRules
) -> BreakWord:
    """What a face makes of a text without spaces; kept with it. `limits`: those of words that may be divided."""
    key = (text, limits, rules)
    words: dict[Any, BreakWord] = face.words
    if key not in words:
        if len(words) >= MOST_SHAPES:
            words.clear()
        found = divisions(text, style["lang"], limits, rules) if limits else ()
        hyphen = style["hyphenate_character"]
        words[key] = BreakWord(
            face.width(text),
            stretchable(text),
            tuple((n, face.width(text[:n] + hyphen), face.width(text[:n]), cost) for n, cost in found),
            not _UNBROKEN.fullmatch(text) or _IDEOGRAPHS.search(text) is not None,
        )
    return words[key]


def cost_in(box: Any) -> float:
    """What it costs to break between words of a box that a style sheet does not let wrap."""
    if "weakly" not in values(box.style, PROPERTY, "ident"):
        return NEVER
    return PARTS_BOUND_WORDS if len(box.text.split()) <= MOST_BOUND else WEAKLY_BOUND


def stretchable(text: str) -> float:
    """By how much the words in a piece of text are usually stretched, in em."""
    return USUAL_STRETCH * sum(bool(places(found[0])) for found in WORD.finditer(text))
