"""The inlines of a paragraph → the same, with what orders the parts of its numbers as elements with a direction.

An element with `dir` is an isolate to a browser and a box to WeasyPrint; for both its place in the line is that of a
sign of the paragraph's direction. So `٢/٢٣٦` in Arabic is set by an element around the slash, a telephone number by one
around all of it, and by one around each of its parts where its digits are Arabic-Indic.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any
from unicodedata import bidirectional

from msgspec.structs import replace

from bookbuild.language.numbers import DIGIT, from_left, from_right, strong_types
from bookbuild.language.scripts import Script, script_of_language
from bookbuild.language.segments import held, joined, letters
from bookbuild.model.inlines import CodeSpan, Honorific, Image, Inlines, LineBreak, Note, Run, SoftBreak, Text

_NUMBERS = re.compile(f"{DIGIT}{DIGIT}?")
_PART = re.compile(f"{DIGIT}+")
_APART = (CodeSpan, Image, Note, LineBreak)


def numbers_in_order(inlines: Inlines, language: str, base: Script) -> Inlines:
    """`inlines` of one paragraph in `language`, whose base direction is that of `base`."""
    text = "".join(_flat(inlines))
    if not _NUMBERS.search(text):
        return inlines
    side = "R" if base == "arabic" else "L"
    own = language if script_of_language(language) == "arabic" else "ar"
    spans: dict[int, tuple[int, str]] = {at: (at + 1, "rtl") for at in from_right(text, own, side)}  # type: ignore[arg-type]
    called = list(from_left(text))
    before = strong_types(text, side) if called else []
    for begin, end in called:
        if _is_turned(text[begin:end], before[begin]):
            spans[begin] = (end, "ltr")
    return _Cutting(spans, own).cut(inlines, 0)[0] if spans else inlines


def _is_turned(number: str, before: str) -> bool:
    """Whether the algorithm would put the parts of a number from the right; `before`: the strong type before it."""
    if len(_PART.findall(number)) < 2 and "+" not in number:
        return False
    return any(bidirectional(char) == "AN" for char in number) or before != "L"


def _flat(inlines: Inlines) -> Iterator[str]:
    """The text of a paragraph, a character for each element that is ordered as one sign."""
    for node in inlines:
        if isinstance(node, Text):
            yield node.text
        elif isinstance(node, SoftBreak):
            yield " "
        elif _is_whole(node):
            yield _sign(node)
        else:
            (name,) = held(node)
            yield from _flat(getattr(node, name))


def _is_whole(node: Any) -> bool:
    said = getattr(node, "lang", None) or getattr(node, "direction", None)
    return isinstance(node, (*_APART, Run, Honorific)) or bool(said) or not held(node)


def _sign(node: Any) -> str:
    if isinstance(node, _APART):
        return "\n" if isinstance(node, LineBreak) else "\ufffc"
    kinds = [bidirectional(char) for char in letters(node)]
    return next(("a" if kind == "L" else "ا" for kind in kinds if kind in ("L", "R", "AL")), "\ufffc")


class _Cutting:
    """Elements for parts of a paragraph's text: `spans` has the end and the direction of each by its beginning."""

    def __init__(self, spans: dict[int, tuple[int, str]], language: str) -> None:
        self.spans, self.language = spans, language
        self.begins = sorted(spans)

    def cut(self, inlines: Inlines, offset: int) -> tuple[Inlines, int]:
        """The inlines that begin at `offset` of the text with their elements, and where they end."""
        made: list[Any] = []
        for node in joined(list(inlines)):
            if isinstance(node, Text):
                made += self._cut_text(node, offset)
                offset += len(node.text)
            elif isinstance(node, SoftBreak) or _is_whole(node):
                made.append(node)
                offset += 1
            else:
                (name,) = held(node)
                parts, offset = self.cut(getattr(node, name), offset)
                made.append(replace(node, **{name: parts}))
        return tuple(made), offset

    def _cut_text(self, node: Text, offset: int) -> Iterator[Any]:
        done = 0
        within = bisect_left(self.begins, offset), bisect_left(self.begins, offset + len(node.text))
        for begin in self.begins[slice(*within)]:
            end, direction = self.spans[begin]
            if end > offset + len(node.text):
                continue
            if begin - offset > done:
                yield _part(node, done, begin - offset)
            yield self._element(_part(node, begin - offset, end - offset), direction)
            done = end - offset
        if done < len(node.text):
            yield _part(node, done, len(node.text))

    def _element(self, text: Text, direction: str) -> Run:
        if direction == "rtl":
            return Run((text,), self.language, "rtl", text.location)
        if not any(bidirectional(char) == "AN" for char in text.text):
            return Run((text,), "en", "ltr", text.location)
        return Run(tuple(self._parts(text)), self.language, "ltr", text.location)

    def _parts(self, text: Text) -> Iterator[Any]:
        """A number in Arabic-Indic digits, whose parts would go from the right, each an element by itself."""
        done = 0
        for found in _PART.finditer(text.text):
            if found.start() > done:
                yield _part(text, done, found.start())
            part = _part(text, *found.span())
            yield Run((part,), self.language, "ltr", part.location)
            done = found.end()
        if done < len(text.text):
            yield _part(text, done, len(text.text))


def _part(node: Text, begin: int, end: int) -> Text:
    return replace(node, text=node.text[begin:end], location=node.location.moved(begin))
