"""A paragraph's first line, set from right to left → indented where it begins.

Seam: one expression of `weasyprint.layout.inline.get_next_linebox`. WeasyPrint 70 indents to the right in either
direction; from right to left that is at the line's end: the line stands at the margin, and is short at the left.
"""

from __future__ import annotations

from bookbuild.typeset.seams.seam import Amended

INDENTS_AT_LEFT = "offset_x -= line.width"
INDENTS_WHERE_IT_BEGINS = "offset_x -= line.width + linebox.text_indent"
"""In the branch for text that runs from right to left, in px."""

INDENTED = Amended(__name__, ((INDENTS_AT_LEFT, INDENTS_WHERE_IT_BEGINS),), digest="67af458c2545")
