"""Values whose places are numbers of lines → the same with pages for places: a PDF has no lines of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from bookbuild.intake.runs import Place

PlacedValue = TypeVar("PlacedValue")


def placed(value: PlacedValue, pages: Mapping[int, int]) -> PlacedValue:
    """A dataclass or a tuple of them; `pages`: the page of each line, from 0."""
    if isinstance(value, Place):
        return _page_place(value, pages)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(placed(each, pages) for each in value)  # type: ignore[return-value]
    if not is_dataclass(value):
        return value
    changed = {}
    for each in fields(value):
        old = getattr(value, each.name)
        if isinstance(old, tuple) or is_dataclass(old):
            new = placed(old, pages)
            if new is not old:
                changed[each.name] = new
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


def _page_place(place: Place, pages: Mapping[int, int]) -> Place:
    if place.line is None or place.line not in pages:
        return place
    first, last = pages[place.line], pages.get(place.end or place.line, pages[place.line])
    return Place(place=f"page {first + 1}" if first == last else f"pages {first + 1}–{last + 1}")
