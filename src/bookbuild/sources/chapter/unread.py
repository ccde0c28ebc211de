"""Syntax of Pandoc's that is not read → what it is, and how to write it instead: it would be printed as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAKS = re.compile(r"\\(?:newpage|pagebreak|clearpage|cleardoublepage)")
OF_PAGES = "write `::: {.break}` and `:::`, each in a line of its own; a chapter begins a page by itself"
UNREAD: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"(?<![\w\\:/.])\\(?:[A-Za-z]+\*?(?:\[[^\]]*\])?\{|[A-Za-z]{2,}+\*?)"),
        "a command of TeX",
        "write it in Markdown; a formula stands between dollars, `$…$`, and a backslash is `\\\\`",
    ),
    (re.compile(r"\{=[A-Za-z0-9]+\}"), "raw text for one format", "write it in Markdown, for all formats"),
    (
        re.compile(
            r"(?<=\])\((?=[^()\n]*+\))(?:[a-z][a-z0-9+.-]*+:|[#/]|(?=[^()\n]*\.[A-Za-z]{2,5}\)))[^()\s]*+\s[^()\n]*+\)"
        ),
        "an address with a space in it",
        "write `%20` for the space, or the address between `<` and `>`",
    ),
    (
        re.compile(r"(?<=\])\((?:[a-z][a-z0-9+.-]*+:|#)[^()\s]++\)"),
        "the address of a link whose text holds a link",
        "take one of the two out: a link stands in no link",
    ),
    (
        re.compile(r"(?<![*\w])\*\*(?=\w)|(?<=\w)\*\*(?![*\w])|(?<![~\w])~~(?=\w)|(?<=\w)~~(?![~\w])|\$\$(?=\S)"),
        "a mark that opens or closes nothing",
        "write it on both sides of the words, or a backslash before each sign",
    ),
    (
        re.compile(r"(?<=\])\[[A-Za-z][^\[\]\n]*+\]"),
        "a link whose target is not defined in this file",
        "define it, `[name]: https://…`, or write the address between `(` and `)`",
    ),
    (
        re.compile(r"\[[^\[\]]+\]\[\]"),
        "a link to a heading by its words",
        "give the heading an id, `{#id}`, and write `[](#id)`",
    ),
)


_SIGNS = re.compile(r"\\|\{=|\]\[|\]\(|\*\*|~~|\$\$")


def unread(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """What is not read in a text: where, what it is, and the way to write it."""
    if _SIGNS.search(text):
        for pattern, what, remedy in UNREAD:
            for match in pattern.finditer(text):
                if match[0] == "\\end{" and "\\begin{" in text[: match.start()]:
                    continue  # found where it begins
                yield match, what, OF_PAGES if _BREAKS.match(match[0]) else remedy
