"""A line of a source → the same with its characters composed (NFC), and the columns of the one in the other.

Marks of Arabic and Hebrew keep their order: NFC would put a vowel before its shaddah.
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from bookbuild.language.marks import ARABIC, HAMZA_MARKS, MADDA, RIGHT_TO_LEFT_BLOCKS, ranges

_OTHERS = re.compile(f"[^{ranges(RIGHT_TO_LEFT_BLOCKS)}]+")
_COMPOSING = frozenset((MADDA, *HAMZA_MARKS))
_ARABIC = re.compile(f"[اويہےە][{ranges(_COMPOSING)}]")
_PLAIN = re.compile(f"[\u0000-\u02ff\u2010-\u2027{ranges(ARABIC - _COMPOSING)}]*")
"""What is composed, or has nothing that composes with what is before it."""

_TOO_MANY = re.compile("[\u0300-\u036f]{31,}")
"""More marks than a letter may have: such a text is refused, and is refused as it is written."""


def composed(text: str) -> str:
    """`text` in one form: `e` and an acute accent are `é`, an alif and a maddah `آ`."""
    if _PLAIN.fullmatch(text):
        return text
    return _ARABIC.sub(_normal, _OTHERS.sub(_normal, text))


def _normal(found: re.Match[str]) -> str:
    return found[0] if _TOO_MANY.search(found[0]) else normalize("NFC", found[0])


def column_in(written: str, column: int) -> int:
    """The column in a line as it is written of what stands at `column` of it composed; both from 1."""
    at = 0
    while at < len(written) and len(composed(written[:at])) < column - 1:
        at += 1
    while at < len(written) and combining(written[at]):
        at += 1
    return at + 1 + max(0, column - 1 - len(composed(written[:at])))
