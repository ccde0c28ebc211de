"""A text → whether it is Arabic or Latin, by its letters; presentation forms are letters too."""

from __future__ import annotations

import re

from bookbuild.language.marks import LETTERS, PRESENTATION_FORMS, ranges

ARABIC_LETTER = re.compile(f"[{ranges(LETTERS, PRESENTATION_FORMS)}]")
LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def is_arabic(text: str) -> bool:
    """Whether most letters of a text are Arabic."""
    return len(ARABIC_LETTER.findall(text)) > len(LATIN_LETTER.findall(text))
