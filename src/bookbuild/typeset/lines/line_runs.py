"""A line's boxes → its text as runs, the places in its words that may be stretched, and how much each gets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.language.bindings import references
from bookbuild.language.marks import DIGITS, TATWEEL, ranges
from bookbuild.typeset.lines.kashida import WORD, Amount, Candidate, chosen, places, reach
from bookbuild.typeset.lines.kashida_style import amount_of, in_quran_font
from bookbuild.typeset.lines.shaping import ShapingCache, face_of
from bookbuild.typeset.seams.attached import Attached

_SPACES = (" ", "\u00a0")
GAPS = re.compile("([ \u00a0]+)")

WRITTEN: Attached[str] = Attached("written")
"""On a text box that was stretched: its text without tatweels."""

_NUMBER_BEHIND = re.compile(f"[.:،/]?[  ]?[{ranges(DIGITS)}]")
_NUMBER_BEFORE = re.compile(f"[{ranges(DIGITS)}][  ]?\\Z")

_OBJECT = "\ufffc"
"""Stands in a line's text for what is no text."""


@dataclass(slots=True)
class LineRun:
    """A box of a line, and where its text begins in the line's; `face` is None where the box has no text."""

    box: Any
    text: str
    start: int
    face: ShapingCache | None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def size(self) -> float:
        """Of the font, in px."""
        size: float = self.box.style["font_size"]
        return size

    def may_stretch(self) -> bool:
        style = self.box.style
        return (
            self.face is not None
            and amount_of(style) is not None
            and style["letter_spacing"] in ("normal", 0)
            and not in_quran_font(style)
        )


class Runs:
    """The text of a line over its boxes."""

    def __init__(self, line: Any) -> None:
        self.runs: list[LineRun] = []
        start = 0
        for box in leaves(line):
            is_text = isinstance(box, boxes.TextBox) and box.text and box.style["font_size"]
            run = LineRun(box, box.text if is_text else _OBJECT, start, face_of(box.style) if is_text else None)
            self.runs.append(run)
            start += len(run.text)
        self._run_of: dict[Candidate, LineRun] = {}

    def places(self, spacing: float, size: float) -> Iterator[Candidate]:
        """The places in words that stand in one box, which may be stretched; not in references, nor beside numbers.

        Where they stand is reckoned for spaces that are each `spacing` px wider than by nature; `size`: px in an em.
        """
        x, number, text = 0.0, 0, "".join(run.text for run in self.runs)
        still = list(references(text))
        for run in self.runs:
            if run.face is None:
                x += run.box.margin_width()
                continue
            may_stretch, at = run.may_stretch(), run.start
            for part in GAPS.split(run.text):
                width = run.face.width(part) * run.size if part else 0.0
                for found in WORD.finditer(part) if may_stretch else ():
                    number += 1
                    begin, end = at + found.start(), at + found.end()
                    if any(first <= begin < last for first, last in still) or _is_beside_number(text, begin, end):
                        continue
                    if _joined(text, begin - 1, run.start - 1) or _joined(text, end, run.end):
                        continue
                    for place in places(found[0]):
                        share = (reach(part[: found.start()]) + place.reach) / max(reach(part), place.reach, 0.1)
                        candidate = Candidate(number, found[0], begin, place, (x + share * width) / size)
                        self._run_of[candidate] = run
                        yield candidate
                x += width + (len(part) * spacing if part[:1] in _SPACES else 0.0)
                at += len(part)

    def fits(self, place: Candidate) -> bool:
        return self._face(place).joins(place.word, place.place.offset)

    def share(
        self, line: list[Candidate], want: float, amount: Amount, size: float, first: tuple[Candidate, ...] = ()
    ) -> dict[Candidate, int]:
        """How many tatweels each place gets that is chosen from `line`, behind those of `first`; `want` px in sum."""
        known = {place.number for place in first}
        count = ceil(want / size / amount.usual) - len(first)
        taken = [*first, *chosen((place for place in line if place.number not in known), count, self.fits)]
        return self.shared(taken, want, amount.word * size, amount.line * size)

    def shared(self, taken: list[Candidate], want: float, word: float, line: float) -> dict[Candidate, int]:
        """How many tatweels each place gets: one by one in turn, while `want` px want them; at most `word` px in a
        word, and `line` px in sum."""
        counts, turn = dict.fromkeys(taken, 0), list(taken)
        while turn:
            for place in tuple(turn):
                unit = self._unit(place)
                if unit <= 0 or want < unit / 2 or unit > line or (counts[place] + 1) * unit > word:
                    turn.remove(place)
                else:
                    counts[place] += 1
                    want, line = want - unit, line - unit
        return {place: count for place, count in counts.items() if count}

    def width(self, counts: Mapping[Candidate, int]) -> float:
        """Of tatweels, in px."""
        return sum(self._unit(place) * count for place, count in counts.items())

    def _unit(self, place: Candidate) -> float:
        return self._face(place).width(TATWEEL) * self._run_of[place].size

    def stretch(self, counts: dict[Candidate, int]) -> dict[int, float]:
        """Put tatweels into the boxes' texts; by how much boxes grow, in px, by their identity."""
        growth: dict[int, float] = {}
        for place in sorted(counts, key=lambda place: -place.at):
            run, face = self._run_of[place], self._face(place)
            box, offset = run.box, place.at - run.start
            if WRITTEN.of(box) is None:
                WRITTEN.put(box, box.text)
            box.text = box.text[:offset] + TATWEEL * counts[place] + box.text[offset:]
            # what is drawn, where the box has no space and is not laid out again
            box.pango_layout.text = box.text
            gain = face.gain(place.word, place.place.offset, counts[place]) * run.size
            growth[id(box)] = growth.get(id(box), 0.0) + gain
        return growth

    def _face(self, place: Candidate) -> ShapingCache:
        face = self._run_of[place].face
        assert face is not None
        return face


def _is_beside_number(text: str, begin: int, end: int) -> bool:
    """Whether a number stands beside the word from `begin` to `end`."""
    return _NUMBER_BEHIND.match(text, end) is not None or _NUMBER_BEFORE.search(text[:begin]) is not None


def _joined(text: str, at: int, edge: int) -> bool:
    """Whether a word goes on in the next box: at the character `at`, which is beyond the edge of its own."""
    return at == edge and 0 <= at < len(text) and WORD.match(text[at]) is not None


def leaves(box: Any) -> Iterator[Any]:
    """What stands on a line, in the order of its text."""
    for child in box.children:
        if isinstance(child, (boxes.LineBox, boxes.InlineBox)):
            yield from leaves(child)
        elif child.is_in_normal_flow():
            yield child
