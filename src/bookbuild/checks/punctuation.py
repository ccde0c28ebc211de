"""A passage → `punctuation-foreign`: marks of another script; `mark-doubled`: the same mark twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.checks.proof import Proof
from bookbuild.diagnostics import Code, Finding
from bookbuild.language.marks import LETTERS, SHADDA, SUKUN, TANWIN, VOWEL_SIGNS, ranges
from bookbuild.language.scripts import script_of_language

_ARABIC_FOR = {",": "،", ";": "؛", "?": "؟"}
_LATIN_FOR = {arabic: latin for latin, arabic in _ARABIC_FOR.items()}
_FOREIGN = re.compile(r"[,;?،؛؟]")
# A comma between digits, and what stands within a word, is no punctuation of the sentence.
_WITHIN = re.compile(r"(?<=\d)[,،](?=\d)")

_TWICE = re.compile(
    r"(?<![،؛,;:])([،؛,;:])(?:\s?\1)+|(?<!\.)\.\.(?!\.)|(?<![!?؟])([?؟])\2(?![!?؟])|[،,](?:[.؛;]|\s[.؛;](?!\w))(?!\.)"
)
_NOT_WITH_OTHERS = TANWIN | {SUKUN}
_VOWELS = VOWEL_SIGNS - {SHADDA}
_MARKS_OF_LETTER = re.compile(f"(?<=[{ranges(LETTERS)}])[{ranges(VOWEL_SIGNS)}]{{2,}}")
_CERTAIN = "،؛,;:؟?"
_AROUND = frozenset(("()", "[]", "«»", "»«", "“”", "„“", "„”", "‘’", "‚‘", "‹›", "›‹", '""', "''"))


def foreign(proof: Proof) -> Iterator[Finding]:
    """Latin marks in Arabic text, and Arabic ones in Latin."""
    within = {found.start() for found in _WITHIN.finditer(proof.text)}
    for found in _FOREIGN.finditer(proof.text):
        mark, at = found[0], found.start()
        table = _ARABIC_FOR if mark in _ARABIC_FOR else _LATIN_FOR
        own = "arabic" if table is _ARABIC_FOR else "latin"
        if at in within or _alone(proof.text, at) or not _is_in(proof, own) or not _among(proof, at, own):
            continue
        name = "Arabic" if own == "arabic" else "Latin"
        message = f"`{mark}` in text in {name} script"
        yield proof.found(Code.PUNCTUATION_FOREIGN, at, at + 1, message, f"write `{table[mark]}`", table[mark])


def _alone(text: str, at: int) -> bool:
    """Whether a mark stands alone in brackets or quotation marks, as it does where it is spoken of: `(،)`."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return at > 0 and around in _AROUND


def _is_in(proof: Proof, script: str) -> bool:
    """Whether a passage is in `script`: in a text of another language, words that are quoted stand by its commas."""
    if script_of_language(proof.language) == script:
        return proof.script == script
    return proof.scripts_of_all <= {script}


def _among(proof: Proof, at: int, script: str) -> bool:
    """Whether a mark stands in text of `script`: its own before it, and no other after it."""
    return proof.script_before(at) == script and proof.script_after(at + 1) in (script, None)


def doubled(proof: Proof) -> Iterator[Finding]:
    """Punctuation that is typed twice, and two vowel signs on one letter."""
    for found in _TWICE.finditer(proof.text):
        written = found[0]
        if written == ".." and _turkish(proof, found.start()):
            continue
        same = len(set("".join(written.split()))) == 1
        instead = written[0] if same and written[0] in _CERTAIN else None
        message = f"`{written}`: a mark is doubled" if same else f"`{written}`: two marks where one stands"
        remedy = f"write `{written[0]}`" if same else "keep one of the two"
        if written == "..":
            remedy = "write `.`, or `…`"
        yield proof.found(Code.MARK_DOUBLED, found.start(), found.end(), message, remedy, instead)
    if not proof.text.isascii():
        yield from _two_vowels(proof)


def _turkish(proof: Proof, at: int) -> bool:
    """Whether two dots at `at` stand with `!` or `?`, as Turkish writes an ellipsis after them: `Gitti!..`."""
    return proof.text[at - 1 : at] in ("!", "?") and proof.language_at(at) == "tr"


def _two_vowels(proof: Proof) -> Iterator[Finding]:
    """One mark twice; sukūn or tanwīn beside another sign. (Two vowels may show two readings.)"""
    for found in _MARKS_OF_LETTER.finditer(proof.text):
        marks, once = found[0], "".join(dict.fromkeys(found[0]))
        vowels = [mark for mark in once if mark in _VOWELS]
        if len(once) < len(marks):
            inner = proof.script_after(found.end()) and proof.text[found.end() : found.end() + 2].isalpha()
            certain = once if inner or SHADDA in marks.replace(SHADDA, "", 1) else None
            message = f"`{proof.around(*found.span())}` has the same mark twice on one letter"
            yield proof.found(Code.MARK_DOUBLED, *found.span(), message, "write it once", certain)
        elif len(vowels) > 1 and any(mark in _NOT_WITH_OTHERS for mark in vowels):
            message = f"`{proof.around(*found.span())}` has two vowel signs on one letter"
            yield proof.found(Code.MARK_DOUBLED, *found.span(), message, "keep the one that is read")
