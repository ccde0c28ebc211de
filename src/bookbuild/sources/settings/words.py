"""`[words]` of `book.toml` → the tool's own words as the book has them; the finding for a language without words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bookbuild.diagnostics import Code, Finding
from bookbuild.language import terms
from bookbuild.language.roles import codes_of_role
from bookbuild.model.relators import relator
from bookbuild.model.settings import Edition, Word, is_generated
from bookbuild.nearest import listed
from bookbuild.sources.settings.convert import NOT_XML, Converter
from bookbuild.sources.settings.toml_places import Path
from bookbuild.sources.settings.values import shown

WORDS = "words"

_FIELD = re.compile(r"\{(\w*)\}")
_MAY_BE_EMPTY = ("colophon-set", "colophon-made", "colophon-quran", "colophon-translation")
"""Lines of the colophon: one that is empty is left out."""
_ALIKE_EVERYWHERE = ("isbn", "comma", "semicolon", "edition-screen", "series-number", "both-years")
"""Words that do without a translation."""


def read_words(converter: Converter, raw: dict[str, Any], path: Path = ()) -> dict[str, Word]:
    """The words that are written in the table `words` of `raw`, checked."""
    if WORDS not in raw:
        return {}
    table = converter.table(raw[WORDS], (*path, WORDS), ".".join(map(str, (*path, WORDS))))
    return {name: word for name, word in table.items() if _is_word(converter, name, word, (*path, WORDS, name))}


def _is_word(converter: Converter, name: str, word: object, path: Path) -> bool:
    if name.startswith("index:") and is_generated(name) and name not in terms.names():
        return isinstance(word, str) and bool(word.strip())  # the title of an index of the book's own
    if name not in terms.names():
        converter.unknown(name, list(terms.names()), path)
        return False
    forms = _forms(converter, name, word, path)
    sound = [_is_form(converter, name, form, where) for form, where in forms]
    return bool(sound) and all(sound)


def _forms(converter: Converter, name: str, word: object, path: Path) -> list[tuple[str, Path]]:
    """The forms of a word with their places; none, with a finding, where it is neither a text nor a table of forms."""
    if isinstance(word, str):
        return [(word, path)]
    if not isinstance(word, dict) or not all(isinstance(form, str) for form in word.values()):
        message = f"`{name}` is {shown(word)}, not a text"
        converter.invalid(message, 'write a text, or one a plural form: `{ one = "…", other = "…" }`', path)
        return []
    if wrong := next((key for key in word if key not in terms.CATEGORIES), None):
        place, remedy = converter.places.key((*path, wrong)), f"the forms are {listed(terms.CATEGORIES)}"
        converter.find(Code.SETTING_UNKNOWN, f"`{wrong}` is no plural form", remedy, place)
        return []
    if "other" not in word:
        converter.missing("other", "the form that holds where no other does", path, name)
        return []
    return [(form, (*path, category)) for category, form in word.items()]


def _is_form(converter: Converter, name: str, form: str, path: Path) -> bool:
    known = terms.fields_of(name)
    if NOT_XML.search(form):
        converter.invalid(f"`{name}` has a control character", "take it out", path)
    elif not form.strip() and name not in _MAY_BE_EMPTY:
        converter.invalid(f"`{name}` is empty", f"write the word, such as {shown(_example(name))}", path)
    elif wrong := _wrong_brace(form, known):
        fields = listed(f"{{{field}}}" for field in sorted(known))
        converter.invalid(f"`{name}` has {wrong}", f"what is filled in is {fields}" if known else "take it out", path)
    elif form.strip() and (missing := _missing(form, name)):
        converter.invalid(f"`{name}` is without `{{{missing}}}`", f"write it such as {shown(_example(name))}", path)
    else:
        return True
    return False


def _wrong_brace(form: str, known: frozenset[str]) -> str:
    """The first brace that does not belong to a field of the word, for a message."""
    rest = _FIELD.sub(lambda match: "" if match[1] in known else match[0], form)
    wrong = re.search(r"\{\w*\}|[{}]", rest)
    return f"`{wrong[0]}`" if wrong else ""


def _missing(form: str, name: str) -> str | None:
    """A field that a word must have: one of those that it has in every language, in whatever shape."""
    written = {field.casefold() for field in _FIELD.findall(form)}
    return next((field for field in terms.needed_fields_of(name) if field not in written), None)


def _example(name: str) -> str:
    word = terms.words_in("en")[name]
    return word if isinstance(word, str) else word["other"]


def words_missing(converter: Converter, editions: Iterable[tuple[Edition, Path]]) -> Iterator[Finding]:
    """A finding for each language that the tool does not speak, with the keys that the book needs and has not.

    `editions`: each with the path of the table that its language is written in.
    """
    missing: dict[str, dict[str, None]] = {}
    places: dict[str, Path] = {}
    for edition, path in editions:
        language = edition.book.language
        if not terms.speaks(language):
            places.setdefault(language, path)
            needed = (key for key in _needed(edition) if key not in edition.words)
            missing.setdefault(language, {}).update(dict.fromkeys(needed))
    for language, keys in missing.items():
        if keys:
            message = f"bookbuild has no words of its own in `{language}`: English ones stand in their places"
            remedy = f"write under `[words]` in `book.toml`: {', '.join(f'`{_toml_key(key)} = …`' for key in keys)}"
            yield Finding(Code.WORDS_MISSING, message, remedy, converter.places.value((*places[language], "language")))


def _toml_key(key: str) -> str:
    return f'"{key}"' if ":" in key else key


def _needed(edition: Edition) -> Iterator[str]:
    """The words that the edition may have to set."""
    items = {*edition.matter.front, *edition.matter.body, *edition.matter.back}
    roles = {relator(contributor.role) for contributor in edition.book.contributors}
    of_settings = {
        "published-by": edition.book.publisher, "edition": isinstance(edition.book.edition, int),
        "volume": isinstance(edition.book.volume, int), "part": edition.matter.parts,
        "part-ordinal": edition.matter.parts, "part-number": edition.matter.parts,
        "half-title": "half-title" in items, "title-page": "title-page" in items, "imprint": "imprint" in items,
        "basmala": "basmala" in items, "contents": True,
    }  # fmt: skip
    for name in terms.names():
        if name in _ALIKE_EVERYWHERE:
            continue
        if name.startswith("role-"):
            wanted = bool(roles & codes_of_role(name))
        elif name.startswith(("list:", "index:")):
            wanted = name in items
        elif name.startswith("colophon"):
            wanted = "colophon" in items
        else:
            wanted = bool(of_settings.get(name, True))
        if wanted:
            yield name
