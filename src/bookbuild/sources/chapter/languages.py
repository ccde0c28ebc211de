"""A text → whether it is Arabic."""

from __future__ import annotations

import re

from bookbuild.language.scripts import script_of

LETTER = re.compile(r"[^\W\d_]")


def mainly_arabic(text: str) -> bool:
    """Whether more than half of the letters are Arabic."""
    letters = LETTER.findall(text)
    return 2 * sum(script_of(letter) == "arabic" for letter in letters) > len(letters)
