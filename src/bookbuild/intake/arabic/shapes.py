"""Presentation forms → the letters that they are shapes of; lām-alif that an extraction broke."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bookbuild.intake.reader import RepairCode
from bookbuild.intake.text_edits import TextEdit
from bookbuild.language.marks import DAGGER_ALIF, LETTERS, PRESENTATION_FORMS, VOWEL_SIGNS, ranges

_LETTER = ranges(LETTERS)
_MARK = ranges(VOWEL_SIGNS, DAGGER_ALIF)
_OF_WORD = f"{_LETTER}{_MARK}"
_SHAPE = ranges(PRESENTATION_FORMS)
SHAPES = re.compile(f"[{_SHAPE}]+")
_SHAPED_WORDS = re.compile(f"[{_SHAPE}](?:[{_SHAPE} ]*[{_SHAPE}])?")
_LAM_ALIF = re.compile(rf"(?<![{_OF_WORD}])([وفبك]?)اال(?=[{_LETTER}]{{2}})")
_ALLAH = re.compile(rf"(?<![{_OF_WORD}])([وفبت]?)(?:اهلل|االله|هللا)(?![{_OF_WORD}])")
_MARK_FIRST = re.compile(rf"(?<![{_OF_WORD}])([{_MARK}]+)([{_LETTER}])")
_APART = re.compile(
    rf"(?<![^\s«(\[\"“﴿])(?:[{_LETTER}][{_MARK}]* {{1,3}}){{3,}}[{_LETTER}][{_MARK}]*"
    r"(?![^\s.،؛:!؟»)\]\"”﴾])"
)
_ABJAD = frozenset(("أبجد", "ابجد", "أبجده", "ابجده", "أبتث", "ابتث"))
_ARTICLE = re.compile(rf"(?<![{_OF_WORD}])([وفبك]?ال) (?=[{_LETTER}][{_OF_WORD}]{{2,}})")


def letter_of_shape(shape: str) -> str:
    """The letters of one presentation form; a spacing mark's form is the mark itself."""
    if shape not in PRESENTATION_FORMS:
        return shape
    return unicodedata.normalize("NFKC", shape).replace(" ", "")


def unshaped(text: str) -> Iterator[TextEdit]:
    """Shapes as letters, all words that stand together at once."""
    for found in _SHAPED_WORDS.finditer(text):
        new = "".join(map(letter_of_shape, found[0]))
        if new != found[0]:
            yield TextEdit(*found.span(), new, RepairCode.LETTER_UNSHAPED)


def mended_letters(text: str) -> Iterator[TextEdit]:
    """Lām-alif and the name of Allah that were taken apart, marks before their letters, spaces within words."""
    for found in _ALLAH.finditer(text):
        yield TextEdit(*found.span(), f"{found[1]}الله", RepairCode.LETTER_UNSHAPED)
    for found in _LAM_ALIF.finditer(text):
        if not _ALLAH.match(text, found.start()):
            yield TextEdit(*found.span(), f"{found[1]}الا", RepairCode.LETTER_UNSHAPED)
    for found in _MARK_FIRST.finditer(text):
        yield TextEdit(*found.span(), f"{found[2]}{found[1]}", RepairCode.ORDER_RESTORED)
    for found in _APART.finditer(text):
        words = [part.replace(" ", "") for part in re.split(" {2,}", found[0])]
        if "".join(words) not in _ABJAD:
            yield TextEdit(*found.span(), " ".join(words), RepairCode.SPACE_REMOVED)
    for found in _ARTICLE.finditer(text):
        yield TextEdit(*found.span(), found[1], RepairCode.SPACE_REMOVED)
