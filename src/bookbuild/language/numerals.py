"""Numbers → as a book prints them: digits of either kind, abjad, Roman, ordinal words."""

from __future__ import annotations

from typing import Literal

from bookbuild.language.scripts import primary, script_of_language, writing_of
from bookbuild.model.inlines import Gender
from bookbuild.model.settings import Edition

NumeralStyle = Literal["digits", "arabic-indic", "abjad", "roman", "ordinal", "letters", "symbols"]
Digits = Literal["digits", "arabic-indic"]
"""ASCII's digits, or the language's own: Arabic-Indic, those of Persian and Urdu, Bengali."""

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_EXTENDED = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹০১২৩৪৫৬৭৮৯", "0123456789" * 3)
_EXTENDED_LANGUAGES = frozenset(("fa", "prs", "pes", "ur", "ps", "sd", "pnb", "ug", "ks", "ckb"))
# The eastern (mashriqī) order: أبجد هوز حطي كلمن سعفص قرشت ثخذ ضظغ.
_ABJAD = tuple(
    zip((*range(1, 10), *range(10, 100, 10), *range(100, 1001, 100)), "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", strict=True)
)
_SYMBOLS = "*†‡§‖¶"
"""Marks of notes in their order; the seventh note has two asterisks."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIRSTS = {
    "m": ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"),
    "f": ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة"),
}
_FIRST_OF_COMPOUND = {"m": "الحادي", "f": "الحادية"}
_ARABIC_TENS = ("العشرون", "الثلاثون", "الأربعون", "الخمسون", "الستون", "السبعون", "الثمانون", "التسعون")


def in_style(n: int, style: NumeralStyle, lang: str, gender: Gender = "m") -> str:
    """`n` in `style`. What a style cannot write (abjad from 2,000, Roman from 4,000, words from 100) is in digits.

    Ordinals in Arabic are of the `gender` of what is counted: masculine after الفصل and الباب; those of any other
    language are English, in the form that follows "Chapter": One, Twenty-One.
    """
    if style == "digits":
        return str(n)
    if style == "arabic-indic":
        return str(n).translate(_own(lang) or _ARABIC_INDIC)
    if style == "abjad" and 1 <= n < 2000:
        return abjad(n)
    if style == "roman" and 1 <= n < 4000:
        return roman(n)
    if style == "ordinal" and 1 <= n < 100:
        return arabic_ordinal(n, gender) if primary(lang) == "ar" else english_words(n)
    if style == "letters":
        return letters(n)
    if style == "symbols":
        return _SYMBOLS[(n - 1) % len(_SYMBOLS)] * ((n - 1) // len(_SYMBOLS) + 1)
    return digits_in(str(n), lang)


def letters(n: int) -> str:
    """From 1: a to z, then aa, ab …"""
    out = ""
    while n:
        n, letter = divmod(n - 1, 26)
        out = chr(ord("a") + letter) + out
    return out


def abjad(n: int) -> str:
    """1 to 1,999 in letters, the greatest first: 15 is يه. A lone 5 is هـ, with a tatweel, so that it is not a zero."""
    letters = "غ" if n >= 1000 else ""
    rest = n % 1000
    for value, letter in reversed(_ABJAD[:-1]):
        if rest >= value:
            letters += letter
            rest -= value
    return "هـ" if letters == "ه" else letters


def roman(n: int) -> str:
    """1 to 3,999 in small Roman numerals."""
    out = ""
    for value, letters in _ROMAN:
        out += letters * (n // value)
        n %= value
    return out


def english_words(n: int) -> str:
    """1 to 99 as in a chapter's head: One, Twenty-One."""
    ones, tens = _ONES.split(), _TENS.split()
    if n < 20:
        return ones[n].capitalize()
    ten = tens[n // 10 - 2].capitalize()
    return ten if n % 10 == 0 else f"{ten}-{ones[n % 10].capitalize()}"


def gender_of(noun: str) -> Gender:
    """The gender of an Arabic noun by its ending, as المقالة and الذكرى show it; masculine where none shows."""
    return "f" if noun.endswith(("ة", "ى", "اء")) else "m"


def arabic_ordinal(n: int, gender: Gender = "m") -> str:
    """1 to 99 as definite ordinals in the nominative: الأول, الحادي عشر, التاسع والتسعون."""
    firsts = _FIRSTS[gender]
    if n <= 10:
        return firsts[n - 1]
    tens, ones = divmod(n, 10)
    if ones == 0:
        return _ARABIC_TENS[tens - 2]
    one = _FIRST_OF_COMPOUND[gender] if ones == 1 else firsts[ones - 1]
    if tens == 1:
        return f"{one} {'عشر' if gender == 'm' else 'عشرة'}"
    return f"{one} و{_ARABIC_TENS[tens - 2]}"


def default_digits(lang: str) -> Digits:
    """The digits that a book in `lang` is numbered with."""
    return "arabic-indic" if _own(lang) else "digits"


def digits_in(text: str, lang: str) -> str:
    """`text` with ASCII digits as `lang` writes them: ٠١٢, ۰۱۲ in Persian and Urdu, ০১২ in Bengali, else as it is."""
    own = _own(lang)
    return text.translate(own) if own else text


def digits_of_one_kind(text: str, edition: Edition) -> str:
    """`text`, whatever digits it is written with, with those that the edition's numbers have."""
    plain = text.translate(_TO_ASCII)
    return plain.translate(_own(edition.book.language) or _ARABIC_INDIC) if digit_style(edition) != "digits" else plain


def _own(lang: str) -> dict[int, int] | None:
    """ASCII's digits → the language's own; None where it has none, or does not use them."""
    if script_of_language(lang) == "arabic":
        return _EXTENDED if primary(lang) in _EXTENDED_LANGUAGES else _ARABIC_INDIC
    return _BENGALI if writing_of(lang) == "Beng" else None


def counter_style(lang: str) -> str:
    """CSS's name for `arabic-indic` in `lang` (CSS Counter Styles 3, 6.1)."""
    return {id(_EXTENDED): "persian", id(_BENGALI): "bengali"}.get(id(_own(lang)), "arabic-indic")


def digit_style(edition: Edition) -> Digits:
    """What numbers that the tool makes are written with."""
    if edition.style.folios == "digits" or edition.style.folios == "arabic-indic":
        return edition.style.folios
    return default_digits(edition.book.language)
