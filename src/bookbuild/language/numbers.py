"""A text → which of its numbers of several parts are read from the right, and which from the left.

Unicode's algorithm takes `٢/٢٣٦` and `٢٦/٠٦/٢٠٢٥` for one number, from the left (UAX #9, W4). In Arabic the volume
stands right of the page and the day right of the month, as CLDR writes Arabic dates (`d‏/M‏/y`, with a mark). It has
no such mark for Persian and Urdu, where a slash may be a decimal sign: there only a reference is read from the right.
A telephone number or an ISBN is read from the left in every language, whatever its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from unicodedata import bidirectional

from bookbuild.language.marks import DIGITS, ranges
from bookbuild.language.scripts import primary, script_of_language

DIGIT = f"[{ranges(DIGITS)}]"
_BEFORE = rf"(?<!{DIGIT})(?<!{DIGIT}[/.,:٫٬])"
_AFTER = rf"(?!{DIGIT}|[/.,:٫٬]{DIGIT})"
_PARTS = re.compile(rf"{_BEFORE}{DIGIT}+(?:[/\-]{DIGIT}+)+(?:،{DIGIT}+(?:-{DIGIT}+)?)*{_AFTER}")
_DATE = re.compile(rf"{_BEFORE}{DIGIT}{{1,2}}\.{DIGIT}{{1,2}}\.{DIGIT}{{4}}{_AFTER}")
_REFERENCE = re.compile(
    rf"(?:(?<=[(\[]){DIGIT}{{1,3}}/{DIGIT}+(?:-{DIGIT}+)?|{DIGIT}{{1,3}}/{DIGIT}+-{DIGIT}+)(?![/\-])"
)

_VERSE = rf"{DIGIT}{{1,3}}:{DIGIT}{{1,3}}(?:-{DIGIT}{{1,3}})?"
_VERSES = re.compile(rf"{_BEFORE}{_VERSE}(?:،{_VERSE})*{_AFTER}")
_NO_TIME = re.compile(rf"{DIGIT}+:(?:{DIGIT}{{3}}|{DIGIT}+-)|.*،")
"""Three digits after the colon; a range."""
_OPENS_NUMBERS = re.compile(rf"[(\[](?:{DIGIT}|[\s:،؛;,\-–/])*\Z")
_CLOSES_NUMBERS = re.compile(rf"(?:{DIGIT}|[\s:،؛;,\-–/])*[)\]]")
_NAMES_TIME = re.compile(r"(?:ساعة|ساعه|ساعت|وقت|تمام|گھنٹے|بجے)\s*\(?\Z")
_NAMES_VERSE = re.compile(
    r"(?:سورة|سوره|سورت|آية|الآية|آيات|الآيات|آیت|آیات|آیه|القرآن|قرآن|تعالى|انظر|راجع|قارن|﴾)\s*\Z"
)

_CALLED = (
    "هاتف|هاتفه|هاتفها|هاتفنا|تلفون|تليفون|جوال|جواله|موبايل|محمول|فاكس|ناسوخ|واتساب|واتس|"
    "تلفن|همراه|فون|فیکس|tel|telephone|phone|mobile|fax|whatsapp"
)
_BOOK_NUMBER = "ردمك|ردمد|شابك|شابک|isbn|issn"
_BETWEEN = r"(?:[ \u00a0.\-\u2010\u2011/]|[ ]?[()][ ]?)"
_PARTED = rf"[+(]?{DIGIT}+\)?(?:{_BETWEEN}{DIGIT}+)*"
_ZERO = "[0٠۰]"
_TRUNK = (
    rf"[(]?{_ZERO}{DIGIT}{{1,4}}\)?(?:[ .\-]?{DIGIT}{{3,4}}){{2,3}}|{_ZERO}{DIGIT}{{1,4}}[ .\-]{DIGIT}{{6,8}}"
    rf"|{_ZERO}{DIGIT}(?:[ .\-]{DIGIT}{{2}}){{4}}|{_ZERO}{DIGIT}{{8,}}"
)
"""A number that is dialled within its country: 050-123-4567, 02 2345678, 01 23 45 67 89."""
_FROM_LEFT = re.compile(
    rf"(?<!\w)(?:[وفبل]?(?:ال)?)(?:{_CALLED}|{_BOOK_NUMBER})[\s:.،\-]{{0,3}}(?P<named>{_PARTED}(?:-[xX])?)"
    rf"|(?<![A-Za-z+]){_BEFORE}(?P<number>[+]{_PARTED}|{_TRUNK}|{DIGIT}{{3}}([ .\-]){DIGIT}{{3}}\3{DIGIT}{{4}}"
    rf"|[9٩۹][7٧۷][89٨٩۸۹](?:[ \-]?{DIGIT}){{10}}){_AFTER}",
    re.IGNORECASE,
)
_AS_DATE = re.compile(rf"{DIGIT}{{1,2}}([.\-/ ]){DIGIT}{{1,2}}\1{DIGIT}{{4}}|{DIGIT}{{1,2}}/{DIGIT}+")
_FEWEST = {"named": 5, "number": 7}
"""How many digits a number has at least: one that is called a telephone number, and any other."""

RIGHT_MARKS = frozenset("\u200f\u061c")
"""RIGHT-TO-LEFT MARK and ARABIC LETTER MARK, by which editors put numbers in order."""
_ERA = "(?:هـ|ه|م)?"
_ORDERED = re.compile(rf"(?:[\s{ranges(RIGHT_MARKS)}()\[\]«»/:.,،؛٫٬\-\u2010-\u2015]|{DIGIT}++\s?{_ERA}(?!\w))+")


def from_left(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has numbers that are read from the left: telephone numbers, ISBN."""
    for found in _FROM_LEFT.finditer(text):
        kind = "named" if found["named"] else "number"
        begin, end = found.span(kind)
        digits = sum(char.isdigit() for char in found[kind])
        if _FEWEST[kind] <= digits <= 16 and not _AS_DATE.fullmatch(found[kind]):
            yield begin, end


def from_right(text: str, language: str, base: Literal["L", "R"] = "R") -> Iterator[int]:
    """Places of the signs in numbers of `text` between which parts stand from right to left, where the algorithm
    by itself would have them from the left. `base` is the direction of the paragraph."""
    if not any(sign in text for sign in "/-.:"):
        return
    verses = [each for each in _VERSES.finditer(text) if _is_reference(text, *each.span())]
    found = sorted((*_PARTS.finditer(text), *_DATE.finditer(text), *verses), key=re.Match.start)
    if not found:
        return
    left = {at for span in from_left(text) for at in range(*span)}
    before = strong_types(text, base)
    arabic = primary(language) == "ar"
    for number in found:
        begin = number.start()
        of_arabic = bidirectional(number[0][0]) == "AN"
        # part of text from the right: by what is before it, or in such a paragraph by its digits
        flows = before[begin] != "L" or (of_arabic and base == "R")
        if not flows or begin in left or not (arabic or number in verses or _REFERENCE.match(text, begin)):
            continue
        apart = of_arabic or before[begin] == "AL"
        for at, char in enumerate(number[0], begin):
            if char in "/.:" or (char == "،" and not {"/", ":"}.isdisjoint(number[0])) or (char == "-" and not apart):
                yield at


def _is_reference(text: str, begin: int, end: int) -> bool:
    """Whether `٩:٤٠` is a verse of a sūrah, or a volume with its page; a time of day is read from the left."""
    before = text[max(begin - 20, 0) : begin]
    if _NAMES_TIME.search(before):
        return False
    in_brackets = _OPENS_NUMBERS.search(text[:begin]) and _CLOSES_NUMBERS.match(text, end)
    return bool(in_brackets or _NO_TIME.match(text[begin:end]) or _NAMES_VERSE.search(before))


def in_plain_text(text: str, language: str) -> str:
    """`text` as it stands where there are no elements (a running head, an outline): with marks that put its numbers in
    order, as CLDR has them in its dates."""
    side: Literal["L", "R"] = "R" if script_of_language(language) == "arabic" else "L"
    done, parts = 0, []
    for at in from_right(text, language if side == "R" else "ar", side):
        parts.append(text[done:at])
        done = at
    return "\u200f".join((*parts, text[done:]))


def strong_types(text: str, base: str) -> list[str]:
    """The type of the last strong character before each place: L, R or AL; `base` where there is none."""
    last, found = base, []
    for char in text:
        found.append(last)
        kind = bidirectional(char)
        last = kind if kind in ("L", "R", "AL") else last
    return found


def ordering_marks(text: str) -> Iterator[int]:
    """Places of marks of direction by which a number in Arabic is put in its order."""
    if RIGHT_MARKS.isdisjoint(text):
        return
    before, after = strong_types(text, ""), strong_types(text[::-1], "")[::-1]
    for found in _ORDERED.finditer(text):
        begin, end = found.span()
        in_arabic = "AL" in (before[begin], after[end - 1]) or any(bidirectional(char) == "AN" for char in found[0])
        if in_arabic and any(char.isdigit() for char in found[0]):
            yield from (at for at in range(begin, end) if text[at] in RIGHT_MARKS)
