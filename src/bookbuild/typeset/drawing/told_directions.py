"""Signs of right-to-left text → the same, with marks of direction where programs that read them would be led astray.

They take the direction of a mark, and of what is no letter, from the letter before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookbuild.typeset.drawing.shown import MARK, SIGN
from bookbuild.typeset.drawing.signs import RIGHT_TO_LEFT_MARK, belongs_before, is_rtl
from bookbuild.typeset.fragments import ComposedGlyph


def beginning(text: str) -> str:
    """What right-to-left text has at its left before any letter, if it has one: MARK, SIGN, or nothing but spaces."""
    for number, character in enumerate(reversed(text)):
        if is_rtl(character):
            return SIGN if text[-number:].strip() and number else ""
        if belongs_before(character):
            return SIGN if number else MARK
    return SIGN if text.strip() else ""


def begins_with_sign(text: str) -> bool:
    """Whether right-to-left text has a sign at its right: next to a number it would be read as part of it."""
    first = text[:1] or " "
    return not (first.isspace() or is_rtl(first) or belongs_before(first))


def with_directions(body: Sequence[str | ComposedGlyph], advance: int) -> Iterator[str | ComposedGlyph]:
    """Tells the direction of each mark that stands to the right of a sign that is neither letter nor space."""
    after_sign = False
    for part in body:
        if isinstance(part, ComposedGlyph):
            mark = belongs_before(part.text[0])
            if mark and after_sign:
                yield ComposedGlyph((), advance, RIGHT_TO_LEFT_MARK)
            after_sign = not (mark or is_rtl(part.text[0])) and (after_sign or not part.text.isspace())
        yield part
