"""Pieces of a paragraph, each of one bidirectional type → the level of each, by Unicode's algorithm (UAX #9).

A piece is a character, or several of one type that the rules treat alike: letters, the digits of a number, spaces.
There are no explicit embeddings here: where a manuscript needs one, its markup is a piece of a type of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from unicodedata import bidirectional

PAIRED = {"(": ")", "[": "]", "{": "}"}
"""Brackets that pair (BidiBrackets.txt), of those that books have; quotation marks do not."""

_CLOSING = {closing: opening for opening, closing in PAIRED.items()}
_MOST_OPEN = 63
_AS_NEUTRAL = frozenset(("B", "S", "WS", "ON", "BN", "NSM"))
_NUMBERS = frozenset(("EN", "AN"))


@cache
def type_of(char: str) -> str:
    """The bidirectional type of a character: `ON` for all that only separates, whatever it separates."""
    found = bidirectional(char)
    return "ON" if found in _AS_NEUTRAL or len(found) > 2 or not found else found


def levels(types: Sequence[str], texts: Sequence[str], base: int) -> list[int]:
    """The level of each piece in a paragraph of level `base` (0: from the left, 1: from the right).

    `types` are Bidi_Class values, the neutral ones all `ON`; `texts` tell the brackets.
    """
    found = list(types)
    embedding = "RL"[base == 0]
    _weak(found, embedding)
    _brackets(found, texts, embedding)
    _neutral(found, embedding)
    if base:
        return [1 if kind == "R" else 2 for kind in found]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in found]


def _weak(types: list[str], embedding: str) -> None:
    """W2 to W7."""
    strong = embedding
    for at, kind in enumerate(types):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            types[at] = "AN"
    for at, kind in enumerate(types):
        if kind == "AL":
            types[at] = "R"
        elif kind in ("ES", "CS") and 0 < at < len(types) - 1 and types[at - 1] == types[at + 1]:
            before = types[at - 1]
            if before == "EN" or (before == "AN" and kind == "CS"):
                types[at] = before
    _terminators(types)
    strong = embedding
    for at, kind in enumerate(types):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[at] = "L"
        elif kind in ("ES", "ET", "CS"):
            types[at] = "ON"


def _terminators(types: list[str]) -> None:
    """W5: signs such as % next to a number are part of it."""
    for places in (range(len(types)), range(len(types) - 1, -1, -1)):
        number = False
        for at in places:
            if types[at] == "ET" and number:
                types[at] = "EN"
            number = types[at] == "EN"


def _brackets(types: list[str], texts: Sequence[str], embedding: str) -> None:
    """N0, on the pairs of BD16."""
    for opening, closing in _pairs(types, texts):
        inside = {_direction(kind) for kind in types[opening + 1 : closing]}
        if embedding in inside:
            types[opening] = types[closing] = embedding
        elif inside - {""}:
            before = next((found for kind in reversed(types[:opening]) if (found := _direction(kind))), embedding)
            types[opening] = types[closing] = before


def _pairs(types: Sequence[str], texts: Sequence[str]) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, (kind, text) in enumerate(zip(types, texts, strict=True)):
        if kind != "ON":
            continue
        if text in PAIRED:
            if len(opened) == _MOST_OPEN:
                return []
            opened.append((text, at))
        elif text in _CLOSING:
            match = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == _CLOSING[text]), None)
            if match is not None:
                pairs.append((opened[match][1], at))
                del opened[match:]
    return sorted(pairs)


def _direction(kind: str) -> str:
    """The direction of a resolved type as neutrals see it; empty for a neutral."""
    return "R" if kind in _NUMBERS else kind if kind in ("L", "R") else ""


def _neutral(types: list[str], embedding: str) -> None:
    """N1 and N2."""
    before, at = embedding, 0
    while at < len(types):
        if types[at] != "ON":
            before = _direction(types[at])
            at += 1
            continue
        end = next((n for n in range(at, len(types)) if types[n] != "ON"), len(types))
        after = _direction(types[end]) if end < len(types) else embedding
        types[at:end] = [before if before == after else embedding] * (end - at)
        at = end
