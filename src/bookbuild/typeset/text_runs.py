"""Shifts between glyphs that every reader of PDF understands.

Seam: `weasyprint.pdf.stream.Stream.show_text` (pydyf's), which is given the body of a `TJ` array. Where a glyph has an
offset, WeasyPrint writes an empty string between two shifts (`<0027>0<>-148.6<0001>`): pdfium, and so Chrome, drops
the second, and a justified line of vocalised Arabic is torn from its neighbours. Here shifts side by side are added up.
"""

from __future__ import annotations

import re

from weasyprint.pdf.stream import Stream

_NUMBER = r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
_SHIFTS = re.compile(rf"(?:{_NUMBER}|<>)(?:<>|{_NUMBER})*(?=<|$)")
_EACH = re.compile(_NUMBER)


def joined_shifts(text: str) -> str:
    """The body of a `TJ` array with one number, in thousandths of an em, between two strings of glyphs; none is 0."""
    return _SHIFTS.sub(_sum, text).replace("><", "")


def _sum(found: re.Match[str]) -> str:
    total = sum(float(number) for number in _EACH.findall(found.group()))
    return f"{total:.4f}".rstrip("0").rstrip(".") if round(total, 4) else ""


def install() -> None:
    """Put the changed method in its place; raises AttributeError where it has moved."""
    if "show_text" in vars(Stream):
        return
    show = Stream.show_text

    def show_joined(stream: Stream, text: str) -> None:
        if joined := joined_shifts(text):
            show(stream, joined)

    Stream.show_text = show_joined
