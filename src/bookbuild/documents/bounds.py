"""An operator, method or filter with its arguments → refused before it is done, where more than is allowed comes of it.

Sizes are told from the arguments: nothing is made to be measured. Every function here raises TemplateRefused.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2.exceptions import SecurityError
from markupsafe import Markup

MOST_TEXT = 1 << 21
"""Characters of a text that an operator, a method or a filter may make."""

MOST_ITEMS = 200_000
"""Items of a list."""

MOST_WIDTH = 1000
"""A number that says how wide something is, or how many parts it has."""

MOST_BITS = 1 << 13
"""The size of a whole number."""

MOST_TAGGED = 20_000
"""Characters that tags are taken out of: it takes time that grows with the square of them."""

PLAIN = (str, int, float, bool, type(None))
_NUMBER = re.compile(r"\d+")
_PERCENT = re.compile(r"%(?:\(\w*\))?[^a-zA-Z%]*")
_ESCAPED = 6
"""A character that is escaped is at most so long (`&quot;`)."""


class TemplateRefused(SecurityError):
    """A template of a book asks for what no template may have."""


def refuse_text(size: int) -> None:
    """Raises TemplateRefused where that is more than may be."""
    if size > MOST_TEXT:
        raise TemplateRefused(f"makes a text of more than {MOST_TEXT:,} characters")


def refuse_items(size: int) -> None:
    """Raises TemplateRefused where that is more than may be."""
    if size > MOST_ITEMS:
        raise TemplateRefused(f"makes a list of more than {MOST_ITEMS:,} items")


def refuse_width(*values: object) -> None:
    """Raises TemplateRefused where that is more than may be."""
    if any(isinstance(value, (int, float)) and not -MOST_WIDTH <= value <= MOST_WIDTH for value in values):
        raise TemplateRefused(f"asks for a width of more than {MOST_WIDTH:,}")


def refuse_number(bits: float) -> None:
    """Raises TemplateRefused where that is more than may be."""
    if bits > MOST_BITS:
        raise TemplateRefused(f"makes a number of more than {MOST_BITS:,} bits")


def plain_text(value: object) -> str:
    """The text that stands for a value on a page; nothing but texts, numbers, truth values and None have one.

    Raises TemplateRefused.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, PLAIN):
        return str(value)
    raise TemplateRefused(f"a `{type(value).__name__}` is no text")


def check_operator(operator: str, left: Any, right: Any) -> None:
    for sequence, count in ((left, right), (right, left)):
        if operator == "*" and isinstance(count, int) and isinstance(sequence, (str, list, tuple)):
            (refuse_text if isinstance(sequence, str) else refuse_items)(len(sequence) * count)
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        refuse_text(_length(left, right) + _length(right, left))
    elif operator == "+" and isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        refuse_items(len(left) + len(right))
    elif operator == "%" and isinstance(left, str):
        check_percent(left, (right,))
    elif isinstance(left, int) and isinstance(right, int):
        size, other = left.bit_length(), right.bit_length()
        refuse_number(max(size * right if operator == "**" else size + other if operator == "*" else size, other))


def _length(text: str, beside: str) -> int:
    """The length of a text beside another: beside markup it is escaped."""
    return len(text) * (_ESCAPED if isinstance(beside, Markup) and not isinstance(text, Markup) else 1)


def check_percent(pattern: str, values: Sequence[Any]) -> None:
    """`pattern % values`: a tuple or a mapping of plain values, or one plain value.

    Raises TemplateRefused.
    """
    flat: list[Any] = []
    for value in values:
        flat += value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else (value,)
    fields = _PERCENT.findall(pattern)
    if any("*" in field for field in fields):
        raise TemplateRefused("asks for a width that is told elsewhere")
    _check_fields(pattern, fields, flat)


def check_format(pattern: str, values: Sequence[Any], named: Mapping[str, Any]) -> None:
    """`pattern.format(…)`: with plain values, and no attributes of them.

    Raises TemplateRefused.
    """
    try:
        parsed = [(field, spec or "") for _, field, spec, _ in string.Formatter().parse(pattern) if field is not None]
    except ValueError as error:
        raise TemplateRefused(str(error)) from error
    if any(re.search(r"[.\[]", field) for field, _ in parsed):
        raise TemplateRefused("asks for a part of a value within a format")
    if any("{" in spec for _, spec in parsed):
        raise TemplateRefused("asks for a width that is told elsewhere")
    _check_fields(pattern, [spec for _, spec in parsed], [*values, *named.values()])


def _check_fields(pattern: str, fields: Sequence[str], values: Sequence[Any]) -> None:
    for field in fields:
        if any(len(number) > 4 or int(number) > MOST_WIDTH for number in _NUMBER.findall(field)):
            raise TemplateRefused(f"asks for a width of more than {MOST_WIDTH:,}")
    longest = max((len(plain_text(value)) for value in values), default=0)
    refuse_text(len(pattern) + len(fields) * (longest * _ESCAPED + MOST_WIDTH))


def check_replaced(text: str, old: Any, new: Any) -> None:
    old, new = plain_text(old), plain_text(new)
    count = text.count(old) if old else len(text) + 1
    refuse_text(len(text) + count * _length(new, text))


def check_joined(between: str, parts: Sequence[Any]) -> None:
    texts = [plain_text(part) for part in parts]
    most = _ESCAPED if any(isinstance(part, Markup) for part in (between, *parts)) else 1
    refuse_text((sum(map(len, texts)) + len(between) * len(texts)) * most)


def _check_split(text: str) -> None:
    refuse_items(len(text) // 2)


def _check_indented(text: Any, width: Any = 4, *_: Any, **named: Any) -> None:
    width = named.get("width", width)
    refuse_width(width if isinstance(width, int) else len(plain_text(width)))
    size = width if isinstance(width, int) else len(width)
    refuse_text(len(plain_text(text)) + (plain_text(text).count("\n") + 1) * max(size, 0))


def _check_widths(_value: Any, *rest: Any, **named: Any) -> None:
    refuse_width(*rest, *named.values())


def _check_tagged(text: Any) -> None:
    if len(plain_text(text)) > MOST_TAGGED:
        raise TemplateRefused(f"takes tags out of a text of more than {MOST_TAGGED:,} characters")


def _check_urls(value: Any, *_: Any) -> None:
    if isinstance(value, str):
        refuse_text(9 * len(value))


def _check_iterated(value: Any, *_: Any, **__: Any) -> None:
    if isinstance(value, str):
        refuse_items(len(value))


def _check_parts(value: Any, *rest: Any, **named: Any) -> None:
    _check_iterated(value)
    refuse_width(*rest, *named.values())


CHECKS: dict[str, Callable[..., None]] = {
    "center": _check_widths,
    "truncate": lambda value, *_, **__: refuse_text(len(plain_text(value))),
    "round": _check_widths,
    "batch": _check_parts,
    "slice": _check_parts,
    "indent": _check_indented,
    "replace": lambda text, old, new, *_: check_replaced(plain_text(text), old, new),
    "format": lambda text, *values, **named: check_percent(plain_text(text), [*values, named]),
    "striptags": _check_tagged,
    "urlencode": _check_urls,
    "wordcount": lambda text: _check_split(plain_text(text)),
    "title": lambda text: _check_split(plain_text(text)),
    "tojson": lambda _: None,  # no width
    **dict.fromkeys(
        ("dictsort", "groupby", "join", "list", "map", "max", "min", "reject", "rejectattr", "select", "selectattr",
         "sort", "sum", "unique"),
        _check_iterated,
    ),
}  # fmt: skip
"""What is asked of a filter's arguments before it is called."""

FILTERS = frozenset((
    "abs", "attr", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e", "escape", "first",
    "float", "forceescape", "format", "groupby", "indent", "int", "items", "join", "last", "length", "list", "lower",
    "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "slice",
    "sort", "string", "striptags", "sum", "title", "tojson", "trim", "truncate", "unique", "upper", "urlencode",
    "wordcount", "xmlattr",
))  # fmt: skip
"""Filters that a template of a book may use."""

SORTING = frozenset(("dictsort", "groupby", "max", "min", "sort", "unique"))
"""Filters that look at an item more than once."""

METHODS = frozenset((
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii", "isdecimal",
    "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "lower", "lstrip", "partition", "removeprefix",
    "removesuffix", "rfind", "rindex", "rpartition", "rstrip", "startswith", "strip", "swapcase", "title", "upper",
    "split", "rsplit", "splitlines", "center", "ljust", "rjust", "zfill", "join", "replace", "format",
))  # fmt: skip
"""Methods of a text that a template of a book may call."""


def check_method(text: str, name: str, values: Sequence[Any], named: Mapping[str, Any]) -> None:
    """`text.name(*values, **named)`."""
    match name:
        case "format":
            check_format(text, values, named)
        case "join":
            check_joined(text, values[0] if values and isinstance(values[0], (list, tuple)) else ())
        case "replace" if len(values) > 1:
            check_replaced(text, values[0], values[1])
        case "split" | "rsplit" | "splitlines":
            _check_split(text)
        case "center" | "ljust" | "rjust" | "zfill":
            refuse_width(*values)
        case _:
            refuse_text(len(text))
