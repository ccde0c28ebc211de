"""Text → the letters by which the spellings of an honorific are compared.

`flattened` is for Latin script, and as long as its text; `skeleton` is for Arabic, and `places` says where its code
points stand in the text.
"""

from __future__ import annotations

import unicodedata

from bookbuild.language.marks import HONORIFIC_MARKS, NOT_BASES

_LEFT_OUT = NOT_BASES - {"\u200c"}
"""The non-joiner, which Persian writes between the words of a phrase, stands for a space."""
_SKELETON: dict[int, str | None] = {ord(mark): None for mark in _LEFT_OUT} | str.maketrans(
    {
        "\u200c": " ",
        "ۃ": "ه",
        "ۂ": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ہ": "ه",
        "ک": "ك",
        "ﷲ": "الله",
    }
)


def skeleton(text: str) -> str:
    """Arabic without vowels, its letters in one form each."""
    return text.translate(_SKELETON)


def places(text: str) -> list[int]:
    """For each code point of `skeleton(text)`, where it stands in `text`; last, the length of `text`."""
    found = [i for i, char in enumerate(text) if char not in _LEFT_OUT for _ in range(4 if char == "ﷲ" else 1)]
    return [*found, len(text)]


def end_of_marks(text: str, end: int) -> int:
    """Where the marks end that stand after a letter."""
    while end < len(text) and text[end] in _LEFT_OUT and text[end] not in HONORIFIC_MARKS:
        end += 1
    return end


class _Flat(dict[int, str]):
    """Code point → its base letter, small; the many signs for ʿayn and hamza → an apostrophe."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        flat = "'" if char in "ʿʾʻʼ‘’`´" else unicodedata.normalize("NFD", char)[0].lower()[0]
        self[code] = flat
        return flat


_FLAT = _Flat()


def flattened(text: str) -> str:
    """Latin text without case and diacritics, as long as `text` (which is composed: NFC)."""
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_FLAT)
