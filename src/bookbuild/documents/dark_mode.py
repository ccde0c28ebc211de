"""A style sheet with tokens → the same with what changes in dark mode, for devices that know no custom properties.

A theme says `@media (prefers-color-scheme: dark) { :root { --accent: … } }`, as anyone does who writes CSS. Such a
device needs the value in each rule that asks for the token: behind each of them stands its like for dark mode, at the
same place in the cascade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import tinycss2

from bookbuild.documents.variables import VAR, resolved

DARK = "@media (prefers-color-scheme: dark)"
_PARSED = {"skip_comments": True, "skip_whitespace": True}


def in_dark_mode(rules: Iterable[tinycss2.ast.Node], tokens: Mapping[str, str]) -> str:
    """The text of `rules`; behind each that asks for a token of another value in dark mode stands its like."""
    rules = list(rules)
    dark = dict(dark_tokens(rules))
    both = {**tokens, **dark}
    changed = frozenset(name for name in both if resolved(both[name], both) != resolved(tokens.get(name, ""), tokens))
    return "".join(_written(rule, both, changed) for rule in rules)


def dark_tokens(rules: Iterable[tinycss2.ast.Node]) -> Iterator[tuple[str, str]]:
    """The tokens that `:root` has in dark mode, and their values."""
    for rule in rules:
        if _is_dark(rule):
            for inner in _rules_in(rule):
                if inner.type == "qualified-rule" and _is_root(inner):
                    yield from ((each.name, tinycss2.serialize(each.value).strip()) for each in _tokens(inner))


def _written(rule: tinycss2.ast.Node, dark: Mapping[str, str], changed: frozenset[str]) -> str:
    if _is_dark(rule):
        inner = [each for each in _rules_in(rule) if not (each.type == "qualified-rule" and _is_root(each))]
        return f"{DARK} {{ {resolved(tinycss2.serialize(inner), dark)} }}" if inner else ""
    text = str(tinycss2.serialize([rule]))
    like = _in_dark(rule, dark, changed)
    return f"{text}\n{DARK} {{ {like} }}" if like else text


def _in_dark(rule: tinycss2.ast.Node, dark: Mapping[str, str], changed: frozenset[str]) -> str:
    """`rule` with those declarations alone that ask for a changed token, resolved; empty where there are none."""
    prelude = tinycss2.serialize(getattr(rule, "prelude", None) or []).strip()
    if rule.type == "qualified-rule":
        declarations = "; ".join(
            resolved(each.serialize(), dark)
            for each in tinycss2.parse_blocks_contents(rule.content, **_PARSED)
            if each.type == "declaration" and not each.name.startswith("--") and _asks(each, changed)
        )
        return f"{prelude} {{ {declarations} }}" if declarations else ""
    if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
        inner = " ".join(filter(None, (_in_dark(each, dark, changed) for each in _rules_in(rule))))
        return f"@{rule.lower_at_keyword} {prelude} {{ {inner} }}" if inner else ""
    return ""


def _asks(declaration: tinycss2.ast.Declaration, changed: frozenset[str]) -> bool:
    return any(found[1] in changed for found in VAR.finditer(tinycss2.serialize(declaration.value)))


def _is_dark(rule: tinycss2.ast.Node) -> bool:
    if rule.type != "at-rule" or rule.lower_at_keyword != "media" or rule.content is None:
        return False
    query = re.sub(r"\s+", "", tinycss2.serialize(rule.prelude)).lower()
    return query == "(prefers-color-scheme:dark)"


def _is_root(rule: tinycss2.ast.Node) -> bool:
    return bool(tinycss2.serialize(rule.prelude).strip() == ":root")


def _rules_in(rule: tinycss2.ast.Node) -> list[tinycss2.ast.Node]:
    return list(tinycss2.parse_rule_list(rule.content, **_PARSED))


def _tokens(rule: tinycss2.ast.Node) -> Iterator[tinycss2.ast.Declaration]:
    for each in tinycss2.parse_blocks_contents(rule.content, **_PARSED):
        if each.type == "declaration" and each.name.startswith("--"):
            yield each
