"""A text with straight quotation marks → edits that make them the book's: “ ” ‘ ’, in Arabic « »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.reader import RepairCode
from bookbuild.intake.script_share import is_arabic
from bookbuild.intake.text_edits import TextEdit

_MARK = re.compile("[\"']")
_OPENS_AFTER = " \t\n\u00a0([{—–-“‘«/\u200f\ufffc"
_AROUND = 40


def quote_edits(text: str) -> Iterator[TextEdit]:
    """Each straight mark as it is meant: by what stands before and behind it."""
    open_ = 0
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        opening = _opens(before, after, mark)
        if mark == "'" and not opening:
            yield _edit(at, "’")
        elif mark == "'":
            yield _edit(at, "‘" if _closes_later(text, at) else "’")
        else:
            if before.isdigit() and not open_:
                continue  # inches
            open_ += 1 if opening else -1
            arabic = is_arabic(text[max(at - _AROUND, 0) : at + _AROUND])
            yield _edit(at, ("«" if opening else "»") if arabic else ("“" if opening else "”"))


def _edit(at: int, new: str) -> TextEdit:
    return TextEdit(at, at + 1, new, RepairCode.QUOTE_CURLED)


def _opens(before: str, after: str, mark: str) -> bool:
    """Whether a mark opens: white space or an opening bracket is before it, and no white space behind it."""
    if not after or after.isspace():
        return False
    return not before or before in _OPENS_AFTER or (before == "'" and mark == '"') or (before == '"' and mark == "'")


def _closes_later(text: str, at: int) -> bool:
    """Whether an opening single mark has one that closes it: behind a word or punctuation, before no letter."""
    return any(
        text[found.start() - 1].strip() and not text[found.end() : found.end() + 1].isalnum()
        for found in _MARK.finditer(text, at + 1)
        if found[0] == "'"
    )
