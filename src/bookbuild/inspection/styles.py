"""A style sheet of an EPUB → what may not stand in it, and the files that it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

# EPUB 3.3, 6.3.1.2: reading systems set these; EPUBCheck reports them (w3c/epubcheck#186).
FORBIDDEN = frozenset(("direction", "unicode-bidi"))


def forbidden_declarations(css: str) -> Iterator[tuple[str, int]]:
    """(property, line) of each declaration that sets the direction of text."""
    for node in _declarations(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        if node.lower_name in FORBIDDEN:
            yield node.lower_name, node.source_line


def errors(css: str) -> Iterator[tuple[str, int]]:
    """(message, line) of each rule that is not CSS."""
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            yield node.message, node.source_line


def references(css: str) -> Iterator[tuple[str, int]]:
    """(URL, line) of each `url(…)` and each `@import`."""
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield from ((t.value, t.source_line) for t in node.prelude if t.type in ("string", "url"))
        elif node.type in ("at-rule", "qualified-rule"):
            yield from _urls([*node.prelude, *(node.content or ())])


def _urls(tokens: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for token in tokens:
        if token.type == "url":
            yield token.value, token.source_line
        elif token.type == "function" and token.lower_name == "url":
            yield from ((t.value, t.source_line) for t in token.arguments if t.type == "string")
        else:
            yield from _urls(getattr(token, "content", None) or getattr(token, "arguments", None) or ())


def _declarations(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        if node.type == "declaration":
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            yield from _declarations(
                tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            )
