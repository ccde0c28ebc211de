"""A number of chapters and of words → plain prose, made by code: the same every time.

It says nothing, but its words come as often, and are as long, as those of English prose; so are its sentences and
paragraphs. A few words in a hundred are long and rare: they are what makes lines hard to fill.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

SEED = 1447
COMMON_WORDS = """
the of and to in a that he was it his for with as had they on at by not from but were which this be all she there when
who one their so her an out we him them what no then been or if would into up more some could about other its than
only my upon time like little now very made before after must man over such great should through first again where day
any way long down never came own here same might every good without see much because old two men went come night off
those while under place even well still once house since last world though back against also another between years
left hand part within against eyes thought few found water look might three morning yet far face began road until
nothing people
"""
RARE_WORDS = """
caravan merchant evening garden lantern mountain neighbour promise patience knowledge teacher children treasure
courtyard silence generosity kindness remembered understood answered gathered travelled together whatever morning
harbour storehouse threshold companionship conversation considerable immediately circumstances particularly
extraordinary acknowledgement strengthened disappointment neighbourhood responsibility understanding questionable
accomplished notwithstanding pilgrimage schoolmaster watchmaker straightforward recollection independence perseverance
hospitality apprehension arrangements correspondence determination encouragement establishment imagination manuscripts
observation opportunity possession preparation quarrelling reconciled satisfaction temperament unexpectedly venerable
wilderness
"""
"""Many of them are longer than what a line has left."""

COMMON, RARE = COMMON_WORDS.split(), RARE_WORDS.split()


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    paragraphs: tuple[str, ...]


def chapters(count: int = 8, words: int = 40_000, seed: int = SEED) -> list[Chapter]:
    chosen = random.Random(seed)
    shares = [words * (number + 1) // count - words * number // count for number in range(count)]
    return [Chapter(_title(chosen), tuple(_paragraphs(chosen, share))) for share in shares]


def _paragraphs(chosen: random.Random, words: int) -> Iterator[str]:
    while words > 0:
        length = min(words, round(chosen.triangular(15, 190, 70)))
        words -= length
        yield " ".join(_sentences(chosen, length))


def _sentences(chosen: random.Random, words: int) -> Iterator[str]:
    while words > 0:
        length = words if words < 12 else min(words, round(chosen.triangular(5, 38, 15)))
        words -= length
        drawn = [_word(chosen) for _ in range(length)]
        for at in range(chosen.randint(4, 10), length - 3, 9):
            drawn[at] += ","
        yield f"{' '.join(drawn).capitalize()}."


def _word(chosen: random.Random) -> str:
    """One word in five is rare; of the others the first come most often, as in any language."""
    if chosen.random() < 0.2:
        return chosen.choice(RARE)
    return COMMON[min(int(len(COMMON) * chosen.random() ** 2), len(COMMON) - 1)]


def _title(chosen: random.Random) -> str:
    return " ".join(chosen.sample(RARE, chosen.randint(1, 3))).capitalize()
