"""A word that is not known, and those that are → what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like `word`, if any does."""
    names = list(known)
    folded = {name.casefold(): name for name in names}
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy for an unknown name: the nearest known one, else `otherwise`."""
    found = nearest(word, known)
    return f"write `{found}`" if found else otherwise


def listed(names: Iterable[str]) -> str:
    """Names for a message: `a`, `b` or `c`."""
    quoted = [f"`{name}`" for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)
