"""Glyphs as they were shaped, and the text that they came of → signs: what is drawn as one, and stands for one piece.

A letter and its marks are drawn as one sign, and so are all glyphs that came of the same letters. A mark, a joiner, and
a stretch that justification put in belong to the letter before them. Pure: it knows numbers and characters, no fonts.

Programs that read text out of PDF take right-to-left text glyph by glyph from the left, and turn it round; what one
glyph stands for they turn round too, or do not. So there a sign stands for one character: marks, and letters that a
ligature has no glyph for, are signs of their own, without ink, to the left of what they belong to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, repeat

from bookbuild.language.marks import INVISIBLE, JOIN_CONTROLS, TATWEEL
from bookbuild.typeset.fragments import ComposedGlyph

RIGHT_TO_LEFT_MARK = "\u200f"

SILENT = INVISIBLE - JOIN_CONTROLS
"""Characters that order or divide text, and that no reader is to be given: what they do is done."""

NO_ROOM, NARROW = 0.03, 0.11
"""Em: a letter has no place of its own; two marks are nearer to each other than readers take for two."""

ShapedCluster = tuple[int, int, int, int]
"""(first byte of its text, byte after the last, first glyph, glyph after the last): indices in the run."""


@cache
def belongs_before(character: str) -> bool:
    """Whether a character is part of the letter before it."""
    return unicodedata.category(character) in ("Mn", "Me") or character in JOIN_CONTROLS or character in SILENT


@cache
def is_rtl(character: str) -> bool:
    """Whether a character is a letter of a script that runs from right to left."""
    return unicodedata.bidirectional(character) in ("R", "AL")


def joined_places(text: str, stretches: Container[int]) -> frozenset[int]:
    """The bytes of `text` (UTF-8) at which a character begins that belongs to what is before it.

    `stretches` are the bytes at which one begins that justification put in.
    """
    if text.isascii():
        return frozenset()
    found, at = set(), 0
    for character in text:
        if at in stretches or belongs_before(character):
            found.add(at)
        at += len(character.encode())
    return frozenset(found)


def stretched_places(text: str, written: str) -> frozenset[int]:
    """The bytes of `text` (UTF-8) at which a tatweel stands that `written` has not."""
    found, at, byte = set(), 0, 0
    for character in text:
        if at < len(written) and written[at] == character:
            at += 1
        elif character == TATWEEL:
            found.add(byte)
        byte += len(character.encode())
    return frozenset(found)


def clusters(starts: Sequence[int], end: int, joined: Container[int], *, rtl: bool) -> list[ShapedCluster]:
    """The clusters of a run whose text ends at byte `end`, from left to right.

    `starts` says for each glyph, from left to right, which byte it came of; `joined` are those that go with others.
    """
    order = range(len(starts) - 1, -1, -1) if rtl else range(len(starts))
    begins: list[tuple[int, int]] = []
    previous = -1
    for glyph in order:
        start = starts[glyph]
        if start != previous:
            if not begins or start not in joined:
                begins.append((start, glyph))
            previous = start
    found = list(_ended(begins, end, len(starts), rtl=rtl))
    return found[::-1] if rtl else found


def _ended(begins: Sequence[tuple[int, int]], end: int, count: int, *, rtl: bool) -> Iterator[ShapedCluster]:
    after = [*begins[1:], (end, -1 if rtl else count)]
    for (start, glyph), (stop, next_glyph) in zip(begins, after, strict=True):
        if rtl:
            yield start, stop, next_glyph + 1, glyph + 1
        else:
            yield start, stop, glyph, next_glyph


def grouped(found: Sequence[ShapedCluster], widths: Sequence[float], text: bytes) -> list[list[ShapedCluster]]:
    """Clusters of right-to-left text, from left to right, of which those too narrow go with the letter before them.

    `widths` of glyphs are in em. Of a ligature in two glyphs one may have all of the width; and of two marks that are
    the same and near to each other, readers take the second for the first, printed again to look bold.
    """
    groups: list[list[ShapedCluster]] = []
    for cluster in reversed(found):
        start, stop, first, last = cluster
        if groups and (width := sum(widths[first:last])) < NARROW:
            here, before = text[start:stop].decode(), text[groups[-1][0][0] : groups[-1][0][1]].decode()
            letters = is_rtl(here[0]) and is_rtl(before[0])
            if letters and (width < NO_ROOM or set(here[1:]) & set(before[1:])):
                groups[-1].insert(0, cluster)
                continue
        groups.append([cluster])
    return groups[::-1]


def meaning(encoded: bytes, start: int, end: int, stretches: Container[int]) -> str:
    """The text of a cluster, bytes `start` to `end`: without stretches and without what is silent."""
    text, at, kept = encoded[start:end].decode(), start, []
    for character in text:
        if character not in SILENT and at not in stretches:
            kept.append(character)
        at += len(character.encode())
    return "".join(kept)


def one_a_character(
    group: Sequence[ComposedGlyph], least: int, *, apart: bool = False, narrow: int = 0
) -> list[ComposedGlyph]:
    """Signs of right-to-left text that stand side by side → one for each of their characters, from left to right.

    One character of each sign, as a rule its first, the rightmost, has all that is drawn. Letters have equal shares of
    the advance; of two that would have less than `narrow` each, the left one has more: it stands between their marks.
    What belongs to a letter has `least`, next to nothing, for there are readers that drop what has no width. `apart`:
    it has none, and is a string of its own; then a letter between marks that has no ink gets company.
    """
    count = sum(not belongs_before(character) for sign in group for character in sign.text)
    shares = _shares(sum(sign.advance for sign in group), max(count, 1), narrow)
    found: list[ComposedGlyph] = []
    laid_out = pen = 0
    for sign in group:
        text = sign.text[::-1]
        drawn, alone = _drawn_and_alone(text) if apart else (len(text) - 1, ())
        for number, character in enumerate(text):
            if belongs_before(character) and number != drawn:
                found.append(ComposedGlyph((), 0 if apart else least, character))
                continue
            ink = tuple((glyph, x + laid_out - pen, y) for glyph, x, y in sign.glyphs) if number == drawn else ()
            share = next(shares)
            found.append(ComposedGlyph(ink, share, character))
            if number in alone:
                found.append(ComposedGlyph((), least, RIGHT_TO_LEFT_MARK))
            pen += share
        laid_out += sign.advance
    at = next(at for at in reversed(range(len(found))) if found[at].glyphs or found[at].advance > least)
    found[at] = replace(found[at], advance=found[at].advance + laid_out - pen)
    return found


def _shares(whole: int, count: int, narrow: int) -> Iterator[int]:
    """What letters side by side have of an advance, from left to right; so much has a mark too that stands alone."""
    share = whole // count
    if count == 2 and share < narrow:
        more = min(narrow, whole * 2 // 3)
        yield from (more, whole - more)
    yield from repeat(share)


def without_ink(sign: ComposedGlyph, least: int) -> list[ComposedGlyph]:
    """The same of a sign that may not be taken apart: all but its first character have neither ink nor room."""
    return [
        *(ComposedGlyph((), least, each) for each in reversed(sign.text[1:])),
        ComposedGlyph(sign.glyphs, sign.advance, sign.text[0]),
    ]


def _drawn_and_alone(text: str) -> tuple[int, Sequence[int]]:
    """Which character of a sign, counted from the left, is drawn, and which letters stand between marks without ink."""
    letters = groupby(range(len(text)), lambda at: belongs_before(text[at]))
    runs = [list(run) for is_mark, run in letters if not is_mark]
    drawn = len(text) - 1
    alone = [run[0] for run in runs if len(run) == 1 and run[0] != drawn]
    if len(alone) == 1 and len(runs[-1]) > 1:
        return alone[0], ()
    return drawn, alone
