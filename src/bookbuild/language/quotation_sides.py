"""The texts of a paragraph as typed → the same, as long, with signs by which each straight mark shows its side.

Where Arabic joins a particle to a quotation (`و"نعم"`, `كـ"نص"`), the letter before the mark becomes a space: it opens.
Where an apostrophe stands for ʿayn before a name (`'Ali`, `al-'Asr`), it becomes one: it opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookbuild.language.marks import LETTERS, MARKS, TATWEEL

APOSTROPHE = "’"
_JOINED = frozenset(LETTERS) | MARKS | {TATWEEL}
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_][-‐‑])'(?=[^\W\d_])")
_NAMED_WITH_AYN = re.compile(
    r"(?:Abb|Abd|Abid|Abu?s\b|Adi\b|Adn|Affa|Afra|A['’]?i[sy]|Ali\b|Alq|Am[mr]|Aq[aiu]|Araf|Arsh|Asim|Asr\b|Ata\b|Atik|Awf|Ayn|Ayy"
    r"|Eid|Ikr|Ilm|Imr|Isa\b|Isha|Iyad|Izz|Ubad|Ubay|Uda|Uka|Ulam|Uma|Umra|Uqb|Urw|Utb|Uth|Uwa|Uya|Uza)",
)


def with_sides(texts: Sequence[str]) -> list[str]:
    """`texts` of one paragraph, in order."""
    whole = "".join(texts)
    if '"' not in whole and "'" not in whole:
        return list(texts)
    chars = list(_AFTER_HYPHEN.sub(APOSTROPHE, whole))
    _open_after_particles(chars)
    _without_ayns(chars)
    settled, at = "".join(chars), 0
    parts = []
    for text in texts:
        parts.append(settled[at : at + len(text)])
        at += len(text)
    return parts


def _open_after_particles(chars: list[str]) -> None:
    for mark in "\"'":
        is_open = False
        for at, char in enumerate(chars):
            if char == mark:
                before, after = chars[at - 1] if at else " ", chars[at + 1] if at + 1 < len(chars) else " "
                joined = before in _JOINED and (after in _JOINED or after.isalnum())
                is_open = not is_open if joined else _opens(before, after)
                if joined and is_open:
                    if mark not in chars[at + 1 :]:
                        return
                    chars[at - 1] = " "


def _opens(before: str, after: str) -> bool:
    return bool(after.strip()) and (not before.strip() or not before.isalnum()) and after not in ".,;:!?،؛؟)]»"


def _without_ayns(chars: list[str]) -> None:
    """An apostrophe for ʿayn where a quotation is open, or where none is closed."""
    text = "".join(chars)
    open_marks: list[int] = []
    for at, char in enumerate(text):
        if char != "'":
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if after.isalnum() and not before.isalnum():
            open_marks.append(at)
        elif before.strip() and not after.isalnum() and open_marks:
            _closed(chars, text, open_marks, at)
    _make_apostrophes(chars, text, open_marks)


def _closed(chars: list[str], text: str, open_marks: list[int], at: int) -> None:
    """The mark at `at` closes the word that the last one opens, or else the last one that begins no name with ʿayn."""
    begun = [i for i, mark in enumerate(open_marks) if not _NAMED_WITH_AYN.match(text, mark + 1)]
    one_word = not re.search(r"\s", text[open_marks[-1] : at])
    if begun and not (one_word and text[at - 1].isalnum()):
        _make_apostrophes(chars, text, open_marks[begun[-1] + 1 :])
        del open_marks[begun[-1] :]
    else:
        open_marks.pop()


def _make_apostrophes(chars: list[str], text: str, marks: Sequence[int]) -> None:
    for mark in marks:
        if _NAMED_WITH_AYN.match(text, mark + 1):
            chars[mark] = APOSTROPHE
