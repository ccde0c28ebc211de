"""A word that is bound to what follows it, as a name to its honorific, goes to the next line with it, and alone.

Seam: `weasyprint.layout.inline._break_waiting_children`, one expression of WeasyPrint 70. Where what follows does not
fit, it sets the text before it again in a px less, to have it broken at its last space. But Pango lets a no-break space
at the end of a text hang over the line's end: nothing is broken, and WeasyPrint then takes the text's *first* word
alone for the line. Here the text is set in as much less as a no-break space is wide.
"""

from __future__ import annotations

from typing import Any

from bookbuild.typeset.seams.seam import Amended

ENDS_A_PIXEL_BEFORE = "child.position_x + child.margin_width() - 1"
ENDS_BEFORE_ITS_SPACE = "child.position_x + child.margin_width() - 1 - _hanging_space(child)"

HANGING = 0.3
"""In em: more than a no-break space, less than that and a letter."""


def hanging_space(box: Any) -> float:
    """What a no-break space at the end of a box may take, in px; 0 without one."""
    while children := getattr(box, "children", ()):
        box = children[-1]
    return HANGING * box.style["font_size"] if getattr(box, "text", "").endswith("\u00a0") else 0.0


LEAVES_ROOM_FOR_ITS_SPACE = Amended(
    __name__,
    ((ENDS_A_PIXEL_BEFORE, ENDS_BEFORE_ITS_SPACE),),
    digest="62536bacd563",
    names={"_hanging_space": hanging_space},
)
