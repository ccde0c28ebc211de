"""An honorific and an edition's style → what stands on the page; an honorific and its person → how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bookbuild.model.inlines import Gender, HonorificKind, Number
from bookbuild.model.settings import Person
from bookbuild.tradition.honorifics.formulas import ABBREVIATIONS, Formula, formula
from bookbuild.tradition.honorifics.words import abbreviation, translation, transliteration

Style = Literal["glyph", "phrase", "transliteration", "translation", "abbreviation", "none"]


@dataclass(frozen=True, slots=True)
class HonorificSetting:
    """What an edition sets for an honorific. `reading` are the words it stands for: Arabic for Arabic script."""

    text: str
    reading: str
    script: Literal["arabic", "latin"]


def _usual_glyphs(sign: str) -> bool:
    return sign in "ﷺﷻ"


def setting(
    kind: HonorificKind | None,
    gender: Gender | None,
    number: Number | None,
    style: Style,
    lang: str,
    *,
    wish: str = "",
    has_glyph: Callable[[str], bool] = _usual_glyphs,
) -> HonorificSetting:
    """What an edition sets in language `lang`: in its own words where it has a file in
    `words`, else in those of English.

    `gender` and `number` are the spelling's or else the person's, by default masculine and singular; `kind` None, with
    no person known, is the Prophet's. `has_glyph` says whether the font has a sign; without it, the phrase is set.
    """
    known = formula(kind or "muhammad", gender, number, wish)
    if style == "glyph" and known.sign and has_glyph(known.sign):
        return HonorificSetting(known.sign, known.sign_reading or known.phrase, "arabic")
    if style in ("glyph", "phrase"):
        return HonorificSetting(known.phrase, known.phrase, "arabic")
    return of_formula(known, style, lang)


def of_formula(known: Formula, style: str, lang: str) -> HonorificSetting:
    """What the styles that have words of their own set for a formula, in words of the language; see `words`."""
    if style == "none":
        return HonorificSetting("", "", "arabic")
    return _in_arabic(known, style) if lang.split("-")[0].lower() == "ar" else _in_latin(known, style, lang)


def _in_arabic(known: Formula, style: str) -> HonorificSetting:
    """Arabic is neither transliterated nor translated into itself: the phrase stands for both."""
    text = _abbreviation(known)[2] if style == "abbreviation" and not known.wish else known.phrase
    return HonorificSetting(text, known.phrase, "arabic")


def _in_latin(known: Formula, style: str, lang: str) -> HonorificSetting:
    meaning = translation(known, lang)
    if style == "abbreviation" and not known.wish:
        return HonorificSetting(abbreviation(known.kind, lang), meaning, "latin")
    words = transliteration(known, lang) if style == "transliteration" else meaning
    return HonorificSetting(f"({words})", meaning, "latin")


def _abbreviation(known: Formula) -> tuple[HonorificKind, str, str]:
    return next(entry for entry in ABBREVIATIONS.values() if entry[0] == known.kind)


def written_for(person: Person | None, written: str, form: str, lang: str) -> str:
    """The honorific that is the person's, in the form of the one that was `written`; empty where none is said.

    Short signs stand on a dotted circle after a space, and few fonts have the ligatures: in their place there is an
    abbreviation, or in Arabic the phrase.
    """
    if person is None or person.kind is None:
        return ""
    known = formula(person.kind, person.gender, person.number)
    if known.sign in ("ﷺ", "ﷻ") and form == "sign":
        return written.replace(written.strip("()[] "), known.sign)
    if form == "phrase" or (form == "sign" and lang.startswith("ar")):
        return _bracketed(written, known.phrase)
    if form in ("transliteration", "translation"):
        return _bracketed(written, (transliteration if form == "transliteration" else translation)(known, lang))
    return _abbreviation(known)[2] if lang.startswith("ar") else abbreviation(known.kind, lang)


def _bracketed(written: str, words: str) -> str:
    brackets = written[:1] + written[-1:]
    return f"{brackets[0]}{words}{brackets[1]}" if brackets in ("()", "[]") else words
