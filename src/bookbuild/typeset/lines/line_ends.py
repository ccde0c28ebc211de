"""A space that ends a line needs no room.

Seam, one expression of WeasyPrint 70's `weasyprint.text.line_break.split_first_line`: text that fits in a line but for
the space at its end (what follows is in another box) is taken for text that cannot be broken, and its first word is set
alone on a line. Here it fits.
"""

from __future__ import annotations

from bookbuild.typeset.seams.seam import Amended

COUNTS_SPACE = "resume_index is None and first_line_width <= max_width"
LEAVES_SPACE_OUT = """resume_index is None and (first_line_width <= max_width or (
        space_collapse and text.endswith(' ') and (lambda layout: line_size(layout.get_first_line()[0], style)[0])(
            create_layout(text.rstrip(' '), style, context, None, justification_spacing)
        ) <= max_width))"""
"""The layout has a name while its line is measured: the line is gone with it."""

NEEDS_NO_ROOM = Amended(__name__, ((COUNTS_SPACE, LEAVES_SPACE_OUT),), digest="39ad1016863c")
