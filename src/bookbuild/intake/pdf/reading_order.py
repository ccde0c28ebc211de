"""The words of a line as they are seen, from the left → the line as it is read.

A PDF has places and no order: what is turned round when it is drawn is turned back here, by the kinds of its letters.
Brackets stand in a PDF as they are drawn, or as they are written; which of the two, its lines tell together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

from bookbuild.intake.script_share import ARABIC_LETTER, LATIN_LETTER
from bookbuild.language.marks import COMBINING_DIACRITICS, MARKS, ranges

_CLUSTER = re.compile(f".[{ranges(COMBINING_DIACRITICS, MARKS)}]*", re.DOTALL)
_LEFT_IN_RIGHT = re.compile(r"L(?:[LDNS]*[LD])?|D(?:SD|D)*")
_RIGHT_IN_LEFT = re.compile(r"R(?:[RDNS]*R)?")
_PAIRS = "()[]{}<>«»‹›"
MIRRORS = {sign: _PAIRS[at ^ 1] for at, sign in enumerate(_PAIRS)}
_OPENING = frozenset("([{«")
_ORNATE = "\ufd3e\ufd3f"
_SEPARATORS = ".,:/٫٬"
_FEW_LATIN = 4
_ENDS = frozenset(".,;:")


@dataclass(frozen=True, slots=True)
class SeenCluster:
    """A letter with its marks, or a space; `dress` is whatever it is to keep."""

    text: str
    dress: int = -1


def clusters_of(text: str, dress: int) -> list[SeenCluster]:
    return [SeenCluster(piece, dress) for piece in _CLUSTER.findall(text)]


def from_right(text: str, *, book: bool) -> bool:
    """Whether a line is read from the right, in a book that is (`book`), or is not."""
    arabic, latin = len(ARABIC_LETTER.findall(text)), len(LATIN_LETTER.findall(text))
    if not arabic:
        return book and not latin
    if not book and text.rstrip()[-1:] in _ENDS:
        return False
    return arabic * (_FEW_LATIN if book else 1) > latin * (1 if book else _FEW_LATIN)


def in_reading_order(seen: Sequence[SeenCluster], *, right: bool, mirrored: bool) -> list[SeenCluster]:
    """The clusters of a line in the order in which they are read. `mirrored`: brackets stand as they are drawn."""
    kinds = "".join(_kind(cluster.text) for cluster in seen)
    if right:
        return _turned(seen, kinds, mirrored=mirrored)
    read: list[SeenCluster] = []
    at = 0
    for found in _RIGHT_IN_LEFT.finditer(kinds):
        read += seen[at : found.start()]
        read += _turned(seen[found.start() : found.end()], found[0], mirrored=mirrored)
        at = found.end()
    return [*read, *seen[at:]]


def _turned(seen: Sequence[SeenCluster], kinds: str, *, mirrored: bool) -> list[SeenCluster]:
    """Clusters from the right to the left; words and numbers that are read from the left as they stand."""
    pieces: list[list[SeenCluster]] = []
    at = 0
    for found in _LEFT_IN_RIGHT.finditer(kinds):
        pieces += [[_mirror(cluster, mirrored=mirrored)] for cluster in seen[at : found.start()]]
        pieces.append(list(seen[found.start() : found.end()]))
        at = found.end()
    pieces += [[_mirror(cluster, mirrored=mirrored)] for cluster in seen[at:]]
    return [cluster for piece in reversed(pieces) for cluster in piece]


def _mirror(cluster: SeenCluster, *, mirrored: bool) -> SeenCluster:
    new = MIRRORS.get(cluster.text) if mirrored else None
    return SeenCluster(new, cluster.dress) if new else cluster


def _kind(text: str) -> str:
    """R, L, D (a digit), S (what stands within numbers), N."""
    first = text[0]
    if first in _ORNATE:
        return "R"
    if first in _SEPARATORS:
        return "S"
    found = bidirectional(first)
    return {"R": "R", "AL": "R", "L": "L", "EN": "D", "AN": "D"}.get(found, "N")


def brackets_are_drawn(lines: Iterable[Sequence[SeenCluster]]) -> bool:
    """Whether brackets stand as they are drawn, by the lines of a book that are read from the right."""
    votes = 0
    for seen in lines:
        kinds = "".join(_kind(cluster.text) for cluster in seen)
        read = "".join(cluster.text for cluster in _turned(seen, kinds, mirrored=True))
        for opening in _OPENING:
            first, last = read.find(opening), read.find(MIRRORS[opening])
            if first >= 0 and last >= 0:
                votes += 1 if first < last else -1
    return votes >= 0
