"""Names that a publisher writes in style sheets and templates → findings for those that nothing answers to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

import tinycss2

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.documents.css_values import faults_of_selector, faults_of_value
from bookbuild.documents.variables import VAR
from bookbuild.nearest import nearest, slip_of

LEAST = 5
"""Letters of a token or a class: of fewer, a name that is near to a known one may be one of the publisher's own."""

_HERE = Path(__file__).parent
_CLASSES = re.compile(r"""\bclass=(?P<quote>["'])(?P<names>.*?)(?P=quote)""")
_TEMPLATED = re.compile(r"{{[^{}]*+}}|{%[^{%]*+%}|{#[^{#]*+#}")
_SELECTED = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")


@cache
def properties() -> frozenset[str]:
    """Every property of CSS, of a page or of an e-book."""
    return frozenset((_HERE / "css_properties.txt").read_text(encoding="utf-8").split())


def unknown_properties(rules: Iterable[tinycss2.ast.Node], shown: str) -> Iterator[Finding]:
    """What is no property, no value of one or no selector, in rules and in those within them.

    A property of a maker's own (`-epub-…`) and a custom one may be any. A font, a counter style have descriptors.
    """
    for rule in rules:
        if rule.type == "declaration" and not rule.lower_name.startswith("-") and rule.lower_name not in properties():
            yield _unknown_property(rule, shown)
        elif rule.type == "declaration":
            yield from _invalid(faults_of_value(rule), rule, shown)
        elif rule.type == "qualified-rule" or getattr(rule, "lower_at_keyword", "font-face") not in _DESCRIBED:
            if rule.type == "qualified-rule":
                yield from _invalid(faults_of_selector(rule.prelude), rule, shown)
            inner = tinycss2.parse_blocks_contents(rule.content or [], skip_comments=True, skip_whitespace=True)
            yield from unknown_properties(inner, shown)


def _invalid(faults: Iterable[tuple[str, str]], node: tinycss2.ast.Node, shown: str) -> Iterator[Finding]:
    place = Location(shown, node.source_line, node.source_column, len(getattr(node, "name", " ")))
    for message, remedy in faults:
        yield Finding(Code.STYLE_INVALID, f"`{shown}`: {message}", remedy, place)


_DESCRIBED = ("font-face", "counter-style", "property", "font-palette-values", "font-feature-values", "color-profile")


def _unknown_property(declaration: tinycss2.ast.Declaration, shown: str) -> Finding:
    name = declaration.lower_name
    meant = nearest(name, properties())
    place = Location(shown, declaration.source_line, declaration.source_column, len(name))
    remedy = f"write `{meant}`" if meant else "take it out, or write a property of CSS"
    return Finding(Code.STYLE_INVALID, f"`{shown}`: `{name}` is no property of CSS", remedy, place)


def unknown_tokens(text: str, shown: str, others: str) -> Iterator[Finding]:
    """Tokens that a sheet sets, that no sheet asks for, and whose name is near to one that is known: slips of the hand.

    `others`: the text of all sheets of the theme, the tool's own and this one among them.
    """
    bare = _blanked(text)
    asked = {found[1] for found in VAR.finditer(others + text)}
    own, all_set = Counter(_SET.findall(bare)), Counter(_SET.findall(_blanked(others)))
    known = {name for name, times in all_set.items() if times > own[name]} | asked | _READ
    for name in own:
        if name not in known and len(name) >= LEAST + 2 and (meant := slip_of(name[2:], (each[2:] for each in known))):
            line = bare[: bare.index(name)].count("\n") + 1
            message = f"`{shown}`: no style sheet asks for the token `{name}`"
            yield Finding(Code.STYLE_INVALID, message, f"write `--{meant}`", Location(shown, line))


def _blanked(sheet: str) -> str:
    """A sheet without the text of its comments, as long as it was."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), sheet)


def undefined_tokens(text: str, shown: str, others: str) -> Iterator[Finding]:
    """Where a sheet asks for a token that neither it nor `others` set, nor the tool, and says no value instead."""
    bare = _blanked(text)
    known = {*_SET.findall(bare), *_SET.findall(others), *_READ, *_GIVEN}
    for found in VAR.finditer(bare):
        name = found[1]
        if name in known or found[2] is not None:
            continue
        line, column = bare.count("\n", 0, found.start()) + 1, found.start(1) - bare.rfind("\n", 0, found.start())
        meant = nearest(name[2:], (each[2:] for each in known))
        remedy = f"write `--{meant}`, or set `{name}` in `:root`" if meant else f"set `{name}` in `:root`"
        place = Location(shown, line, column, len(name))
        yield Finding(Code.STYLE_INVALID, f"`{shown}`: nothing sets the token `{name}`", remedy, place)


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SET = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_GIVEN = frozenset({
    "--tall", "--latin-bold", "--leading-grows", "--line", "--trim-width", "--trim-height", "--text-width",
    "--text-height", "--inner", "--top", "--outer", "--bottom", "--arabic-in-latin", "--phrase-in-latin",
    "--quran-in-latin", "--arabic-apart", "--bold-size", "--latin-in-arabic",
    "--call-position", "--call-size", "--call-rise",
})  # fmt: skip
"""Tokens that the tool sets for each edition, besides those of `_READ`."""
_READ = frozenset({
    "--measure", "--widest", "--tallest", "--canon", "--leading", "--kashida", "--size", "--latin", "--arabic",
    "--quran",
})  # fmt: skip
"""Tokens that are read by the tool itself."""


def unknown_classes(text: str, shown: str, known: Collection[str]) -> Iterator[Finding]:
    """Classes that a template of the publisher's gives and that are a slip away from one of the `known`."""
    for found in _CLASSES.finditer(text):
        for name in _TEMPLATED.sub(" ", found["names"]).split():
            if name in known or name.startswith("x-") or not re.fullmatch(r"[\w-]+", name):
                continue
            meant = slip_of(name, known) if len(name) >= LEAST else None
            if meant is None:
                continue
            line = text[: found.start()].count("\n") + 1
            column = found.start("names") - (text.rfind("\n", 0, found.start()) + 1) + found["names"].index(name) + 1
            message = f"`{shown}`: nothing styles the class `{name}`"
            remedy = f"write `{meant}`; a class of your own begins with `x-`"
            yield Finding(Code.CONSTRUCT_UNKNOWN, message, remedy, Location(shown, line, column, len(name)))


def classes_of(text: str) -> set[str]:
    """The classes that a template gives, as far as they stand in it."""
    return {name for found in _CLASSES.finditer(text) for name in _TEMPLATED.sub(" ", found["names"]).split()}


def selected_classes(sheet: str) -> set[str]:
    """The classes that a style sheet selects."""
    return set(_SELECTED.findall(sheet))


@cache
def shipped_classes() -> frozenset[str]:
    """The classes of the templates that come with bookbuild."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((_HERE / "templates").glob("*.xhtml")))
    return frozenset(name for text in texts for name in classes_of(text))
