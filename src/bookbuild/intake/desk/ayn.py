"""A text with backticks and apostrophes for letters → edits that write ʿayn and hamzah.

By rule: a backtick before or within a word is ʿayn. By the register: an apostrophe is what the names of persons that
bookbuild knows, and some words that every such book has, have in that place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from bookbuild.intake.reader import RepairCode
from bookbuild.intake.text_edits import TextEdit
from bookbuild.language.ayn import BACKTICK
from bookbuild.tradition.persons import register

_WORD = re.compile(r"(?<!\w)'?[^\W\d_][^\W\d_'’-]*(?:['-][^\W\d_]+)*'?(?!\w)")
_POSSESSIVE = re.compile(r"'s?$")
_SIGNS = "ʿʾ"
_COMMON = """
Qurʾān Qurʾan Kaʿbah Kaʿba Maʿbad Saʿd Saʿad Kaʿb Kaʿab Saʿid Saʿeed Masʿud Masʿood Jaʿfar Muʿawiyah Muʿadh Ismaʿil
Ismaʿeel Daʿwah Sharīʿah Shariʿah Jumuʿah Jumʿah Bayʿah Biʿtha Shiʿah Shiʿa Duʿāʾ Duʿaʾ Rabīʿ Rabiʿ Ijmaʿ Ijmāʿ Taʿala
Muʾmin Muʾminin Muʾmineen Fātihah ʿĪsā ʿIsa ʿEid ʿEesa ʿAbd ʿAbdullah ʿAbdur ʿUmar ʿUthman ʿAli ʿAisha ʿAishah ʿAmr
ʿAmir ʿAbbas ʿAffan ʿAwf ʿAqabah ʿAqaba ʿUmrah ʿIshaʾ ʿAsr ʿUlama ʿUlamaʾ ʿAlim ʿIraq ʿArafah ʿArafat ʿUbaydah ʿUbaidah
ʿUmayr ʿUmair ʿAdi ʿAtiq ʿAteeq ʿAffaan ʿAas ʿIdah Daʿee Daʿi Saʿidah Samiʿul Samiʿ ʿAleem ʿAlim Rakʿah Rakʿat Maʿruf
Muʿjizah Tabiʿin Tabiʿi Tabiʿun Shafiʿi Rifaʿi Darda Bara
"""


@cache
def _letters() -> dict[str, dict[int, str]]:
    """A word without ʿ, ʾ and diacritics → where each sign stands in it, counted without the signs before it."""
    words: dict[str, dict[int, str]] = {}
    names = (name for person in register.register() for name in (*person.name.values(), *person.variants))
    for word in (part for text in (*names, _COMMON) for part in re.split(r"[\s‐-]+", text)):
        if any(sign in word for sign in _SIGNS):
            words.setdefault(_bare(word), {}).update(_positions(word))
    return words


def _bare(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in flat if c not in f"{_SIGNS}'’`" and not unicodedata.combining(c))


def _positions(word: str) -> Iterable[tuple[int, str]]:
    count = 0
    for letter in unicodedata.normalize("NFC", word):
        if letter in _SIGNS:
            yield count, letter
        else:
            count += len(_bare(letter))


def ayn_edits(text: str) -> Iterator[TextEdit]:
    """Backticks and apostrophes that are letters."""
    if "`" in text:
        for found in BACKTICK.finditer(text):
            yield TextEdit(*found.span(), "ʿ", RepairCode.AYN_RESTORED)
    if "'" in text:
        for found in _WORD.finditer(text):
            if "'" in found[0]:
                yield from _in_word(found[0], found.start())


def _in_word(word: str, offset: int) -> Iterator[TextEdit]:
    """The apostrophes of a word, which may have a possessive, and parts with hyphens between them."""
    at = 0
    for part in word.split("-"):
        known = _letters().get(_bare(part)) or _letters().get(_bare(_POSSESSIVE.sub("", part))) or {}
        count = 0
        for index, letter in enumerate(part):
            if letter == "'" and count in known:
                place = offset + at + index
                yield TextEdit(place, place + 1, known[count], RepairCode.AYN_RESTORED)
            elif letter != "'":
                count += len(_bare(letter))
        at += len(part) + 1
