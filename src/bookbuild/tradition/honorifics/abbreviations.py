"""A line of text → the abbreviations in it that are honorifics: (saw), [R.A.], (رض), PBUH.

`(as)`, `(ra)` and their like are also words and abbreviations of English: `American Samoa (AS)`, `known [as] the
well`. They are honorifics only after a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from bookbuild.language.marks import LETTERS, ranges
from bookbuild.model.inlines import Gender, HonorificKind, Number
from bookbuild.tradition.honorifics.formulas import ABBREVIATIONS
from bookbuild.tradition.honorifics.letters import flattened
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.name_line import NO_NAMES, NameLine
from bookbuild.tradition.persons.register import names_of

Found = tuple[int, int, HonorificKind | None]
Evidence = Literal["name", "pronoun", "capital", "none"]

ABBREVIATED: dict[str, HonorificKind | None] = {
    "saw": "muhammad", "saws": "muhammad", "saaw": "muhammad", "saww": "muhammad", "sawas": "muhammad",
    "sws": "muhammad", "pbuh": None, "swt": "allah", "as": "prophet", "ra": "companion", "rta": "companion",
    "rh": "scholar", "rah": "scholar", "صلعم": "muhammad", "ص": "muhammad", "ع": "prophet", "رض": "companion",
    "رح": "scholar", "س": "prophet", "ره": "scholar",
    # Turkish, French, Swahili
    "sav": "muhammad", "sas": "muhammad", "cc": "allah", "psl": None, "bsl": "muhammad", "pbsl": "muhammad",
    "sw": "allah", "slaws": "muhammad", "asws": "prophet", "bsdl": "muhammad", "asm": "muhammad", "saas": "muhammad",
}  # fmt: skip
_NOTHING_ELSE = frozenset(("saws", "saaw", "saww", "sawas", "sws", "pbuh", "swt", "slaws", "asws", "pbsl"))
"""Those that are nothing else in English."""
_OF_PROPHETS: frozenset[HonorificKind | None] = frozenset(("muhammad", "prophet"))
_ONLY_OF_THE_NAMED: dict[str, frozenset[HonorificKind | None]] = {
    "cc": frozenset(("allah",)), "sw": frozenset(("allah",)), "sav": frozenset(("muhammad",)),
    "sas": frozenset(("muhammad",)), "bsl": frozenset(("muhammad",)), "psl": _OF_PROPHETS,
    "asm": frozenset(("muhammad",)), "saas": frozenset(("muhammad",)),
}  # fmt: skip
"""Those of other languages that are much else in English, and the kinds of those of whom they are said."""
_BEFORE = 90
_ARABIC_LETTER = re.compile(f"[{ranges(LETTERS)}]")
_ARTICLE = re.compile(r"^[a-z]{1,3}[-‐‑’'ʼ]")
_OPENING = "\"'“”‘’`ʿʾʻʼ«([*_—–-"
_PRONOUN = re.compile(r"(?:^|[^\w’'])(?:he|him|his|she|her|hers|whom|them|their)\W?\s*\Z", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s+(?:an?|the|his|her|their|its|our|my|your|well|if|though|one|it|is|was|he|she|they|we|you|to|being)\b"
)
_ENDS = re.compile(r"\s*(?:[.,;:!?)\]”»]|\Z|(?:said|says|was|is|and|had|asked|replied|told|came|went|to)\b)")


@cache
def _colon() -> re.Pattern[str]:
    """`:saw:` and its like."""
    return re.compile(r":(saw|swt|ra|as|rh):", re.IGNORECASE)


@cache
def _bracketed() -> re.Pattern[str]:
    """An abbreviation in brackets, with or without full stops."""
    shorts = (r"\.?\s?".join(short) + r"\.?" for short in sorted(ABBREVIATED, key=len, reverse=True))
    return re.compile(rf"[(\[{{]\s*({'|'.join(shorts)})\s*[)\]}}]", re.IGNORECASE)


class Inflected(NamedTuple):
    """What an abbreviation says that carries gender and number; `wish` as in `formulas`."""

    kind: HonorificKind
    gender: Gender | None = None
    number: Number | None = None
    wish: str = ""


_F: tuple[Gender, Number] = ("f", "singular")
_INFLECTED: dict[str, Inflected] = {
    **dict.fromkeys(("r.anha", "ra.anha", "r.ha", "ranha", "rha.anha"), Inflected("companion", *_F)),
    **dict.fromkeys(("r.anh", "r.anhu", "ranhu", "r.hu"), Inflected("companion", "m", "singular")),
    **dict.fromkeys(("r.anhuma", "ranhuma", "r.huma"), Inflected("companion", None, "dual")),
    **dict.fromkeys(("r.anhum", "ranhum", "r.hum"), Inflected("companion", "m", "plural")),
    **dict.fromkeys(("a.ha.s",), Inflected("prophet", *_F)),
    **dict.fromkeys(("rh.a", "rah.a", "r.aleyh", "r.aleyhi", "rahm.a"), Inflected("scholar")),
    **dict.fromkeys(("k.s",), Inflected("scholar", "m", "singular", "secret")),
    **dict.fromkeys(("k.v", "k.a.w"), Inflected("companion", "m", "singular", "countenance")),
}
"""Turkish and Indonesian: (r.anhâ), (r.anhüm), (rh.a.), (k.s.), (k.v.)."""


@cache
def _in_brackets() -> re.Pattern[str]:
    shorts = sorted(_INFLECTED, key=len, reverse=True)
    joined = "|".join(short.replace(".", r"\.\s?") for short in shorts)
    return re.compile(rf"[(\[]\s*({joined})\.?\s*[)\]]")


def inflected(text: str, *, after_name: bool) -> Iterator[tuple[int, int, Inflected]]:
    """Where abbreviations that carry gender and number begin and end, brackets included, and what they say."""
    if "(" not in text and "[" not in text:
        return
    for found in _in_brackets().finditer(flattened(text)):
        short = re.sub(r"\s", "", found[1])
        known = evidence(text, found.start(), after_name=after_name)
        if known == "name" or ".anh" in short or ("." in short and len(short) > 3 and known != "none"):
            yield *found.span(), _INFLECTED[short]


@cache
def _with_stop() -> re.Pattern[str]:
    """Indonesian `Rasulullah saw. bersabda`: small letters and a full stop that ends no sentence."""
    return re.compile(r"(?<=\w)[ \u00a0\n]((?:saw|swt|as|ra|rah)\.)(?=\s+[a-z]|[,;:])")


@cache
def _bare() -> re.Pattern[str]:
    """An abbreviation without brackets: with full stops, in capitals, or one that is nothing else."""
    latin = [
        short for short in sorted(ABBREVIATED, key=len, reverse=True) if short.isascii() and short not in ("cc", "sw")
    ]
    dotted = "|".join(r"\.\s?".join(short) + r"\.?" for short in latin)
    dotted += "|" + "|".join(r"\.".join(short.upper()) + r"\.?" for short in latin)
    capitals = "|".join(short.upper() for short in latin)
    only = "|".join(sorted(_NOTHING_ELSE, key=len, reverse=True))
    return re.compile(rf"(?<=[\w’'`,\u0300-\u036f])[ \u00a0\n]({dotted}|{capitals}|{only})(?![\w’'-]|\.\w)")


def abbreviations(text: str, *, after_name: bool) -> Iterator[Found]:
    """Where abbreviated honorifics begin and end, brackets included, and of which kind each is.

    `after_name`: what stands before `text` ends with a name.
    """
    if ":" in text:
        for found in _colon().finditer(text):
            yield *found.span(), ABBREVIATIONS[found[1].lower()][0]
    if "(" in text or "[" in text or "{" in text:
        for found in _bracketed().finditer(text):
            short = _short(found[1])
            if _is_honorific(text, found, short, evidence(text, found.start(), after_name=after_name)):
                yield *found.span(), ABBREVIATED[short]
    for found in _bare().finditer(text):
        only = _ONLY_OF_THE_NAMED.get(_short(found[1]))
        if only is not None and _kind_before(text[: found.start()]) not in only:
            continue
        if evidence(text, found.start(), after_name=False) == "name" and not _in_capitals(text, found):
            yield *found.span(1), ABBREVIATED[_short(found[1])]
    for found in _with_stop().finditer(text):
        if evidence(text, found.start(), after_name=False) == "name":
            yield *found.span(1), ABBREVIATED[_short(found[1])]


def _short(written: str) -> str:
    return re.sub(r"[.\s]", "", written.lower())


def _is_honorific(text: str, found: re.Match[str], short: str, known: Evidence) -> bool:
    written = found[1]
    if known == "none":
        return False
    if short in _ONLY_OF_THE_NAMED:
        by_stops = short in ("sav", "sas") and written.count(".") > 1
        return by_stops or _kind_before(text[: found.start()]) in _ONLY_OF_THE_NAMED[short]
    if short in ("ص", "ع", "س"):
        return known == "name"
    if short in _NOTHING_ELSE or not short.isascii():
        return True
    word = written in ("as", "saw")
    if known == "name":
        english = written == "as" and _GOES_ON.match(text, found.end())
        return not english or (found[0][0] == "(" and not re.match(r"\s+(?:an?|if|well|though)\b", text[found.end() :]))
    if known == "pronoun":
        return written != "as"
    if _stands_for(text[: found.start()], short):
        return False
    if short == "as":
        return "." in written or (not written.isupper() and bool(_ENDS.match(text, found.end())))
    return not word or found[0][0] == "("


def _stands_for(before: str, short: str) -> bool:
    """Whether the abbreviation is that of the words before it, or may be: Royal Academy (RA), Rabat (RA)."""
    initials = [word[0] for word in re.findall(r"[A-Z][\w’'-]*", before[-_BEFORE:])]
    joined = "".join(initials).lower()
    return joined.endswith(short) or joined[-1:] == short[0]


def _in_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether capitals say nothing here: they are those of a heading."""
    last = text[: found.start()].rsplit(None, 1)[-1]
    return found[1].isupper() and "." not in found[1] and last.isupper()


def evidence(text: str, end: int, *, after_name: bool) -> Evidence:
    """What stands before `end`: a name that is known or built as one, a pronoun, a word with a capital."""
    before = text[:end]
    if not before.strip():
        return "name" if after_name else "none"
    near = before[-_BEFORE:].rstrip()
    if len(before) - len(before.rstrip()) > 2:
        return "none"
    if _ends_with_known_name(near):
        return "name"
    if len(before) - len(before.rstrip()) > 1:
        return "none"
    if _PRONOUN.search(near):
        return "pronoun"
    return "capital" if ends_with_name(near) else "none"


def _ends_with_known_name(near: str) -> bool:
    return _name_at_end(near) is not None


def _kind_before(text: str) -> HonorificKind | None:
    """The kind of the person whose name `text` ends with."""
    name = _name_at_end(text[-_BEFORE:].rstrip())
    return name.person.kind if name and name.person else None


def _name_at_end(near: str) -> Name | None:
    line = NameLine(near)
    if not len(line) or re.search(r"\w", near[line.ends[-1] :]) or re.search(r"[.;:!?]", near[line.ends[-1] :]):
        return None
    return next((name for name in names_of(()).names(line) if name.last == len(line)), None)


def ends_with_name(text: str) -> bool:
    """Whether the last word of `text` can be a name: a capital, or an Arabic letter, begins it."""
    words = text.rsplit(None, 1)
    if not words:
        return False
    word = words[-1].lstrip(_OPENING)
    if _ARABIC_LETTER.match(word):
        return True
    bare = re.sub(r"\W+$", "", word)
    return bool(bare) and _ARTICLE.sub("", bare)[:1].isupper() and bare.casefold() not in NO_NAMES
