"""A language in Latin script → the letters of its alphabet beside a–z, which are no signs of transliteration in it.

From CLDR's main exemplar characters. Not here what a language has for transliteration itself: Turkish, the circumflex.
"""

from __future__ import annotations

from bookbuild.language.scripts import primary

_LETTERS = {
    "az": "çəğıöşü", "bs": "čćđšž", "cs": "áčďéěíňóřšťúůýž", "da": "æøå", "de": "äöüß", "es": "áéíñóúü",
    "fi": "åäö", "fr": "àâæçèéêëîïôœùûüÿ", "ha": "ɓɗƙ", "hr": "čćđšž", "hu": "áéíóöőúüű", "it": "àèéìòù",
    "ku": "çêîşû", "nl": "áäéëíïóöúü", "no": "æøå", "pl": "ąćęłńóśźż", "pt": "áâãàçéêíóôõú", "ro": "ăâîșț",
    "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž", "sq": "çë", "sr": "čćđšž", "sv": "åäö", "tr": "çğıöşü", "tk": "çäžňöşüý",
}  # fmt: skip
_CAPITALS = {"az": "İ", "tr": "İ"}


def letters_beside_ascii(language: str) -> frozenset[str]:
    """Small and capital letters; empty for English, and for a language that is not known."""
    small = _LETTERS.get(primary(language), "")
    return frozenset(small + small.upper() + _CAPITALS.get(primary(language), "")) - frozenset("IS")
