"""The characters of a page as pdfium has them → with the brackets that are drawn.

pdfium gives brackets in text from the right as they are written, not as they are drawn: `CPDF_TextPage::CloseTempLine`
takes what is neutral for right-to-left behind what is, and exchanges its brackets. Here this is undone, as whoever
reads a line from its glyphs turns all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

_PAIRS = "()[]{}<>«»‹›≤≥"
MIRRORS = {ord(sign): ord(_PAIRS[at ^ 1]) for at, sign in enumerate(_PAIRS)}
_FIRST_FROM_RIGHT = 0x590
_RIGHT, _LEFT = frozenset(("R", "AL")), "L"
_WEAK = frozenset(("EN", "AN"))


def as_drawn(codes: Sequence[int]) -> Sequence[int]:
    """The codes of a page, with those of mirrored brackets exchanged back; lines end with U+000A."""
    if MIRRORS.keys().isdisjoint(codes) or max(codes) < _FIRST_FROM_RIGHT:
        return codes
    drawn = list(codes)
    begin = 0
    for end in [*(at for at, code in enumerate(codes) if code == 10), len(codes)]:
        _undo(drawn, begin, end)
        begin = end + 1
    return drawn


def _undo(codes: list[int], begin: int, end: int) -> None:
    """Exchange the brackets of one line that pdfium takes for right-to-left."""
    kinds = [_kind(code) for code in codes[begin:end]]
    if "R" not in kinds:
        return
    parts = [kind for at, kind in enumerate(kinds) if not at or kinds[at - 1] != kind]
    from_right = parts.count("R") >= parts.count("L")
    for at, kind in enumerate(kinds, begin):
        if kind in ("R", "L"):
            from_right = kind == "R"
        elif kind == "N" and from_right:
            codes[at] = MIRRORS.get(codes[at], codes[at])


def _kind(code: int) -> str:
    found = bidirectional(chr(code)) if 32 <= code < 0x110000 else ""
    if found in _RIGHT:
        return "R"
    return "L" if found == _LEFT else "W" if found in _WEAK else "N"
