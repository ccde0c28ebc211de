"""A chapter's passages → `construct-unknown` where a heading's words stand in brackets: to Pandoc they are a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookbuild.checks.passages import Passage
from bookbuild.diagnostics import Code, Finding

_BRACKETED = re.compile(r"\[([^\[\]\v]{2,80})\](?!\[\])")
"""`[The well][]` is found where it is read."""


def heading_links(passages: Sequence[Passage], lines: Sequence[str]) -> Iterator[Finding]:
    """The findings of a chapter whose source has `lines`; a bracket after a backslash is meant as it stands."""
    headings = {_plain(passage.text) for passage in passages if passage.kind == "Heading"} - {""}
    for passage in passages:
        for found in _BRACKETED.finditer(passage.text) if passage.kind != "Heading" else ():
            if _plain(found[1]) not in headings:
                continue
            place = passage.place(found.start(), len(found[0]))
            line = lines[place.line - 1] if place.line and place.line <= len(lines) else ""
            if place.column and line[place.column - 1 : place.column] == "[" and line[: place.column - 1][-1:] != "\\":
                message = f"`{found[0]}` is a link to a heading by its words, which is not read"
                remedy = "give the heading an id, `{#id}`, and write `[](#id)`; brackets in the text are `\\[…\\]`"
                yield Finding(Code.CONSTRUCT_UNKNOWN, message, remedy, place)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
