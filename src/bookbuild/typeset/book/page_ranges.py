"""The folios of an index's line → the same with runs of pages as ranges: 20, 21, 22 → 20–22."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element

RANGE = "–"
_RUN = 3
"""So many pages in a row are a range; two are two places (as in makeindex)."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def ranges_of_pages(links: list[Element]) -> list[Element]:
    """The links, of a run of pages the first and the last, with the sign of a range as the first one's tail."""
    numbered = [(number_of(link.text or ""), link) for link in links]
    runs: list[Element] = []
    for _, group in groupby(enumerate(numbered), key=lambda each: _offset(*each)):
        run = [link for _, (_, link) in group]
        if len(run) < _RUN:
            runs += run
        else:
            run[0].tail = RANGE
            runs += (run[0], run[-1])
    return runs


def _offset(index: int, numbered: tuple[tuple[str, int] | None, Element]) -> tuple[str, int]:
    """What pages in a row have in common: the kind of their numbers, and how far these are ahead of their places."""
    number, _ = numbered
    return (f"alone-{index}", 0) if number is None else (number[0], number[1] - index)


def number_of(folio: str) -> tuple[str, int] | None:
    """The kind and the value of a page's number in digits of any script, or in Roman ones; None for another."""
    if folio.isdecimal():
        return "digits", int(folio)
    letters = [_ROMAN.get(letter, 0) for letter in folio.lower()]
    if not letters or not all(letters):
        return None
    ahead = (*letters[1:], 0)
    return "roman", sum(-value if value < after else value for value, after in zip(letters, ahead, strict=True))
