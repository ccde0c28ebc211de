"""A language tag → whether it has the shape of BCP 47 (RFC 5646, section 2.1); whether a text is Arabic."""

from __future__ import annotations

import re

from bookbuild.language.scripts import script_of

TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
LETTER = re.compile(r"[^\W\d_]")


def is_language(tag: str) -> bool:
    return TAG.fullmatch(tag) is not None


def mainly_arabic(text: str) -> bool:
    """Whether more than half of the letters are Arabic."""
    letters = LETTER.findall(text)
    return 2 * sum(script_of(letter) == "arabic" for letter in letters) > len(letters)
