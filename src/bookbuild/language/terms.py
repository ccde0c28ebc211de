"""A language → the words that the tool itself sets in it: a TOML file a language in `terms/`, a book's own over it.

A word may have `{fields}`; a table has a form for each of CLDR's plural categories. English stands in where there is
no file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bookbuild.language.roles import RELATOR_OF_KEY
from bookbuild.language.scripts import primary, writing_of
from bookbuild.model.settings import Edition, Word

FOLDER = Path(__file__).with_suffix("")
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
"""The languages that the tool speaks."""
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories."""
NUMBERED_BY_ORDINAL = ("edition",)
"""Words whose tables go by the categories of ordinal numbers."""

_FALLBACK = "en"
_OF_FILE = ("also", "chapter-ordinals", "part-ordinals")
"""Keys of a file that are no words."""
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one book: those of its language's file, with the book's `[words]` over them."""

    language: str
    own: Mapping[str, Word]

    def word(self, name: str, /, *, count: int = 1, **values: object) -> str:
        """The word `name` with its fields filled in; of a word with plural forms, that for `count`."""
        pattern = self._pattern(name, count)
        return pattern.format(**values) if values else pattern

    def _pattern(self, name: str, count: int) -> str:
        written = self.own.get(name)
        found = words_in(self.language)[name] if written is None else written
        if isinstance(found, str):
            return found
        language = self.spoken if written is None else self.language
        return found.get(_category(name, count, language), found["other"])

    @property
    def spoken(self) -> str:
        """The language that words which the book does not give are in."""
        return self.language if speaks(self.language) else _FALLBACK

    def joined(self, items: Iterable[str]) -> str:
        """`items` as the language lists them: A, B and C."""
        several = list(items)
        if len(several) < 2:
            return "".join(several)
        from babel.lists import format_list

        locale = babel_locale(self.language)
        return str(format_list(several, locale=locale)) if locale else self.word("comma").join(several)


def _category(name: str, count: int, language: str) -> str:
    """CLDR's category of `count` in the language that the word is in."""
    from babel import Locale

    locale = Locale.parse(babel_locale(language) or _FALLBACK)
    form = locale.ordinal_form if name in NUMBERED_BY_ORDINAL else locale.plural_form
    return str(form(count))


def terms_of(edition: Edition) -> Terms:
    """The words of the book that `edition` is of."""
    return Terms(edition.book.language, edition.words)


def speaks(language: str) -> bool:
    """Whether there is a file for `language`."""
    return _file_of(language) is not None


@cache
def words_in(language: str) -> Mapping[str, Word]:
    """Every word in `language`; English where the tool does not speak it."""
    return {key: word for key, word in _read(_file_of(language) or _FALLBACK).items() if key not in _OF_FILE}


def names() -> tuple[str, ...]:
    """The names of all words."""
    return tuple(words_in(_FALLBACK))


def fields_of(name: str) -> frozenset[str]:
    """What may stand in braces in the word `name`, and must: as the languages' files have it."""
    return frozenset().union(*(_fields(words_in(language)[name]) for language in LANGUAGES))


def needed_fields_of(name: str) -> tuple[str, ...]:
    """The fields, in lower case, that the word has in every language."""
    each = [{field.casefold() for field in _fields(words_in(language)[name])} for language in LANGUAGES]
    return tuple(sorted(set.intersection(*each)))


def _fields(word: Word) -> set[str]:
    return {field for form in ([word] if isinstance(word, str) else word.values()) for field in _FIELD.findall(form)}


def ordinals(kind: str, language: str) -> tuple[str, ...] | str:
    """The ordinal words for a `chapter` or a `part`, from the first on, or the name of ICU's rules for them."""
    found = _read(_file_of(language) or _FALLBACK).get(f"{kind}-ordinals", ())
    return found if isinstance(found, str) else tuple(found)


class RoleWords(NamedTuple):
    """What a contributor did, in words with `{names}`; their language; the role's name among MARC's relators."""

    language: str
    role: str
    words: str


def role_in_words(written: str, language: str) -> RoleWords | None:
    """The role that is written in words of the book's language, as "Übersetzt von"; in words of another script, as
    تحقيق, whatever the language is."""
    own, folded = _file_of(language), _folded(written)
    others = (other for other in LANGUAGES if other != own and writing_of(other) != "Latn")
    return next((said for name in filter(None, (own, *others)) if (said := _roles_in(name).get(folded))), None)


@cache
def _roles_in(language: str) -> dict[str, RoleWords]:
    usual = {str(words_in(language)[f"role-{key}"]): role for key, role in RELATOR_OF_KEY.items()}
    also = {f"{words} {{names}}": role for words, role in _read(language).get("also", {}).items()}
    return {_folded(words): RoleWords(language, role, words) for words, role in (usual | also).items()}


def _folded(words: str) -> str:
    """A role's words as they are compared: without the names, case, and the colon at the end."""
    return " ".join(words.replace("{names}", "").casefold().strip(" :\u00a0").split())


def babel_locale(language: str) -> str | None:
    """The identifier of CLDR's locale for a language; None where it has none."""
    from babel.localedata import exists

    full = language.replace("-", "_")
    tags = (full, _file_of(language) or primary(language))
    return next((tag for tag in tags if exists(tag)), None)


@cache
def _file_of(language: str) -> str | None:
    """The language's file, if it is of the script that the language is written in."""
    tag = primary(language)
    name = tag if tag in LANGUAGES else _current(tag)
    return name if name in LANGUAGES and writing_of(language) == writing_of(name) else None


def _current(tag: str) -> str:
    """The tag that CLDR has for a language under an older or longer one: `fa` for `prs`."""
    from babel.core import get_global

    return primary(get_global("language_aliases").get(tag, tag))


@cache
def _read(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
