"""A reference as written (`9:40-41`, `التوبة: 40`, `At-Tawbah 9:40; 2:127`) → ranges of āyāt, or `ReferenceUnknown`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bookbuild.language.marks import EUROPEAN_DIGITS, INVISIBLE
from bookbuild.language.reference_words import AYAH, TO
from bookbuild.tradition.scripture import surahs

SURAHS = 114


class ScriptureError(Exception):
    """Something about a quotation cannot be done. `message` and `remedy` are a finding's."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class ReferenceUnknown(ScriptureError):
    """A reference, or a range of words, that is malformed or does not exist."""


@dataclass(frozen=True, slots=True)
class Range:
    """Āyāt `first` to `last` of a sūrah."""

    surah: int
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.surah}:{self.first}" + ("" if self.first == self.last else f"-{self.last}")


AyahCount = Callable[[int], int]
"""Sūrah → how many āyāt it has, in a riwāyah's own count."""

_PLAIN = EUROPEAN_DIGITS | dict.fromkeys(map(ord, "–—‑‐−"), "-") | dict.fromkeys(map(ord, INVISIBLE), "")
_HOW = "write sūrah and āyah, as in `9:40`, `9:40-41` or `2:127; 9:40`"


def parse(ref: str, ayah_count: AyahCount) -> tuple[Range, ...]:
    """The ranges of `ref`, in its order. Raises ReferenceUnknown where it is malformed or there is no such āyah."""
    plain = re.sub(rf"(?<=\d)\s*{TO}\s*(?=\d)", "-", ref.translate(_PLAIN)).strip(" \t\n()[]﴿﴾")
    items = [item.strip() for item in re.split("[;؛]", plain)]
    if not any(items):
        raise ReferenceUnknown(f"`{ref}` is not a reference", _HOW)
    return tuple(found for item in items if item for found in _ranges(ref, item, ayah_count))


@cache
def _verse_word() -> re.Pattern[str]:
    """The word āyah before a number."""
    return re.compile(rf"[,،]?\s*(?:{AYAH}|[aā]yahs?|verses?|vv?\.)\s*", re.IGNORECASE)


@cache
def _item() -> re.Pattern[str]:
    """Name, sūrah, āyāt: the first or the second may be missing. `to`: where a range over a sūrah's end ends."""
    return re.compile(
        r"(?:(?P<name>[^\W\d](?:[^\d:]*[^\d:\s,،])?)\s*[:,،]?\s*)?(?:(?P<surah>\d+)\s*:\s*)?"
        r"(?P<verses>\d+(?:\s*-\s*\d+)?(?:\s*[,،]\s*\d+(?:\s*-\s*\d+)?)*)(?:\s*-\s*(?P<to>\d+\s*:\s*\d+))?"
    )


def _ranges(ref: str, item: str, ayah_count: AyahCount) -> Iterator[Range]:
    found = _item().fullmatch(_verse_word().sub(" ", item).strip())
    if found is None:
        raise ReferenceUnknown(f"`{ref}` is not a reference", _HOW)
    surah = _surah(ref, found["name"], found["surah"])
    if found["to"]:
        yield from _across(ref, surah, found["verses"], found["to"], ayah_count)
        return
    for verses in re.split("[,،]", found["verses"]):
        first, _, last = (part.strip() for part in verses.partition("-"))
        yield _existing(ref, Range(surah, int(first), int(last or first)), ayah_count)


def _surah(ref: str, name: str | None, number: str | None) -> int:
    named = surahs.number_of(name) if name else None
    if name and named is None:
        near = surahs.nearest(name)
        raise ReferenceUnknown(
            f"`{name}` is not the name of a sūrah", f"do you mean `{near}`?" if near else "write its number"
        )
    if named is None and number is None:
        raise ReferenceUnknown(f"`{ref}` is not a reference", _HOW)
    if named and number and named != int(number):
        raise ReferenceUnknown(
            f"`{name}` is sūrah {named}, not {number}",
            f"write `{ref.replace(number, str(named), 1)}`, or correct the name",
        )
    surah = named or int(number or 0)
    if not 1 <= surah <= SURAHS:
        raise ReferenceUnknown(f"there is no sūrah {surah}: there are {SURAHS}", f"write a sūrah from 1 to {SURAHS}")
    return surah


def _existing(ref: str, wanted: Range, ayah_count: AyahCount) -> Range:
    count, name = ayah_count(wanted.surah), surahs.name(wanted.surah, "en")
    if not 1 <= wanted.first <= count or not 1 <= wanted.last <= count:
        missing = wanted.last if 1 <= wanted.first <= count else wanted.first
        raise ReferenceUnknown(
            f"`{ref}` does not exist: {name} ({wanted.surah}) has {count} āyāt, not {missing}",
            f"write an āyah from {wanted.surah}:1 to {wanted.surah}:{count}",
        )
    if wanted.first > wanted.last:
        raise ReferenceUnknown(f"`{ref}` runs backwards", f"write `{wanted.surah}:{wanted.last}-{wanted.first}`")
    return wanted


def _across(ref: str, surah: int, first: str, to: str, ayah_count: AyahCount) -> Iterator[Range]:
    """`2:286-3:2`: over the end of a sūrah."""
    last_surah, last = (int(part) for part in to.split(":"))
    if not first.isdigit() or last_surah < surah or last_surah > SURAHS:
        raise ReferenceUnknown(f"`{ref}` is not a reference", _HOW)
    for number in range(surah, last_surah + 1):
        begin = int(first) if number == surah else 1
        end = last if number == last_surah else ayah_count(number)
        yield _existing(ref, Range(number, begin, end), ayah_count)


def parse_pieces(words: str) -> tuple[tuple[int, int], ...]:
    """`10-15` → ((10, 15),); `10-11, 19` → ((10, 11), (19, 19)): pieces, between which an ellipsis is set.

    Raises ReferenceUnknown where they are malformed, or do not stand in their order.
    """
    pieces = tuple(parse_words(piece) for piece in re.split("[,،;؛]", words))
    for (_, last), (first, _) in pairwise(pieces):
        if first <= last:
            raise ReferenceUnknown(f"`{words}` are not pieces in their order", "write those first that stand first")
    return pieces


def parse_words(words: str) -> tuple[int, int]:
    """`10-15` → (10, 15); `10` → (10, 10). Raises ReferenceUnknown for anything else."""
    found = re.fullmatch(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?", words.translate(_PLAIN))
    if found is None:
        raise ReferenceUnknown(f"`{words}` is not a range of words", "write the first and the last, as in `10-15`")
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= last:
        raise ReferenceUnknown(f"`{words}` is not a range of words", "words are counted from 1, the smaller first")
    return first, last
