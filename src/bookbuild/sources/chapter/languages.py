"""A text → whether it is Arabic, or surely in another language of the script."""

from __future__ import annotations

import re

from bookbuild.language.marks import KEYS_FOR_ARABIC, LETTERS_OF_OTHERS
from bookbuild.language.scripts import script_of

LETTER = re.compile(r"[^\W\d_]")


def mainly_arabic(text: str) -> bool:
    """Whether more than half of the letters are Arabic."""
    letters = LETTER.findall(text)
    return 2 * sum(script_of(letter) == "arabic" for letter in letters) > len(letters)


def in_another_language(text: str) -> bool:
    """Whether a text in Arabic script is not Arabic: a word in eight has letters that no Arabic is typed with."""
    words = text.split()
    foreign = sum(not (LETTERS_OF_OTHERS - KEYS_FOR_ARABIC).isdisjoint(word) for word in words)
    return 8 * foreign >= len(words) > 0
