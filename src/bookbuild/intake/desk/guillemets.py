"""A text → edits that put guillemets right: reversed, doubled, or a closing one drawn before its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.reader import RepairCode
from bookbuild.intake.text_edits import TextEdit
from bookbuild.language.marks import LETTERS, MARKS, TATWEEL, ranges

_ARABIC = ranges(LETTERS, MARKS, TATWEEL)
_WORDS = rf"[{_ARABIC}](?:[{_ARABIC} ،؛.:!؟]*[{_ARABIC}.!؟])?"
_REVERSED = re.compile(rf"»\s*({_WORDS})\s*«")
_ASTRAY = re.compile(rf"«({_WORDS}\s+)«({_WORDS})(?![^«]*»)")
_DOUBLED = re.compile(r"([«»])\1+")


def guillemet_edits(text: str) -> Iterator[TextEdit]:
    """Guillemets that stand the wrong way round their Arabic, twice, or before the words that they close."""
    if "«" not in text and "»" not in text:
        return
    for found in _DOUBLED.finditer(text):
        yield TextEdit(*found.span(), found[1], RepairCode.GUILLEMET_RESTORED)
    for found in _ASTRAY.finditer(text):
        if "»" not in found[0]:
            yield TextEdit(*found.span(), f"«{found[1]}{found[2]}»", RepairCode.GUILLEMET_RESTORED)
    for found in _REVERSED.finditer(text):
        if _open_before(text, found.start()):
            continue
        yield TextEdit(*found.span(), f"«{found[1]}»", RepairCode.GUILLEMET_RESTORED)


def _open_before(text: str, at: int) -> bool:
    """Whether a guillemet that was opened is still to be closed: then `» … «` stands between two quotations."""
    return text.count("«", 0, at) > text.count("»", 0, at)
