"""Pandoc's attributes, `{.class #id key="value"}` → `Attributes`, with the offset of each for findings."""

from __future__ import annotations

import re
from dataclasses import dataclass

ITEM = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}"'=]+)
      | \.(?P<class>[^\s{}."'=\#]+)
      | (?P<key>[^\W\d][\w:-]*)=(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s{}"']+))
      | (?P<unnumbered>-)
    )(?=[\s.}\#])""",
    re.VERBOSE | re.DOTALL,
)
CLOSE = re.compile(r"\s*+\}")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in the braces.

    Offsets count in the text that was read, from the `.` or `#`; `end` is behind the closing brace.
    """

    id: str = ""
    id_offset: int = 0
    classes: tuple[tuple[str, int], ...] = ()
    values: tuple[tuple[str, str, int], ...] = ()
    end: int = 0

    def value(self, key: str) -> str | None:
        return next((value for name, value, _ in reversed(self.values) if name == key), None)


NONE = Attributes()


def read_attributes(text: str, pos: int, maximum: int | None = None) -> Attributes | None:
    """The attributes whose opening brace stands at `pos`, or None where there are none that can be read."""
    end = len(text) if maximum is None else maximum
    if pos >= end or text[pos] != "{":
        return None
    name, name_at, classes, values = "", 0, [], []
    pos += 1
    while match := ITEM.match(text, pos, end):
        kind = match.lastgroup
        if kind == "id":
            name, name_at = match["id"], match.start("id") - 1
        elif kind == "class":
            classes.append((match["class"], match.start("class") - 1))
        elif kind == "unnumbered":
            classes.append(("unnumbered", match.start("unnumbered")))
        else:
            values.append((match["key"], _value(match), match.start("key")))
        pos = match.end()
    closed = CLOSE.match(text, pos, end)
    return Attributes(name, name_at, tuple(classes), tuple(values), closed.end()) if closed else None


def _value(match: re.Match[str]) -> str:
    if match["bare"] is not None:
        return match["bare"]
    quoted = match["double"] if match["double"] is not None else match["single"]
    return " ".join(ESCAPED.sub(r"\1", quoted).split()) if "\n" in quoted else ESCAPED.sub(r"\1", quoted)


ATTRIBUTES_AT_END = re.compile(r"(?<![\])`])[ \t]*\{[^{}]*\}$")


def without_attributes(text: str) -> tuple[str, Attributes]:
    """A heading's or caption's text, and the attributes at its end; those right after a bracket are the bracket's."""
    match = ATTRIBUTES_AT_END.search(text)
    if not match:
        return text, NONE
    attributes = read_attributes(text, text.rindex("{"))
    return (text[: match.start()].rstrip(), attributes) if attributes else (text, NONE)
