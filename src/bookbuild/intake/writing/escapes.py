"""Text → the same for Markdown, in which nothing of it means anything."""

from __future__ import annotations

import re

from bookbuild.sources.chapter.list_markers import marker_at

_URL = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:[/?#](?:[A-Za-z0-9._~/?#@!$&()*+,;=%-]*[A-Za-z0-9_~/#=%&-])?)?"
)
_SPECIAL = re.compile(r"[\\*`~^]|\$|\{(?=[.#\w-])|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|!(?=\[)")
_BRACKET = re.compile(r"\[(?=\^)|\](?=[({\[:])")
_AT_START = re.compile(
    r"^(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|:(?=\s|::)|=+\s*$|-{2,}(?: +-{2,})*\s*$|\||\+(?:[-=:]+\+)+\s*$"
    r"|\[[ xX]\](?=\s|$))"
)


def escaped(text: str, following: str = "") -> str:
    """Text whose signs mean nothing to Markdown, whatever `following` begins with; links stand in angle brackets."""
    parts: list[str] = []
    at = 0
    for link in _URL.finditer(text):
        parts += [_escaped(text[at : link.start()]), f"<{link[0]}>"]
        at = link.end()
    return "".join([*parts, _escaped(text[at:], following[:1])])


def _escaped(text: str, following: str = "") -> str:
    marked = _BRACKET.sub(_with_backslash, f"{_SPECIAL.sub(_with_backslash, text)}{following}")
    return marked[: len(marked) - len(following)]


def _with_backslash(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def at_start(line: str) -> str:
    """A line whose beginning is not the mark of a heading, a list, a quotation, a table, a fence."""
    if _AT_START.match(line):
        return f"\\{line}"
    if marker := marker_at(line, 0):
        end = len(marker.text) - 1
        return f"{line[:end]}\\{line[end:]}"
    return line
