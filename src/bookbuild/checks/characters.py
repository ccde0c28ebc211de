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
from bookbuild.language.scripts import script_of, script_of_language

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_MARK = "\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06fa-\u06fc"
# Between letters it stretches; before a small alif or a hamza it bears them; at a word's end (هـ, الـ) it only joins.
_TATWEEL = re.compile(f"(?<=[{_LETTER}{_MARK}])\u0640+(?=[{_LETTER}\u064b-\u0653])|(?<=[{_LETTER}{_MARK}])\u0640{{2,}}")
_SHAPE = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdf9\ufe70-\ufefc"
_SHAPES = re.compile(f"[{_SHAPE}](?:[{_SHAPE}\u0640\u064b-\u0652]*[{_SHAPE}])?")
_DIGITS = re.compile("[0-9]+|[\u0660-\u0669]+|[\u06f0-\u06f9]+")
_ANY_DIGIT = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9]+")
_KINDS = {"0": "European", "\u0660": "Arabic-Indic", "\u06f0": "Persian"}
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufefc]")


def characters(passages: Sequence[Passage], language: str) -> Iterator[Finding]:
    """The findings of a chapter in `language`."""
    for passage in passages:
        if not passage.text.isascii():
            yield from _controls(passage)
            yield from _stretched(passage)
            yield from _shapes(passage)
    yield from _mixed(passages, language)


def _controls(passage: Passage) -> Iterator[Finding]:
    for found in _BIDI.finditer(passage.text):
        names = ", ".join(dict.fromkeys(f"U+{ord(char):04X}" for char in found[0]))
        message = f"the invisible mark of direction {names}"
        yield _finding(passage, found, Code.BIDI_CONTROL, message, "take it out: direction is marked by bookbuild", "")


def _stretched(passage: Passage) -> Iterator[Finding]:
    if "\u0640" not in passage.text:
        return
    for found in _TATWEEL.finditer(passage.text):
        word = _word_at(passage.text, found.start())
        message = f"`{word}` is stretched with tatweel"
        remedy = f"write `{word.replace(chr(0x640), '')}`: stretching is the page's matter"
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
    fix = None if instead is None else Fix.at(place, len(found[0]), instead)
    return Finding(code, message, remedy, place, fix=fix)


class _Number(NamedTuple):
    passage: Passage
    begin: int
    end: int
    kind: str
    script: str


def _mixed(passages: Sequence[Passage], language: str) -> Iterator[Finding]:
    """Numbers of another kind than the others of the same script.

    In a chapter in Arabic the numbers of its Arabic are held together; a quotation in another language by itself.
    """
    groups: dict[tuple[str, int], list[_Number]] = defaultdict(list)
    own = script_of_language(language)
    for index, passage in enumerate(passages):
        if not _ANY_DIGIT.search(passage.text):
            continue
        yield from _within_numbers(passage)
        for number in _numbers(passage):
            groups[(number.script, 0 if number.script == own else index + 1)].append(number)
    for (script, _), numbers in groups.items():
        yield from _other_kinds(numbers, script)


def _within_numbers(passage: Passage) -> Iterator[Finding]:
    for found in _ANY_DIGIT.finditer(passage.text):
        if _DIGITS.fullmatch(found[0]) is None:
            first = next(zero for zero in _KINDS if zero <= found[0][0] <= chr(ord(zero) + 9))
            right = _in_kind(found[0], first)
            message = f"the number `{found[0]}` mixes digits of two kinds"
            yield _finding(passage, found, Code.DIGITS_MIXED, message, f"write `{right}`", None)


def _numbers(passage: Passage) -> Iterator[_Number]:
    text = passage.text
    for found in _ANY_DIGIT.finditer(text):
        begin, end = found.span()
        script = _script_around(text, begin, end)
        if script and _DIGITS.fullmatch(found[0]):
            kind = next(zero for zero in _KINDS if zero <= found[0][0] <= chr(ord(zero) + 9))
            yield _Number(passage, begin, end, kind, script)


def _script_around(text: str, begin: int, end: int) -> str | None:
    """The script that a number stands in; None between two, or next to a letter of Latin, as in `B12`."""
    before = next((script for char in reversed(text[max(begin - 60, 0) : begin]) if (script := script_of(char))), None)
    after = next((script for char in text[end : end + 60] if (script := script_of(char))), None)
    if before and after and before != after:
        return None
    return before or after


def _other_kinds(numbers: Sequence[_Number], script: str) -> Iterator[Finding]:
    kinds = [number.kind for number in numbers]
    if len(set(kinds)) < 2:
        return
    usual = "0" if script == "latin" else max(dict.fromkeys(kinds), key=kinds.count)
    for number in numbers:
        if number.kind != usual:
            written = number.passage.text[number.begin : number.end]
            right = _in_kind(written, usual)
            place = number.passage.place(number.begin, number.end - number.begin)
            message = f"`{written}` is in {_KINDS[number.kind]} digits, the text around it in {_KINDS[usual]} ones"
            fix = Fix.at(place, len(written), right)
            yield Finding(Code.DIGITS_MIXED, message, f"write `{right}`", place, fix=fix)


def _in_kind(number: str, zero: str) -> str:
    return "".join(chr(ord(zero) + unicodedata.decimal(char)) for char in number)
