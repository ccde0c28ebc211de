"""Text out of a foreign file → the same without characters that no book can have, none of which is a letter."""

from __future__ import annotations

import re

_LAST = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_SURROGATE = re.compile("[\ud800-\udfff]")
_IMPOSSIBLE = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{chr(0xFDD0)}-{chr(0xFDEF)}\ufffc\ufffe\uffff{_LAST}]"
)
"""Controls, halves of pairs, noncharacters, and the sign that stands in runs for what is no text (`BARRIER`)."""
_BREAK = re.compile("[\r\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """The text without control characters, surrogates and noncharacters; odd ends of lines are line feeds.

    Two halves of a pair that stand together (`\\ud83d\\ude00` in JSON) are the character that they make.
    """
    if text.isascii() and text.isprintable():
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return _BREAK.sub("\n", _IMPOSSIBLE.sub("", text.replace("\r\n", "\n")))
