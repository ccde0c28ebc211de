"""A passage → `letter-foreign`: letters of Persian in Arabic, of Arabic in Persian and Urdu, and ى for ي."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bookbuild.checks.proof import Proof
from bookbuild.diagnostics import Code, Finding
from bookbuild.language.arabic_script import NEVER_ARABIC, read_as, weight
from bookbuild.language.final_yeh import with_yeh
from bookbuild.language.marks import JOIN_CONTROLS, LETTERS, MARKS, TATWEEL, VOWEL_SIGNS, ranges

_WORD = re.compile(f"[{ranges(LETTERS)}][{ranges(LETTERS, MARKS, TATWEEL, JOIN_CONTROLS)}]*")
_RUN_ENDS = re.compile(r"[:«»“”\"()\[\]{}\v\ufdd1]")
_NEAR = 4
"""So many words on each side tell what language a word is in."""

_PERSIAN_LANGUAGES = ("fa", "ur")
_OF_PERSIAN = frozenset("کیہھەے")
_OF_ARABIC = frozenset("كيى")
_TO_ARABIC = str.maketrans("کیھ", "كيه")
_TO_PERSIAN = str.maketrans("كيى", "کیی")
_ENDS_IN = re.compile(f"[یہەے][{ranges(MARKS)}]*\\Z")
_FINAL = {"فی": "في", "وفی": "وفي", "الذی": "الذي", "التی": "التي", "النبی": "النبي", "هی": "هي", "إلی": "إلى",
          "الی": "إلى", "حتی": "حتى", "موسی": "موسى", "عیسی": "عيسى"}  # fmt: skip

_ALI = re.compile("على(?= +بن )")
_BEFORE_ABI = re.compile("(?:\\A|[^\\w])[وف]?(?:بن|ابن|بنت|عن|إلى|مع|سنن|مسند|مصنف|حديث|رواية)\\s+\\Z")


class _Word(NamedTuple):
    text: str
    begin: int
    end: int


def letters(proof: Proof) -> Iterator[Finding]:
    """The foreign letters of a passage, each in the language of the words around it."""
    if not _SUSPECT.search(proof.text):
        return
    for run in _runs(proof.text):
        for at, word in enumerate(run):
            near = [other.text for other in run[max(at - _NEAR, 0) : at + _NEAR + 1]]
            language = proof.language_at(word.begin)
            if language == "ar":
                yield from _in_arabic(proof, word, near)
            elif language in _PERSIAN_LANGUAGES:
                yield from _in_persian(proof, word, near)


_SUSPECT = re.compile(f"[{ranges(_OF_PERSIAN, _OF_ARABIC)}]")


def _runs(text: str) -> Iterator[list[_Word]]:
    """The words of the text, those together that quotation marks, brackets and colons do not part."""
    run: list[_Word] = []
    for found in _WORD.finditer(text):
        if run and _RUN_ENDS.search(text, run[-1].end, found.start()):
            yield run
            run = []
        run.append(_Word(found[0], *found.span()))
    if run:
        yield run


def _in_arabic(proof: Proof, word: _Word, near: list[str]) -> Iterator[Finding]:
    strange = sorted(_OF_PERSIAN & set(word.text))
    if strange:
        told = read_as([_arabic(other) for other in near])
        if NEVER_ARABIC & set(word.text) or told == "persian" or (told is None and len(near) > 1):
            return
        yield _finding(proof, word, strange, _arabic_spelling(word.text), "Arabic")
    elif "ى" in word.text and read_as(near) != "persian":
        right = with_yeh(word.text) or _of_name(proof.text, word)
        if right:
            message = f"`{word.text}` has `ى` where `ي` is written"
            yield proof.found(Code.LETTER_FOREIGN, word.begin, word.end, message, f"write `{right}`", right)


def _arabic(word: str) -> str:
    """A word with Arabic's letters for those of Persian that look the same, to tell its language by the others."""
    return re.sub("[یہەے]$", "", word).translate(_TO_ARABIC) if weight(word) <= 0 or _OF_PERSIAN & set(word) else word


def _arabic_spelling(word: str) -> str | None:
    """The word in Arabic's letters; None where its last letter may be one of two: ی of ي and ى, ہ of ه and ة."""
    if word in _FINAL:
        return _FINAL[word]
    if _ENDS_IN.search(word):
        return None
    return word.translate(_TO_ARABIC).translate(str.maketrans("ہە", "هه"))


def _of_name(text: str, word: _Word) -> str | None:
    """علي and أبي in names: `على بن`, `عن أبى هريرة`; by themselves they may be the words على and أبى."""
    if word.text == "على" and _ALI.match(text, word.begin):
        return "علي"
    if word.text in ("بأبى", "لأبى", "كأبى") or (word.text == "أبى" and _BEFORE_ABI.search(text[: word.begin])):
        return word.text[:-1] + "ي" if text[word.end : word.end + 1].isspace() else None
    return None


def _in_persian(proof: Proof, word: _Word, near: list[str]) -> Iterator[Finding]:
    strange = sorted(_OF_ARABIC & set(word.text))
    if not strange:
        return
    arabic = sum(char in VOWEL_SIGNS for char in word.text) > 1 or weight(word.text) < 0
    own = bool(_OF_PERSIAN & set(word.text))
    if NEVER_ARABIC & set(word.text) or (not arabic and (own or read_as(near) == "persian")):
        language = "Urdu" if proof.language_at(word.begin) == "ur" else "Persian"
        yield _finding(proof, word, strange, word.text.translate(_TO_PERSIAN), language)


def _finding(proof: Proof, word: _Word, strange: list[str], right: str | None, language: str) -> Finding:
    shown = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in strange)
    message = f"`{word.text}` has {shown}, which is no letter of {language}"
    remedy = f"write `{right}`" if right else f"write the word in the letters of {language}"
    return proof.found(Code.LETTER_FOREIGN, word.begin, word.end, message, remedy, right)
