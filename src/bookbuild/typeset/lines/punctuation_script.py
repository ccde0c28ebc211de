"""A full stop by itself in Arabic text → the full stop of Arabic.

Seam: `weasyprint.text.line_break.Layout.set_text`, which gives Pango the text of one box. Behind an honorific, a
reference or bold words a box may have no letter, and Pango then knows no script: a face that has full stops of its own
for Arabic, as Amiri, sets that of Latin. Here an Arabic letter mark (U+061C) stands behind such a text where it is
drawn, which is of the script, and has no glyph: it is neither seen nor in the file's text. WeasyPrint measures the text
without it; in a justified line the box is made as wide as what is drawn (`justification.as_drawn`).
"""

from __future__ import annotations

import re
from typing import Any

from bookbuild.typeset.seams.seam import Function

LETTER_MARK = "\u061c"

_BY_ITSELF = re.compile(r"(?=[^.,:;!?]*[.,:;!?])\s?[^\w\s]+\s?")

MOST = 8
"""Characters of punctuation."""


def set_text(given: Function, layout: Any, text: str, justify: bool = False) -> None:
    """WeasyPrint's method, for a text whose script is known; `justify` is true where it is drawn."""
    given(layout, with_script(text) if justify and layout.style["direction"] == "rtl" else text, justify)


def with_script(text: str) -> str:
    """A text from right to left whose script is known."""
    is_punctuation = len(text) <= MOST and text[-1:] != LETTER_MARK and _BY_ITSELF.fullmatch(text)
    return text + LETTER_MARK if is_punctuation else text
