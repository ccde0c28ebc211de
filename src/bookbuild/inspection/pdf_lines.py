"""The glyphs of a page → its lines: words from the left to the right, as they are seen. Lengths are in pt.

What a word says stands in the order of its glyphs from the left; a mark stands behind its letter. Who reads the lines
turns what is read from the right.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import bidirectional

from bookbuild.inspection.pdf_glyphs import MAY_BE_SPACE, DressTable, PdfGlyph, is_mark

_SAME_LINE = 0.12
"""Baselines that lie so near, in em of the smaller letters, are one."""
_GAP, _SPACED_GAP = 0.17, 0.19
"""So much white, in em, parts words where no space is written; the second on a page that has its spaces written."""
_GUESSED = 0.14
"""The same where pdfium takes it for a space."""
_SPACES = 14
"""A page with one space for so many letters has them written."""
_SMALL = 0.85
_LOWERED, _RAISED, _RAISED_HIGH = -0.35, 0.62, 0.95
"""In em: how far below or above its line a small letter stands; the last where no more than a mark stands so."""
_MARK_LENGTH = 6
_OWN = 0.12
"""A mark whose origin is so near to that of a letter, in pt, is this letter's."""
_DROPPED = 1.8
_BLANK = (" ", MAY_BE_SPACE)
_CLUSTER = re.compile("[^\u064b-\u0655\u0670][\u064b-\u0655\u0670]*|[\u064b-\u0655\u0670]+")


@dataclass(slots=True)
class PdfWord:
    """`raised`: its baseline is above its line's, as that of a note's mark is. `joined`: no space is before it."""

    text: str
    left: float
    right: float
    dress: int
    raised: bool = False
    joined: bool = False


@dataclass(slots=True)
class PdfLine:
    """`y`: the baseline, from below."""

    y: float
    words: list[PdfWord]


@dataclass(slots=True)
class _Baseline:
    y: float
    size: float
    glyphs: list[PdfGlyph] = field(default_factory=list)
    raised: list[PdfGlyph] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)


def lines_of(glyphs: Sequence[PdfGlyph], table: DressTable) -> list[PdfLine]:
    """The lines of glyphs that stand upright, from above."""
    sizes = [dress.size for dress in table.dresses]
    rows = _with_initials(_with_raised(_baselines(glyphs, sizes)), sizes)
    spaces = sum(glyph.text == " " for glyph in glyphs)
    gap = _SPACED_GAP if spaces * _SPACES > len(glyphs) else _GAP
    lines = (PdfLine(round(row.y, 1), [*_words(row, sizes, gap)]) for row in rows)
    return [line for line in lines if line.words]


def _baselines(glyphs: Sequence[PdfGlyph], sizes: Sequence[float]) -> list[_Baseline]:
    """Glyphs by their baselines, from above."""
    by_height: dict[int, list[PdfGlyph]] = {}
    marks: list[PdfGlyph] = []
    for glyph in glyphs:
        if is_mark(glyph.text[0]):
            marks.append(glyph)
        else:
            by_height.setdefault(round(glyph.y * 4), []).append(glyph)
    rows: list[_Baseline] = []
    for height in sorted(by_height, reverse=True):
        group = by_height[height]
        size = max(sizes[glyph.dress] for glyph in group)
        reach = max(_SAME_LINE * min(size, rows[-1].size), 0.3) if rows else 0.0
        if rows and rows[-1].y - group[0].y <= reach:
            rows[-1].glyphs += group
            rows[-1].size = max(rows[-1].size, size)
        else:
            rows.append(_Baseline(group[0].y, size, group))
    rows = [row for row in rows if any(glyph.text not in _BLANK for glyph in row.glyphs)]
    heights = [-row.y for row in rows]
    for mark in marks if rows else ():
        at = bisect_left(heights, -mark.y)
        near = rows[max(at - 2, 0) : at + 2]
        min(near, key=lambda row: _how_far(mark, row)).glyphs.append(mark)
    return rows


def _how_far(mark: PdfGlyph, row: _Baseline) -> float:
    """How far a mark is from a row, and where it is not on its baseline, from the letters of the row."""
    off = abs(row.y - mark.y)
    if off < _OWN or off > 2 * row.size:
        return off
    middle = (mark.left + mark.right) / 2
    return off + min(max(base.left - middle, middle - base.right, 0.0) for base in row.glyphs)


def _with_raised(rows: list[_Baseline]) -> list[_Baseline]:
    """Rows with the small letters that stand above or below their baselines: marks of notes, ordinals."""
    kept: list[_Baseline] = []
    for at, row in enumerate(rows):
        host = next(
            (other for other in (*rows[at + 1 : at + 3], *rows[max(at - 2, 0) : at]) if _hosts(other, row)), None
        )
        if host is None:
            kept.append(row)
        else:
            host.raised += [glyph for glyph in row.glyphs if glyph.text not in _BLANK]
    return kept


def _hosts(row: _Baseline, small: _Baseline) -> bool:
    """Whether all of a row of small letters stands beside the letters of another."""
    off = small.y - row.y
    letters = [glyph for glyph in small.glyphs if glyph.text not in _BLANK]
    highest = _RAISED_HIGH if len(letters) <= _MARK_LENGTH else _RAISED
    if small.size > _SMALL * row.size or not _LOWERED * row.size < off < highest * row.size:
        return False
    beside = small.right > row.left - row.size / 2 and small.left < row.right + row.size / 2
    return len(letters) <= 24 and beside


def _with_initials(rows: list[_Baseline], sizes: Sequence[float]) -> list[_Baseline]:
    """Rows with a large initial in the first of the rows that stand beside it, not in the last."""
    for at, row in enumerate(rows):
        usual = sorted(sizes[glyph.dress] for glyph in row.glyphs)[len(row.glyphs) // 2]
        large = [glyph for glyph in row.glyphs if sizes[glyph.dress] > _DROPPED * usual and glyph.text not in _BLANK]
        if not large or len(large) > 3 or len(row.glyphs) - len(large) < 12:
            continue
        top = row.y + 0.75 * max(sizes[glyph.dress] for glyph in large)
        edge = max(glyph.right for glyph in large)
        beside = [other for other in rows[:at] if other.y < top and other.left >= edge - 1]
        if beside:
            row.glyphs = [glyph for glyph in row.glyphs if glyph not in large]
            beside[0].glyphs = [*large, *beside[0].glyphs]
    return rows


def _words(row: _Baseline, sizes: Sequence[float], gap: float) -> Iterator[PdfWord]:
    """The words of a row, from the left; where the dress changes within one, its parts."""
    raised = {id(glyph) for glyph in row.raised}
    word: PdfWord | None = None
    spaced, guessed = True, False
    for text, glyph in _clusters([*row.glyphs, *row.raised]):
        if text == " ":
            spaced = True
            continue
        if text == MAY_BE_SPACE:
            guessed = True
            continue
        is_raised = id(glyph) in raised
        apart = spaced or word is None or _apart(word, glyph, sizes, _GUESSED if guessed else gap)
        guessed = False
        if word and not apart and word.dress == glyph.dress and word.raised == is_raised:
            word.text += text
            word.right = max(word.right, glyph.right)
            continue
        if word:
            yield word
        word = PdfWord(text, glyph.left, glyph.right, glyph.dress, is_raised, joined=not apart)
        spaced = False
    if word:
        yield word


def _apart(word: PdfWord, glyph: PdfGlyph, sizes: Sequence[float], gap: float) -> bool:
    before, after = bidirectional(word.text[-1]), bidirectional(glyph.text[0])
    if (before == "L" and after in ("R", "AL")) or (after == "L" and before in ("R", "AL")):
        return True
    return glyph.left - word.right > gap * min(sizes[word.dress], sizes[glyph.dress])


def _clusters(glyphs: Iterable[PdfGlyph]) -> Iterator[tuple[str, PdfGlyph]]:
    """(a letter with its marks, its glyph) from the left; a ligature that is read from the right is reversed."""
    bases: list[PdfGlyph] = []
    marks: list[PdfGlyph] = []
    for glyph in glyphs:
        (marks if is_mark(glyph.text[0]) else bases).append(glyph)
    bases.sort(key=lambda glyph: glyph.x)
    of_base = _marks_of(bases, marks) if marks else {}
    for at, glyph in enumerate(bases):
        text = glyph.text if len(glyph.text) == 1 else _from_left(glyph.text)
        yield (text + "".join(of_base[at]) if at in of_base else text), glyph


def _from_left(text: str) -> str:
    """The letters of a ligature as they stand from the left."""
    if bidirectional(text[0]) not in ("R", "AL"):
        return text
    return "".join(reversed(_CLUSTER.findall(text)))


def _marks_of(bases: Sequence[PdfGlyph], marks: Sequence[PdfGlyph]) -> dict[int, list[str]]:
    """The marks of each letter: by their origin where that is a letter's, else by the letter that they are drawn at."""
    found: dict[int, list[tuple[float, int, str]]] = {}
    if not bases:
        return {}
    xs = [glyph.x for glyph in bases]
    for order, mark in enumerate(marks):
        at = _base_of(mark, bases, xs)
        found.setdefault(at, []).append((-mark.x if mark.left == mark.right else 0.0, order, mark.text))
    return {at: [text for _, _, text in sorted(each)] for at, each in found.items()}


def _base_of(mark: PdfGlyph, bases: Sequence[PdfGlyph], xs: Sequence[float]) -> int:
    at = bisect_left(xs, mark.x)
    near = [index for index in (at - 1, at, at + 1) if 0 <= index < len(bases) and bases[index].text not in _BLANK]
    own = [index for index in near if abs(xs[index] - mark.x) < _OWN]
    if mark.right - mark.left < 0.3 and own:
        return min(own, key=lambda index: abs(xs[index] - mark.x))
    middle = (mark.left + mark.right) / 2
    at = bisect_left(xs, middle)
    near = [index for index in range(at - 3, at + 3) if 0 <= index < len(bases) and bases[index].text not in _BLANK]
    if not near:
        return min(at, len(bases) - 1)
    return min(near, key=lambda index: _distance(bases[index], middle))


def _distance(base: PdfGlyph, x: float) -> float:
    """How far a place is from a letter; within it, a little by how far from its middle."""
    outside = max(base.left - x, x - base.right, 0.0)
    return outside + abs((base.left + base.right) / 2 - x) / 1000
