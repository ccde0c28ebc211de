"""A word in Latin script and its language → whether it is an ordinary one, though it is spelled as a name may be."""

from __future__ import annotations

from functools import cache
from importlib import resources

from bookbuild.language.scripts import primary

_ALL = "all"


@cache
def _lists() -> dict[str, frozenset[str]]:
    import tomllib

    text = resources.files(__package__).joinpath("ordinary_words.toml").read_text("utf-8")
    return {language: frozenset(words.split()) for language, words in tomllib.loads(text).items()}


@cache
def _of(language: str) -> frozenset[str]:
    """The words of a language; of one that has no list, or whose script is another, those of all."""
    lists = _lists()
    own = (lists[language],) if language in lists else lists.values()
    return frozenset().union(lists[_ALL], *own)


def is_ordinary(written: str, language: str) -> bool:
    """Whether `written`, as it stands in a text in `language`, is a word of it and no name."""
    return written.replace("İ", "I").replace("’", "'").lower() in _of(primary(language))
