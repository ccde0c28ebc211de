"""A word of a name, as anyone spells it → the keys that names are compared by.

Latin spellings of Arabic names differ in the length of vowels, in doubled letters, in the signs for ʿayn and hamza, in
article and hyphens: `Siddeeq` and `Ṣiddīq`, `Kulthoom` and `Kulsum`, `Abdur-Rahman` and `ʿAbd ar-Raḥmān` have the same
keys. Arabic ones differ in vowels, in alifs and in the case of `abū`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bookbuild.language.marks import NOT_BASES, PRESENTATION_FORMS
from bookbuild.language.scripts import has_arabic

AYN = "'’‘`´ʿʾʻʼʽ′ˈ\u02b9\u02bb\uff07\ua722\ua723\ua724\ua725"
"""What stands for ʿayn and hamza in Latin script."""

_SIGNS = re.compile(f"[{AYN}]")
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_TURKISH_CASE = re.compile(r"(?<=\w\w\w)['’](?:[ny]?[ıiuü]n?|[ny]?[ea]|n?[dt][ea]n?|y?l[ea]|[dt][ıiuü]r|l[ea]r)$")
_HYPHENS = re.compile("[-‐‑–]")
ARTICLES = frozenset(
    ("al", "el", "ul", "il", "ar", "ur", "as", "us", "ash", "ush", "ad", "ud", "adh", "ath", "uth", "at", "ut", "an",
     "un", "az", "uz", "l", "s", "asch", "esch", "usch")
)  # fmt: skip
_ALWAYS_ARTICLE = frozenset(("al", "el", "l"))
_FORMS = {
    "bin": "ibn", "ben": "ibn", "ibnu": "ibn", "ibni": "ibn", "b": "ibn", "ibnul": "ibn", "binti": "bint",
    "bint": "bint", "binte": "bint", "bt": "bint", "bte": "bint", "abi": "abu", "aba": "abu",
    "ebu": "abu", "ebi": "abu", "eba": "abu", "abou": "abu", "ebul": "abu", "abul": "abu",
    "abil": "abu", "abud": "abu", "abus": "abu", "abur": "abu", "abun": "abu", "abuz": "abu", "abut": "abu",
    "um": "umm",
    "oum": "umm", "oumm": "umm", "bnt": "bint", "ummul": "umm", "ummu": "umm",
    "bani": "banu", "dhul": "dhu", "dhun": "dhu", "dhur": "dhu",
    "dhi": "dhu", "dha": "dhu", "zul": "dhu", "zun": "dhu", "zu": "dhu", "umm": "umm", "dhu": "dhu", "allah": "allah",
    "allaah": "allah", "alah": "allah", "the": "", "god": "god", "good": "good", "this": "this",
}  # fmt: skip
_SERVANT = re.compile(r"^(abd|ubayd)(?:[uai]?(?:l|r(?=r)|s(?=s)|sh(?=sh)|n(?=n)|z(?=z)|d(?=d)|t(?=t))|[ui])?(\w{4,})$")
_SERVANT_ALONE = re.compile(r"^abd[uaei](?:l|r|s|sh|n|z|d|t|s)?$|^abd$")
_VOWELS = (
    ("aa", "a"), ("ee", "i"), ("ii", "i"), ("oo", "u"), ("ou", "u"), ("uu", "u"), ("o", "u"), ("ey", "ay"),
    ("ei", "ay"), ("e", "i"), ("dh", "z"), ("th", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_AY, _AW = re.compile(r"a(?:yi|iy|i|y)"), re.compile(r"au(?!\w?\w?a)|aw")
_LAST = re.compile(r"(?<=\w\w)(?:ah|a)$")
_IYA = re.compile(r"(?<=\w)iy?a$")
_IRREGULAR = {"muhamid": "muhamad", "ahmid": "ahmad", "muhd": "muhamad", "husin": "husayn", "dawd": "dawud"}
_GOD = re.compile(r"^([a-z]+?)(?:ou|[uai])?lla+h$")


class NameWord(NamedTuple):
    """`keys` of a word of running text, in order: none of an article that stands alone, several of `Abdur-Rahman`.

    `others`: the keys it would have without the particles that Arabic joins before it and the ending of the accusative,
    and without a case that Turkish puts after an apostrophe. `cased`: it has such a case, and no hamza.
    """

    keys: tuple[str, ...]
    capital: bool
    arabic: bool
    article: bool
    possessive: bool
    others: tuple[tuple[str, ...], ...] = ()
    cased: bool = False


def readings(word: NameWord) -> tuple[tuple[str, ...], ...]:
    """The keys that a word may have, the likeliest first: `Şâfiî'ye` has a case, and is not Ṣafiyyah."""
    return word.others if word.cased else (word.keys, *word.others)


NO_WORD = NameWord((), False, False, False, False)
_ELIDED_ARTICLES = ("l'", "l’", "L'", "L’")
_words: dict[str, NameWord] = {}
_TOO_MANY = 200_000


def word(written: str) -> NameWord:
    """What `written`, one word without white space, is as part of a name; kept for as long as the process."""
    kept = _words.get(written)
    if kept is None:
        if len(_words) > _TOO_MANY:
            _words.clear()
        kept = _words[written] = _arabic(written) if has_arabic(written) else _latin(written)
    return kept


def keys(name: str) -> tuple[str, ...]:
    """The keys of a whole name; the article and a leading `the` do not count."""
    found: list[str] = []
    for part in name.split():
        if elided := ELIDED.match(part):
            found += word(elided[0]).keys
        found += word(part[elided.end() :] if elided else part).keys
    return tuple(found)


ELIDED = re.compile("(?:[dlDL]|(?:jus|lors|puis|quoi)?qu|Qu)['’](?=[A-ZÀ-ÖØ-Þ])")
"""In French a word that loses its vowel before a name: d’Ibn ʿUmar, l’Envoyé."""


def _latin(written: str) -> NameWord:
    if written in _ELIDED_ARTICLES:
        return NO_WORD
    bare = written.strip('_*"“”«»()[]{}.,;:!?…')
    possessive = _POSSESSIVE.search(bare)
    if possessive:
        bare = bare[: possessive.start()]
    plain = _plain(bare)
    parts = [part for part in _HYPHENS.split(plain) if part]
    capital = any(char.isupper() for char in bare.lstrip(AYN)[:1]) or (len(parts) > 1 and _capital_after(bare))
    article = len(parts) > 1 and parts[0] in ARTICLES
    if article:
        parts = parts[1:]
    elif len(parts) == 1 and parts[0] in _ALWAYS_ARTICLE:
        return NameWord((), capital, False, True, False)
    found: list[str] = []
    for index, part in enumerate(parts):
        if not (index and part in ARTICLES and index + 1 < len(parts)):
            found += _part(part)
    others, case = tuple(_without_case(bare)), _TURKISH_CASE.search(bare)
    cased = bool(others) and case is not None and len(case[0]) > 2  # Rabi'a is a name
    return NameWord(tuple(found), capital, False, article, bool(possessive), others, cased)


def _without_case(bare: str) -> Iterator[tuple[str, ...]]:
    """The keys without a Turkish case: Ömer'in, Ali'nin, Muhammed'e."""
    case = _TURKISH_CASE.search(bare)
    if case and (stem := _latin(bare[: case.start()]).keys):
        yield stem


def _capital_after(bare: str) -> bool:
    """`al-Bukhari`, `ʿAbd`: a capital after a hyphen."""
    tail = _HYPHENS.split(bare)[-1].lstrip(AYN)
    return tail[:1].isupper()


def _plain(bare: str) -> str:
    """Small letters without marks and without the signs for ʿayn and hamza."""
    if bare.isascii():
        return _SIGNS.sub("", bare).lower()
    decomposed = unicodedata.normalize("NFD", _SIGNS.sub("", bare))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().replace("ı", "i")


def _part(part: str) -> list[str]:
    """The keys of a part between hyphens."""
    form = _FORMS.get(part)
    if form is not None:
        return [form] if form else []
    if _SERVANT_ALONE.match(part):
        return ["abd"]
    of_god = _GOD.match(part)
    if of_god and len(of_god[1]) > 1:
        return [_folded(of_god[1]), "allah"]
    servant = _SERVANT.match(part)
    if servant:
        return [servant[1], _folded(servant[2])]
    return [_folded(part)]


def _folded(part: str) -> str:
    text = part
    for spelled, one in _VOWELS:
        if spelled in text:
            text = text.replace(spelled, one)
    text = _AW.sub("aw", _AY.sub("ay", _DOUBLED.sub(r"\1", text)))
    text = _LAST.sub("a", _IYA.sub("iya", _LAST.sub("a", text)))
    if len(text) > 2 and text.endswith("y") and text[-2] not in "aiu":
        text = text[:-1] + "i"
    return _IRREGULAR.get(text, text)


_LEFT_OUT = frozenset(map(ord, NOT_BASES))
_ONE_FORM = {ord(letter): one for letter, one in zip("أإآٱىیةہک", "ااااييههك", strict=True)}
_ARABIC_FOLD: dict[int, str | None] = {**dict.fromkeys(_LEFT_OUT), **_ONE_FORM}
_ARABIC_FORMS = {"ابا": "ابو", "ابي": "ابو", "ابن": "بن", "ابنة": "بنت"}
_JOINED = re.compile(r"^(عبد|عبيد)(ال\w{2,})$|^(ابو|ابا|ابي)(?=\w{3})(\w+)$")
_PARTICLES = re.compile(r"^(?:[وف]?[بلك]?(?=ال)|[وف]?لل(?=\w)|[وف][بلك]|[وفبلك])(?=\w\w)")


def _arabic(written: str) -> NameWord:
    text = written if PRESENTATION_FORMS.isdisjoint(written) else unicodedata.normalize("NFKC", written)
    unmarked = text.translate(_NO_MARKS)
    bare = re.sub(r"\W+", "", text.translate(_ARABIC_FOLD))
    if not bare:
        return NO_WORD
    if unmarked in ("ابنة", "إبنة"):
        return NameWord(("بنت",), True, True, False, False)
    if unmarked[1:] in ("ابنة", "إبنة") and unmarked[0] in "وفبلك":
        return NameWord((bare,), True, True, False, False, (("بنت",),))
    if unmarked.endswith("أبى"):  # he refused; or, as many type it, the genitive of a kunya
        return NameWord((bare,), True, True, False, False, (("ابو",),) if unmarked == "أبى" else ())
    if bare in _AS_FOR:
        return NameWord((bare,), True, True, False, False)
    own = _arabic_keys(bare)
    return NameWord(own, True, True, bare.startswith("ال"), False, tuple(_without_joined(bare)))


_AS_FOR = frozenset(("اما", "واما", "فاما"))  # as for; not a mother in the accusative
_NO_MARKS = dict.fromkeys(_LEFT_OUT)


def _arabic_keys(bare: str) -> tuple[str, ...]:
    form = _ARABIC_FORMS.get(bare)
    if form:
        return (form,)
    joined = _JOINED.match(bare)
    if joined:
        return (joined[1], joined[2]) if joined[1] else ("ابو", joined[4])
    return (bare,)


def _without_joined(bare: str) -> list[tuple[str, ...]]:
    """The keys without what is joined to the word: وعمر, لأبي, للنبي; عليا, محمدا."""
    found: list[tuple[str, ...]] = []
    for stem in (bare, bare[:-1] if len(bare) > 3 and bare.endswith("ا") else ""):
        if stem and stem != bare:
            found.append(_arabic_keys(stem))
        particle = _PARTICLES.match(stem)
        if particle and particle.end():
            rest = stem[particle.end() :]
            found.append(_arabic_keys("ال" + rest if particle[0].endswith("لل") else rest))
            if particle[0][:1] in "وف" and len(particle[0]) > 1:
                found.append(_arabic_keys(stem[1:]))
    return found
