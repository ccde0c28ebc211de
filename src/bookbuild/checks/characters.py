"""Passages of a chapter → findings where its characters do what is not theirs to do.

Digits of two kinds in one text; words stretched with tatweel; invisible marks of direction; letters as ready-made
shapes. What was typed as scripture is verified elsewhere, and set anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookbuild.checks.passages import Passage
from bookbuild.diagnostics import Code, Finding, Fix
from bookbuild.language.marks import (
    BIDI_CONTROLS,
    DIGITS,
    LETTERS,
    MADDA,
    MARKS,
    PRESENTATION_FORMS,
    SMALL_LETTERS,
    TATWEEL,
    VOWEL_SIGNS,
    ranges,
)
from bookbuild.language.numbers import from_left, ordering_marks
from bookbuild.language.numerals import digits_in
from bookbuild.language.scripts import dominant_script, script_of, script_of_language
from bookbuild.model.inlines import Source

_BIDI = re.compile(f"[{ranges(BIDI_CONTROLS)}]+")
_BEFORE, _AFTER = ranges(LETTERS, SMALL_LETTERS, MARKS), ranges(LETTERS, VOWEL_SIGNS, MADDA)
# Between letters it stretches; before a small alif or a hamza it bears them; at a word's end (هـ, الـ) it only joins.
_STRETCH = re.compile(f"(?<=[{_BEFORE}]){TATWEEL}+(?=[{_AFTER}])|(?<=[{_BEFORE}]){TATWEEL}{{2,}}")
_SHAPE = ranges(PRESENTATION_FORMS)
_SHAPES = re.compile(f"[{_SHAPE}](?:[{_SHAPE}{ranges(VOWEL_SIGNS, TATWEEL)}]*[{_SHAPE}])?")
_NUMBER = re.compile(f"[{ranges(DIGITS)}]+")
_KINDS = {"0": "European", "\u0660": "Arabic-Indic", "\u06f0": "Persian"}
"""The zero of each kind of digits, and how a finding names the kind."""


def characters(passages: Sequence[Passage], language: str, *, references: bool = False) -> Iterator[Finding]:
    """The findings of a chapter in `language`. `references`: whether their digits are set as they are written."""
    for passage in passages:
        if not passage.text.isascii():
            yield from _controls(passage)
            yield from _stretched(passage)
            yield from _shapes(passage)
    yield from _mixed(passages, language, references)


def _controls(passage: Passage) -> Iterator[Finding]:
    ordering = set(ordering_marks(passage.text))
    for found in _BIDI.finditer(passage.text):
        if ordering.issuperset(range(*found.span())):
            continue
        names = ", ".join(dict.fromkeys(f"U+{ord(char):04X}" for char in found[0]))
        message = f"the invisible mark of direction {names}"
        yield _finding(passage, found, Code.BIDI_CONTROL, message, "take it out: direction is marked by bookbuild", "")


def _stretched(passage: Passage) -> Iterator[Finding]:
    if TATWEEL not in passage.text:
        return
    for found in _STRETCH.finditer(passage.text):
        word = _word_at(passage.text, found.start())
        message = f"`{word}` is stretched with tatweel"
        remedy = f"write `{word.replace(TATWEEL, '')}`: stretching is the page's matter"
        yield _finding(passage, found, Code.TATWEEL_IN_SOURCE, message, remedy, "")


def _word_at(text: str, offset: int) -> str:
    begin = max((found.end() for found in re.finditer(r"\s", text[:offset])), default=0)
    return re.split(r"\s", text[begin:], maxsplit=1)[0]


def _shapes(passage: Passage) -> Iterator[Finding]:
    for found in _SHAPES.finditer(passage.text):
        letters = unicodedata.normalize("NFKC", found[0]).replace(" ", "")
        if _runs_backwards(found[0]):
            message = f"`{found[0]}` is written as ready-made shapes, from its end"
            yield _finding(passage, found, Code.ARABIC_PRESENTATION_FORM, message, "type the word anew", None)
        else:
            message = f"`{found[0]}` is written as ready-made shapes"
            yield _finding(passage, found, Code.ARABIC_PRESENTATION_FORM, message, f"write `{letters}`", letters)


def _runs_backwards(shapes: str) -> bool:
    """Whether shapes stand as a page shows them, from left to right: a word cannot begin with a final shape."""
    forms = [unicodedata.decomposition(char).split(" ")[0] for char in shapes]
    forms = [form for form in forms if form in ("<initial>", "<medial>", "<final>", "<isolated>")]
    return bool(forms) and (forms[0] in ("<medial>", "<final>") or forms[-1] in ("<initial>", "<medial>"))


def _finding(
    passage: Passage, found: re.Match[str], code: Code, message: str, remedy: str, instead: str | None
) -> Finding:
    place = passage.place(found.start(), len(found[0]))
    fix = None if instead is None or _spoken_of(passage, code) else Fix.at(place, len(found[0]), instead)
    return Finding(code, message, remedy, place, fix=fix)


def _spoken_of(passage: Passage, code: Code) -> bool:
    """Whether what is found may be what the text speaks of: Arabic letters of a certain look, in a Latin text."""
    return code is not Code.BIDI_CONTROL and dominant_script(passage.text) == "latin"


class _Number(NamedTuple):
    passage: Passage
    begin: int
    end: int
    kind: str
    script: str


def _mixed(passages: Sequence[Passage], language: str, references: bool) -> Iterator[Finding]:
    """Numbers of another kind than the others of the same script.

    In a chapter in Arabic the numbers of its Arabic are held together; a quotation in another language by itself.
    A telephone number or an ISBN is dialled or looked up as it is written; digits of references are set in one kind.
    """
    groups: dict[tuple[str, int], list[_Number]] = defaultdict(list)
    own = script_of_language(language)
    for index, passage in enumerate(passages):
        if not _NUMBER.search(passage.text):
            continue
        yield from _within_numbers(passage)
        for number in () if passage.kind == "SourceLine" and not references else _numbers(passage):
            if not references and _is_reference(number):
                continue
            groups[(number.script, 0 if number.script == own else index + 1)].append(number)
    for (script, _), numbers in groups.items():
        yield from _other_kinds(numbers, script, language)


def _is_reference(number: _Number) -> bool:
    """Whether it stands in what is marked `.source`."""
    marks = (mark for mark in number.passage.marks if isinstance(mark.node, Source))
    return any(mark.begin <= number.begin < mark.end for mark in marks)


def _within_numbers(passage: Passage) -> Iterator[Finding]:
    for found in _NUMBER.finditer(passage.text):
        if len(_kinds_of(found[0])) > 1:
            right = _in_kind(found[0], _zero(found[0][0]))
            message = f"the number `{found[0]}` mixes digits of two kinds"
            yield _finding(passage, found, Code.DIGITS_MIXED, message, f"write `{right}`", None)


def _numbers(passage: Passage) -> Iterator[_Number]:
    text = passage.text
    apart = {at for span in from_left(text) for at in range(*span)}
    for found in _NUMBER.finditer(text):
        begin, end = found.span()
        if begin in apart:
            continue
        script = _script_around(text, begin, end)
        kinds = _kinds_of(found[0])
        if script and len(kinds) == 1:
            yield _Number(passage, begin, end, kinds.pop(), script)


def _script_around(text: str, begin: int, end: int) -> str | None:
    """The script that a number stands in; None between two, or next to a letter of Latin, as in `B12`."""
    before = next((script for char in reversed(text[max(begin - 60, 0) : begin]) if (script := script_of(char))), None)
    after = next((script for char in text[end : end + 60] if (script := script_of(char))), None)
    if before and after and before != after:
        return None
    return before or after


def _other_kinds(numbers: Sequence[_Number], script: str, language: str) -> Iterator[Finding]:
    """Numbers in another kind of digits than most; of several kinds that are as many, the language's own stay."""
    kinds = [number.kind for number in numbers]
    if len(set(kinds)) < 2:
        return
    own = digits_in("0", language)
    usual = "0" if script == "latin" else max(dict.fromkeys(kinds), key=lambda kind: (kinds.count(kind), kind == own))
    for number in numbers:
        if number.kind != usual and not (script == "latin" and _is_spoken_of(number, numbers)):
            written = number.passage.text[number.begin : number.end]
            right = _in_kind(written, usual)
            place = number.passage.place(number.begin, number.end - number.begin)
            message = f"`{written}` is in {_KINDS[number.kind]} digits, the text around it in {_KINDS[usual]} ones"
            fix = None if script == "latin" else Fix.at(place, len(written), right)
            yield Finding(Code.DIGITS_MIXED, message, f"write `{right}`", place, fix=fix)


def _is_spoken_of(number: _Number, numbers: Sequence[_Number]) -> bool:
    """Whether a number is spoken of: it is quoted, or a digit that its passage shows in another kind, `٤` and `۴`."""
    if number.begin and number.passage.text[number.begin - 1] in "‘“„«‚‹":
        return True
    digit = number.passage.text[number.begin : number.end]
    others = (
        other.passage.text[other.begin : other.end]
        for other in numbers
        if other.passage is number.passage and other.kind != number.kind
    )
    return len(digit) == 1 and any(_in_kind(other, "0") == _in_kind(digit, "0") for other in others)


def _zero(digit: str) -> str:
    """The zero of the kind that a digit is of."""
    return chr(ord(digit) - unicodedata.decimal(digit))


def _kinds_of(number: str) -> set[str]:
    return set(map(_zero, number))


def _in_kind(number: str, zero: str) -> str:
    return "".join(chr(ord(zero) + unicodedata.decimal(char)) for char in number)
