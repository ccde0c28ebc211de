"""A style sheet of an EPUB → what may not stand in it, and the files that it uses."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

# EPUB 3.3, 6.3.1.2: reading systems set these; EPUBCheck reports them (w3c/epubcheck#186).
FORBIDDEN = frozenset(("direction", "unicode-bidi"))


@dataclass(frozen=True, slots=True)
class SheetUrl:
    """A `url(…)` or `@import` of a sheet; `font`: it is the source of a font, which EPUB lets come from elsewhere."""

    url: str
    line: int
    font: bool = False


def sheet_text(content: bytes) -> str:
    """A sheet as text: UTF-16 where it begins with a byte order mark, as EPUB 3.3 allows, else UTF-8."""
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if utf_16 else "utf-8-sig", "replace")


def parsed(css: str) -> list[Any]:
    """The rules of a sheet. What is not CSS is among them as errors."""
    rules: list[Any] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return rules


def forbidden_declarations(rules: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """(property, line) of each declaration that sets the direction of text."""
    for node in _declarations(rules):
        if node.lower_name in FORBIDDEN:
            yield node.lower_name, node.source_line


def errors(rules: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """(message, line) of each rule that is not CSS."""
    for node in rules:
        if node.type == "error":
            yield node.message, node.source_line


def references(rules: Iterable[Any]) -> Iterator[SheetUrl]:
    """Each `url(…)` and each `@import`; the URL of a namespace is only a name."""
    for node in rules:
        keyword = node.lower_at_keyword if node.type == "at-rule" else ""
        if keyword == "import":
            yield from (SheetUrl(t.value, t.source_line) for t in node.prelude if t.type in ("string", "url"))
            yield from (SheetUrl(url, line) for url, line in _urls(node.prelude) if not _has_url(node.prelude))
        elif node.type in ("at-rule", "qualified-rule") and keyword != "namespace":
            font = keyword == "font-face"
            yield from (SheetUrl(url, line, font) for url, line in _urls([*node.prelude, *(node.content or ())]))


def _has_url(tokens: Iterable[Any]) -> bool:
    return any(token.type in ("string", "url") for token in tokens)


def _urls(tokens: Iterable[Any]) -> Iterator[tuple[str, int]]:
    waiting = list(tokens)[::-1]
    while waiting:
        token = waiting.pop()
        if token.type == "url":
            yield token.value, token.source_line
        elif token.type == "function" and token.lower_name in ("url", "src"):
            yield from ((t.value, t.source_line) for t in token.arguments if t.type == "string")
        else:
            waiting += (getattr(token, "content", None) or getattr(token, "arguments", None) or ())[::-1]


def _declarations(rules: Iterable[Any]) -> Iterator[Any]:
    waiting = list(rules)[::-1]
    while waiting:
        node = waiting.pop()
        if node.type == "declaration":
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            waiting += tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)[::-1]
