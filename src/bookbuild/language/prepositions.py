"""The word before a reference by page → whether *here* cannot stand behind it: *on page 12* is not *on here*."""

from __future__ import annotations

from bookbuild.language.scripts import primary

_WORDS = {
    "ar": "في من إلى على عن قبل بعد حتى عند",
    "de": "auf von ab zu nach mit gegenüber neben aus",
    "en": "on at from to of in by near after before until till through than opposite with",
    "es": "la en de desde hasta a",
    "fr": "la en de dès à",
    "id": "di pada dari ke dalam sampai sejak",
    "ms": "di pada dari ke dalam sampai sejak",
    "sw": "kwenye katika kutoka hadi",
}
"""Of other languages none: the word stands behind, or *here* reads after it too (در اینجا, یہاں پر)."""


def wants_a_noun(word: str, language: str) -> bool:
    """Whether `word`, before a reference, governs a noun and no adverb of place."""
    return word.lower() in _WORDS.get(primary(language), "").split()
