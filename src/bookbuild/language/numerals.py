"""Numbers → as a book prints them: digits of either kind, abjad, Roman, ordinal words."""

from __future__ import annotations

from typing import Any, Literal

from bookbuild.language.scripts import script_of_language
from bookbuild.model.inlines import Gender
from bookbuild.model.settings import Edition

NumeralStyle = Literal["digits", "arabic-indic", "abjad", "roman", "ordinal"]
Digits = Literal["digits", "arabic-indic"]

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_EXTENDED = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_EXTENDED_LANGUAGES = frozenset(("fa", "prs", "pes", "ur", "ps", "sd", "pnb", "ug", "ks", "ckb"))
# The eastern (mashriqī) order: أبجد هوز حطي كلمن سعفص قرشت ثخذ ضظغ.
_ABJAD = tuple(
    zip((*range(1, 10), *range(10, 100, 10), *range(100, 1001, 100)), "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", strict=True)
)
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
        return str(n).translate(_indic(lang))
    if style == "abjad" and 1 <= n < 2000:
        return abjad(n)
    if style == "roman" and 1 <= n < 4000:
        return roman(n)
    if style == "ordinal" and 1 <= n < 100:
        return arabic_ordinal(n, gender) if _primary(lang) == "ar" else english_words(n)
    return digits_in(str(n), lang)


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
    return "arabic-indic" if script_of_language(lang) == "arabic" else "digits"


def digits_in(text: str, lang: str) -> str:
    """`text` with ASCII digits as `lang` writes them: ٠١٢ in Arabic, ۰۱۲ in Persian and Urdu, otherwise as they are."""
    return text.translate(_indic(lang)) if default_digits(lang) == "arabic-indic" else text


def _primary(lang: str) -> str:
    return lang.replace("_", "-").split("-")[0].lower()


def _indic(lang: str) -> dict[int, int]:
    return _EXTENDED if _primary(lang) in _EXTENDED_LANGUAGES else _ARABIC_INDIC


def digit_style(edition: Edition) -> Any:
    """`digits` or `arabic-indic`: what numbers in the text are written with."""
    if edition.style.folios in ("digits", "arabic-indic"):
        return edition.style.folios
    return "arabic-indic" if script_of_language(edition.book.language) == "arabic" else "digits"
