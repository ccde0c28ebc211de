"""Shifts between glyphs that every reader of PDF understands.

Seam: `weasyprint.pdf.stream.Stream.show_text` (pydyf's), which is given the body of a `TJ` array. Where a glyph has an
offset, WeasyPrint writes an empty string between two shifts (`<0027>0<>-148.6<0001>`): pdfium, and so Chrome, drops
the second, and a justified line of vocalised Arabic is torn from its neighbours. Here shifts side by side are added up.
"""

from __future__ import annotations

import re

from weasyprint.pdf.stream import Stream

from bookbuild.typeset.seams.seam import Function

_SHIFTS = re.compile(r"(^|>)((?:[-+.\de]*<>)*[-+.\de]*)(?=<|$)")
"""What stands between two strings of glyphs: shifts, empty strings between them."""


def joined_shifts(text: str) -> str:
    """The body of a `TJ` array with one number, in thousandths of an em, between two strings of glyphs, and no 0."""
    text = text.replace(">0<", "")
    if "<>" in text or "." in text:
        return _SHIFTS.sub(_sum, text).replace("><", "")
    return text[:-1] if text.endswith(">0") else text


def _sum(found: re.Match[str]) -> str:
    total = sum(float(shift) for shift in found[2].split("<>") if shift)
    return found[1] + (f"{total:.4f}".rstrip("0").rstrip(".") if round(total, 4) else "")


def show_text(show: Function, stream: Stream, text: str) -> None:
    """pydyf's method, which is given shifts that are added up; of nothing it shows nothing."""
    if joined := joined_shifts(text):
        show(stream, joined)
