"""A word of Arabic → the letter forms it may be compared by, whichever of the three spellings it is written in.

The Qur'ān is typed in the ʿUthmānī spelling, in one of two encodings (KFGQPC, Tanzil), or in the conventional (imlāʾī)
one. Two spellings of a word are taken for the same if their forms have one in common. Vowels do not count; hamzas
do, but they may be left off an alif, as is often done in typing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DAGGER = "\u0670"
_HAMZA_MARKS = "\u0654\u0655"
_SMALL = {"\u06e5": "و", "\u06e6": "ي", "\u06e7": "ي"}
_SEATED = {"ا": "أ", "و": "ؤ", "ي": "ئ", "ى": "ئ"}
_MARK = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
_NOT_LETTERS = re.compile("[^\u0621-\u063a\u0641-\u064a\u0671]+")
_OTHER_KEYBOARDS = str.maketrans("یکہھۀ", "يكههه")
_ON_A_SEAT = re.compile(f"(.)([{_MARK}]*?)[{_HAMZA_MARKS}]")
# الصَّلَوٰةَ, هَدَىٰكُمۡ: the letter under the small alif is its seat; at a word's end ىٰ is the conventional spelling too.
_SEAT_OF_ALIF = re.compile(f"و{_DAGGER}|[ىي]{_DAGGER}(?=[{_MARK}\u0640]*[\u0621-\u064a])")
_FINAL_ALIF = re.compile(f"([ىي]){_DAGGER}")
_KEEPING_HAMZA = str.maketrans({"أ": "ء", "إ": "ء", "ؤ": "ء", "ئ": "ء", "آ": "ءا", "ٱ": "ا", "ى": "ي", "ة": "ه"})
_BARE_ALIF = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "ء", "ئ": "ء", "ى": "ي", "ة": "ه"})


@lru_cache(maxsize=65536)
def forms(word: str) -> frozenset[str]:
    """The forms of one word, in letters alone; empty where there is no letter."""
    text = _ON_A_SEAT.sub(_with_hamza, unicodedata.normalize("NFKC", word.translate(_OTHER_KEYBOARDS)))
    found = set()
    for spelled in _written_out(text):
        letters = _NOT_LETTERS.sub("", spelled)
        found.add(letters.translate(_KEEPING_HAMZA))
        found.add(letters.translate(_BARE_ALIF))
    return frozenset(found - {""})


def _with_hamza(found: re.Match[str]) -> str:
    """A combining hamza as a letter: on its seat, or by itself after another letter."""
    seat, marks = found[1], found[2]
    return _SEATED[seat] + marks if seat in _SEATED else f"{seat}{marks}ء"


def _written_out(text: str) -> list[str]:
    """`text`, and what it is with its small letters in full."""
    spelled = [text]
    if _DAGGER in text:
        seated = _SEAT_OF_ALIF.sub("ا", text)
        spelled.append(_FINAL_ALIF.sub(r"\1", seated).replace(_DAGGER, "ا"))
        if seated != text:
            spelled.append(seated)
    for small, letter in _SMALL.items():
        if small in text:
            spelled += [each.replace(small, letter) for each in spelled]
    return spelled
