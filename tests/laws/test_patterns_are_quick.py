"""Law: no regular expression of the package takes the square of a text's length, as far as texts can have it.

Each pattern that a module has is given rows of its own characters and of others, as long as words and gaps may be
(`sources/chapter/limits.py`), and four times as many of them: a pattern that goes back over all that it has seen takes
sixteen times as long.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._constants as constants  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bookbuild
from bookbuild.sources.chapter.limits import MOST_CHARACTERS, MOST_IN_WORD, MOST_SPACES

SOURCES = Path(bookbuild.__file__).parent
MOST_RATIO, LEAST_SECONDS = 7.0, 0.02
SHORT, LONG = MOST_CHARACTERS // 16, MOST_CHARACTERS // 4
GENERAL = ("a", "Aa ", "1", " ", "\n", "[", "(", "{", '"', "ب", "\u064e", "٤", "al-", "1 ", "-", "﴿", "بن ")
CATEGORIES = {constants.CATEGORY_DIGIT: "1", constants.CATEGORY_SPACE: " ", constants.CATEGORY_WORD: "a"}


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of text that is compiled where a module is imported, by its name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(bookbuild.__path__, "bookbuild."):
        if not module.name.startswith(("bookbuild.inspection", "bookbuild.typeset.work")):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and value not in found.values():
                    found[f"{module.name.removeprefix('bookbuild.')}.{name}"] = value
    return found


def characters(tree: Any) -> Iterator[str]:
    """A character of each literal and class of a parsed pattern."""
    for operator, argument in tree:
        if operator in (constants.LITERAL, constants.NOT_LITERAL):
            yield chr(argument)
        elif operator is constants.IN:
            first, value = argument[0] if argument[0][0] is not constants.NEGATE else argument[-1]
            yield CATEGORIES.get(value, "b") if first is constants.CATEGORY else chr(_first(value))
        elif operator is constants.BRANCH:
            for branch in argument[1]:
                yield from characters(branch)
        elif isinstance(argument, tuple):
            for part in argument:
                if isinstance(part, parser.SubPattern):
                    yield from characters(part)


def _first(value: Any) -> int:
    return int(value[0] if isinstance(value, tuple) else value)


def row(unit: str, length: int) -> str:
    """A text of `unit` again and again, in which a word and a gap are as long as they may be."""
    most = MOST_SPACES if unit.isspace() else MOST_IN_WORD
    part = unit * (most // len(unit))
    part += "." if unit.isspace() else " "
    return (part * (length // len(part) + 1))[:length] + "\x7f"


def is_looked_for(name: str) -> bool:
    """Whether a pattern is looked for all over a text, and not only matched where it has to stand."""
    module, _, constant = name.rpartition(".")
    looked = re.compile(rf"\b{constant}(?:\.(?:search|finditer|findall|sub|subn|split)\b|\W*$)", re.MULTILINE)
    path = SOURCES / f"{module.replace('.', '/')}.py"
    own = path.read_text("utf-8") if path.is_file() else ""
    uses = own + "".join(text for text in source_texts() if f"import {constant}" in text or f"{constant}," in text)
    return bool(looked.search(uses)) or f"{constant}," in uses


@cache
def source_texts() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted(SOURCES.rglob("*.py")))


def seconds(pattern: re.Pattern[str], text: str, *, everywhere: bool) -> float:
    """CPU seconds. Raises TimeoutError where a match takes MOST_SECONDS: `re` looks for signals while it matches."""
    start = time.process_time()
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        if everywhere:
            for _ in pattern.finditer(text):
                pass
        else:
            pattern.match(text)
            pattern.fullmatch(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


MOST_SECONDS = 5.0


def _too_long(_number: int, _frame: object) -> None:
    raise TimeoutError(f"a match takes more than {MOST_SECONDS:g} s")


@pytest.mark.slow
@pytest.mark.parametrize("name", patterns())
def test_a_pattern_takes_time_that_grows_with_the_text(name: str) -> None:
    pattern, everywhere = patterns()[name], is_looked_for(name)
    own = list(dict.fromkeys(characters(parser.parse(pattern.pattern, pattern.flags))))[:8]
    for unit in dict.fromkeys((*GENERAL, *own, *(f"{each} " for each in own))):
        for start in ("", *own[:2]):
            long = seconds(pattern, start + row(unit, LONG), everywhere=everywhere)
            if long > LEAST_SECONDS:
                tries = range(1 if long > 1 else 6)
                assert any(ratio(pattern, start, unit, everywhere=everywhere) < MOST_RATIO for _ in tries), (
                    f"{unit!r} after {start!r}: {long:.3f} s, and {MOST_RATIO:g} times as much for four times the text"
                )


def ratio(pattern: re.Pattern[str], start: str, unit: str, *, everywhere: bool) -> float:
    """Of the time at LONG to that at SHORT, each the best of two."""
    short, long = (
        min(seconds(pattern, start + row(unit, length), everywhere=everywhere) for _ in range(2))
        for length in (SHORT, LONG)
    )
    return long / max(short, 1e-4)
