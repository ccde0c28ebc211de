"""The places where a paragraph may be broken → the lines that it is best broken into, looked at together.

After Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11, 1981): of all ways to
break a paragraph, the one whose lines are least bad in sum, instead of each line as full as it can be. Pure: it knows
widths, not fonts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bookbuild.typeset.lines.letter_fit import NO_FIT, TOO_WIDE, LetterFit
from bookbuild.typeset.seams.deadline import check

SHRINK = 0.25
"""The share of its natural width by which a space may become narrower."""

FAIR_STRETCH = 0.35
"""The share of its natural width by which spaces become wider in a line whose badness is 100."""

SHRINK_IN_ARABIC, FAIR_IN_ARABIC = 0.2, 0.5
"""The same where words are stretched: their spaces are narrow by nature, and stretches begin where they are wider."""

STRETCHED_WORDS = 20.0
"""The badness of a line whose words are stretched as far as they may be."""

FITTED_LETTERS = 15.0
"""The badness of a line whose letters are as wide or as narrow as they may be."""

EVERY_LINE = 10.0
HYPHENS_IN_A_ROW, HYPHEN_BEFORE_LAST, SHORT_LAST_LINE = 10_000.0, 5_000.0, 5_000.0
MOST_HYPHENS, THIRD_HYPHEN = 2, 1e7
"""Lines running that may end with a hyphen; what one more costs."""

LOOSEST = 4.0
"""A share, too: lines that are looser are looked at only where there are no others."""

LOOSEST_OF_COUNT = 0.6
"""The same where another number of lines is wanted than is best."""

WORST_OF_COUNT = (EVERY_LINE + 100 * (LOOSEST_OF_COUNT / FAIR_STRETCH) ** 3 + STRETCHED_WORDS + FITTED_LETTERS) ** 2
"""The demerits of a line that is refused there: a hyphen behind a hyphen, or a last line of one short word, too."""

OVERFULL = 1e20
PARTS_BOUND_WORDS = 8_000.0
"""What it costs to end a line between words that are read as one: as much as a line whose spaces are two and a half
times as wide as by nature."""

WEAKLY_BOUND = 90.0
"""The same between those that had better stand in one line."""

ROUNDING = 0.1
"""px by which text measured word by word may seem wider than it is."""

BreakPlace: TypeAlias = tuple[float, float, float, float, float, float, float, bool]
"""Where a line may end: (width if the line ends here, width if it goes on, width of spaces if it ends, width of spaces
if it goes on, stretch of words, width of letters that are never scaled, cost, whether a word is divided). Widths are in
px from the paragraph's start: where the line ends, with a hyphen and without the spaces there. `stretch` too."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`first` and `rest`: the width of the first line and of the others, in px. `words`: by how much those of a line
    may be stretched, in px; `spaces`: the share of their natural width by which its spaces are widened before that.
    `fit`: by what share of their width letters change with the spaces; `shrink`, `fair`: SHRINK and FAIR_STRETCH, which
    are others where words are stretched."""

    first: float
    rest: float
    words: float = 0.0
    spaces: float = 0.0
    fit: LetterFit = NO_FIT
    shrink: float = SHRINK
    fair: float = FAIR_STRETCH


_Way: TypeAlias = tuple[int, int]
"""To a place: how many lines there are up to it (0 where that does not matter), and how many of the last ones end with
a hyphen."""

CHECKED = 256
"""Places of a paragraph from one look at the deadline to the next."""

_NO_HYPHEN: _Way = (0, 0)

_Ways: TypeAlias = dict[int, dict[_Way, tuple[float, int, _Way]]]
"""Of each place, the best of each kind: its demerits, and the place and the way before it."""


def best_breaks(places: Sequence[BreakPlace], measure: Measure) -> list[int]:
    """The numbers of the places that lines end at; `places` are in the order of the text, its start and its end too."""
    last = len(places) - 1
    ends = [place[0] for place in places]
    least: _Ways = {0: {(0, 0): (0.0, 0, (0, 0))}}
    for at in range(last):
        if at % CHECKED == 0:
            check()
        if at not in least:
            continue
        found = False
        for end, cost in _lines_from(places, ends, at, measure):
            found = True
            _reach(least, at, end, cost, hyphen=places[end][7])
        if not found and at + 1 not in least:
            _reach(least, at, at + 1, OVERFULL, hyphen=False)
    return _traced(least, last, min(least[last], key=lambda way: least[last][way][0]))


def _reach(least: _Ways, at: int, end: int, cost: float, *, hyphen: bool, line: int = 0, most: int = 0) -> None:
    """Note the ways to `end` by a line from `at`: `line` is 1 where lines are counted, up to `most`."""
    ways = least.get(end)
    if ways is None:
        ways = least[end] = {}
    for way, (so_far, _, _) in least[at].items():
        total, count = so_far + cost, way[0] + line
        if count > most:
            continue
        after = _NO_HYPHEN if not hyphen and not count else (count, way[1] + 1 if hyphen else 0)
        if after[1] > MOST_HYPHENS:
            total, after = total + THIRD_HYPHEN, (count, MOST_HYPHENS)
        known = ways.get(after)
        if known is None or total < known[0]:
            ways[after] = (total, at, way)


def _traced(least: _Ways, end: int, way: _Way) -> list[int]:
    """The places on the way to `end`, but for the first."""
    breaks = []
    while end:
        breaks.append(end)
        _, end, way = least[end][way]
    return breaks[::-1]


def breaks_into(places: Sequence[BreakPlace], measure: Measure, count: int) -> tuple[list[int], float] | None:
    """The best way to break a paragraph into `count` lines, and the badness of a line in the mean; None where there is
    none without a line that is looser than LOOSEST_OF_COUNT."""
    last = len(places) - 1
    ends = [place[0] for place in places]
    least: _Ways = {0: {(0, 0): (0.0, 0, (0, 0))}}
    for at in range(last):
        if not any(n < count for n, _ in least.get(at, ())):
            continue
        for end, cost in _lines_from(places, ends, at, measure, LOOSEST_OF_COUNT):
            if cost <= WORST_OF_COUNT:
                _reach(least, at, end, cost, hyphen=places[end][7], line=1, most=count)
    ways = {way: found[0] for way, found in least.get(last, {}).items() if way[0] == count}
    if not ways:
        return None
    best = min(ways, key=ways.__getitem__)
    return _traced(least, last, best), (ways[best] / count) ** 0.5


def first_fit(places: Sequence[BreakPlace], measure: Measure) -> list[int]:
    """The same for lines that are not justified: each as full as it can be, and ending where words are not bound if it
    can end elsewhere."""
    breaks, at, last = [], 0, len(places) - 1
    widths = [place[0] for place in places]
    while at < last:
        check()
        begin, width = places[at][1], (measure.rest if at else measure.first) + ROUNDING
        ends = range(at + 1, bisect_right(widths, begin + width, at + 1))
        free = [end for end in ends if places[end][6] < PARTS_BOUND_WORDS and not (places[end][7] and places[at][7])]
        at = max(free or ends, default=at + 1)
        breaks.append(at)
    return breaks


def _lines_from(
    places: Sequence[BreakPlace], ends: Sequence[float], at: int, measure: Measure, loosest: float = LOOSEST
) -> Iterator[tuple[int, float]]:
    """The lines that may begin at `at`: where each ends, and its demerits, as TeX has them."""
    _, begin, _, gaps_before, words_before, still_before, _, after_hyphen = places[at]
    width, last = measure.rest if at else measure.first, len(places) - 1
    fit, shrink, fair = measure.fit, measure.shrink, measure.fair
    for end in range(bisect_right(ends, begin + width * (1 + shrink / 2 + fit.narrower), at + 1) - 1, at, -1):
        edge, _, gaps, _, words, still, cost, hyphen = places[end]
        lacks, gaps = width - edge + begin, gaps - gaps_before
        letters = edge - begin - gaps - still + still_before
        more = HYPHENS_IN_A_ROW if hyphen and after_hyphen else 0.0
        if lacks < 0:
            narrower = fit.narrower * letters
            over = -lacks - narrower
            if over > shrink * gaps + ROUNDING:
                continue
            bad = FITTED_LETTERS * (-lacks / narrower if over < 0 else 1.0) if narrower else 0.0
            if over > 0:
                bad += 100 * (over / (shrink * gaps + ROUNDING)) ** 3
        elif end == last:
            bad = 0.0
            more = HYPHEN_BEFORE_LAST * after_hyphen + SHORT_LAST_LINE * (edge - begin < width / 12)
        else:
            by_words = 0.0
            if measure.words:
                by_words = _by_words(lacks, gaps, words - words_before, measure)
                lacks -= by_words
            by_letters = fit.taken(lacks, letters, gaps) if fit.wider else 0.0
            share = (lacks - by_letters) / (gaps + ROUNDING)
            bad = 100 * (share / fair) ** 3
            if by_letters:
                bad += FITTED_LETTERS * by_letters / (fit.wider * letters)
            if by_words:
                bad += STRETCHED_WORDS * by_words / measure.words
            if share > loosest and cost < PARTS_BOUND_WORDS:
                yield end, (EVERY_LINE + bad) ** 2 + cost * cost + more
                return
        yield end, (EVERY_LINE + bad) ** 2 + cost * cost + more


def _by_words(lacks: float, gaps: float, words: float, measure: Measure) -> float:
    """By how many px the words of a line are stretched that lacks so many; in need, by twice as many as usual."""
    usual = min(max(lacks - measure.spaces * gaps, 0.0), words, measure.words)
    needs = lacks - usual - TOO_WIDE * gaps
    return usual + min(max(needs, 0.0), max(words - usual, 0.0), measure.words)
