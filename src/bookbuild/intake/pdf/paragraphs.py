"""Lines in reading order → paragraphs: where white, an indent, a line that ends early or another size parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookbuild.intake.pdf.measure import BookMeasure
from bookbuild.intake.pdf.pages import PageLine
from bookbuild.intake.plain.joining import begins_item, ends_sentence

_INDENT = 0.8
"""In em of its size: a line that begins so far behind the one before begins a paragraph."""
_WHITE = 1.3
_NEXT = 0.35
"""Em of white before the first word of the next line, which would have had room."""
_CENTRED = 3.0
_FLUSHED = 5
"""In em: a line that begins so far behind the next stands at the other edge, as the source of a quotation does."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class PdfParagraph:
    """`continued`: it goes on with the paragraph before, which a page or a column has broken."""

    lines: tuple[PageLine, ...]
    continued: bool = False


def paragraphs_of(lines: Sequence[PageLine], measure: BookMeasure) -> list[PdfParagraph]:
    """The paragraphs of lines, of all pages in their order."""
    rooms = dict(_rooms(lines, measure))
    paragraphs: list[PdfParagraph] = []
    part: list[PageLine] = []
    continued = False
    for at, line in enumerate(lines):
        if part and _begins(part, line, lines[at + 1 : at + 2], measure, rooms[line.number]):
            paragraphs.append(PdfParagraph(tuple(part), continued))
            continued = _goes_on(part, line, measure)
            part = []
        part.append(line)
    return [*paragraphs, PdfParagraph(tuple(part), continued)] if part else paragraphs


def _begins(
    part: Sequence[PageLine], line: PageLine, after: Sequence[PageLine], measure: BookMeasure, room: float
) -> bool:
    before = part[-1]
    if line.page != before.page or line.column != before.column or _is_other(before, line, measure):
        return True
    if line.y - before.y > _WHITE * max(measure.leading_of(line), measure.leading_of(before)):
        return True
    if begins_item(line.text) and (begins_item(part[0].text) or ends_sentence(before.text)):
        return True
    if _is_set_alike(before, line, measure):
        return False
    # the first word of the line would have had room in the one before
    if room > line.first + _NEXT * line.size + 0.02 * measure.edges_of(line).width:
        return True
    if measure.indent(before) - measure.indent(line) > _FLUSHED * line.size:
        return True
    deeper = measure.indent(line) - measure.indent(before)
    if deeper < _INDENT * line.size:
        return False
    return not _hangs(part, line, after, measure)


def _hangs(part: Sequence[PageLine], line: PageLine, after: Sequence[PageLine], measure: BookMeasure) -> bool:
    """Whether a line that begins behind the first of its paragraph goes on with it, as an item of a list does."""
    if len(part) > 1:
        return False
    if begins_item(part[0].text):
        return True
    following = after[0] if after and after[0].page == line.page else None
    return following is not None and abs(measure.indent(following) - measure.indent(line)) < 2 and not ends_sentence(
        part[0].text
    )  # fmt: skip


def _is_other(before: PageLine, line: PageLine, measure: BookMeasure) -> bool:
    """Whether two lines are of different kinds: their size, where that is no foreign word's; their direction."""
    if before.from_right != line.from_right:
        full = measure.room(before) < 1.5 * before.size and not ends_sentence(before.text)
        return not full or line.y - before.y > 1.15 * max(measure.leading_of(before), measure.leading_of(line))
    ratio = line.size / max(before.size, 0.1)
    if measure.is_large(before) != measure.is_large(line) or before.bold != line.bold:
        return not 0.93 < ratio < 1.07 or before.bold != line.bold
    return not 0.8 < ratio < 1.25 or (not 0.9 < ratio < 1.1 and before.italic != line.italic)


def _is_set_alike(before: PageLine, line: PageLine, measure: BookMeasure) -> bool:
    """Whether two lines that begin apart have one middle, or end at one edge, as centred and flushed lines do."""
    if min(measure.indent(before), measure.indent(line)) < 0.5 * line.size:
        return False
    if abs(before.left + before.right_edge - line.left - line.right_edge) < _CENTRED:
        return min(measure.room(before), measure.room(line)) > 0.5 * line.size
    flushed = abs(before.right_edge - line.right_edge) < 1.5 and abs(before.left - line.left) > 2
    return flushed and not line.from_right and not before.from_right


def _rooms(lines: Sequence[PageLine], measure: BookMeasure) -> Iterator[tuple[int, float]]:
    """(number of a line, what the line before leaves free): in a block that is set in, up to the block's own edge."""
    block: list[PageLine] = []
    for line in lines:
        if block and not _is_with(block[-1], line, measure):
            yield from _rooms_of(block, measure)
            yield line.number, measure.room(block[-1])
            block = []
        block.append(line)
    yield from _rooms_of(block, measure)
    yield from ((line.number, 0.0) for line in lines[:1])


def _is_with(before: PageLine, line: PageLine, measure: BookMeasure) -> bool:
    if (line.page, line.column) != (before.page, before.column) or before.from_right != line.from_right:
        return False
    white = _WHITE * max(measure.leading_of(line), measure.leading_of(before))
    return line.y - before.y <= white and not _is_other(before, line, measure)


def _rooms_of(block: Sequence[PageLine], measure: BookMeasure) -> Iterator[tuple[int, float]]:
    set_in = block and min(map(measure.indent, block)) > _INDENT * block[0].size
    least = min(map(measure.room, block), default=0.0) if set_in else 0.0
    for before, line in pairwise(block):
        yield line.number, measure.room(before) - least


def _goes_on(part: Sequence[PageLine], line: PageLine, measure: BookMeasure) -> bool:
    """Whether a paragraph goes on over the end of its page or column."""
    before = part[-1]
    if (line.page, line.column) == (before.page, before.column) or line.page > before.page + 1:
        return False
    if _is_other(before, line, measure) or not _LETTER.search(line.text) or begins_item(line.text):
        return False
    hanging = len(part) == 1 and begins_item(before.text)
    if not hanging and measure.indent(line) - measure.indent(before) > _INDENT * line.size:
        return False
    if measure.room(before) > 2 * line.size:
        return False
    return not ends_sentence(before.text) or measure.indent(line) < _INDENT * line.size
