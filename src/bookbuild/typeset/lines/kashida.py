"""The kashida of naskh: an Arabic word → where it may be stretched; the places of a line → which of them are.

Pure: it knows letters, not fonts. Lengths are in em of the line. The preferences: after the teeth of س ش ص ض, before
a final ة د ه, before ا ط ل ك ګ at a word's end, before ر ي و, and then wherever letters join.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bookbuild.language.marks import LETTERS, MARKS, NON_JOINING, RIGHT_JOINING, TATWEEL, ranges

ZERO_WIDTH_JOINER = "\u200d"
_LETTER, _MARK = ranges(LETTERS), ranges(MARKS)

WORD = re.compile(f"[{_LETTER}{_MARK}{TATWEEL}{ZERO_WIDTH_JOINER}]+")
_LETTER_WITH_MARKS = re.compile(f"[{_LETTER}][{_MARK}]*")

_JOINS_NOTHING_AFTER = RIGHT_JOINING | NON_JOINING | {"ى"}  # ى: only writing of other languages joins it onwards
_ARTICLE = re.compile("(?:[وفبك]?ال|[وف]?لل)(?=.{2})")

_TOOTHED = frozenset("سشصضڛښڜڝڞ")
_BEFORE_AT_END = {
    **dict.fromkeys("ةدذهہۀۃڈ", 6.0),
    **dict.fromkeys("اأإآٱطظلكکگګڭ", 5.0),
    **dict.fromkeys("يىئیے", 4.0),
    **dict.fromkeys("عغقفنمبتث", 2.5),
}
_BEFORE = {**dict.fromkeys("دذڈ", 4.5), **dict.fromkeys("رزژوؤاأإآٱ", 4.0), **dict.fromkeys("يىئیے", 3.0)}
_AFTER_TOOTH, _ANYWHERE = 7.0, 1.0


@dataclass(frozen=True, slots=True)
class Amount:
    """How far words are stretched. `line`, `word`: the most in a line and in a word, in em; `spaces`: the width of
    spaces before that, as a share of their natural one; `usual`: by how much a word is stretched before a second, in
    em.
    """

    line: float
    word: float
    spaces: float
    usual: float


USUAL_STRETCH = 0.4
AMOUNTS = {
    "moderate": Amount(1.2, 0.6, 1.25, USUAL_STRETCH),
    "generous": Amount(1.2, 0.8, 1.0, USUAL_STRETCH),
    "verse": Amount(9.0, 2.4, 1.2, 1.1),
}
"""`verse` is not for settings: hemistichs are brought to one measure by few stretches, and long ones."""

MOST_PLACES = 3
"""Of a word's places these are looked at, the best ones."""


@dataclass(frozen=True, slots=True)
class KashidaPlace:
    """A join within a word. `offset`: how many characters stand before it; `worth`: the greater, the sooner it is
    stretched; `reach`: about how far it is from the word's start, in em."""

    offset: int
    worth: float
    reach: float


@lru_cache(maxsize=65536)
def places(word: str) -> tuple[KashidaPlace, ...]:
    """Where `word` may be stretched, the best first; behind the marks of the letter before."""
    units = list(_LETTER_WITH_MARKS.finditer(word))
    letters = "".join(unit[0][0] for unit in units)
    if TATWEEL in word or ZERO_WIDTH_JOINER in word or "لله" in letters:
        return ()
    if len(letters) < 3 or (len(letters) == 3 and letters[0] == "و"):
        return ()  # a word of two letters, or one behind its و
    found = (
        KashidaPlace(offset := units[at].start(), worth, reach(word[:offset]))
        for at in range(1, len(letters))
        if (worth := _worth(letters, at))
    )
    return tuple(sorted(found, key=lambda place: (-place.worth, -place.offset)))[:MOST_PLACES]


def _worth(letters: str, at: int) -> float:
    """How gladly the join before letter `at` is stretched; 0: never."""
    before, after = letters[at - 1], letters[at]
    last = at == len(letters) - 1
    if before in _JOINS_NOTHING_AFTER or after in NON_JOINING:
        return 0.0
    if before == "ل" and after in "اأإآٱ":
        return 0.0
    article = _ARTICLE.match(letters)
    if article and at <= article.end():
        return 0.0
    worth = _AFTER_TOOTH if before in _TOOTHED else 0.0
    worth = max(worth, _BEFORE_AT_END.get(after, 0.0) if last else 0.0, _BEFORE.get(after, 0.0))
    if not worth:
        return 0.0 if at == 1 or before == "ل" else _ANYWHERE + at / len(letters)
    return worth - (1.0 if at == 1 and len(letters) > 3 else 0.0) + at / len(letters) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A place in a line: its word's number, where the word begins in the text, and how far the place is from the
    line's start, in em."""

    number: int
    word: str
    start: int
    place: KashidaPlace
    x: float

    @property
    def at(self) -> int:
        return self.start + self.place.offset

    def stands_under(self, above: Sequence[float]) -> bool:
        """Whether it is right below one of the places where the line before is stretched."""
        return any(abs(x - self.x) < NEAR for x in above)


_NO_REACH = re.compile(f"[{_MARK}]+")
_NARROW, _SHORT = re.compile("[اأإآٱل]"), re.compile("[رزوؤدذ]")


@lru_cache(maxsize=65536)
def reach(word: str) -> float:
    """About how long a word is in a naskh face, in em."""
    letters = _NO_REACH.sub("", word)
    return 0.47 * len(letters) - 0.22 * len(_NARROW.findall(letters)) - 0.1 * len(_SHORT.findall(letters))


BESIDE_ANOTHER = 2.0
"""What a place loses of its worth in the word beside one that is stretched."""

NEAR = 1.2
"""Em: two stretches nearer than this stand one above the other."""


def chosen(line: Iterable[Candidate], count: int, fits: Callable[[Candidate], bool]) -> list[Candidate]:
    """The `count` best places of a line, at most one a word, the best first.

    `fits` says whether the font sets a place's letters as before when they are stretched; it is asked only of those
    that would be taken.
    """
    worths = {place: place.place.worth for place in line}
    taken: list[Candidate] = []
    while worths and len(taken) < count:
        best = max(worths, key=lambda place: (worths[place], -place.at))
        if fits(best):
            taken.append(best)
            worths = {
                place: worth - BESIDE_ANOTHER * (abs(place.number - best.number) == 1)
                for place, worth in worths.items()
                if place.number != best.number
            }
        else:
            del worths[best]
    return taken
