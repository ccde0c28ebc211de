"""Two boxes that no space parts are one word, such as a word and the call of its note: no line ends between them.

Seam: `weasyprint.layout.inline.can_break_text`, asked of the last letter of a box and the first of the next. By the
rules of Unicode a line may end behind a full stop or a question mark where a bracket or a digit follows. Paragraphs
whose lines are chosen together keep to the same (`break_places.py`).
"""

from __future__ import annotations

from bookbuild.typeset.lines.break_places import BREAKS_BEHIND
from bookbuild.typeset.seams.seam import Function


def can_break_text(can_break: Function, text: str, lang: str) -> bool:
    """WeasyPrint's function; between two letters without a space only behind those that a line ends with anywhere."""
    if len(text) == 2 and " " not in text and not BREAKS_BEHIND.match(text):
        return False
    return bool(can_break(text, lang))
