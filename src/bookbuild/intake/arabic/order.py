"""A line whose Arabic stands in the order in which it was drawn → the same in the order in which it is read."""

from __future__ import annotations

import re
import unicodedata

from bookbuild.intake.arabic.shapes import SHAPES, letter_of_shape
from bookbuild.intake.script_share import ARABIC_LETTER, LATIN_LETTER
from bookbuild.language.marks import ARABIC, COMBINING_DIACRITICS, LETTERS, MARKS, ranges

_WORDS = "الله في من على الذي التي إلى قال أن عن كان هذا هذه رسول النبي وقال ثم هو كل بين بعد ابن ولا وهو"
_COMMON = frozenset(_WORDS.split())
_REVERSED = frozenset(word[::-1] for word in _COMMON) - _COMMON
_WORD = re.compile(f"[{ranges(LETTERS)}]{{2,}}")
_ENOUGH = 2
_MARKS = re.compile(f"[{ranges(MARKS)}]")
_SCRIPT = ranges(ARABIC)
_RUN = re.compile(rf"[{_SCRIPT}](?:[{_SCRIPT}\s.:!«»()\d-]*[{_SCRIPT}])?")
_CLUSTER = re.compile(f".[{ranges(COMBINING_DIACRITICS, MARKS)}]*", re.DOTALL)
_ISLAND = re.compile(r"[\dA-Za-z\u00c0-\u024f\u1e00-\u1eff](?:[\w.,:/'’ʿʾ -]*[\dA-Za-z\u00c0-\u024f\u1e00-\u1eff])?")


def shows_visual_order(text: str) -> bool:
    """Whether Arabic is in the order of drawing: by the shapes of its letters, else by its commonest words."""
    first = last = 0
    for found in SHAPES.finditer(text):
        shapes = [form for form in map(_form, found[0]) if form]
        if len(shapes) > 1:
            first += shapes[0] == "initial" or shapes[-1] == "final"
            last += shapes[0] == "final" or shapes[-1] == "initial"
    if first or last:
        return last > first
    bare = "".join(map(letter_of_shape, text))
    words = _WORD.findall(_MARKS.sub("", bare))
    forwards = sum(word in _COMMON for word in words)
    backwards = sum(word in _REVERSED for word in words)
    return backwards >= _ENOUGH and backwards > 2 * forwards


def _form(shape: str) -> str:
    """initial, final, medial or isolated: what Unicode says of a presentation form."""
    tag = unicodedata.decomposition(shape).split(" ")[0]
    return tag.strip("<>") if tag in ("<initial>", "<final>", "<medial>", "<isolated>") else ""


def in_reading_order(line: str) -> str:
    """A line whose Arabic is turned round; in one that is mostly Latin, each of its Arabic runs by itself."""
    if len(ARABIC_LETTER.findall(line)) >= len(LATIN_LETTER.findall(line)):
        return _turned(line)
    return _RUN.sub(lambda found: _turned(found[0]), line)


def _turned(line: str) -> str:
    """A line turned round: marks stay behind their letters, numbers and Latin words as they are; brackets mirror."""
    pieces: list[str] = []
    at = 0
    while at < len(line):
        island = _ISLAND.match(line, at)
        cluster = island or _CLUSTER.match(line, at)
        assert cluster is not None
        piece = cluster[0]
        pieces.append(piece if island else _mirrored(piece))
        at = cluster.end()
    return "".join(reversed(pieces))


_MIRRORS = {
    "(": ")",
    ")": "(",
    "[": "]",
    "]": "[",
    "{": "}",
    "}": "{",
    "«": "»",
    "»": "«",
    "﴾": "﴿",
    "﴿": "﴾",
    "<": ">",
    ">": "<",
}


def _mirrored(piece: str) -> str:
    return _MIRRORS.get(piece, piece)
