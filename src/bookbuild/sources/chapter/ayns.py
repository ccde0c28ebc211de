"""A backtick that stands for ʿayn, as in `` `Ali ``, and opens no code: a rule of markdown-it's inline parser.

CommonMark would make code of all that is between two such names. Where the second of a pair of backticks begins a word,
no code ends there, and the first is what it looks like: a letter.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_SINGLE = re.compile(r"(?<!`)`(?!`)")
_OPENS_WORD = "([{“‘\"'«-–—/\u00a0"


def ayn(state: StateInline, silent: bool) -> bool:
    """Takes a backtick for a letter where it is one."""
    source, at = state.src, state.pos
    if source[at] != "`" or source[at - 1 : at] == "`":
        return False
    found = _SINGLE.match(source, at)
    closing = found and _SINGLE.search(source, at + 1)
    if not closing or not _is_letter(source, at, closing.start()):
        return False
    if not silent:
        state.append_pending("`")
    state.pos += 1
    return True


def _is_letter(source: str, at: int, closing: int) -> bool:
    """Whether the backtick at `at` stands in a word, and so does the next one, which would close it."""
    if not source[at + 1 : at + 2].isalpha() or not source[closing + 1 : closing + 2].isalpha():
        return False
    before = source[closing - 1]
    if before.isspace() or before in _OPENS_WORD:
        return True
    # Kaʿb and Masʿūd: both within words; `Umar and Kaʿb: words with a capital between them
    within = source[at - 1 : at].isalpha()
    return within or (source[at + 1].isupper() and " " in source[at:closing])
