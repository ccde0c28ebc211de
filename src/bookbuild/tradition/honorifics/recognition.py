"""A line of text → the honorifics in it, whatever their spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bookbuild.language.marks import HONORIFIC_MARKS, LETTERS, ranges
from bookbuild.model.inlines import Gender, HonorificKind, Number
from bookbuild.tradition.honorifics.abbreviations import abbreviations, ends_with_name, inflected
from bookbuild.tradition.honorifics.additions import additions
from bookbuild.tradition.honorifics.arabic_spellings import (
    ARABIC,
    ARABIC_WISHES,
    EXALTED,
    SHORT,
    arabic_hint,
    arabic_phrase,
)
from bookbuild.tradition.honorifics.bengali import LETTERS as BENGALI_LETTERS
from bookbuild.tradition.honorifics.bengali import in_bengali
from bookbuild.tradition.honorifics.formulas import SIGNS, WISHES
from bookbuild.tradition.honorifics.letters import end_of_marks, flattened, places, skeleton
from bookbuild.tradition.honorifics.spellings import Means, english, transliterations
from bookbuild.tradition.honorifics.translations import hint, translations

Form = Literal["sign", "phrase", "abbreviation", "transliteration", "translation"]


@dataclass(frozen=True, slots=True)
class Match:
    """An honorific at `start` to `end` of the text (code points), its brackets included.

    `kind` None: "peace be upon him" and the like, which is said of the Prophet and of other prophets; it takes the
    person's. `gender`, `number` None where the spelling carries none; the plural of a translation covers the dual.
    `wish` as in `formulas`.
    """

    start: int
    end: int
    kind: HonorificKind | None
    gender: Gender | None
    number: Number | None
    form: Form
    wish: str = ""


_SIGNS = re.compile(f"[{''.join(SIGNS)}]")
_ARABIC_LETTER = re.compile(f"[{ranges(LETTERS)}]")
_LATIN_LETTER = re.compile("[A-Za-z]")
# "whoever says peace be upon him", "peace be upon him who follows guidance" (20:47) are speech, not honorifics.
_SPEECH_BEFORE = re.compile(r"(?:\b(?:and|say|says|said|saying|that|then)|[“‘\"«:])\s*$", re.IGNORECASE)
_SPEECH_AFTER = re.compile(r"\s+(?:who|whom|whose|that|the day|on the day|when)\b", re.IGNORECASE)
# "May Allah be pleased with him, with the Anṣār, and with all who …" is a sentence, and wishes it to others too.
_GOVERNS_MORE = re.compile(
    r"\s*,?\s+and\s+(?:(?:with|(?:up)?on)\s|(?:all|them|those|every|everyone|us|you)\b"
    r"|(?:forgive|grant|give|reward|raise|elevate|bless|preserve|protect|admit|enter|accept|fill|illumine|make)\s)"
    r"|\s*,\s+(with|(?:up)?on)\s[^.;:!?]*\band\s+\1\s",
    re.IGNORECASE,
)

_LONGEST_ADDITION = 200
_NEAR = 40
"""Characters before a phrase in which what may introduce it stands."""


def recognise(text: str, *, after_name: bool) -> Iterator[Match]:
    """The honorifics in `text`, from left to right, none within another.

    `after_name`: what stands before `text` ends with a name. Bracketed abbreviations need a name before them.
    """
    end = 0
    for match in sorted(_candidates(text, after_name), key=lambda m: (m.start, -m.end)):
        if match.start >= end:
            yield match
            end = match.end


def _candidates(text: str, after_name: bool) -> Iterator[Match]:
    if not text.isascii():
        yield from _signs(text)
        if _ARABIC_LETTER.search(text):
            yield from _arabic_phrases(text, after_name)
    for start, stop, kind in abbreviations(text, after_name=after_name):
        yield _match(start, stop, (kind, None, None), "abbreviation")
    for start, stop, said in inflected(text, after_name=after_name):
        yield Match(start, stop, said.kind, said.gender, said.number, "abbreviation", said.wish)
    if _LATIN_LETTER.search(text):
        yield from _latin_phrases(text, after_name)
    if BENGALI_LETTERS.search(text):
        yield from _in_bengali(text, after_name)


def _latin_phrases(text: str, after_name: bool) -> Iterator[Match]:
    flat = flattened(text)
    if any(word in flat for word in ("lla", "ala", "aley", "azza", "azze", "celle")):
        yield from _transliterations(flat)
    if any(word in flat for word in ("peace", "upon", "allah", "god", "exalted", "glory")):
        yield from _translations(text, flat, after_name)
    yield from _in_other_languages(text, flat, after_name)


def _match(start: int, end: int, means: Means, form: Form) -> Match:
    return Match(start, end, *means, form)


def _signs(text: str) -> Iterator[Match]:
    for found in _SIGNS.finditer(text):
        combining = found[0] in HONORIFIC_MARKS
        more = 0 if combining else _added(text, found.end())
        span = found.start(), found.end() + more
        start, end = span if combining else _with_brackets(text, *span)
        yield Match(start, end, *SIGNS[found[0]], "phrase" if more else "sign", WISHES.get(found[0], ""))


def _added(text: str, start: int) -> int:
    """How many characters after a sign go on with it (ﷺ وعلى آله): the two are another wording than its own."""
    if not text[start : start + 1].isspace():
        return 0
    near = text[start : start + _LONGEST_ADDITION]
    found = additions().match(skeleton(near))
    return end_of_marks(near, places(near)[found.end() - 1] + 1) if found and found[0] else 0


def named_before(text: str, start: int, after_name: bool) -> bool:
    """Whether a name stands right before `start`: one space at most between, or nothing but white space in `text`."""
    before = text[:start]
    if not before.strip():
        return after_name
    bare = before[:-1] if before[-1].isspace() else before
    return not bare[-1].isspace() and ends_with_name(bare)


def _arabic_phrases(text: str, after_name: bool) -> Iterator[Match]:
    bones = skeleton(text)
    if not arabic_hint().search(bones):
        return
    place = places(text)
    for found in arabic_phrase().finditer(bones):
        phrase = " ".join((found["phrase"] or found[0]).split()).replace(" و ", " و")
        means = ARABIC.get(phrase, ("allah", None, None))
        match = _arabic_match(text, place[found.start()], place[found.end() - 1] + 1, means)
        if phrase == SHORT and not found["more"]:
            match = replace(match, form="abbreviation")
        yield replace(match, wish=ARABIC_WISHES[phrase]) if phrase in ARABIC_WISHES else match
    if after_name and bones.split()[:1] == [EXALTED]:
        start = bones.index(EXALTED)
        yield _arabic_match(text, place[start], place[start + len(EXALTED) - 1] + 1, ("allah", None, None))


def _arabic_match(text: str, start: int, end: int, means: Means) -> Match:
    return _match(*_with_brackets(text, start, end_of_marks(text, end)), means, "phrase")


def _transliterations(flat: str) -> Iterator[Match]:
    for spelling in transliterations():
        for found in spelling.pattern.finditer(flat):
            yield _match(*_with_brackets(flat, *found.span()), spelling.means(found), "transliteration")


def _translations(text: str, flat: str, after_name: bool) -> Iterator[Match]:
    for spelling in english():
        for found in spelling.pattern.finditer(flat):
            start, end = _with_brackets(flat, *found.span())
            if start < found.start() or _parenthetical(text, *found.span(), after_name):
                yield _match(start, end, spelling.means(found), "translation")


def _in_other_languages(text: str, flat: str, after_name: bool) -> Iterator[Match]:
    """What is said in books of other languages, in brackets or parted off: after a name, before a pause."""
    if not hint().search(flat):
        return
    for spelling in translations():
        for found in spelling.pattern.finditer(flat):
            start, end = _with_brackets(flat, *found.span())
            if start < found.start() or _parted_off(text, *found.span(), after_name):
                yield _match(start, end, spelling.means(found), "translation")


def _in_bengali(text: str, after_name: bool) -> Iterator[Match]:
    for found in in_bengali(text):
        span = (found.begin, found.end) if found.short else _with_brackets(text, found.begin, found.end)
        yield _match(
            *span, (found.kind, found.gender, found.number), "abbreviation" if found.short else "transliteration"
        )
    yield from _in_other_languages(text, flattened(text), after_name)


def _parted_off(text: str, start: int, end: int, after_name: bool) -> bool:
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if after and after[0] not in ",;.:!?)–—-…”»":
        return False
    return (not before and after_name) or ends_with_name(before.rstrip(",–—- "))


def _parenthetical(text: str, start: int, end: int, after_name: bool) -> bool:
    """Whether an unbracketed English phrase is said in passing, and is not itself what is said."""
    before = text[:start]
    if _SPEECH_AFTER.match(text, end) or _GOVERNS_MORE.match(text, end):
        return False
    if not before.strip():
        return after_name
    if text[start].isupper():
        return before.rstrip("”’\"' \n")[-1:] not in (*".!?…",) and named_before(text, start, after_name)
    return before.rstrip()[-1] not in ".!?…" and not _SPEECH_BEFORE.search(before[-_NEAR:])


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, with the brackets or the dashes around it where they hold nothing else; `--` is punctuation."""
    left, right = start, end
    while left and text[left - 1].isspace():
        left -= 1
    while right < len(text) and text[right].isspace():
        right += 1
    around = text[left - 1] + text[right] if left and right < len(text) else ""
    if around not in ("()", "[]", "--", "––", "——") or "--" in (text[left - 2 : left], text[right : right + 2]):
        return start, end
    return left - 1, right + 1
