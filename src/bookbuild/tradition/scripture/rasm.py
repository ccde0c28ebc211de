"""A word of record → the letters in which it may be written, in the ʿUthmānī and in the conventional spelling."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from bookbuild.language.marks import ALPHABET, HAMZA_MARKS, MADDA, SMALL_LETTERS, SUPPLIED_LETTERS, ranges
from bookbuild.tradition.scripture.orthography import Letter, read

_FLOATING = re.compile(f"[{ranges(HAMZA_MARKS)}]")
_PLAIN = re.compile(f"[{ranges(ALPHABET)}]+")
# Small letters stand for such as the rasm leaves out; a small alif at a word's end is on its seat.
_SMALL = re.compile(f"[{ranges(SUPPLIED_LETTERS)}](?![{ranges(SMALL_LETTERS, MADDA)}]*$)")

# Words that the conventional spelling of print writes in more than one way: a pattern, and what may stand instead.
_ALSO = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("^ياأي(?=ها|تها)", "يأي"),
        ("سموات", "سماوات"),
        ("سماوات", "سموات"),
        ("داود", "داوود"),
        ("داوود", "داود"),
        ("إسحاق", "إسحق"),
        ("إسماعيل", "إسمعيل"),
        ("هارون", "هرون"),
        ("سليمان", "سليمن"),
        ("لقمان", "لقمن"),
        ("مائ(?=ة|تين)", "مئ"),
        ("أئ(?=ذا|ن|فك)", "أإ"),
        ("أؤ(?=نزل|لقي|نبئكم)", "أأ"),
        ("(?<=[^ا])ءو", "ؤو"),
        ("اءو", "اؤو"),
        ("ئو", "ؤو"),
        ("ئو", "ءو"),
        ("ؤو", "ءو"),
        ("ؤو", "ئو"),
        ("(?<=^[يتنأم]ح)ي$|(?<=^[ولف][يتنأم]ح)ي$|(?<=يستح)ي$", "يي"),
        ("(?<=^جاء)و$|(?<=^[وف]جاء)و$", "وا"),
        ("(?<=^[وف]جاء)و$", "ؤوا"),
        ("^(رحم|نعم|سن|امرأ|لعن|كلم|جن|شجر|بقي|قر|فطر|ابن|معصي|بين)ت$", r"\1ة"),
        ("^([وفبل]|ول|بل)(رحم|نعم|سن|امرأ|لعن|كلم|جن|شجر|بقي|قر|فطر|ابن|معصي)ت$", r"\1\2ة"),
    )
)
# The singular of verbs and the construct of plurals, which end in و in print and in وا in the muṣḥaf.
_WITHOUT_ALIF = re.compile("[وفلأ]?(?:ندعو|تتلو|نتلو|يمحو|نبلو|ناكسو|تاركو|ذائقو|كاشفو|مرسلو|صالو)ا")
# Single words, by their rasm: what print writes besides the spelling that is known of it.
_BESIDES = {
    "يبنؤم": ("ياابنأم", "يابنأم", "يبنأم"),
    "يحسرتى": ("ياحسرتى",),
    "يأيه": ("ياأيه",),
    "أيه": ("أيه",),
    "وألو": ("وأنلو",),
    "يحي": ("يحيي", "يحي"),
    "اليل": ("الليل",),
    "واليل": ("والليل",),
    "لتنوأ": ("لتنوء",),
    "لتخذت": ("لاتخذت",),
    "ينشؤا": ("ينشأ",),
    "قواريرا": ("قوارير",),
    "جملت": ("جمالت",),
    "أءنزل": ("أأنزل",),
    "أءلقي": ("أألقي",),
}


_ANY = re.compile("^ياأي|وات|داو|إس|هارون|سليمان|لقمان|مائ|أ[ئؤ]|[ءئؤ]و|حي$|جاءو|ت$|وا$")
"""What any of these has in it."""


class Spellings(NamedTuple):
    """The letters of a word in each spelling: no mark, tatweel or small letter, hamzas as letters."""

    uthmani: frozenset[str]
    conventional: frozenset[str]


def spellings(word: str, conventional: str | None) -> Spellings:
    """How a word may be written that the muṣḥaf writes `word`, and print `conventional` (None: not known)."""
    letters = read(word).letters
    rasm = "".join([letter.char for letter in letters])
    uthmani = frozenset(_uthmani(letters))
    if _FLOATING.search(word):
        uthmani |= set(read("".join([char for char in word if unicodedata.category(char) != "Mn"])).rasms)
    plain = [conventional.replace(" ", "")] if conventional else _guessed(word)
    plain += _BESIDES.get(rasm, ())
    found = {also for each in plain for spelled in _rasms(each) for also in _also(spelled)}
    found |= {spelled for spelled in uthmani if spelled.replace("آ", "ا") in found}
    if not _SMALL.search(word) and not any(_is_mark(letter) and letter.char == "ء" for letter in letters):
        found |= {rasm, rasm.replace("آ", "ا")}
    return Spellings(uthmani, frozenset(found))


def _rasms(plain: str) -> tuple[str, ...]:
    return (plain,) if _PLAIN.fullmatch(plain) else read(plain).rasms


def _uthmani(letters: tuple[Letter, ...]) -> set[str]:
    """The rasm in its encodings: the sign of lengthening as part of the alif or not, a hamza with a seat or without."""
    rasm = "".join([letter.char for letter in letters])
    found = {rasm, rasm.replace("يصحب", "يصىحب")}
    if any(letter.char == "أ" and MADDA in letter.marks for letter in letters):
        found.add("".join(["ءا" if c.char == "أ" and MADDA in c.marks else c.char for c in letters]))
    floating = [i for i, letter in enumerate(letters) if letter.char == "ء" and letter.marks[:1] and _is_mark(letter)]
    for i in floating:
        before, after = rasm[:i], rasm[i + 1 :]
        if before[-1:] in ("و", "ي", "ى"):
            found.add(before[:-1] + {"و": "ؤ"}.get(before[-1], "ئ") + after)
    return found | {each.replace("آ", "ا") for each in found}


def _is_mark(letter: Letter) -> bool:
    return not HAMZA_MARKS.isdisjoint(letter.marks)


def _guessed(word: str) -> list[str]:
    """The conventional spelling by rule, for a text of record that does not have it."""
    found = read(word)
    return [each.replace("ءا", "آ") for each in (*found.written_out, *found.rasms)]


def _also(rasm: str) -> set[str]:
    """A conventional spelling, and the others that are in use."""
    found = {rasm}
    if _ANY.search(rasm):
        for pattern, instead in _ALSO:
            found |= {pattern.sub(instead, each) for each in found}
    if _WITHOUT_ALIF.fullmatch(rasm):
        found.add(rasm[:-1])
    return found
