"""A quotation as typed → its words with their places, in the pieces that ellipses make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bookbuild.language.marks import DAGGER_ALIF, MUSHAF_SIGNS, TATWEEL, VOWEL_SIGNS, ranges
from bookbuild.tradition.scripture.concordance import key
from bookbuild.tradition.scripture.orthography import WORD, TypedWord, read, split

_ELLIPSIS = re.compile(r"[\[(]?(?:…|⋯|\.{2,}|(?:\. ){2,}\.)[\])]?")


# What none but the ʿUthmānī spelling has: alif of waṣl, signs of the muṣḥaf, a hamza without a seat, ءا.
_UTHMANI = re.compile(f"[ٱ{ranges(MUSHAF_SIGNS)}]|{TATWEEL}[{ranges(VOWEL_SIGNS, DAGGER_ALIF)}]*\u0654|ءا")


class Token(NamedTuple):
    """A word as typed: where it begins and ends (code points), its letters, the consonants it is filed under."""

    start: int
    end: int
    word: TypedWord
    key: str


QuotedPiece = tuple[Token, ...]


def pieces(typed: str) -> tuple[QuotedPiece, ...]:
    """The words of what is typed; an ellipsis divides pieces. Signs, numbers and brackets are no words."""
    found, start = [], 0
    for end, following in [(e.start(), e.end()) for e in _ELLIPSIS.finditer(typed)] + [(len(typed), len(typed))]:
        found.append(tuple(tokens(typed, start, end)))
        start = following
    return tuple(piece for piece in found if piece)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The Arabic words of `text` from `start` to before `end`."""
    for found in WORD.finditer(text, start, end):
        for spelled in split(found[0]):
            word = read(spelled)
            if word.letters:
                yield Token(found.start(), found.end(), word, key(spelled))


def shows_uthmani(typed: str) -> bool:
    """Whether something in what is typed can only be of the ʿUthmānī spelling."""
    return _UTHMANI.search(typed) is not None
