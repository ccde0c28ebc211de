"""A style sheet → its tokens, the custom properties of `:root`; and the sheet with its tokens for each `var()`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import tinycss2

from bookbuild.documents.dark_mode import in_dark_mode
from bookbuild.documents.variables import resolved

_NAMES = re.compile(r"var\(\s*(--[\w-]+)")
LONGEST = 20_000
"""Characters of a token, those of the tokens that it is made of put in: each may double the one before."""


@lru_cache(maxsize=32)
def tokens_of(sheet: str) -> Mapping[str, str]:
    """The tokens that `:root` rules outside of any at-rule set; of several of a name, the last."""
    found: dict[str, str] = {}
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root":
            continue
        for declaration in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if declaration.type == "declaration" and declaration.name.startswith("--"):
                found[declaration.name] = tinycss2.serialize(declaration.value).strip()
    return MappingProxyType(found)


def without_variables(sheet: str, tokens: Mapping[str, str]) -> str:
    """`sheet` with its tokens, and those given, in the place of each `var()`: not every reading device knows them."""
    known = {**tokens, **tokens_of(sheet)}
    rules = tinycss2.parse_stylesheet(in_dark_mode(tinycss2.parse_stylesheet(sheet), known))
    kept = tinycss2.serialize([rule for rule in rules if not _only_tokens(rule)])
    return resolved(kept, known)


def too_long_token(rules: list[tinycss2.ast.Node]) -> tuple[str, int, int] | None:
    """The first token, wherever rules set it, that is too long once others are put into it: its name and place."""
    texts: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    for rule in rules:
        for declaration in _declarations(rule):
            texts[declaration.name] = texts.get(declaration.name, "") + tinycss2.serialize(declaration.value)
            places.setdefault(declaration.name, (declaration.source_line, declaration.source_column))
    lengths: dict[str, int] = {}
    for name in texts:
        _measure(name, texts, lengths)
    return next(((name, *places[name]) for name in texts if lengths[name] > LONGEST), None)


def _declarations(rule: tinycss2.ast.Node) -> Iterator[tinycss2.ast.Declaration]:
    """The tokens that a rule sets, and those within it."""
    open_rules = [rule]
    while open_rules:
        content = getattr(open_rules.pop(), "content", None) or ()
        for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if item.type == "declaration" and item.name.startswith("--"):
                yield item
            elif item.type in ("qualified-rule", "at-rule"):
                open_rules.append(item)


def _measure(name: str, texts: Mapping[str, str], lengths: dict[str, int]) -> None:
    """Know the length of a token with the others put in; of one that is made of itself, without that."""
    waiting = [name]
    begun: set[str] = set()
    while waiting:
        at = waiting[-1]
        named = _NAMES.findall(texts[at])
        lacking = [each for each in named if each in texts and each not in lengths and each not in begun]
        begun.add(at)
        if lacking:
            waiting += dict.fromkeys(lacking)
            continue
        waiting.pop()
        if at not in lengths:
            lengths[at] = min(len(texts[at]) + sum(lengths.get(each, 0) for each in named), 1 << 60)


def _only_tokens(rule: tinycss2.ast.Node) -> bool:
    if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root":
        return False
    content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return all(item.type == "declaration" and item.name.startswith("--") for item in content)


@dataclass(frozen=True, slots=True)
class Canon:
    """How a theme divides a page.

    `measure`: characters in a line; `widest`, `tallest`: the text's share of the trim that it may not pass; `inner`,
    `top`, `outer`, `bottom`: margins as parts of what is left beside and above the text.
    """

    measure: float = 66
    widest: float = 0.76
    tallest: float = 0.74
    inner: float = 2
    top: float = 3
    outer: float = 4
    bottom: float = 6


class CanonInvalid(ValueError):
    """A token that a page is planned by says what cannot be: its name, and what it wants."""

    def __init__(self, token: str, wanted: str) -> None:
        super().__init__(f"`{token}` wants {wanted}")
        self.token = token


def canon_of(tokens: Mapping[str, str]) -> Canon:
    """The canon that a print sheet's tokens say: `--measure`, `--widest`, `--tallest`, and `--canon` with four parts.

    Raises CanonInvalid where one says something else.
    """
    usual = Canon()
    measure = _number(tokens, "--measure", usual.measure, 20, 120)
    widest = _number(tokens, "--widest", usual.widest, 0.2, 0.95)
    tallest = _number(tokens, "--tallest", usual.tallest, 0.2, 0.95)
    if "--canon" not in tokens:
        return Canon(measure, widest, tallest)
    try:
        inner, top, outer, bottom = (float(part) for part in tokens["--canon"].split())
    except ValueError:
        inner = top = outer = bottom = 0
    if min(inner, top, outer, bottom) <= 0:
        raise CanonInvalid("--canon", "four numbers above 0: the parts of the inner, top, outer and bottom margin")
    return Canon(measure, widest, tallest, inner, top, outer, bottom)


def _number(tokens: Mapping[str, str], name: str, usual: float, least: float, most: float) -> float:
    try:
        number = float(tokens.get(name, usual))
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise CanonInvalid(name, f"a number from {least:g} to {most:g}")
    return number
