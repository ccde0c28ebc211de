"""The passages of a chapter → `bracket-unclosed`: brackets and quotation marks of which one of a pair is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.checks.proof import Proof
from bookbuild.diagnostics import Code, Finding

_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_LOW, _LOW_CLOSED = "„", "“"
_LOW_LANGUAGES = ("de",)
"""Languages that quote `„…“`, and nothing else with „."""
_BRACKETS = re.compile("[()\\[\\]{}«»“”„]")
_QUOTES = frozenset("«“„")
GUILLEMETS = ("en", "ar", "fa", "ur", "fr", "es", "it", "pt", "ru", "tr", "el", "ps", "sd", "ku")
_CURLY = ("en", "ar", "ms", "id", "tr", "es", "fr", "pt", "it", "bn")
"""Languages that quote `«…»`, and `“…”`; in others these marks stand the other way round, or alone."""
_LABEL = re.compile(r"(?:(?:\A|[\s\v،,])(?:\w{1,3}|[ivxlcIVXLC]{1,6})|[)/.–-]\w|\d{1,3}[.°]?|[:;]-?)\Z")
"""What a bracket closes that none opens: the number of an item, `a)`, `1°)`, `a)–c)`, and a face, `:)`."""
_LETTER = re.compile(r"[\s\v/–-](?:[^\W\d_A-Z]|[ivx]{1,4}|\d{1,2})\Z")
"""The letter or number of an item, whose bracket closes none: `(see b), below)`, `(see point 2), below)`."""
_OTHER_WAY = re.compile(r"(?<![\w«])»(?=\w)[^«»]{1,80}(?<!\s)«(?!\w)|(?<!\S)”(?=\w)[^“”]{1,80}(?<!\s)”(?!\w)")
"""A quotation as other languages mark it, in English text: Danish `»så«`, Swedish `”så”`."""
_AGAIN = re.compile(r"\s*»(?=[\w¿¡])")
"""A paragraph of a quotation that is open still, as Spanish begins it."""
_ATTRIBUTES = re.compile(r"(?:(?<=\])\{|\{(?=\s*+(?:[.#][A-Za-z]|[A-Za-z][\w-]*+=)))(?![^{}]*+\})")
"""Attributes that are not closed: they are found where a chapter is read."""
_REACH = {"(": 2, "[": 2, "{": 2, "«": 40, "“": 40, "„": 40}
"""So many passages on a bracket may be closed: a quotation goes over paragraphs, a parenthesis hardly."""


@dataclass(frozen=True, slots=True)
class _Bracket:
    """`closes_low`: a “ or ” with nothing open in its passage, which may close a „ of one before."""

    proof: Proof
    passage: int
    at: int
    char: str
    closes_low: bool = False


def brackets(proofs: Sequence[Proof]) -> Iterator[Finding]:
    """The findings of a chapter; notes are held apart from the text that they stand in."""
    for notes in (False, True):
        left: list[_Bracket] = []
        of_kind = [proof for proof in proofs if proof.passage.in_note == notes]
        for index, proof in enumerate(of_kind):
            if _BRACKETS.search(proof.text):
                unmatched = _unmatched(proof, index)
                if unmatched and _goes_on_from(left, unmatched[0]):
                    unmatched = unmatched[1:]
                elif any(not each.closes_low for each in unmatched) and (turned := list(_turned(proof))):
                    yield from turned
                    continue
                _match_over_passages(left, unmatched)
        yield from (_finding(bracket) for bracket in left if not _goes_on(bracket, of_kind))


def _goes_on(bracket: _Bracket, proofs: Sequence[Proof]) -> bool:
    """Whether a quotation is not closed because the next paragraph opens it again, as is the custom in speech."""
    following = proofs[bracket.passage + 1 : bracket.passage + 2]
    return bracket.char in _QUOTES and any(proof.text.lstrip().startswith(bracket.char) for proof in following)


def _goes_on_from(left: list[_Bracket], bracket: _Bracket) -> bool:
    """Whether a paragraph begins with » because the quotation before it goes on; it is as if opened there."""
    opened = [each for each in left if each.char == "«" and bracket.passage - each.passage <= _REACH["«"]]
    if not opened or bracket.char != "»" or not _AGAIN.match(bracket.proof.text):
        return False
    if bracket.proof.text[: bracket.at].strip():
        return False
    left[left.index(opened[-1])] = replace(opened[-1], passage=bracket.passage - 1)
    return True


def _unmatched(proof: Proof, index: int) -> list[_Bracket]:
    """What a passage does not close, or did not open, in its order."""
    left: list[_Bracket] = []
    closed_by_one: set[int] = set()
    lows: list[_Bracket] = []
    letters = 0
    other_way = _other_way(proof)
    for found in _BRACKETS.finditer(proof.text):
        char, at = found[0], found.start()
        if char == _LOW:
            lows.append(_Bracket(proof, index, at, char))
            continue
        if char in "“”" and (lows or proof.language_at(at) in _LOW_LANGUAGES):
            if lows:
                lows.pop()
            elif _by_place(proof.text, at, char) in (None, "”"):
                left.append(_Bracket(proof, index, at, char, closes_low=True))
            continue
        if at in other_way or not _quotes_so(proof, at, char) or (char == "{" and _ATTRIBUTES.match(proof.text, at)):
            continue
        opening = _OPENING.get(char)
        opened = next((each for each in reversed(left) if each.char == opening), None)
        if opened:
            left.remove(opened)
            letters += char == ")" and bool(_LETTER.search(proof.text, 0, at))
            if char == "»" and proof.language_at(at) == "fr":
                closed_by_one = {each.at for each in left if each.char == "«"}  # « a dit : « Bien. » — one closes all
        elif char == ")" and letters:
            letters -= not _LETTER.search(proof.text, 0, at)
        elif not (char in ")]" and _LABEL.search(proof.text, 0, at)):
            left.append(_Bracket(proof, index, at, char))
    left += [each for each in lows if proof.language_at(each.at) in _LOW_LANGUAGES]
    return sorted((each for each in left if each.at not in closed_by_one), key=lambda each: each.at)


def _other_way(proof: Proof) -> set[int]:
    """Where marks stand that open what they close elsewhere: words of other languages in English."""
    if proof.language.split("-")[0].lower() != "en" or proof.script != "latin":
        return set()
    return {at for found in _OTHER_WAY.finditer(proof.text) for at in (found.start(), found.end() - 1)}


def _quotes_so(proof: Proof, at: int, char: str) -> bool:
    """Whether a mark stands in pairs in the language there: „so“ and »so« are closed by what opens others."""
    primary = proof.language_at(at)
    return primary in GUILLEMETS if char in "«»" else primary in _CURLY if char in "“”" else True


def _turned(proof: Proof) -> Iterator[Finding]:
    """Brackets typed the wrong way round, where turned they all stand in pairs: `)كذا(`, `(كذا(`."""
    marks = ((each.start(), each[0]) for each in _BRACKETS.finditer(proof.text) if each[0] in "()[]«»")
    found = [(at, char) for at, char in marks if _quotes_so(proof, at, char)]
    stands = [(at, char, _by_place(proof.text, at, char)) for at, char in found]
    if not all(right for _, _, right in stands) or not _balanced([right for _, _, right in stands if right]):
        return
    for at, char, right in stands:
        if right and right != char:
            message = f"`{char}` stands where `{right}` is meant"
            yield proof.found(Code.BRACKET_UNCLOSED, at, at + 1, message, f"write `{right}`", right)


def _by_place(text: str, at: int, char: str) -> str | None:
    """What a bracket is by what stands on its sides: opening after a space, closing before one; None if unclear."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    opening = char if char in _PAIRS else _OPENING[char]
    if before.isspace() and (after.isalnum()):
        return opening
    closes = after.isspace() or after in ".,،؛;:!?؟"
    return _PAIRS[opening] if closes and not before.isspace() else None


def _balanced(chars: Sequence[str]) -> bool:
    open_: list[str] = []
    for char in chars:
        if char in _PAIRS:
            open_.append(char)
        elif not open_ or _PAIRS[open_.pop()] != char:
            return False
    return not open_


def _match_over_passages(left: list[_Bracket], unmatched: Sequence[_Bracket]) -> None:
    """Close in `left` what `unmatched` closes; a mark that opens a paragraph of a quotation again opens nothing."""
    for bracket in unmatched:
        opening = _LOW if bracket.closes_low else _OPENING.get(bracket.char, bracket.char)
        reach = _REACH[opening]
        earlier = [each for each in left if each.char == opening and 0 < bracket.passage - each.passage <= reach]
        if bracket.closes_low or (bracket.char in _OPENING and earlier):
            if earlier:
                left.remove(earlier[-1])
        elif bracket.char in _QUOTES and earlier and not bracket.proof.text[: bracket.at].strip():
            left.remove(earlier[-1])
            left.append(bracket)
        else:
            left.append(bracket)


def _finding(bracket: _Bracket) -> Finding:
    other = _LOW_CLOSED if bracket.char == _LOW else _PAIRS.get(bracket.char) or _OPENING[bracket.char]
    what = "closes it" if bracket.char in _PAIRS or bracket.char == _LOW else "opens it"
    message = f"`{bracket.char}` without the `{other}` that {what}"
    remedy = f"write `{other}` where it belongs, or take `{bracket.char}` out"
    return bracket.proof.found(Code.BRACKET_UNCLOSED, bracket.at, bracket.at + 1, message, remedy)
