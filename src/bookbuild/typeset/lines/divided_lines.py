"""A line that ends within a paragraph → how it ends: where a word was divided, or at white space that is not set.

Seam: `weasyprint.layout.inline.split_text_box`, which takes from a box the text of a line, adds a hyphen where it
divides a word, and takes the white space off its end. Both are forgotten when the line is drawn.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

HYPHEN, SPACE = "hyphen", "space"

_taken_from: Attached[tuple[str, int, int, str]] = Attached("taken_from")
"""On a text box: the text that it was taken from, first byte, last byte but one, and the text as taken."""


def split_text_box(
    unnoted: Function, context: Any, box: Any, available_width: Any, skip: int | None, is_line_start: bool = True
) -> Any:
    """The function that was there, which notes on the new box what it was taken from."""
    split = new_box, resume_at, _ = unnoted(context, box, available_width, skip, is_line_start)
    if new_box is not None and resume_at is not None:
        _taken_from.put(new_box, (box.text, skip or 0, resume_at, new_box.text))
    return split


def line_end(box: Any) -> str:
    """How the line of a text box ends: HYPHEN, SPACE, or nothing of both."""
    text, start, stop, shown = _taken_from.of(box) or ("", 0, 0, "")
    taken = text.encode()[start:stop].decode()
    if not taken.startswith(shown):
        return HYPHEN
    return SPACE if taken[len(shown) :].isspace() else ""


def ends_divided(line: Any) -> bool:
    """Whether a line ends with a divided word: with a hyphen, the tool's or the writer's."""
    texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
    return bool(texts) and (line_end(texts[-1]) == HYPHEN or texts[-1].text.rstrip().endswith(("-", "\u2010")))
