"""A formula and a language → the words in which the styles set it: a TOML file a language, with every formula.

English has its words in `formulas`, Arabic is neither transliterated nor translated. A language without
`[transliterations]` has those of English, and so has all of a language without a file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bookbuild.language.scripts import primary
from bookbuild.model.inlines import HonorificKind
from bookbuild.tradition.honorifics.formulas import ABBREVIATIONS, FORMULAS, MAJESTY, Formula

_FOLDER = Path(__file__).with_suffix("")
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
_WHOM = {
    ("m", "singular"): "him", ("f", "singular"): "her", ("m", "dual"): "both", ("m", "plural"): "them",
    ("f", "plural"): "women",
}  # fmt: skip
_OWN_ABBREVIATIONS = {entry[0]: short for short, entry in ABBREVIATIONS.items()}


def translation(known: Formula, language: str) -> str:
    """What the formula means, in `language` (BCP 47)."""
    return _words("translations", known, language) or known.translation


def transliteration(known: Formula, language: str) -> str:
    """How the formula's Arabic is spelled in `language`."""
    return _words("transliterations", known, language) or known.transliteration


def abbreviation(kind: HonorificKind, language: str) -> str:
    """The usual short form, with its brackets where it has them."""
    found = _file(primary(language)).get("abbreviations", {}).get(kind)
    return str(found) if found else ABBREVIATIONS[_OWN_ABBREVIATIONS[kind]][1]


def spelled(table: str) -> Iterator[tuple[Formula, str]]:
    """Each formula with its words in each language that has a file; `table`: translations or transliterations."""
    for language in LANGUAGES:
        for known in (*FORMULAS, MAJESTY):
            if words := _words(table, known, language):
                yield known, words


def _words(table: str, known: Formula, language: str) -> str:
    name = "majesty" if known is MAJESTY else known.wish or known.kind
    found = _file(primary(language)).get(table, {}).get(name, "")
    return str(found if isinstance(found, str) else found.get(_WHOM[known.gender, known.number], ""))


@cache
def _file(language: str) -> dict[str, Any]:
    if language not in LANGUAGES:
        return {}
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
