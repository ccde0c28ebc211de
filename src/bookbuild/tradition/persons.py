"""A name as anyone spells it → the person, and with them the honorific that is theirs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from bookbuild.model.settings import Person

_LONGEST = 7
"""The longest name that is looked for in running text, in words."""
# After these a name begins, though it begins with "ibn".
_BEFORE_A_NAME = (
    " prophet messenger imam caliph sayyid sayyidina sayyiduna sayyidah sayyidatina hadrat hazrat shaykh sheikh hafiz "
    "angel mother leader commander amir lady said that and to of by from with when then "
    "الامام النبي سيدنا سيدتنا السيده الشيخ الحافظ الخليفه الصحابي الملك قال قالت عن ان حدثنا اخبرنا سمعت "
)
_DESCENT = " ibn bint abu umm abd بن ابن بنت ام ابو عبد "
_AYN = re.compile("[ʿʾʻʼ‘’'`´\u02b9]")
_ARABIC_TO_ONE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""})
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD_FORMS = {"bin": "ibn", "b": "ibn", "binte": "bint", "bt": "bint", "abi": "abu", "aba": "abu", "aboo": "abu"}
_WORD_FORMS |= {"ابا": "ابو", "ابي": "ابو", "ابن": "بن"}
_PARTICLE = re.compile(r"^[وفبلك](?=\w\w)")
_SUN_LETTER = re.compile(r"^a(?:l|sh|dh|th|[ntrszd])-")


@cache
def _document() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(resources.files(__package__).joinpath("persons.toml").read_text("utf-8"))


@cache
def register() -> tuple[Person, ...]:
    """The persons that ship with bookbuild."""
    import msgspec

    return msgspec.convert(_document()["persons"], tuple[Person, ...])


def named_after_companion(person: Person) -> bool:
    """Whether the father is a companion too: then the singular and the dual of taraḍḍī are both right."""
    return person.key in _document()["children-of-companions"]


def of_the_family(person: Person) -> bool:
    """Whether ʿalayhi s-salām is said of the person by some, as one of the Prophet's family."""
    return person.key in _document()["family"]


def find(name: str, persons: Sequence[Person]) -> Person | None:
    """The person of that key, name or variant; of several, the first."""
    return _names(persons).get(normal(name))


def named_at_end(text: str, persons: Sequence[Person]) -> Person | None:
    """The person whose name ends `text`: the longest name that is known.

    None where that name is only a part of another's: `bint Abi Bakr`, `Hafs ibn ʿUmar`.
    """
    words = text.split()[-_LONGEST:]
    for i in range(len(words)):
        found = _found(words[i:], persons)
        if found is not None:
            return found if i == 0 or _begins(words[i - 1], words[i]) else None
    return None


def _found(words: Sequence[str], persons: Sequence[Person]) -> Person | None:
    """The person of that name; in Arabic also with a particle joined before it (وعمر, لأبي بكر)."""
    name = " ".join(words)
    bare = _PARTICLE.sub("", name)
    return find(name, persons) or (find(bare, persons) if bare != name else None)


def _begins(before: str, first: str) -> bool:
    """Whether a name can begin with the word `first` after the word `before`."""
    previous, opening = normal(before), normal(first)
    if not previous or before[-1] in ".,;:!?،؛؟—–-" or f" {previous} " in _BEFORE_A_NAME:
        return True
    if f" {previous} " in _DESCENT:
        return False
    in_the_middle = f" {opening} " in _DESCENT and opening not in ("abu", "umm", "ابو", "ام")
    return not (in_the_middle and (before[:1].isupper() or not before.isascii()))


def normal(name: str) -> str:
    """A name without what spellings differ in: case, signs for ʿayn and hamza, diacritics, article, inflection."""
    decomposed = unicodedata.normalize("NFD", _POSSESSIVE.sub("", name.strip()))
    bare = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    bare = _AYN.sub("", unicodedata.normalize("NFC", bare).translate(_ARABIC_TO_ONE).casefold())
    words = (_SUN_LETTER.sub("", word.strip('()[]«»“”"*_.,;:!?،؛؟')) for word in bare.split())
    plain = (re.sub(r"\W+", "", _WORD_FORMS.get(word, word)) for word in words)
    return " ".join(word for word in plain if word not in ("", "the"))


_tables: dict[int, tuple[Sequence[Person], dict[str, Person]]] = {}


def _names(persons: Sequence[Person]) -> dict[str, Person]:
    """The table of `persons`, kept for as long as the process; by identity, as a person cannot be hashed."""
    kept = _tables.get(id(persons))
    if kept is None or kept[0] is not persons:
        table: dict[str, Person] = {}
        for person in persons:
            for name in (person.key, *person.name.values(), *person.variants):
                table.setdefault(normal(name), person)
        kept = _tables[id(persons)] = (persons, table)
    return kept[1]
