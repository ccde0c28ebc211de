"""A page that is laid out → its text that no reader will see whole: beyond the trim, or printed over other text.

Where text stands is taken from its boxes as they are drawn: of a run, its width without spaces at its ends, and in
height the middle of its letters, from the baseline up. Accents, marks and tall letters of lines that are set close may
meet; the middles of two lines do not, in whatever leading, unless one is printed over the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.typeset.engine.proofreading import PT, text_of
from bookbuild.typeset.fragments import Fault

MIDDLE = 0.4
"""Em above the baseline that count as the middle of letters, in most scripts."""

LEAST = 0.5
"""pt by which text is beyond the trim, and across which two runs stand over one another."""

DEEP = 0.1
"""Em of the smaller letters by which the middles of two runs stand in one another."""


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """Text in one line: the line's box, and the edges of the text, in px from the top left corner of the page."""

    line: Any
    left: float
    right: float
    top: float
    bottom: float


def overprints_of(page: Any) -> Iterator[Fault]:
    """Each line that is beyond the trim, or over another, once."""
    box = page._page_box
    runs = sorted(_runs(box, None), key=lambda run: run.top)
    told: set[int] = set()
    for run in runs:
        beyond = max(-run.left, run.right - box.margin_width(), -run.top, run.bottom - box.margin_height()) * PT
        if beyond > LEAST and id(run.line) not in told:
            told.add(id(run.line))
            yield Fault("text-outside", text_of(run.line), round(beyond, 1))
    for run, other in _over_one_another(runs):
        if not told & {id(run.line), id(other.line)}:
            told |= {id(run.line), id(other.line)}
            width = min(run.right, other.right) - max(run.left, other.left)
            yield Fault("text-outside", text_of(other.line), round(width * PT, 1), over=text_of(run.line))


def _runs(box: Any, line: Any) -> Iterator[PrintedRun]:
    """The runs of text in a box, each with the innermost line that it stands in."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox):
            if (run := _run(child, line)) is not None:
                yield run
        elif not child.style["transform"]:
            yield from _runs(child, child if isinstance(child, boxes.LineBox) else line)


def _run(box: Any, line: Any) -> PrintedRun | None:
    text = box.text.strip()
    if not text or line is None or box.style["visibility"] != "visible":
        return None
    spaces = box.width * (1 - len(text) / len(box.text))
    from_right = box.style["direction"] == "rtl"
    left = box.position_x + (spaces if from_right else 0.0)
    baseline = box.position_y + box.baseline
    return PrintedRun(line, left, left + box.width - spaces, baseline - MIDDLE * box.style["font_size"], baseline)


def _over_one_another(runs: list[PrintedRun]) -> Iterator[tuple[PrintedRun, PrintedRun]]:
    """Pairs of different lines; `runs` from the top of the page."""
    for number, run in enumerate(runs):
        for other in runs[number + 1 :]:
            if other.top >= run.bottom:
                break
            across = min(run.right, other.right) - max(run.left, other.left)
            deep = min(run.bottom, other.bottom) - other.top
            least = DEEP / MIDDLE * min(run.bottom - run.top, other.bottom - other.top)
            if other.line is not run.line and across * PT > LEAST and deep > least:
                yield run, other
