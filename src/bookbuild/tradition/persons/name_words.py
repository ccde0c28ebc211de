"""The persons that are known → the words of their names in Latin letters, as anyone writes them: such words are never
divided at a line's end.

Words are folded (`language/folding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from bookbuild.language.folding import folded
from bookbuild.model.settings import Person
from bookbuild.tradition.persons.name_keys import AYN
from bookbuild.tradition.persons.register import register, written_given_names

LEAST = 4
"""Letters: a shorter word is divided by no one."""

HOLY = ("Allah", "Quran", "Qurʾān", "Koran")

_TITLE = re.compile(r"the ([A-Z]\w+)")
_WORD = re.compile(f"[^\\W\\d_{AYN}](?:[{AYN}]?[^\\W\\d_{AYN}])*")


def words_of_names(persons: Sequence[Person]) -> frozenset[str]:
    """The folded words of the names of a book's own persons and of the register."""
    return _of_register() | _words(name for person in persons for name in (*person.name.values(), *person.variants))


def is_word_of_name(word: str, persons: Sequence[Person] = ()) -> bool:
    """Whether a word of running text is one of a name: it begins with a capital, a sign or an article before it."""
    parts = re.split("[-\u2010\u2011]", word.strip(".,;:!?()[]“”‘’\"'"))
    capitals = (part for part in parts if part.lstrip(AYN)[:1].isupper())
    return any(folded(part) in words_of_names(persons) for part in capitals)


@cache
def _titles() -> frozenset[str]:
    """What persons are called with an article, and no name: the Prophet, the Messengers, the Companions."""
    names = (name for person in register() for name in (*person.name.values(), *person.variants))
    return frozenset(match[1] for name in names if (match := _TITLE.match(name)))


def _is_name(word: str) -> bool:
    return word[0].isupper() and word not in _titles()


@cache
def _of_register() -> frozenset[str]:
    names = (name for person in register() for name in (*person.name.values(), *person.variants))
    return _words((*names, *written_given_names(), *HOLY))


def _words(names: Iterable[str]) -> frozenset[str]:
    found = (word[0] for name in names for word in _WORD.finditer(name) if _is_name(word[0]))
    return frozenset(fold for word in found if word < "\u0500" and len(fold := folded(word)) >= LEAST)
