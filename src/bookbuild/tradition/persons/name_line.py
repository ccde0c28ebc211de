"""A text → its words as parts of names: what each is, where it stands, and what it is joined to."""

from __future__ import annotations

import re

from bookbuild.language.marks import COMBINING_DIACRITICS, INVISIBLE, MARKS, ranges
from bookbuild.tradition.persons.name_keys import AYN, ELIDED, NameWord, keys, word

_BENGALI_SIGNS = "\u0981-\u0983\u09bc\u09be-\u09cd\u09d7"
_MARKS = f"{ranges(COMBINING_DIACRITICS, MARKS)}{_BENGALI_SIGNS}"
_WORDS = re.compile(rf"(?<![\w{AYN}])(?:{ELIDED.pattern})|[{AYN}]?[\w{_MARKS}]+(?:[{AYN}‐‑-]+[\w{_MARKS}]+)*[{AYN}]?")
_INVISIBLE = "".join(sorted(INVISIBLE))
_DOTTED = frozenset(("b", "bt", "bte", "dr", "prof", "sh", "hj", "hz", "kh", "h", "mme", "د"))
KUNYA = frozenset(("abu", "umm", "ابو", "ام"))
OPENING = KUNYA | {"abd", "ubayd", "dhu", "عبد", "عبيد", "ذو", "ذي", "ذا", "امه"}
NASAB = frozenset(("ibn", "bint", "بن", "بنت"))
PARTS = OPENING | NASAB
"""Words after which a name has not ended."""
DAUGHTER = frozenset(("bint", "بنت", "umm", "ام"))
NO_NISBA = frozenset(("الذي", "التي", "النبي", "اللاتي", "اللائي", "الي"))
LONGEST = 12
"""The longest name that is looked for in the table, in words."""
_OPENERS = """
a an and are as at but by does for from he her his how i if in is it its just like many more most much my no nor not of
on or other our same she so some such than that the their then there these they this those though thus to was we well
were what when where which while who why with you your after before said says narrated reported because however indeed
later once only until upon yet o among between both even every each had has have
"""
NO_NAMES = frozenset(key for name in _OPENERS.split() for key in (*keys(name), name))
"""Words that begin a sentence and are no names, as keys and as written."""


class NameLine:
    """The words of a text: what each is, where it begins and ends, and whether only white space is before it."""

    __slots__ = ("begins", "ends", "glued", "language", "text", "words")

    def __init__(self, text: str, language: str = "en") -> None:
        self.text = text
        self.language = language
        self.words: list[NameWord] = []
        self.begins: list[int] = []
        self.ends: list[int] = []
        self.glued: list[bool] = []
        end = -1
        for found in _WORDS.finditer(text):
            begin, stop = found.span()
            self.words.append(word(found[0]))
            self.begins.append(begin)
            self.ends.append(stop)
            one_space = begin - end == 1 and end >= 0 and text[end] == " "
            self.glued.append(one_space or begin == end or (end >= 0 and self._only_space(end, begin)))
            end = stop

    def _only_space(self, end: int, begin: int) -> bool:
        gap = self.text[end:begin]
        if gap.strip(_INVISIBLE).isspace():
            return True
        return gap[:1] == "." and gap[1:].isspace() and self.text[self.begins[-2] : end].lower() in _DOTTED

    def __len__(self) -> int:
        return len(self.words)

    def written(self, first: int, last: int) -> str:
        """The text of the words from `first` to before `last`."""
        return self.text[self.begins[first] : self.ends[last - 1]]
