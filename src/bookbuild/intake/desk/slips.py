"""A document's text → findings for names that are spelled once as no name is, and many times a letter otherwise."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.document import IntakeDocument
from bookbuild.intake.rewriting import changed_document, flat_text, place_at
from bookbuild.intake.runs import Place, RunPieces
from bookbuild.tradition.persons import register
from bookbuild.tradition.persons.name_keys import keys

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'ʿʾ`](?=[^\W\d_]))*")
_OFTEN = 4
_SHORTEST = 4


def slips(document: IntakeDocument) -> Iterator[Finding]:
    """`Musʾan Ibn ʿUmayr` where the text has `Musʿab Ibn ʿUmayr` again and again."""
    words: Counter[str] = Counter()
    after: dict[str, set[str]] = defaultdict(set)
    first: dict[str, tuple[RunPieces, int]] = {}
    for text, runs in _texts(document):
        found = list(_WORD.finditer(text))
        for match, following in zip_longest(found, found[1:]):
            words[match[0]] += 1
            first.setdefault(match[0], (runs, match.start()))
            if following and text[match.end() : following.start()] == " ":
                after[match[0]].add(following[0])
    often = [word for word, count in words.items() if count >= _OFTEN and _may_be_name(word, words)]
    for word, count in words.items():
        if count == 1 and _may_be_name(word, words) and (meant := _meant(word, often, after)):
            yield _finding(word, meant, place_at(*first[word]))


def _texts(document: IntakeDocument) -> list[tuple[str, RunPieces]]:
    texts: list[tuple[str, RunPieces]] = []

    def noted(runs: RunPieces) -> RunPieces:
        texts.append((flat_text(runs), runs))
        return runs

    changed_document(document, noted)
    return texts


def _may_be_name(word: str, words: Counter[str]) -> bool:
    return word[0].isupper() and len(word) >= _SHORTEST and not word.isupper() and word.lower() not in words


def _meant(word: str, often: list[str], after: dict[str, set[str]]) -> str | None:
    """The name that is meant: a letter apart, followed by the same word, where `word` itself is no name."""
    for other in often:
        alike = other[0] == word[0] and abs(len(other) - len(word)) <= 1 and after[word] & after[other]
        if alike and Levenshtein.distance(word, other, score_cutoff=1) == 1 and not _is_name(word):
            return other
    return None


@cache
def _is_name(word: str) -> bool:
    return any(key in register.given_names() for key in keys(word))


def _finding(word: str, meant: str, place: Place) -> Finding:
    message = f"`{word}` stands once, and `{meant}` with the same word behind it again and again"
    return Finding(Code.TRANSLITERATION_MIXED, message, f"write `{meant}`, if it is meant", Location(None, place.line))
