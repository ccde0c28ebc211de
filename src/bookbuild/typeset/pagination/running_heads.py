"""A running head that is longer than its line → as many of its words as stand there, with an ellipsis.

What is measured is the line as the style sheet has it, with all else that stands in it. A head is cut at a space, never
within a quotation or brackets that it would leave open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias
from unicodedata import bidirectional

from weasyprint.formatting_structure import boxes

from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

ELLIPSIS = "…"
MARKS = {"L": "\u200e", "R": "\u200f", "AL": "\u200f"}
"""The mark by which an ellipsis stands at the end of letters of a direction, whatever that of the line."""

OPENS, CLOSES = "([{«‹“‘﴾﴿", ")]}»›”’﴿﴾"
"""Each with what closes it; the ornate brackets of the Qur'an open and close in either order."""

DROPPED = " \u00a0,;:.،؛–—-"
"""What does not stand before an ellipsis."""

OVER = 0.5
"""px by which a line may be wider than its box: it is not seen."""

NamedStrings: TypeAlias = Mapping[str, Mapping[int, list[str]]]
"""WeasyPrint's named strings: by name, and by the page that sets them."""

shortened: Attached[tuple[tuple[str, str], ...]] = Attached("shortened_heads")
"""On a page box: the heads that were cut, each with what stands of it."""

_words: Attached[dict[Any, int]] = Attached("words_of_heads")
"""On a layout context: how many words heads have on pages of a kind, by their texts."""


def within_a_line(made: Function, context: Any, page: Any, state: Any) -> list[Any]:
    """The margin boxes of a page, their heads in one line."""
    whole: NamedStrings = context.string_set
    found = list(made(context, page, state))
    if all(_fits(box, 1) for box in found):
        return found

    def with_words(count: int) -> list[Any]:
        context.string_set = _cut(whole, count)
        try:
            return list(made(context, page, state))
        finally:
            context.string_set = whole

    texts = {text for pages in whole.values() for each in pages.values() for text in each}
    kind = (page.page_type.side, page.page_type.name, page.page_type.blank, frozenset(texts))
    count = _words.made_once(context, dict).get(kind)
    if count is None:
        count = _most_words(with_words, max((len(text.split(" ")) for text in texts), default=0))
        _words.made_once(context, dict)[kind] = count
    if not count:
        return found
    found = with_words(count)
    stands = ["".join(_texts(box)) for box in found]
    cut = {text: head for text in texts if (head := first_words(text, count)) != text}
    shortened.put(page, tuple(pair for pair in sorted(cut.items()) if any(pair[1] in text for text in stands)))
    return found


def _most_words(with_words: Any, most: int) -> int:
    """The most words with which heads stand in their lines; 0 where they do not with any."""
    lines = {box.at_keyword: len(_lines(box)) for box in with_words(0)}

    def too_long(count: int) -> bool:
        return not all(_fits(box, lines.get(box.at_keyword, 0)) for box in with_words(count))

    count = bisect_left(range(1, most + 1), True, key=too_long)
    return count if count < most else 0


def _fits(box: Any, allowed: int) -> bool:
    """Whether a box's text is in one line, or in as many as it has without a head, and no wider than the box."""
    lines = _lines(box)
    return len(lines) <= max(allowed, 1) and all(line.width <= box.width + OVER for line in lines)


def _lines(box: Any) -> list[Any]:
    return [each for each in box.descendants() if isinstance(each, boxes.LineBox)]


def _texts(box: Any) -> Iterator[str]:
    return (each.text for each in box.descendants() if isinstance(each, boxes.TextBox))


def _cut(heads: NamedStrings, count: int) -> dict[str, dict[int, list[str]]]:
    return {
        name: {number: [first_words(text, count) for text in texts] for number, texts in pages.items()}
        for name, pages in heads.items()
    }


def first_words(text: str, count: int) -> str:
    """The first words of a head with an ellipsis, at most so many; the head itself where it has no more."""
    words = re.split(" ", text)
    if count >= len(words):
        return text
    closed = next((n for n in range(count, 0, -1) if _is_closed(words[:n])), count)
    kept = " ".join(words[:closed]).rstrip(DROPPED)
    strong = [kind for kind in map(bidirectional, kept) if kind in MARKS]
    return kept + ELLIPSIS + (MARKS[strong[-1]] if strong else "") if kept else ""


def _is_closed(words: list[str]) -> bool:
    """Whether brackets and quotation marks that are opened are closed; an apostrophe opens nothing."""
    open_: list[str] = []
    for char in " ".join(words):
        if open_ and char == CLOSES[OPENS.index(open_[-1])]:
            open_.pop()
        elif char in OPENS and not (char in "﴾﴿" and open_):
            open_.append(char)
    return not open_
