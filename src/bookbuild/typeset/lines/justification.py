"""A justified line of Arabic → its words stretched, before the spaces get what is left.

Seam: `weasyprint.layout.inline.justify_line`, the one place where what a line lacks is known and its text can still
change. How far words are stretched stands in the style sheet, as the custom property `--kashida`, which is inherited:
`off` on an element keeps its text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from bookbuild.language.marks import TATWEEL
from bookbuild.typeset.lines.kashida import AMOUNTS, WORD, Amount, Candidate, chosen, places, reach
from bookbuild.typeset.lines.shaping import ShapingCache, face_of
from bookbuild.typeset.seams.custom_properties import values

PROPERTY = "__kashida"
"""How WeasyPrint keeps `--kashida` among a box's computed values: as a list of tokens."""

FONT_PROPERTIES = ("__quran", "__arabic")

WIDEST_SPACE = 1.6
"""How many times as wide as by nature spaces become at most, where that can be helped."""

_SPACES = (" ", "\u00a0")
_GAPS = re.compile("([ \u00a0]+)")

_OBJECT = "\ufffc"
"""Stands in a line's text for what is no text."""


def install() -> None:
    """Put the changed function in its place; raises AttributeError where WeasyPrint's has moved."""
    if inline.justify_line is not justify_line:
        justify_line.spaces_only = inline.justify_line  # type: ignore[attr-defined]
        inline.justify_line = justify_line


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Fill a line that lacks so many px: its words first, as far as they may be stretched, then its spaces."""
    grown = stretched(context, line, extra_width) if line.style["direction"] == "rtl" else {}
    if spaces := inline.count_expandable_spaces(line):
        _widened(line, grown, (extra_width - sum(grown.values())) / spaces, 0.0)


def stretched(context: Any, line: Any, extra: float) -> dict[int, float]:
    """Stretch the words of a line that lacks `extra` px; by how much boxes grow, in px, by their identity.

    Below where the line before is stretched, words are stretched only if its spaces would be too wide otherwise.
    """
    amount, size = amount_of(line.style), line.style["font_size"]
    if not amount or extra <= 0:
        return {}
    before = before_on(context)
    above, spaces = before.above(line), [width for width, _ in natural_spaces(line)]
    natural = min(spaces, default=0.0) * len(spaces)
    want = min(extra - (amount.spaces - 1) * natural, amount.line * size)
    if not natural or want <= 0:
        return {}
    runs = Runs(line)
    places = list(runs.places(extra / len(spaces), size))
    free = [place for place in places if not place.stands_under(above)]
    counts = runs.share(free, want, amount, size)
    if extra - runs.width(counts) > (WIDEST_SPACE - 1) * natural and len(free) < len(places):
        counts = runs.share(places, want, amount, size, first=tuple(counts))
    before.remember(line, (place.x for place in counts))
    return runs.stretch(counts)


def natural_spaces(line: Any) -> Iterator[tuple[float, float]]:
    """The spaces that justification widens: how wide each is by nature, and by how much it is wider, in px."""
    for box in leaves(line):
        if isinstance(box, boxes.TextBox) and (count := inline.count_expandable_spaces(box)):
            space = (face_of(box.style).width(" ") * box.style["font_size"], box.justification_spacing)
            yield from (space for _ in range(count))


def width_of_spaces(line: Any) -> float:
    """How wide the spaces of a line are by nature, in px."""
    return sum(width for width, _ in natural_spaces(line))


def amount_of(style: Any) -> Amount | None:
    """What `--kashida` says; None for `off`, and where it is not set."""
    return next((AMOUNTS[word] for word in values(style, PROPERTY, "ident") if word in AMOUNTS), None)


def in_quran_font(style: Any) -> bool:
    """Whether a box is set in the Qur'an's font, by whatever rule of a theme, where that is a font of its own."""
    quran, arabic = (values(style, name, "string") for name in FONT_PROPERTIES)
    return quran != arabic and quran == list(style["font_family"][:1])


class Before:
    """The lines of the page that is being set: where each is stretched, in em from its start.

    WeasyPrint sets a paragraph again where the page turns out otherwise: lines from the same height on are forgotten.
    """

    def __init__(self, page: int | None) -> None:
        self.page = page
        self.lines: dict[Any, list[tuple[Any, list[float]]]] = {}

    def above(self, line: Any) -> list[float]:
        """Where the line right above `line` in its paragraph is stretched; `line` is remembered as not stretched."""
        lines = self.lines.setdefault(line.element, [])
        while lines and lines[-1][0].position_y >= line.position_y:
            lines.pop()
        upper, above = lines[-1] if lines else (None, [])
        lines.append((line, []))
        return above if upper and abs(upper.position_y + upper.height - line.position_y) < 0.01 else []

    def remember(self, line: Any, places: Iterable[float]) -> None:
        self.lines[line.element][-1][1].extend(places)


def before_on(context: Any) -> Before:
    """What is remembered of the page that `context` is at."""
    before: Before | None = getattr(context, "kashida_before", None)
    if before is None or before.page != context.current_page:
        before = context.kashida_before = Before(context.current_page)
    return before


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
        """The places in words that stand in one box, which may be stretched.

        Where they stand is reckoned for spaces that are each `spacing` px wider than by nature; `size`: px in an em.
        """
        x, number, text = 0.0, 0, "".join(run.text for run in self.runs)
        for run in self.runs:
            if run.face is None:
                x += run.box.margin_width()
                continue
            may_stretch, at = run.may_stretch(), run.start
            for part in _GAPS.split(run.text):
                width = run.face.width(part) * run.size if part else 0.0
                for found in WORD.finditer(part) if may_stretch else ():
                    number += 1
                    begin, end = at + found.start(), at + found.end()
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
                if want < unit / 2 or unit > line or (counts[place] + 1) * unit > word:
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
            vars(box).setdefault("written", box.text)
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


def _widened(box: Any, grown: Mapping[int, float], spacing: float, x_advance: float) -> Any:
    """Give boxes their new widths and places, as `weasyprint.layout.inline.add_word_spacing` does.

    What is drawn is laid out again when it is drawn: no layout is made for it here.
    """
    if isinstance(box, boxes.TextBox):
        box.position_x += x_advance
        box.justification_spacing = spacing
        if count := inline.count_expandable_spaces(box):
            box.pango_layout.text, box.pango_layout.justification_spacing = box.text, spacing
        more = count * spacing + grown.get(id(box), 0.0)
        box.width += more
        return x_advance + more
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.translate(x_advance, 0)
        return x_advance
    box.position_x += x_advance
    before = x_advance
    for child in reversed(box.children) if box.style["direction"] == "rtl" else box.children:
        if child.is_in_normal_flow():
            x_advance = _widened(child, grown, spacing, x_advance)
    box.width += x_advance - before
    return x_advance
