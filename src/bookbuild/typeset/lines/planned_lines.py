"""A justified paragraph → set in the lines that are planned for it, instead of each as full as it can be.

Seams, all in `weasyprint.layout.inline`:

- `split_inline_box`, asked for a whole line, takes what fits: here the lines of a paragraph are planned when its first
  is asked for, and no width ends them.
- `split_text_box` and `split_first_line`, asked for a line's share of a text box, take what fits: here, of a planned
  line, what the plan says.
- `text_align` leaves a line alone that is wider than its measure: here the spaces of one that was planned so shrink,
  and its first and last characters hang over the margins.

A paragraph that cannot be planned is broken line by line, as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_one_percentage
from weasyprint.text import line_break

from bookbuild.typeset.lines.breaking import SHRINK
from bookbuild.typeset.lines.hanging import OVER, over_margins
from bookbuild.typeset.lines.justification import most_narrowed
from bookbuild.typeset.lines.line_text import NotPlanned, text_boxes
from bookbuild.typeset.lines.paragraphs import WHOLE, End, Plan, other_lengths, planned
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

MOST_SHRINK = SHRINK + 0.05
"""The share of their width by which spaces shrink at most, with what measuring word by word adds."""

WIDE = 1e6
"""px: no line is broken for its width."""

MOST_BOXES = 200
"""Text boxes of one line."""

AT_MARGIN = ("auto", "start", "justify")
"""Of `text-align-last`: a last line that begins at the margin."""

COLLAPSES = ("normal", "nowrap", "pre-line")

PLANNED: Attached[bool] = Attached("planned")
"""On a line: whether it is one of a plan."""

_indented: Attached[bool] = Attached("indented")
"""On a line of a plan: whether it begins off the margin."""

_plans: Attached[Plan] = Attached("plan")
"""On a line box that is not broken yet: the plan of its lines."""

_by_itself: Attached[bool] = Attached("each_line_by_itself")
"""On a line box that is not justified: whether its lines are WeasyPrint's own."""

wanted_lines: Attached[int] = Attached("wanted_lines")
"""On a line box that is not broken yet: how many lines it is to have, instead of those that are best for it."""

_plan: Plan | None = None
_end: tuple[End, int] | None = None
"""The line that is being set: its plan, and where it ends in the text box that is being set from a byte on."""


def split_inline_box(
    greedy: Function, context: Any, box: Any, position_x: float, max_x: float, bottom_space: float, skip_stack: Any,
    containing_block: Any, *others: Any,
) -> Any:  # fmt: skip
    """A line of a plan, where there is one."""
    arguments = (bottom_space, skip_stack, containing_block, *others)
    if not isinstance(box, boxes.LineBox):
        return greedy(context, box, position_x, max_x, *arguments)
    global _plan
    outer, _plan = _plan, plan_of(context, box, max_x - position_x, skip_stack, containing_block, others[-2:])
    try:
        if _plan is not None:
            max_x = position_x + WIDE
        result = greedy(context, box, position_x, max_x, *arguments)
        PLANNED.put(result[0], _plan is not None)
        _indented.put(result[0], skip_stack is None and bool(box.text_indent))
    finally:
        _plan = outer
    return result


def plan_of(
    context: Any, line: Any, width: float, skip_stack: Any, containing_block: Any, first_styles: tuple[Any, ...]
) -> Plan | None:
    """The plan of a line box's lines, made when the first is asked for; None where each is broken by itself."""
    if line.style["white_space"] in ("pre", "pre-wrap", "nowrap") or _by_itself.of(line):
        return None
    if context is None or context.excluded_shapes or any(first_styles):
        return None
    rest = width + (line.text_indent if skip_stack is None else 0.0)
    known, count = _plans.of(line), wanted_lines.of(line)
    if (
        known is not None
        and abs(known.measure - rest) < 0.01
        and (count is None or skip_stack is not None or known.lines == count)
        and known.is_of(_of_one_line(line, skip_stack))
    ):
        return known
    try:
        plan = planned(line, containing_block, _character(line, skip_stack), width, rest, count)
    except NotPlanned:
        _by_itself.put(line, line.style["text_align_all"] != "justify")
        return None
    return _plans.put(line, plan)


def lengths_of(line: Any, block_box: Any, width: float) -> Callable[[int], float | None]:
    """For a paragraph: what it costs to set it in so many lines, None where it can't be. It is read when it is first
    asked for."""

    @cache
    def costs() -> Callable[[int], float | None]:
        style = line.style
        if style["text_align_all"] != "justify" or style["white_space"] in ("pre", "pre-wrap", "nowrap"):
            return lambda _: None
        resolve_one_percentage(line, "text_indent", width)
        try:
            return other_lengths(line, block_box, width - line.text_indent, width)
        except NotPlanned:
            return lambda _: None

    return lambda count: costs()(count)


def _of_one_line(line: Any, skip_stack: Any) -> Iterator[Any]:
    """The text boxes of a line box from where a skip stack points to, as many as a line can have: a paragraph may have
    thousands, and is asked for each of its lines."""
    return islice(_from(line, skip_stack), MOST_BOXES)


def _from(box: Any, skip_stack: Any) -> Iterator[Any]:
    if not skip_stack or not isinstance(box, boxes.ParentBox):
        yield from text_boxes(box)
        return
    ((index, inner),) = skip_stack.items()
    for number, child in enumerate(box.children[index:]):
        yield from text_boxes(child) if number else _from(child, inner)


def _character(line: Any, skip_stack: Any) -> int:
    """The character of a line box's text that a skip stack points to."""
    box, before = line, 0
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        if isinstance(box, boxes.TextBox):
            return before + len(box.text.encode()[:index].decode())
        before += sum(len(text.text) for child in box.children[:index] for text in text_boxes(child))
        box = box.children[index]
    return before


def split_text_box(
    greedy: Function, context: Any, box: Any, available_width: float | None, skip: int, is_line_start: bool = True
) -> Any:
    """A planned line's share of a text box."""
    global _end
    outer, end = _end, _plan.end(box, skip) if _plan is not None else None
    _end = (end, skip) if end is not None else None
    try:
        return greedy(context, box, available_width, skip, is_line_start)
    finally:
        _end = outer


def split_first_line(
    greedy: Function,
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    **options: Any,
) -> Any:
    """The text up to where a planned line ends."""
    if _end is None:
        return greedy(text, style, context, max_width, justification_spacing, **options)
    end, skip = _end
    hyphen = style["hyphenate_character"] if end.hyphen else ""
    shown = text if end is WHOLE else text.encode()[: end.length - skip].decode() + hyphen
    layout = line_break.create_layout(shown, style, context, None, justification_spacing)
    line, _ = layout.get_first_line()
    layout, length, _, width, height, baseline = line_break.first_line_metrics(
        line, shown, layout, None, style["white_space"] in COLLAPSES, style, end.hyphen, hyphen
    )
    return layout, length, None if end is WHOLE else end.resume - skip, width, height, baseline


def text_align(greedy: Function, context: Any, line: Any, available_width: float, last: bool) -> Any:
    """The offset of a line, whose first and last characters hang over the margins; the spaces of one that is planned
    wider than its measure shrink."""
    if not PLANNED.of(line) or (last and line.style["text_align_last"] not in AT_MARGIN):
        return greedy(context, line, available_width, last)
    start, end = over_margins(line, indented=bool(_indented.of(line)))
    if start or end:
        OVER.put(line, (start, end))
    room = available_width + start + end
    if 0 < line.width - room <= most_narrowed(line, MOST_SHRINK):
        inline.justify_line(context, line, room - line.width)
        return -start
    return greedy(context, line, room, last) - start
