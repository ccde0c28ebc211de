"""A document's text → the language that it is in, as far as its script and its commonest words tell."""

from __future__ import annotations

import re

from bookbuild.intake.script_share import ARABIC_LETTER, LATIN_LETTER

_OF_LETTERS = (("ur", "ٹڈڑںےھ"), ("fa", "پچژگ"))
_WORDS = {
    "en": "the of and to in that is was for with he his",
    "fr": "le la les des et est dans que une pour il",
    "de": "der die und das ist nicht ein eine zu den von",
    "es": "el los las y en que una por con del se",
    "tr": "ve bir bu için ile da de olan olarak gibi",
    "id": "dan yang di itu dengan untuk tidak dari pada adalah",
}
_MANY = 1 << 18


def language_of(text: str) -> str:
    """A tag of BCP 47: Arabic script by its letters, Latin by its commonest words; English where nothing tells."""
    sample = text[:_MANY]
    arabic = len(ARABIC_LETTER.findall(sample))
    if arabic > len(LATIN_LETTER.findall(sample)):
        for tag, letters in _OF_LETTERS:
            if sum(sample.count(letter) for letter in letters) * 60 > arabic:
                return tag
        return "ar"
    words = re.findall(r"[^\W\d_]+", sample.lower())
    counts = {tag: sum(words.count(word) for word in known.split()) for tag, known in _WORDS.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] else "en"


def is_right_to_left(language: str) -> bool:
    return language.split("-")[0].lower() in ("ar", "fa", "ur", "he", "ps", "sd", "ug", "yi", "dv")
