"""The marker of an ordered list as it is written → its style and number: Pandoc's fancy and example lists, Arabic's.

`1)` `(1)` `a.` `a)` `(a)` `i.` `I)` `#.` `(@label)`, `١.` `١-` `(١)` `أ.` `أ-` `(أ)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bookbuild.language.marks import ARABIC_DIGITS, PERSIAN_DIGITS, ranges

MarkerStyle = Literal[
    "decimal", "arabic", "persian", "lower", "upper", "lower-roman", "upper-roman", "letters", "example"
]

ARABIC_LETTERS = "أابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
FIRST_LETTERS, SECOND_LETTER = "أا", "ب"
_SHAPES = r"""
    \(?(?:(?P<decimal>[0-9]{1,9})|(?P<arabic>[%s]{1,9})|(?P<persian>[%s]{1,9})|(?P<auto>\#)|(?P<example>@[\w-]*)
      |(?P<letters>[%s]ـ?)|(?P<lower>[a-z]|[ivxlcdm]{2,12})|(?P<upper>[A-Z]|[IVXLCDM]{2,12}))(?P<delimiter>[.)-])
"""
_MARKER = re.compile(_SHAPES % (ranges(ARABIC_DIGITS), ranges(PERSIAN_DIGITS), ARABIC_LETTERS), re.VERBOSE)
_ROMAN = re.compile("m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}


@dataclass(frozen=True, slots=True)
class Marker:
    """`text` as it is written, the style and number that it says; `number` 0 where it says none."""

    text: str
    style: MarkerStyle
    number: int

    @property
    def delimiters(self) -> tuple[str, str]:
        """What stands before and behind the number."""
        return "(" * self.text.startswith("("), self.text[-1]

    @property
    def is_plain(self) -> bool:
        """Whether it is one of CommonMark's."""
        return self.style == "decimal" and self.text[0].isdecimal() and self.number > 0


def marker_at(line: str, pos: int, like: Marker | None = None) -> Marker | None:
    """The marker at `pos` of `line`, before white space or its end. `like`: the first of the list that it goes on."""
    match = _MARKER.match(line, pos)
    if match is None or not (match.end() == len(line) or line[match.end()] in " \t"):
        return None
    text, delimiter = match[0], match["delimiter"]
    if (text[0] == "(" and delimiter != ")") or (match["auto"] and text[0] == "("):
        return None
    if delimiter == "-" and not (match["arabic"] or match["persian"] or match["letters"]):
        return None
    if match["example"] and text[0] != "(":
        return None
    if match["upper"] and len(match["upper"]) == 1 and delimiter == "." and not line.startswith("  ", match.end()):
        return None  # Pandoc: the initial of a name
    return _goes_on(_read(match), like)


def _read(match: re.Match[str]) -> list[Marker]:
    """What a marker may be, the likeliest first."""
    text, kind = match[0], match.lastgroup
    for kind in ("decimal", "arabic", "persian"):
        if written := match[kind]:
            return [Marker(text, kind, int(written))]  # type: ignore[arg-type]
    if match["auto"]:
        return [Marker(text, "decimal", 0)]
    if match["example"]:
        return [Marker(text, "example", 0)]
    if written := match["letters"]:
        return [Marker(text, "letters", 1 if written[0] in FIRST_LETTERS else 2)]
    written = match["lower"] or match["upper"]
    case: Literal["lower", "upper"] = "lower" if match["lower"] else "upper"
    found = [Marker(text, case, ord(written.lower()) - 96)] if len(written) == 1 else []
    if number := roman_value(written.lower()):
        roman = Marker(text, "lower-roman" if case == "lower" else "upper-roman", number)
        found.insert(0 if written.lower() == "i" else len(found), roman)
    return found


def _goes_on(found: Sequence[Marker], like: Marker | None) -> Marker | None:
    if like is None:
        return found[0] if found else None
    same = (marker for marker in found if marker.style == like.style and marker.delimiters == like.delimiters)
    return next(same, None)


def roman_value(written: str) -> int:
    """The value of a number in small roman letters; 0 where it is none."""
    if not written or not _ROMAN.fullmatch(written):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in written]
    return sum(-value if value < max(values[at + 1 :], default=0) else value for at, value in enumerate(values))


def begins_list(marker: Marker, following: str) -> bool:
    """Whether a marker begins a list: letters begin with the first, and where they may be an abbreviation (`أ. محمد`,
    `a. Smith`) the second must stand in what follows."""
    if marker.style in ("decimal", "arabic", "persian", "example"):
        return True
    if marker.number != 1:
        return False
    if marker.text.startswith("(") or (marker.text[-1] == ")" and marker.style != "letters"):
        return True
    second = {"letters": SECOND_LETTER, "lower": "b", "upper": "B", "lower-roman": "ii", "upper-roman": "II"}[
        marker.style
    ]
    return re.search(rf"^[ \t>]*{second}{re.escape(marker.text[-1])}[ \t]", following, re.MULTILINE) is not None


def written_markers(first: Marker, texts: Sequence[str], numbers: Sequence[int]) -> tuple[str, ...]:
    """The markers of a list's items as they are set; none where they are CommonMark's. `numbers`: of examples."""
    if first.is_plain and first.text.endswith("."):
        return ()
    if first.style == "letters":
        return tuple(texts)
    if first.style == "decimal" and not first.number:
        return ()
    before, behind = first.delimiters
    counted = numbers if first.style == "example" else range(first.number, first.number + len(texts))
    return tuple(f"{before}{_numeral(number, first.style)}{behind}" for number in counted)


def _numeral(number: int, style: MarkerStyle) -> str:
    match style:
        case "arabic" | "persian":
            zero = 0x660 if style == "arabic" else 0x6F0
            return "".join(chr(zero + int(digit)) for digit in str(number))
        case "lower" | "upper":
            letters = ""
            while number > 0:
                number, rest = divmod(number - 1, 26)
                letters = chr(97 + rest) + letters
            return letters if style == "lower" else letters.upper()
        case "lower-roman" | "upper-roman":
            roman = _roman(number)
            return roman if style == "lower-roman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    steps = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
    )
    found = ""
    for value, letters in (*steps, (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        times, number = divmod(number, value)
        found += letters * times
    return found
