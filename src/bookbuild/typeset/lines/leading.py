"""Lines whose marks would touch the line above → farther apart, where `leading = "auto"` asks for it.

Seam: `weasyprint.layout.block.iter_line_boxes`, which gives a paragraph's lines one by one to be placed on the page.
The ink of a line that stands too near moves down, and the next line is a line of the page again. Where many lines of an
Arabic paragraph need it, all of them are set farther apart alike. Where lines are not those of the page, in quotations
and notes, the leading of an Arabic paragraph grows by what its ink needs, and in a paragraph of another script the
lines alone that need it.

Whether leading may grow stands in the style sheet, as the custom property `--leading-grows`, which is inherited.
"""

from __future__ import annotations

from collections import deque
from itertools import chain, islice, pairwise
from math import ceil
from typing import Any

from weasyprint.text.line_break import strut

from bookbuild.typeset.lines.balance import Lines
from bookbuild.typeset.lines.collisions import is_marked, missing
from bookbuild.typeset.lines.page_lines import line_of, wanted_line
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.custom_properties import values
from bookbuild.typeset.seams.seam import Function

PROPERTY = "__leading_grows"

CLEARANCE = 0.05
"""Em between the ink of two lines, where they are set farther apart."""

STEP = 0.05
"""Em: leading grows by steps, so that it is the same in most paragraphs."""

MOST_OFF = 0.6
"""The share of a paragraph's lines that stand off the lines of the page before all are set farther apart."""

MOST_MOVED = 0.5
"""Lines of the page by which ink moves down in its line; what needs more goes a line lower."""

MOST_REMEMBERED = 8
"""Lines: of the text, and of notes that are set between them."""

MOST_AHEAD = 90
"""Lines: of a paragraph that goes over many pages, those that decide its leading on one."""

_marked: Attached[bool] = Attached("marked")
"""On a line box, broken or not: whether it has vowel marks."""

_set_before: Attached[tuple[int | None, deque[Any]]] = Attached("lines")
"""On a layout context: a page's number, and the lines that were last set on it."""

seat: Attached[float] = Attached("seat")
"""On a line: by how many px its ink stands lower in it than by nature."""

_steps: Attached[int] = Attached("steps")
"""On a line box that is not broken yet: by how many steps its leading has grown."""


def iter_line_boxes(
    given: Function, context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any, *others: Any
) -> Lines:
    """The lines of a paragraph, each with where the next begins."""
    lines = given(context, box, position_y, bottom_space, skip_stack, *others)
    if not grows(box.style):
        yield from lines
        return
    marked, set_before = marks_of(box), lines_on(context)
    above = max((line for line in set_before if line.position_y < position_y - 0.5), key=_place, default=None)
    if not context.excluded_shapes and (marked or (above is not None and _marked.of(above))):
        if (page_line := _stands_on(box.style)) and (not marked or box.style["direction"] == "ltr"):
            lines = seated(above, lines, page_line, each=marked)
        elif page_line and _flows(box):
            lines = spread_or_seated(box, lines, above, page_line)
        elif box.style["direction"] == "ltr":
            lines = below(above, lines, 0.0, each=marked)
        else:
            lines = spread(box, lines, above) if marked and _flows(box) else below(above, lines, 0.0)
    for line, resume_at in lines:
        set_before.append(line)
        yield line, resume_at


def grows(style: Any) -> bool:
    """What `--leading-grows` says."""
    return "yes" in values(style, PROPERTY, "ident")


def marks_of(box: Any) -> bool:
    """Whether a line box, not broken yet, has vowel marks; looked at once."""
    return _marked.made_once(box, lambda: is_marked(box))


def lines_on(context: Any) -> deque[Any]:
    """The lines that were last set on the page that `context` is at."""
    page, lines = _set_before.of(context) or (None, None)
    if lines is None or page != context.current_page:
        lines = deque(maxlen=MOST_REMEMBERED)
        _set_before.put(context, (context.current_page, lines))
    return lines


def forget_lines(context: Any) -> None:
    """What comes next does not stand below what was set last."""
    _set_before.put(context, (None, deque()))


def _flows(box: Any) -> bool:
    """Whether all that stands in a paragraph stands in its lines."""
    return all(child.is_in_normal_flow() for child in box.descendants())


def _place(line: Any) -> float:
    return float(line.position_y)


def _stands_on(style: Any) -> float:
    """The distance of the page's lines, in px, for a paragraph that stands on them; 0 for another."""
    line: float = line_of(style)
    return line if wanted_line(style) is not None and line and abs(strut(style)[0] - line) < 0.01 else 0.0


def spread_or_seated(box: Any, lines: Lines, above: Any, page_line: float) -> Lines:
    """The lines of a paragraph on the page's lines, but for those few that need room above them; farther apart, all
    alike, where many do."""
    placed = list(islice(lines, MOST_AHEAD))
    near = sum(missing(one, other, CLEARANCE) > 0 for (one, _), (other, _) in pairwise(placed))
    lines = chain(placed, lines)
    if near > MOST_OFF * max(len(placed) - 1, 1):
        return spread(box, lines, above)
    return seated(above, lines, page_line, each=True)


def seated(above: Any, lines: Lines, page_line: float, *, each: bool) -> Lines:
    """Lines on the lines of the page; the ink of the first, or `each`, so far below them as that of the line above
    needs, and a line lower where that is much."""
    lower = 0.0
    for line, resume_at in lines:
        line.translate(dy=lower)
        room = missing(above, line, CLEARANCE) if above is not None else 0.0
        if room > MOST_MOVED * page_line:
            top = line.position_y
            line.translate(dy=page_line)
            line.position_y, line.height, line.baseline = top, line.height + page_line, line.baseline + page_line
            lower += page_line
            room = missing(above, line, CLEARANCE)
        if room:
            top = line.position_y
            line.translate(dy=room)
            line.position_y, line.baseline = top, line.baseline + room
            seat.put(line, room)
        above = line if each else None
        yield line, resume_at


def between(upper: Any, lower: Any, dy: float) -> float:
    """px by which the line `lower`, `dy` px farther down than where it is, is to stand lower still, below `upper`."""
    if not grows(lower.style) or not (is_marked(upper) or is_marked(lower)):
        return 0.0
    moved = lower.deepcopy()
    moved.translate(dy=dy)
    return missing(upper, moved, CLEARANCE)


def spread(box: Any, lines: Lines, above: Any) -> Lines:
    """The lines of a paragraph as far apart as the ink of all of them needs."""
    placed, step = list(islice(lines, MOST_AHEAD)), STEP * box.style["font_size"]
    needs = max((missing(one, other, CLEARANCE) for (one, _), (other, _) in pairwise(placed)), default=0.0)
    steps = max(ceil(needs / step - 0.001) if step else 0, _steps.of(box) or 0)
    _steps.put(box, steps)
    return below(above, chain(placed, lines), steps * step)


def below(above: Any, lines: Lines, more: float, *, each: bool = False) -> Lines:
    """Lines that are `more` px higher each, the first, or `each`, as far below the line above as its ink needs."""
    moved = 0.0
    for line, resume_at in lines:
        line.translate(dy=moved)
        room = more / 2
        if above is not None:
            room = max(room, missing(above, line, CLEARANCE))
        above = line if each else None
        top = line.position_y
        line.translate(dy=room)
        line.position_y, line.height, line.baseline = top, line.height + room + more / 2, line.baseline + room
        moved += room + more / 2
        yield line, resume_at
