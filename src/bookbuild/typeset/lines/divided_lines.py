"""A line that ends within a paragraph → how it ends: where a word was divided, or at white space that is not set.

Seam: `weasyprint.layout.inline.split_text_box`, which takes from a box the text of a line, adds a hyphen where it
divides a word, and takes the white space off its end. Both are forgotten when the line is drawn.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

HYPHEN, SPACE = "hyphen", "space"


def install() -> None:
    """Put the changed function in its place; raises AttributeError where WeasyPrint's has moved."""
    if inline.split_text_box is not split_text_box:
        split_text_box.unnoted = inline.split_text_box  # type: ignore[attr-defined]
        inline.split_text_box = split_text_box


def split_text_box(context: Any, box: Any, available_width: Any, skip: int | None, is_line_start: bool = True) -> Any:
    """The function that was there, which notes on the new box what it was taken from."""
    unnoted: Any = split_text_box.unnoted  # type: ignore[attr-defined]
    split = new_box, resume_at, _ = unnoted(context, box, available_width, skip, is_line_start)
    if new_box is not None and resume_at is not None:
        new_box.taken_from = (box.text, skip or 0, resume_at, new_box.text)
    return split


def line_end(box: Any) -> str:
    """How the line of a text box ends: HYPHEN, SPACE, or nothing of both."""
    text, start, stop, shown = getattr(box, "taken_from", ("", 0, 0, ""))
    taken = text.encode()[start:stop].decode()
    if not taken.startswith(shown):
        return HYPHEN
    return SPACE if taken[len(shown) :].isspace() else ""
