"""A text → whether it is Arabic or Latin, by its letters; presentation forms are letters too."""

from __future__ import annotations

import re

ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdf1\ufe70-\ufefc]")
LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def is_arabic(text: str) -> bool:
    """Whether most letters of a text are Arabic."""
    return len(ARABIC_LETTER.findall(text)) > len(LATIN_LETTER.findall(text))
