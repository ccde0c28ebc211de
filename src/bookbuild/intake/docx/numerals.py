"""A number and a format of Word (`w:numFmt`) → the number as Word writes it."""

from __future__ import annotations

from bookbuild.language.numerals import abjad, english_words, roman

_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_CHICAGO = "*†‡§"
_INDIC = frozenset(("hindiNumbers", "hindiCounting", "hindiCardinalText"))
_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def as_word_writes(number: int, form: str) -> str:
    """`number` in `form`; a form that is not known here is in digits."""
    if form == "none" or form == "bullet":
        return ""
    if number < 1 or number > 9999:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        return _repeated(number, _LATIN if form == "lowerLetter" else _LATIN.upper())
    if form in ("lowerRoman", "upperRoman"):
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    if form == "decimalZero":
        return f"{number:02d}"
    return _further(number, form)


def _further(number: int, form: str) -> str:
    match form:
        case "arabicAbjad":
            return abjad(number) if number < 2000 else str(number)
        case "arabicAlpha":
            return _repeated(number, _ARABIC)
        case "hebrew2":
            return _repeated(number, _HEBREW)
        case "chicago":
            return _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1) if number <= 40 else str(number)
        case "ordinal":
            return f"{number}{_suffix(number)}"
        case "cardinalText":
            return english_words(number).capitalize() if number < 100 else str(number)
        case _:
            return str(number).translate(_DEVANAGARI) if form in _INDIC else str(number)


def _repeated(number: int, letters: str) -> str:
    """Word goes on after the last letter with the letters doubled: z, aa, bb."""
    times, at = divmod(number - 1, len(letters))
    return letters[at] * min(times + 1, 20)


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
