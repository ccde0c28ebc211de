"""A word that is not known, and those that are → what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that is meant by `word`: of which it is a slip, or the only one that begins as it does."""
    names = list(known)
    begun = [name for name in names if _begins(word.casefold(), name.casefold())]
    return slip_of(word, names) or (begun[0] if len(begun) == 1 else None)


def slip_of(word: str, known: Iterable[str]) -> str | None:
    """The known name of which `word` is a slip of the hand, if there is one; of several, the first of the nearest.

    A slip is a letter too many, too few, another, or two exchanged; a name of up to four letters may have one, a longer
    one as many as a third of its letters.
    """
    slips = [(OSA.distance(word.casefold(), name.casefold()), name) for name in known]
    best = min(slips, default=None, key=lambda slip: slip[0])
    return best[1] if best is not None and best[0] <= _most_slips(word, best[1]) else None


def _most_slips(word: str, name: str) -> int:
    length = min(len(word), len(name))
    if length > 4:
        return length // 3
    return int(length > 2 or (max(len(word), len(name)) > 2 and word[:1].casefold() == name[:1].casefold()))


def _begins(word: str, name: str) -> bool:
    return min(len(word), len(name)) > 3 and (word.startswith(name) or name.startswith(word))


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy for an unknown name: the nearest known one, else `otherwise`."""
    found = nearest(word, known)
    return f"write `{found}`" if found else otherwise


def listed(names: Iterable[str]) -> str:
    """Names for a message: `a`, `b` or `c`."""
    quoted = [f"`{name}`" for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)
